use model::Reading;
use rusqlite::{OptionalExtension as _, params};

use crate::archive::count;
use crate::error::parsed;
use crate::store::{self, PictureAddress};
use crate::writer::next_change;
use crate::{Archive, Error, Writer, schema};

/// A version of a story as it is held: what it says, and which bytes it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// Where the walk over all of them has come to; goes on behind it.
    pub at: Spot,
    /// Id of its source.
    pub source: String,
    /// Id of the story.
    pub story: String,
    /// Number of the revision.
    pub revision: u32,
    /// What it says.
    pub reading: Reading,
    /// Where the pictures of the story may be had.
    pub pictures: Vec<PictureAddress>,
}

/// A place in the walk over all versions that were read from captures; the default is before the first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spot(i64, u32);

/// What a better extractor read from the capture of a version.
#[derive(Debug, Clone, Copy)]
pub struct ReadAgain<'a> {
    /// The version.
    pub held: &'a Held,
    /// What it says now.
    pub reading: &'a Reading,
    /// Where its pictures may be had.
    pub pictures: &'a [PictureAddress],
}

impl Archive {
    /// The version of the extractor that has read every capture; a later one may have read some.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn extractor(&self) -> Result<u64, Error> {
        count(
            &self.connection,
            "SELECT coalesce(max(value), 0) FROM counter WHERE name = 'extractor'",
        )
    }

    /// The next versions that were read from captures, behind a place in the walk over all of them.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn held_after(&self, spot: Spot, limit: u32) -> Result<Vec<Held>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.story, r.number, s.source, s.id, r.reading FROM revision r JOIN story s ON s.row = r.story
             WHERE (r.story, r.number) > (?1, ?2) AND r.capture IS NOT NULL ORDER BY r.story, r.number LIMIT ?3",
        )?;
        let mut rows = statement.query(params![spot.0, spot.1, limit])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (story, reading): (i64, String) = (row.get(0)?, row.get(4)?);
            found.push(Held {
                at: Spot(story, row.get(1)?),
                source: row.get(2)?,
                story: row.get(3)?,
                revision: row.get(1)?,
                reading: parsed(serde_json::from_str(&reading), "a story")?,
                pictures: self.picture_addresses(story)?,
            });
        }
        Ok(found)
    }

    fn picture_addresses(&self, story: i64) -> Result<Vec<PictureAddress>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.url, p.candidates FROM story_picture u JOIN picture p ON p.url = u.url WHERE u.story = ?1",
        )?;
        let mut rows = statement.query([story])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let candidates: String = row.get(1)?;
            let candidates = parsed(serde_json::from_str(&candidates), "addresses of a picture")?;
            found.push(PictureAddress { url: row.get(0)?, candidates });
        }
        Ok(found)
    }

    /// What earlier extractors read in a version, the oldest first; each says which one it was.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn earlier_readings(&self, story: &str, revision: u32) -> Result<Vec<Reading>, Error> {
        if !self.has(schema::READINGS)? {
            return Ok(Vec::new());
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT e.reading FROM earlier_reading e JOIN story s ON s.row = e.story
             WHERE s.id = ?1 AND e.revision = ?2 ORDER BY e.extractor",
        )?;
        let readings = statement.query_map(params![story, revision], |row| row.get(0))?;
        readings
            .map(|reading: Result<String, _>| parsed(serde_json::from_str(&reading?), "a story"))
            .collect()
    }
}

impl Writer {
    /// Stores what a better extractor read, all or none; what was read before stays beside it.
    ///
    /// No new revision comes of it: the paper said what it said. A version that was changed since it was read is let be.
    ///
    /// # Errors
    /// If the database cannot be written; then nothing was.
    pub fn read_again(&mut self, readings: &[ReadAgain<'_>]) -> Result<(), Error> {
        let transaction = self.connection().transaction()?;
        for again in readings {
            let Spot(row, number) = again.held.at;
            if again.held.reading.says_the_same(again.reading) {
                continue;
            }
            let before = parsed(serde_json::to_string(&again.held.reading), "a story")?;
            let mut same = transaction.prepare_cached(
                "SELECT reading = ?3 FROM revision WHERE story = ?1 AND number = ?2",
            )?;
            let same: Option<bool> =
                same.query_row(params![row, number, before], |row| row.get(0)).optional()?;
            if same != Some(true) {
                continue;
            }
            store::read_otherwise(
                &transaction,
                (row, number),
                (&again.held.reading, again.reading),
            )?;
            let mut current = transaction
                .prepare_cached("UPDATE story SET change = ?3 WHERE row = ?1 AND revision = ?2")?;
            let change = next_change(&transaction)?;
            if current.execute(params![row, number, change])? > 0 {
                store::file(&transaction, &again.held.source, again.reading, row)?;
                store::name_pictures(&transaction, &again.held.source, again.pictures, row)?;
            }
        }
        transaction.commit()?;
        Ok(())
    }

    /// Notes that every capture was read by this version of the extractor or a later one.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn note_extractor(&mut self, extractor: u32) -> Result<(), Error> {
        self.connection.execute(
            "INSERT OR REPLACE INTO counter (name, value) VALUES ('extractor', ?1)",
            [extractor],
        )?;
        Ok(())
    }
}
