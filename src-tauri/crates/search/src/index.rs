use std::fs::{self, DirEntry};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::{IndexReader, IndexSettings, Searcher};

use crate::analyzer::{NEWS, News};
use crate::damage::{Files, guarded, unusable};
use crate::error::Unusable;
use crate::folder::Folder;
use crate::query::{self, Found};
use crate::schema::{self, Fields, Payload, VERSION};
use crate::{Error, Load, Writer};

/// The search index of an archive: one folder, a cache that can be filled again from the archive.
///
/// Searches see the index as it was at the last [`reload`](Self::reload); they may run on several
/// threads while a [`Writer`] writes.
pub struct Index {
    files: Files,
    reader: IndexReader,
    fields: Fields,
    archive: String,
    /// The commit that searches see.
    shown: AtomicU64,
}

impl Index {
    /// Opens the index of an archive in a folder, or makes an empty one where there is none.
    ///
    /// `archive` is the archive's id, or empty where it has none; each commit bears it.
    ///
    /// # Errors
    /// [`Error::Unusable`] when what lies there does not open, has another schema or another archive's id:
    /// [`reset`](Self::reset) it and fill it again. [`Error::Failed`] when the folder cannot be made or read.
    pub fn open(folder: &Path, archive: &str) -> Result<Self, Error> {
        if is_no_folder(folder) {
            return Err(unusable(folder, Unusable::Damaged));
        }
        fs::create_dir_all(folder)?;
        let index = guarded(|| Self::open_in(folder, archive)).map_err(|error| match error {
            Error::Failed { .. } if !error.is_of_the_folder() => {
                unusable(folder, Unusable::Damaged)
            }
            error => error,
        })?;
        match index.payload() {
            Some(payload) if payload.schema != VERSION => {
                Err(unusable(folder, Unusable::OtherVersion))
            }
            Some(payload) if payload.archive != archive => {
                Err(unusable(folder, Unusable::OtherArchive))
            }
            None if index.count() > 0 => Err(unusable(folder, Unusable::OtherVersion)),
            _ => Ok(index),
        }
    }

    fn open_in(folder: &Path, archive: &str) -> Result<Self, Error> {
        let directory = Folder::open(folder)?;
        let (schema, fields) = schema::declare();
        let engine = if is_empty(folder)? {
            // Nothing is stored, so there is nothing to compress beside.
            let settings = IndexSettings {
                docstore_compress_dedicated_thread: false,
                ..IndexSettings::default()
            };
            tantivy::Index::create(directory, schema, settings)?
        } else {
            let engine = tantivy::Index::open(directory)?;
            if engine.schema() != schema {
                return Err(unusable(folder, Unusable::OtherVersion));
            }
            engine
        };
        engine.tokenizers().register(NEWS, News);
        let shown = AtomicU64::new(engine.load_metas()?.opstamp);
        let files = Files { engine, folder: folder.to_owned() };
        let reader = files.reader()?;
        Ok(Self { files, reader, fields, archive: archive.to_owned(), shown })
    }

    /// Deletes all that lies in the folder, or in its place, and makes an empty index there.
    ///
    /// # Errors
    /// [`Error::Locked`] when another writer is at work; [`Error::Failed`] when something cannot be
    /// deleted or made.
    pub fn reset(folder: &Path, archive: &str) -> Result<Self, Error> {
        if is_no_folder(folder) {
            fs::remove_file(folder)?;
        }
        fs::create_dir_all(folder)?;
        // Held until the new index is there: nothing is taken from under another program that writes.
        let _lock = MmapDirectory::open(folder)?.acquire_lock(&INDEX_WRITER_LOCK)?;
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if is_lock(&entry) {
                continue;
            }
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else {
                fs::remove_file(entry.path())?;
            }
        }
        Self::open(folder, archive)
    }

    /// The archive's last change that the newest commit knows of; 0 when there is none.
    #[must_use]
    pub fn last_change(&self) -> u64 {
        self.payload().map_or(0, |payload| payload.last_change)
    }

    /// Stories that can be found.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.searcher().num_docs()
    }

    /// Begins to write.
    ///
    /// # Errors
    /// [`Error::Locked`] when another writer, of this program or another, is at work; [`Error::Unusable`]
    /// when the index is damaged.
    pub fn writer(&self, load: Load) -> Result<Writer, Error> {
        Writer::new(self, load)
    }

    /// Lets searches see what was committed, by whichever program; costs little where nothing was.
    ///
    /// # Errors
    /// [`Error::Unusable`] when the index is damaged, [`Error::Failed`] when it cannot be read.
    pub fn reload(&self) -> Result<(), Error> {
        self.files.guarded(|| {
            let newest = self.files.engine.load_metas()?.opstamp;
            if self.shown.load(Ordering::Acquire) != newest {
                self.reader.reload()?;
                self.shown.store(newest, Ordering::Release);
            }
            Ok(())
        })
    }

    /// Finds the stories that a reader asks for; no text that is typed is an error.
    ///
    /// | typed | finds stories with |
    /// |---|---|
    /// | `snow pass` | both words, or other forms of them (`snowed`), anywhere |
    /// | `"the pass"`, `"snow pass"~3` | the words as they stand, or with three others among them |
    /// | `road OR pass`, `-road`, `NOT road`, `( )` | either, without, groups; `OR` binds its two neighbours |
    /// | `srin*`, `col?ur`, `/colou?r/` | words of a pattern that names two letters or more |
    /// | `name~`, `name~1` | words with one or two letters changed, left out, added or swapped |
    /// | `headline:` `byline:` `caption:` | the word there |
    /// | `section:` `agency:` `tag:` `place:` | the word in the section's path, the agency's name … |
    /// | `source:` `kind:` `lang:` | a part of the source's id, the kind, the language |
    /// | `date:2020-09`, `date:2019..2021`, `date:2020-01-02..` | an edition's day among these |
    ///
    /// Words are searched in headlines, decks, bodies, cutlines, tags and bylines; in headlines and
    /// bodies alone, without other forms, when [`exact`](model::Query::exact) is set. A query without
    /// words, such as `kind:gallery`, gives the newest stories first.
    ///
    /// The last word may be unfinished: when the text does not end in white space or an operator and
    /// `exact` is not set, stories with words that begin with it are found too. Who has a finished
    /// query appends a space. An open quotation mark or parenthesis closes itself; what cannot be
    /// understood is left out and named in [`Found::ignored`]. An empty query finds nothing.
    ///
    /// # Errors
    /// [`Error::Unusable`] when the index is damaged, [`Error::Failed`] when it cannot be read.
    pub fn search(&self, query: &model::Query) -> Result<Found, Error> {
        self.files.guarded(|| query::search(&self.searcher(), &self.fields, query))
    }

    pub(crate) fn files(&self) -> &Files {
        &self.files
    }

    pub(crate) fn fields(&self) -> Fields {
        self.fields
    }

    pub(crate) fn archive(&self) -> &str {
        &self.archive
    }

    fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    fn payload(&self) -> Option<Payload> {
        self.files.engine.load_metas().ok()?.payload.as_deref().and_then(Payload::read)
    }
}

/// Something lies there that is no folder.
fn is_no_folder(folder: &Path) -> bool {
    folder.symlink_metadata().is_ok() && !folder.is_dir()
}

/// Nothing lies in the folder but what a reset keeps.
fn is_empty(folder: &Path) -> Result<bool, Error> {
    for entry in fs::read_dir(folder)? {
        if !is_lock(&entry?) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_lock(entry: &DirEntry) -> bool {
    entry.file_name() == INDEX_WRITER_LOCK.filepath
}
