//! By what a photograph is known again when its bytes are others: another size, another quality, a part of it.
//!
//! Two things are kept. The **whole** is a difference hash of the entire picture (128 bits): it knows other sizes and
//! qualities, of flat drawings too. The **marks** are the 32 most outstanding spots of the picture (extremes of the
//! difference of Gaussians, as in Lowe 2004, over sizes a half octave apart), each described by 60 comparisons of
//! brightness around it. A crop keeps those that lie in it, and all that are kept must agree on one scale and one
//! place (no rotation: newspapers do not turn photographs), which two different photographs hardly ever do.
//!
//! So that not every photograph is compared with every other, each mark gives three **words** of 20 bits, and the whole
//! six: photographs that share some are compared, those first whose shared words lie alike ([`Word::lies`]).

mod agree;
mod border;
mod marks;
mod tones;
mod whole;

use image::{DynamicImage, GrayImage};

use crate::Photo;

/// The longer side of the picture that is looked at, in pixels: what is finer does not survive a web page.
const SIDE: u32 = 256;

/// 2 leaves borders out.
const METHOD: u8 = 2;

/// Bytes of one mark.
const MARK_BYTES: usize = 11;

/// By what a photograph is known again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    whole: [u64; 2],
    marks: Vec<marks::Mark>,
    tones: tones::Tones,
    /// Width and height of the picture that was looked at.
    size: (u32, u32),
}

/// A word that photographs are looked up by, and where it stands in this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// The word.
    pub word: u32,
    /// Place and size of its mark, to be given back as it is.
    pub place: [u8; 3],
}

/// How two photographs lie on each other as one word has it that both have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lying {
    size: i16,
    x: f32,
    y: f32,
}

impl Word {
    /// How the photograph that has the word at another place lies on this one.
    #[must_use]
    pub fn lies(&self, [x, y, size]: [u8; 3]) -> Lying {
        let [own_x, own_y, own_size] = self.place;
        // Sizes are a half octave apart.
        let size = i16::from(size) - i16::from(own_size);
        let scale = (f32::from(size) / 2.0).exp2();
        let along = |own: u8, other: u8| f32::from(other) - f32::from(own) * scale;
        Lying { size, x: along(own_x, x), y: along(own_y, y) }
    }
}

impl Lying {
    /// Whether two words have it nearly alike. Sizes are coarse, and what is far from the corner lies the looser for it.
    #[must_use]
    pub fn is_near(&self, other: &Self) -> bool {
        let is_beside = |one: f32, other: f32| (one - other).abs() <= 40.0;
        self.size.abs_diff(other.size) <= 1
            && is_beside(self.x, other.x)
            && is_beside(self.y, other.y)
    }
}

impl Photo<'_> {
    /// By what it is known again; none if it cannot be decoded.
    #[must_use]
    pub fn likeness(&self) -> Option<Likeness> {
        Some(Likeness::of(&self.decoded(2 * SIDE)?))
    }
}

impl Likeness {
    fn of(picture: &DynamicImage) -> Self {
        let grey = border::without(grey(picture));
        Self {
            whole: whole::hash(&grey),
            marks: marks::find(&grey),
            tones: tones::Tones::of(&grey),
            size: grey.dimensions(),
        }
    }

    /// Whether it is of the same photograph, in whatever size, or one of the two a part of the other.
    #[must_use]
    pub fn is_of_same(&self, other: &Self) -> bool {
        let as_a_whole = || self.tones.likeness(&other.tones, |x, y| (x, y));
        let is_whole = whole::are_near(self.whole, other.whole)
            && as_a_whole().is_some_and(|likeness| likeness >= agree::SAME);
        is_whole || agree::is_part(self, other)
    }

    /// What photographs are looked up by.
    #[must_use]
    pub fn words(&self) -> Vec<Word> {
        let mut words: Vec<Word> = self.marks.iter().flat_map(marks::Mark::words).collect();
        words.extend(whole::words(self.whole));
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The version of the method, the first byte of what is stored: what is of another is found no more.
    pub const METHOD: u8 = METHOD;

    /// As it is stored.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let side = |side: u32| u8::try_from(side - 1).unwrap_or(u8::MAX);
        let mut bytes = vec![METHOD, side(self.size.0), side(self.size.1)];
        bytes.extend(self.whole.iter().flat_map(|half| half.to_le_bytes()));
        bytes.extend(self.tones.to_bytes());
        for mark in &self.marks {
            bytes.extend(mark.bits.to_le_bytes());
            bytes.extend([mark.x, mark.y, mark.size]);
        }
        bytes
    }

    /// Reads what was stored; none if it is of another method or damaged.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let ([METHOD, width, height], rest) = bytes.split_first_chunk::<3>()? else { return None };
        let (first, rest) = rest.split_first_chunk::<8>()?;
        let (second, rest) = rest.split_first_chunk::<8>()?;
        let (tones, rest) = tones::Tones::from_bytes(rest)?;
        let (marks, []) = rest.as_chunks::<MARK_BYTES>() else { return None };
        let marks = marks.iter().filter_map(|mark| {
            let (bits, place) = mark.split_first_chunk::<8>()?;
            let [x, y, size] = *place else { return None };
            Some(marks::Mark { bits: u64::from_le_bytes(*bits), x, y, size })
        });
        Some(Self {
            whole: [u64::from_le_bytes(*first), u64::from_le_bytes(*second)],
            marks: marks.take(marks::MOST).collect(),
            tones,
            size: (u32::from(*width) + 1, u32::from(*height) + 1),
        })
    }
}

/// The picture in grey, its longer side at most [`SIDE`], on white where it is transparent.
fn grey(picture: &DynamicImage) -> GrayImage {
    let longer = picture.width().max(picture.height());
    let small = if longer > SIDE {
        let part = |side: u32| {
            let side = (u64::from(side) * u64::from(SIDE)).div_ceil(u64::from(longer));
            u32::try_from(side).unwrap_or(SIDE).max(1)
        };
        picture.thumbnail_exact(part(picture.width()), part(picture.height()))
    } else {
        picture.clone()
    };
    let rgba = small.into_rgba8();
    GrayImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let image::Rgba([red, green, blue, alpha]) = *rgba.get_pixel(x, y);
        let (red, green, blue, alpha) =
            (u32::from(red), u32::from(green), u32::from(blue), u32::from(alpha));
        let grey = (299 * red + 587 * green + 114 * blue) / 1000;
        let on_white = (grey * alpha + 255 * (255 - alpha)) / 255;
        image::Luma([u8::try_from(on_white).unwrap_or(u8::MAX)])
    })
}
