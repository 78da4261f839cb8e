//! The three units in which everything is measured: whole numbers, so that every system breaks alike.

use std::ops::{Add, Sub};

/// Parts of an em: the least common multiple of the faces' 1000, 2000 and 2048 units.
///
/// An advance of any face is a whole number of these, so no sum of advances is ever rounded.
pub const EM: i32 = 256_000;

/// A length in 1/256000 of the paragraph's type size.
///
/// To draw it at a type size of `s` pixels, multiply by `s` and divide by [`EM`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Em(pub i32);

impl Em {
    /// So many thousandths of an em.
    #[must_use]
    pub const fn thousandths(count: i32) -> Self {
        Self(count * (EM / 1000))
    }

    /// The length on paper when the type has a size, to the nearest 1/64 pixel.
    #[must_use]
    pub fn at(self, size: Size) -> Length {
        on_paper(i64::from(self.0), size)
    }
}

/// A length on paper, in 1/64 of a pixel or point.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(pub i32);

impl Length {
    /// So many whole pixels.
    #[must_use]
    pub const fn pixels(count: i32) -> Self {
        Self(count * 64)
    }

    /// The same length in the em of a type size; rounded down.
    pub(crate) fn in_ems(self, size: Size) -> i64 {
        i64::from(self.0) * (i64::from(EM) / 16) / i64::from(size.0.max(1))
    }
}

impl Add for Length {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Length {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// A type size in quarters of a pixel or point: browsers round any finer size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Size(pub u16);

impl Size {
    /// So many whole pixels.
    #[must_use]
    pub const fn pixels(count: u16) -> Self {
        Self(count * 4)
    }

    /// The size as a length.
    #[must_use]
    pub fn length(self) -> Length {
        Length(i32::from(self.0) * 16)
    }
}

/// A length in ems, at a size, on paper: the nearest.
///
/// What was fitted into a measure that [`Length::in_ems`] rounded down is never wider than it.
pub(crate) fn on_paper(ems: i64, size: Size) -> Length {
    let part = i64::from(EM) / 16;
    Length(narrow((ems * i64::from(size.0) + part / 2).div_euclid(part)))
}

/// The nearest 32-bit number: only text without end reaches the limits.
pub(crate) fn narrow(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX })
}

/// An offset or count as 32 bits; text beyond 4 GB is no paragraph.
pub(crate) fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_counts_in_whole_parts() {
        for units in [1000, 2000, 2048] {
            assert_eq!(EM % units, 0);
        }
    }

    #[test]
    fn a_length_comes_back_from_ems() {
        for size in [29, 37, 68, 225] {
            for length in [0, 1, 7955, 16512] {
                let there = Length(length).in_ems(Size(size));
                assert_eq!(on_paper(there, Size(size)), Length(length), "at {size}");
            }
        }
    }

    #[test]
    fn lengths_are_rounded_to_the_nearest() {
        assert_eq!(Em(-1).at(Size(68)), Length(0));
        assert_eq!(Em(-200).at(Size(68)), Length(-1));
        assert_eq!(Em(EM).at(Size::pixels(17)), Length::pixels(17));
    }
}
