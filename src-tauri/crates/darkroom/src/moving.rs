//! Counts the pictures of one that moves, without decoding any.

use crate::Format;

/// How many pictures a file shows one after another; 1 where it stands still.
pub(crate) fn frames(format: Format, bytes: &[u8]) -> u32 {
    let count = match format {
        Format::Gif => gif_frames(bytes),
        Format::WebP => webp_frames(bytes),
        Format::Png => png_frames(bytes),
        Format::Jpeg | Format::Avif | Format::Svg => None,
    };
    count.unwrap_or(1).max(1)
}

/// Walks the blocks of a GIF (version 89a, sections 17 to 27).
fn gif_frames(bytes: &[u8]) -> Option<u32> {
    let table = |packed: u8| if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 7) + 1) };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut frames = 0;
    loop {
        at = match bytes.get(at) {
            Some(0x21) => behind_blocks(bytes, at + 2),
            Some(0x2c) => {
                frames += 1;
                let packed = bytes.get(at + 9).copied().unwrap_or_default();
                // One byte of the code size, then the data.
                behind_blocks(bytes, at + 10 + table(packed) + 1)
            }
            _ => return Some(frames),
        };
    }
}

/// Where a chain of blocks ends, each with its length before it and the last with none.
fn behind_blocks(bytes: &[u8], mut at: usize) -> usize {
    while let Some(length) = bytes.get(at) {
        at += 1 + usize::from(*length);
        if *length == 0 {
            break;
        }
    }
    at
}

/// Counts the frames among the chunks of a WebP.
fn webp_frames(bytes: &[u8]) -> Option<u32> {
    let (mut at, mut frames) = (12, 0);
    while let Some(head) = bytes.get(at..at + 8) {
        frames += u32::from(head.starts_with(b"ANMF"));
        let length = u32::from_le_bytes(head.get(4..)?.try_into().ok()?);
        at = at.checked_add(8 + usize::try_from(length.checked_next_multiple_of(2)?).ok()?)?;
    }
    Some(frames)
}

/// Reads how many frames a PNG says it has, before its data.
fn png_frames(bytes: &[u8]) -> Option<u32> {
    let mut at: usize = 8;
    loop {
        let head = bytes.get(at..at.checked_add(12)?)?;
        let (length, rest) = head.split_first_chunk::<4>()?;
        let (kind, value) = rest.split_first_chunk::<4>()?;
        match kind {
            b"acTL" => return Some(u32::from_be_bytes(value.try_into().ok()?)),
            b"IDAT" | b"IEND" => return None,
            _ => at = at.checked_add(12 + usize::try_from(u32::from_be_bytes(*length)).ok()?)?,
        }
    }
}
