//! Bytes and an address become a listing or a reading.
//!
//! All bytes are taken to be hostile. Nothing in here does I/O, reads a clock or panics, and no work
//! grows faster than the input: what is nested too deep or too large is read as plain text or refused.

mod address;
mod agency;
mod credit;
mod dateline;
mod encoding;
mod error;
mod home;
mod html;
mod language;
pub mod page;
mod picture;
mod text;
pub mod wordpress;

/// Version of what is read out of bytes: it grows when the same bytes come out otherwise than before, so that what is
/// kept can be read again.
pub const VERSION: u32 = 2;

pub use error::Error;
pub use home::{Home, Link, home, rest_root_of_header};
pub use html::body;
pub use page::{Form, NoStory, PageStory, Refusal, lead_picture, page_story};
pub use picture::{Extracted, Picture};
