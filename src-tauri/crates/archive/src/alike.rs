//! The same photograph again, in another size or crop: a look-up by the words of likenesses.
//!
//! The words lie in a database of their own, `cache/likeness.db`, which follows `photo_facts` and may be deleted.

use std::collections::HashMap;

use darkroom::Likeness;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Archive, Error, schema};

/// A word of more photos than this says nothing of any.
const COMMON: u32 = 256;

/// Photos that are compared: those that share most, and rarest, words.
const COMPARED: usize = 64;

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS word (word INTEGER, photo INTEGER, PRIMARY KEY (word, photo)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS last (id INTEGER NOT NULL, photo TEXT NOT NULL);";

/// A use of a photo in a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoUse {
    /// BLAKE3 of the photo.
    pub photo: String,
    /// Id of the story.
    pub story: String,
}

impl Archive {
    /// Photos that are the same as this one in another size, or of which one is a part of the other.
    ///
    /// Those that were never read are not found. With 100,000 photos it takes some milliseconds, the first time as long
    /// as it takes to note the words of all.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn alike(&self, hash: &str, likeness: &Likeness) -> Result<Vec<String>, Error> {
        if !self.has(schema::FACTS)? {
            return Ok(Vec::new());
        }
        let words = self.words()?;
        let mut alike = Vec::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT photo, likeness FROM photo_facts WHERE id = ?1 AND photo <> ?2",
        )?;
        for id in candidates(&words, likeness)? {
            let found =
                statement.query_row(params![id, hash], |row| Ok((row.get(0)?, row.get(1)?)));
            let found: Option<(String, Option<Vec<u8>>)> = found.optional()?;
            let Some((photo, Some(bytes))) = found else { continue };
            if Likeness::from_bytes(&bytes).is_some_and(|other| likeness.is_of_same(&other)) {
                alike.push(photo);
            }
        }
        Ok(alike)
    }

    /// The stories that print one of these photos, newest first, each with the photo it prints.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn uses(&self, photos: &[String]) -> Result<Vec<PhotoUse>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT i.photo, s.id FROM picture i JOIN story_picture x ON x.url = i.url
             JOIN story s ON s.row = x.story JOIN source o ON o.id = s.source
             WHERE i.photo IN (SELECT value FROM json_each(?1)) AND o.following <> 'trashed'
             GROUP BY i.photo, s.row ORDER BY s.day DESC, s.row DESC",
        )?;
        let photos = serde_json::Value::from(photos).to_string();
        let uses = statement
            .query_map([photos], |row| Ok(PhotoUse { photo: row.get(0)?, story: row.get(1)? }))?;
        Ok(uses.collect::<Result<_, _>>()?)
    }

    /// The words of all photos that were read. Where the cache cannot be written they are held in memory.
    fn words(&self) -> Result<Connection, Error> {
        let path = self.folder.likenesses();
        let kept = || -> Result<Connection, Error> {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
            }
            let mut words = Connection::open(&path)?;
            words.busy_timeout(std::time::Duration::from_secs(10))?;
            words.pragma_update(None, "journal_mode", "WAL")?;
            words.pragma_update(None, "synchronous", "NORMAL")?;
            self.note(&mut words)?;
            Ok(words)
        };
        kept().or_else(|_| {
            // It is a cache: one that is damaged is made anew, and whoever cannot write it does without.
            drop(std::fs::remove_file(&path));
            kept().or_else(|_| {
                let mut words = Connection::open_in_memory()?;
                self.note(&mut words)?;
                Ok(words)
            })
        })
    }

    /// Notes the words of the photos that came since the last time.
    fn note(&self, words: &mut Connection) -> Result<(), Error> {
        words.execute_batch(TABLES)?;
        let last: Option<(i64, String)> = words
            .query_row("SELECT id, photo FROM last", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let newest: i64 = self.connection.query_row(
            "SELECT coalesce(max(id), 0) FROM photo_facts",
            [],
            |row| row.get(0),
        )?;
        let mut noted = 0;
        if let Some((id, photo)) = last {
            let is_there = "SELECT 1 FROM photo_facts WHERE id = ?1 AND photo = ?2";
            if self.connection.prepare_cached(is_there)?.exists(params![id, photo])? {
                noted = id;
            }
        }
        if noted == newest && noted > 0 {
            return Ok(());
        }
        let transaction = words.transaction()?;
        if noted == 0 {
            transaction.execute_batch("DELETE FROM word")?;
        }
        self.note_since(noted, &transaction)?;
        transaction.commit()?;
        Ok(())
    }

    fn note_since(&self, noted: i64, words: &Connection) -> Result<(), Error> {
        let mut insert =
            words.prepare("INSERT OR IGNORE INTO word (word, photo) VALUES (?1, ?2)")?;
        let mut facts = self
            .connection
            .prepare("SELECT id, photo, likeness FROM photo_facts WHERE id > ?1 ORDER BY id")?;
        let mut rows = facts.query([noted])?;
        let mut last = None;
        while let Some(row) = rows.next()? {
            let (id, bytes): (i64, Option<Vec<u8>>) = (row.get(0)?, row.get(2)?);
            let likeness = bytes.and_then(|bytes| Likeness::from_bytes(&bytes));
            for word in likeness.map(|likeness| likeness.words()).unwrap_or_default() {
                insert.execute(params![word, id])?;
            }
            last = Some((id, row.get::<_, String>(1)?));
        }
        if let Some((id, photo)) = last {
            words.execute("DELETE FROM last", [])?;
            words.execute("INSERT INTO last VALUES (?1, ?2)", params![id, photo])?;
        }
        Ok(())
    }
}

/// Photos that share words with a likeness, those that share most first.
fn candidates(words: &Connection, likeness: &Likeness) -> Result<Vec<i64>, Error> {
    let mut statement = words.prepare("SELECT photo FROM word WHERE word = ?1 LIMIT ?2")?;
    let mut shared: HashMap<i64, u32> = HashMap::new();
    for word in likeness.words() {
        let photos = statement.query_map(params![word, COMMON + 1], |row| row.get(0))?;
        let photos = photos.collect::<Result<Vec<i64>, _>>()?;
        // A word that few have says more than one that many have.
        let weight = match u32::try_from(photos.len()).unwrap_or(u32::MAX) {
            0..=8 => 8,
            9..=64 => 4,
            65..=COMMON => 1,
            _ => continue,
        };
        for photo in photos {
            *shared.entry(photo).or_default() += weight;
        }
    }
    let mut photos: Vec<(u32, i64)> =
        shared.into_iter().map(|(photo, weight)| (weight, photo)).collect();
    photos.sort_unstable_by(|one, other| other.cmp(one));
    Ok(photos.into_iter().take(COMPARED).map(|(_, photo)| photo).collect())
}
