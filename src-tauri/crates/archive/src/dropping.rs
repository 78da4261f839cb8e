//! Raw downloads may be dropped to save room; what was read from them stays, and so does what is known of them.

use jiff::civil::Date;
use model::Moment;
use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::dictionary::Shelves;
use crate::error::parsed;
use crate::{Archive, Error, Writer};

/// Which downloads are to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dropping<'a> {
    /// Those that were made before this day (UTC).
    pub before: Date,
    /// Of this source alone.
    pub source: Option<&'a str>,
}

/// Downloads of one source and year that would go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Droppable {
    /// Id of the source.
    pub source: String,
    /// The year in which they were made.
    pub year: String,
    /// How many.
    pub captures: u64,
    /// Bytes that their bodies take in the archive.
    pub bytes: u64,
}

/// What was dropped once, as the archive itself remembers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// When.
    pub made: Moment,
    /// Downloads that were made before this day.
    pub before: Date,
    /// Of this source, or of all.
    pub source: Option<String>,
    /// How many.
    pub captures: u64,
    /// Bytes that their bodies took.
    pub bytes: u64,
}

/// Captures `c` that nothing may drop, in SQL: those behind a clipping, once there are clippings.
const PINNED: &str = "0";

/// Downloads that may go, in SQL; a body that was dropped is empty, which no compressed body is.
fn may_go() -> String {
    format!(
        "julianday(c.fetched) < julianday(?1) AND (?2 IS NULL OR c.source = ?2)
         AND octet_length(c.body) > 0 AND NOT ({PINNED})"
    )
}

/// The setting that remembers what was dropped.
const SETTING: &str = "dropped";

impl Archive {
    /// What would go, by source and year.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn droppable(&self, dropping: Dropping<'_>) -> Result<Vec<Droppable>, Error> {
        let mut statement = self.connection.prepare(&format!(
            "SELECT c.source, substr(c.fetched, 1, 4), count(*), sum(octet_length(c.body)) FROM capture c
             WHERE {} GROUP BY 1, 2 ORDER BY 1, 2",
            may_go()
        ))?;
        let rows =
            statement.query_map(params![dropping.before.to_string(), dropping.source], |row| {
                let number = |column: usize| row.get::<_, i64>(column).map(i64::cast_unsigned);
                Ok(Droppable {
                    source: row.get(0)?,
                    year: row.get(1)?,
                    captures: number(2)?,
                    bytes: number(3)?,
                })
            })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What was dropped until now, the oldest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn dropped(&self) -> Result<Vec<Dropped>, Error> {
        let held = self.setting(SETTING)?;
        held.map_or(Ok(Vec::new()), |held| {
            parsed(serde_json::from_str(&held), "the list of what was dropped")
        })
    }
}

impl Writer {
    /// Drops the bodies of downloads, writes that down, and gives their room back to the disk.
    ///
    /// Addresses, times, headers, lengths and hashes stay, and so does all that was read from them.
    ///
    /// # Errors
    /// If the database cannot be written; then all is as it was, but for room that could not be given back.
    pub fn drop_captures(
        &mut self,
        dropping: Dropping<'_>,
        made: Moment,
    ) -> Result<Dropped, Error> {
        let droppable = self.droppable(dropping)?;
        let mut all = self.dropped()?;
        let dropped = Dropped {
            made,
            before: dropping.before,
            source: dropping.source.map(str::to_owned),
            captures: droppable.iter().map(|some| some.captures).sum(),
            bytes: droppable.iter().map(|some| some.bytes).sum(),
        };
        if dropped.captures == 0 {
            return Ok(dropped);
        }
        all.push(dropped.clone());
        let list = parsed(serde_json::to_string(&all), "the list of what was dropped")?;
        let transaction = self.connection().transaction()?;
        transaction.execute(
            &format!(
                "UPDATE capture AS c SET body = zeroblob(0), dictionary = NULL WHERE {}",
                may_go()
            ),
            params![dropping.before.to_string(), dropping.source],
        )?;
        // The newest of a site may be what the next download is compressed with.
        transaction.execute(
            "DELETE FROM dictionary WHERE id NOT IN (SELECT dictionary FROM capture WHERE dictionary IS NOT NULL)
             AND id NOT IN (SELECT max(id) FROM dictionary GROUP BY source, media)",
            [],
        )?;
        transaction.execute(
            "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)",
            [SETTING, &list],
        )?;
        transaction.commit()?;
        // No later dictionary may be made of what was dropped.
        *self.shelves().1 = Shelves::default();
        // Most rows lie on pages that they share: these are not empty now, but are when written anew.
        let bytes = self.counted("page_count")? * self.counted("page_size")?;
        self.give_back_room(dropped.bytes * 20 > bytes)?;
        Ok(dropped)
    }
}
