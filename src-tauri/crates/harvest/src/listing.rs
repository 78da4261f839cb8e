use std::ops::Range;

use extract::wordpress::{self, Media, Post};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use url::Url;

use crate::Error;
use crate::address::host_of;
use crate::client::{Answer, Client, PAGE_LIMIT};

/// What WordPress gives at most on one page.
pub(crate) const PAGE_SIZE: usize = 100;
/// Stories for whose uploads one request asks.
pub(crate) const PARENTS: usize = 20;
/// A listing that never ends is broken: 1,000 pages are 100,000 stories.
const MOST_PAGES: u32 = 1000;
const JSON: &str = "application/json";
/// Everything a story needs; what plugins add beside it can double the size.
const FIELDS: &str = "id,date,date_gmt,modified,modified_gmt,slug,status,type,link,title,content,author,\
    featured_media,sticky,format,categories,tags,excerpt,_links,_embedded";

/// What comes with a story: the record of its lead picture, its writers, its sections and subject words.
const EMBEDDED: &str = "wp:featuredmedia,author,wp:term";

/// The REST interface of a WordPress site.
pub(crate) struct Rest<'a> {
    pub(crate) client: &'a Client,
    pub(crate) root: Url,
}

/// One page of a listing: the answer and the stories in it.
pub(crate) struct Page {
    pub(crate) answer: Answer,
    pub(crate) url: Url,
    pub(crate) posts: Vec<Post>,
    pub(crate) last: bool,
    /// Stories that the whole listing has, as the site counts them.
    pub(crate) total: Option<usize>,
}

impl Rest<'_> {
    /// One page of the stories published within an instant range, oldest first.
    pub(crate) async fn posts_between(
        &self,
        span: &Range<Timestamp>,
        page: u32,
    ) -> Result<Page, Error> {
        let [after, before] = exclusive(span);
        let url = self.endpoint(
            "wp/v2/posts",
            &[
                ("after", &after),
                ("before", &before),
                ("order", "asc"),
                ("orderby", "date"),
                ("per_page", &PAGE_SIZE.to_string()),
                ("page", &page.to_string()),
                ("_embed", EMBEDDED),
                ("_fields", FIELDS),
            ],
        );
        self.page(url, page).await
    }

    /// Stories by their numbers, at most 100.
    pub(crate) async fn posts_by_id(&self, ids: &[u64]) -> Result<Page, Error> {
        let url = self.endpoint(
            "wp/v2/posts",
            &[
                ("include", &joined(ids)),
                ("per_page", &PAGE_SIZE.to_string()),
                ("_embed", EMBEDDED),
                ("_fields", FIELDS),
            ],
        );
        self.page(url, 1).await
    }

    async fn page(&self, url: Url, number: u32) -> Result<Page, Error> {
        let answer = self.json(&url).await?;
        let posts =
            wordpress::posts(&answer.body).map_err(|error| self.refused(&url, &answer, &error))?;
        let pages: Option<u32> = number_in(&answer, "x-wp-totalpages");
        let last =
            pages.map_or(posts.len() < PAGE_SIZE, |pages| number >= pages) || number >= MOST_PAGES;
        let total = number_in(&answer, "x-wp-total");
        Ok(Page { answer, url, posts, last, total })
    }

    /// The newest stories with all that a run asks for, and how many there are in all.
    pub(crate) async fn newest(&self, count: usize) -> Result<(Vec<Post>, u32), Error> {
        let url = self.endpoint(
            "wp/v2/posts",
            &[("per_page", &count.to_string()), ("_embed", EMBEDDED), ("_fields", FIELDS)],
        );
        let page = self.page(url, 1).await?;
        let total = page.total.unwrap_or(page.posts.len());
        Ok((page.posts, u32::try_from(total).unwrap_or(u32::MAX)))
    }

    /// The oldest story, by its time alone.
    pub(crate) async fn oldest(&self) -> Result<Option<Post>, Error> {
        let url = self.endpoint(
            "wp/v2/posts",
            &[
                ("order", "asc"),
                ("orderby", "date"),
                ("per_page", "1"),
                ("_fields", "id,date,date_gmt,link"),
            ],
        );
        Ok(self.page(url, 1).await?.posts.into_iter().next())
    }

    /// How many stories were published within an instant range.
    pub(crate) async fn count_between(&self, span: &Range<Timestamp>) -> Result<u32, Error> {
        let [after, before] = exclusive(span);
        let url = self.endpoint(
            "wp/v2/posts",
            &[("after", &after), ("before", &before), ("per_page", "1"), ("_fields", "id")],
        );
        Ok(number_in(&self.json(&url).await?, "x-wp-total").unwrap_or(0))
    }

    /// Records of pictures by their numbers, or (`by_parent`) of all that were uploaded to stories.
    ///
    /// A site that keeps them to itself is no failure: the stories themselves name their pictures. One that fails
    /// for the moment is, for without the records a gallery would be read otherwise than it is.
    pub(crate) async fn media(&self, ids: &[u64], by_parent: bool) -> Result<Vec<Media>, Error> {
        let mut found = Vec::new();
        for chunk in ids.chunks(if by_parent { PARENTS } else { PAGE_SIZE }) {
            for page in 1..=MOST_PAGES {
                let url = self.endpoint(
                    "wp/v2/media",
                    &[
                        (if by_parent { "parent" } else { "include" }, &joined(chunk)),
                        ("per_page", &PAGE_SIZE.to_string()),
                        ("page", &page.to_string()),
                    ],
                );
                let answer = match self.json(&url).await {
                    Err(Error::Status { status: 404, .. } | Error::Refused { .. }) => {
                        return Ok(found);
                    }
                    other => other?,
                };
                let Ok(media) = wordpress::media(&answer.body) else { return Ok(found) };
                let whole = media.len() < PAGE_SIZE;
                found.extend(media);
                if whole {
                    break;
                }
            }
        }
        Ok(found)
    }

    /// All categories.
    pub(crate) async fn categories(&self) -> Result<Vec<wordpress::Category>, Error> {
        let mut found = Vec::new();
        for page in 1..=MOST_PAGES {
            let url = self.endpoint(
                "wp/v2/categories",
                &[
                    ("per_page", &PAGE_SIZE.to_string()),
                    ("page", &page.to_string()),
                    ("_fields", "id,name,slug,parent,count,link"),
                ],
            );
            let answer = self.json(&url).await?;
            let categories = wordpress::categories(&answer.body)
                .map_err(|error| self.refused(&url, &answer, &error))?;
            let whole = categories.len() < PAGE_SIZE;
            found.extend(categories);
            if whole {
                break;
            }
        }
        Ok(found)
    }

    /// What the site says of itself.
    pub(crate) async fn site(&self) -> Result<wordpress::Site, Error> {
        let url = self.endpoint(
            "",
            &[("_fields", "name,description,gmt_offset,timezone_string,namespaces,url,home")],
        );
        let answer = self.json(&url).await?;
        wordpress::site(&answer.body).map_err(|error| self.refused(&url, &answer, &error))
    }

    async fn json(&self, url: &Url) -> Result<Answer, Error> {
        let answer = self.client.get(url, JSON, PAGE_LIMIT).await?;
        if let Some(why) = wall(&answer) {
            return Err(Error::Refused { host: host_of(url), why: why.to_owned() });
        }
        if answer.is_success() {
            return Ok(answer);
        }
        match answer.status {
            401 | 403 | 406 => Err(Error::Refused {
                host: host_of(url),
                why: "its list of stories is closed".to_owned(),
            }),
            status => Err(Error::Status { url: url.to_string(), status }),
        }
    }

    /// Says what it means that an answer could not be read as what was asked for.
    fn refused(&self, url: &Url, answer: &Answer, error: &extract::Error) -> Error {
        let host = host_of(url);
        let why = match error {
            extract::Error::Refused { .. } => "its list of stories is closed".to_owned(),
            _ if looks_like_html(&answer.body) => {
                "it sends a page in place of its list of stories".to_owned()
            }
            _ => "its list of stories cannot be read".to_owned(),
        };
        Error::Refused { host, why }
    }

    fn endpoint(&self, path: &str, query: &[(&str, &str)]) -> Url {
        let mut url = self.root.clone();
        // With plain permalinks the path travels in a parameter: /index.php?rest_route=/wp/v2/posts
        let route = url
            .query_pairs()
            .find(|(name, _)| name == "rest_route")
            .map(|(_, route)| route.into_owned());
        if let Some(route) = route {
            url.set_query(None);
            url.query_pairs_mut()
                .append_pair("rest_route", &format!("{}/{path}", route.trim_end_matches('/')));
        } else {
            let joined = format!("{}/{path}", url.path().trim_end_matches('/'));
            url.set_path(&joined);
        }
        url.query_pairs_mut().extend_pairs(query);
        url
    }
}

