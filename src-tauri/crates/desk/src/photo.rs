use archive::{Archive, HeldPhoto};
use model::{OwnData, Summary};
use serde::Serialize;
use ts_rs::TS;

use crate::{Desk, Error};

/// The bytes of a picture and their media type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoBytes {
    /// Such as `image/jpeg`.
    pub media_type: &'static str,
    /// The picture.
    pub bytes: Vec<u8>,
}

/// What is known of a photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PhotoCard {
    /// BLAKE3 of its bytes.
    pub hash: String,
    /// `jpg`, `png`, `gif`, `webp`, `avif` or `svg`.
    pub format: String,
    /// Its bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Width in pixels, upright; none if it is not known.
    pub width: Option<u32>,
    /// Height in pixels, upright; none if it is not known.
    pub height: Option<u32>,
    /// How many pictures it is: more than one if it moves; the first is shown.
    pub frames: u32,
    /// Why it cannot be shown, or empty: a sentence.
    pub flaw: String,
    /// What its file says of itself.
    pub own: OwnData,
}

/// A photo, and where else it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PhotoUses {
    /// What is known of it.
    #[serde(flatten)]
    pub card: PhotoCard,
    /// Stories that print these very bytes, newest first.
    pub printed_in: Vec<Summary>,
    /// Stories that print it in another size or crop, newest first.
    pub also_in: Vec<AlsoIn>,
    /// Photos that were never compared, because an older program stored them.
    pub unread: u32,
}

/// A story that prints a photo in another size or crop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AlsoIn {
    /// BLAKE3 of the photo as it stands there.
    pub photo: String,
    /// The story.
    pub story: Summary,
}

impl Desk {
    /// The original bytes of a photo.
    ///
    /// # Errors
    /// [`crate::Code::NotFound`] if it is not held, [`crate::Code::Damaged`] if it is not what was stored.
    pub fn photo(&self, hash: &str) -> Result<PhotoBytes, Error> {
        bytes(hash, self.photos()?.photo(hash)?)
    }

    /// A photo as the window shows it, of at most `width` pixels where one is named: still, and never a raw drawing.
    ///
    /// # Errors
    /// As [`Desk::photo`].
    pub fn shown_photo(&self, hash: &str, width: Option<u32>) -> Result<PhotoBytes, Error> {
        let reader = self.photos()?;
        let found = match width {
            Some(width) => reader.thumbnail(hash, width)?,
            None => reader.shown(hash)?,
        };
        bytes(hash, found)
    }

    /// What is known of a photo, the stories that print it, and those that print it in another size or crop.
    ///
    /// # Errors
    /// [`crate::Code::NotFound`] if it is not held.
    pub fn photo_uses(&self, hash: &str) -> Result<PhotoUses, Error> {
        let reader = self.photos()?;
        let held = reader.held_photo(hash)?.ok_or_else(|| Error::not_found("photo", hash))?;
        let likeness = held.facts.as_ref().and_then(|facts| facts.likeness.as_ref());
        let alike = likeness.map_or_else(|| Ok(Vec::new()), |known| reader.alike(hash, known))?;
        let story = |id: &str| -> Result<Option<Summary>, Error> {
            let story = reader.story(id, None)?;
            Ok(story
                .map(|story| (story.revision, story))
                .map(|(revisions, story)| Summary::of(story, revisions)))
        };
        let mut printed_in = Vec::new();
        for used in reader.uses(&[hash.to_owned()])? {
            printed_in.extend(story(&used.story)?);
        }
        let mut also_in = Vec::new();
        for used in reader.uses(&alike)? {
            let story = story(&used.story)?;
            also_in.extend(story.map(|story| AlsoIn { photo: used.photo, story }));
        }
        let unread = u32::try_from(reader.unread_photos()?.len()).unwrap_or(u32::MAX);
        Ok(PhotoUses { card: card(held), printed_in, also_in, unread })
    }

    /// What is known of every photo, or of those of one newspaper; of those that cannot be shown, if `flawed`.
    ///
    /// # Errors
    /// If there is no such newspaper, or the archive cannot be read.
    pub fn photo_list(&self, source: Option<&str>, flawed: bool) -> Result<Vec<PhotoCard>, Error> {
        let source = source.map(|name| self.source(name)).transpose()?;
        let held = self.photos()?.held_photos(source.as_ref().map(|source| source.id.as_str()))?;
        let cards = held.into_iter().map(card);
        Ok(cards.filter(|card| !flawed || !card.flaw.is_empty()).collect())
    }

    /// Reads photos that an older program stored, until `goes_on`, told after each how many are left, says no.
    /// Returns how many were read.
    ///
    /// Each is decoded without the writer's lock, and kept before the next.
    ///
    /// # Errors
    /// If the archive cannot be written.
    pub fn read_photos(&self, goes_on: &mut dyn FnMut(usize) -> bool) -> Result<usize, Error> {
        let reader = self.photos()?;
        let unread = reader.unread_photos()?;
        for (hash, count) in unread.iter().zip(1..) {
            let read = reader.read_facts(hash)?;
            self.writer()?.keep_read(hash, &read)?;
            if !goes_on(unread.len() - count) {
                return Ok(count);
            }
        }
        Ok(unread.len())
    }

    /// A connection of its own: decoding takes a while, and nobody is to wait for it.
    fn photos(&self) -> Result<Archive, Error> {
        Ok(Archive::open(self.folder())?)
    }
}

fn bytes(hash: &str, found: Option<(darkroom::Format, Vec<u8>)>) -> Result<PhotoBytes, Error> {
    let (format, bytes) = found.ok_or_else(|| Error::not_found("photo", hash))?;
    Ok(PhotoBytes { media_type: format.media_type(), bytes })
}

fn card(held: HeldPhoto) -> PhotoCard {
    let facts = held.facts.unwrap_or_default();
    PhotoCard {
        hash: held.hash,
        format: held.format,
        bytes: held.length,
        width: held.size.map(|size| size.0),
        height: held.size.map(|size| size.1),
        frames: facts.frames.max(1),
        flaw: facts.flaw,
        own: facts.own,
    }
}
