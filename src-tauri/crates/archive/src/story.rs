use jiff::civil::Date;
use model::{Figure, Moment, Reading, Story, plain_text};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::parsed;
use crate::{Archive, Error, Writer};

/// Columns that [`stored_story`] reads, of `story s` joined with `revision r`.
pub(crate) const COLUMNS: &str =
    "s.id, s.source, s.day, r.number, r.captured, s.gone IS NOT NULL, r.reading";

/// A story as it is stored: its reading is still text.
pub(crate) struct StoredStory {
    id: String,
    source: String,
    day: String,
    revision: u32,
    captured: Option<String>,
    gone: bool,
    reading: String,
}

pub(crate) fn stored_story(row: &Row<'_>) -> Result<StoredStory, rusqlite::Error> {
    Ok(StoredStory {
        id: row.get(0)?,
        source: row.get(1)?,
        day: row.get(2)?,
        revision: row.get(3)?,
        captured: row.get(4)?,
        gone: row.get(5)?,
        reading: row.get(6)?,
    })
}

impl Archive {
    /// A story by its id or by any address that it ever had; its current revision unless another is named.
    ///
    /// # Errors
    /// If the database cannot be read, or the story is not what was stored.
    pub fn story(&self, id_or_url: &str, revision: Option<u32>) -> Result<Option<Story>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM story s JOIN revision r ON r.story = s.row AND r.number = coalesce(?2, s.revision)
             WHERE s.row = coalesce((SELECT row FROM story WHERE id = ?1), (SELECT story FROM address WHERE url = ?1))"
        ))?;
        let stored = statement.query_row(params![id_or_url, revision], stored_story).optional()?;
        stored.map(|stored| self.told(stored)).transpose()
    }

    /// Stories by their row numbers, in the same order; rows that are gone or hidden are left out.
    ///
    /// # Errors
    /// If the database cannot be read, or a story is not what was stored.
    pub fn stories_by_row(&self, rows: &[u64]) -> Result<Vec<(u64, Story)>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM story s JOIN revision r ON r.story = s.row AND r.number = s.revision
             JOIN source o ON o.id = s.source AND o.following <> 'trashed' WHERE s.row = ?1"
        ))?;
        let mut stories = Vec::with_capacity(rows.len());
        for &row in rows {
            if let Some(stored) =
                statement.query_row([row.cast_signed()], stored_story).optional()?
            {
                stories.push((row, self.told(stored)?));
            }
        }
        Ok(stories)
    }

    /// Stories that changed after `change`, oldest change first, at most `limit`; none for a story that is hidden
    /// or cannot be read.
    ///
    /// Each comes with its row and the number of its change.
    ///
    /// # Errors
    /// If the database cannot be read, or a story is not what was stored.
    pub fn changed_since(
        &self,
        change: u64,
        limit: u32,
    ) -> Result<Vec<(u64, u64, Option<Story>)>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS}, s.row, s.change, o.following = 'trashed' FROM story s
             JOIN revision r ON r.story = s.row AND r.number = s.revision JOIN source o ON o.id = s.source
             WHERE s.change > ?1 ORDER BY s.change, s.row LIMIT ?2"
        ))?;
        let rows = statement.query_map(params![change.cast_signed(), limit], |row| {
            Ok((
                row.get::<_, i64>(7)?,
                row.get::<_, i64>(8)?,
                row.get::<_, bool>(9)?,
                stored_story(row)?,
            ))
        })?;
        let mut changed = Vec::new();
        for row in rows {
            let (row, change, hidden, stored) = row?;
            let story = if hidden { None } else { self.told(stored).ok() };
            changed.push((row.cast_unsigned(), change.cast_unsigned(), story));
        }
        Ok(changed)
    }

    /// The site's own numbers of the stories that are held of these days and not gone.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn keys(&self, source: &str, (since, until): (Date, Date)) -> Result<Vec<String>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT key FROM story WHERE source = ?1 AND day BETWEEN ?2 AND ?3 AND key IS NOT NULL AND gone IS NULL",
        )?;
        let keys = statement
            .query_map([source, &since.to_string(), &until.to_string()], |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }

    /// When the current revision of a story was downloaded.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn captured(&self, id: &str) -> Result<Option<Moment>, Error> {
        captured(&self.connection, id)
    }

    /// Since when its paper no longer has a story; none where it has it still.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn gone_since(&self, id: &str) -> Result<Option<Moment>, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT gone FROM story WHERE id = ?1")?;
        let gone: Option<Option<String>> =
            statement.query_row([id], |row| row.get(0)).optional()?;
        gone.flatten().map(|gone| parsed(gone.parse(), "since when a story is gone")).transpose()
    }

    /// How many revisions of a story are held.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn revisions(&self, id: &str) -> Result<u32, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(max(number), 0) FROM revision WHERE story = (SELECT row FROM story WHERE id = ?1)",
        )?;
        Ok(statement.query_row([id], |row| row.get(0))?)
    }

    /// Makes a story of what is stored, with the photos that are held by now.
    pub(crate) fn told(&self, stored: StoredStory) -> Result<Story, Error> {
        let mut reading: Reading = parsed(serde_json::from_str(&stored.reading), "a story")?;
        for figure in reading.figures_mut() {
            self.fill_in(figure)?;
        }
        Ok(Story {
            id: stored.id,
            source: stored.source,
            day: parsed(stored.day.parse(), "the day of a story")?,
            revision: stored.revision,
            captured: stored.captured.as_deref().and_then(|captured| captured.parse().ok()),
            gone: stored.gone,
            text: plain_text(&reading.body),
            reading,
        })
    }

    fn fill_in(&self, figure: &mut Figure) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.hash, p.width, p.height FROM picture i JOIN photo p ON p.hash = i.photo WHERE i.url = ?1",
        )?;
        let photo = statement
            .query_row([&figure.url], |row| {
                Ok((row.get(0)?, row.get::<_, Option<u32>>(1)?, row.get::<_, Option<u32>>(2)?))
            })
            .optional()?;
        if let Some((hash, width, height)) = photo {
            figure.photo = Some(hash);
            figure.width = width.or(figure.width);
            figure.height = height.or(figure.height);
        }
        Ok(())
    }
}

