use jiff::tz::TimeZone;
use maud::{PreEscaped, html};
use model::{Kind, Moment};
use serde_json::{Map, Value, json};

use super::collection::Asked;
use super::{media, terms, users};
use crate::newspaper::markup;
use crate::newspaper::paper::{Picture, Post, Visibility, percent_encoded};
use crate::newspaper::view::View;
use crate::newspaper::wordpress::{content, path, texture};

/// Words of a summary that WordPress makes itself.
const EXCERPT: usize = 55;

/// A time as the interface writes it: on the paper's clock, and in UTC, both without a zone.
pub(super) fn dates(moment: Moment) -> (String, String) {
    let local = moment.offset.to_datetime(moment.timestamp);
    let utc = moment.timestamp.to_zoned_datetime(TimeZone::UTC).datetime();
    let written = |time: jiff::civil::DateTime| time.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    (written(local), written(utc))
}

/// The picture that leads a story: its own, or the first of its gallery.
pub(in crate::newspaper::wordpress) fn featured<'a>(
    view: &View<'a>,
    post: &Post,
) -> Option<&'a Picture> {
    let figure = post.reading.lead.as_ref().or(post.reading.gallery.first())?;
    view.edition.picture_of(figure)
}

/// A story's summary: the editor's, or its own first words.
pub(in crate::newspaper::wordpress) fn excerpt(post: &Post) -> String {
    let PreEscaped(paragraph) = if post.reading.deck.is_empty() {
        let (words, is_cut) = markup::opening(&post.reading.body, EXCERPT);
        html! { p { (words) @if is_cut { " […]" } } }
    } else {
        html! { p { (post.reading.deck) } }
    };
    format!("{}\n", texture::texturized(&paragraph).replace("[&#8230;]", "[&hellip;]"))
}

/// One story, with what is linked to it where that is asked for.
pub(super) fn post(view: &View<'_>, post: &Post, asked: &Asked) -> Value {
    let edition = view.edition;
    let (date, date_gmt) = dates(post.published());
    let (modified, modified_gmt) = dates(post.modified());
    let is_protected = post.visibility == Visibility::Password;
    let hidden = |html: String| if is_protected { String::new() } else { html };
    let mut value = json!({
        "id": post.id,
        "date": date,
        "date_gmt": date_gmt,
        "guid": {"rendered": view.url(&format!("/?p={}", post.id))},
        "modified": modified,
        "modified_gmt": modified_gmt,
        "slug": percent_encoded(&post.slug),
        "status": "publish",
        "type": "post",
        "link": view.url(&path(post)),
        "title": {"rendered": title(post)},
        "content": {"rendered": hidden(content::rendered(view, post)), "protected": is_protected},
        "excerpt": {"rendered": hidden(excerpt(post)), "protected": is_protected},
        "author": edition.author_of(post).map_or(0, |author| author.id),
        "featured_media": featured(view, post).map_or(0, |picture| picture.id),
        "comment_status": "closed",
        "ping_status": "closed",
        "sticky": false,
        "template": "",
        "format": if post.reading.kind == Kind::Gallery { "gallery" } else { "standard" },
        "meta": [],
        "categories": edition.sections_of(post).iter().map(|section| section.id).collect::<Vec<_>>(),
        "tags": edition.tags_of(post).iter().map(|tag| tag.id).collect::<Vec<_>>(),
        "_links": links(view, post),
    });
    if let (Some(object), true) = (value.as_object_mut(), asked.embed.is_some()) {
        object.insert("_embedded".to_owned(), embedded(view, post, asked));
    }
    value
}

fn title(post: &Post) -> String {
    let title = texture::title(&post.reading.headline);
    if post.visibility == Visibility::Password { format!("Protected: {title}") } else { title }
}

fn links(view: &View<'_>, post: &Post) -> Value {
    let href = |path: String| json!([{"href": view.url(&format!("/wp-json/wp/v2/{path}"))}]);
    let linked = |path: String| json!([{"embeddable": true, "href": view.url(&format!("/wp-json/wp/v2/{path}"))}]);
    let term = |taxonomy: &str, base: &str| {
        let href = view.url(&format!("/wp-json/wp/v2/{base}?post={}", post.id));
        json!({"taxonomy": taxonomy, "embeddable": true, "href": href})
    };
    let mut links = json!({
        "self": href(format!("posts/{}", post.id)),
        "collection": href("posts".to_owned()),
        "about": href("types/post".to_owned()),
        "author": linked(format!("users/{}", view.edition.author_of(post).map_or(0, |it| it.id))),
        "wp:attachment": href(format!("media?parent={}", post.id)),
        "wp:term": [term("category", "categories"), term("post_tag", "tags")],
        "curies": [{"name": "wp", "href": "https://api.w.org/{rel}", "templated": true}],
    });
    if let (Some(picture), Some(links)) = (featured(view, post), links.as_object_mut()) {
        links.insert("wp:featuredmedia".to_owned(), linked(format!("media/{}", picture.id)));
    }
    links
}

/// The fields that a linked object has when it is put in; more of it has its own address alone.
fn in_short(value: Value) -> Value {
    const FIELDS: [&str; 17] = [
        "id",
        "date",
        "slug",
        "type",
        "link",
        "title",
        "author",
        "caption",
        "alt_text",
        "media_type",
        "mime_type",
        "media_details",
        "source_url",
        "name",
        "taxonomy",
        "url",
        "_links",
    ];
    const PEOPLE: [&str; 2] = ["description", "avatar_urls"];
    let is_person = value.get("avatar_urls").is_some();
    let Value::Object(object) = value else { return value };
    let kept = object.into_iter().filter(|(name, _)| {
        FIELDS.contains(&name.as_str()) || is_person && PEOPLE.contains(&name.as_str())
    });
    Value::Object(kept.collect())
}

fn embedded(view: &View<'_>, post: &Post, asked: &Asked) -> Value {
    let edition = view.edition;
    let mut embedded = Map::new();
    if let Some(author) = edition.author_of(post).filter(|_| asked.embeds("author")) {
        embedded.insert("author".to_owned(), json!([in_short(users::user(view, author))]));
    }
    if let Some(picture) = featured(view, post).filter(|_| asked.embeds("wp:featuredmedia")) {
        embedded
            .insert("wp:featuredmedia".to_owned(), json!([in_short(media::media(view, picture))]));
    }
    if asked.embeds("wp:term") {
        let sections = edition.sections_of(post).into_iter();
        let sections: Vec<Value> =
            sections.map(|section| in_short(terms::category(view, section))).collect();
        let tags = edition.tags_of(post).into_iter();
        let tags: Vec<Value> = tags.map(|tag| in_short(terms::tag(view, tag))).collect();
        embedded.insert("wp:term".to_owned(), json!([sections, tags]));
    }
    Value::Object(embedded)
}
