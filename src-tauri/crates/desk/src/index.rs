use std::sync::Arc;

use search::{Index, Load};

use crate::{Code, Desk, Error};

/// Stories that are read from the archive and indexed in one go; a commit follows each.
const BATCH: u32 = 2_000;
/// From so many changes on, the index is written with all the memory and threads it can use.
const MANY: u64 = 5_000;

impl Desk {
    /// The search index, opened, and brought up to date as far as it can be written.
    ///
    /// # Errors
    /// If it can neither be read nor made anew.
    pub(crate) fn index(&self) -> Result<Arc<Index>, Error> {
        let mut slot = self.index_slot();
        let last_change = self.reader().last_change()?;
        let index = match slot.take() {
            Some(index) => index,
            None => Arc::new(self.open_index(last_change)?),
        };
        if index.last_change() != last_change {
            self.bring_up_to_date(&index)?;
        }
        *slot = Some(Arc::clone(&index));
        Ok(index)
    }

    /// Indexes what changed since the index was last written.
    ///
    /// # Errors
    /// If the index or the archive cannot be used.
    pub(crate) fn catch_up_index(&self) -> Result<(), Error> {
        self.index().map(drop)
    }

    /// Throws the index away and makes it anew. Returns how many stories it holds.
    ///
    /// # Errors
    /// If the index cannot be written or the archive cannot be read.
    pub fn reindex(&self) -> Result<u64, Error> {
        self.shared_writer()?;
        let folder = self.reader().index_folder();
        let mut slot = self.index_slot();
        *slot = None;
        let index = Arc::new(Index::reset(&folder)?);
        self.bring_up_to_date(&index)?;
        let count = index.count();
        *slot = Some(index);
        Ok(count)
    }

    fn open_index(&self, last_change: u64) -> Result<Index, Error> {
        let folder = self.reader().index_folder();
        match Index::open(&folder) {
            // It knows of changes that the archive does not: it belongs to another one.
            Ok(index) if index.last_change() <= last_change => Ok(index),
            Ok(_) | Err(search::Error::Unusable { .. }) => Ok(Index::reset(&folder)?),
            Err(error) => Err(error.into()),
        }
    }

    fn bring_up_to_date(&self, index: &Index) -> Result<(), Error> {
        let missing = self.reader().last_change()?.saturating_sub(index.last_change());
        let load = if missing > MANY { Load::Rebuild } else { Load::Daily };
        let mut writer = match index.writer(load) {
            Ok(writer) => writer,
            // Another program is writing it; what is there can be searched.
            Err(search::Error::Locked) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let mut done = index.last_change();
        loop {
            let changed = self.reader().changed_since(done, BATCH)?;
            let Some((_, last, _)) = changed.last() else { break };
            done = *last;
            for (row, _, story) in &changed {
                match story {
                    Some(story) => writer.put(*row, story)?,
                    None => writer.delete(*row)?,
                }
            }
            writer.commit(done)?;
        }
        writer.finish()?;
        index.reload()?;
        Ok(())
    }

    /// Says what to do where only a reader could search and the index is not there.
    pub(crate) fn index_for_reading(&self) -> Result<Arc<Index>, Error> {
        self.index().map_err(|error| match error.code {
            Code::Storage if !self.is_writable() => Error {
                hint: "Run broadsheet reindex where the archive can be written.".to_owned(),
                ..error
            },
            _ => error,
        })
    }
}