impl Writer {
    /// Marks stories that their paper no longer has; they stay readable, and no listing counts them.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn mark_gone(&mut self, source: &str, keys: &[String], since: Moment) -> Result<(), Error> {
        let transaction = self.connection().transaction()?;
        for key in keys {
            transaction.execute(
                "UPDATE story SET gone = ?3 WHERE source = ?1 AND key = ?2 AND gone IS NULL",
                params![source, key, since.to_string()],
            )?;
            transaction
                .execute("DELETE FROM listed WHERE source = ?1 AND key = ?2", [source, key])?;
        }
        transaction.commit()?;
        Ok(())
    }
}

/// When the current version of a story was downloaded.
fn captured(connection: &Connection, id: &str) -> Result<Option<Moment>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT r.captured FROM story s JOIN revision r ON r.story = s.row AND r.number = s.revision
         WHERE s.id = ?1",
    )?;
    let captured: Option<Option<String>> =
        statement.query_row([id], |row| row.get(0)).optional()?;
    Ok(captured.flatten().and_then(|captured| captured.parse().ok()))
}

/// Marks a story as gone that came from a file which says so, unless it was downloaded since, or comes from its paper
/// itself, which tells better.
pub(crate) fn adopt_gone(connection: &Connection, id: &str, since: Moment) -> Result<(), Error> {
    if captured(connection, id)?.is_some_and(|captured| captured.timestamp > since.timestamp) {
        return Ok(());
    }
    connection
        .prepare_cached(
            "UPDATE story SET gone = ?2 WHERE id = ?1 AND key IS NULL AND gone IS NULL",
        )?
        .execute(params![id, since.to_string()])?;
    Ok(())
}
