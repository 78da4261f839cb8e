use std::fmt;

use crate::{Format, avif, decode, moving, svg};

/// The most pixels of a picture that is decoded: more would take the memory of a small machine.
pub(crate) const MOST_PIXELS: u64 = 50_000_000;

/// The most pictures of a moving one: more make no picture for a newspaper, but work for whoever counts them.
const MOST_FRAMES: u32 = 10_000;

/// The bytes are no picture that can be shown, and why: one sentence without its full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAPicture(pub String);

/// A picture of a known format and a bearable size.
#[derive(Clone, Copy)]
pub struct Photo<'a> {
    bytes: &'a [u8],
    format: Format,
    size: (u32, u32),
    frames: u32,
}

impl<'a> Photo<'a> {
    /// Looks at the headers of a picture: its format, its size, how many pictures it is.
    ///
    /// # Errors
    /// Says what the bytes are instead, or what is too much in them.
    pub fn open(bytes: &'a [u8]) -> Result<Self, NotAPicture> {
        let Some(format) = Format::sniff(bytes) else {
            return Err(NotAPicture(what_else(bytes)));
        };
        let size = match format {
            Format::Svg => svg::size(bytes)?,
            Format::Avif => avif::size(bytes).ok_or_else(damaged)?,
            _ => decode::size(bytes).ok_or_else(damaged)?,
        };
        let (width, height) = size;
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(NotAPicture(format!(
                "it has {width} × {height} pixels, more than 50 million"
            )));
        }
        let frames = moving::frames(format, bytes);
        if frames > MOST_FRAMES {
            return Err(NotAPicture("it moves through more than 10,000 pictures".to_owned()));
        }
        Ok(Self { bytes, format, size, frames })
    }

    /// As [`Photo::open`], and sees that the end of the file came with it.
    ///
    /// # Errors
    /// As [`Photo::open`], and that its end is missing.
    pub fn check(bytes: &'a [u8]) -> Result<Self, NotAPicture> {
        let is_cut = Format::sniff(bytes).is_some_and(|format| is_cut_short(format, bytes));
        if is_cut {
            return Err(NotAPicture("its end is missing".to_owned()));
        }
        Self::open(bytes)
    }

    /// The bytes, as they came.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The format.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// Width and height in pixels, upright; of a drawing, in its own units.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    /// How many pictures it is: more than one if it moves.
    #[must_use]
    pub fn frames(&self) -> u32 {
        self.frames
    }
}

impl fmt::Debug for Photo<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (format, size) = (self.format, self.size);
        formatter.debug_struct("Photo").field("format", &format).field("size", &size).finish()
    }
}

pub(crate) fn damaged() -> NotAPicture {
    NotAPicture("its picture data is damaged".to_owned())
}

/// Whether a file lacks the mark that its format puts at its end: the line broke, or the server cut it.
///
/// Cameras write more after the mark, so it need not be the last thing. Decoders fill in what is missing with
/// grey and say nothing, and a length that agrees proves nothing where a proxy stored the cut file.
fn is_cut_short(format: Format, bytes: &[u8]) -> bool {
    let ends = |mark: &[u8], from: usize| {
        bytes
            .get(from..)
            .is_some_and(|rest| rest.windows(mark.len()).rev().any(|window| window == mark))
    };
    match format {
        // A thumbnail within the headers has an end mark of its own.
        Format::Jpeg => !start_of_scan(bytes).is_some_and(|scan| ends(&[0xff, 0xd9], scan)),
        Format::Png => !ends(b"IEND", 8),
        Format::Gif => !ends(&[0x3b], bytes.len().saturating_sub(64)),
        Format::WebP => {
            let length =
                bytes.get(4..8).and_then(|length| length.try_into().ok()).map(u32::from_le_bytes);
            length.is_none_or(|length| (bytes.len() as u64) < u64::from(length) + 8)
        }
        Format::Svg => !ends(b"svg>", 0) && !ends(b"/>", bytes.len().saturating_sub(64)),
        Format::Avif => false,
    }
}

/// Where the picture data of a JPEG begins: behind its segments (ITU T.81, B.1.1.4).
fn start_of_scan(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        match *bytes.get(at..at + 4)? {
            [0xff, 0xda, _, _] => return Some(at),
            // Fill bytes may stand before a marker.
            [0xff, 0xff, _, _] => at += 1,
            [0xff, _, high, low] => at += 2 + usize::from(u16::from_be_bytes([high, low])),
            _ => return None,
        }
    }
}

fn what_else(bytes: &[u8]) -> String {
    let start = String::from_utf8_lossy(bytes.get(..256).unwrap_or(bytes)).to_ascii_lowercase();
    let what = if bytes.is_empty() {
        "it is empty"
    } else if start.contains("<html") || start.contains("<!doctype") {
        "a web page was served in its place"
    } else {
        "it is in no known picture format"
    };
    what.to_owned()
}
