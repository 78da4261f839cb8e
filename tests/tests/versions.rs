//! What a paper changes after the first download is kept beside what it said before, and both can be compared; and
//! all of it comes back from a backup.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use serde_json::{Value, json};
use tests::newspaper::Change;
use tests::{Broadsheet, Newspaper};

const SPAN: &str = "--since 2026-11-22 --until 2026-11-24";
const CORRECTED: &str = "lake-at-its-lowest-november-in-forty-three-years";
const REWRITTEN: &str = "clapper-found-holding-open-a-barbers-door";

fn fetched(paper: &Newspaper) -> Broadsheet {
    let broadsheet = Broadsheet::new();
    let added = broadsheet.run(&format!("source add {} --yes --allow-private", paper.url()));
    assert_eq!(added.status, Some(0), "{}", added.stderr);
    fetch(&broadsheet);
    broadsheet
}

fn fetch(broadsheet: &Broadsheet) {
    let fetched = broadsheet.run(&format!("fetch {SPAN} --delay-ms 0"));
    assert_eq!(fetched.status, Some(0), "{}", fetched.stderr);
}

fn words(passage: &Value, change: &str) -> String {
    let pieces = passage["pieces"].as_array().unwrap().iter();
    pieces
        .filter(|piece| piece["change"] == change)
        .map(|piece| piece["text"].as_str().unwrap())
        .collect()
}

#[test]
fn a_rewritten_story_shows_its_history_its_difference_and_both_downloads() {
    let paper = Newspaper::start();
    let broadsheet = fetched(&paper);
    let url = paper.address(REWRITTEN);
    let before = broadsheet.story(&url);
    let first = broadsheet.run(&format!("capture {url} --raw"));

    let text = before["text"].as_str().unwrap().replacen("the", "THE VERY", 1);
    paper.edit(REWRITTEN, Change::text(&text));
    fetch(&broadsheet);

    let history = broadsheet.json(&format!("history {url} --json"));
    let revisions = history["revisions"].as_array().unwrap();
    assert_eq!(revisions.len(), 2, "{history}");
    assert_eq!(revisions[1]["changed"], json!(["body"]));
    assert_ne!(revisions[0]["capture"], revisions[1]["capture"]);

    let difference = broadsheet.json(&format!("diff {url} --json"));
    assert_eq!(
        (&difference["from"]["revision"], &difference["to"]["revision"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(difference["headline"]["change"], "same");
    let changed: Vec<&Value> = difference["body"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|passage| passage["change"] != "same")
        .collect();
    assert_eq!(changed.len(), 1, "{difference}");
    assert_eq!(words(changed[0], "deleted"), "the");
    assert_eq!(words(changed[0], "inserted"), "THE VERY");
    let said = broadsheet.run(&format!("diff {url} 1 2"));
    assert!(said.stdout.contains("[-the-]{+THE VERY+}"), "{}", said.stdout);

    // The download of the first version is still what it was.
    let capture = broadsheet.json(&format!("capture {} --json", revisions[0]["capture"]));
    assert_eq!(capture["status"], 200);
    assert_eq!(capture["length"], first.stdout.len());
    assert_eq!(
        broadsheet.run(&format!("capture {} --raw", revisions[0]["capture"])).stdout,
        first.stdout
    );
    assert_eq!(broadsheet.run("diff nowhere").status, Some(1));
    broadsheet.assert_whole();
}

#[test]
fn a_backup_brings_a_lost_archive_back_with_all_its_versions() {
    let paper = Newspaper::start();
    let broadsheet = fetched(&paper);
    paper.correct(CORRECTED);
    fetch(&broadsheet);
    let place = tempfile::tempdir().unwrap();
    let backup = place.path().join("backup");
    let saved = broadsheet.json(&format!("backup {} --json", backup.display()));
    let held = broadsheet.json("stats --json");
    assert_eq!((&saved["stories"], &saved["photos"]), (&held["stories"], &held["photos"]));
    let again = broadsheet.json(&format!("backup {} --json", backup.display()));
    assert_eq!(again["new_bytes"], 0);
    let listed = broadsheet.json(&format!("backup {} --list --json", backup.display()));
    assert_eq!(listed["backups"].as_array().unwrap().len(), 2);

    let other = Broadsheet::at(&place.path().join("found again"));
    let restored = other.json(&format!("restore {} --json", backup.display()));
    assert_eq!(restored["new_stories"], held["stories"]);
    assert_eq!(other.stories(""), broadsheet.stories(""));
    let url = paper.address(CORRECTED);
    assert_eq!(
        other.json(&format!("history {url} --json")),
        broadsheet.json(&format!("history {url} --json"))
    );
    assert_eq!(
        other.json(&format!("ledger {SPAN} --json")),
        broadsheet.json(&format!("ledger {SPAN} --json"))
    );
    assert_eq!(other.search("lake")["total"], broadsheet.search("lake")["total"]);
    other.assert_whole();
    // It goes on where the lost one was.
    fetch(&other);
    assert_eq!(other.json("stats --json")["revisions"], held["revisions"]);

    let within = broadsheet.archive().join("backup");
    let refused = broadsheet.run(&format!("backup {}", within.display()));
    assert_eq!(refused.status, Some(1));
    assert!(refused.stderr.contains("lies within the archive"), "{}", refused.stderr);
    assert_eq!(other.run(&format!("restore {}", place.path().display())).status, Some(1));
}
