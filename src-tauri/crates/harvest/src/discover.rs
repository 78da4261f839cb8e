use std::time::Duration;

use extract::Link;
use extract::wordpress::Post;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::{Direction, Estimate, Found, Reach, shown_host};
use url::Url;

use crate::address::{host_of, typed};
use crate::client::{Answer, Client, Manners, PAGE_LIMIT};
use crate::estimate::{self, Sample};
use crate::listing::{Rest, instants, wall};
use crate::preview::Paper;
use crate::{Error, Flaw, Stop};

const HTML: &str = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5";
/// Stories that are shown before a paper is added.
const PREVIEW: usize = 10;
/// Stories that are asked for: by what they have, that of all is estimated.
const SAMPLE: usize = 30;

/// Finds the newspaper at an address as people type it: its name, language, sections and where it lists its stories.
///
/// # Errors
/// Says what is there instead, or why nothing answered.
pub async fn discover(
    address: &str,
    manners: Manners,
    clock: fn() -> Timestamp,
    stop: Stop,
) -> Result<Found, Error> {
    let (url, guessed) = typed(address)?;
    let manners = Manners {
        private_host: manners.private_host.and(url.host_str().map(str::to_owned)),
        ..manners
    };
    let client = Client::new(manners, clock, stop);
    match look(&client, &url).await {
        // A site without https answers only when it is asked plainly; a bad certificate is never gone around.
        Err(Error::NoAnswer { .. }) if guessed => {
            let mut plain = url;
            if plain.set_scheme("http").is_err() {
                return Err(Error::BadAddress { text: address.to_owned(), flaw: Flaw::Unreadable });
            }
            look(&client, &plain).await
        }
        found => found,
    }
}

async fn look(client: &Client, url: &Url) -> Result<Found, Error> {
    let (mut answer, root) = match rest_at(client, url).await {
        // A story that is gone, a feed that does not name the interface: the front page may.
        Err(Error::Status { status: 404 | 410, .. } | Error::NotANewspaper { .. })
            if url.path() != "/" =>
        {
            rest_at(client, &url.join("/").unwrap_or_else(|_| url.clone())).await?
        }
        at_once => at_once?,
    };
    let mut address = Url::parse(answer.url()).unwrap_or_else(|_| url.clone());
    address.set_query(None);
    let front = home_of(&root);
    if front.host_str() == address.host_str() && front.path() != address.path() {
        // A story or section was given: the paper's menu stands on its front page.
        answer = page(client, &front).await?;
        address = front;
    }
    let home = extract::home(&answer.body, answer.header("content-type"), &address)
        .map_err(|_| not_a_page(&address))?;
    let rest = Rest { client, root };
    describe(&rest, &address, &home.language, &home.links).await
}

/// A page, and the root of the REST interface that it names.
async fn rest_at(client: &Client, url: &Url) -> Result<(Answer, Url), Error> {
    let answer = page(client, url).await?;
    let address = Url::parse(answer.url()).unwrap_or_else(|_| url.clone());
    let root = rest_root(&answer, &address)?.ok_or_else(|| Error::NotANewspaper {
        url: url.to_string(),
        why: "it does not list its stories as a WordPress newspaper does".to_owned(),
    })?;
    Ok((answer, root))
}

/// A web page that answered with success.
pub(crate) async fn page(client: &Client, url: &Url) -> Result<Answer, Error> {
    let answer = client.get(url, HTML, PAGE_LIMIT).await?;
    if let Some(why) = wall(&answer) {
        return Err(Error::Refused { host: host_of(url), why: why.to_owned() });
    }
    if answer.is_success() {
        Ok(answer)
    } else {
        Err(Error::Status { url: url.to_string(), status: answer.status })
    }
}

fn rest_root(answer: &Answer, address: &Url) -> Result<Option<Url>, Error> {
    let links = answer.headers.iter().filter(|(name, _)| name == "link");
    if let Some(root) = links.filter_map(|(_, value)| extract::rest_root_of_header(value)).next() {
        return Ok(Some(root));
    }
    let home = extract::home(&answer.body, answer.header("content-type"), address)
        .map_err(|_| not_a_page(address))?;
    Ok(home.rest_root)
}

fn not_a_page(address: &Url) -> Error {
    Error::NotANewspaper {
        url: address.to_string(),
        why: "what it sends is no web page".to_owned(),
    }
}

/// The front page of the site whose REST interface lies at `root`.
fn home_of(root: &Url) -> Url {
    let mut home = root.clone();
    home.set_query(None);
    let path = root.path().trim_end_matches('/');
    let path = path
        .strip_suffix("/wp-json")
        .or_else(|| path.strip_suffix("/index.php"))
        .unwrap_or(path)
        .to_owned();
    home.set_path(&format!("{path}/"));
    home
}

