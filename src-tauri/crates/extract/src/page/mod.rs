//! The page of a story: which of its words, pictures and dates are the story's.

mod body;
mod byline;
mod context;
mod cutlines;
mod data;
mod dates;
mod features;
mod judge;
mod kept;
mod kind;
mod lead;
pub mod learn;
mod months;
mod names;
mod outline;
mod passages;
mod pictures;
mod said;
mod signed;
mod stamp;
mod state;
mod story;
mod title;
mod trees;
mod wording;

pub use kind::{Form, NoStory};
pub use lead::lead_picture;
pub use story::{PageStory, Refusal, page_story};
