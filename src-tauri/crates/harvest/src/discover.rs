use extract::Link;
use jiff::Timestamp;
use model::{Direction, Found};
use url::Url;

use crate::address::{host_of, typed};
use crate::client::{Answer, Client, Manners, PAGE_LIMIT};
use crate::listing::{Rest, instants, wall};
use crate::{Error, Stop};

const HTML: &str = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5";
/// Headlines that are shown as a taste.
const TASTE: u32 = 8;

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
                return Err(Error::BadAddress { text: address.to_owned() });
            }
            look(&client, &plain).await
        }
        found => found,
    }
}

async fn look(client: &Client, url: &Url) -> Result<Found, Error> {
    let mut answer = page(client, url).await?;
    let mut address = Url::parse(answer.url()).unwrap_or_else(|_| url.clone());
    let root = rest_root(&answer, &address)?.ok_or_else(|| Error::NotANewspaper {
        url: url.to_string(),
        why: "it does not list its stories as a WordPress newspaper does".to_owned(),
    })?;
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
    let (newest, stories) = rest.newest(TASTE).await?;
    if newest.is_empty() {
        return Err(Error::NotANewspaper {
            url: home.to_string(),
            why: "it lists no story".to_owned(),
        });
    }
    let newest_day = newest.iter().filter_map(|post| post.published_in(&zone)).max();
    let newest_day = newest_day.map(|published| published.to_zoned_datetime(zone.clone()).date());
    let newest_day_stories = match newest_day {
        Some(day) => rest.count_between(&instants(day, day, &zone)).await?,
        None => 0,
    };
    // Regions of one language are one language to a reader: `en-US` is `en`.
    let language = language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let language = if language.is_empty() { "en" } else { &language };
    let context = extract::wordpress::Context {
        sections: &sections,
        media: &[],
        leads_on_pages: &[],
        zone: &zone,
        language,
    };
    let headlines = newest
        .iter()
        .filter(|post| !post.withheld)
        .map(|post| post.reading(&context).reading.headline);
    let delay = rest.client.delay(home).await;
    Ok(Found {
        id: id_of(home),
        name: if site.name.is_empty() { host_of(home) } else { site.name },
        url: home.to_string(),
        tagline: site.tagline,
        language: language.to_owned(),
        direction: Direction::of_language(language),
        zone: site.zone,
        listing: rest.root.to_string(),
        headlines: headlines.collect(),
        stories,
        newest_day,
        newest_day_stories,
        delay_ms: u32::try_from(delay.as_millis()).unwrap_or(u32::MAX),
        already_added: false,
        sections,
    })
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
