//! The darkroom: bytes of photographs become what they are, their pixels, and smaller prints of them.
//!
//! [`Photo::open`] says what bytes are and holds them to their limits before anything is decoded; [`Photo::check`] also
//! sees that they are whole. From a [`Photo`] come its pixels, upright and in sRGB, smaller versions, what its own file
//! says of it ([`Photo::own_data`]), and by what it is known again in another size or crop ([`Photo::likeness`]).
//!
//! This is the only crate that decodes pictures. It is pure: it opens nothing, asks no network, and no bytes make it
//! panic.

mod avif;
mod colour;
mod decode;
mod format;
mod likeness;
mod moving;
mod own;
mod photo;
mod print;
mod svg;

pub use format::Format;
pub use likeness::{Likeness, Lying, Word};
pub use photo::{NotAPicture, Photo};
pub use print::{Pixels, Printable};
