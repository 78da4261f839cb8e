//! A site in clean modern markup whose stories only its sitemaps list.
//!
//! Addresses are `/news/city-towns/2026-11-24-slug-1017.html`; galleries are sliders with their pictures in data
//! attributes; pictures come in sizes by a parameter (`/media/lake.jpg?w=800`).

mod front;
mod sitemap;
mod story;

use jiff::civil::Date;

use super::files;
use crate::newspaper::http::{Answer, Freshness};
use crate::newspaper::paper::{Edition, Post, Section, Visibility, percent_encoded};
use crate::newspaper::view::View;

/// The path of a story.
pub(in crate::newspaper) fn path(edition: &Edition, post: &Post) -> String {
    let section = edition.sections_of(post).first().map_or("", |section| section.slug.as_str());
    format!("/news/{section}/{}-{}-{}.html", post.day(), percent_encoded(&post.slug), post.id)
}

fn section_path(section: &Section) -> String {
    format!("/news/{}/", section.slug)
}

/// What the site answers.
pub(in crate::newspaper) fn answer(view: &View<'_>) -> Answer {
    let path = view.request.path();
    match path.as_str() {
        "/" => return front::home(view),
        "/robots.txt" => {
            let robots = format!(
                "User-agent: *\nDisallow: /search\n\nSitemap: {}\n",
                view.url("/sitemap.xml")
            );
            return Answer::new(200, "text/plain", robots);
        }
        "/style.css" => return Answer::new(200, "text/css", front::STYLE).fresh_by(Freshness::Tag),
        _ => {}
    }
    if let Some(name) = path.strip_prefix("/media/") {
        return picture(view, name).unwrap_or_else(|| front::not_found(view, 404));
    }
    if let Some(name) = path.strip_prefix("/epaper/") {
        return files::printed_page(view, name).unwrap_or_else(|| front::not_found(view, 404));
    }
    if let Some(answer) = sitemap::answer(view, &path) {
        return answer;
    }
    match path.strip_prefix("/news/") {
        Some(rest) => news(view, rest),
        None => front::not_found(view, 404),
    }
}

fn picture(view: &View<'_>, name: &str) -> Option<Answer> {
    let size = match view.number("w") {
        Some(0..=400) => Some("medium"),
        Some(401..=800) => Some("medium_large"),
        Some(801..=1200) => Some("large"),
        _ => None,
    };
    files::picture(view, name, size)
}

/// A section's page or a story, told by the number at the end of its address.
fn news(view: &View<'_>, rest: &str) -> Answer {
    let is_it = |section: &&Section| rest.trim_end_matches('/') == section.slug;
    if let Some(section) = view.edition.sections.iter().find(is_it) {
        return front::section(view, section);
    }
    let number = rest.strip_suffix(".html").and_then(|rest| rest.rsplit_once('-'));
    let number = number.and_then(|(_, number)| number.parse::<u64>().ok());
    let found = view.edition.all().iter().find(|post| Some(post.id) == number);
    match found {
        Some(post) if post.is_listed() && path(view.edition, post) != view.request.raw_path() => {
            Answer::redirect(301, &view.story_url(post))
        }
        Some(post) if post.is_listed() => Answer::page(200, story::page(view, post))
            .fresh_by(Freshness::TagAndTime(post.modified().timestamp)),
        Some(post) if post.visibility == Visibility::Gone => front::not_found(view, 410),
        _ => front::not_found(view, 404),
    }
}

/// The days as the sitemaps are cut.
fn sitemap_path(day: Date) -> String {
    format!("/sitemaps/stories-{day}.xml")
}
