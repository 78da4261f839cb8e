use std::fmt;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::Value;
use url::Url;

use super::answer::{number, rendered, rows};
use crate::error::Error;

/// A post as the site lists it.
#[derive(Clone)]
pub struct Post {
    /// Its number.
    pub id: u64,
    /// Its address.
    pub url: String,
    /// When it was published, where the site says so in UTC.
    pub published: Option<Timestamp>,
    /// When it was last changed, where the site says so in UTC.
    pub modified: Option<Timestamp>,
    /// Its text is behind a password.
    pub withheld: bool,
    /// Where its JSON object lies in the bytes of the answer.
    pub range: Range<usize>,
    /// The object itself.
    pub(super) value: Value,
}

impl fmt::Debug for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Post").field("id", &self.id).field("url", &self.url).finish_non_exhaustive()
    }
}

/// Reads `posts?_embed=wp:featuredmedia,author,wp:term`; what has neither number nor address is left out.
///
/// # Errors
/// [`Error::NotJson`], [`Error::Refused`] or [`Error::TooLarge`].
pub fn posts(bytes: &[u8]) -> Result<Vec<Post>, Error> {
    let posts = rows(bytes)?.into_iter().filter_map(|row| {
        let value = row.value;
        Some(Post {
            id: number(&value["id"])?,
            url: value["link"].as_str().filter(|link| is_web(link))?.to_owned(),
            published: utc(&value["date_gmt"]),
            modified: utc(&value["modified_gmt"]),
            withheld: value["content"]["protected"] == true,
            range: row.range,
            value,
        })
    });
    Ok(posts.collect())
}

impl Post {
    /// When it was published: in UTC as the site says, else by the site's own clock in `zone`.
    #[must_use]
    pub fn published_in(&self, zone: &TimeZone) -> Option<Timestamp> {
        self.time("date", zone)
    }

    /// The story's HTML.
    pub(super) fn content(&self) -> &str {
        rendered(&self.value["content"])
    }

    /// What the answer holds beside the post, under a relation.
    pub(super) fn embedded(&self, relation: &str) -> &[Value] {
        self.value["_embedded"][relation].as_array().map(Vec::as_slice).unwrap_or_default()
    }

    /// A time that the site gives in UTC, else by its own clock.
    pub(super) fn time(&self, name: &str, zone: &TimeZone) -> Option<Timestamp> {
        let local = || {
            let civil: DateTime = self.value[name].as_str()?.parse().ok()?;
            zone.to_timestamp(civil).ok()
        };
        utc(&self.value[format!("{name}_gmt")]).or_else(local)
    }
}

fn is_web(link: &str) -> bool {
    Url::parse(link).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

/// A time in UTC, which WordPress writes without saying so; its zero date is none.
fn utc(value: &Value) -> Option<Timestamp> {
    let text = value.as_str()?;
    let with_offset = || text.parse::<Timestamp>().ok();
    let without =
        || text.parse::<DateTime>().ok().and_then(|time| TimeZone::UTC.to_timestamp(time).ok());
    with_offset().or_else(without)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_tells_its_times_and_its_place_in_the_answer() {
        let bytes = br#"[{"id":1,"link":"https://a.test/1","date_gmt":"2026-11-20T01:00:00","modified_gmt":"0000-00-00T00:00:00",
            "content":{"rendered":"","protected":true}}, {"id":2}, {"id":3,"link":"https://a.test/3","date":"2026-11-20T01:00:00"}]"#;
        let posts = posts(bytes).unwrap();
        assert_eq!(posts.iter().map(|post| post.id).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(posts[0].published, Some("2026-11-20T01:00:00Z".parse().unwrap()));
        assert_eq!(posts[0].modified, None);
        assert!(posts[0].withheld && !posts[1].withheld);
        assert!(bytes[posts[1].range.clone()].starts_with(b"{\"id\":3"));
        let zone = TimeZone::fixed(jiff::tz::offset(5));
        assert_eq!(posts[1].time("date", &zone), Some("2026-11-19T20:00:00Z".parse().unwrap()));
    }
}
