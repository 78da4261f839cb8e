//! The page of a story: which of its words, pictures and dates are the story's.

mod context;
mod features;
mod judge;
mod kept;
mod lead;
mod names;
mod passages;
mod trees;
mod wording;

pub use lead::lead_picture;
pub mod learn;
