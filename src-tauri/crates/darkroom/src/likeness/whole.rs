use image::{GrayImage, imageops};

use super::Word;

/// Bits by which two hashes of the same picture differ, at most.
const NEAR: u32 = 10;

/// Bits of which at least so many must be set and unset: a picture of one tone is like any other.
const TELLING: std::ops::RangeInclusive<u32> = 12..=116;

/// The difference hash of a whole picture: of 8 × 8 fields each, whether it is brighter than the one to its right, and
/// than the one below.
pub(super) fn hash(grey: &GrayImage) -> [u64; 2] {
    let fields = imageops::thumbnail(grey, 9, 9);
    let mut hash = [0_u64; 2];
    for (x, y) in (0..8).flat_map(|y| (0..8).map(move |x| (x, y))) {
        let here = fields.get_pixel(x, y).0;
        // A tone's worth of difference is noise.
        let brighter = |other: [u8; 1]| u64::from(here[0] > other[0].saturating_add(1));
        hash[0] = (hash[0] << 1) | brighter(fields.get_pixel(x + 1, y).0);
        hash[1] = (hash[1] << 1) | brighter(fields.get_pixel(x, y + 1).0);
    }
    hash
}

/// Whether two hashes are of the same whole picture.
pub(super) fn are_near(one: [u64; 2], other: [u64; 2]) -> bool {
    let set = |hash: [u64; 2]| hash[0].count_ones() + hash[1].count_ones();
    let apart = (one[0] ^ other[0]).count_ones() + (one[1] ^ other[1]).count_ones();
    apart <= NEAR && TELLING.contains(&set(one)) && TELLING.contains(&set(other))
}

/// Six words of the hash, above those of marks: two that are near share some.
pub(super) fn words(hash: [u64; 2]) -> impl Iterator<Item = Word> {
    let part = move |index: u32| {
        let half = if index < 3 { hash[0] } else { hash[1] };
        let bits = (half >> (21 * (index % 3))) & 0xf_ffff;
        Word { word: (4 + index) << 20 | u32::try_from(bits).unwrap_or_default(), place: [0; 3] }
    };
    (0..6).map(part)
}
