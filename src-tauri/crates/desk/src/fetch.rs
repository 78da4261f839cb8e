use std::time::Duration;

use harvest::{Manners, Order, Stop, Tools};
use model::{DayLedger, Event, EventKind, Following, Source};
use tokio::runtime::{Builder, Runtime};
use url::Url;

use crate::{Code, Desk, Error, Fetch, Period, clock};

impl Desk {
    /// Fetches days of a source: text first, then pictures; searchable as they come. Returns the days' ledgers.
    ///
    /// Runs on the calling thread until it is done, stopped or the line goes.
    ///
    /// # Errors
    /// [`Code::BadInput`] for a source that is kept or the sample paper, [`Code::NotANewspaper`] for one that was imported,
    /// [`Code::Stopped`], [`Code::NoAnswer`] …; what was stored stays.
    pub fn fetch(
        &self,
        wanted: &Fetch,
        tell: &mut (dyn FnMut(Event) + Send),
    ) -> Result<Vec<DayLedger>, Error> {
        let source = self.source(&wanted.source)?;
        self.see_that_it_is_followed(&source)?;
        let writer = self.shared_writer()?;
        let order = Order {
            period: match wanted.period {
                Period::Latest => harvest::Period::Latest,
                Period::Days { since, until } => {
                    harvest::Period::Days(since.min(until), until.max(since))
                }
            },
            manners: self.manners(wanted, &source)?,
            source,
        };
        let running = self.begin_fetching(&order.source.id)?;
        let mut tell_and_index = |event: Event| {
            // A page of stories has just been stored, or all is done: what is stored can be found.
            let stored = matches!(event.event, EventKind::Listed | EventKind::Finished);
            tell(event);
            if stored {
                // A failure that lasts is told by the last one, below.
                drop(self.catch_up_index());
            }
        };
        let mut tools = Tools {
            writer,
            clock: clock::now,
            stop: running.stop.clone(),
            tell: &mut tell_and_index,
        };
        let fetched =
            runtime().and_then(|runtime| Ok(runtime.block_on(harvest::fetch(&order, &mut tools))?));
        drop(running);
        let caught_up = self.catch_up_index();
        let (since, until) = fetched?;
        caught_up?;
        let mut ledgers = Vec::new();
        let mut day = until;
        while day >= since {
            ledgers.push(self.reader().ledger(&order.source.id, day)?);
            let Ok(before) = day.yesterday() else { break };
            day = before;
        }
        Ok(ledgers)
    }

    /// Stops what is being fetched, of one source or of any. What was stored stays.
    pub fn stop_fetching(&self, source: Option<&str>) {
        if let Some((running, stop)) = self.running().as_ref()
            && source.is_none_or(|source| source == running)
        {
            stop.stop();
        }
    }

    /// Id of the source that is being fetched.
    pub fn fetching(&self) -> Option<String> {
        self.running().as_ref().map(|(source, _)| source.clone())
    }

    /// A source that is only kept is not asked for anything.
    fn see_that_it_is_followed(&self, source: &Source) -> Result<(), Error> {
        if source.following == Following::Sample {
            return Err(Error::new(
                Code::BadInput,
                format!("{} is the sample paper: all of it came with the program.", source.name),
                "To fetch a newspaper, add its address: broadsheet source add ADDRESS.",
            ));
        }
        if self.reader().listing_address(&source.id)?.is_empty() {
            return Err(Error::new(
                Code::NotANewspaper,
                format!("{} was imported and has no list to fetch from.", source.name),
                "To follow the newspaper itself, add its address: broadsheet source add ADDRESS.",
            ));
        }
        if source.following != Following::Followed {
            return Err(Error::new(
                Code::BadInput,
                format!("{} is kept, not followed.", source.name),
                format!("Add it again to follow it: broadsheet source add {}.", source.url),
            ));
        }
        Ok(())
    }

    fn begin_fetching(&self, source: &str) -> Result<Running<'_>, Error> {
        let mut running = self.running();
        if let Some((other, _)) = running.as_ref() {
            return Err(Error::new(
                Code::InUse,
                format!("{other} is being fetched already."),
                "Wait until it is done, or stop it first.",
            ));
        }
        let stop = Stop::default();
        *running = Some((source.to_owned(), stop.clone()));
        Ok(Running { desk: self, stop })
    }

    pub(crate) fn manners(&self, wanted: &Fetch, source: &Source) -> Result<Manners, Error> {
        let usual = Manners::default();
        let allowed = wanted.allow_private || self.is_private_allowed(&source.id)?;
        Ok(Manners {
            delay: wanted.delay_ms.map_or(usual.delay, |delay| Duration::from_millis(delay.into())),
            concurrency: wanted.concurrency.unwrap_or(usual.concurrency),
            private_host: host_of(source).filter(|_| allowed),
        })
    }
}

/// Says that a source is being fetched, until it is dropped.
struct Running<'a> {
    desk: &'a Desk,
    stop: Stop,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        *self.desk.running() = None;
    }
}

/// The host as requests name it; the id of a source leaves out `www.`.
fn host_of(source: &Source) -> Option<String> {
    Url::parse(&source.url).ok()?.host_str().map(str::to_owned)
}

pub(crate) fn runtime() -> Result<Runtime, Error> {
    Builder::new_current_thread().enable_all().build().map_err(|error| {
        Error::new(
            Code::Storage,
            format!("The system gives no thread to download with ({error})."),
            "",
        )
    })
}

#[cfg(test)]
mod tests {
    use model::Direction;

    use super::*;
    use crate::Access;

    fn source(url: &str) -> Source {
        Source {
            id: String::new(),
            name: String::new(),
            url: url.to_owned(),
            language: "en".to_owned(),
            direction: Direction::Ltr,
            zone: "UTC".to_owned(),
            following: Following::Followed,
            added: None,
            sections: Vec::new(),
        }
    }

    #[test]
    fn a_private_host_is_the_one_that_requests_name() {
        for (url, host) in [
            ("http://www.paper.example:8080/", "www.paper.example"),
            ("http://[::1]:8080/", "[::1]"),
            ("http://127.0.0.1/", "127.0.0.1"),
        ] {
            assert_eq!(host_of(&source(url)).as_deref(), Some(host));
        }
    }

    #[test]
    fn nothing_is_being_fetched_once_a_run_has_ended() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(folder.path(), Access::Write).unwrap();
        let running = desk.begin_fetching("paper.example").unwrap();
        assert_eq!(desk.fetching().as_deref(), Some("paper.example"));
        assert_eq!(desk.begin_fetching("other.example").err().unwrap().code, Code::InUse);
        drop(running);
        assert_eq!(desk.fetching(), None);
    }
}
