//! The page of a story: which of its words, pictures and dates are the story's.

mod features;
mod lead;
mod names;
mod passages;

pub use lead::lead_picture;
pub use features::dump;
