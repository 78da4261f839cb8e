use std::time::Duration;

use harvest::{Manners, Order, Stop, Tools};
use model::{DayLedger, Event, EventKind};
use tokio::runtime::{Builder, Runtime};

use crate::{Code, Desk, Error, Fetch, Period, clock};

impl Desk {
    /// Fetches days of a source: text first, then pictures; searchable as they come. Returns the days' ledgers.
    ///
    /// Runs on the calling thread until it is done, stopped or the line goes.
    ///
    /// # Errors
    /// [`Code::Stopped`], [`Code::NoAnswer`] …; what was stored stays.
    pub fn fetch(
        &self,
        wanted: &Fetch,
        tell: &mut (dyn FnMut(Event) + Send),
    ) -> Result<Vec<DayLedger>, Error> {
        let source = self.source(&wanted.source)?;
        let writer = self.shared_writer()?;
        let stop = self.begin_fetching(&source.id)?;
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
        let mut index_failure = None;
        let mut tell_and_index = |event: Event| {
            // A page of stories has just been stored, or all is done: what is stored can be found.
            let stored = matches!(event.event, EventKind::Listed | EventKind::Finished);
            tell(event);
            if stored && let Err(error) = self.catch_up_index() {
                index_failure = Some(error);
            }
        };
        let mut tools = Tools { writer, clock: clock::now, stop, tell: &mut tell_and_index };
        let fetched =
            runtime().and_then(|runtime| Ok(runtime.block_on(harvest::fetch(&order, &mut tools))?));
        *self.running() = None;
        self.catch_up_index()?;
        let (since, until) = fetched?.days;
        index_failure.map_or(Ok(()), Err)?;
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

    fn begin_fetching(&self, source: &str) -> Result<Stop, Error> {
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
        Ok(stop)
    }

    fn manners(&self, wanted: &Fetch, source: &model::Source) -> Result<Manners, Error> {
        let usual = Manners::default();
        let allowed = wanted.allow_private || self.is_private_allowed(&source.id)?;
        // The id is the host, with its port where it has one.
        let host = source.id.rsplit_once(':').map_or(source.id.as_str(), |(host, _)| host);
        Ok(Manners {
            delay: wanted.delay_ms.map_or(usual.delay, |delay| Duration::from_millis(delay.into())),
            concurrency: wanted.concurrency.unwrap_or(usual.concurrency),
            private_host: allowed.then(|| host.to_owned()),
        })
    }
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
