use std::collections::HashSet;
use std::fs;

use rusqlite::Row;
use serde::Serialize;

use crate::archive::count;
use crate::dictionary::decompress;
use crate::seal::word;
use crate::{Archive, Error, hash, schema, seal};

/// How many things were checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Rows of content.
    pub rows: u64,
    /// Captures.
    pub captures: u64,
    /// Photos.
    pub photos: u64,
    /// Stories in the search index.
    pub index: u64,
}

/// Something that is not what was stored.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Damage {
    /// `database`, `source`, `ledger`, `story`, `capture`, `edition`, `photo` or `index`.
    pub what: &'static str,
    /// Its id, number or hash, or empty.
    pub id: String,
    /// Its address, or empty.
    pub url: String,
    /// What was found: one sentence.
    pub detail: String,
    /// What can be done: one sentence.
    pub repair: String,
}

/// What checking an archive came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// What was checked.
    pub checked: Checked,
    /// What is damaged.
    pub damaged: Vec<Damage>,
}

impl Verification {
    /// A table whose pages are torn is damage like any other.
    fn note_torn(&mut self, table: &str, read: Result<(), Error>) -> Result<(), Error> {
        match read {
            Err(Error::Damaged { .. }) => self.damaged.push(torn(table)),
            other => return other,
        }
        Ok(())
    }
}

impl Archive {
    /// Checks every row against its seal and that every photo has its file; `deep` also every page of the database
    /// and every download, edition and photo against its hash.
    ///
    /// Takes the time of reading the database once, `deep` of reading the whole archive.
    ///
    /// # Errors
    /// If the database cannot be read at all.
    pub fn verify(&self, deep: bool) -> Result<Verification, Error> {
        let mut verification = Verification::default();
        self.verify_database(deep, &mut verification)?;
        let is_sealed = self.has(schema::SEALS)?;
        if is_sealed {
            self.verify_seals(&mut verification)?;
        } else {
            self.verify_revisions(&mut verification)?;
        }
        if deep || !is_sealed {
            let read = self.verify_captures(&mut verification);
            verification.note_torn("capture", read)?;
            let read = self.verify_editions(&mut verification);
            verification.note_torn("edition", read)?;
        }
        let read = self.verify_photos(deep, &mut verification);
        verification.note_torn("photo", read)?;
        // A download whose row is damaged cannot be unpacked either: that is told once.
        let mut told = HashSet::new();
        verification.damaged.retain(|damage| told.insert(damage.clone()));
        Ok(verification)
    }

    /// Names the row of a table that bears a seal, as damage.
    pub(crate) fn named(&self, table: &str, seal: i64) -> Result<Damage, Error> {
        let named = Named::of(table);
        let sql = format!("SELECT {}, {} FROM {table} t WHERE t.seal = ?1", named.id, named.url);
        let (id, url) = self
            .connection
            .query_row(&sql, [seal], |row| Ok((word(row.get_ref(0)?), word(row.get_ref(1)?))))?;
        Ok(named.damage(id, url))
    }

    fn verify_seals(&self, verification: &mut Verification) -> Result<(), Error> {
        for sealed in seal::tables(&self.connection)? {
            let named = Named::of(&sealed.table);
            let broken = sealed.count(&self.connection).and_then(|count| {
                match sealed.table.as_str() {
                    "capture" => verification.checked.captures = count,
                    _ => verification.checked.rows += count,
                }
                sealed.broken(&self.connection, (named.id, named.url))
            });
            // A table whose pages are torn is told by the check of the database.
            let Ok(broken) = broken else {
                verification.damaged.push(torn(&sealed.table));
                continue;
            };
            verification.damaged.extend(broken.into_iter().map(|(id, url)| named.damage(id, url)));
        }
        Ok(())
    }

    fn verify_database(&self, deep: bool, verification: &mut Verification) -> Result<(), Error> {
        let check = if deep { "PRAGMA integrity_check(20)" } else { "PRAGMA quick_check(20)" };
        let mut statement = self.connection.prepare(check)?;
        let said = statement.query_map([], |row| row.get::<_, String>(0))?;
        // A database that cannot even be checked is the worst of damages.
        let said: Vec<String> =
            said.map(|said| said.unwrap_or_else(|error| error.to_string())).collect();
        for detail in said.into_iter().filter(|said| said != "ok") {
            verification.damaged.push(Damage {
                what: "database",
                id: String::new(),
                url: String::new(),
                detail,
                repair: ROW_REPAIR.to_owned(),
            });
        }
        Ok(())
    }

