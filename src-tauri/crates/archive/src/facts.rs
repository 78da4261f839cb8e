use std::fmt::Display;

use darkroom::{Likeness, Photo};
use model::OwnData;
use rusqlite::{Row, params};

use crate::error::parsed;
use crate::{Archive, Error, Writer, schema};

/// What is read from the bytes of a photo.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PhotoFacts {
    /// How many pictures it is: more than one if it moves.
    pub frames: u32,
    /// Why it cannot be shown, or empty: a sentence.
    pub flaw: String,
    /// What its file says of itself.
    pub own: OwnData,
    /// By what it is known again; none if it cannot be decoded.
    pub likeness: Option<Likeness>,
}

impl PhotoFacts {
    /// Reads a photo; takes as long as decoding it once.
    #[must_use]
    pub fn of(photo: &Photo<'_>) -> Self {
        let likeness = photo.likeness();
        let flaw = if likeness.is_some() { "" } else { "Its picture data is damaged." };
        Self { frames: photo.frames(), flaw: flaw.to_owned(), own: photo.own_data(), likeness }
    }

    fn of_no_picture(why: impl Display) -> Self {
        Self { frames: 1, flaw: format!("It cannot be shown: {why}."), ..Self::default() }
    }
}

/// A photo that is held, as a list has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPhoto {
    /// BLAKE3 of its bytes.
    pub hash: String,
    /// `jpg`, `png`, `gif`, `webp`, `avif` or `svg`.
    pub format: String,
    /// Its bytes.
    pub length: u64,
    /// Width and height in pixels, upright, if they are known.
    pub size: Option<(u32, u32)>,
    /// What was read from it; none while it was not.
    pub facts: Option<PhotoFacts>,
}

impl Archive {
    /// A photo with what is known of it; one that was never read is read now.
    ///
    /// # Errors
    /// If the database or its file cannot be read.
    pub fn held_photo(&self, hash: &str) -> Result<Option<HeldPhoto>, Error> {
        let mut found = self.held(" WHERE p.hash = ?1", hash)?;
        let Some(mut held) = found.pop() else { return Ok(None) };
        if held.facts.is_none() {
            held.facts = Some(self.read_facts(hash)?.0);
        }
        Ok(Some(held))
    }

    /// All photos of stories of a source, or all that are held, in the order in which they came.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn held_photos(&self, source: Option<&str>) -> Result<Vec<HeldPhoto>, Error> {
        let of_source = " WHERE ?1 = '' OR EXISTS (SELECT 1 FROM picture i JOIN story_picture x ON x.url = i.url
            JOIN story s ON s.row = x.story WHERE i.photo = p.hash AND s.source = ?1)";
        self.held(of_source, source.unwrap_or_default())
    }

    fn held(&self, condition: &str, value: &str) -> Result<Vec<HeldPhoto>, Error> {
        let facts = if self.has(schema::FACTS)? {
            "f.frames, f.flaw, f.own, f.likeness FROM photo p LEFT JOIN photo_facts f ON f.photo = p.hash"
        } else {
            "NULL, NULL, NULL, NULL FROM photo p"
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT p.hash, p.format, p.length, p.width, p.height, {facts}{condition} ORDER BY p.stored, p.hash"
        ))?;
        let mut rows = statement.query([value])?;
        let mut held = Vec::new();
        while let Some(row) = rows.next()? {
            held.push(HeldPhoto {
                hash: row.get(0)?,
                format: row.get(1)?,
                length: row.get::<_, i64>(2)?.cast_unsigned(),
                size: row.get::<_, Option<u32>>(3)?.zip(row.get(4)?),
                facts: facts_of(row)?,
            });
        }
        Ok(held)
    }

    /// The photos that were never read, or whose likeness is of an older method: those that an older program stored.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn unread_photos(&self) -> Result<Vec<String>, Error> {
        let unread = if self.has(schema::FACTS)? {
            "SELECT hash FROM photo WHERE hash NOT IN
             (SELECT photo FROM photo_facts WHERE likeness IS NULL OR substr(likeness, 1, 1) = ?1)"
        } else {
            "SELECT hash FROM photo WHERE ?1 IS NOT NULL"
        };
        let mut statement = self.connection.prepare_cached(unread)?;
        let hashes = statement.query_map([&[Likeness::METHOD][..]], |row| row.get(0))?;
        Ok(hashes.collect::<Result<_, _>>()?)
    }

    /// Reads a photo from its file: what is known of it, and its size, upright, if it is a picture.
    ///
    /// # Errors
    /// If its file cannot be read; one that is damaged has that as its flaw.
    pub fn read_facts(&self, hash: &str) -> Result<(PhotoFacts, Option<(u32, u32)>), Error> {
        let bytes = match self.photo(hash) {
            Ok(Some((_, bytes))) => bytes,
            Ok(None) => return Ok((PhotoFacts::of_no_picture("it is not held"), None)),
            Err(Error::Damaged { .. }) => {
                return Ok((PhotoFacts::of_no_picture("its file is not what was stored"), None));
            }
            Err(error) => return Err(error),
        };
        Ok(match Photo::open(&bytes) {
            Ok(photo) => (PhotoFacts::of(&photo), Some(photo.size())),
            Err(why) => (PhotoFacts::of_no_picture(why.0), None),
        })
    }
}

impl Writer {
    /// Keeps what was read of a photo that was stored by an older program, and its size.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn keep_read(
        &mut self,
        hash: &str,
        (facts, size): &(PhotoFacts, Option<(u32, u32)>),
    ) -> Result<(), Error> {
        if let Some((width, height)) = size {
            // Older programs took the size as the file lies, not as the picture stands.
            self.connection.execute(
                "UPDATE photo SET width = ?2, height = ?3 WHERE hash = ?1",
                params![hash, width, height],
            )?;
        }
        self.connection.execute("DELETE FROM photo_facts WHERE photo = ?1", [hash])?;
        self.keep_facts(hash, facts)
    }

    pub(crate) fn keep_facts(&mut self, hash: &str, facts: &PhotoFacts) -> Result<(), Error> {
        self.connection.execute(
            "INSERT OR IGNORE INTO photo_facts (photo, frames, flaw, own, likeness) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                hash,
                facts.frames,
                facts.flaw,
                parsed(serde_json::to_string(&facts.own), "what a photo says")?,
                facts.likeness.as_ref().map(Likeness::to_bytes)
            ],
        )?;
        Ok(())
    }
}

fn facts_of(row: &Row<'_>) -> Result<Option<PhotoFacts>, Error> {
    let Some(frames) = row.get(5)? else { return Ok(None) };
    let own: String = row.get(7)?;
    let likeness: Option<Vec<u8>> = row.get(8)?;
    Ok(Some(PhotoFacts {
        frames,
        flaw: row.get(6)?,
        own: parsed(serde_json::from_str(&own), "what a photo says")?,
        likeness: likeness.and_then(|bytes| Likeness::from_bytes(&bytes)),
    }))
}
