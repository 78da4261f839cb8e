//! What an edition is made of: a day of one paper.

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::Story;

use crate::Interest;

/// A day of one paper, in its own order.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Its name.
    pub title: String,
    /// The day.
    pub day: Date,
    /// Main language, BCP 47.
    pub language: String,
    /// Names of its sections, in printed order.
    pub sections: Vec<String>,
    /// Its stories, by section and within one the best first.
    pub stories: Vec<Placed>,
    /// What goes on in its pictures, by BLAKE3 of their bytes; it says where they may be cropped.
    pub interest: BTreeMap<String, Interest>,
    /// Whether all that the paper listed is held.
    pub complete: bool,
}

/// A story in its section.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Index of its section.
    pub section: usize,
    /// The story.
    pub story: Story,
}
