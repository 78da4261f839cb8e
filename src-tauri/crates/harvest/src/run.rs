use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use archive::{
    Arrival, Capture, CapturedPart, ListingRead, Outcome, PictureAddress, Run, State, StoryState,
    Writer,
};
use extract::Extracted;
use extract::wordpress::{Context, Media, Post};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use model::{Event, EventKind, Moment, Section, Source};
use url::Url;

use crate::client::{Client, Manners};
use crate::discover::page;
use crate::listing::{Page, Rest, instants};
use crate::progress::Progress;
use crate::{Error, Flaw, Stop};

/// Days that are listed in one go: a week is some five requests for a paper of 60 stories a day.
pub(crate) const WINDOW_DAYS: i64 = 7;

/// Which days of a source to fetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// The newest day on which it printed.
    Latest,
    /// From the first to the last, both included.
    Days(Date, Date),
}

/// What a run is to do.
#[derive(Debug, Clone)]
pub struct Order {
    /// The source; its sections say which are followed.
    pub source: Source,
    /// Which days.
    pub period: Period,
    /// How politely.
    pub manners: Manners,
}

/// What a run works with.
pub struct Tools<'a> {
    /// Where it stores; locked for each step, never across a request.
    pub writer: &'a Mutex<Writer>,
    /// The time.
    pub clock: fn() -> Timestamp,
    /// Ends it.
    pub stop: Stop,
    /// Told each step; called without the writer's lock.
    pub tell: &'a mut (dyn FnMut(Event) + Send),
}

/// Fetches days of a WordPress newspaper: lists them from the newest back, stores text first, then pictures.
///
/// Returns the first and the last day that were asked for; what came of them stands in their ledgers.
///
/// # Errors
/// [`Error::Stopped`] if the reader stopped it, [`Error::NoAnswer`] if the line went; what was stored stays, and
/// the next run of the same days goes on from there.
pub async fn fetch(order: &Order, tools: &mut Tools<'_>) -> Result<(Date, Date), Error> {
    let source = &order.source;
    let client = Client::new(order.manners.clone(), tools.clock, tools.stop.clone());
    let root = lock(tools.writer).listing_address(&source.id)?;
    let root =
        Url::parse(&root).map_err(|_| Error::BadAddress { text: root, flaw: Flaw::Unreadable })?;
    let rest = Rest { client: &client, root };
    let zone = model::time_zone(&source.zone);
    let days = match order.period {
        Period::Days(since, until) => (since, until),
        Period::Latest => newest_day(&rest, &zone).await?,
    };
    let now = Moment::new(client.now(), &zone);
    let run = lock(tools.writer).begin_run(&source.id, days, now)?;
    let mut harvest = Harvest {
        progress: Progress::new(&source.id, tools.tell),
        writer: tools.writer,
        rest: &rest,
        source,
        zone: &zone,
    };
    harvest.whole(run).await?;
    Ok(days)
}

async fn newest_day(rest: &Rest<'_>, zone: &TimeZone) -> Result<(Date, Date), Error> {
    let (posts, _) = rest.newest(1).await?;
    let newest =
        posts.iter().filter_map(|post| post.published_in(zone)).max().ok_or_else(|| {
            Error::NotANewspaper { url: rest.root.to_string(), why: "it lists no story".to_owned() }
        })?;
    let day = newest.to_zoned_datetime(zone.clone()).date();
    Ok((day, day))
}

/// A lock that was poisoned by a panic guards nothing that a transaction does not guard already.
pub(crate) fn lock(writer: &Mutex<Writer>) -> MutexGuard<'_, Writer> {
    writer.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A run at work.
pub(crate) struct Harvest<'a> {
    pub(crate) progress: Progress<'a>,
    pub(crate) writer: &'a Mutex<Writer>,
    pub(crate) rest: &'a Rest<'a>,
    pub(crate) source: &'a Source,
    zone: &'a TimeZone,
}

/// A story of a page, read.
struct Read<'a> {
    post: &'a Post,
    key: &'a str,
    day: Date,
    extracted: Extracted,
    pictures: Vec<PictureAddress>,
}

