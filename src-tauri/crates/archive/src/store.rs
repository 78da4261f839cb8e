use std::ops::Range;

use jiff::civil::Date;
use model::{Moment, Reading, plain_text};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::parsed;
use crate::hash;
use crate::section::join_path;
use crate::story::adopt_gone;
use crate::writer::next_change;
use crate::{CaptureId, Error, Writer};

/// A story that arrived and is to be stored.
#[derive(Debug, Clone)]
pub struct Arrival<'a> {
    /// Id of its source.
    pub source: &'a str,
    /// The site's own number for it, such as `wp:1234`; without one its address tells which story it is.
    pub key: Option<&'a str>,
    /// The id that it should have; without one it is made from its address.
    pub id: Option<&'a str>,
    /// The edition's day.
    pub day: Date,
    /// What it says.
    pub reading: &'a Reading,
    /// The capture that it was read from.
    pub part: Option<CapturedPart>,
    /// When it was downloaded.
    pub captured: Option<Moment>,
    /// Where its pictures may be had.
    pub pictures: &'a [PictureAddress],
}

/// The part of a capture that is one story.
#[derive(Debug, Clone)]
pub struct CapturedPart {
    /// The capture.
    pub capture: CaptureId,
    /// Its bytes within the raw body; none for the whole.
    pub range: Option<Range<usize>>,
}

/// A picture that a story names, and the addresses at which its original may be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureAddress {
    /// The address in the story's figure.
    pub url: String,
    /// Addresses to try, best first.
    pub candidates: Vec<String>,
}

/// What storing came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was not held before.
    New,
    /// It was held and says something else now: it has a new revision.
    Revised,
    /// It was held and says the same.
    Unchanged,
}

/// A story that was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: String,
    /// What storing came to.
    pub outcome: Outcome,
}

