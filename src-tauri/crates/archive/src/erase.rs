use std::fs;

use rusqlite::Connection;

use crate::folder::Folder;
use crate::{Error, Writer};

/// Every row that belongs to a source, in an order that no reference forbids.
const ROWS: &str = "
    DELETE FROM edition WHERE id IN (
        SELECT e.edition FROM edition_story e JOIN story s ON s.row = e.story WHERE s.source = ?1
    );
    DELETE FROM front WHERE story IN (SELECT row FROM story WHERE source = ?1);
    DELETE FROM story_picture WHERE story IN (SELECT row FROM story WHERE source = ?1);
    DELETE FROM story_section WHERE source = ?1;
    DELETE FROM address WHERE story IN (SELECT row FROM story WHERE source = ?1);
    DELETE FROM earlier_reading WHERE story IN (SELECT row FROM story WHERE source = ?1);
    DELETE FROM revision WHERE story IN (SELECT row FROM story WHERE source = ?1);
    DELETE FROM story WHERE source = ?1;
    DELETE FROM picture WHERE source = ?1 AND url NOT IN (SELECT url FROM story_picture);
    UPDATE picture SET source = (
        SELECT s.source FROM story s JOIN story_picture p ON p.story = s.row WHERE p.url = picture.url
    ) WHERE source = ?1;
    DELETE FROM capture WHERE source = ?1;
    DELETE FROM dictionary WHERE source = ?1;
    DELETE FROM listing WHERE source = ?1;
    DELETE FROM listed WHERE source = ?1;
    DELETE FROM run WHERE source = ?1;
    DELETE FROM section WHERE source = ?1;
    DELETE FROM setting WHERE substr(name, 1, length(?1) + 8) = 'wishes ' || ?1 || ' ';
    DELETE FROM source WHERE id = ?1";

impl Writer {
    /// Erases a source with all that is held of it: rows, files of photos, thumbnails. This cannot be undone.
    ///
    /// It is for what the reader can have again at any time; what a newspaper printed is trashed instead (see
    /// [`Writer::set_following`]). Trash it first, so that the search index forgets its stories. Files go before rows:
    /// the rows are what names them, so that a crash in between leaves nothing that the next attempt does not find.
    ///
    /// # Errors
    /// If the database or a file cannot be written; the rows stay then, and it can be tried again.
    pub fn erase_source(&mut self, source: &str) -> Result<(), Error> {
        // What is erased is overwritten, and leaves the log too.
        self.connection().pragma_update(None, "secure_delete", true)?;
        let folder = self.folder.clone();
        let transaction = self.connection().transaction()?;
        let photos = photos(&transaction, source)?;
        for statement in ROWS.split(';') {
            transaction.execute(statement, [source])?;
        }
        for (hash, extension) in photos {
            if !is_used(&transaction, &hash)? {
                transaction.execute("DELETE FROM photo_facts WHERE photo = ?1", [&hash])?;
                transaction.execute("DELETE FROM photo WHERE hash = ?1", [&hash])?;
                remove_photo_files(&folder, &hash, &extension)?;
            }
        }
        transaction.commit()?;
        let is_much = self.counted("freelist_count")? * 2 > self.counted("page_count")?;
        self.give_back_room(is_much)
    }

    /// Shrinks a database if it would be much smaller, and empties its log. Another keeps its room for what comes.
    pub(crate) fn give_back_room(&mut self, is_much: bool) -> Result<(), Error> {
        if is_much {
            self.connection().execute_batch("VACUUM")?;
        }
        Ok(self.connection().pragma_update(None, "wal_checkpoint", "TRUNCATE")?)
    }

    /// A number that SQLite knows of the database, such as `page_count`.
    pub(crate) fn counted(&self, name: &str) -> Result<u64, Error> {
        let number: i64 = self.connection.pragma_query_value(None, name, |row| row.get(0))?;
        Ok(number.cast_unsigned())
    }
}

fn remove_photo_files(folder: &Folder, hash: &str, extension: &str) -> Result<(), Error> {
    let path = folder.photo(hash, extension);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Error::io(&path)(error));
        }
        _ => {}
    }
    // A shelf on which another photo stands stays.
    drop(path.parent().map(fs::remove_dir));
    folder.thumbnails().forget(hash);
    Ok(())
}

/// Hash and file ending of each photo of a source.
fn photos(connection: &Connection, source: &str) -> Result<Vec<(String, String)>, Error> {
    let mut statement = connection.prepare(
        "SELECT DISTINCT hash, format FROM photo JOIN picture ON photo = hash WHERE source = ?1",
    )?;
    let photos = statement.query_map([source], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(photos.collect::<Result<_, _>>()?)
}

/// A picture is this photo still.
fn is_used(connection: &Connection, hash: &str) -> Result<bool, Error> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM picture WHERE photo = ?1")?;
    Ok(statement.exists([hash])?)
}
