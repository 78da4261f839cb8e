use std::io::Cursor;

use exif::{Error, Exif, In, Rational, Reader, Tag, Value};
use model::OwnData;

use super::{decoded, moment};

/// What the camera wrote, given its block.
pub(super) fn read(block: Vec<u8>) -> OwnData {
    of(Reader::new().continue_on_error(true).read_raw(block))
}

/// What the camera wrote, given the whole file.
pub(super) fn read_file(bytes: &[u8]) -> OwnData {
    of(Reader::new().continue_on_error(true).read_from_container(&mut Cursor::new(bytes)))
}

fn of(read: Result<Exif, Error>) -> OwnData {
    let Ok(exif) = read.or_else(|error| error.distill_partial_result(|_| {})) else {
        return OwnData::default();
    };
    let text = |tag| ascii(&exif, tag);
    let (maker, model) = (text(Tag::Make), text(Tag::Model));
    // Most makers repeat their name in that of the model.
    let first = maker.split(' ').next().unwrap_or_default();
    let camera =
        if model.starts_with(first) { model } else { format!("{maker} {model}").trim().to_owned() };
    let taken = [
        (Tag::DateTimeOriginal, Tag::OffsetTimeOriginal),
        (Tag::DateTimeDigitized, Tag::OffsetTimeDigitized),
    ];
    let taken = taken.map(|(time, offset)| moment(&text(time), &text(offset)));
    OwnData {
        caption: text(Tag::ImageDescription),
        byline: text(Tag::Artist),
        copyright: text(Tag::Copyright),
        taken: taken.into_iter().find(|taken| !taken.is_empty()).unwrap_or_default(),
        position: position(&exif),
        camera,
        ..OwnData::default()
    }
}

fn ascii(exif: &Exif, tag: Tag) -> String {
    match exif.get_field(tag, In::PRIMARY).map(|field| &field.value) {
        Some(Value::Ascii(parts)) => parts.first().map_or_else(String::new, |part| decoded(part)),
        _ => String::new(),
    }
}

/// Degrees north and east in millionths, if both are given and lie on the earth.
fn position(exif: &Exif) -> Option<(i32, i32)> {
    let degrees = |value: Tag, side: Tag, negative: &str, most: f64| {
        let Value::Rational(parts) = &exif.get_field(value, In::PRIMARY)?.value else {
            return None;
        };
        let parts: Vec<f64> = parts.iter().map(Rational::to_f64).collect();
        let (degrees, rest) = parts.split_first()?;
        let minutes = rest.first().copied().unwrap_or_default();
        let seconds = rest.get(1).copied().unwrap_or_default();
        let degrees = degrees + minutes / 60.0 + seconds / 3600.0;
        let degrees = if ascii(exif, side) == negative { -degrees } else { degrees };
        (degrees.abs() <= most).then_some((degrees * 1_000_000.0).round() as i32)
    };
    let north = degrees(Tag::GPSLatitude, Tag::GPSLatitudeRef, "S", 90.0)?;
    let east = degrees(Tag::GPSLongitude, Tag::GPSLongitudeRef, "W", 180.0)?;
    // A receiver without a fix writes nought.
    ((north, east) != (0, 0)).then_some((north, east))
}
