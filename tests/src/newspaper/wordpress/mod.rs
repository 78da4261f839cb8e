//! The paper as a WordPress site: REST, feeds, sitemaps, archives, and pages with all the furniture of a news theme.
//!
//! `rest` is what programs ask; `content` is a story's text as the two editors leave it; the rest are pages.

mod archive;
mod content;
mod feed;
mod furniture;
mod gallery;
mod load_more;
mod pictures;
mod rest;
mod sitemaps;
mod statics;
mod story;
mod texture;

use jiff::civil::Date;

use super::http::Answer;
use super::paper::{Author, Edition, Post, Section, Tag, percent_encoded};
use super::view::View;
use archive::Archive;
pub(super) use feed::{feed_date, self_link};

/// What stands in a picture's place until a script loads it.
const BLANK: &str =
    "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/// The path of a story: `/2026/11/24/slug/`.
pub(super) fn path(post: &Post) -> String {
    format!("{}{}/", day_path(post.day()), percent_encoded(&post.slug))
}

fn day_path(day: Date) -> String {
    day.strftime("/%Y/%m/%d/").to_string()
}

fn section_path(edition: &Edition, section: &Section) -> String {
    let above = edition.sections.iter().find(|it| it.id == section.parent);
    let above = above.map(|it| format!("{}/", it.slug)).unwrap_or_default();
    format!("/category/{above}{}/", section.slug)
}

fn tag_path(tag: &Tag) -> String {
    format!("/tag/{}/", percent_encoded(&tag.slug))
}

fn author_path(author: &Author) -> String {
    format!("/author/{}/", percent_encoded(&author.slug))
}

/// Whether a story has all these words.
fn matches_words(post: &Post, words: &str) -> bool {
    let reading = &post.reading;
    let text = format!("{} {}", reading.headline, model::plain_text(&reading.body)).to_lowercase();
    words.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

/// What the site answers.
pub(super) fn answer(view: &View<'_>) -> Answer {
    let path = view.request.path();
    let answer = if view.request.method == "POST" {
        load_more::answer(view)
    } else {
        file(view, &path).unwrap_or_else(|| page(view, &path))
    };
    if answer.header("link").is_some() || answer.status != 200 || answer.kind() == "image/jpeg" {
        return answer;
    }
    let root = view.url("/wp-json/");
    answer.with("Link", format!("<{root}>; rel=\"https://api.w.org/\""))
}

/// What is no page: an interface, a feed, a sitemap, a picture.
fn file(view: &View<'_>, path: &str) -> Option<Answer> {
    if let Some(route) = view.request.parameter("rest_route") {
        return Some(rest::answer(view, &route));
    }
    if let Some(route) = path.strip_prefix("/wp-json") {
        return Some(rest::answer(view, route));
    }
    pictures::answer(view, path)
        .or_else(|| statics::answer(view, path))
        .or_else(|| sitemaps::answer(view, path))
}

fn page(view: &View<'_>, path: &str) -> Answer {
    if let Some(id) = view.number("p").filter(|_| path == "/") {
        return by_number(view, id);
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if !path.ends_with('/') {
        return without_slash(view, path);
    }
    let (parts, number) = match parts.as_slice() {
        [above @ .., "page", number] => (above, number.parse().unwrap_or(0)),
        parts => (parts, 1),
    };
    if let [above @ .., "feed"] = parts {
        let number = view.number("paged").unwrap_or(1);
        return match Archive::of(view, above) {
            Some(archive) => feed::answer(view, &archive, number),
            None => not_found(view),
        };
    }
    if let [year, month, day, slug] = parts {
        let date = format!("{year}-{month}-{day}").parse().ok();
        return date.map_or_else(|| not_found(view), |date| story::answer(view, date, slug));
    }
    if let [slug] = parts
        && let Some(page) = furniture::PAGES.iter().find(|page| page.slug == *slug)
    {
        return furniture::page(view, page);
    }
    match Archive::of(view, parts) {
        Some(archive) => archive::answer(view, &archive, number),
        None => not_found(view),
    }
}

/// `/?p=1001` leads to the story's own address.
fn by_number(view: &View<'_>, id: u64) -> Answer {
    match view.edition.listed().find(|post| post.id == id) {
        Some(post) => Answer::redirect(301, &view.story_url(post)),
        None => not_found(view),
    }
}

/// WordPress leads `/2026/11/24/slug` to the same with a slash at the end.
fn without_slash(view: &View<'_>, path: &str) -> Answer {
    let with_slash = format!("{path}/");
    let is_there = page(view, &with_slash).status != 404;
    let query = view.request.target.split_once('?').map_or("", |(_, query)| query);
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    let raw = view.request.raw_path();
    if is_there {
        Answer::redirect(301, &view.url(&format!("{raw}/{query}")))
    } else {
        not_found(view)
    }
}

fn not_found(view: &View<'_>) -> Answer {
    furniture::not_found(view)
}
