use maud::{Markup, PreEscaped, html};

use super::story;
use crate::newspaper::http::{Answer, Freshness};
use crate::newspaper::markup::{cdata, opening};
use crate::newspaper::paper::{Post, Section};
use crate::newspaper::view::View;
use crate::newspaper::wordpress::{feed_date, self_link};

/// Stories in one answer.
const SHOWN: usize = 15;
/// Words of a summary where nobody wrote one.
const SUMMARY: usize = 30;

/// The stories of a feed's page, or of a section; none beyond the end.
fn stories<'a>(view: &View<'a>) -> Option<(Vec<&'a Post>, bool)> {
    let page = usize::try_from(view.number("page").unwrap_or(1)).ok()?.checked_sub(1)?;
    let slug = view.request.parameter("section");
    let is_it = |section: &&Section| Some(&section.slug) == slug.as_ref();
    let section = view.edition.sections.iter().find(is_it);
    if slug.is_some() && section.is_none() {
        return None;
    }
    let is_in = |post: &&Post| section.is_none_or(|section| view.edition.is_in(post, section));
    let all: Vec<&Post> = view.edition.public().filter(is_in).collect();
    let shown: Vec<&Post> = all.iter().skip(page * SHOWN).take(SHOWN).copied().collect();
    let goes_on = all.len() > (page + 1) * SHOWN;
    (page == 0 || !shown.is_empty()).then_some((shown, goes_on))
}

fn page_url(view: &View<'_>, file: &str, page: u64) -> String {
    match view.request.parameter("section") {
        Some(section) => view.url(&format!("{file}?section={section}&page={page}")),
        None => view.url(&format!("{file}?page={page}")),
    }
}

/// `/rss.xml`, with the whole text; Opinion is in it with its summaries alone.
pub(super) fn rss(view: &View<'_>) -> Option<Answer> {
    let (stories, goes_on) = stories(view)?;
    let next = view.number("page").unwrap_or(1) + 1;
    let document = html! {
        rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
            xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
            xmlns:media="http://search.yahoo.com/mrss/" {
            channel {
                title { (view.edition.name) }
                link { (view.url("/")) }
                description { (view.edition.tagline) }
                language { (view.edition.language) }
                (self_link(&view.url(&view.request.target)))
                @if goes_on { atom:link rel="next" href=(page_url(view, "/rss.xml", next)) {} }
                @for post in stories { (item(view, post)) }
            }
        }
    };
    Some(fresh(view, Answer::xml("application/rss+xml", document)))
}

fn item(view: &View<'_>, post: &Post) -> Markup {
    let reading = &post.reading;
    let is_whole = reading.section.first().is_none_or(|section| section != "Opinion");
    html! {
        item {
            title { (reading.headline) }
            link { (view.story_url(post)) }
            guid isPermaLink="true" { (view.story_url(post)) }
            pubDate { (feed_date(post.published().timestamp)) }
            dc:creator { (post.author()) }
            @for section in view.edition.sections_of(post) { category { (section.path.join(" > ")) } }
            description { (summary(post)) }
            @if is_whole { content:encoded { (cdata(&story::feed_text(view, post))) } }
            @for picture in reading.figures().filter_map(|figure| view.edition.picture_of(figure)) {
                media:content url=(view.url(&format!("/images/{}", picture.file))) medium="image"
                    type=(picture.kind()) width=(picture.width) height=(picture.height) {
                    media:description { (picture.cutline) }
                    media:credit { (picture.credit) }
                }
            }
        }
    }
}

fn summary(post: &Post) -> String {
    if !post.reading.deck.is_empty() {
        return post.reading.deck.clone();
    }
    let (words, is_cut) = opening(&post.reading.body, SUMMARY);
    if is_cut { format!("{words} ...") } else { words }
}

/// `/atom.xml`, with summaries alone.
pub(super) fn atom(view: &View<'_>) -> Option<Answer> {
    let (stories, goes_on) = stories(view)?;
    let next = view.number("page").unwrap_or(1) + 1;
    let changed = model::Moment::new(view.edition.last_change(), &view.edition.zone);
    let document = html! {
        feed xmlns="http://www.w3.org/2005/Atom" xml:lang=(view.edition.language) {
            title { (view.edition.name) }
            id { (view.url("/")) }
            updated { (changed) }
            (link("alternate", &view.url("/")))
            (link("self", &view.url(&view.request.target)))
            @if goes_on { (link("next", &page_url(view, "/atom.xml", next))) }
            @for post in stories {
                entry {
                    title { (post.reading.headline) }
                    id { (view.story_url(post)) }
                    (link("alternate", &view.story_url(post)))
                    published { (post.published()) }
                    updated { (post.modified()) }
                    author { name { (post.author()) } }
                    summary { (summary(post)) }
                }
            }
        }
    };
    Some(fresh(view, Answer::xml("application/atom+xml", document)))
}

fn link(relation: &str, url: &str) -> Markup {
    html! { link rel=(relation) href=(url) {} }
}

fn fresh(view: &View<'_>, answer: Answer) -> Answer {
    answer.fresh_by(Freshness::TagAndTime(view.edition.last_change()))
}

/// HTML as it is.
pub(super) fn raw(html: Markup) -> String {
    let PreEscaped(html) = html;
    html
}
