//! The sample paper: a small invented newspaper, to be read in the first minute and to test against.
//!
//! Its texts are Markdown files and its pictures lie beside them in `paper/`; all of it is part of the program
//! ([`Paper::embedded`]), and a folder like it can be read in its place ([`Paper::open`]). A story that cannot be
//! read costs no other: [`Paper::damaged`] names it.

mod error;
mod files;
mod front;
mod markdown;
mod paper;
mod pictures;

pub use error::Error;
pub use paper::{Author, Damage, Paper, Story};
