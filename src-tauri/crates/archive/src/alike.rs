//! The same photograph again, in another size or crop: a look-up by the words of likenesses.
//!
//! The words lie in a database of their own, `cache/likeness.db`, which follows `photo_facts` and may be deleted.

use std::collections::BTreeMap;

use darkroom::{Likeness, Lying, Word};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::{Archive, Error, schema};

/// A word of more photos than this says nothing of any.
const COMMON: usize = 1024;

/// Photos of which it is looked how their words lie: those that share most, and rarest, words.
const LAID: usize = 4096;

/// Shared words of one photo of which it is looked how they lie: two small marks on a drawing may share thousands.
const LYING: usize = 256;

/// Photos that are compared: those of which most words lie alike.
const COMPARED: usize = 128;

/// The version of the tables; those of another are made anew.
const VERSION: u32 = 2;

/// A row of `word` tells of some photos, the first of which is `first`: seven bytes each, its id in `photo_facts` and
/// the place of the word.
const TABLES: &str = "
    DROP TABLE IF EXISTS word;
    DROP TABLE IF EXISTS last;
    CREATE TABLE word (word INTEGER, first INTEGER, photos BLOB NOT NULL, PRIMARY KEY (word, first)) WITHOUT ROWID;
    CREATE TABLE last (id INTEGER NOT NULL, photo TEXT NOT NULL);";

/// Bytes of `word.photos` that tell of one photo.
const TOLD: usize = 7;

/// Photos whose words are gathered before they are written.
const GATHERED: usize = 10_000;

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
    /// Those that were never read are not found. With 100,000 photos it takes some milliseconds (`examples/alike.rs`),
    /// the first time as long as it takes to note the words of all.
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
        let anew = |error| match error {
            // It is a cache: one that is damaged is made anew.
            Error::Damaged { .. } => {
                drop(std::fs::remove_file(&path));
                kept()
            }
            other => Err(other),
        };
        kept().or_else(anew).or_else(|_| {
            let mut words = Connection::open_in_memory()?;
            self.note(&mut words)?;
            Ok(words)
        })
    }

    /// Notes the words of the photos that came since the last time.
    fn note(&self, words: &mut Connection) -> Result<(), Error> {
        if self.noted(words)?.is_some_and(|noted| noted.is_all) {
            return Ok(());
        }
        // Another program may be noting the same ones.
        let transaction = words.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let last = match self.noted(&transaction)? {
            Some(noted) => noted.last,
            None => {
                transaction.execute_batch(TABLES)?;
                transaction.pragma_update(None, "user_version", VERSION)?;
                0
            }
        };
        self.note_since(last, &transaction)?;
        Ok(transaction.commit()?)
    }

    /// How far words are noted; none where they are not, or those of another archive.
    fn noted(&self, words: &Connection) -> Result<Option<Noted>, Error> {
        let version: u32 = words.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version != VERSION {
            return Ok(None);
        }
        let newest: i64 = self.connection.query_row(
            "SELECT coalesce(max(id), 0) FROM photo_facts",
            [],
            |row| row.get(0),
        )?;
        let last: Option<(i64, String)> = words
            .query_row("SELECT id, photo FROM last", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((last, photo)) = last else { return Ok(None) };
        let is_there = "SELECT 1 FROM photo_facts WHERE id = ?1 AND photo = ?2";
        let is_there = self.connection.prepare_cached(is_there)?.exists(params![last, photo])?;
        Ok(is_there.then_some(Noted { last, is_all: last == newest }))
    }

    fn note_since(&self, noted: i64, words: &Connection) -> Result<(), Error> {
        let mut facts = self
            .connection
            .prepare("SELECT id, photo, likeness FROM photo_facts WHERE id > ?1 ORDER BY id")?;
        let mut rows = facts.query([noted])?;
        let (mut gathered, mut last) = (Gathered::default(), None);
        while let Some(row) = rows.next()? {
            let (id, bytes): (u32, Option<Vec<u8>>) = (row.get(0)?, row.get(2)?);
            let likeness = bytes.and_then(|bytes| Likeness::from_bytes(&bytes));
            gathered.add(id, likeness.map(|likeness| likeness.words()).unwrap_or_default());
            if gathered.photos == GATHERED {
                gathered.write(words)?;
            }
            last = Some((id, row.get::<_, String>(1)?));
        }
        gathered.write(words)?;
        if let Some((id, photo)) = last {
            words.execute("DELETE FROM last", [])?;
            words.execute("INSERT INTO last VALUES (?1, ?2)", params![id, photo])?;
        }
        Ok(())
    }
}

