use std::collections::BTreeSet;
use std::time::Duration;

use archive::WaitingPicture;
use darkroom::Photo;
use jiff::civil::Date;
use model::{Event, EventKind, Moment};
use tokio::sync::Mutex;
use tokio::sync::mpsc::{self, Receiver, Sender};
use url::Url;

use crate::client::{Client, PICTURE_LIMIT};
use crate::run::{Harvest, lock};
use crate::{Error, Flaw, address, listing};

const IMAGES: &str = "image/avif,image/webp,image/*;q=0.9,*/*;q=0.1";
/// When a picture that failed for a passing reason is tried again: after 15 minutes, then twice as long each time.
const FIRST_RETRY: Duration = Duration::from_secs(15 * 60);

/// After so many pictures in a row for which the paper's own host does not answer, the line is down.
const MOST_SILENT: u32 = 4;

/// A picture and what came of asking for it.
type Outcome = (WaitingPicture, Result<Download, Failed>);

impl Harvest<'_> {
    /// Downloads the pictures of these days that are not held.
    pub(crate) async fn fetch_pictures(&mut self, since: Date, until: Date) -> Result<(), Error> {
        let waiting = lock(self.writer).waiting_pictures(&self.source.id, (since, until))?;
        self.progress.total += u32::try_from(waiting.len()).unwrap_or(u32::MAX);
        let client = self.rest.client;
        let own = address::host_of(&self.rest.root);
        let queue = Mutex::new(waiting.into_iter());
        let (send, receive) = mpsc::channel(1);
        let workers = (0..client.concurrency()).map(|_| work(client, &own, &queue, send.clone()));
        let workers = futures_util::future::try_join_all(workers);
        drop(send);
        // The first failure ends both sides: a worker never waits for a store that has given up.
        tokio::try_join!(workers, self.keep_pictures(receive))?;
        Ok(())
    }

    async fn keep_pictures(&mut self, mut outcomes: Receiver<Outcome>) -> Result<(), Error> {
        let own = address::host_of(&self.rest.root);
        let mut silent = 0;
        while let Some((picture, outcome)) = outcomes.recv().await {
            let is_silent =
                outcome.as_ref().is_err_and(|failed| failed.silent_host.as_ref() == Some(&own));
            silent = if is_silent { silent + 1 } else { 0 };
            self.keep_picture(&picture, outcome)?;
            if silent >= MOST_SILENT {
                return Err(Error::NoAnswer { host: own, detail: "the line is down" });
            }
        }
        Ok(())
    }

    fn keep_picture(
        &mut self,
        picture: &WaitingPicture,
        outcome: Result<Download, Failed>,
    ) -> Result<(), Error> {
        let now = self.now();
        self.progress.done += 1;
        match outcome {
            Ok(Download { found, bytes }) => {
                self.progress.bytes += bytes.len() as u64;
                // It was checked when it arrived.
                let Ok(photo) = archive::developed(&bytes) else { return Ok(()) };
                lock(self.writer).store_picture(picture, &found, &photo, now)?;
                let step = self.progress.step(EventKind::Stored);
                self.progress.tell(Event { day: Some(picture.day), url: found, ..step });
            }
            Err(failed) => {
                let again = (!failed.permanent).then(|| next_try(now, picture.tries));
                lock(self.writer).fail_picture(
                    &picture.url,
                    (failed.reason, &failed.detail),
                    again,
                )?;
                let step = self.progress.step(EventKind::Failed);
                let url = picture.url.clone();
                self.progress.tell(Event {
                    day: Some(picture.day),
                    url,
                    message: failed.detail,
                    ..step
                });
            }
        }
        Ok(())
    }
}

