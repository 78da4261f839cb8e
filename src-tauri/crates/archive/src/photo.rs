use std::fs;
use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageFormat, ImageReader, Limits};
use model::Moment;
use rusqlite::{OptionalExtension, params};

use crate::folder::write_durably;
use crate::{Archive, Error, Writer, hash};

/// The most pixels of a picture that is decoded: more would take the memory of a small machine.
const MOST_PIXELS: u64 = 50_000_000;

/// Width of a photo that nobody looks at.
const SMALL: u32 = 96;

/// Quality of thumbnails: below it flat skies show bands.
const THUMBNAIL_QUALITY: u8 = 84;

/// Quality of photos that are encoded again for paper.
const PRINT_QUALITY: u8 = 90;

/// A format of pictures that is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// WebP.
    WebP,
    /// AVIF: stored, not decoded here.
    Avif,
}

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

impl PhotoFormat {
    /// Tells the format by the first bytes; none if it is no raster picture that is known here.
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        match image::guess_format(bytes).ok()? {
            ImageFormat::Jpeg => Some(Self::Jpeg),
            ImageFormat::Png => Some(Self::Png),
            ImageFormat::Gif => Some(Self::Gif),
            ImageFormat::WebP => Some(Self::WebP),
            ImageFormat::Avif => Some(Self::Avif),
            _ => None,
        }
    }

    /// The ending of its file, also its name in the archive.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::WebP => "webp",
            Self::Avif => "avif",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
            Self::Avif => "image/avif",
        }
    }

    fn of_extension(extension: &str) -> Option<Self> {
        [Self::Jpeg, Self::Png, Self::Gif, Self::WebP, Self::Avif]
            .into_iter()
            .find(|format| format.extension() == extension)
    }
}

/// The bytes are no picture that can be shown, and why: one sentence without its full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAPicture(pub String);

/// A picture that was checked and may be stored.
#[derive(Debug, Clone)]
pub struct Photo<'a> {
    bytes: &'a [u8],
    format: PhotoFormat,
    size: Option<(u32, u32)>,
}

impl<'a> Photo<'a> {
    /// Checks that bytes are a raster picture of a bearable size.
    ///
    /// # Errors
    /// Says what the bytes are instead.
    pub fn check(bytes: &'a [u8]) -> Result<Self, NotAPicture> {
        let Some(format) = PhotoFormat::sniff(bytes) else {
            return Err(NotAPicture(what_else(bytes)));
        };
        if is_cut_short(format, bytes) {
            return Err(NotAPicture("its end is missing".to_owned()));
        }
        if format == PhotoFormat::Avif {
            return Ok(Self { bytes, format, size: None });
        }
        let size = decoder(bytes).map(|decoder| decoder.dimensions());
        let (width, height) =
            size.map_err(|_| NotAPicture("its picture data is damaged".to_owned()))?;
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(NotAPicture(format!(
                "it has {width} × {height} pixels, more than 50 million"
            )));
        }
        Ok(Self { bytes, format, size: Some((width, height)) })
    }
}

/// Whether a file lacks the mark that its format puts at its end: the line broke, or the server cut it.
///
/// Cameras write more after the mark, so it need not be the last thing. Decoders fill in what is missing with
/// grey and say nothing, and a length that agrees proves nothing where a proxy stored the cut file.
fn is_cut_short(format: PhotoFormat, bytes: &[u8]) -> bool {
    let ends = |mark: &[u8], from: usize| {
        bytes
            .get(from..)
            .is_some_and(|rest| rest.windows(mark.len()).rev().any(|window| window == mark))
    };
    match format {
        // A thumbnail within the headers has an end mark of its own.
        PhotoFormat::Jpeg => !start_of_scan(bytes).is_some_and(|scan| ends(&[0xff, 0xd9], scan)),
        PhotoFormat::Png => !ends(b"IEND", 8),
        PhotoFormat::Gif => !ends(&[0x3b], bytes.len().saturating_sub(64)),
        PhotoFormat::WebP => {
            let length =
                bytes.get(4..8).and_then(|length| length.try_into().ok()).map(u32::from_le_bytes);
            length.is_none_or(|length| (bytes.len() as u64) < u64::from(length) + 8)
        }
        PhotoFormat::Avif => false,
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
    } else if start.contains("<svg") {
        "it is an SVG drawing, which is not shown"
    } else if start.contains("<html") || start.contains("<!doctype") {
        "a web page was served in its place"
    } else {
        "it is in no known picture format"
    };
    what.to_owned()
}

