//! What is kept becomes files that others read, and back: WARC, WACZ, and single stories as text, Markdown and HTML.
//!
//! Writer and reader of a format stand side by side. Files are streams that the caller opens: nothing here opens
//! one, reads a clock or trusts what it reads. The same stories become the same bytes.
//!
//! An export keeps apart what was received and what was made of it:
//!
//! - a *response* is a download, under the address that answered, its body as it was received;
//! - a *resource* is a picture, a part of an answer from which a single story was read, or a page that was made to be
//!   looked at. Such pages name a *warcinfo* of their own,
//!   which says that they were made and by what;
//! - a *metadata* record before each page says what the story is, from which part of which download it was read, and
//!   where its pictures are; by these an import gets back exactly what was exported.

mod error;
mod export;
mod http;
mod kept;
mod page;
mod render;
mod wacz;
mod warc;

pub use error::Error;
pub use export::{About, Download, Export, Format, Picture};
pub use http::{Answer, head_length, is_origin};
pub use kept::{Kept, KeptPart, KeptPicture, KeptSource, KeptStory};
pub use render::{html, markdown, text};
pub use wacz::Wacz;
pub use warc::{Head, Kind, Records};
