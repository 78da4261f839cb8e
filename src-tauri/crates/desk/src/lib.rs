//! The use cases that window and command line both call, and the types that cross to the window.

mod error;
mod wire;

pub use error::{Code, Error};
pub use wire::{Fetch, Opened, Paper, PaperSection, Period, SectionStories, Settings, Theme};
