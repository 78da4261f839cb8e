//! Stories as counts of lines become pages: the decisions of the page engine.
//!
//! A [`Supply`](supply::Supply) says what there is: elements in the paper's order of rank, their
//! paragraphs as counts of lines, the headlines that fit, the pictures. A [`Format`](format::Format)
//! says what a page is. A [`Stone`](stone::Stone) makes up one page or a whole edition from the two and
//! hands back an [`Edition`](plan::Edition): which element stands where, in which headline class, which
//! line in which leg.
//!
//! The page is found by an exact guillotine programme over shape functions. The shape function of an
//! element lists, for each width in columns and each height in rows, how well the element fills that
//! rectangle exactly. It only lists what the real flow of paragraphs into legs has shown to come out, so
//! that a page which is found needs no repair.
//!
//! Nothing in here knows fonts, text or files. Lengths are integers of 1/64 px or pt, costs are integers
//! of a hundredth, ties go to the lower index: the same supply gives the same pages on every system.

#![deny(clippy::float_arithmetic)]

pub mod format;
pub mod gallery;
pub mod plan;
pub mod quality;
pub mod stone;
pub mod supply;

mod briefs;
mod cost;
mod edition;
mod fill;
mod flow;
mod front;
mod galley;
mod lay;
mod leaf;
mod legs;
mod rank;
mod role;
mod search;
mod slicing;
mod take;
