//! WACZ 1.1.1: WARC files with an index and a list of pages, in a ZIP file.

mod index;
mod read;
mod write;

pub(crate) use index::Entry;
pub use read::Wacz;
pub(crate) use write::{Builder, PAGES_HEAD};

/// Our own records within the ZIP file.
const DATA: &str = "archive/data.warc.gz";
