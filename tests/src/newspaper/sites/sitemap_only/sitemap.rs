use maud::{Markup, html};

use super::{section_path, sitemap_path};
use crate::newspaper::http::{Answer, Freshness};
use crate::newspaper::markup;
use crate::newspaper::paper::Post;
use crate::newspaper::view::View;

const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// `/sitemap.xml` names a sitemap of each day; each names that day's stories with their pictures.
pub(super) fn answer(view: &View<'_>, path: &str) -> Option<Answer> {
    let edition = view.edition;
    let document = match path {
        "/sitemap.xml" => index(view),
        "/sitemaps/sections.xml" => sections(view),
        _ => {
            let day = edition.days().into_iter().find(|day| sitemap_path(*day) == path)?;
            let stories: Vec<&Post> = edition.public().filter(|post| post.day() == day).collect();
            day_of(view, &stories)
        }
    };
    let changed = edition.last_change();
    Some(Answer::xml("text/xml", document).fresh_by(Freshness::TagAndTime(changed)))
}

fn index(view: &View<'_>) -> Markup {
    html! {
        sitemapindex xmlns=(SPACE) {
            @for day in view.edition.days() {
                sitemap {
                    loc { (view.url(&sitemap_path(day))) }
                    @let of_day = view.edition.public().filter(|post| post.day() == day);
                    @if let Some(last) = of_day.max_by_key(|post| post.modified().timestamp) {
                        lastmod { (last.modified()) }
                    }
                }
            }
            sitemap { loc { (view.url("/sitemaps/sections.xml")) } }
        }
    }
}

fn sections(view: &View<'_>) -> Markup {
    html! {
        urlset xmlns=(SPACE) {
            @for section in &view.edition.sections {
                url { loc { (view.url(&section_path(section))) } changefreq { "daily" } }
            }
        }
    }
}

fn day_of(view: &View<'_>, stories: &[&Post]) -> Markup {
    html! {
        urlset xmlns=(SPACE) xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"
            xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" {
            @for post in stories {
                url {
                    loc { (view.story_url(post)) }
                    lastmod { (post.modified()) }
                    (markup::news(view, post))
                    @for figure in post.reading.figures() {
                        @if let Some(picture) = view.edition.picture_of(figure) {
                            image:image { image:loc { (view.url(&format!("/media/{}", picture.file))) } }
                        }
                    }
                }
            }
        }
    }
}