impl Archive {
    /// The original bytes of a photo.
    ///
    /// # Errors
    /// [`Error::Io`] if its file cannot be read, [`Error::Damaged`] if it is not what was stored.
    pub fn photo(&self, hash: &str) -> Result<Option<(PhotoFormat, Vec<u8>)>, Error> {
        let Some(format) = self.photo_format(hash)? else { return Ok(None) };
        let path = self.folder.photo(hash, format.extension());
        let bytes = fs::read(&path).map_err(Error::io(&path))?;
        if hash::is_of(&bytes, hash) {
            Ok(Some((format, bytes)))
        } else {
            Err(Error::Damaged { detail: format!("photo {hash} is not what was stored") })
        }
    }

    /// A photo at most `width` pixels wide, upright, from the cache or made now.
    ///
    /// A photo that is not wider, moves (GIF) or cannot be decoded here comes as it is.
    ///
    /// # Errors
    /// As [`Archive::photo`].
    pub fn thumbnail(
        &self,
        hash: &str,
        width: u32,
    ) -> Result<Option<(PhotoFormat, Vec<u8>)>, Error> {
        let cached = self.folder.thumbnails().join(format!("{hash}-{width}"));
        if let Some(bytes) =
            fs::read(&cached).ok().filter(|bytes| PhotoFormat::sniff(bytes).is_some())
        {
            let format = PhotoFormat::sniff(&bytes).unwrap_or(PhotoFormat::Jpeg);
            return Ok(Some((format, bytes)));
        }
        let Some((format, bytes)) = self.photo(hash)? else { return Ok(None) };
        let Some(small) = scaled_down(format, &bytes, width) else {
            return Ok(Some((format, bytes)));
        };
        // The cache may be unwritable (a full disk, a medium that is read only): the picture is shown all the same.
        if fs::create_dir_all(self.folder.thumbnails()).is_ok() {
            drop(fs::write(&cached, &small));
        }
        Ok(Some((PhotoFormat::sniff(&small).unwrap_or(format), small)))
    }

    /// The pixels of a photo, upright, scaled down to `width` if it is wider.
    ///
    /// None where there is no such photo, or it cannot be decoded here.
    ///
    /// # Errors
    /// As [`Archive::photo`].
    pub fn pixels(&self, hash: &str, width: u32) -> Result<Option<Pixels>, Error> {
        let Some((_, bytes)) = self.photo(hash)? else { return Ok(None) };
        let Some(picture) = upright(&bytes) else { return Ok(None) };
        let picture = narrowed(&picture, width).unwrap_or(picture).into_rgba8();
        let (width, height) = picture.dimensions();
        Ok(Some(Pixels { width, height, rgba: picture.into_raw() }))
    }

    /// The pixels of a photo made small, which the cache keeps: enough to see where in it something goes on.
    ///
    /// None where there is no such photo, or it cannot be decoded here.
    ///
    /// # Errors
    /// As [`Archive::photo`].
    pub fn small_pixels(&self, hash: &str) -> Result<Option<Pixels>, Error> {
        let Some((_, bytes)) = self.thumbnail(hash, SMALL)? else { return Ok(None) };
        let Some(picture) = upright(&bytes) else { return Ok(None) };
        let picture = picture.into_rgba8();
        let (width, height) = picture.dimensions();
        Ok(Some(Pixels { width, height, rgba: picture.into_raw() }))
    }