async fn describe(
    rest: &Rest<'_>,
    home: &Url,
    language: &str,
    menu: &[Link],
) -> Result<Found, Error> {
    let site = rest.site().await?;
    if !site.serves_posts {
        return Err(Error::NotANewspaper {
            url: home.to_string(),
            why: "its list of stories is switched off".to_owned(),
        });
    }
    let sections = extract::wordpress::sections(&rest.categories().await?, menu);
    let zone = model::time_zone(&site.zone);
    let (newest, stories) = rest.newest(SAMPLE).await?;
    if newest.is_empty() {
        return Err(Error::NotANewspaper {
            url: home.to_string(),
            why: "it lists no story".to_owned(),
        });
    }
    // Regions of one language are one language to a reader: `en-US` is `en`.
    let language = language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let language = if language.is_empty() { "en" } else { &language };
    let id = id_of(home);
    let paper = Paper { id: &id, sections: &sections, zone: &zone, language };
    let days = Days::of(rest, &newest, &zone).await?;
    let open: Vec<Post> = newest.into_iter().filter(|post| !post.withheld).collect();
    let (mut preview, sample) = paper.preview(rest, &open).await?;
    preview.truncate(PREVIEW);
    let delay = rest.client.delay(home).await;
    let reaches = match days {
        Some(days) => days.reaches(rest, &zone, (&sample, stories, delay)).await?,
        None => Vec::new(),
    };
    Ok(Found {
        name: if site.name.is_empty() { shown_host(&id).into_owned() } else { site.name },
        url: home.to_string(),
        tagline: site.tagline,
        language: language.to_owned(),
        direction: Direction::of_language(language),
        zone: site.zone,
        listing: rest.root.to_string(),
        stories,
        newest_day: days.map(|days| days.newest),
        newest_day_stories: reaches.first().map_or(0, |day| day.stories),
        oldest_day: days.map(|days| days.oldest),
        preview,
        reaches,
        free: None,
        delay_ms: u32::try_from(delay.as_millis()).unwrap_or(u32::MAX),
        already_added: false,
        id,
        sections,
    })
}

/// The first and the last day on which a paper printed.
#[derive(Debug, Clone, Copy)]
struct Days {
    oldest: Date,
    newest: Date,
    /// Stories of the newest that were seen, for a site that does not count.
    seen: u32,
}

impl Days {
    async fn of(rest: &Rest<'_>, newest: &[Post], zone: &TimeZone) -> Result<Option<Self>, Error> {
        let day =
            |post: &Post| Some(post.published_in(zone)?.to_zoned_datetime(zone.clone()).date());
        let days: Vec<Date> = newest.iter().filter_map(day).collect();
        let Some(newest) = days.iter().copied().max() else { return Ok(None) };
        let oldest = rest.oldest().await?.as_ref().and_then(day).unwrap_or(newest);
        let seen = days.iter().filter(|day| **day == newest).count();
        Ok(Some(Self {
            oldest: oldest.min(newest),
            newest,
            seen: u32::try_from(seen).unwrap_or(0),
        }))
    }

    /// Asks how many stories each reach has, and says what it takes; one that has no more than a shorter is left out.
    async fn reaches(
        self,
        rest: &Rest<'_>,
        zone: &TimeZone,
        (sample, all, delay): (&Sample, u32, Duration),
    ) -> Result<Vec<Estimate>, Error> {
        let mut found: Vec<Estimate> = Vec::new();
        for (reach, since) in estimate::reaches(self.oldest, self.newest) {
            let counted = match reach {
                Reach::All => all,
                _ => rest.count_between(&instants(since, self.newest, zone)).await?,
            };
            let stories = counted.max(self.seen);
            if found.last().is_none_or(|shorter| stories > shorter.stories) {
                found.push(sample.estimate(reach, (since, self.newest), stories, delay));
            }
        }
        Ok(found)
    }
}

/// The id of a source: its host, and where several papers share one its path: `gazette.example/urdu`.
fn id_of(home: &Url) -> String {
    let path = home.path().trim_matches('/');
    if path.is_empty() { host_of(home) } else { format!("{}/{path}", host_of(home)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_on_one_host_are_told_apart_by_their_path() {
        let id = |home: &str| id_of(&Url::parse(home).unwrap());
        assert_eq!(id("https://www.gazette.example/"), "gazette.example");
        assert_eq!(id("https://gazette.example/urdu/"), "gazette.example/urdu");
    }

    #[test]
    fn the_front_page_lies_above_the_interface() {
        for (root, home) in [
            ("https://a.example/wp-json/", "https://a.example/"),
            ("https://a.example/urdu/wp-json/", "https://a.example/urdu/"),
            ("https://a.example/index.php?rest_route=/", "https://a.example/"),
        ] {
            assert_eq!(home_of(&Url::parse(root).unwrap()).as_str(), home);
        }
    }
}
