//! The REST interface (`/wp-json/`) as WordPress 6 answers it to a visitor who is not logged in.

mod collection;
mod media;
mod post;
mod posts;
mod root;
mod terms;
mod users;

use serde_json::{Value, json};

use crate::newspaper::http::Answer;
use crate::newspaper::view::View;
use collection::{Asked, filtered};
pub(super) use post::{excerpt, featured};

/// Answers a route such as `/wp/v2/posts/1001`.
pub(super) fn answer(view: &View<'_>, route: &str) -> Answer {
    let mut answer = routed(view, route).unwrap_or_else(no_route);
    if answer.header("link").is_none() {
        answer.set("Link", format!("<{}>; rel=\"https://api.w.org/\"", view.url("/wp-json/")));
    }
    answer
        .with("Vary", "Origin")
        .with("X-Robots-Tag", "noindex")
        .with("X-Content-Type-Options", "nosniff")
        .with("Access-Control-Expose-Headers", "X-WP-Total, X-WP-TotalPages, Link")
        .with(
            "Access-Control-Allow-Headers",
            "Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type",
        )
        .with("Allow", "GET")
}

fn routed(view: &View<'_>, route: &str) -> Option<Answer> {
    let parts: Vec<&str> = route.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [] => Some(one(view, Some(root::root(view)), "")),
        ["wp", "v2"] => Some(one(view, Some(root::root(view)), "")),
        ["wp", "v2", "posts"] => Some(posts::list(view)),
        ["wp", "v2", "posts", id] => Some(posts::one(view, id)),
        ["wp", "v2", "pages"] => Some(posts::pages(view)),
        ["wp", "v2", "categories", rest @ ..] => Some(terms::categories(view, rest)),
        ["wp", "v2", "tags", rest @ ..] => Some(terms::tags(view, rest)),
        ["wp", "v2", "users", rest @ ..] => Some(users::answer(view, rest)),
        ["wp", "v2", "media", rest @ ..] => Some(media::answer(view, rest)),
        ["wp", "v2", "types"] => Some(one(view, Some(root::types(view)), "")),
        _ => None,
    }
}

/// One object, or what WordPress says when there is none: `code` such as `rest_post_invalid_id`.
fn one(view: &View<'_>, value: Option<Value>, code: &str) -> Answer {
    match value {
        Some(value) => {
            let asked = Asked::of(view);
            Answer::new(200, JSON, as_php(&filtered(value, &asked.fields)))
        }
        None => refusal(404, code, "Invalid ID."),
    }
}

const JSON: &str = "application/json; charset=UTF-8";

/// An error as WordPress words it.
fn refusal(status: u16, code: &str, message: &str) -> Answer {
    let value = json!({"code": code, "message": message, "data": {"status": status}});
    Answer::new(status, JSON, as_php(&value))
}

/// What WordPress says of a parameter that it cannot take.
fn wrong_parameter(name: &str, why: &str) -> Answer {
    let value = json!({"code": "rest_invalid_param", "message": format!("Invalid parameter(s): {name}"),
        "data": {"status": 400, "params": {name: why}, "details": {name:
            {"code": "rest_invalid_param", "message": why, "data": null}}}});
    Answer::new(400, JSON, as_php(&value))
}

fn no_route() -> Answer {
    refusal(404, "rest_no_route", "No route was found matching the URL and request method.")
}

/// JSON as PHP writes it: slashes and all that is not ASCII are escaped.
fn as_php(value: &Value) -> String {
    let json = value.to_string();
    let mut escaped = String::with_capacity(json.len() + json.len() / 8);
    for character in json.chars() {
        match character {
            '/' => escaped.push_str("\\/"),
            '\0'..='\x7f' => escaped.push(character),
            other => {
                for unit in other.encode_utf16(&mut [0; 2]) {
                    escaped.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_written_as_php_does() {
        let value = json!({"a": "x/“😀”"});
        assert_eq!(as_php(&value), r#"{"a":"x\/\u201c\ud83d\ude00\u201d"}"#);
        assert_eq!(serde_json::from_str::<Value>(&as_php(&value)).unwrap(), value);
    }
}
