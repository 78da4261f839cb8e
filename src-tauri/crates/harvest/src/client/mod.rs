use std::collections::HashMap;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{ACCEPT, HeaderMap, LOCATION, RETRY_AFTER};
use reqwest::redirect::Policy;
use tokio::sync::{Mutex, Semaphore};
use tokio::time::Instant;
use url::Url;

use crate::address::{host_of, is_public, literal_address};
use crate::resolver::{PrivateName, PublicResolver};
use crate::robots::{self, Robots};
use crate::{Error, Flaw, Stop};

/// How this program names itself to sites.
pub const USER_AGENT: &str =
    concat!("Broadsheet/", env!("CARGO_PKG_VERSION"), " (personal newspaper archive)");

const MOST_REDIRECTS: usize = 10;
const MOST_TRIES: u32 = 3;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);
/// The longest silence in the middle of an answer; a slow line may take as long as it needs.
const SILENCE_TIMEOUT: Duration = Duration::from_secs(30);
/// The longest that a page or listing may take, whatever the line; a picture may take five times as long.
const PAGE_TIMEOUT: Duration = Duration::from_secs(180);
/// The longest `Retry-After` that is waited for within a run.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// The most that is taken of a page or listing: 15 MiB.
pub(crate) const PAGE_LIMIT: usize = 15 << 20;
/// The most that is taken of a picture: 64 MiB.
pub(crate) const PICTURE_LIMIT: usize = 64 << 20;

/// How politely a source is asked.
#[derive(Debug, Clone)]
pub struct Manners {
    /// Least time between the starts of two requests to one host; robots.txt can make it longer.
    pub delay: Duration,
    /// Requests at once to one host.
    pub concurrency: u32,
    /// The one host that may lie on this machine or in a private network.
    pub private_host: Option<String>,
}

impl Default for Manners {
    fn default() -> Self {
        Self { delay: Duration::from_secs(1), concurrency: 1, private_host: None }
    }
}

/// An answer, whatever its status.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// Addresses that answered: redirects in order, then the last.
    pub(crate) chain: Vec<String>,
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) fetched: Timestamp,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The address that answered in the end.
    pub(crate) fn url(&self) -> &str {
        self.chain.last().map_or("", String::as_str)
    }
}

/// What is known of a host: its rules and when it was last asked.
struct HostState {
    robots: OnceLock<Robots>,
    asking: Mutex<()>,
    next_start: Mutex<Option<Instant>>,
    slots: Semaphore,
}

/// Downloads politely: one request after another, robots.txt first, nothing private.
pub(crate) struct Client {
    http: reqwest::Client,
    manners: Manners,
    clock: fn() -> Timestamp,
    stop: Stop,
    hosts: Mutex<HashMap<String, Arc<HostState>>>,
}

