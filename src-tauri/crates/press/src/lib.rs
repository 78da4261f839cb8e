//! Described pages become PDF, PNG and SVG.
//!
//! The press draws what [`edition::page`] says and decides nothing. It reads no file and decodes no
//! photograph: whoever prints hands it [`Pixels`] by their hash.

mod colours;
mod halftone;
mod pdf;
mod png;
mod shapes;
mod svg;

pub use colours::Colours;
pub use halftone::Halftone;
pub use pdf::{Printable, Stock, pdf};
pub use png::{Pixels, Unprintable, png};
pub use shapes::{Shape, take_shapes};
pub use svg::svg;
