//! HTML that a paper wrote becomes blocks, figures and words.

//TMP mod blocks;
//TMP mod embeds;
//TMP mod figures;
//TMP mod furniture;
//TMP mod galleries;
//TMP mod shortcodes;
//TMP mod tables;
mod tree;
//TMP mod words;

//TMP pub(crate) use blocks::{Body, body};
//TMP pub(crate) use figures::{Shown, pictures};
pub(crate) use tree::{
    Node, class_words, document, element, fragment, parents, plain, skip, subtree, words_of,
};
