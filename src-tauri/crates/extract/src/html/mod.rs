//! HTML that a paper wrote becomes blocks, pictures and words.

mod attributes;
mod blocks;
mod embeds;
mod figures;
mod furniture;
mod galleries;
mod shortcodes;
mod tables;
mod tree;
mod words;

pub use blocks::body;
pub(crate) use blocks::{Kept, Part, kept_parts, parts, pictures};
pub(crate) use figures::{Shown, image_without_script, of_image as image};
pub(crate) use furniture::is_spoken;
pub(crate) use tree::{
    BYTES, Node, document, element, few_words_of, is_block, plain, skip, subtree, words_of,
};
