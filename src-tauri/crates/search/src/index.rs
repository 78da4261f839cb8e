use std::fs;
use std::path::Path;

use tantivy::directory::MmapDirectory;
use tantivy::schema::Schema;
use tantivy::{IndexReader, IndexSettings, ReloadPolicy, Searcher};

use crate::analyzer::{NEWS, News};
use crate::error::Unusable;
use crate::query::{self, Found};
use crate::schema::{self, Fields, Payload, VERSION, column};
use crate::{Error, Load, Writer};

/// The search index of an archive: one folder, a cache that can be filled again from the archive.
///
/// Searches see the index as it was at the last [`reload`](Self::reload); they may run on several
/// threads while a [`Writer`] writes.
pub struct Index {
    engine: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
}

impl Index {
    /// Opens the index in a folder, or makes an empty one where there is none.
    ///
    /// # Errors
    /// [`Error::Unusable`] when what lies there does not open or has another schema: [`reset`](Self::reset)
    /// it and fill it again. [`Error::Failed`] when the folder cannot be made or read.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        fs::create_dir_all(folder)?;
        let is_empty = fs::read_dir(folder)?.next().is_none();
        let directory = MmapDirectory::open(folder)?;
        let (schema, fields) = schema::declare();
        if is_empty {
            return Self::create(directory, schema, fields);
        }
        let unusable = |reason| Error::Unusable { folder: folder.to_owned(), reason };
        let damaged = |error: Error| {
            if error.is_of_the_folder() { error } else { unusable(Unusable::Damaged) }
        };
        let engine = tantivy::Index::open(directory).map_err(|error| damaged(error.into()))?;
        if engine.schema() != schema {
            return Err(unusable(Unusable::OtherVersion));
        }
        let index = Self::over(engine, fields).map_err(damaged)?;
        match index.payload() {
            Some(payload) if payload.schema == VERSION => Ok(index),
            None if index.count() == 0 => Ok(index),
            _ => Err(unusable(Unusable::OtherVersion)),
        }
    }

    /// Deletes the folder with all that lies in it and makes an empty index there.
    ///
    /// # Errors
    /// [`Error::Failed`] when the folder cannot be deleted or made.
    pub fn reset(folder: &Path) -> Result<Self, Error> {
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Self::open(folder),
        }
    }

    fn create(directory: MmapDirectory, schema: Schema, fields: Fields) -> Result<Self, Error> {
        // Nothing is stored, so there is nothing to compress beside.
        let settings =
            IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() };
        Self::over(tantivy::Index::create(directory, schema, settings)?, fields)
    }

    fn over(engine: tantivy::Index, fields: Fields) -> Result<Self, Error> {
        engine.tokenizers().register(NEWS, News);
        let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { engine, reader, fields })
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
    /// [`Error::Locked`] when another writer, of this program or another, is at work.
    pub fn writer(&self, load: Load) -> Result<Writer, Error> {
        Writer::new(self, load)
    }

    /// Lets searches see what was committed.
    ///
    /// # Errors
    /// [`Error::Failed`] when the index cannot be read.
    pub fn reload(&self) -> Result<(), Error> {
        Ok(self.reader.reload()?)
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
    /// [`Error::Failed`] when the index cannot be read.
    pub fn search(&self, query: &model::Query) -> Result<Found, Error> {
        query::search(&self.searcher(), &self.fields, query)
    }

    pub(crate) fn engine(&self) -> &tantivy::Index {
        &self.engine
    }

    pub(crate) fn fields(&self) -> Fields {
        self.fields
    }

    /// The highest row that the newest commit knows of.
    pub(crate) fn highest_row(&self) -> Result<Option<u64>, Error> {
        let reader: IndexReader =
            self.engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let mut highest = None;
        for segment in reader.searcher().segment_readers() {
            highest = highest.max(Some(segment.fast_fields().u64(column::ROW)?.max_value()));
        }
        Ok(highest)
    }

    fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    fn payload(&self) -> Option<Payload> {
        self.engine.load_metas().ok()?.payload.as_deref().and_then(Payload::read)
    }
}
