//! Editions that were given out: kept as they were made, numbered by day.

use jiff::civil::Date;
use model::Moment;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::dictionary::decompress;
use crate::error::parsed;
use crate::{Archive, Error, Writer, hash, schema};

/// Level of zstd: descriptions are large and alike within.
const LEVEL: i32 = 9;

/// An edition that is to be kept.
#[derive(Debug, Clone)]
pub struct NewEdition<'a> {
    /// What it is of.
    pub subject: &'a str,
    /// The day that it tells of.
    pub day: Date,
    /// Sheet or screen, and the size of its text.
    pub format: &'a str,
    /// What made it.
    pub engine: &'a str,
    /// When.
    pub made: Moment,
    /// The page description.
    pub pages: &'a [u8],
    /// Its figures.
    pub report: &'a [u8],
    /// What it prints.
    pub stories: &'a [StoryPlace],
}

/// A story in an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryPlace {
    /// Its id.
    pub story: String,
    /// The revision that is printed.
    pub revision: u32,
    /// Number of the page on which it begins.
    pub page: u32,
    /// The column in which it begins, from 1 in the order of reading.
    pub column: u32,
    /// Its place among the modules of the page, from 1.
    pub place: u32,
}

/// An edition that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptEdition {
    /// Its number, from 1.
    pub number: u32,
    /// What made it.
    pub engine: String,
    /// When.
    pub made: Moment,
    /// The page description, as it was made.
    pub pages: Vec<u8>,
    /// Its figures.
    pub report: Vec<u8>,
    /// What it prints, by page and place.
    pub stories: Vec<StoryPlace>,
}

impl Archive {
    /// Numbers of the editions of a day that are kept in a format, the first one first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn editions(&self, subject: &str, day: Date, format: &str) -> Result<Vec<u32>, Error> {
        if !self.has(schema::EDITIONS)? {
            return Ok(Vec::new());
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT number FROM edition WHERE subject = ?1 AND day = ?2 AND format = ?3 ORDER BY number",
        )?;
        let numbers =
            statement.query_map(params![subject, day.to_string(), format], |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }

    /// A kept edition, if there is one of that number and format.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it is not what was stored; if the database cannot be read.
    pub fn edition(
        &self,
        (subject, day): (&str, Date),
        format: &str,
        number: u32,
    ) -> Result<Option<KeptEdition>, Error> {
        if !self.has(schema::EDITIONS)? {
            return Ok(None);
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT id, number, engine, made, hash, pages, length, report, report_length FROM edition
             WHERE subject = ?1 AND day = ?2 AND format = ?3 AND number = ?4",
        )?;
        let wanted = params![subject, day.to_string(), format, number];
        let found = statement.query_row(wanted, |row| Ok(self.kept(row))).optional()?;
        found.transpose()
    }

    fn kept(&self, row: &Row<'_>) -> Result<KeptEdition, Error> {
        let made: String = row.get(3)?;
        let hash: String = row.get(4)?;
        let blob = |column: usize| -> Result<Vec<u8>, Error> { Ok(row.get(column)?) };
        Ok(KeptEdition {
            number: row.get(1)?,
            engine: row.get(2)?,
            made: parsed(made.parse(), "when an edition was made")?,
            pages: decompress(&blob(5)?, row.get(6)?, &hash)?,
            report: parsed(
                zstd::bulk::decompress(
                    &blob(7)?,
                    usize::try_from(row.get::<_, i64>(8)?).unwrap_or(0),
                ),
                "the figures of an edition",
            )?,
            stories: self.stories_of_edition(row.get(0)?)?,
        })
    }

    fn stories_of_edition(&self, edition: i64) -> Result<Vec<StoryPlace>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.id, e.revision, e.page, e.page_column, e.place FROM edition_story e
             JOIN story s ON s.row = e.story WHERE e.edition = ?1 ORDER BY e.page, e.place, s.id",
        )?;
        let stories = statement.query_map([edition], |row| {
            Ok(StoryPlace {
                story: row.get(0)?,
                revision: row.get(1)?,
                page: row.get(2)?,
                column: row.get(3)?,
                place: row.get(4)?,
            })
        })?;
        Ok(stories.collect::<Result<_, _>>()?)
    }
}