impl Writer {
    /// Stores stories, all or none.
    ///
    /// # Errors
    /// If the database cannot be written; then nothing was.
    pub fn store(&mut self, arrivals: &[Arrival<'_>]) -> Result<Vec<Stored>, Error> {
        self.store_each(arrivals, store_one)
    }

    /// Stores stories that somebody else kept, all or none; what is held stays as it is.
    ///
    /// Each comes with the time since when its paper no longer has it, if it is so. A version that is held is not stored
    /// again. One that is older than the current version, or of a story that
    /// comes from its paper itself, stands behind it; another becomes the current one.
    ///
    /// # Errors
    /// If the database cannot be written; then nothing was.
    pub fn adopt(
        &mut self,
        arrivals: &[(Arrival<'_>, Option<Moment>)],
    ) -> Result<Vec<Stored>, Error> {
        self.store_each(arrivals, |connection, (arrival, gone)| {
            let stored = adopt_one(connection, arrival)?;
            gone.map_or(Ok(()), |since| adopt_gone(connection, &stored.id, since))?;
            Ok(stored)
        })
    }

    fn store_each<T>(
        &mut self,
        arrivals: &[T],
        one: fn(&Connection, &T) -> Result<Stored, Error>,
    ) -> Result<Vec<Stored>, Error> {
        let transaction = self.connection().transaction()?;
        let stored =
            arrivals.iter().map(|arrival| one(&transaction, arrival)).collect::<Result<_, _>>()?;
        transaction.commit()?;
        Ok(stored)
    }
}

fn adopt_one(connection: &Connection, arrival: &Arrival<'_>) -> Result<Stored, Error> {
    let Some(held) = held(connection, arrival)? else { return store_one(connection, arrival) };
    let fingerprint = fingerprint(arrival.reading);
    let is_known = connection
        .prepare_cached("SELECT 1 FROM revision WHERE story = ?1 AND fingerprint = ?2")?
        .exists(params![held.row, fingerprint])?;
    if is_known {
        return Ok(Stored { id: held.id, outcome: Outcome::Unchanged });
    }
    let is_older = arrival
        .captured
        .zip(held.captured())
        .is_some_and(|(arrived, current)| arrived.timestamp < current.timestamp);
    if !is_older && !held.is_numbered {
        return store_one(connection, arrival);
    }
    let reading = parsed(serde_json::to_string(arrival.reading), "a story")?;
    let number = last_revision(connection, held.row)? + 1;
    insert_revision(connection, arrival, (held.row, number), (&fingerprint, &reading))?;
    Ok(Stored { id: held.id, outcome: Outcome::Revised })
}

/// The row of a story and what is current in it.
struct Held {
    row: i64,
    id: String,
    revision: u32,
    fingerprint: String,
    reading: String,
    gone: bool,
    day: String,
    is_numbered: bool,
    captured: Option<String>,
}

impl Held {
    fn captured(&self) -> Option<Moment> {
        self.captured.as_deref()?.parse().ok()
    }
}

fn store_one(connection: &Connection, arrival: &Arrival<'_>) -> Result<Stored, Error> {
    let fingerprint = fingerprint(arrival.reading);
    let reading = parsed(serde_json::to_string(arrival.reading), "a story")?;
    let (row, id, outcome) = match held(connection, arrival)? {
        None => {
            let (row, id) = insert_story(connection, arrival)?;
            insert_revision(connection, arrival, (row, 1), (&fingerprint, &reading))?;
            (row, id, Outcome::New)
        }
        Some(held) if held.fingerprint != fingerprint => {
            let before = parsed(serde_json::from_str(&held.reading), "a story")?;
            let (number, outcome) = if is_read_otherwise(&before, arrival.reading) {
                read_otherwise(connection, (held.row, held.revision), (&before, arrival.reading))?;
                (held.revision, Outcome::Unchanged)
            } else {
                let number = last_revision(connection, held.row)? + 1;
                insert_revision(connection, arrival, (held.row, number), (&fingerprint, &reading))?;
                (number, Outcome::Revised)
            };
            refresh_story(connection, arrival, held.row, number)?;
            (held.row, held.id, outcome)
        }
        Some(held) => {
            // What makes no revision (sections, tags, times, the address) follows the paper all the same; and a
            // reading that was damaged is whole again.
            let is_same = held.reading == reading && held.day == arrival.day.to_string();
            if is_same && !held.gone && (held.is_numbered || arrival.key.is_none()) {
                return Ok(Stored { id: held.id, outcome: Outcome::Unchanged });
            }
            rewrite_revision(connection, (held.row, held.revision), &reading)?;
            refresh_story(connection, arrival, held.row, held.revision)?;
            (held.row, held.id, Outcome::Unchanged)
        }
    };
    file(connection, arrival.source, arrival.reading, row)?;
    connection.prepare_cached("DELETE FROM story_picture WHERE story = ?1")?.execute([row])?;
    name_pictures(connection, arrival.source, arrival.pictures, row)?;
    // Only an address that no story had yet is taken: two stories never share one.
    connection
        .prepare_cached("INSERT OR IGNORE INTO address (url, story) VALUES (?1, ?2)")?
        .execute(params![arrival.reading.url, row])?;
    Ok(Stored { id, outcome })
}

/// The story that an arrival is of: by the site's own number, else by its address.
///
/// A story that came without a number (from a file) is the one that the site now numbers.
fn held(connection: &Connection, arrival: &Arrival<'_>) -> Result<Option<Held>, Error> {
    if let Some(key) = arrival.key
        && let Some(held) = held_where(connection, "s.key = ?2", [arrival.source, key])?
    {
        return Ok(Some(held));
    }
    let by_address = "s.row = (SELECT story FROM address WHERE url = ?2)";
    let unnumbered = format!("{by_address} AND s.key IS NULL");
    let by = if arrival.key.is_some() { &unnumbered } else { by_address };
    held_where(connection, by, [arrival.source, &arrival.reading.url])
}

fn held_where(connection: &Connection, by: &str, names: [&str; 2]) -> Result<Option<Held>, Error> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT s.row, s.id, s.revision, r.fingerprint, r.reading, s.gone IS NOT NULL, s.day,
            s.key IS NOT NULL, r.captured FROM story s
         JOIN revision r ON r.story = s.row AND r.number = s.revision WHERE s.source = ?1 AND {by}"
    ))?;
    let held = statement.query_row(names, |row| {
        Ok(Held {
            row: row.get(0)?,
            id: row.get(1)?,
            revision: row.get(2)?,
            fingerprint: row.get(3)?,
            reading: row.get(4)?,
            gone: row.get(5)?,
            day: row.get(6)?,
            is_numbered: row.get(7)?,
            captured: row.get(8)?,
        })
    });
    Ok(held.optional()?)
}

