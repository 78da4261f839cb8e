use std::cmp::Ordering;

use jiff::Timestamp;
use jiff::civil::DateTime;
use model::Moment;
use serde_json::json;

use super::collection::{Asked, page};
use super::{post, refusal, wrong_parameter};
use crate::newspaper::http::Answer;
use crate::newspaper::paper::{Post, Visibility, percent_encoded};
use crate::newspaper::view::View;
use crate::newspaper::wordpress::{furniture, matches_words};

/// `posts/ID`.
pub(super) fn one(view: &View<'_>, id: &str) -> Answer {
    let found = view.edition.all().iter().find(|post| id.parse() == Ok(post.id));
    match found {
        Some(post) if post.is_listed() => {
            let asked = Asked::of(view);
            super::one(view, Some(post::post(view, post, &asked)), "")
        }
        Some(post) if post.visibility != Visibility::Gone => {
            refusal(401, "rest_forbidden", "Sorry, you are not allowed to do that.")
        }
        _ => refusal(404, "rest_post_invalid_id", "Invalid post ID."),
    }
}

/// `posts`.
pub(super) fn list(view: &View<'_>) -> Answer {
    let status = view.request.parameter("status");
    if status.is_some_and(|status| status != "publish") {
        return wrong_parameter("status", "Status is forbidden.");
    }
    let filter = match Filter::of(view) {
        Ok(filter) => filter,
        Err(name) => return wrong_parameter(name, "Invalid date."),
    };
    let mut found: Vec<&Post> =
        view.edition.listed().filter(|post| filter.wants(view, post)).collect();
    filter.sort(&mut found);
    page(view, &found, true, |found, asked| post::post(view, found, asked))
}

/// `pages`: what the paper says of itself.
pub(super) fn pages(view: &View<'_>) -> Answer {
    let pages: Vec<(u64, &furniture::Page)> = (31_u64..).zip(&furniture::PAGES).collect();
    page(view, &pages, true, |(id, page), _| {
        let (date, date_gmt) = post::dates(Moment::new(view.edition.clock, &view.edition.zone));
        let own = view.url(&format!("/wp-json/wp/v2/pages/{id}"));
        json!({"id": id, "date": date, "date_gmt": date_gmt, "modified": date, "modified_gmt": date_gmt,
            "slug": page.slug, "status": "publish", "type": "page",
            "link": view.url(&format!("/{}/", page.slug)), "title": {"rendered": page.title},
            "content": {"rendered": format!("<p>{}</p>\n", view.edition.about), "protected": false},
            "excerpt": {"rendered": "", "protected": false}, "author": 1, "featured_media": 0,
            "parent": 0, "menu_order": id, "_links": {"self": [{"href": own}]}})
    })
}

/// What of all stories is asked for, and in which order.
struct Filter {
    asked: Asked,
    after: Option<Timestamp>,
    before: Option<Timestamp>,
    modified_after: Option<Timestamp>,
    modified_before: Option<Timestamp>,
    sections: Option<Vec<u64>>,
    not_sections: Vec<u64>,
    tags: Option<Vec<u64>>,
    authors: Option<Vec<u64>>,
    words: Option<String>,
    order_by: String,
    ascends: bool,
}

impl Filter {
    /// Reads the parameters; names the one that cannot be read.
    fn of(view: &View<'_>) -> Result<Self, &'static str> {
        let time = |name: &'static str| match view.request.parameter(name) {
            Some(value) => instant(view, &value).map(Some).ok_or(name),
            None => Ok(None),
        };
        let numbers = |name: &str| {
            view.request.parameter(name).map(|value| {
                value.split(',').filter_map(|id| id.trim().parse().ok()).collect::<Vec<u64>>()
            })
        };
        Ok(Self {
            asked: Asked::of(view),
            after: time("after")?,
            before: time("before")?,
            modified_after: time("modified_after")?,
            modified_before: time("modified_before")?,
            sections: numbers("categories"),
            not_sections: numbers("categories_exclude").unwrap_or_default(),
            tags: numbers("tags"),
            authors: numbers("author"),
            words: view.request.parameter("search"),
            order_by: view.request.parameter("orderby").unwrap_or_else(|| "date".to_owned()),
            ascends: view
                .request
                .parameter("order")
                .is_some_and(|it| it.eq_ignore_ascii_case("asc")),
        })
    }

    fn wants(&self, view: &View<'_>, post: &Post) -> bool {
        let (published, modified) = (post.published().timestamp, post.modified().timestamp);
        let sections: Vec<u64> = view
            .edition
            .sections_of(post)
            .iter()
            .flat_map(|section| [section.id, section.parent])
            .collect();
        let has_any = |wanted: &Option<Vec<u64>>, own: &[u64]| {
            wanted.as_ref().is_none_or(|wanted| wanted.iter().any(|id| own.contains(id)))
        };
        let tags: Vec<u64> = view.edition.tags_of(post).iter().map(|tag| tag.id).collect();
        let author: Vec<u64> = view.edition.author_of(post).iter().map(|it| it.id).collect();
        self.asked.wants(post.id, &percent_encoded(&post.slug))
            && self.after.is_none_or(|after| published > after)
            && self.before.is_none_or(|before| published < before)
            && self.modified_after.is_none_or(|after| modified > after)
            && self.modified_before.is_none_or(|before| modified < before)
            && has_any(&self.sections, &sections)
            && !self.not_sections.iter().any(|id| sections.contains(id))
            && has_any(&self.tags, &tags)
            && has_any(&self.authors, &author)
            && self.words.as_ref().is_none_or(|words| matches_words(post, words))
    }

    fn sort(&self, posts: &mut [&Post]) {
        let compared = |one: &Post, other: &Post| match self.order_by.as_str() {
            "id" => one.id.cmp(&other.id),
            "modified" => one.modified().timestamp.cmp(&other.modified().timestamp),
            "title" => one.reading.headline.cmp(&other.reading.headline),
            "slug" => one.slug.cmp(&other.slug),
            "include" => self.place(one).cmp(&self.place(other)).reverse(),
            _ => one.published().timestamp.cmp(&other.published().timestamp),
        };
        let order = |ordering: Ordering| if self.ascends { ordering } else { ordering.reverse() };
        posts.sort_by(|one, other| order(compared(one, other)));
    }

    fn place(&self, post: &Post) -> Option<usize> {
        self.asked.include.as_ref()?.iter().position(|id| *id == post.id)
    }
}

/// A time with a zone, or on the paper's own clock.
fn instant(view: &View<'_>, text: &str) -> Option<Timestamp> {
    if let Ok(instant) = text.parse() {
        return Some(instant);
    }
    let local: DateTime = text.parse().ok()?;
    Some(local.to_zoned_datetime(view.edition.zone.clone()).ok()?.timestamp())
}
