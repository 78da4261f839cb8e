use serde_json::{Value, json};

use super::collection::{Asked, page};
use super::one;
use crate::newspaper::http::Answer;
use crate::newspaper::paper::{Post, Section, Tag, percent_encoded};
use crate::newspaper::view::View;
use crate::newspaper::wordpress::{section_path, tag_path, texture};

/// `categories` and `categories/ID`, by name as WordPress lists them.
pub(super) fn categories(view: &View<'_>, rest: &[&str]) -> Answer {
    let sections = &view.edition.sections;
    if let [id] = rest {
        let found = sections.iter().find(|section| id.parse() == Ok(section.id));
        return one(view, found.map(|section| category(view, section)), "rest_term_invalid");
    }
    let asked = Asked::of(view);
    let parent = view.number("parent");
    let hides_empty =
        view.request.parameter("hide_empty").is_some_and(|it| it != "false" && it != "0");
    let mut found: Vec<&Section> = sections
        .iter()
        .filter(|section| {
            asked.wants(section.id, &section.slug)
                && parent.is_none_or(|parent| section.parent == parent)
                && !(hides_empty && count(view, section) == 0)
        })
        .collect();
    found.sort_by_key(|section| section.name().to_lowercase());
    page(view, &found, false, |section, _| category(view, section))
}

/// `tags` and `tags/ID`.
pub(super) fn tags(view: &View<'_>, rest: &[&str]) -> Answer {
    let tags = &view.edition.tags;
    if let [id] = rest {
        let found = tags.iter().find(|tag| id.parse() == Ok(tag.id));
        return one(view, found.map(|it| tag(view, it)), "rest_term_invalid");
    }
    let asked = Asked::of(view);
    let on = view.number("post");
    let of_post = view.edition.listed().find(|post| Some(post.id) == on);
    let wanted = |tag: &&Tag| {
        asked.wants(tag.id, &percent_encoded(&tag.slug))
            && (on.is_none() || of_post.is_some_and(|post| post.reading.tags.contains(&tag.name)))
    };
    let mut found: Vec<&Tag> = tags.iter().filter(wanted).collect();
    found.sort_by_key(|tag| tag.name.to_lowercase());
    page(view, &found, false, |it, _| tag(view, it))
}

fn count(view: &View<'_>, section: &Section) -> usize {
    let is_in = |post: &&Post| view.edition.sections_of(post).iter().any(|it| it.id == section.id);
    view.edition.listed().filter(is_in).count()
}

/// One category.
pub(super) fn category(view: &View<'_>, section: &Section) -> Value {
    json!({
        "id": section.id,
        "count": count(view, section),
        "description": "",
        "link": view.url(&section_path(view.edition, section)),
        "name": texture::title(section.name()).replace("&#038;", "&amp;"),
        "slug": section.slug,
        "taxonomy": "category",
        "parent": section.parent,
        "meta": [],
        "_links": links(view, "categories", "category", section.id),
    })
}

/// One tag.
pub(super) fn tag(view: &View<'_>, tag: &Tag) -> Value {
    let count = view.edition.listed().filter(|post| post.reading.tags.contains(&tag.name)).count();
    json!({
        "id": tag.id,
        "count": count,
        "description": "",
        "link": view.url(&tag_path(tag)),
        "name": texture::title(&tag.name).replace("&#038;", "&amp;"),
        "slug": percent_encoded(&tag.slug),
        "taxonomy": "post_tag",
        "meta": [],
        "_links": links(view, "tags", "post_tag", tag.id),
    })
}

fn links(view: &View<'_>, base: &str, taxonomy: &str, id: u64) -> Value {
    let href = |path: &str| json!([{"href": view.url(&format!("/wp-json/wp/v2/{path}"))}]);
    json!({
        "self": href(&format!("{base}/{id}")),
        "collection": href(base),
        "about": href(&format!("taxonomies/{taxonomy}")),
        "wp:post_type": href(&format!("posts?{base}={id}")),
    })
}