/// Tells a wall (a proof that a person is there, a maintenance page) from an answer of the site.
pub(crate) fn wall(answer: &Answer) -> Option<&'static str> {
    let person = "it asks for a proof that a person is there";
    if answer.header("cf-mitigated") == Some("challenge")
        || answer.header("x-sucuri-block").is_some()
    {
        return Some(person);
    }
    if answer.header("content-type").is_some_and(|kind| kind.contains("json")) {
        return None;
    }
    let start = String::from_utf8_lossy(answer.body.get(..20_000).unwrap_or(&answer.body));
    let signs = ["_cf_chl_opt", "/cdn-cgi/challenge-platform/", "<title>Just a moment...</title>"];
    if signs.iter().any(|sign| start.contains(sign)) {
        return Some(person);
    }
    if start.contains("Generated by Wordfence") || start.contains("Sucuri WebSite Firewall") {
        return Some("a firewall turns programs away");
    }
    let cookie_wall = start.contains("document.cookie") && start.contains("http-equiv=\"refresh\"");
    cookie_wall.then_some(person)
}

fn looks_like_html(body: &[u8]) -> bool {
    let start = String::from_utf8_lossy(body.get(..512).unwrap_or(body)).to_ascii_lowercase();
    start.contains("<html") || start.contains("<!doctype")
}

/// A count that an answer bears in its headers.
fn number_in<T: std::str::FromStr>(answer: &Answer, header: &str) -> Option<T> {
    answer.header(header)?.parse().ok()
}

/// The ends of an instant range as WordPress takes them, which leaves out both.
fn exclusive(span: &Range<Timestamp>) -> [String; 2] {
    let after = span.start.saturating_sub(1.second()).unwrap_or(span.start);
    [after.to_string(), span.end.to_string()]
}

fn joined(ids: &[u64]) -> String {
    ids.iter().map(u64::to_string).collect::<Vec<_>>().join(",")
}

/// The instants of a span of days on a paper's own clock, end excluded.
pub(crate) fn instants(since: Date, until: Date, zone: &TimeZone) -> Range<Timestamp> {
    let start = |day: Date| {
        day.to_zoned_datetime(zone.clone()).map_or(Timestamp::UNIX_EPOCH, |start| start.timestamp())
    };
    start(since)..start(until.tomorrow().unwrap_or(until))
}
