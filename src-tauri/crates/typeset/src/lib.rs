//! Paragraphs and a measure become lines.
//!
//! The foundation of the page engine: it holds the only fonts and the only shaper. A [`Paragraph`] is shaped
//! once, in parts of an em; broken at any size and measure, it gives [`Variant`]s, the best way for each
//! number of lines that is asked for; and each [`Line`] says how far its words and letters are set apart, so
//! that window, paper and picture show the same line.
//!
//! ```
//! use typeset::{Face, Fonts, Language, Length, Paragraph, Setting, Size, Slot, Style, Tracking};
//!
//! let mut fonts = Fonts::new();
//! let style = Style { tracking: Tracking::WINDOW, ..Style::new(Face::Text, Size::pixels(17)) };
//! let text = "The lake was at its lowest in forty-three Novembers, and the ferry ran aground twice.";
//! let paragraph = Paragraph::plain(&mut fonts, text, &style, Language::ENGLISH);
//!
//! let column = Slot::of_width(Length::pixels(258));
//! for line in paragraph.lines(&Setting::new(&style, &column)) {
//!     let letters = paragraph.fragments(&line); // for a window
//!     let glyphs = paragraph.glyphs(&mut fonts, &line); // for paper
//! }
//! ```
//!
//! # Units
//! [`Length`]s are 1/64 of a pixel (or point), [`Size`]s quarters of one, [`Em`]s 1/256000 of the type size. All
//! are whole numbers and so is every cost: no floating point decides where a line breaks, and every system
//! breaks alike. x runs from the left edge of the column in both directions of writing; glyphs lie y up, outlines
//! y down.
//!
//! # What is never lost
//! Lines cover the text byte for byte. What has no glyph in any face is drawn as a box and told by
//! [`Paragraph::missing`]; a line that could not be made well says so by its [`Fault`].

#![warn(clippy::cast_possible_truncation, clippy::float_arithmetic)]

mod units;

mod face;
mod fonts;
mod letters;
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