/// Takes one picture after another from the queue and hands on what came of it.
async fn work(
    client: &Client,
    own: &str,
    queue: &Mutex<std::vec::IntoIter<WaitingPicture>>,
    send: Sender<Outcome>,
) -> Result<(), Error> {
    // Another host than the paper's own that was silent once is not asked again in this run: each silence takes
    // as long as a time-out.
    let mut silent_hosts = BTreeSet::new();
    loop {
        let Some(picture) = queue.lock().await.next() else { return Ok(()) };
        let mut wanted = picture.clone();
        let is_silent = |candidate: &String| {
            Url::parse(candidate).is_ok_and(|url| silent_hosts.contains(&address::host_of(&url)))
        };
        wanted.candidates.retain(|candidate| !is_silent(candidate));
        let outcome = if wanted.candidates.is_empty() {
            Err(Failed::of_silent_host())
        } else {
            download(client, &wanted).await?
        };
        if let Err(Failed { silent_host: Some(host), .. }) = &outcome
            && host != own
        {
            silent_hosts.insert(host.clone());
        }
        if send.send((picture, outcome)).await.is_err() {
            return Ok(());
        }
    }
}

/// The bytes of a picture, and the address that they came from.
struct Download {
    found: String,
    bytes: Vec<u8>,
}

/// Why a picture was not to be had.
struct Failed {
    reason: &'static str,
    detail: String,
    permanent: bool,
    /// The host that did not answer.
    silent_host: Option<String>,
}

impl Failed {
    fn of_silent_host() -> Self {
        Self {
            reason: "no-answer",
            detail: "Its host did not answer earlier in this run.".to_owned(),
            permanent: false,
            silent_host: None,
        }
    }
}

/// Asks for the original first, then for what the page shows.
///
/// # Errors
/// [`Error::Stopped`] alone; every other failure is the picture's own.
async fn download(
    client: &Client,
    picture: &WaitingPicture,
) -> Result<Result<Download, Failed>, Error> {
    let mut failed = None;
    for candidate in &picture.candidates {
        match one(client, candidate).await {
            Ok(bytes) => return Ok(Ok(Download { found: candidate.clone(), bytes })),
            Err(Refusal::Error(Error::Stopped)) => return Err(Error::Stopped),
            Err(refusal) => failed = Some(refusal.into_failed()),
        }
    }
    Ok(Err(failed.unwrap_or_else(|| Failed {
        reason: "bad-address",
        detail: "Its address cannot be read.".to_owned(),
        permanent: true,
        silent_host: None,
    })))
}

enum Refusal {
    Error(Error),
    NotAPicture(String),
}

impl Refusal {
    fn into_failed(self) -> Failed {
        match self {
            Self::Error(error) => Failed {
                reason: error.reason(),
                detail: sentence(&error.to_string()),
                permanent: error.is_permanent(),
                silent_host: match &error {
                    Error::NoAnswer { host, .. } => Some(host.clone()),
                    _ => None,
                },
            },
            Self::NotAPicture(why) => Failed {
                reason: "not-a-picture",
                detail: sentence(&why),
                permanent: false,
                silent_host: None,
            },
        }
    }
}

async fn one(client: &Client, address: &str) -> Result<Vec<u8>, Refusal> {
    let url = Url::parse(address).map_err(|_| {
        Refusal::Error(Error::BadAddress { text: address.to_owned(), flaw: Flaw::Unreadable })
    })?;
    let answer = client.get(&url, IMAGES, PICTURE_LIMIT).await.map_err(Refusal::Error)?;
    if !answer.is_success() {
        return Err(Refusal::Error(Error::Status {
            url: address.to_owned(),
            status: answer.status,
        }));
    }
    if let Some(why) = listing::wall(&answer) {
        return Err(Refusal::NotAPicture(why.to_owned()));
    }
    Photo::check(&answer.body).map_err(|why| Refusal::NotAPicture(why.0))?;
    Ok(answer.body)
}

/// When to try again what has failed `tries` times before.
fn next_try(now: Moment, tries: u32) -> Moment {
    let wait = FIRST_RETRY * 2_u32.saturating_pow(tries.min(6));
    let wait = jiff::SignedDuration::try_from(wait).unwrap_or_default();
    Moment {
        timestamp: now.timestamp.saturating_add(wait).unwrap_or(now.timestamp),
        offset: now.offset,
    }
}

/// A sentence of its own: capital letter and full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}
