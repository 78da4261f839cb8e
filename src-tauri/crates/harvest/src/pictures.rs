use std::time::Duration;

use archive::{Photo, WaitingPicture};
use model::Moment;
use url::Url;

use crate::client::{Client, PICTURE_LIMIT};
use crate::{Error, listing};

const IMAGES: &str = "image/avif,image/webp,image/*;q=0.9,*/*;q=0.1";
/// When a picture that failed for a passing reason is tried again: after 15 minutes, then twice as long each time.
const FIRST_RETRY: Duration = Duration::from_secs(15 * 60);

/// The bytes of a picture, and the address that they came from.
pub(crate) struct Download {
    pub(crate) found: String,
    pub(crate) bytes: Vec<u8>,
}

/// Why a picture was not to be had.
pub(crate) struct Failed {
    pub(crate) reason: &'static str,
    pub(crate) detail: String,
    pub(crate) permanent: bool,
    /// The host itself did not answer.
    pub(crate) unreachable: bool,
}

/// Asks for the original first, then for what the page shows.
///
/// # Errors
/// [`Error::Stopped`] alone; every other failure is the picture's own.
pub(crate) async fn download(
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
        unreachable: false,
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
                unreachable: matches!(error, Error::NoAnswer { .. }),
            },
            Self::NotAPicture(why) => Failed {
                reason: "not-a-picture",
                detail: sentence(&why),
                permanent: false,
                unreachable: false,
            },
        }
    }
}

async fn one(client: &Client, address: &str) -> Result<Vec<u8>, Refusal> {
    let url = Url::parse(address)
        .map_err(|_| Refusal::Error(Error::BadAddress { text: address.to_owned() }))?;
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
pub(crate) fn next_try(now: Moment, tries: u32) -> Moment {
    let wait = FIRST_RETRY * 2_u32.saturating_pow(tries.min(6));
    let wait = jiff::SignedDuration::try_from(wait).unwrap_or_default();
    Moment {
        timestamp: now.timestamp.saturating_add(wait).unwrap_or(now.timestamp),
        offset: now.offset,
    }
}

/// A sentence of its own: capital letter and full stop.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}
