use std::fs;

use rusqlite::Row;
use serde::Serialize;

use crate::capture::decompress;
use crate::{Archive, Error};

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Damage {
    /// `database`, `story`, `capture`, `edition`, `photo` or `index`.
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

impl Archive {
    /// Checks every stored row, capture and photo against its hash; `deep` also every page of the database.
    ///
    /// Takes the time of reading the whole archive once.
    ///
    /// # Errors
    /// If the database cannot be read at all.
    pub fn verify(&self, deep: bool) -> Result<Verification, Error> {
        let mut verification = Verification::default();
        self.verify_database(deep, &mut verification)?;
        self.verify_revisions(&mut verification)?;
        self.verify_captures(&mut verification)?;
        self.verify_editions(&mut verification)?;
        self.verify_photos(&mut verification)?;
        Ok(verification)
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
                repair: "Put back a backup; until then the archive can still be read.".to_owned(),
            });
        }
        Ok(())
    }

    fn verify_revisions(&self, verification: &mut Verification) -> Result<(), Error> {
        let mut statement = self.connection.prepare(
            "SELECT r.reading, r.hash, s.id, s.url, r.number FROM revision r LEFT JOIN story s ON s.row = r.story",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            verification.checked.rows += 1;
            let reading = row.get_ref(0)?.as_bytes().unwrap_or_default();
            if !is_hash_of(row, 1, reading)? {
                let number: u32 = row.get(4)?;
                verification.damaged.push(Damage {
                    what: "story",
                    id: text(row, 2),
                    url: text(row, 3),
                    detail: format!("Version {number} is not what was stored."),
                    repair: "Fetch its day again: the paper's own version is stored as a new one."
                        .to_owned(),
                });
            }
        }
        Ok(())
    }

    fn verify_captures(&self, verification: &mut Verification) -> Result<(), Error> {
        let mut statement =
            self.connection.prepare("SELECT body, hash, id, url, length FROM capture")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            verification.checked.captures += 1;
            let body = row.get_ref(0)?.as_bytes().unwrap_or_default();
            if decompress(body, row.get(4)?, &text(row, 1)).is_err() {
                let id: i64 = row.get(2)?;
                verification.damaged.push(Damage {
                    what: "capture",
                    id: id.to_string(),
                    url: text(row, 3),
                    detail: "The raw download is not what was stored.".to_owned(),
                    repair: "The stories read from it are whole; fetch their day again for a new capture.".to_owned(),
                });
            }
        }
        Ok(())
    }

    fn verify_editions(&self, verification: &mut Verification) -> Result<(), Error> {
        if !self.keeps_editions()? {
            return Ok(());
        }
        let mut statement = self
            .connection
            .prepare("SELECT pages, length, hash, subject, day, number FROM edition")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            verification.checked.rows += 1;
            let pages = row.get_ref(0)?.as_bytes().unwrap_or_default();
            if decompress(pages, row.get(1)?, &text(row, 2)).is_err() {
                let number: u32 = row.get(5)?;
                verification.damaged.push(Damage {
                    what: "edition",
                    id: format!("{} {} {number}", text(row, 3), text(row, 4)),
                    url: String::new(),
                    detail: "The pages of a kept edition are not what was stored.".to_owned(),
                    repair: "Its stories are whole; make it up again for a later edition."
                        .to_owned(),
                });
            }
        }
        Ok(())
    }

    fn verify_photos(&self, verification: &mut Verification) -> Result<(), Error> {
        let mut statement = self.connection.prepare(
            "SELECT p.hash, p.format, coalesce((SELECT url FROM picture i WHERE i.photo = p.hash), '') FROM photo p",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            verification.checked.photos += 1;
            let (hash, format) = (text(row, 0), text(row, 1));
            let detail = match fs::read(self.folder.photo(&hash, &format)) {
                Ok(bytes) if blake3::hash(&bytes).to_hex().as_str() == hash => continue,
                Ok(_) => "Its bytes are not what was stored.",
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
                repair: "Put its file back from a backup of the photos folder.".to_owned(),
            });
        }
        Ok(())
    }
}

fn is_hash_of(row: &Row<'_>, column: usize, bytes: &[u8]) -> Result<bool, Error> {
    let hash: String = row.get(column)?;
    Ok(blake3::hash(bytes).to_hex().as_str() == hash)
}

fn text(row: &Row<'_>, column: usize) -> String {
    row.get(column).unwrap_or_default()
}
