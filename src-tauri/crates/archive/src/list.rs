use jiff::civil::Date;
use model::{Day, Story};
use rusqlite::{OptionalExtension, params_from_iter, types::Value};

use crate::error::parsed;
use crate::story::{COLUMNS, stored_story};
use crate::{Archive, Error};

/// Which stories to list; a field that is none does not narrow.
#[derive(Debug, Clone, Default)]
pub struct Selection<'a> {
    /// Of this source.
    pub source: Option<&'a str>,
    /// Of this day or later.
    pub since: Option<Date>,
    /// Of this day or earlier.
    pub until: Option<Date>,
    /// In the section of this path (`Opinion > Editorial`), name or short name, or below it; case does not matter.
    pub section: Option<&'a str>,
    /// At most so many, after passing over so many: `(limit, offset)`.
    pub page: Option<(u32, u32)>,
}

/// A story of a list, with how often it was revised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryRow {
    /// Its current revision.
    pub story: Story,
    /// Revisions held.
    pub revisions: u32,
}

/// A condition of SQL and the values that it asks for.
struct Condition {
    sql: String,
    values: Vec<Value>,
}

impl<'a> Selection<'a> {
    /// A day of a source.
    #[must_use]
    pub fn of_day(source: &'a str, day: Date) -> Self {
        Self { source: Some(source), since: Some(day), until: Some(day), ..Self::default() }
    }

    fn condition(&self) -> Condition {
        let mut condition =
            Condition { sql: "o.following <> 'trashed'".to_owned(), values: Vec::new() };
        let mut and = |sql: &str, value: String| {
            condition.sql.push_str(" AND ");
            condition.sql.push_str(sql);
            condition.values.push(Value::Text(value));
        };
        if let Some(source) = self.source {
            and("s.source = ?", source.to_owned());
        }
        if let Some(since) = self.since {
            and("s.day >= ?", since.to_string());
        }
        if let Some(until) = self.until {
            and("s.day <= ?", until.to_string());
        }
        if let Some(section) = self.section {
            and(
                "s.row IN (WITH wanted (source, path) AS (
                    SELECT source, path FROM section, (SELECT lower(?) AS name)
                    WHERE lower(path) = name OR lower(slug) = name
                        OR substr(lower(path), -length(name) - 3) = ' > ' || name)
                 SELECT m.story FROM story_section m JOIN wanted w
                 ON m.source = w.source
                    AND (m.path = w.path OR substr(m.path, 1, length(w.path) + 3) = w.path || ' > '))",
                section.to_owned(),
            );
        }
        condition
    }
}

impl Archive {
    /// Stories, newest day first, within a day newest first.
    ///
    /// # Errors
    /// If the database cannot be read, or a story is not what was stored.
    pub fn stories(&self, selection: &Selection<'_>) -> Result<Vec<StoryRow>, Error> {
        let Condition { sql, mut values } = selection.condition();
        let page = selection.page.map_or("", |(limit, offset)| {
            values.push(Value::Integer(limit.into()));
            values.push(Value::Integer(offset.into()));
            "LIMIT ? OFFSET ?"
        });
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS}, s.revision FROM story s JOIN source o ON o.id = s.source
             JOIN revision r ON r.story = s.row AND r.number = s.revision
             WHERE {sql} ORDER BY s.day DESC, s.published DESC, s.row {page}"
        ))?;
        let rows = statement.query_map(params_from_iter(values), |row| {
            Ok((stored_story(row)?, row.get::<_, u32>(7)?))
        })?;
        let mut stories = Vec::new();
        for row in rows {
            let (stored, revisions) = row?;
            // One that cannot be read hides no other; `verify` names it.
            stories.extend(self.told(stored).ok().map(|story| StoryRow { story, revisions }));
        }
        Ok(stories)
    }

    /// Ids of stories, the oldest day first, within a day the oldest first: the order in which they came.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn ids(&self, selection: &Selection<'_>) -> Result<Vec<String>, Error> {
        let Condition { sql, values } = selection.condition();
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT s.id FROM story s JOIN source o ON o.id = s.source
             WHERE {sql} ORDER BY s.day, s.published, s.id"
        ))?;
        let ids = statement.query_map(params_from_iter(values), |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// How many stories a selection has, whatever its page.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn count(&self, selection: &Selection<'_>) -> Result<u32, Error> {
        let Condition { sql, values } = selection.condition();
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT count(*) FROM story s JOIN source o ON o.id = s.source WHERE {sql}"
        ))?;
        Ok(statement.query_row(params_from_iter(values), |row| row.get(0))?)
    }

    /// The days held, newest first; of one source or of all that are not trashed.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn days(&self, source: Option<&str>) -> Result<Vec<Day>, Error> {
        // Complete: the listings were read to their end, nothing listed has failed, and every picture is held.
        let mut statement = self.connection.prepare_cached(
            "SELECT s.source, s.day, count(*),
                (SELECT count(DISTINCT p.url) FROM story t JOIN story_picture p ON p.story = t.row
                    WHERE t.source = s.source AND t.day = s.day),
                (SELECT count(DISTINCT p.url) FROM story t JOIN story_picture p ON p.story = t.row
                    JOIN picture i ON i.url = p.url AND i.state = 'stored'
                    WHERE t.source = s.source AND t.day = s.day),
                EXISTS (SELECT 1 FROM listing l WHERE l.source = s.source AND l.day = s.day AND l.whole)
                AND NOT EXISTS (SELECT 1 FROM listed d
                    WHERE d.source = s.source AND d.day = s.day AND d.state = 'failed')
             FROM story s JOIN source o ON o.id = s.source
             WHERE o.following <> 'trashed' AND (?1 IS NULL OR s.source = ?1)
             GROUP BY s.source, s.day ORDER BY s.day DESC, s.source",
        )?;
        let rows = statement.query_map([source], |row| {
            Ok((
                row.get(0)?,
                row.get::<_, String>(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
                row.get::<_, bool>(5)?,
            ))
        })?;
        rows.map(|row| {
            let (source, day, stories, pictures, pictures_stored, listed) = row?;
            let day = parsed(day.parse(), "a day")?;
            let complete = listed && pictures == pictures_stored;
            Ok(Day { source, day, stories, pictures, pictures_stored, complete })
        })
        .collect()
    }

    /// The nearest days held before and after a day: `(previous, next)`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn neighbours(
        &self,
        source: &str,
        day: Date,
    ) -> Result<(Option<Date>, Option<Date>), Error> {
        let nearest = |sql: &str| -> Result<Option<Date>, Error> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let found: Option<String> = statement
                .query_row([source, &day.to_string()], |row| row.get(0))
                .optional()?
                .flatten();
            found.map(|day| parsed(day.parse(), "a day")).transpose()
        };
        Ok((
            nearest("SELECT max(day) FROM story WHERE source = ?1 AND day < ?2")?,
            nearest("SELECT min(day) FROM story WHERE source = ?1 AND day > ?2")?,
        ))
    }
}
