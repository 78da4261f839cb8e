//! An old site in tables whose stories only its feeds list.
//!
//! Addresses are `/article.php?id=1017`; a gallery shows one picture a page (`&pic=2`); paragraphs are parted by
//! two line breaks; feeds go on by `?page=2`. Opinion is in the feed with its summaries alone.

mod feed;
mod story;
mod table;

use super::files;
use crate::newspaper::http::{Answer, Freshness};
use crate::newspaper::paper::{Post, Visibility};
use crate::newspaper::view::View;

/// Path and query of a story.
pub(in crate::newspaper) fn path(post: &Post) -> String {
    format!("/article.php?id={}", post.id)
}

/// What the site answers.
pub(in crate::newspaper) fn answer(view: &View<'_>) -> Answer {
    let path = view.request.path();
    let found = match path.as_str() {
        "/" | "/index.php" => Some(table::home(view)),
        "/article.php" => Some(article(view)),
        "/rss.xml" => feed::rss(view),
        "/atom.xml" => feed::atom(view),
        "/about.php" => Some(table::about(view)),
        "/robots.txt" => Some(Answer::new(200, "text/plain", "User-agent: *\nDisallow: /admin/\n")),
        _ => None,
    };
    found
        .or_else(|| files::picture(view, path.strip_prefix("/images/thumbs/")?, Some("medium")))
        .or_else(|| files::picture(view, path.strip_prefix("/images/")?, None))
        .or_else(|| files::printed_page(view, path.strip_prefix("/epaper/")?))
        .unwrap_or_else(|| table::not_found(view))
}

fn article(view: &View<'_>) -> Answer {
    let id = view.number("id");
    let found = view.edition.all().iter().find(|post| Some(post.id) == id);
    match found {
        Some(post) if post.is_public() => {
            let picture = view.number("pic").and_then(|number| usize::try_from(number).ok());
            match story::page(view, post, picture.unwrap_or(1)) {
                Some(page) => Answer::page(200, page)
                    .fresh_by(Freshness::TagAndTime(post.modified().timestamp)),
                None => table::not_found(view),
            }
        }
        Some(post) if post.visibility == Visibility::Password => {
            Answer::redirect(302, &view.url("/login.php"))
        }
        // As many old programs do: what is not there is answered with success.
        _ => table::gone(view),
    }
}
