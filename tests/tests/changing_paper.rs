//! What an editor does after the first harvest is followed: nothing is lost, and the ledger tells the truth.

use serde_json::{Value, json};
use tests::{Broadsheet, Wordpress};

const SPAN: &str = "--since 2026-11-19 --until 2026-11-20";

#[test]
fn edits_moves_and_deletions_are_followed_and_nothing_is_lost() {
    let wordpress = Wordpress::start();
    wordpress.seed(&["--days", "2", "--per-day", "30", "--photos", "20", "--until", "2026-11-20"]);
    let broadsheet = Broadsheet::new();
    let fetch = format!("fetch {SPAN} --delay-ms 0");
    let added = broadsheet.run(&format!("source add {} --yes --allow-private", wordpress.url()));
    assert_eq!(added.status, Some(0), "{}", added.stderr);
    assert_eq!(broadsheet.run(&fetch).status, Some(0));
    let before = broadsheet.stories("");

    let wanted = json!({"edit": 2, "delete": 1, "trash": 1, "slug": 1, "redate": 1, "password": 1});
    let changes = wordpress.change(&wanted);
    let ids: Vec<Value> =
        changes.iter().map(|(_, _, url)| held(&before, url)["id"].clone()).collect();
    assert_eq!(broadsheet.run(&fetch).status, Some(0));

    assert_eq!(broadsheet.stories("").len(), before.len(), "nothing that was held is lost");
    for ((what, _, url), id) in changes.iter().zip(&ids) {
        let story = broadsheet.story(id.as_str().unwrap());
        assert!(!story["text"].as_str().unwrap().is_empty(), "{what} {url}");
        assert_eq!(story["revision"] == 2, what == "edit", "{what} {url}");
        assert_eq!(story["gone"] == true, what == "delete" || what == "trash", "{what} {url}");
        let moved = story["url"] != url.as_str();
        assert_eq!(moved, what == "slug" || what == "redate", "{what} {url}: {}", story["url"]);
        if what == "redate" {
            assert_eq!(story["day"].as_str().unwrap(), &story["published"].as_str().unwrap()[..10]);
            assert!(story["day"].as_str().unwrap() < "2026-11-19");
        }
    }
    let ledger = broadsheet.json(&format!("ledger {SPAN} --json"));
    let sum = |what: &str| -> u64 {
        let days = ledger["days"].as_array().unwrap();
        days.iter().map(|day| day["stories"][what].as_u64().unwrap()).sum()
    };
    // Two are gone, one moved to another day, one is behind a password now but still held.
    assert_eq!(sum("listed"), before.len() as u64 - 4);
    assert_eq!((sum("stored"), sum("gone")), (before.len() as u64 - 1, 2));
    assert!(
        ledger["days"].as_array().unwrap().iter().all(|day| day["complete"] == true),
        "{ledger}"
    );
    broadsheet.assert_whole();
}

/// The story that was held at an address.
fn held<'a>(stories: &'a [Value], url: &str) -> &'a Value {
    let story = stories.iter().find(|story| story["url"] == url);
    assert!(story.is_some(), "{url} was not held");
    story.unwrap_or(&Value::Null)
}
