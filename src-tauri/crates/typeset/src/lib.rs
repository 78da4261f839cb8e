//! Paragraphs and a measure become lines.

#![warn(clippy::cast_possible_truncation, clippy::float_arithmetic)]

mod units;

mod face;
mod fonts;
mod outline;
mod word;

mod language;
mod style;

mod bond;
mod build;
mod itemise;
mod opportunity;
mod paragraph;
mod piece;

mod breaking;
mod drawn;
mod drop_cap;
mod headline;
mod line;
mod rating;
mod sense;
mod setting;
mod table;
mod wide;
mod width;

pub use drawn::{Fragment, Glyph, GlyphRun};
pub use drop_cap::DropCap;
pub use face::{Face, Family, Metrics, set_hash};
pub use fonts::Fonts;
pub use headline::Headline;
pub use language::Language;
pub use line::{Fault, Line, Variant};
pub use outline::{OUTLINE_EM, Outline, Stroke};
pub use paragraph::{Missing, Paragraph};
pub use setting::{Setting, Slot};
pub use style::{Alignment, Run, Style, Tracking};
pub use table::{Column, Table, TableCell, TableStyle};
pub use units::{EM, Em, Length, Size};
pub use word::Figures;