fn insert_story(connection: &Connection, arrival: &Arrival<'_>) -> Result<(i64, String), Error> {
    let own = id_of_address(&arrival.reading.url);
    let taken = |id: &str| -> Result<bool, Error> {
        let mut statement = connection.prepare_cached("SELECT 1 FROM story WHERE id = ?1")?;
        Ok(statement.exists([id])?)
    };
    let mut id = match arrival.id {
        Some(wished) if !taken(wished)? => wished.to_owned(),
        _ => own,
    };
    // The site gave an address to a second story: tell them apart by the site's own number.
    if taken(&id)? {
        id = id_of_address(&format!("{} {}", arrival.reading.url, arrival.key.unwrap_or_default()));
    }
    let row = connection
        .prepare_cached(
            "INSERT INTO story (id, source, key, url, day, published, kind, revision, change)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8)",
        )?
        .insert(params![
            id,
            arrival.source,
            arrival.key,
            arrival.reading.url,
            arrival.day.to_string(),
            published(arrival.reading),
            arrival.reading.kind.as_str(),
            next_change(connection)?
        ])?;
    Ok((row, id))
}

fn refresh_story(
    connection: &Connection,
    arrival: &Arrival<'_>,
    row: i64,
    revision: u32,
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE story SET url = ?2, day = ?3, published = ?4, kind = ?5, revision = ?6, gone = NULL, change = ?7,
                key = coalesce(key, ?8) WHERE row = ?1",
        )?
        .execute(params![
            row,
            arrival.reading.url,
            arrival.day.to_string(),
            published(arrival.reading),
            arrival.reading.kind.as_str(),
            revision,
            next_change(connection)?,
            arrival.key
        ])?;
    Ok(())
}

/// The number of a story's last revision; a restored backup may have brought some behind the current one.
fn last_revision(connection: &Connection, row: i64) -> Result<u32, Error> {
    let mut statement =
        connection.prepare_cached("SELECT max(number) FROM revision WHERE story = ?1")?;
    Ok(statement.query_row([row], |row| row.get(0))?)
}

fn insert_revision(
    connection: &Connection,
    arrival: &Arrival<'_>,
    (row, number): (i64, u32),
    (fingerprint, reading): (&str, &str),
) -> Result<(), Error> {
    let range = arrival.part.as_ref().and_then(|part| part.range.as_ref());
    let offset = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
    connection
        .prepare_cached(
            "INSERT INTO revision (story, number, capture, range_start, range_end, captured, fingerprint, hash, reading)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            row,
            number,
            arrival.part.as_ref().map(|part| part.capture.0),
            range.map(|range| offset(range.start)),
            range.map(|range| offset(range.end)),
            arrival.captured.map(|captured| captured.to_string()),
            fingerprint,
            hash::of(reading.as_bytes()),
            reading
        ])?;
    Ok(())
}

