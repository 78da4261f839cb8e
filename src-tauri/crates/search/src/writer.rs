use model::Story;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{IndexWriter, Term};

use crate::schema::{Fields, Payload, VERSION};
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
/// What it wrote is found after [`commit`](Self::commit) and [`Index::reload`].
pub struct Writer {
    writer: IndexWriter,
    fields: Fields,
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
        let writer: IndexWriter = index.engine().writer_with_options(options)?;
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(DELETED_SHARE);
        writer.set_merge_policy(Box::new(policy));
        // Asked only now that nobody else can write.
        let highest_row = index.highest_row()?;
        Ok(Self { writer, fields: index.fields(), highest_row })
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
        self.writer.add_document(self.fields.document(row, story))?;
        Ok(())
    }

    /// Takes the story of this row out; a row that is not there changes nothing.
    ///
    /// # Errors
    /// [`Error::Failed`] when the index cannot be written.
    pub fn delete(&mut self, row: u64) -> Result<(), Error> {
        self.writer.delete_term(Term::from_field_u64(self.fields.row, row));
        Ok(())
    }

    /// Makes what was written last, and says up to which change of the archive the index goes.
    ///
    /// # Errors
    /// [`Error::Failed`] when the index cannot be written; what was written since the last commit is lost.
    pub fn commit(&mut self, last_change: u64) -> Result<(), Error> {
        let payload = Payload { schema: VERSION, last_change };
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&payload.written());
        commit.commit()?;
        Ok(())
    }

    /// Waits until segments are merged and lets others write; what was not committed is lost.
    ///
    /// # Errors
    /// [`Error::Failed`] when a merge failed; the committed index is whole nevertheless.
    pub fn finish(self) -> Result<(), Error> {
        Ok(self.writer.wait_merging_threads()?)
    }
}
