//! Shared by the end-to-end tests: the real command, a real WordPress newspaper, small web servers.

mod broadsheet;
mod cleanup;
mod fold;
mod manifest;
pub mod newspaper;
mod proxy;
mod unvouched;
mod web;
mod wordpress;

pub use broadsheet::{Broadsheet, Ran, validator};
pub use fold::{fold, sha256};
pub use manifest::{AuthorKind, Manifest, Original, Photo, Post};
pub use newspaper::Newspaper;
pub use proxy::{Proxy, Request};
pub use unvouched::Unvouched;
pub use web::{closed_port, serve};
pub use wordpress::Wordpress;
