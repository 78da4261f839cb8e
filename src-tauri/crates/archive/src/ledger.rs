use jiff::civil::Date;
use model::{DayLedger, Failure, ListedBy, Moment, PictureCount, StoryCount};
use rusqlite::{Row, params};

use crate::{Archive, Error, Writer};

/// A listing that was read for a day.
#[derive(Debug, Clone)]
pub struct ListingRead<'a> {
    /// Id of the source.
    pub source: &'a str,
    /// The edition's day.
    pub day: Date,
    /// `rest`, `feed`, `sitemap`, `section`, `archive` or `import`.
    pub kind: &'a str,
    /// Its address.
    pub url: &'a str,
    /// Stories of the day that it named.
    pub count: u32,
    /// It was read to its end.
    pub whole: bool,
    /// When.
    pub read: Moment,
}

/// What became of a story that a listing named.
#[derive(Debug, Clone)]
pub struct StoryState<'a> {
    /// The site's own number for it, or its address.
    pub key: &'a str,
    /// Its address.
    pub url: &'a str,
    /// The edition's day.
    pub day: Date,
    /// What became of it: held, behind a password, or not to be had.
    pub state: State<'a>,
}

/// See [`StoryState`].
#[derive(Debug, Clone)]
pub enum State<'a> {
    /// It is held.
    Stored,
    /// It is behind a password or login.
    Withheld,
    /// It was not to be had.
    Failed {
        /// A short code.
        reason: &'a str,
        /// One sentence.
        detail: &'a str,
    },
}

impl Writer {
    /// Notes that a listing was read.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn note_listing(&mut self, listing: &ListingRead<'_>) -> Result<(), Error> {
        self.connection.execute(
            "INSERT OR REPLACE INTO listing (source, day, kind, url, count, whole, read)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                listing.source,
                listing.day.to_string(),
                listing.kind,
                listing.url,
                listing.count,
                listing.whole,
                listing.read.to_string()
            ],
        )?;
        Ok(())
    }

    /// Notes what became of stories that listings named.
    ///
    /// # Errors
    /// If the database cannot be written; then nothing was.
    pub fn note_stories(&mut self, source: &str, states: &[StoryState<'_>]) -> Result<(), Error> {
        let transaction = self.connection().transaction()?;
        for story in states {
            let (state, reason, detail) = match story.state {
                State::Stored => ("stored", "", ""),
                State::Withheld => ("withheld", "", ""),
                State::Failed { reason, detail } => ("failed", reason, detail),
            };
            transaction
                .prepare_cached(
                    "INSERT INTO listed (source, key, url, day, state, reason, detail, tries)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1)
                     ON CONFLICT (source, key) DO UPDATE SET
                        url = ?3, day = ?4, state = ?5, reason = ?6, detail = ?7, tries = tries + 1",
                )?
                .execute(params![source, story.key, story.url, story.day.to_string(), state, reason, detail])?;
        }
        transaction.commit()?;
        Ok(())
    }
}

impl Archive {
    /// The ledger of one day of one source.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn ledger(&self, source: &str, day: Date) -> Result<DayLedger, Error> {
        let key = [source, &day.to_string()];
        let stories = self.story_counts(key)?;
        let pictures = self.picture_counts(key)?;
        let mut failures = self.failed_stories(key)?;
        failures.extend(self.failed_pictures(key)?);
        let (listings, whole) = self.listings(key)?;
        let nothing_missing = stories.failed == 0 && pictures.stored == pictures.listed;
        let complete = whole && nothing_missing;
        Ok(DayLedger {
            source: source.to_owned(),
            day,
            complete,
            stories,
            pictures,
            failures,
            listings,
        })
    }

    fn story_counts(&self, key: [&str; 2]) -> Result<StoryCount, Error> {
        let mut listed = self.connection.prepare_cached(
            "SELECT coalesce(sum(state <> 'withheld'), 0), coalesce(sum(state = 'failed'), 0),
                coalesce(sum(state = 'withheld'), 0) FROM listed WHERE source = ?1 AND day = ?2",
        )?;
        let (listed, failed, withheld) =
            listed.query_row(key, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut held = self.connection.prepare_cached(
            "SELECT count(*), coalesce(sum(gone IS NOT NULL), 0) FROM story WHERE source = ?1 AND day = ?2",
        )?;
        let (stored, gone) = held.query_row(key, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(StoryCount { listed, stored, failed, withheld, gone })
    }

    fn picture_counts(&self, key: [&str; 2]) -> Result<PictureCount, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*), coalesce(sum(state = 'stored'), 0), coalesce(sum(state = 'failed'), 0)
             FROM picture WHERE url IN (SELECT p.url FROM story s JOIN story_picture p ON p.story = s.row
                WHERE s.source = ?1 AND s.day = ?2)",
        )?;
        let count = |row: &Row<'_>| {
            Ok(PictureCount { listed: row.get(0)?, stored: row.get(1)?, failed: row.get(2)? })
        };
        Ok(statement.query_row(key, count)?)
    }

    fn failed_stories(&self, key: [&str; 2]) -> Result<Vec<Failure>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT url, reason, detail, tries, next_try FROM listed
             WHERE source = ?1 AND day = ?2 AND state = 'failed' ORDER BY url",
        )?;
        Ok(statement.query_map(key, failure)?.collect::<Result<_, _>>()?)
    }

    fn failed_pictures(&self, key: [&str; 2]) -> Result<Vec<Failure>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT url, reason, detail, tries, next_try FROM picture WHERE state = 'failed' AND url IN (
                SELECT p.url FROM story s JOIN story_picture p ON p.story = s.row WHERE s.source = ?1 AND s.day = ?2)
             ORDER BY url",
        )?;
        Ok(statement.query_map(key, failure)?.collect::<Result<_, _>>()?)
    }

    fn listings(&self, key: [&str; 2]) -> Result<(Vec<ListedBy>, bool), Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT kind, url, count, whole FROM listing WHERE source = ?1 AND day = ?2 ORDER BY kind")?;
        let rows = statement.query_map(key, |row| {
            let listing = ListedBy { kind: row.get(0)?, url: row.get(1)?, count: row.get(2)? };
            Ok((listing, row.get::<_, bool>(3)?))
        })?;
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        let whole = rows.iter().any(|(_, whole)| *whole);
        Ok((rows.into_iter().map(|(listing, _)| listing).collect(), whole))
    }
}

fn failure(row: &Row<'_>) -> Result<Failure, rusqlite::Error> {
    let next_try: Option<String> = row.get(4)?;
    Ok(Failure {
        url: row.get(0)?,
        reason: row.get(1)?,
        detail: row.get(2)?,
        tries: row.get(3)?,
        next_try: next_try.and_then(|next_try| next_try.parse().ok()),
    })
}