/// Whether what is held and what arrives differ only by who read it: the extractor is a later one, and the paper has
/// not changed the story since.
fn is_read_otherwise(held: &Reading, arrives: &Reading) -> bool {
    let is_unchanged = held.modified.is_some() && held.modified == arrives.modified;
    is_unchanged && held.extractor < arrives.extractor
}

/// Puts a reading in the place of one that an earlier extractor made, which is kept.
pub(crate) fn read_otherwise(
    connection: &Connection,
    (row, number): (i64, u32),
    (before, reading): (&Reading, &Reading),
) -> Result<(), Error> {
    let earlier = parsed(serde_json::to_string(before), "a story")?;
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO earlier_reading (story, revision, extractor, hash, reading)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![row, number, before.extractor, hash::of(earlier.as_bytes()), earlier])?;
    rewrite_revision(
        connection,
        (row, number),
        &parsed(serde_json::to_string(reading), "a story")?,
    )?;
    connection
        .prepare_cached("UPDATE revision SET fingerprint = ?3 WHERE story = ?1 AND number = ?2")?
        .execute(params![row, number, fingerprint(reading)])?;
    Ok(())
}

fn rewrite_revision(
    connection: &Connection,
    (row, number): (i64, u32),
    reading: &str,
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE revision SET reading = ?3, hash = ?4 WHERE story = ?1 AND number = ?2",
        )?
        .execute(params![row, number, reading, hash::of(reading.as_bytes())])?;
    Ok(())
}

/// When it was published, in UTC, so that text sorts as time does.
fn published(reading: &Reading) -> Option<String> {
    reading.published.map(|published| published.timestamp.to_string())
}

/// Files a story under its sections.
pub(crate) fn file(
    connection: &Connection,
    source: &str,
    reading: &Reading,
    row: i64,
) -> Result<(), Error> {
    connection.prepare_cached("DELETE FROM story_section WHERE story = ?1")?.execute([row])?;
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO story_section (story, source, path, main) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let main = std::iter::once((&reading.section, true));
    let others = reading.also_in.iter().map(|path| (path, false));
    for (path, is_main) in main.chain(others).filter(|(path, _)| !path.is_empty()) {
        insert.execute(params![row, source, join_path(path), is_main])?;
    }
    Ok(())
}

/// Notes which pictures a story names; those that are not known wait to be had.
pub(crate) fn name_pictures(
    connection: &Connection,
    source: &str,
    pictures: &[PictureAddress],
    row: i64,
) -> Result<(), Error> {
    let mut picture = connection.prepare_cached(
        "INSERT OR IGNORE INTO picture (url, source, candidates, state) VALUES (?1, ?2, ?3, 'waiting')",
    )?;
    let mut use_of = connection
        .prepare_cached("INSERT OR IGNORE INTO story_picture (story, url) VALUES (?1, ?2)")?;
    for address in pictures {
        let candidates =
            parsed(serde_json::to_string(&address.candidates), "addresses of a picture")?;
        picture.execute(params![address.url, source, candidates])?;
        use_of.execute(params![row, address.url])?;
    }
    Ok(())
}

/// The id of a story, the same on every machine: 80 bits of the BLAKE3 of its address.
fn id_of_address(url: &str) -> String {
    let hex = blake3::hash(url.as_bytes()).to_hex();
    hex.as_str().get(..20).unwrap_or_default().to_owned()
}

/// What makes a new revision: headline, deck, byline, text and figures; not tags, sections or times.
pub(crate) fn fingerprint(reading: &Reading) -> String {
    let mut hasher = blake3::Hasher::new();
    let text = plain_text(&reading.body);
    for part in [&reading.headline, &reading.deck, &reading.byline, &reading.agency, &text] {
        hasher.update(part.as_bytes()).update(&[0]);
    }
    for figure in reading.figures() {
        hasher
            .update(figure.url.as_bytes())
            .update(&[1])
            .update(figure.cutline.as_bytes())
            .update(&[0]);
    }
    hasher.finalize().to_hex().as_str().to_owned()
}
