//! The paper's own front page says which of its stories are important.

use serde_json::Value;
use tests::Broadsheet;
use tests::newspaper::{Fault, Newspaper};

const DAY: &str = "2026-11-24";

/// Ids of the stories on the first page, the lead first.
fn front(broadsheet: &Broadsheet) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pages.json").to_string_lossy().into_owned();
    let ran =
        broadsheet.run_with(&format!("compose {DAY} --format broadsheet"), &["--pages", &file]);
    assert_eq!(ran.status, Some(0), "{ran:?}");
    let pages: Value = serde_json::from_slice(&std::fs::read(file).expect("pages")).expect("JSON");
    let modules = pages["pages"][0]["modules"].as_array().expect("modules").clone();
    modules.iter().filter_map(|module| Some(module["story"].as_str()?.to_owned())).collect()
}

#[test]
fn what_leads_the_papers_front_page_is_on_ours() {
    let paper = Newspaper::start();
    let broadsheet = Broadsheet::new();
    let added = broadsheet.run(&format!("source add {} --yes --allow-private", paper.url()));
    assert_eq!(added.status, Some(0), "{added:?}");
    let fetch = format!("fetch --day {DAY} --delay-ms 0");
    assert_eq!(broadsheet.run(&fetch).status, Some(0));
    let before = front(&broadsheet);
    // News that our own judgement leaves inside.
    let stories = broadsheet.stories(&format!("--day {DAY}"));
    let story = stories.iter().rev().find(|story| {
        let is_inside = before.iter().all(|id| story["id"] != id.as_str());
        is_inside && story["kind"] == "article" && story["section"][0] != "Opinion"
    });
    let story = story.expect("a story inside");
    let link = format!("<h2><a href=\"{}\">First of all</a></h2>", story["url"].as_str().unwrap());
    paper.fail("^/$", Fault::Prefix { text: format!("<!doctype html>{link}") });
    // The same days again: their front page is of another day, and stays what it was.
    assert_eq!(broadsheet.run(&fetch).status, Some(0));
    assert_eq!(front(&broadsheet), before);

    let fresh = Broadsheet::new();
    assert_eq!(
        fresh.run(&format!("source add {} --yes --allow-private", paper.url())).status,
        Some(0)
    );
    assert_eq!(fresh.run(&fetch).status, Some(0));
    let lead = story["id"].as_str().unwrap();
    assert!(front(&fresh).iter().any(|id| id == lead), "{lead} is not on the front page");

    // A paper whose front page does not answer is whole all the same.
    paper.fail("^/$", Fault::Drop { reset: false });
    assert_eq!(fresh.run(&fetch).status, Some(0));
}