impl Client {
    pub(crate) fn new(manners: Manners, clock: fn() -> Timestamp, stop: Stop) -> Self {
        static PROVIDER: OnceLock<()> = OnceLock::new();
        // It fails only where a provider is installed already, which serves as well.
        PROVIDER.get_or_init(|| drop(rustls::crypto::ring::default_provider().install_default()));
        let http = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .redirect(Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .read_timeout(SILENCE_TIMEOUT)
            .dns_resolver(PublicResolver { allowed_host: manners.private_host.clone() })
            .no_proxy()
            .build()
            .expect("the settings above are valid on every system");
        Self { http, manners, clock, stop, hosts: Mutex::default() }
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    pub(crate) fn concurrency(&self) -> usize {
        self.manners.concurrency.clamp(1, 8) as usize
    }

    /// The pause between two requests to a host that is known already.
    pub(crate) async fn delay(&self, url: &Url) -> Duration {
        let host = self.host(url).await;
        let asked = host.robots.get().and_then(Robots::delay).unwrap_or_default();
        self.manners.delay.max(asked)
    }

    /// Asks for an address; follows redirects, waits its turn, tries again where that may help.
    ///
    /// # Errors
    /// Where no answer came; an answer that is no success is an answer.
    pub(crate) async fn get(
        &self,
        url: &Url,
        accept: &'static str,
        limit: usize,
    ) -> Result<Answer, Error> {
        self.stop.or(self.get_unhurried(url, accept, limit)).await
    }

    async fn get_unhurried(
        &self,
        url: &Url,
        accept: &'static str,
        limit: usize,
    ) -> Result<Answer, Error> {
        let mut chain = Vec::new();
        let mut url = url.clone();
        loop {
            self.check_address(&url)?;
            self.check_robots(&url).await?;
            let mut answer = self.ask_with_patience(&url, accept, limit).await?;
            chain.push(url.to_string());
            let next = redirect_target(&url, &answer);
            match next {
                Some(next) if chain.len() <= MOST_REDIRECTS => url = next,
                _ => {
                    answer.chain = chain;
                    return Ok(answer);
                }
            }
        }
    }

    async fn ask_with_patience(
        &self,
        url: &Url,
        accept: &'static str,
        limit: usize,
    ) -> Result<Answer, Error> {
        let mut tries = 1;
        loop {
            self.wait_for_turn(url).await;
            let outcome = self.ask(url, accept, limit).await;
            let pause = match &outcome {
                Ok(answer) if matches!(answer.status, 429 | 503) => retry_after(answer),
                Ok(answer) if matches!(answer.status, 500 | 502 | 504) => None,
                Err(Error::NoAnswer { .. }) => None,
                _ => return outcome,
            };
            if tries == MOST_TRIES {
                return outcome;
            }
            let pause = pause
                .unwrap_or(self.manners.delay.max(Duration::from_millis(250)) * 2_u32.pow(tries));
            if pause > LONGEST_WAIT {
                return outcome;
            }
            tokio::time::sleep(pause).await;
            tries += 1;
        }
    }

    async fn ask(&self, url: &Url, accept: &'static str, limit: usize) -> Result<Answer, Error> {
        let host = self.host(url).await;
        let _slot = host.slots.acquire().await;
        let timeout = if limit > PAGE_LIMIT { PAGE_TIMEOUT * 5 } else { PAGE_TIMEOUT };
        let request = self.http.get(url.clone()).header(ACCEPT, accept).timeout(timeout);
        let mut response = request.send().await.map_err(|error| no_answer(url, &error))?;
        let status = response.status().as_u16();
        let headers = response_headers(response.headers());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| no_answer(url, &error))? {
            if body.len() + chunk.len() > limit {
                return Err(Error::TooLarge { url: url.to_string(), limit });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { chain: Vec::new(), status, headers, body, fetched: (self.clock)() })
    }

    /// Waits until this host may be asked again, and takes the turn.
    async fn wait_for_turn(&self, url: &Url) {
        let delay = self.delay(url).await;
        let host = self.host(url).await;
        let mut next_start = host.next_start.lock().await;
        let now = Instant::now();
        let start = next_start.map_or(now, |next| next.max(now));
        *next_start = Some(start + delay);
        drop(next_start);
        tokio::time::sleep_until(start).await;
    }

    fn check_address(&self, url: &Url) -> Result<(), Error> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Error::BadAddress { text: url.to_string(), flaw: Flaw::Unreadable });
        }
        let allowed = self.manners.private_host.as_deref() == url.host_str();
        match literal_address(url) {
            Some(address) if !allowed && !is_public(address) => {
                Err(Error::PrivateAddress { host: host_of(url) })
            }
            _ => Ok(()),
        }
    }

    async fn check_robots(&self, url: &Url) -> Result<(), Error> {
        let host = self.host(url).await;
        let asking = host.asking.lock().await;
        if host.robots.get().is_none() {
            let robots = self.fetch_robots(url).await?;
            // Only the holder of `asking` sets it.
            drop(host.robots.set(robots));
        }
        drop(asking);
        match host.robots.get() {
            Some(Robots::Unreachable) => {
                Err(Error::NoAnswer { host: host_of(url), detail: "its robots.txt failed" })
            }
            Some(robots) if !robots.allows(url) => {
                Err(Error::Refused { host: host_of(url), why: "its robots.txt".to_owned() })
            }
            _ => Ok(()),
        }
    }

    async fn fetch_robots(&self, url: &Url) -> Result<Robots, Error> {
        let Ok(mut address) = url.join("/robots.txt") else { return Ok(Robots::Silent) };
        for _ in 0..MOST_REDIRECTS / 2 {
            self.check_address(&address)?;
            let answer = match self
                .ask_with_patience(&address, "text/plain, */*;q=0.5", 4 * robots::LIMIT)
                .await
            {
                Err(Error::TooLarge { .. }) => return Ok(Robots::Silent),
                other => other?,
            };
            match redirect_target(&address, &answer) {
                Some(next) => address = next,
                None => return Ok(Robots::of_answer(answer.status, &answer.body)),
            }
        }
        Ok(Robots::Silent)
    }

    async fn host(&self, url: &Url) -> Arc<HostState> {
        let authority = format!("{}://{}", url.scheme(), url.authority());
        let mut hosts = self.hosts.lock().await;
        let slots = self.concurrency();
        let state = hosts.entry(authority).or_insert_with(|| {
            Arc::new(HostState {
                robots: OnceLock::new(),
                asking: Mutex::new(()),
                next_start: Mutex::new(None),
                slots: Semaphore::new(slots),
            })
        });
        Arc::clone(state)
    }
}

fn response_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect()
}

fn redirect_target(url: &Url, answer: &Answer) -> Option<Url> {
    if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    url.join(answer.header(LOCATION.as_str())?).ok()
}

fn retry_after(answer: &Answer) -> Option<Duration> {
    let value = answer.header(RETRY_AFTER.as_str())?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    Duration::try_from(until.duration_since(answer.fetched)).ok()
}

/// Tells apart why nothing came: a private name, a certificate, the name, the connection, the time.
fn no_answer(url: &Url, error: &reqwest::Error) -> Error {
    let host = host_of(url);
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<PrivateName>() {
            return Error::PrivateAddress { host };
        }
        if let Some(rustls::Error::InvalidCertificate(_)) = error.downcast_ref::<rustls::Error>() {
            return Error::Certificate { host };
        }
        // An error of TLS arrives wrapped in an error of I/O, which hides it from `source`.
        let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        cause = inner
            .map(|inner| inner as &(dyn std::error::Error + 'static))
            .or_else(|| error.source());
    }
    let detail = if error.is_timeout() {
        "it took too long"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the line broke"
    };
    Error::NoAnswer { host, detail }
}

#[cfg(test)]
mod tests;
