use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk::{Desk, Error};
use model::Found;

/// The newspaper that was found last, so that its site is not asked again when it is added. Copies share it.
#[derive(Clone, Default)]
pub(crate) struct LastFound(Arc<Mutex<Option<(String, Found)>>>);

impl LastFound {
    /// Finds the newspaper at an address and remembers it.
    ///
    /// # Errors
    /// As the desk says.
    pub(crate) fn find(
        &self,
        desk: &Desk,
        address: &str,
        allow_private: bool,
    ) -> Result<Found, Error> {
        let found = desk.find_source(address, allow_private)?;
        *self.slot() = Some((address.trim().to_owned(), found.clone()));
        Ok(found)
    }

    /// Takes what was found last at this address, as it was typed or as it was found; or finds it now.
    ///
    /// # Errors
    /// As the desk says.
    pub(crate) fn take_or_find(
        &self,
        desk: &Desk,
        address: &str,
        allow_private: bool,
    ) -> Result<Found, Error> {
        let last = self
            .slot()
            .take_if(|(asked, found)| [asked.as_str(), &found.url].contains(&address.trim()));
        match last {
            Some((_, found)) => Ok(found),
            None => desk.find_source(address, allow_private),
        }
    }

    fn slot(&self) -> MutexGuard<'_, Option<(String, Found)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
