use maud::{PreEscaped, html};
use serde_json::{Map, Value, json};

use super::collection::{Asked, page};
use super::one;
use crate::newspaper::http::Answer;
use crate::newspaper::paper::Picture;
use crate::newspaper::view::{View, upload_time};
use crate::newspaper::wordpress::{pictures, texture};
use model::Moment;

/// `media` and `media/ID`: pictures of stories that everybody may read.
pub(super) fn answer(view: &View<'_>, rest: &[&str]) -> Answer {
    let is_public = |picture: &&Picture| view.edition.public().any(|post| post.id == picture.story);
    let library = view.edition.pictures.iter().filter(is_public);
    if let [id] = rest {
        let found = library.into_iter().find(|picture| id.parse() == Ok(picture.id));
        return one(view, found.map(|picture| media(view, picture)), "rest_post_invalid_id");
    }
    let asked = Asked::of(view);
    let parents: Option<Vec<u64>> = view
        .request
        .parameter("parent")
        .map(|value| value.split(',').filter_map(|id| id.trim().parse().ok()).collect());
    let mut found: Vec<&Picture> = library
        .filter(|picture| {
            asked.wants(picture.id, stem(picture))
                && parents.as_ref().is_none_or(|parents| parents.contains(&picture.story))
        })
        .collect();
    found.reverse();
    page(view, &found, true, |picture, _| media(view, picture))
}

fn stem(picture: &Picture) -> &str {
    picture.file.rsplit_once('.').map_or(&picture.file, |(stem, _)| stem)
}

/// One picture of the library.
pub(super) fn media(view: &View<'_>, picture: &Picture) -> Value {
    let source = view.url(&pictures::path(picture));
    let moment = Moment::new(upload_time(view.edition, picture), &view.edition.zone);
    let (date, date_gmt) = super::post::dates(moment);
    let href = |path: &str| json!([{"href": view.url(&format!("/wp-json/wp/v2/{path}"))}]);
    let caption = picture.caption();
    let PreEscaped(paragraph) = html! { @if !caption.is_empty() { p { (caption) } } };
    json!({
        "id": picture.id,
        "date": date,
        "date_gmt": date_gmt,
        "guid": {"rendered": source},
        "modified": date,
        "modified_gmt": date_gmt,
        "slug": stem(picture),
        "status": "inherit",
        "type": "attachment",
        "link": view.url(&format!("/{}/", stem(picture))),
        "title": {"rendered": stem(picture)},
        "author": 1,
        "comment_status": "open",
        "ping_status": "closed",
        "template": "",
        "meta": [],
        "description": {"rendered": ""},
        "caption": {"rendered": format!("{}\n", texture::texturized(&paragraph))},
        "alt_text": picture.alt,
        "media_type": "image",
        "mime_type": picture.kind(),
        "media_details": details(view, picture),
        "post": picture.story,
        "source_url": source,
        "_links": {"self": href(&format!("media/{}", picture.id)), "collection": href("media"),
            "about": href("types/attachment")},
    })
}

fn details(view: &View<'_>, picture: &Picture) -> Value {
    let version = |file: String, path: String, width: u32, height: u32| {
        json!({"file": file, "width": width, "height": height, "mime_type": picture.kind(),
            "source_url": view.url(&path)})
    };
    let mut sizes: Map<String, Value> = picture
        .sizes()
        .iter()
        .map(|size| {
            let path = pictures::sized_path(picture, Some(size));
            let file = picture.sized_file(size);
            (size.name.to_owned(), version(file, path, size.width, size.height))
        })
        .collect();
    let full =
        version(picture.file.clone(), pictures::path(picture), picture.width, picture.height);
    sizes.insert("full".to_owned(), full);
    json!({
        "width": picture.width,
        "height": picture.height,
        "file": pictures::path(picture).trim_start_matches("/wp-content/uploads/"),
        "filesize": picture.length,
        "sizes": sizes,
        "image_meta": {"aperture": "0", "credit": "", "camera": "", "caption": "",
            "created_timestamp": "0", "copyright": "", "focal_length": "0", "iso": "0",
            "shutter_speed": "0", "title": "", "orientation": "0", "keywords": []},
    })
}
