//! Full-text search over the stories of an archive: the only crate that knows the index engine.
//!
//! An [`Index`] is a cache: all that it holds can be filled in again from the archive, whose rows it
//! gives as hits. It stores no text; headlines and passages come from the archive and are marked by
//! [`Marks`]. The query language is described in [`Index::search`].

mod analyzer;
mod automaton;
mod completion;
mod damage;
#[cfg(test)]
mod damage_tests;
mod dictionary;
mod error;
mod facets;
mod fold;
mod folder;
mod index;
mod query;
mod schema;
mod snippet;
mod spot;
mod stems;
#[cfg(test)]
mod tests;
mod writer;

pub use error::{Error, Unusable};
pub use index::Index;
pub use query::{Found, FoundHit};
pub use snippet::Marks;
pub use writer::{Load, Writer};
