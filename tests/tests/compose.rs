//! `broadsheet compose` makes a newspaper of a day.

use std::fs;

use serde_json::Value;
use tests::Broadsheet;

const DAY: &str = "2026-11-24";

#[test]
fn the_sample_becomes_pages_pictures_and_figures() {
    let broadsheet = Broadsheet::new();
    assert_eq!(broadsheet.run("sample").status, Some(0));
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (png, pages, report) = (file("png"), file("pages.json"), file("report.json"));
    let ran = broadsheet.run_with(
        &format!("compose {DAY} --format screen:1024x588"),
        &["--png", &png, "--pages", &pages, "--report", &report],
    );
    assert_eq!(ran.status, Some(0), "{ran:?}");
    let read = |path: &str| -> Value { serde_json::from_slice(&fs::read(path).unwrap()).unwrap() };
    let (edition, report) = (read(&pages), read(&report));
    let count = edition["pages"].as_array().unwrap().len();
    assert_eq!(report["pages"].as_array().unwrap().len(), count);
    assert_eq!(report["stories"]["given"], report["stories"]["placed"]);
    assert_eq!(report["jumps"]["unmatched"], 0);
    let pictures =
        fs::read_dir(&png).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    let pictures: Vec<Vec<u8>> = pictures.collect();
    assert_eq!(pictures.len(), count);
    assert!(pictures.iter().all(|bytes| bytes.starts_with(b"\x89PNG")));
}

#[test]
fn what_cannot_be_made_up_is_told() {
    let broadsheet = Broadsheet::new();
    assert_eq!(broadsheet.run("sample").status, Some(0));
    assert_eq!(broadsheet.run("compose 1999-01-01").status, Some(1));
    assert_eq!(broadsheet.run(&format!("compose {DAY} --format a5")).status, Some(2));
    assert_eq!(broadsheet.run(&format!("compose {DAY} --source nobody")).status, Some(1));
    for (option, wrong, hint) in [
        ("--query", " ", "say what to search for"),
        ("--text-size", "abc", "say a whole number of percent from 80 to 200"),
        ("--text-size", "79", "say a whole number of percent from 80 to 200"),
    ] {
        let ran = broadsheet.run_with("compose", &[option, wrong]);
        assert_eq!(ran.status, Some(2), "{option}");
        assert!(ran.stderr.contains(hint), "{}", ran.stderr);
    }
}

#[test]
fn markup_of_an_import_is_not_printed() {
    let broadsheet = Broadsheet::new();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("stories.jsonl");
    let story = serde_json::json!({
        "id": "1", "url": "https://herald.example/1", "date": DAY, "headline": "Ferry Runs",
        "body": "<p>It <b>ran</b>.</p><p>It was full.</p>",
    });
    fs::write(&file, format!("{story}\n")).unwrap();
    let ran = broadsheet.run_with("import --from stories", &[&file.to_string_lossy()]);
    assert_eq!(ran.status, Some(0), "{ran:?}");
    assert_eq!(broadsheet.story("1")["text"], "It ran.\n\nIt was full.");
}

#[test]
fn a_search_and_a_section_become_papers_too() {
    let broadsheet = Broadsheet::new();
    assert_eq!(broadsheet.run("sample").status, Some(0));
    let whole = broadsheet.json(&format!("compose {DAY} --json"));
    let found = broadsheet.json("compose --query lake --json");
    assert_eq!(found["stories"]["given"], broadsheet.search("lake")["total"]);
    assert_eq!(found["stories"]["placed"], found["stories"]["given"]);
    let stories = broadsheet.stories(&format!("--day {DAY}"));
    let name = stories[0]["section"][0].as_str().unwrap();
    let section = broadsheet.run_with(&format!("compose {DAY} --json"), &["--section", name]);
    let given = |report: &Value| report["stories"]["given"].as_u64().unwrap();
    assert!(given(&section.json()) > 0 && given(&section.json()) < given(&whole));
    let large = broadsheet.json(&format!("compose {DAY} --text-size 150 --json"));
    assert!(large["pages"].as_array().unwrap().len() > whole["pages"].as_array().unwrap().len());

    assert_eq!(broadsheet.run("compose --query zyzzyva").status, Some(1));
    assert_eq!(broadsheet.run(&format!("compose {DAY} --section nowhere")).status, Some(1));
    assert_eq!(broadsheet.run("compose").status, Some(2));
    assert_eq!(broadsheet.run(&format!("compose {DAY} --query lake")).status, Some(2));
}

