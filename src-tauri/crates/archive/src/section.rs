use model::Section;
use rusqlite::params;

use crate::{Archive, Error, Writer};

/// Stands between the names of a section's path.
const PATH_SEPARATOR: &str = " > ";

impl Archive {
    /// The sections of a source in the paper's own order.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn sections(&self, source: &str) -> Result<Vec<Section>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT key, slug, path, url, count, followed FROM section WHERE source = ?1 ORDER BY position",
        )?;
        let rows = statement.query_map([source], |row| {
            Ok(Section {
                key: row.get(0)?,
                slug: row.get(1)?,
                path: split_path(&row.get::<_, String>(2)?),
                url: row.get(3)?,
                count: row.get(4)?,
                followed: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writer {
    /// Adds sections behind those that a source has; one whose key is known stays as it is.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn add_sections(&mut self, source: &str, sections: &[Section]) -> Result<(), Error> {
        let transaction = self.connection().transaction()?;
        for section in sections {
            transaction.execute(
                "INSERT OR IGNORE INTO section (source, key, position, slug, path, url, count, followed)
                 SELECT ?1, ?2, coalesce(max(position) + 1, 0), ?3, ?4, ?5, ?6, ?7 FROM section WHERE source = ?1",
                params![
                    source,
                    section.key,
                    section.slug,
                    join_path(&section.path),
                    section.url,
                    section.count,
                    section.followed
                ],
            )?;
        }
        transaction.commit()?;
        Ok(())
    }
}

/// A path as it is stored and shown: `Opinion > Editorial`.
pub(crate) fn join_path(path: &[String]) -> String {
    path.join(PATH_SEPARATOR)
}

fn split_path(joined: &str) -> Vec<String> {
    joined.split(PATH_SEPARATOR).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