impl Harvest<'_> {
    async fn whole(&mut self, mut run: Run) -> Result<(), Error> {
        let started = self.progress.step(EventKind::Started);
        self.progress.tell(Event { url: self.source.url.clone(), ..started });
        let mut until = run.until;
        while until >= run.since {
            let since = until.saturating_sub((WINDOW_DAYS - 1).days()).max(run.since);
            // A run that is taken up again has listed its older days already. Its newest may have gone on printing.
            if until == run.until || run.reached.is_none_or(|reached| reached > since) {
                self.list(since, until).await?;
                if until == run.until {
                    self.read_front().await?;
                }
                lock(self.writer).advance_run(&mut run, since)?;
            }
            self.fetch_pictures(since, until).await?;
            match since.yesterday() {
                Ok(before) => until = before,
                Err(_) => break,
            }
        }
        lock(self.writer).finish_run(&run, self.now())?;
        let finished = self.progress.step(EventKind::Finished);
        self.progress.tell(finished);
        Ok(())
    }

    pub(crate) fn now(&self) -> Moment {
        Moment::new(self.rest.client.now(), self.zone)
    }

    /// Lists a window of days and stores the text of its stories.
    async fn list(&mut self, since: Date, until: Date) -> Result<(), Error> {
        let span = instants(since, until, self.zone);
        let mut listed = BTreeMap::<Date, BTreeSet<String>>::new();
        let (mut number, mut posts) = (1, 0);
        let whole = loop {
            self.tell_waiting().await;
            let page = self.rest.posts_between(&span, number).await?;
            self.progress.bytes += page.answer.body.len() as u64;
            self.store_page(&page, until, &mut listed).await?;
            posts += page.posts.len();
            if page.last {
                // Fewer than the site counts: something could not be read, or the listing shifted meanwhile.
                break page.total.is_none_or(|total| posts >= total);
            }
            number += 1;
        };
        self.look_for_vanished(since, until, &listed).await?;
        let (source, read) = (&self.source.id, self.now());
        let mut day = since;
        loop {
            let count =
                listed.get(&day).map_or(0, |urls| u32::try_from(urls.len()).unwrap_or(u32::MAX));
            let listing = ListingRead {
                source,
                day,
                kind: "rest",
                url: self.rest.root.as_str(),
                count,
                whole,
                read,
            };
            lock(self.writer).note_listing(&listing)?;
            match day.tomorrow() {
                Ok(next) if next <= until => day = next,
                _ => return Ok(()),
            }
        }
    }

    /// Stores the stories of one page of a listing, and notes in `listed` the keys that it named.
    ///
    /// A story that does not say when it was published is noted as missing on the `newest` day asked for.
    async fn store_page(
        &mut self,
        page: &Page,
        newest: Date,
        listed: &mut BTreeMap<Date, BTreeSet<String>>,
    ) -> Result<(), Error> {
        let keys: Vec<String> = page.posts.iter().map(|post| format!("wp:{}", post.id)).collect();
        let media = self.media_of(&page.posts).await?;
        let leads_on_pages = self.leads_on_pages(&page.posts, &media).await?;
        let sections = followed(&self.source.sections);
        let context = Context {
            sections: &self.source.sections,
            media: &media,
            leads_on_pages: &leads_on_pages,
            zone: self.zone,
            language: &self.source.language,
        };
        let mut read = Vec::new();
        let mut states = Vec::new();
        for (post, key) in page.posts.iter().zip(&keys) {
            let url = post.url.as_str();
            let Some(published) = post.published_in(self.zone) else {
                let detail = "The paper does not say when it was published.";
                let state = State::Failed { reason: "no-time", detail };
                states.push(StoryState { key, url, day: newest, state });
                continue;
            };
            let day = published.to_zoned_datetime(self.zone.clone()).date();
            listed.entry(day).or_default().insert(key.clone());
            if post.withheld {
                states.push(StoryState { key, url, day, state: State::Withheld });
                continue;
            }
            let extracted = post.reading(&context);
            if !is_followed(&extracted, &sections, &self.source.sections) {
                continue;
            }
            states.push(StoryState { key, url, day, state: State::Stored });
            let pictures = extracted
                .pictures
                .iter()
                .map(|picture| PictureAddress {
                    url: picture.url.clone(),
                    candidates: picture.candidates.clone(),
                })
                .collect();
            read.push(Read { post, key, day, extracted, pictures });
        }
        self.progress.total += u32::try_from(read.len()).unwrap_or(u32::MAX);
        let step = self.progress.step(EventKind::Listed);
        self.progress.tell(Event { url: page.url.to_string(), ..step });
        self.store(page, &read, &states)
    }

    /// Keeps the answer, then the stories in it, then what the ledger says of them.
    fn store(
        &mut self,
        page: &Page,
        read: &[Read<'_>],
        states: &[StoryState<'_>],
    ) -> Result<(), Error> {
        let source = self.source.id.as_str();
        let fetched = Moment::new(page.answer.fetched, self.zone);
        let mut writer = lock(self.writer);
        let capture = writer.store_capture(&Capture {
            source,
            url: page.url.as_str(),
            chain: &page.answer.chain,
            status: page.answer.status,
            headers: &page.answer.headers,
            fetched,
            body: &page.answer.body,
        })?;
        let arrivals: Vec<Arrival<'_>> = read
            .iter()
            .map(|read| Arrival {
                source,
                key: Some(read.key),
                id: None,
                day: read.day,
                reading: &read.extracted.reading,
                part: Some(CapturedPart { capture, range: Some(read.post.range.clone()) }),
                captured: Some(fetched),
                pictures: &read.pictures,
            })
            .collect();
        let stored = writer.store(&arrivals)?;
        writer.note_stories(source, states)?;
        drop(writer);
        for (read, stored) in read.iter().zip(stored) {
            self.progress.done += 1;
            let event = match stored.outcome {
                Outcome::New => EventKind::Stored,
                Outcome::Revised => EventKind::Updated,
                Outcome::Unchanged => continue,
            };
            let reading = &read.extracted.reading;
            let step = self.progress.step(event);
            self.progress.tell(Event {
                day: Some(read.day),
                url: reading.url.clone(),
                section: reading.section.last().cloned().unwrap_or_default(),
                ..step
            });
        }
        Ok(())
    }

    async fn media_of(&mut self, posts: &[Post]) -> Result<Vec<Media>, Error> {
        let ids: BTreeSet<u64> = posts.iter().flat_map(Post::attachments).collect();
        let parents: Vec<u64> =
            posts.iter().filter(|post| post.wants_children()).map(|post| post.id).collect();
        let mut media = self.rest.media(&ids.into_iter().collect::<Vec<_>>(), false).await?;
        media.extend(self.rest.media(&parents, true).await?);
        Ok(media)
    }

    /// Reads the pages of stories whose lead picture is told nowhere else.
    async fn leads_on_pages(
        &self,
        posts: &[Post],
        media: &[Media],
    ) -> Result<Vec<(u64, Url)>, Error> {
        let mut leads = Vec::new();
        for post in posts.iter().filter(|post| !post.withheld && post.hides_its_lead(media)) {
            let Ok(url) = Url::parse(&post.url) else { continue };
            let answer = match page(self.rest.client, &url).await {
                Ok(answer) => answer,
                // The story is whole without it; but a host that is busy now would tell it later.
                Err(Error::Status { status, .. }) if !matches!(status, 429 | 503) => continue,
                Err(Error::Refused { .. } | Error::TooLarge { .. }) => continue,
                Err(error) => return Err(error),
            };
            let picture = extract::lead_picture(&answer.body, answer.header("content-type"), &url);
            leads.extend(picture.map(|picture| (post.id, picture)));
        }
        Ok(leads)
    }

    /// Tells that the next request waits for its time.
    async fn tell_waiting(&mut self) {
        let delay = self.rest.client.delay(&self.rest.root).await;
        let step = self.progress.step(EventKind::Waiting);
        let next_request_ms = u32::try_from(delay.as_millis()).unwrap_or(u32::MAX);
        self.progress.tell(Event { next_request_ms, ..step });
    }

    /// Reads the paper's own front page, whose order says what the paper holds important; all else is whole without it.
    async fn read_front(&mut self) -> Result<(), Error> {
        let Ok(url) = Url::parse(&self.source.url) else { return Ok(()) };
        self.tell_waiting().await;
        let answer = match page(self.rest.client, &url).await {
            Ok(answer) => answer,
            Err(Error::Stopped) => return Err(Error::Stopped),
            Err(_) => return Ok(()),
        };
        self.progress.bytes += answer.body.len() as u64;
        let address = Url::parse(answer.url()).unwrap_or(url);
        let home = extract::home(&answer.body, answer.header("content-type"), &address);
        let links = home.map(|home| home.links).unwrap_or_default();
        let links: Vec<String> = links.into_iter().map(|link| link.url.into()).collect();
        let read = answer.fetched.to_zoned_datetime(self.zone.clone()).date();
        Ok(lock(self.writer).note_front(&self.source.id, &links, read)?)
    }

    /// Asks for stories that are held of these days but were not listed: moved, or gone.
    async fn look_for_vanished(
        &mut self,
        since: Date,
        until: Date,
        listed: &BTreeMap<Date, BTreeSet<String>>,
    ) -> Result<(), Error> {
        let held = lock(self.writer).keys(&self.source.id, (since, until))?;
        let missing: Vec<String> = held
            .into_iter()
            .filter(|key| !listed.values().any(|keys| keys.contains(key)))
            .collect();
        let ids: Vec<u64> =
            missing.iter().filter_map(|key| key.strip_prefix("wp:")?.parse().ok()).collect();
        for chunk in ids.chunks(100) {
            let page = self.rest.posts_by_id(chunk).await?;
            let mut elsewhere = BTreeMap::new();
            self.store_page(&page, until, &mut elsewhere).await?;
            let there: BTreeSet<u64> = page.posts.iter().map(|post| post.id).collect();
            let gone: Vec<String> = chunk
                .iter()
                .filter(|id| !there.contains(id))
                .map(|id| format!("wp:{id}"))
                .collect();
            lock(self.writer).mark_gone(&self.source.id, &gone, self.now())?;
        }
        Ok(())
    }
}

fn followed(sections: &[Section]) -> BTreeSet<&[String]> {
    sections
        .iter()
        .filter(|section| section.followed)
        .map(|section| section.path.as_slice())
        .collect()
}

/// A story is wanted if any of its sections is followed, or if it stands in none that is known.
fn is_followed(extracted: &Extracted, followed: &BTreeSet<&[String]>, all: &[Section]) -> bool {
    let reading = &extracted.reading;
    let mut paths = std::iter::once(&reading.section).chain(&reading.also_in);
    let known = |path: &Vec<String>| all.iter().any(|section| section.path == *path);
    paths.clone().any(|path| followed.contains(path.as_slice())) || !paths.any(known)
}
