use std::fs;
use std::path::Path;

use archive::{By, Checked, Damage, Droppable, Dropped, Dropping, Holdings, Room, Selection};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::Moment;
use search::Unusable;
use serde::Serialize;

use crate::{Desk, Error, clock};

/// What checking an archive came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Nothing is damaged.
    pub ok: bool,
    /// What was checked.
    pub checked: Checked,
    /// What is damaged.
    pub damaged: Vec<Damage>,
}

/// What an archive holds and the room that it takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Its folder.
    pub archive: String,
    /// How many of each thing.
    #[serde(flatten)]
    pub holdings: Holdings,
    /// Bytes of the database.
    pub database_bytes: u64,
    /// Bytes of the search index.
    pub index_bytes: u64,
    /// Bytes of what may be deleted.
    pub cache_bytes: u64,
    /// What each newspaper takes.
    pub by_source: Vec<Room>,
    /// What each main section takes.
    pub by_section: Vec<Room>,
    /// What each year takes.
    pub by_year: Vec<Room>,
    /// What each kind of story takes.
    pub by_kind: Vec<Room>,
    /// Raw downloads that the reader dropped to save room.
    pub dropped: Vec<Dropped>,
}

impl Desk {
    /// Checks everything that is stored against its hash, and the search index against the archive.
    ///
    /// # Errors
    /// If the archive cannot be read at all.
    pub fn verify(&self, deep: bool) -> Result<Verified, Error> {
        let verification = self.reader().verify(deep)?;
        let (mut checked, mut damaged) = (verification.checked, verification.damaged);
        match self.check_index() {
            Ok(count) => checked.index = count,
            Err(detail) => damaged.push(index_damage(detail)),
        }
        Ok(Verified { ok: damaged.is_empty(), checked, damaged })
    }

    /// How many stories can be found; what is wrong with the index, in one sentence, if it is not whole.
    pub(crate) fn check_index(&self) -> Result<u64, String> {
        let damaged = self.index_as_it_is().and_then(|index| index.damaged());
        match damaged {
            // Another version's or another archive's index is no damage: it is made anew when it is needed.
            Err(search::Error::Unusable { reason, .. }) if reason != Unusable::Damaged => {}
            Err(search::Error::Unusable { .. }) => {
                return Err("The search index is damaged and cannot be opened.".to_owned());
            }
            Err(error) => return Err(format!("The search index cannot be used ({error}).")),
            Ok(files) if !files.is_empty() => {
                return Err(format!("The search index is damaged ({}).", files.join(", ")));
            }
            Ok(_) => {}
        }
        let index = self.index().map_err(|error| error.message)?;
        let archive = self.reader();
        let said = |error: archive::Error| Error::from(error).message;
        let is_up_to_date = index.last_change() == archive.last_change().map_err(said)?;
        let stories = u64::from(archive.count(&Selection::default()).map_err(said)?);
        let count = index.count();
        // Where another program writes the index, it may be behind.
        if is_up_to_date && count != stories {
            return Err(format!(
                "The search index holds {count} stories, the archive {stories} that can be found."
            ));
        }
        Ok(count)
    }

    /// What would go if the raw downloads from before a day were dropped, of one source or of all.
    ///
    /// # Errors
    /// [`Code::NotFound`](crate::Code::NotFound) for a source that is not there; if the archive cannot be read.
    pub fn droppable(&self, before: Date, source: Option<&str>) -> Result<Vec<Droppable>, Error> {
        let source = source.map(|source| self.source(source)).transpose()?.map(|source| source.id);
        Ok(self.reader().droppable(Dropping { before, source: source.as_deref() })?)
    }

    /// Drops the raw downloads from before a day; stories, their versions and photos stay.
    ///
    /// # Errors
    /// As [`Desk::droppable`]; if the archive cannot be written.
    pub fn drop_captures(&self, before: Date, source: Option<&str>) -> Result<Dropped, Error> {
        let source = source.map(|source| self.source(source)).transpose()?.map(|source| source.id);
        let now = Moment::new(clock::now(), &TimeZone::UTC);
        let dropping = Dropping { before, source: source.as_deref() };
        Ok(self.writer()?.drop_captures(dropping, now)?)
    }

    /// What is held, and the room that it takes.
    ///
    /// # Errors
    /// If the archive cannot be read.
    pub fn stats(&self) -> Result<Stats, Error> {
        let reader = self.reader();
        let holdings = reader.holdings()?;
        let bytes = |name: &str| bytes_below(&self.folder().join(name));
        Ok(Stats {
            archive: self.folder().display().to_string(),
            holdings,
            database_bytes: bytes("archive.db") + bytes("archive.db-wal"),
            index_bytes: bytes("index"),
            cache_bytes: bytes("cache"),
            by_source: reader.room(By::Source)?,
            by_section: reader.room(By::Section)?,
            by_year: reader.room(By::Year)?,
            by_kind: reader.room(By::Kind)?,
            dropped: reader.dropped()?,
        })
    }
}

/// Damage of the search index.
pub(crate) fn index_damage(detail: String) -> Damage {
    Damage {
        what: "index",
        id: String::new(),
        url: String::new(),
        detail,
        repair: "Make it anew with broadsheet reindex; no story is lost.".to_owned(),
    }
}

fn bytes_below(path: &Path) -> u64 {
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().map(|entry| bytes_below(&entry.path())).sum(),
        Err(_) => path.metadata().map_or(0, |file| file.len()),
    }
}
