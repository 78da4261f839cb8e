use model::{Following, Found, Moment, Source};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::parsed;
use crate::section::join_path;
use crate::writer::next_change;
use crate::{Archive, Error, Writer};

/// A source to be added.
#[derive(Debug, Clone)]
pub struct NewSource<'a> {
    /// What was found at its address; its sections say which are followed.
    pub found: &'a Found,
    /// When.
    pub added: Moment,
}

const COLUMNS: &str = "id, name, url, language, direction, zone, following, added";

impl Archive {
    /// All sources, trashed ones too, in the order in which they were added.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn sources(&self) -> Result<Vec<Source>, Error> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM source ORDER BY added, id"))?;
        let rows = statement.query_map([], stored_source)?.collect::<Result<Vec<_>, _>>()?;
        rows.into_iter().map(|row| self.source_of(row)).collect()
    }

    /// The source with that id.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn source(&self, id: &str) -> Result<Option<Source>, Error> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM source WHERE id = ?1"))?;
        let row = statement.query_row([id], stored_source).optional()?;
        row.map(|row| self.source_of(row)).transpose()
    }

    /// Where a source lists its stories (for WordPress the root of its REST interface), or empty.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn listing_address(&self, source: &str) -> Result<String, Error> {
        let mut statement =
            self.connection.prepare_cached("SELECT listing FROM source WHERE id = ?1")?;
        Ok(statement.query_row([source], |row| row.get(0)).optional()?.unwrap_or_default())
    }

    fn source_of(&self, row: StoredSource) -> Result<Source, Error> {
        let sections = self.sections(&row.id)?;
        Ok(Source {
            direction: parsed(quoted(&row.direction), "the direction of a source")?,
            following: parsed(quoted(&row.following), "the state of a source")?,
            added: row.added.as_deref().and_then(|added| added.parse().ok()),
            id: row.id,
            name: row.name,
            url: row.url,
            language: row.language,
            zone: row.zone,
            sections,
        })
    }
}

impl Writer {
    /// Adds a source, or brings back and refreshes one that was there.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn add_source(&mut self, new: &NewSource<'_>) -> Result<(), Error> {
        let found = new.found;
        let transaction = self.connection().transaction()?;
        transaction.execute(
            "INSERT INTO source (id, name, url, language, direction, zone, listing, added)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (id) DO UPDATE SET name = ?2, url = ?3, language = ?4, direction = ?5, zone = ?6, listing = ?7",
            params![
                found.id,
                found.name,
                found.url,
                found.language,
                unquoted(&found.direction),
                found.zone,
                found.listing,
                new.added.to_string()
            ],
        )?;
        for (section, position) in found.sections.iter().zip(0_u32..) {
            transaction.execute(
                "INSERT INTO section (source, key, position, slug, path, url, count, followed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT (source, key) DO UPDATE SET
                    position = ?3, slug = ?4, path = ?5, url = ?6, count = ?7, followed = ?8",
                params![
                    found.id,
                    section.key,
                    position,
                    section.slug,
                    join_path(&section.path),
                    section.url,
                    section.count,
                    section.followed
                ],
            )?;
        }
        transaction.commit()?;
        self.set_following(&found.id, Following::Followed)
    }

    /// Follows, keeps or trashes a source. Trashing hides its stories; nothing is deleted.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn set_following(&mut self, source: &str, following: Following) -> Result<(), Error> {
        let transaction = self.connection().transaction()?;
        let was_trashed: Option<bool> = transaction
            .query_row("SELECT following = 'trashed' FROM source WHERE id = ?1", [source], |row| {
                row.get(0)
            })
            .optional()?;
        transaction.execute(
            "UPDATE source SET following = ?2 WHERE id = ?1",
            params![source, following.as_str()],
        )?;
        if was_trashed != Some(following == Following::Trashed) {
            // The search index follows changes: it forgets the stories, or learns them again. Each story has a
            // change of its own, so that the index can stop between any two.
            let change = next_change(&transaction)?;
            transaction.execute(
                "UPDATE story SET change = ?2 + row WHERE source = ?1",
                params![source, change],
            )?;
            transaction.execute(
                "UPDATE counter SET value = value + (SELECT coalesce(max(row), 0) FROM story) WHERE name = 'change'",
                [],
            )?;
        }
        transaction.commit()?;
        Ok(())
    }
}

struct StoredSource {
    id: String,
    name: String,
    url: String,
    language: String,
    direction: String,
    zone: String,
    following: String,
    added: Option<String>,
}

fn stored_source(row: &Row<'_>) -> Result<StoredSource, rusqlite::Error> {
    Ok(StoredSource {
        id: row.get(0)?,
        name: row.get(1)?,
        url: row.get(2)?,
        language: row.get(3)?,
        direction: row.get(4)?,
        zone: row.get(5)?,
        following: row.get(6)?,
        added: row.get(7)?,
    })
}

/// Reads a value of `model` from its bare name on the wire.
pub(crate) fn quoted<T: serde::de::DeserializeOwned>(name: &str) -> Result<T, serde_json::Error> {
    serde_json::from_value(serde_json::Value::String(name.to_owned()))
}

/// The bare name on the wire of a value of `model`.
pub(crate) fn unquoted(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
