//! What other programs and people tell the newspaper: JSON under `/__paper__/`, to which no page leads.
//!
//! | request | does |
//! |---|---|
//! | `GET state` | names the site, its clock and all stories with number, slug, visibility and address |
//! | `POST publish {"story": S}` | publishes a story that waits; `{"until": DAY}` all up to a day; a draft one of one's own |
//! | `POST edit {"story": S, …}` | changes it (headline, deck, text, slug, published, visibility, silent); nothing more than `story`: its next version |
//! | `POST remove {"story": S}` | takes it off the site |
//! | `GET`, `PUT`, `POST`, `DELETE rules` | the faults: names, replaces, adds before the others, clears |
//! | `PUT preset/NAME` | replaces the faults by those of a preset |
//! | `GET`, `DELETE log` | the requests so far; `DELETE` forgets them |
//! | `GET summary` | what they say about manners |

use serde::Deserialize;
use serde_json::{Value, json};

use super::Desk;
use super::faults::{self, Rule};
use super::http::{Answer, Request};
use super::log::Summary;
use super::paper::{Change, Draft};

const PLACE: &str = "/__paper__/";

/// Answers what is asked of the newspaper itself; none: it is asked for the site.
pub(super) fn answer(desk: &Desk, request: &Request) -> Option<Answer> {
    let what = request.raw_path().strip_prefix(PLACE)?;
    Some(match done(desk, request, what) {
        Ok(value) => Answer::new(200, "application/json", format!("{value:#}\n")),
        Err(Refusal::Unknown) => {
            let known = "GET state, POST publish, POST edit, POST remove, rules (GET, PUT, POST, DELETE), \
                         PUT preset/NAME, log (GET, DELETE), GET summary";
            let asked = format!("{} {what}", request.method);
            Answer::json(
                404,
                &json!({"error": format!("There is no {asked:?} here; there is {known}.")}),
            )
        }
        Err(Refusal::Wrong(why)) => Answer::json(400, &json!({"error": why})),
    })
}

enum Refusal {
    Unknown,
    Wrong(String),
}

impl From<String> for Refusal {
    fn from(why: String) -> Self {
        Self::Wrong(why)
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self::Wrong(format!("The JSON cannot be read: {error}."))
    }
}

/// What is published.
#[derive(Deserialize)]
#[serde(untagged)]
enum Publish {
    Waiting { story: String },
    Until { until: jiff::civil::Date },
    Own(Draft),
}

/// What is changed, and of which story.
#[derive(Deserialize)]
struct Edit {
    story: String,
    #[serde(flatten)]
    change: Value,
}

fn done(desk: &Desk, request: &Request, what: &str) -> Result<Value, Refusal> {
    let method = request.method.as_str();
    let body = request.body.as_slice();
    match (method, what) {
        ("GET" | "HEAD", "state") => Ok(state(desk, request)),
        ("POST", "publish") => {
            let id = publish(desk, serde_json::from_slice(body)?)?;
            Ok(json!({"id": id}))
        }
        ("POST", "edit") => {
            let edit: Edit = serde_json::from_slice(body)?;
            let change: Change = serde_json::from_value(edit.change)?;
            let id = desk.paper.change(|edition| edition.edit(&edit.story, change))?;
            Ok(json!({"id": id}))
        }
        ("POST", "remove") => {
            let edit: Edit = serde_json::from_slice(body)?;
            let id = desk.paper.change(|edition| edition.remove(&edit.story))?;
            Ok(json!({"id": id}))
        }
        ("GET" | "HEAD", "log") => Ok(json!(desk.log.visits())),
        ("DELETE", "log") => Ok(json!(desk.log.take())),
        ("GET" | "HEAD", "summary") => Ok(json!(Summary::of(&desk.log.visits()))),
        ("GET" | "HEAD" | "PUT" | "POST" | "DELETE", "rules") => rules(desk, method, body),
        ("PUT" | "POST", _) => {
            let name = what.strip_prefix("preset/").ok_or(Refusal::Unknown)?;
            desk.rules.replace(faults::preset(name)?)?;
            Ok(json!(desk.rules.all()))
        }
        _ => Err(Refusal::Unknown),
    }
}

fn publish(desk: &Desk, what: Publish) -> Result<Option<u64>, String> {
    desk.paper.change(|edition| match what {
        Publish::Waiting { story } => edition.publish(&story).map(Some),
        Publish::Until { until } => {
            edition.publish_until(until);
            Ok(None)
        }
        Publish::Own(draft) => edition.print(draft).map(Some),
    })
}

fn rules(desk: &Desk, method: &str, body: &[u8]) -> Result<Value, Refusal> {
    match method {
        "PUT" => desk.rules.replace(serde_json::from_slice(body)?)?,
        "POST" => desk.rules.add(one_or_more(body)?)?,
        "DELETE" => desk.rules.replace(Vec::new())?,
        _ => {}
    }
    Ok(json!(desk.rules.all()))
}

fn one_or_more(body: &[u8]) -> Result<Vec<Rule>, serde_json::Error> {
    let value: Value = serde_json::from_slice(body)?;
    if value.is_array() {
        serde_json::from_value(value)
    } else {
        Ok(vec![serde_json::from_value(value)?])
    }
}

fn state(desk: &Desk, request: &Request) -> Value {
    let edition = desk.paper.edition();
    let origin = request.origin();
    let stories = edition.all().iter().filter(|post| desk.site.shows(post)).map(|post| {
        json!({
            "id": post.id,
            "slug": post.slug,
            "day": post.day(),
            "visibility": post.visibility,
            "headline": post.reading.headline,
            "kind": post.reading.kind,
            "modified": post.modified(),
            "later_versions": post.later_versions(),
            "url": format!("{origin}{}", desk.site.path(&edition, post)),
        })
    });
    json!({
        "site": desk.site.name(),
        "name": edition.name,
        "clock": model::Moment::new(edition.clock, &edition.zone),
        "stories": stories.collect::<Vec<_>>(),
        "damaged": desk.paper.sample.damaged.iter().map(|it| json!({"file": it.file, "why": it.why})).collect::<Vec<_>>(),
        "presets": faults::names(),
    })
}