/// How far words are noted.
struct Noted {
    last: i64,
    is_all: bool,
}

/// Words with the photos that have them, to be written together.
#[derive(Default)]
struct Gathered {
    first: u32,
    photos: usize,
    words: BTreeMap<u32, Vec<u8>>,
}

impl Gathered {
    fn add(&mut self, photo: u32, words: Vec<Word>) {
        if self.photos == 0 {
            self.first = photo;
        }
        self.photos += 1;
        for Word { word, place } in words {
            let told = self.words.entry(word).or_default();
            told.extend(photo.to_le_bytes());
            told.extend(place);
        }
    }

    fn write(&mut self, to: &Connection) -> Result<(), Error> {
        let mut insert = to.prepare_cached("INSERT INTO word VALUES (?1, ?2, ?3)")?;
        for (word, photos) in std::mem::take(&mut self.words) {
            insert.execute(params![word, self.first, photos])?;
        }
        self.photos = 0;
        Ok(())
    }
}

/// A word that a photo shares.
#[derive(Clone, Copy)]
struct Shared {
    photo: u32,
    /// The place of the mark that says it.
    mark: [u8; 3],
    /// A word that few have says more than one that many have.
    weight: u32,
    /// How the photo lies as this word has it.
    lying: Lying,
}

/// Photos that share words with a likeness, those first of which most words lie alike.
fn candidates(words: &Connection, likeness: &Likeness) -> Result<Vec<u32>, Error> {
    let mut shared = shared(words, likeness)?;
    shared.sort_by_key(|shared| shared.photo);
    let weight = |shared: &[Shared]| shared.iter().map(|shared| shared.weight).sum::<u32>();
    let by_photo = shared.chunk_by(|one, other| one.photo == other.photo);
    let mut photos: Vec<(u32, &[Shared])> = by_photo.map(|it| (weight(it), it)).collect();
    photos.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    photos.truncate(LAID);
    for (weight, shared) in &mut photos {
        *weight = lying_alike(shared);
    }
    photos.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let photos = photos.into_iter().filter_map(|(_, shared)| Some(shared.first()?.photo));
    Ok(photos.take(COMPARED).collect())
}

/// The weight of the marks that agree how a photo lies, where most do; a mark counts by its rarest word.
fn lying_alike(shared: &[Shared]) -> u32 {
    let shared = &shared[..shared.len().min(LYING)];
    let near = |one: &Shared| {
        let near = shared.iter().filter(|other| one.lying.is_near(&other.lying));
        let mut marks: BTreeMap<[u8; 3], u32> = BTreeMap::new();
        for Shared { mark, weight, .. } in near {
            let most = marks.entry(*mark).or_default();
            *most = (*most).max(*weight);
        }
        marks.into_values().sum()
    };
    shared.iter().map(near).max().unwrap_or_default()
}

fn shared(words: &Connection, likeness: &Likeness) -> Result<Vec<Shared>, Error> {
    let mut statement = words.prepare("SELECT photos FROM word WHERE word = ?1")?;
    let mut shared = Vec::new();
    for own in likeness.words() {
        let mut told: Vec<u8> = Vec::new();
        let mut rows = statement.query([own.word])?;
        while let Some(row) = rows.next()?
            && told.len() <= COMMON * TOLD
        {
            told.extend_from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
        }
        let (photos, _) = told.as_chunks::<TOLD>();
        let weight = match photos.len() {
            0..=8 => 5,
            9..=64 => 4,
            65..=256 => 3,
            257..=COMMON => 2,
            _ => continue,
        };
        shared.extend(photos.iter().map(|&[a, b, c, d, x, y, size]| Shared {
            photo: u32::from_le_bytes([a, b, c, d]),
            mark: own.place,
            weight,
            lying: own.lies([x, y, size]),
        }));
    }
    Ok(shared)
}
