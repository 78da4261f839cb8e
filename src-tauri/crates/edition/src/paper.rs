//! What an edition is made of: a day of one paper.

use std::collections::BTreeMap;

use jiff::civil::Date;
use makeup::supply::Wish;
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
    /// How much of its day it is.
    pub extent: Extent,
}

/// How much of a day a paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All that was listed.
    Whole,
    /// Some of what was listed is not held.
    Part,
    /// A section, or what a search found.
    Selection,
}

/// A story in its section, with what is known of its weight.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Index of its section.
    pub section: usize,
    /// The story.
    pub story: Story,
    /// Its place on the paper's own front page, from 0, if it stands there.
    pub front: Option<usize>,
    /// How often the paper has changed it since it was first printed.
    pub updates: usize,
    /// What the reader said about it.
    pub wish: Wish,
}

impl Placed {
    pub(crate) fn weight(&self) -> Weight {
        Weight { front: self.front, updates: self.updates, wish: self.wish }
    }

    /// A story of which no more is known than its section.
    #[must_use]
    pub fn new(section: usize, story: Story) -> Self {
        Self { section, story, front: None, updates: 0, wish: Wish::None }
    }
}

/// What is known of a story's weight beside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    pub(crate) front: Option<usize>,
    pub(crate) updates: usize,
    pub(crate) wish: Wish,
}
