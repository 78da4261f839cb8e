//! What a photograph's own file says of it: EXIF of the camera, IPTC and XMP of the desk.
//!
//! All of it is hostile: lengths are held to, text is cut and cleaned, and what cannot be read is as if it were not
//! there.

mod exif;
mod iptc;
mod xmp;

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::{ImageDecoder, ImageResult};
use jiff::civil::{Date, DateTime};
use model::OwnData;

use crate::decode::decoder;
use crate::{Format, Photo};

/// The longest text that is kept, in letters.
const LONGEST_TEXT: usize = 4_000;

/// The longest block that is read: more is no description, but a picture hidden in one.
const LONGEST_BLOCK: usize = 4 << 20;

/// The most keywords that are kept.
const MOST_KEYWORDS: usize = 64;

impl Photo<'_> {
    /// What the file says of itself. Where its parts differ, the desk's newer word (XMP) goes before its older one
    /// (IPTC) and that before the camera's (EXIF); of the time, the camera's goes first.
    #[must_use]
    pub fn own_data(&self) -> OwnData {
        let read = || self.read_own_data();
        catch_unwind(AssertUnwindSafe(read)).unwrap_or_default()
    }

    fn read_own_data(&self) -> OwnData {
        match self.format() {
            Format::Svg => OwnData::default(),
            Format::Avif => exif::read_file(self.bytes()),
            Format::Jpeg | Format::Png | Format::Gif | Format::WebP => read_blocks(self.bytes()),
        }
    }
}

fn read_blocks(bytes: &[u8]) -> OwnData {
    let Ok(mut decoder) = decoder(bytes) else { return OwnData::default() };
    let block = |block: ImageResult<Option<Vec<u8>>>| {
        block.ok().flatten().filter(|block| block.len() <= LONGEST_BLOCK).unwrap_or_default()
    };
    let camera = exif::read(block(decoder.exif_metadata()));
    let desk = iptc::read(&block(decoder.iptc_metadata()));
    let newer = xmp::read(&block(decoder.xmp_metadata()));
    let taken =
        [&camera.taken, &newer.taken, &desk.taken].into_iter().find(|taken| !taken.is_empty());
    let taken = taken.cloned().unwrap_or_default();
    OwnData { taken, ..over(newer, over(desk, camera)) }
}

/// What one part says, and where it says nothing, what another does.
fn over(first: OwnData, second: OwnData) -> OwnData {
    let or = |first: String, second: String| if first.is_empty() { second } else { first };
    OwnData {
        headline: or(first.headline, second.headline),
        caption: or(first.caption, second.caption),
        byline: or(first.byline, second.byline),
        credit: or(first.credit, second.credit),
        copyright: or(first.copyright, second.copyright),
        taken: or(first.taken, second.taken),
        place: or(first.place, second.place),
        position: first.position.or(second.position),
        camera: or(first.camera, second.camera),
        keywords: if first.keywords.is_empty() { second.keywords } else { first.keywords },
    }
}

/// A text as it is kept: no control characters, no blanks around it, not endless.
fn text(raw: &str) -> String {
    let letters = raw.chars().filter_map(|letter| match letter {
        '\n' | '\t' | '\r' => Some(' '),
        _ if letter.is_control() || is_format_control(letter) => None,
        _ => Some(letter),
    });
    letters.take(LONGEST_TEXT).collect::<String>().trim().to_owned()
}

/// Marks that turn the direction of what stands around them; none is needed in a caption of one language.
fn is_format_control(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Bytes as text: UTF-8 if they are, else what old programs on Windows wrote.
fn decoded(bytes: &[u8]) -> String {
    let bytes = bytes.get(..4 * LONGEST_TEXT).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(read) => text(read),
        // A letter that was cut in two at the limit is no reason to doubt the others.
        Err(error) if error.error_len().is_none() => text(&String::from_utf8_lossy(bytes)),
        Err(_) => text(&encoding_rs::WINDOWS_1252.decode(bytes).0),
    }
}

fn keywords<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    words.map(text).filter(|word| !word.is_empty()).take(MOST_KEYWORDS).collect()
}

/// The parts of a place that are given, from the smallest to the largest.
fn place(parts: [String; 4]) -> String {
    let mut place: Vec<String> = Vec::with_capacity(parts.len());
    for part in parts {
        if !part.is_empty() && !place.contains(&part) {
            place.push(part);
        }
    }
    place.join(", ")
}

/// A time in one form, given its date and time of day in whatever marks and its offset; empty if it is none.
fn moment(date_time: &str, offset: &str) -> String {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    let digits = String::from_utf8(digits(date_time)).unwrap_or_default();
    let (Some(date), time) = (digits.get(..8), digits.get(8..14)) else { return String::new() };
    let Ok(date) = Date::strptime("%Y%m%d", date) else { return String::new() };
    let time = time.and_then(|time| {
        DateTime::strptime("%Y%m%d%H%M%S", format!("{}{time}", date.strftime("%Y%m%d"))).ok()
    });
    match time {
        Some(time) => format!("{time}{}", offset_of(offset)),
        None => date.to_string(),
    }
}

/// An offset as `+05:30` or `Z`, or nothing.
fn offset_of(raw: &str) -> String {
    let raw = raw.trim();
    if raw == "Z" {
        return raw.to_owned();
    }
    let digits: String = raw.chars().filter(char::is_ascii_digit).collect();
    match (raw.chars().next(), digits.get(..2), digits.get(2..4)) {
        (Some(sign @ ('+' | '-')), Some(hours), Some(minutes))
            if hours <= "14" && minutes < "60" =>
        {
            format!("{sign}{hours}:{minutes}")
        }
        _ => String::new(),
    }
}
