use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use crate::photo::MOST_PIXELS;
use crate::{Format, Photo, avif, colour, svg};

impl Photo<'_> {
    /// The first picture, upright and in sRGB; a drawing so wide, at most.
    ///
    /// None if its data is damaged or of a kind that cannot be decoded.
    pub(crate) fn decoded(&self, widest: u32) -> Option<DynamicImage> {
        let decode = || match self.format() {
            Format::Svg => svg::drawn(self.bytes(), widest),
            Format::Avif => avif::decoded(self.bytes()),
            _ => upright(self.bytes()),
        };
        // The decoders are other people's, and their input is hostile: one that gives up must not take the program
        // with it.
        catch_unwind(AssertUnwindSafe(decode)).ok().flatten()
    }
}

/// A decoder that keeps to the limits.
pub(crate) fn decoder(bytes: &[u8]) -> Result<impl ImageDecoder + '_, image::ImageError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    reader.into_decoder()
}

/// Width and height of a raster picture as it stands upright.
pub(crate) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let read = || {
        let mut decoder = decoder(bytes).ok()?;
        let (width, height) = decoder.dimensions();
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        Some(if lies(orientation) { (height, width) } else { (width, height) })
    };
    catch_unwind(AssertUnwindSafe(read)).ok().flatten()
}

/// Whether a picture is stored on its side.
fn lies(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

fn upright(bytes: &[u8]) -> Option<DynamicImage> {
    let mut decoder = decoder(bytes).ok()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let picture = DynamicImage::from_decoder(decoder).ok()?;
    let mut picture = match profile {
        Some(profile) => colour::in_srgb(picture, &profile),
        None => picture,
    };
    picture.apply_orientation(orientation);
    Some(picture)
}
