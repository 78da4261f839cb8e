use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use maud::{Markup, html};

use super::archive::{Archive, PER_PAGE};
use super::{content, not_found, path, rest, texture};
use crate::newspaper::http::{Answer, Freshness};
use crate::newspaper::markup::cdata;
use crate::newspaper::paper::Post;
use crate::newspaper::view::View;

/// A time as feeds write it, in UTC.
pub(in crate::newspaper) fn feed_date(time: Timestamp) -> String {
    let zoned = time.to_zoned_datetime(jiff::tz::TimeZone::UTC);
    DateTimePrinter::new().zoned_datetime_to_string(&zoned).unwrap_or_default()
}

/// The feed of an archive; `?paged=N` leads on, and beyond the end there is none.
pub(super) fn answer(view: &View<'_>, archive: &Archive<'_>, number: u64) -> Answer {
    let number = usize::try_from(number).unwrap_or(usize::MAX).max(1);
    let stories = archive.stories(view);
    let pages = stories.len().div_ceil(PER_PAGE).max(1);
    if number > pages {
        return not_found(view);
    }
    let shown: Vec<&Post> =
        stories.into_iter().skip((number - 1) * PER_PAGE).take(PER_PAGE).collect();
    Answer::xml("application/rss+xml", channel(view, archive, &shown))
        .fresh_by(Freshness::TagAndTime(view.edition.last_change()))
}

fn channel(view: &View<'_>, archive: &Archive<'_>, stories: &[&Post]) -> Markup {
    let edition = view.edition;
    let title = archive.title();
    html! {
        rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
            xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
            xmlns:slash="http://purl.org/rss/1.0/modules/slash/" {
            channel {
                title { @if !title.is_empty() { (title) " – " } (edition.name) }
                (self_link(&view.url(&view.request.target)))
                link { (view.url(&archive.path(view))) }
                description { (edition.tagline) }
                lastBuildDate { (feed_date(edition.last_change())) }
                language { "en-US" }
                sy:updatePeriod { "hourly" }
                sy:updateFrequency { "1" }
                generator { "https://wordpress.org/?v=6.6.2" }
                @for post in stories { (item(view, post)) }
            }
        }
    }
}

/// `<atom:link …/>`: in XML an empty element is closed.
pub(in crate::newspaper) fn self_link(url: &str) -> Markup {
    html! { atom:link href=(url) rel="self" type="application/rss+xml" {} }
}

fn item(view: &View<'_>, post: &Post) -> Markup {
    let url = view.url(&path(post));
    let terms = view.edition.sections_of(post).into_iter().map(|section| section.name());
    let terms = terms.chain(view.edition.tags_of(post).into_iter().map(|tag| tag.name.as_str()));
    let author = view.edition.author_of(post).map_or("", |author| author.name.as_str());
    let (excerpt, content) = if post.is_public() {
        (rest::excerpt(post), content::rendered(view, post))
    } else {
        let closed = "There is no excerpt because this is a protected post.".to_owned();
        (closed, String::new())
    };
    html! {
        item {
            title { (maud::PreEscaped(texture::title(&post.reading.headline))) }
            link { (url) }
            dc:creator { (cdata(author)) }
            pubDate { (feed_date(post.published().timestamp)) }
            @for term in terms { category { (cdata(term)) } }
            guid isPermaLink="false" { (view.url(&format!("/?p={}", post.id))) }
            description { (cdata(&excerpt)) }
            content:encoded { (cdata(&content)) }
        }
    }
}
