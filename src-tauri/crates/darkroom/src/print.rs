use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageFormat};

use crate::decode::decoder;
use crate::{Format, Photo};

/// Quality of thumbnails: below it flat skies show bands.
const THUMBNAIL_QUALITY: u8 = 84;

/// Quality of photos that are encoded again for paper.
const PRINT_QUALITY: u8 = 90;

/// The widest that a drawing is drawn, or a picture that no window shows as it is.
const WIDEST: u32 = 2560;

/// A decoded picture.
#[derive(Debug, Clone)]
pub struct Pixels {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green, blue and alpha of each pixel, row by row.
    pub rgba: Vec<u8>,
}

/// A photo as a printed page takes it.
#[derive(Debug, Clone)]
pub enum Printable {
    /// JPEG in grey or RGB, upright.
    Jpeg(Vec<u8>),
    /// Decoded, upright: what a JPEG could not hold.
    Pixels(Pixels),
}

impl Photo<'_> {
    /// The pixels, upright, scaled down to `width` if it is wider; none if it cannot be decoded.
    #[must_use]
    pub fn pixels(&self, width: u32) -> Option<Pixels> {
        let picture = self.decoded(width)?;
        Some(pixels(narrowed(&picture, width).unwrap_or(picture)))
    }

    /// A JPEG or PNG of it, upright, at most `width` pixels wide; none if it cannot be decoded.
    #[must_use]
    pub fn narrow(&self, width: u32) -> Option<(Format, Vec<u8>)> {
        let picture = self.decoded(width)?;
        encoded(&narrowed(&picture, width).unwrap_or(picture))
    }

    /// A version that any window shows, where its own bytes are not: still, raster, in a format that all know.
    ///
    /// None where its own bytes are that, or cannot be decoded.
    #[must_use]
    pub fn developed(&self) -> Option<(Format, Vec<u8>)> {
        let is_still = self.frames() == 1;
        match self.format() {
            Format::Jpeg => None,
            Format::Png | Format::WebP | Format::Gif if is_still => None,
            _ => self.narrow(WIDEST),
        }
    }

    /// For paper, upright: a JPEG where that loses nothing that can be seen, else its pixels; none if it cannot be
    /// decoded.
    ///
    /// `width` is how many pixels wide it is best; an original of up to twice that is taken as it is.
    #[must_use]
    pub fn printable(&self, width: u32) -> Option<Printable> {
        if self.format() == Format::Jpeg && self.is_printable(width.saturating_mul(2)) {
            return Some(Printable::Jpeg(self.bytes().to_owned()));
        }
        let picture = self.decoded(width)?;
        let picture = narrowed(&picture, width).unwrap_or(picture);
        if picture.color().has_alpha() {
            return Some(Printable::Pixels(pixels(picture)));
        }
        jpeg(&picture, PRINT_QUALITY).map(Printable::Jpeg)
    }

    /// Whether a JPEG can be printed as it is: upright, in grey or RGB, no wider than this.
    fn is_printable(&self, width: u32) -> bool {
        let Ok(mut decoder) = decoder(self.bytes()) else { return false };
        let colour = decoder.original_color_type();
        decoder.dimensions().0 <= width
            && matches!(colour, ExtendedColorType::L8 | ExtendedColorType::Rgb8)
            && matches!(decoder.orientation(), Ok(Orientation::NoTransforms))
    }
}

fn pixels(picture: DynamicImage) -> Pixels {
    let picture = picture.into_rgba8();
    let (width, height) = picture.dimensions();
    Pixels { width, height, rgba: picture.into_raw() }
}

fn encoded(picture: &DynamicImage) -> Option<(Format, Vec<u8>)> {
    if !picture.color().has_alpha() {
        return Some((Format::Jpeg, jpeg(picture, THUMBNAIL_QUALITY)?));
    }
    let mut encoded = Cursor::new(Vec::new());
    picture.to_rgba8().write_to(&mut encoded, ImageFormat::Png).ok()?;
    Some((Format::Png, encoded.into_inner()))
}

fn jpeg(picture: &DynamicImage, quality: u8) -> Option<Vec<u8>> {
    let mut encoded = Cursor::new(Vec::new());
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut encoded, quality);
    picture.to_rgb8().write_with_encoder(encoder).ok()?;
    Some(encoded.into_inner())
}

/// A picture scaled down, or none if it is not wider.
fn narrowed(picture: &DynamicImage, width: u32) -> Option<DynamicImage> {
    if picture.width() <= width {
        return None;
    }
    let height =
        (u64::from(picture.height()) * u64::from(width)).div_ceil(u64::from(picture.width()));
    Some(picture.thumbnail_exact(width.max(1), u32::try_from(height).ok()?))
}
