use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::newspaper::view::View;

const ROUTES: [&str; 9] = [
    "/",
    "/wp/v2",
    "/wp/v2/posts",
    "/wp/v2/pages",
    "/wp/v2/media",
    "/wp/v2/categories",
    "/wp/v2/tags",
    "/wp/v2/users",
    "/wp/v2/types",
];

/// What the site says of itself.
pub(super) fn root(view: &View<'_>) -> Value {
    let edition = view.edition;
    let is_named = edition.zone_name.contains('/');
    let offset = edition.zone.to_offset(Timestamp::UNIX_EPOCH).seconds();
    let routes: Map<String, Value> = ROUTES
        .iter()
        .map(|route| {
            let href = view.url(&format!("/wp-json{route}"));
            let value = json!({"namespace": if *route == "/" { "" } else { "wp/v2" },
                "methods": ["GET"], "endpoints": [{"methods": ["GET"], "args": {}}],
                "_links": {"self": [{"href": href}]}});
            ((*route).to_owned(), value)
        })
        .collect();
    json!({
        "name": edition.name,
        "description": edition.tagline,
        "url": view.origin,
        "home": view.origin,
        "gmt_offset": f64::from(offset) / 3600.0,
        "timezone_string": if is_named { edition.zone_name.as_str() } else { "" },
        "namespaces": ["oembed/1.0", "wp/v2", "wp-site-health/v1", "wp-block-editor/v1"],
        "authentication": {},
        "routes": routes,
        "site_logo": 0,
        "site_icon": 0,
        "site_icon_url": view.url("/favicon.ico"),
        "_links": {"help": [{"href": "https://developer.wordpress.org/rest-api/"}]},
    })
}

/// The kinds of things that the site has.
pub(super) fn types(view: &View<'_>) -> Value {
    let one = |name: &str, slug: &str, base: &str| {
        json!({"name": name, "slug": slug, "rest_base": base, "rest_namespace": "wp/v2",
            "hierarchical": slug == "page", "taxonomies": [],
            "_links": {"wp:items": [{"href": view.url(&format!("/wp-json/wp/v2/{base}"))}]}})
    };
    json!({
        "post": one("Posts", "post", "posts"),
        "page": one("Pages", "page", "pages"),
        "attachment": one("Media", "attachment", "media"),
    })
}
