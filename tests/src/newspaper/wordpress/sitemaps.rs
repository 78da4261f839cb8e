use jiff::{Timestamp, ToSpan as _};
use maud::{Markup, html};
use model::Moment;

use super::{author_path, path, pictures, rest, section_path};
use crate::newspaper::http::Answer;
use crate::newspaper::markup;
use crate::newspaper::paper::Post;
use crate::newspaper::view::View;

const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
/// Stories in one file, so that the sample paper needs more than one.
const PER_FILE: usize = 40;

/// WordPress' own sitemaps, and beside them those of a plugin for search engines.
pub(super) fn answer(view: &View<'_>, asked: &str) -> Option<Answer> {
    let name = asked.strip_prefix('/')?.strip_suffix(".xml")?;
    let document = match name {
        "wp-sitemap" => index(
            view,
            "wp-sitemap-posts-post-",
            &["wp-sitemap-taxonomies-category-1", "wp-sitemap-users-1"],
        ),
        "sitemap_index" | "sitemap" => index(view, "post-sitemap", &["category-sitemap"]),
        "category-sitemap" | "wp-sitemap-taxonomies-category-1" => sections(view),
        "wp-sitemap-users-1" => users(view),
        "news-sitemap" => news(view),
        _ => {
            let number = name
                .strip_prefix("wp-sitemap-posts-post-")
                .or_else(|| name.strip_prefix("post-sitemap"))?;
            stories(view, number.parse().ok()?)?
        }
    };
    Some(Answer::xml("application/xml", document).with("X-Robots-Tag", "noindex, follow"))
}

/// All stories that everybody may read, by number.
fn all<'a>(view: &View<'a>) -> Vec<&'a Post> {
    let mut stories: Vec<&Post> = view.edition.public().collect();
    stories.sort_by_key(|post| post.id);
    stories
}

fn changed(time: Timestamp, view: &View<'_>) -> Moment {
    Moment::new(time, &view.edition.zone)
}

fn index(view: &View<'_>, stories: &str, others: &[&str]) -> Markup {
    html! {
        sitemapindex xmlns=(SPACE) {
            @for (number, part) in (1..).zip(all(view).chunks(PER_FILE)) {
                sitemap {
                    loc { (view.url(&format!("/{stories}{number}.xml"))) }
                    @if let Some(time) = part.iter().map(|post| post.modified().timestamp).max() {
                        lastmod { (changed(time, view)) }
                    }
                }
            }
            @for other in others { sitemap { loc { (view.url(&format!("/{other}.xml"))) } } }
        }
    }
}

fn stories(view: &View<'_>, number: usize) -> Option<Markup> {
    let all = all(view);
    let part = all.chunks(PER_FILE).nth(number.checked_sub(1)?)?;
    Some(html! {
        urlset xmlns=(SPACE) xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" {
            @for post in part {
                url {
                    loc { (view.url(&path(post))) }
                    lastmod { (post.modified()) }
                    @if let Some(picture) = rest::featured(view, post) {
                        image:image { image:loc { (view.url(&pictures::path(picture))) } }
                    }
                }
            }
        }
    })
}

fn sections(view: &View<'_>) -> Markup {
    html! {
        urlset xmlns=(SPACE) {
            @for section in &view.edition.sections {
                url { loc { (view.url(&section_path(view.edition, section))) } }
            }
        }
    }
}

fn users(view: &View<'_>) -> Markup {
    html! {
        urlset xmlns=(SPACE) {
            @for author in view.edition.authors.iter().filter(|author| !author.about.is_empty()) {
                url { loc { (view.url(&author_path(author))) } }
            }
        }
    }
}

/// For Google News: the last two days on the paper's clock.
fn news(view: &View<'_>) -> Markup {
    let since = view.edition.clock.saturating_sub(48.hours()).unwrap_or(view.edition.clock);
    html! {
        urlset xmlns=(SPACE) xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" {
            @for post in view.edition.public().filter(|post| post.published().timestamp >= since) {
                url {
                    loc { (view.url(&path(post))) }
                    (markup::news(view, post))
                }
            }
        }
    }
}
