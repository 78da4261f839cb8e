//! The paper behind the sites: what it has printed so far, and how that changes while it is served.

mod changes;
mod edition;
mod picture;
mod post;
mod terms;

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::civil::Date;

pub use changes::{Change, Draft};
pub(super) use edition::Edition;
pub(super) use picture::{Picture, Scaled, Size};
pub use post::{Post, Visibility};
pub(super) use terms::{Author, Section, Tag, percent_encoded, slug_of};

/// The paper, which may change at any moment.
pub(super) struct Paper {
    /// Its files.
    pub(super) sample: sample::Paper,
    edition: RwLock<Arc<Edition>>,
    scaled: Mutex<Scaled>,
}

impl Paper {
    /// The sample paper with its stories up to a day, or all of them; corrected ones as they were printed first.
    pub(super) fn new(sample: sample::Paper, until: Option<Date>) -> Self {
        let edition = RwLock::new(Arc::new(Edition::of(&sample, until)));
        Self { sample, edition, scaled: Mutex::new(Scaled::default()) }
    }

    /// The paper as it is now; it stays so for whoever holds it.
    pub(super) fn edition(&self) -> Arc<Edition> {
        Arc::clone(&self.edition.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the paper for all who come later.
    ///
    /// # Errors
    /// As the change says, in a sentence; nothing has changed then.
    pub(super) fn change<T>(
        &self,
        change: impl FnOnce(&mut Edition) -> Result<T, String>,
    ) -> Result<T, String> {
        let mut current = self.edition.write().unwrap_or_else(PoisonError::into_inner);
        let mut next = Edition::clone(&current);
        let done = change(&mut next)?;
        next.settle();
        *current = Arc::new(next);
        Ok(done)
    }

    /// The bytes of a picture in one of its sizes, or as it was uploaded.
    pub(super) fn picture(&self, picture: &Picture, size: Option<&Size>) -> Option<Arc<[u8]>> {
        let mut scaled = self.scaled.lock().unwrap_or_else(PoisonError::into_inner);
        scaled.bytes(&self.sample, picture, size)
    }
}
