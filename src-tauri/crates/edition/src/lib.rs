//! Stories and a format become an edition: described pages that anyone can draw.
//!
//! `typeset` makes lines of paragraphs, `makeup` makes pages of counts of lines; this crate stands between
//! them. It shapes a day's stories once into [`Galleys`], counts them for a format, has the pages
//! planned, and puts the real lines in their places: the [`page`] description. A new format or text
//! size costs breaking and planning, never shaping.
//!
//! The description is here and not in `makeup` because it holds text, faces and glyphs, of which `makeup`
//! knows nothing; it is not in `press`, because the window needs it and no drawing.

pub mod page;
pub mod report;

mod around;
mod body;
mod boxes;
mod copy;
mod counts;
mod crop;
mod feature;
mod furniture;
mod gallery;
mod galleys;
mod imprint;
mod legs;
mod letters;
mod line;
mod module;
mod paper;
mod places;
mod plate;
mod rank;
mod region;
mod roles;
mod sections;
mod slug;
mod tables;
mod words;

pub use crop::Interest;
pub use galleys::{Galleys, Made, Spot};
pub use makeup::{format::Paper as Sheet, supply::Wish};
pub use page::Edition;
pub use paper::{Extent, Paper, Placed};
pub use places::{Place, places};
pub use region::{Cut, Passage, Region, region};