    fn verify_revisions(&self, verification: &mut Verification) -> Result<(), Error> {
        let earlier = if self.has(schema::READINGS)? {
            "UNION ALL SELECT reading, hash, story, revision FROM earlier_reading"
        } else {
            ""
        };
        let mut statement = self.connection.prepare(&format!(
            "SELECT r.reading, r.hash, s.id, s.url, r.number
             FROM (SELECT reading, hash, story, number FROM revision {earlier}) r LEFT JOIN story s ON s.row = r.story",
        ))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            verification.checked.rows += 1;
            let reading = row.get_ref(0)?.as_bytes().unwrap_or_default();
            if !hash::is_of(reading, &text(row, 1)) {
                let number: u32 = row.get(4)?;
                verification.damaged.push(Damage {
                    what: "story",
                    id: text(row, 2),
                    url: text(row, 3),
                    detail: format!("Version {number} is not what was stored."),
                    repair: STORY_REPAIR.to_owned(),
                });
            }
        }
        Ok(())
    }

    fn verify_captures(&self, verification: &mut Verification) -> Result<(), Error> {
        let dictionary = if self.has(schema::DICTIONARIES)? { "dictionary" } else { "NULL" };
        let mut statement = self.connection.prepare(&format!(
            "SELECT body, hash, id, url, length, {dictionary} AS dictionary FROM capture
             WHERE octet_length(body) > 0 ORDER BY dictionary"
        ))?;
        let mut rows = statement.query([])?;
        // One that was dropped has no body, and is no damage.
        verification.checked.captures = count(&self.connection, "SELECT count(*) FROM capture")?;
        while let Some(row) = rows.next()? {
            let body = row.get_ref(0)?.as_bytes().unwrap_or_default();
            let whole = self.decompress(body, row.get(5)?, (row.get(4)?, &text(row, 1)));
            if whole.is_err() {
                let id: i64 = row.get(2)?;
                verification.damaged.push(Damage {
                    what: "capture",
                    id: id.to_string(),
                    url: text(row, 3),
                    detail: "The raw download is not what was stored.".to_owned(),
                    repair: CAPTURE_REPAIR.to_owned(),
                });
            }
        }
        Ok(())
    }

    fn verify_editions(&self, verification: &mut Verification) -> Result<(), Error> {
        if !self.has(schema::EDITIONS)? {
            return Ok(());
        }
        let mut statement = self
            .connection
            .prepare("SELECT pages, length, hash, subject, day, number FROM edition")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let pages = row.get_ref(0)?.as_bytes().unwrap_or_default();
            if decompress(pages, row.get(1)?, &text(row, 2)).is_err() {
                let number: u32 = row.get(5)?;
                verification.damaged.push(Damage {
                    what: "edition",
                    id: format!("{} {} {number}", text(row, 3), text(row, 4)),
                    url: String::new(),
                    detail: "The pages of a kept edition are not what was stored.".to_owned(),
                    repair: EDITION_REPAIR.to_owned(),
                });
            }
        }
        Ok(())
    }

    fn verify_photos(&self, deep: bool, verification: &mut Verification) -> Result<(), Error> {
        let mut statement = self.connection.prepare(
            "SELECT p.hash, p.format, coalesce((SELECT url FROM picture i WHERE i.photo = p.hash), ''), p.length
             FROM photo p",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            verification.checked.photos += 1;
            let (hash, format) = (text(row, 0), text(row, 1));
            let path = self.folder.photo(&hash, &format);
            let is_whole = if deep {
                fs::read(&path).map(|bytes| hash::is_of(&bytes, &hash))
            } else {
                let length: i64 = row.get(3)?;
                fs::metadata(&path).map(|file| file.len() == length.cast_unsigned())
            };
            let detail = match is_whole {
                Ok(true) => continue,
                Ok(false) => "Its bytes are not what was stored.",
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    "Its file is missing."
                }
                Err(_) => "Its file cannot be read.",
            };
            verification.damaged.push(Damage {
                what: "photo",
                url: text(row, 2),
                id: hash,
                detail: detail.to_owned(),
                repair: PHOTO_REPAIR.to_owned(),
            });
        }
        Ok(())
    }
}