    /// A photo for paper, upright: a JPEG where that loses nothing that can be seen, else its pixels.
    ///
    /// `width` is how many pixels wide it is best; an original of up to twice that is taken as it is.
    ///
    /// None where there is no such photo, or it cannot be decoded here.
    ///
    /// # Errors
    /// As [`Archive::photo`].
    pub fn printable(&self, hash: &str, width: u32) -> Result<Option<Printable>, Error> {
        let Some((format, bytes)) = self.photo(hash)? else { return Ok(None) };
        if format == PhotoFormat::Jpeg && is_printable(&bytes, width.saturating_mul(2)) {
            return Ok(Some(Printable::Jpeg(bytes)));
        }
        let Some(picture) = upright(&bytes) else { return Ok(None) };
        let picture = narrowed(&picture, width).unwrap_or(picture);
        if picture.color().has_alpha() {
            let picture = picture.into_rgba8();
            let (width, height) = picture.dimensions();
            let rgba = picture.into_raw();
            return Ok(Some(Printable::Pixels(Pixels { width, height, rgba })));
        }
        Ok(jpeg(&picture, PRINT_QUALITY).map(Printable::Jpeg))
    }

    fn photo_format(&self, hash: &str) -> Result<Option<PhotoFormat>, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT format FROM photo WHERE hash = ?1")?;
        let name: Option<String> = statement.query_row([hash], |row| row.get(0)).optional()?;
        Ok(name.and_then(|name| PhotoFormat::of_extension(&name)))
    }
}

impl Writer {
    /// Stores a photo's bytes once, and says their BLAKE3: the file first, then the row.
    ///
    /// # Errors
    /// If file or database cannot be written; then nothing names the file.
    pub fn store_photo(&mut self, photo: &Photo<'_>, stored: Moment) -> Result<String, Error> {
        let hash = blake3::hash(photo.bytes).to_hex().as_str().to_owned();
        let path = self.folder.photo(&hash, photo.format.extension());
        // A file of that name may be damaged: it is written again then.
        let whole = fs::read(&path).is_ok_and(|held| held == photo.bytes);
        if !whole {
            write_durably(&path, photo.bytes)?;
        }
        self.connection.execute(
            "INSERT OR IGNORE INTO photo (hash, format, length, width, height, stored)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                hash,
                photo.format.extension(),
                i64::try_from(photo.bytes.len()).unwrap_or(i64::MAX),
                photo.size.map(|size| size.0),
                photo.size.map(|size| size.1),
                stored.to_string()
            ],
        )?;
        Ok(hash)
    }
}

fn decoder(bytes: &[u8]) -> Result<impl ImageDecoder + '_, image::ImageError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    reader.into_decoder()
}

fn scaled_down(format: PhotoFormat, bytes: &[u8], width: u32) -> Option<Vec<u8>> {
    if matches!(format, PhotoFormat::Gif | PhotoFormat::Avif) {
        return None;
    }
    let small = narrowed(&upright(bytes)?, width)?;
    if small.color().has_alpha() {
        let mut encoded = Cursor::new(Vec::new());
        small.write_to(&mut encoded, ImageFormat::Png).ok()?;
        return Some(encoded.into_inner());
    }
    jpeg(&small, THUMBNAIL_QUALITY)
}

fn jpeg(picture: &DynamicImage, quality: u8) -> Option<Vec<u8>> {
    let mut encoded = Cursor::new(Vec::new());
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut encoded, quality);
    picture.to_rgb8().write_with_encoder(encoder).ok()?;
    Some(encoded.into_inner())
}

/// Whether a JPEG can be printed as it is: upright, in grey or RGB, no wider than this.
fn is_printable(bytes: &[u8], width: u32) -> bool {
    let Ok(mut decoder) = decoder(bytes) else { return false };
    let colour = decoder.original_color_type();
    decoder.dimensions().0 <= width
        && matches!(colour, ExtendedColorType::L8 | ExtendedColorType::Rgb8)
        && matches!(decoder.orientation(), Ok(Orientation::NoTransforms))
}

fn upright(bytes: &[u8]) -> Option<DynamicImage> {
    let mut decoder = decoder(bytes).ok()?;
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    Some(picture)
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
