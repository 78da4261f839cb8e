use serde_json::{Value, json};

use super::collection::{Asked, page};
use super::one;
use crate::newspaper::http::Answer;
use crate::newspaper::paper::{Author, percent_encoded};
use crate::newspaper::view::View;
use crate::newspaper::wordpress::author_path;

/// `users` and `users/ID`: those who have published something.
pub(super) fn answer(view: &View<'_>, rest: &[&str]) -> Answer {
    let has_written = |author: &&Author| {
        view.edition.public().any(|post| view.edition.author_of(post) == Some(*author))
    };
    let authors = view.edition.authors.iter().filter(has_written);
    if let [id] = rest {
        let found = authors.into_iter().find(|author| id.parse() == Ok(author.id));
        return one(view, found.map(|author| user(view, author)), "rest_user_invalid_id");
    }
    let asked = Asked::of(view);
    let mut found: Vec<&Author> =
        authors.filter(|author| asked.wants(author.id, &percent_encoded(&author.slug))).collect();
    found.sort_by_key(|author| author.name.to_lowercase());
    page(view, &found, false, |author, _| user(view, author))
}

/// One user.
pub(super) fn user(view: &View<'_>, author: &Author) -> Value {
    let href = |path: &str| json!([{"href": view.url(&format!("/wp-json/wp/v2/{path}"))}]);
    json!({
        "id": author.id,
        "name": author.name,
        "url": "",
        "description": author.about,
        "link": view.url(&author_path(author)),
        "slug": percent_encoded(&author.slug),
        "avatar_urls": {"24": view.url("/avatar.svg"), "48": view.url("/avatar.svg"),
            "96": view.url("/avatar.svg")},
        "meta": [],
        "_links": {"self": href(&format!("users/{}", author.id)), "collection": href("users")},
    })
}