const STORY_REPAIR: &str = "broadsheet verify --repair looks for it in its capture and in backups; otherwise fetch its day again.";
const CAPTURE_REPAIR: &str = "The stories read from it are whole; broadsheet verify --repair looks for it in backups and at the newspaper.";
const EDITION_REPAIR: &str = "Its stories are whole; make it up again for a later edition, or look for it in backups with broadsheet verify --repair.";
const PHOTO_REPAIR: &str =
    "broadsheet verify --repair looks for it in backups and at the newspaper.";
const FACTS_DETAIL: &str = "The record of what was read from it is not what was stored.";
const ROW_REPAIR: &str =
    "broadsheet verify --repair looks for it in backups; until then the archive can still be read.";

/// Id and address of the story of a row `t`, in SQL.
const STORY: (&str, &str) = (
    "(SELECT s.id FROM story s WHERE s.row = t.story)",
    "(SELECT s.url FROM story s WHERE s.row = t.story)",
);

/// Subject, day and number of the edition of a row `t`, in SQL.
const EDITION: &str = "(SELECT e.subject || ' ' || e.day || ' ' || e.number FROM edition e
    WHERE e.id = t.edition)";

/// How the rows of a table are named where they are damaged; ids and addresses in SQL, of a row `t`.
struct Named {
    what: &'static str,
    id: &'static str,
    url: &'static str,
    detail: &'static str,
    repair: &'static str,
}

impl Named {
    fn of(table: &str) -> Self {
        let (what, (id, url), detail, repair) = match table {
            "story" => {
                ("story", ("t.id", "t.url"), "Its record is not what was stored.", STORY_REPAIR)
            }
            "revision" | "earlier_reading" => {
                ("story", STORY, "A version of it is not what was stored.", STORY_REPAIR)
            }
            "address" => {
                ("story", (STORY.0, "t.url"), "Its address is not what was stored.", ROW_REPAIR)
            }
            "story_section" => {
                ("story", STORY, "Its section is not what was stored.", STORY_REPAIR)
            }
            "story_picture" => {
                ("story", STORY, "What pictures it has is not what was stored.", STORY_REPAIR)
            }
            "capture" => (
                "capture",
                ("t.id", "t.url"),
                "The raw download is not what was stored.",
                CAPTURE_REPAIR,
            ),
            "dictionary" => (
                "capture",
                ("'dictionary ' || t.id", "''"),
                "What the downloads of its newspaper are compressed with is not what was stored.",
                ROW_REPAIR,
            ),
            "photo" => (
                "photo",
                ("t.hash", "(SELECT i.url FROM picture i WHERE i.photo = t.hash)"),
                "Its record is not what was stored.",
                ROW_REPAIR,
            ),
            "photo_facts" => ("photo", ("t.photo", "''"), FACTS_DETAIL, ROW_REPAIR),
            "picture" => (
                "photo",
                ("t.photo", "t.url"),
                "Where it comes from is not what was stored.",
                ROW_REPAIR,
            ),
            "edition" => (
                "edition",
                ("t.subject || ' ' || t.day || ' ' || t.number", "''"),
                "The pages of a kept edition are not what was stored.",
                EDITION_REPAIR,
            ),
            "edition_story" => (
                "edition",
                (EDITION, "''"),
                "What a kept edition printed where is not what was stored.",
                EDITION_REPAIR,
            ),
            "source" => {
                ("source", ("t.id", "t.url"), "Its record is not what was stored.", ROW_REPAIR)
            }
            "section" => (
                "source",
                ("t.source", "t.url"),
                "A section of it is not what was stored.",
                ROW_REPAIR,
            ),
            "listing" | "listed" => (
                "ledger",
                ("t.source || ' ' || t.day", "t.url"),
                "What the paper listed is not what was stored.",
                "Fetch the day again: the ledger is written anew.",
            ),
            _ => (
                "database",
                ("''", "''"),
                "A row of the archive's own notes is not what was stored.",
                ROW_REPAIR,
            ),
        };
        Self { what, id, url, detail, repair }
    }

    fn damage(&self, id: String, url: String) -> Damage {
        let (detail, repair) = (self.detail.to_owned(), self.repair.to_owned());
        Damage { what: self.what, id, url, detail, repair }
    }
}

/// A table that cannot be read to its end.
fn torn(table: &str) -> Damage {
    Damage {
        what: "database",
        id: table.to_owned(),
        url: String::new(),
        detail: format!("The rows of {table} cannot all be read."),
        repair: ROW_REPAIR.to_owned(),
    }
}

fn text(row: &Row<'_>, column: usize) -> String {
    row.get(column).unwrap_or_default()
}
