//! Backups are made on time by themselves, and one that fails is told.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use std::fs;

use tests::{Broadsheet, Newspaper};

fn held(broadsheet: &Broadsheet) -> usize {
    broadsheet.json("backup --list --json")["backups"].as_array().unwrap().len()
}

#[test]
fn what_is_due_is_made_after_a_fetch_and_a_failure_is_said() {
    let paper = Newspaper::start();
    let broadsheet = Broadsheet::new();
    let added = broadsheet.run(&format!("source add {} --yes --allow-private", paper.url()));
    assert_eq!(added.status, Some(0), "{}", added.stderr);
    let fetch = || broadsheet.run("fetch --day 2026-11-24 --delay-ms 0");
    assert_eq!(fetch().status, Some(0));
    assert_eq!(broadsheet.run("backup").status, Some(1), "no folder is set yet");

    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("backups");
    let set = broadsheet.run(&format!("backup {} --every day --keep 2", folder.display()));
    assert_eq!(set.status, Some(0), "{}", set.stderr);
    assert_eq!(held(&broadsheet), 1);
    let fresh = fetch();
    assert_eq!((fresh.status, held(&broadsheet)), (Some(0), 1), "it was not due");

    fs::remove_dir_all(folder.join("snapshots")).unwrap();
    let due = fetch();
    assert_eq!(due.status, Some(0), "{}", due.stderr);
    assert!(due.stderr.contains("Saved and checked"), "{}", due.stderr);
    assert_eq!(held(&broadsheet), 1);
    for _ in 0..3 {
        assert_eq!(broadsheet.run("backup").status, Some(0));
    }
    assert_eq!(held(&broadsheet), 2, "the newest two are kept");

    // The disk of the backups is gone: the stories come all the same, and the failure is told.
    fs::remove_dir_all(&folder).unwrap();
    fs::write(&folder, "").unwrap();
    let failed = fetch();
    assert_eq!(failed.status, Some(3), "{}", failed.stderr);
    assert!(failed.stderr.contains("The backup that was due was not made."), "{}", failed.stderr);
    assert_eq!(broadsheet.run("backup --every never").status, Some(0));
    assert_eq!(fetch().status, Some(0));
    broadsheet.assert_whole();
}

#[test]
fn a_repair_takes_from_the_backups_that_are_made_by_themselves() {
    let broadsheet = Broadsheet::new();
    assert_eq!(broadsheet.run("sample").status, Some(0));
    let place = tempfile::tempdir().unwrap();
    let set = broadsheet.run(&format!("backup {} --every week", place.path().display()));
    assert_eq!(set.status, Some(0), "{}", set.stderr);
    let stories = broadsheet.stories("");
    let database = broadsheet.archive().join("archive.db");
    let mut bytes = fs::read(&database).unwrap();
    // The page that says what the others are, and with it that it is a database.
    bytes[..4096].fill(0);
    fs::write(&database, bytes).unwrap();
    let done = broadsheet.run("verify --repair --yes");
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    assert_eq!(broadsheet.stories(""), stories);
    broadsheet.assert_whole();
}

#[test]
fn a_backup_that_is_damaged_says_that_it_is_the_backup_and_brings_nothing() {
    let broadsheet = Broadsheet::new();
    assert_eq!(broadsheet.run("sample").status, Some(0));
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().display();
    assert_eq!(broadsheet.run(&format!("backup {folder}")).status, Some(0));
    let pack = place.path().join("packs/00000.pack");
    let mut bytes = fs::read(&pack).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&pack, bytes).unwrap();
    let there = Broadsheet::new();
    let ran = there.run(&format!("restore {folder}"));
    assert_eq!(ran.status, Some(4));
    let said = format!("The backup in {folder} cannot be restored");
    assert!(ran.stderr.contains(&said) && ran.stderr.contains("--list"), "{}", ran.stderr);
    assert!(there.stories("").is_empty());
}

#[test]
fn old_downloads_go_only_when_the_reader_agrees() {
    let paper = Newspaper::start();
    let broadsheet = Broadsheet::new();
    let added = broadsheet.run(&format!("source add {} --yes --allow-private", paper.url()));
    assert_eq!(added.status, Some(0), "{}", added.stderr);
    assert_eq!(broadsheet.run("fetch --day 2026-11-24 --delay-ms 0").status, Some(0));
    let stories = broadsheet.stories("");
    let plan = broadsheet.json("drop captures --before 2099-01-01 --dry-run --json");
    assert!(plan["captures"].as_u64().unwrap() > 0, "{plan}");
    let unasked = broadsheet.run("drop captures --before 2099-01-01");
    assert!(unasked.stderr.contains("Nothing was dropped."), "{}", unasked.stderr);
    assert_eq!(broadsheet.json("drop captures --before 2099-01-01 --dry-run --json"), plan);

    let dropped = broadsheet.json("drop captures --before 2099-01-01 --yes --json");
    assert_eq!(dropped["captures"], plan["captures"]);
    broadsheet.assert_whole();
    assert_eq!(broadsheet.stories(""), stories);
    assert_eq!(broadsheet.json("stats --json")["dropped"][0]["captures"], plan["captures"]);
    let id = stories[0]["id"].as_str().unwrap();
    assert_eq!(broadsheet.json(&format!("capture {id} --json"))["stored"], 0);
    let raw = broadsheet.run(&format!("capture {id} --raw"));
    assert_eq!(raw.status, Some(1));
    assert!(raw.stderr.contains("was dropped to save room"), "{}", raw.stderr);
    // An export holds the stories, and no download that would seem to be empty.
    let source = stories[0]["source"].as_str().unwrap();
    let file = broadsheet.archive().with_extension("wacz");
    let exported =
        broadsheet.json(&format!("export {source} --format wacz --out {} --json", file.display()));
    assert_eq!(exported["stories"], stories.len());
    assert_eq!(exported["captures"], 0, "{exported}");
}