#[test]
fn several_papers_become_one() {
    let broadsheet = Broadsheet::new();
    assert_eq!(broadsheet.run("sample").status, Some(0));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("stories.jsonl");
    let story = serde_json::json!({
        "id": "1", "url": "https://herald.example/1", "lang": "en", "date": DAY, "time": "06:00",
        "section": "City", "byline": "Zara Mehta", "agency": "", "dateline": "", "deck": "",
        "headline": "Ferry Runs Again", "tags": [], "body": "The ferry ran at six.\n\nIt was full.",
    });
    fs::write(&file, format!("{story}\n")).unwrap();
    let ran = broadsheet.run_with("import --from stories", &[&file.to_string_lossy()]);
    assert_eq!(ran.status, Some(0), "{ran:?}");
    let ran = broadsheet.run(&format!("compose {DAY}"));
    assert_eq!(ran.status, Some(1), "two newspapers printed then");
    let sources = broadsheet.json("source list --json");
    let ids: Vec<&str> = sources["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|source| source["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 2);
    let given = |options: &str| {
        let report = broadsheet.json(&format!("compose {DAY} {options} --json"));
        assert_eq!(report["stories"]["given"], report["stories"]["placed"]);
        report["stories"]["given"].as_u64().unwrap()
    };
    let (one, other) =
        (given(&format!("--source {}", ids[0])), given(&format!("--source {}", ids[1])));
    assert_eq!(given(&format!("--source {} --source {}", ids[0], ids[1])), one + other);
}

#[test]
fn an_edition_that_was_given_out_is_kept_and_comes_back_as_it_was() {
    let broadsheet = Broadsheet::new();
    assert_eq!(broadsheet.run("sample").status, Some(0));
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let made = |options: &str, name: &str| {
        let ran = broadsheet
            .run_with(&format!("compose {DAY} --json {options}"), &["--pages", &file(name)]);
        assert_eq!(ran.status, Some(0), "{ran:?}");
        (ran.json(), fs::read(file(name)).unwrap())
    };
    assert_eq!(broadsheet.run(&format!("compose {DAY} --edition 1 --format a4")).status, Some(1));
    let (report, pages) = made("--format a4", "one.json");
    assert_eq!(report["kept"]["number"], 1);
    let stories = report["kept"]["stories"].as_array().unwrap();
    assert_eq!(stories.len() as u64, report["stories"]["placed"].as_u64().unwrap());
    assert!(stories.iter().all(|story| (1..=3).contains(&story["column"].as_u64().unwrap())));
    assert_eq!(made("--format a4", "again.json").0["kept"], report["kept"], "kept once");
    assert_eq!(made("--format letter", "letter.json").0["kept"]["number"], 1);

    let (back, same) = made("--format a4 --edition 1", "back.json");
    assert!(same == pages, "it comes back byte for byte");
    assert_eq!((&back["kept"], &back["hash"]), (&report["kept"], &report["hash"]));
    assert_eq!(broadsheet.run(&format!("compose {DAY} --edition 2 --format a4")).status, Some(1));
    broadsheet.assert_whole();
}

#[test]
fn the_reader_pins_a_story_to_the_front_and_mutes_another() {
    let broadsheet = Broadsheet::new();
    assert_eq!(broadsheet.run("sample").status, Some(0));
    let front = |wishes: &str| -> Vec<String> {
        let ran = broadsheet.run(&format!("compose {DAY} --format broadsheet{wishes} --json"));
        assert_eq!(ran.status, Some(0), "{ran:?}");
        let modules = ran.json()["pages"][0]["modules"].clone();
        let id = |module: &Value| module["story"].as_str().unwrap().to_owned();
        modules.as_array().unwrap().iter().map(id).collect()
    };
    let usual = front("");
    let stories = broadsheet.run(&format!("stories --day {DAY} --json")).json();
    let inside = |story: &&Value| {
        let id = story["id"].as_str().unwrap();
        story["kind"] == "article" && story["language"] == "en" && !usual.iter().any(|it| it == id)
    };
    let pinned = stories["stories"].as_array().unwrap().iter().find(inside).unwrap();
    let (pinned, muted) = (pinned["id"].as_str().unwrap(), usual[0].as_str());
    let wished = front(&format!(" --pin {pinned} --mute {muted}"));
    assert_eq!(wished[0], pinned);
    assert!(!wished.iter().any(|id| id == muted), "{wished:?}");
    let unknown = broadsheet.run(&format!("compose {DAY} --pin nothing"));
    assert_eq!(unknown.status, Some(1));
    assert!(unknown.stderr.contains("No story “nothing” is in this paper."), "{unknown:?}");
}
