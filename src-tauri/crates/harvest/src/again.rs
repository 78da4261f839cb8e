use archive::CaptureAnswer;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::Moment;
use url::Url;

use crate::client::{Client, Manners, PAGE_LIMIT, PICTURE_LIMIT};
use crate::{Error, Flaw, Stop};

/// Asks for single addresses once more, because what they sent was damaged since.
pub struct Again(Client);

impl Again {
    /// Asks as politely as a run does.
    #[must_use]
    pub fn new(manners: Manners, clock: fn() -> Timestamp, stop: Stop) -> Self {
        Self(Client::new(manners, clock, stop))
    }

    /// What a page or listing sends now.
    ///
    /// # Errors
    /// If nothing comes, or not with success.
    pub async fn page(&self, url: &str) -> Result<CaptureAnswer, Error> {
        self.get(url, PAGE_LIMIT).await
    }

    /// What the address of a picture sends now.
    ///
    /// # Errors
    /// If nothing comes, or not with success.
    pub async fn picture(&self, url: &str) -> Result<CaptureAnswer, Error> {
        self.get(url, PICTURE_LIMIT).await
    }

    async fn get(&self, text: &str, limit: usize) -> Result<CaptureAnswer, Error> {
        let unreadable = |_| Error::BadAddress { text: text.to_owned(), flaw: Flaw::Unreadable };
        let url = Url::parse(text).map_err(unreadable)?;
        let answer = self.0.get(&url, "*/*", limit).await?;
        if !answer.is_success() {
            return Err(Error::Status { url: text.to_owned(), status: answer.status });
        }
        Ok(CaptureAnswer {
            chain: answer.chain,
            status: answer.status,
            headers: answer.headers,
            fetched: Moment::new(answer.fetched, &TimeZone::UTC),
            body: answer.body,
        })
    }
}
