use std::fs;

use darkroom::{Format, NotAPicture, Photo, Pixels, Printable};
use model::Moment;
use rusqlite::{OptionalExtension, params};

use crate::folder::write_durably;
use crate::{Archive, Error, PhotoFacts, Writer, hash};

/// Width of a photo that nobody looks at.
const SMALL: u32 = 96;

impl Archive {
    /// The original bytes of a photo.
    ///
    /// # Errors
    /// [`Error::Io`] if its file cannot be read, [`Error::Damaged`] if it is not what was stored.
    pub fn photo(&self, hash: &str) -> Result<Option<(Format, Vec<u8>)>, Error> {
        let Some(format) = self.photo_format(hash)? else { return Ok(None) };
        let path = self.folder.photo(hash, format.extension());
        let bytes = fs::read(&path).map_err(Error::io(&path))?;
        if hash::is_of(&bytes, hash) {
            Ok(Some((format, bytes)))
        } else {
            Err(Error::Damaged { detail: format!("photo {hash} is not what was stored") })
        }
    }

    /// A photo as any window shows it: its own bytes, or a still raster version of them, which the cache keeps.
    ///
    /// # Errors
    /// As [`Archive::photo`].
    pub fn shown(&self, hash: &str) -> Result<Option<(Format, Vec<u8>)>, Error> {
        let Some(format) = self.photo_format(hash)? else { return Ok(None) };
        if format == Format::Jpeg {
            return self.photo(hash);
        }
        self.cached(&format!("{hash}-shown"), hash, |photo| photo.developed())
    }

    /// A photo at most `width` pixels wide, upright, still, from the cache or made now.
    ///
    /// One that is not wider, and that any window shows, comes as it is.
    ///
    /// # Errors
    /// As [`Archive::photo`].
    pub fn thumbnail(&self, hash: &str, width: u32) -> Result<Option<(Format, Vec<u8>)>, Error> {
        self.cached(&format!("{hash}-{width}"), hash, |photo| {
            let is_drawing = photo.format() == Format::Svg;
            if photo.size().0 > width || is_drawing {
                photo.narrow(width)
            } else {
                photo.developed()
            }
        })
    }

    /// A version of a photo that the cache keeps by this name; where none can be made, its own bytes.
    fn cached(
        &self,
        name: &str,
        hash: &str,
        make: impl Fn(&Photo<'_>) -> Option<(Format, Vec<u8>)>,
    ) -> Result<Option<(Format, Vec<u8>)>, Error> {
        let cache = self.folder.thumbnails();
        if let Some(bytes) = cache.get(name)
            && let Some(format) = Format::sniff(&bytes)
        {
            return Ok(Some((format, bytes)));
        }
        let Some((format, bytes)) = self.photo(hash)? else { return Ok(None) };
        let Some(made) = Photo::open(&bytes).ok().and_then(|photo| make(&photo)) else {
            // A drawing is never shown raw: it can hold more than a picture.
            let is_raster = format != Format::Svg;
            return Ok(is_raster.then_some((format, bytes)));
        };
        cache.keep(name, &made.1);
        Ok(Some(made))
    }

    /// The pixels of a photo, upright, scaled down to `width` if it is wider.
    ///
    /// None where there is no such photo, or it cannot be decoded here.
    ///
    /// # Errors
    /// As [`Archive::photo`].
    pub fn pixels(&self, hash: &str, width: u32) -> Result<Option<Pixels>, Error> {
        let Some((_, bytes)) = self.photo(hash)? else { return Ok(None) };
        Ok(Photo::open(&bytes).ok().and_then(|photo| photo.pixels(width)))
    }

    /// The pixels of a photo made small, which the cache keeps: enough to see where in it something goes on.
    ///
    /// None where there is no such photo, or it cannot be decoded here.
    ///
    /// # Errors
    /// As [`Archive::photo`].
    pub fn small_pixels(&self, hash: &str) -> Result<Option<Pixels>, Error> {
        let Some((_, bytes)) = self.thumbnail(hash, SMALL)? else { return Ok(None) };
        Ok(Photo::open(&bytes).ok().and_then(|photo| photo.pixels(SMALL)))
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
        let Some((_, bytes)) = self.photo(hash)? else { return Ok(None) };
        Ok(Photo::open(&bytes).ok().and_then(|photo| photo.printable(width)))
    }

    fn photo_format(&self, hash: &str) -> Result<Option<Format>, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT format FROM photo WHERE hash = ?1")?;
        let name: Option<String> = statement.query_row([hash], |row| row.get(0)).optional()?;
        Ok(name.and_then(|name| Format::of_extension(&name)))
    }
}

impl Writer {
    /// Stores a photo's bytes once with what was read from them, and says their BLAKE3: the file first, then the rows.
    ///
    /// # Errors
    /// If file or database cannot be written; then nothing names the file.
    pub fn store_photo(
        &mut self,
        photo: &Photo<'_>,
        facts: &PhotoFacts,
        stored: Moment,
    ) -> Result<String, Error> {
        let hash = hash::of(photo.bytes());
        let path = self.folder.photo(&hash, photo.format().extension());
        // A file of that name may be damaged: it is written again then.
        let whole = fs::read(&path).is_ok_and(|held| held == photo.bytes());
        if !whole {
            write_durably(&path, photo.bytes())?;
        }
        let (width, height) = photo.size();
        self.connection.execute(
            "INSERT OR IGNORE INTO photo (hash, format, length, width, height, stored)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                hash,
                photo.format().extension(),
                i64::try_from(photo.bytes().len()).unwrap_or(i64::MAX),
                width,
                height,
                stored.to_string()
            ],
        )?;
        self.keep_facts(&hash, facts)?;
        Ok(hash)
    }
}

/// Reads a picture that was just downloaded: what it is, and what is known of it.
///
/// # Errors
/// Says what the bytes are instead.
pub fn developed(bytes: &[u8]) -> Result<(Photo<'_>, PhotoFacts), NotAPicture> {
    let photo = Photo::check(bytes)?;
    let facts = PhotoFacts::of(&photo);
    Ok((photo, facts))
}
