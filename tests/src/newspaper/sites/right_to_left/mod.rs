//! A site in Urdu that has neither feeds nor sitemaps: its front page and its sections lead on by a parameter.
//!
//! Addresses are `/khabar/1017`; times are words; galleries are plain links to their pictures.

mod page;
mod story;
mod urdu;

use model::Kind;

use super::files;
use crate::newspaper::http::{Answer, Freshness};
use crate::newspaper::paper::{Post, Section};
use crate::newspaper::view::View;

/// The path of a story.
pub(in crate::newspaper) fn path(post: &Post) -> String {
    format!("/khabar/{}", post.id)
}

/// Whether the site has a story: those in Urdu, and the galleries under its own words.
pub(in crate::newspaper) fn shows(post: &Post) -> bool {
    post.reading.language == "ur" || post.reading.kind == Kind::Gallery && urdu::has(&post.slug)
}

fn section_path(section: &Section) -> String {
    format!("/shoba/{}", section.slug)
}

/// The stories that everybody may read, the newest first.
fn stories<'a>(view: &View<'a>) -> impl Iterator<Item = &'a Post> {
    view.edition.public().filter(|post| shows(post))
}

/// What the site answers.
pub(in crate::newspaper) fn answer(view: &View<'_>) -> Answer {
    let path = view.request.path();
    if path == "/" {
        return page::front(view);
    }
    if path == "/robots.txt" {
        return Answer::new(404, "text/html; charset=utf-8", "<h1>404</h1>");
    }
    if let Some(name) = path.strip_prefix("/tasveer/") {
        return files::picture(view, name, None).unwrap_or_else(|| page::not_found(view));
    }
    if let Some(slug) = path.strip_prefix("/shoba/") {
        let section = view.edition.sections.iter().find(|section| section.slug == slug);
        return section
            .map_or_else(|| page::not_found(view), |section| page::section(view, section));
    }
    let number = path.strip_prefix("/khabar/").and_then(|number| number.parse::<u64>().ok());
    let found = stories(view).find(|post| Some(post.id) == number);
    match found {
        Some(post) => Answer::page(200, story::page(view, post)).fresh_by(Freshness::Tag),
        None => page::not_found(view),
    }
}
