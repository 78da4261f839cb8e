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
pub(crate) use figures::Shown;
pub(crate) use tree::{is_block, skip, BYTES, Node, document, element, plain, subtree, words_of};
