use model::Story;
use tantivy::collector::DocSetCollector;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{IndexWriter, Searcher, Term};

use crate::damage::Files;
use crate::schema::{Fields, Payload, VERSION, column};
use crate::{Error, Index};

/// How much is written, which decides what it may cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Load {
    /// New stories of a run: one thread, 50 MB.
    #[default]
    Daily,
    /// The whole archive: two threads, 400 MB.
    Rebuild,
}

impl Load {
    fn threads(self) -> usize {
        match self {
            Self::Daily => 1,
            Self::Rebuild => 2,
        }
    }

    /// In bytes, for each thread.
    fn memory(self) -> usize {
        match self {
            Self::Daily => 50_000_000,
            Self::Rebuild => 200_000_000,
        }
    }
}

/// Segments of which a larger share is deleted are written anew.
const DELETED_SHARE: f32 = 0.2;

/// Writes stories into the index; there is one at a time, in one program.
///
/// What it wrote is found after [`commit`](Self::commit) and [`Index::reload`]. Each of its steps may end in
/// [`Error::Unusable`], when it comes upon damage.
pub struct Writer {
    writer: IndexWriter,
    fields: Fields,
    files: Files,
    archive: String,
    /// The index as it was when this writer began.
    before: Searcher,
    /// Rows above it have never been written, so that nothing is to be replaced.
    highest_row: Option<u64>,
}

impl Writer {
    pub(crate) fn new(index: &Index, load: Load) -> Result<Self, Error> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(load.threads())
            .memory_budget_per_thread(load.memory())
            .num_merge_threads(load.threads())
            .build();
        let files = index.files().clone();
        files.clone().guarded(move || {
            let writer: IndexWriter = files.engine.writer_with_options(options)?;
            let mut policy = LogMergePolicy::default();
            policy.set_del_docs_ratio_before_merge(DELETED_SHARE);
            writer.set_merge_policy(Box::new(policy));
            // Asked only now that nobody else can write.
            let before = files.reader()?.searcher();
            let highest_row = highest_row(&before)?;
            let (fields, archive) = (index.fields(), index.archive().to_owned());
            Ok(Self { writer, fields, files, archive, before, highest_row })
        })
    }

    /// Writes a story; it replaces the one that had this row.
    ///
    /// # Errors
    /// [`Error::Failed`] when the index cannot be written.
    pub fn put(&mut self, row: u64, story: &Story) -> Result<(), Error> {
        // A rebuild writes a million rows, none of which is there yet: it need not ask for each.
        if self.highest_row.is_some_and(|highest| row <= highest) {
            self.delete(row)?;
        }
        self.highest_row = self.highest_row.max(Some(row));
        let document = self.fields.document(row, story);
        self.files.guarded(|| {
            self.writer.add_document(document).map(drop).map_err(|error| {
                // That a thread failed is all that this error says; the thread says why, once it is waited for.
                self.writer.prepare_commit().err().unwrap_or(error).into()
            })
        })
    }

    /// Takes the story of this row out; a row that is not there changes nothing.
    ///
    /// # Errors
    /// [`Error::Failed`] when the index cannot be written.
    pub fn delete(&mut self, row: u64) -> Result<(), Error> {
        let term = Term::from_field_u64(self.fields.row, row);
        // The engine looks the row up when it commits, on a thread whose panic would end the program:
        // damage must show itself here.
        let lookup = TermQuery::new(term.clone(), IndexRecordOption::Basic);
        self.files.guarded(|| Ok(self.before.search(&lookup, &DocSetCollector).map(drop)?))?;
        self.writer.delete_term(term);
        Ok(())
    }

    /// Makes what was written last, and says up to which change of the archive the index goes.
    ///
    /// # Errors
    /// [`Error::Failed`] when the index cannot be written; what was written since the last commit is lost.
    pub fn commit(&mut self, last_change: u64) -> Result<(), Error> {
        let payload = Payload { archive: self.archive.clone(), schema: VERSION, last_change };
        self.files.guarded(|| {
            let mut commit = self.writer.prepare_commit()?;
            commit.set_payload(&payload.written());
            commit.commit()?;
            Ok(())
        })
    }

    /// Waits until segments are merged and lets others write; what was not committed is lost.
    ///
    /// # Errors
    /// [`Error::Failed`] when a merge failed; the committed index is whole nevertheless.
    pub fn finish(self) -> Result<(), Error> {
        let Self { writer, files, .. } = self;
        files.guarded(|| Ok(writer.wait_merging_threads()?))
    }
}

fn highest_row(searcher: &Searcher) -> Result<Option<u64>, Error> {
    let mut highest = None;
    for segment in searcher.segment_readers() {
        highest = highest.max(Some(segment.fast_fields().u64(column::ROW)?.max_value()));
    }
    Ok(highest)
}
