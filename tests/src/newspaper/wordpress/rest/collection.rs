use std::collections::BTreeMap;

use serde_json::{Map, Value};
use url::form_urlencoded;

use super::{JSON, as_php, refusal, wrong_parameter};
use crate::newspaper::http::Answer;
use crate::newspaper::view::View;

/// The most objects on one page.
const MOST: u64 = 100;

/// How a list is asked for.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) page: u64,
    pub(super) per_page: u64,
    pub(super) include: Option<Vec<u64>>,
    pub(super) exclude: Vec<u64>,
    pub(super) slugs: Option<Vec<String>>,
    /// `_fields`; all where there are none.
    pub(super) fields: Vec<String>,
    /// `_embed`: none, all, or those that are named.
    pub(super) embed: Option<Vec<String>>,
}

impl Asked {
    /// Reads the parameters that all lists have.
    pub(super) fn of(view: &View<'_>) -> Self {
        let words = |name: &str| view.request.parameter(name).map(|value| listed(&value));
        let numbers = |name: &str| {
            words(name).map(|words| words.iter().filter_map(|word| word.parse().ok()).collect())
        };
        Self {
            page: view.number("page").unwrap_or(1).max(1),
            per_page: view.number("per_page").unwrap_or(10),
            include: numbers("include"),
            exclude: numbers("exclude").unwrap_or_default(),
            slugs: words("slug"),
            fields: words("_fields").unwrap_or_default(),
            embed: words("_embed").map(|mut words| {
                words.retain(|word| !matches!(word.as_str(), "1" | "true"));
                words
            }),
        }
    }

    /// Whether an object of this number and slug is asked for.
    pub(super) fn wants(&self, id: u64, slug: &str) -> bool {
        self.include.as_ref().is_none_or(|include| include.contains(&id))
            && !self.exclude.contains(&id)
            && self.slugs.as_ref().is_none_or(|slugs| slugs.iter().any(|it| it == slug))
    }

    /// Whether linked objects of this kind are to be put in.
    pub(super) fn embeds(&self, link: &str) -> bool {
        self.embed
            .as_ref()
            .is_some_and(|names| names.is_empty() || names.iter().any(|it| it == link))
    }

    /// What is wrong with the numbers of a list, as WordPress says it.
    pub(super) fn refused(view: &View<'_>) -> Option<Answer> {
        for name in ["page", "per_page"] {
            let Some(value) = view.request.parameter(name) else { continue };
            let is_right = value
                .parse::<u64>()
                .is_ok_and(|number| number >= 1 && (name == "page" || number <= MOST));
            if !is_right {
                let why = format!("{name} must be between 1 (inclusive) and {MOST} (inclusive)");
                return Some(wrong_parameter(name, &why));
            }
        }
        None
    }
}

fn listed(value: &str) -> Vec<String> {
    let words = value.split([',', ' ']).map(str::trim).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// One page of a list. Beyond its end stories and pictures are refused, terms are none.
pub(super) fn page<T>(
    view: &View<'_>,
    items: &[T],
    is_refused_beyond_end: bool,
    json: impl Fn(&T, &Asked) -> Value,
) -> Answer {
    if let Some(refused) = Asked::refused(view) {
        return refused;
    }
    let asked = Asked::of(view);
    let total = items.len() as u64;
    let pages = total.div_ceil(asked.per_page);
    if is_refused_beyond_end && asked.page > 1 && asked.page > pages {
        return refusal(
            400,
            "rest_post_invalid_page_number",
            "The page number requested is larger than the number of pages available.",
        );
    }
    let first = (asked.page - 1).saturating_mul(asked.per_page);
    let skip = usize::try_from(first).unwrap_or(usize::MAX);
    let take = usize::try_from(asked.per_page).unwrap_or(usize::MAX);
    let shown = items.iter().skip(skip).take(take);
    let shown = shown.map(|item| filtered(json(item, &asked), &asked.fields)).collect();
    let mut answer = Answer::new(200, JSON, as_php(&Value::Array(shown)))
        .with("X-WP-Total", total.to_string())
        .with("X-WP-TotalPages", pages.to_string());
    let links = [(asked.page - 1, "prev"), (asked.page + 1, "next")];
    let links: Vec<String> = links
        .into_iter()
        .filter(|(page, _)| (1..=pages).contains(page))
        .map(|(page, relation)| format!("<{}>; rel=\"{relation}\"", page_url(view, page)))
        .collect();
    if !links.is_empty() {
        answer.set("Link", links.join(", "));
    }
    answer
}

fn page_url(view: &View<'_>, page: u64) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in view.request.parameters().filter(|(name, _)| name != "page") {
        query.append_pair(&name, &value);
    }
    query.append_pair("page", &page.to_string());
    format!("{}?{}", view.url(view.request.raw_path()), query.finish())
}

/// An object with only these fields; `title.rendered` names one within another.
pub(super) fn filtered(value: Value, fields: &[String]) -> Value {
    let Value::Object(object) = value else { return value };
    if fields.is_empty() {
        return Value::Object(object);
    }
    let mut inner: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for field in fields {
        match field.split_once('.') {
            Some((name, rest)) => inner.entry(name).or_default().push(rest.to_owned()),
            None => inner.entry(field).or_default().clear(),
        }
    }
    let kept = object.into_iter().filter_map(|(name, value)| {
        let rest = inner.get(name.as_str())?;
        Some((name, filtered(value, rest)))
    });
    Value::Object(kept.collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_fields_that_are_asked_for_come() {
        let value = json!({"id": 1, "title": {"rendered": "x", "raw": "y"}, "link": "z"});
        let fields = |names: &[&str]| {
            filtered(value.clone(), &names.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        assert_eq!(fields(&["id", "title.rendered"]), json!({"id": 1, "title": {"rendered": "x"}}));
        assert_eq!(fields(&[]), value);
    }
}
