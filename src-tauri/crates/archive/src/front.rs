//! What a paper's own front page showed, and in which order.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Archive, Error, Writer, schema};

impl Archive {
    /// Ids of the stories of a day that its paper's front page showed, in its order.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn front(&self, source: &str, day: Date) -> Result<Vec<String>, Error> {
        if !self.has(schema::FRONTS)? {
            return Ok(Vec::new());
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT s.id FROM front f JOIN story s ON s.row = f.story
             WHERE s.source = ?1 AND s.day = ?2 ORDER BY f.place, s.row",
        )?;
        let stories = statement.query_map(params![source, day.to_string()], |row| row.get(0))?;
        Ok(stories.collect::<Result<_, _>>()?)
    }
}

impl Writer {
    /// Notes the links of a front page in their order, as it was read on a day of the paper's clock.
    ///
    /// Those that lead to no story that is held are passed over. A day has one front page: the last that was read on
    /// the day itself, else the first that was read after it. What later pages still show of it is left out.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn note_front(&mut self, source: &str, links: &[String], read: Date) -> Result<(), Error> {
        let transaction = self.connection().transaction()?;
        let mut days = BTreeMap::<String, Vec<i64>>::new();
        for link in links {
            if let Some((row, day)) = story_at(&transaction, source, link)? {
                let stories = days.entry(day).or_default();
                if !stories.contains(&row) {
                    stories.push(row);
                }
            }
        }
        for (day, stories) in days {
            if day == read.to_string() {
                transaction.execute(
                    "DELETE FROM front WHERE story IN (SELECT row FROM story WHERE source = ?1 AND day = ?2)",
                    [source, &day],
                )?;
            } else if has_front(&transaction, source, &day)? {
                continue;
            }
            for (row, place) in stories.iter().zip(0_i64..) {
                transaction
                    .prepare_cached(
                        "INSERT OR REPLACE INTO front (story, place, read) VALUES (?1, ?2, ?3)",
                    )?
                    .execute(params![row, place, read.to_string()])?;
            }
        }
        transaction.commit()?;
        Ok(())
    }
}

/// Row and day of the story to which a link leads: as it stands, else without what does not belong to the address.
fn story_at(
    connection: &Connection,
    source: &str,
    link: &str,
) -> Result<Option<(i64, String)>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT s.row, s.day FROM address a JOIN story s ON s.row = a.story
         WHERE a.url = ?1 AND s.source = ?2",
    )?;
    let upto = |sign: char| link.split(sign).next().unwrap_or(link);
    for url in [link, upto('#'), upto('?')] {
        let found = statement.query_row([url, source], |row| Ok((row.get(0)?, row.get(1)?)));
        if let Some(found) = found.optional()? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn has_front(connection: &Connection, source: &str, day: &str) -> Result<bool, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM front f JOIN story s ON s.row = f.story WHERE s.source = ?1 AND s.day = ?2",
    )?;
    Ok(statement.exists([source, day])?)
}
