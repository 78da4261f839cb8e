//! Harvest: discovery of a newspaper and the polite download of its days.
//!
//! The only crate that opens sockets. It decides what to fetch and when; what the bytes mean is for `extract`,
//! where they are kept is for `archive`. Everything here runs on the caller's thread and tells its progress
//! as [`model::Event`]s; it can be stopped between any two bytes and goes on where it was.

mod address;
mod again;
mod client;
mod discover;
mod error;
mod estimate;
mod listing;
mod pictures;
mod preview;
mod progress;
mod resolver;
mod robots;
mod run;
mod stop;

pub use address::Flaw;
pub use again::Again;
pub use client::{Manners, USER_AGENT};
pub use discover::discover;
pub use error::Error;
pub use run::{Order, Period, Tools, fetch};
pub use stop::Stop;
