//! The page of a story: which of its words, pictures and dates are the story's.

mod byline;
mod data;
mod dates;
mod features;
mod kind;
mod lead;
mod months;
mod names;
mod outline;
mod passages;
mod pictures;
mod said;
mod stamp;
mod story;
mod title;

pub use features::dump;
pub use kind::{Form, NoStory};
pub use lead::lead_picture;
pub use story::{PageStory, Refusal, page_story};