impl Writer {
    /// Keeps an edition and says its number.
    ///
    /// The same pages are kept once. Other revisions, more stories or another engine make a later edition; the same
    /// ones in another format have the same number.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn keep_edition(&mut self, new: &NewEdition<'_>) -> Result<u32, Error> {
        let path = self.folder.database();
        let compress =
            |bytes: &[u8]| zstd::bulk::compress(bytes, LEVEL).map_err(Error::io(path.clone()));
        let (pages, report) = (compress(new.pages)?, compress(new.report)?);
        let hash = hash::of(new.pages);
        let transaction = self.connection().transaction()?;
        let printed = printed(&transaction, new.stories)?;
        let contents = contents(new.engine, &printed);
        let of_day = (new.subject, new.day.to_string());
        let same = transaction
            .prepare_cached(
                "SELECT number FROM edition WHERE subject = ?1 AND day = ?2 AND format = ?3
                 AND contents = ?4 AND hash = ?5",
            )?
            .query_row(params![of_day.0, of_day.1, new.format, contents, hash.as_str()], |row| {
                row.get(0)
            })
            .optional()?;
        if let Some(number) = same {
            return Ok(number);
        }
        // Of the same stories in a format that this edition does not have yet, or a new one.
        let number: u32 = transaction
            .prepare_cached(
                "SELECT coalesce(
                    (SELECT max(number) FROM edition e WHERE subject = ?1 AND day = ?2 AND contents = ?4
                        AND NOT EXISTS (SELECT 1 FROM edition o WHERE o.subject = ?1 AND o.day = ?2
                            AND o.format = ?3 AND o.number = e.number)),
                    (SELECT coalesce(max(number), 0) + 1 FROM edition WHERE subject = ?1 AND day = ?2))",
            )?
            .query_row(params![of_day.0, of_day.1, new.format, contents], |row| row.get(0))?;
        transaction.execute(
            "INSERT INTO edition (subject, day, number, format, engine, contents, made, hash, length, pages,
                report_length, report) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                of_day.0,
                of_day.1,
                number,
                new.format,
                new.engine,
                contents,
                new.made.to_string(),
                hash.as_str(),
                length(new.pages),
                pages,
                length(new.report),
                report,
            ],
        )?;
        let edition = transaction.last_insert_rowid();
        for (place, row, hash) in &printed {
            transaction
                .prepare_cached(
                    "INSERT OR IGNORE INTO edition_story (edition, story, revision, hash, page, page_column, place)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .execute(params![
                    edition,
                    row,
                    place.revision,
                    hash,
                    place.page,
                    place.column,
                    place.place
                ])?;
        }
        transaction.commit()?;
        Ok(number)
    }
}

fn length(bytes: &[u8]) -> i64 {
    i64::try_from(bytes.len()).unwrap_or(i64::MAX)
}

/// Each story's place with its row and the hash of its revision.
type Printed<'a> = (&'a StoryPlace, i64, String);

fn printed<'a>(
    connection: &Connection,
    stories: &'a [StoryPlace],
) -> Result<Vec<Printed<'a>>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT s.row, r.hash FROM story s JOIN revision r ON r.story = s.row AND r.number = ?2 WHERE s.id = ?1",
    )?;
    let mut printed = Vec::with_capacity(stories.len());
    for place in stories {
        let found = statement
            .query_row(params![place.story, place.revision], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        printed.extend(found.map(|(row, hash)| (place, row, hash)));
    }
    Ok(printed)
}

/// What makes an edition that one and no other: its engine and the revisions, whatever their order.
fn contents(engine: &str, printed: &[Printed<'_>]) -> String {
    let mut lines: Vec<String> =
        printed.iter().map(|(place, _, hash)| format!("{} {hash}\n", place.story)).collect();
    lines.sort_unstable();
    blake3::hash(format!("{engine}\n{}", lines.concat()).as_bytes()).to_hex().to_string()
}
