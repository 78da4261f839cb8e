//! What was damaged is put right when the reader agrees, and nothing is touched before.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tests::{Broadsheet, Newspaper};

/// Bytes of a page of the database.
const PAGE: usize = 16_384;

fn fetched(paper: &Newspaper) -> Broadsheet {
    let broadsheet = Broadsheet::new();
    let added = broadsheet.run(&format!("source add {} --yes --allow-private", paper.url()));
    assert_eq!(added.status, Some(0), "{}", added.stderr);
    let fetched = broadsheet.run("fetch --day 2026-11-24 --delay-ms 0");
    assert_eq!(fetched.status, Some(0), "{}", fetched.stderr);
    broadsheet
}

/// All that an archive tells of its stories.
fn told(broadsheet: &Broadsheet) -> Vec<Value> {
    let ids = broadsheet.stories("").into_iter();
    ids.map(|story| broadsheet.story(story["id"].as_str().unwrap())).collect()
}

const ARTICLE: &str = "clapper-found-holding-open-a-barbers-door";

fn at(stories: &[Value], slug: &str) -> usize {
    stories.iter().position(|story| story["url"].as_str().unwrap().contains(slug)).unwrap()
}

/// Writes over each place where a file says these words.
fn overwrite(file: &Path, words: &str) {
    let mut bytes = fs::read(file).unwrap();
    let places: Vec<usize> = (0..bytes.len() - words.len())
        .filter(|at| bytes[*at..].starts_with(words.as_bytes()))
        .collect();
    assert!(!places.is_empty(), "{words}");
    for place in places {
        bytes[place..place + words.len()].fill(b'x');
    }
    fs::write(file, bytes).unwrap();
}

fn photos(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.flat_map(|path| if path.is_dir() { photos(&path) } else { vec![path] }).collect();
    files.sort();
    files
}

#[test]
fn a_text_comes_back_from_its_capture_and_a_photo_from_the_site() {
    let paper = Newspaper::start();
    let broadsheet = fetched(&paper);
    let before = told(&broadsheet);
    let database = broadsheet.archive().join("archive.db");
    overwrite(&database, before[at(&before, ARTICLE)]["headline"].as_str().unwrap());
    let photos = photos(&broadsheet.archive().join("photos"));
    fs::remove_file(&photos[0]).unwrap();
    fs::write(&photos[1], "no picture").unwrap();
    fs::remove_dir_all(broadsheet.archive().join("index")).unwrap();

    let damaged = fs::read(&database).unwrap();
    let asked = broadsheet.run("verify --repair");
    assert_eq!(asked.status, Some(4), "{}", asked.stderr);
    assert!(asked.stderr.contains("read again from its capture"), "{}", asked.stderr);
    assert_eq!(fs::read(&database).unwrap(), damaged);
    assert!(!photos[0].exists());

    let done = broadsheet.json("verify --repair --yes --json");
    assert_eq!((&done["ok"], &done["damaged"]), (&Value::Bool(true), &Value::Array(Vec::new())));
    let said = done["repaired"].to_string();
    assert!(said.contains("Read again from its capture."), "{said}");
    assert!(said.contains("Had again from the site, byte for byte."), "{said}");
    broadsheet.assert_whole();
    assert_eq!(told(&broadsheet), before);
}

#[test]
fn a_torn_database_is_filled_from_a_backup_and_said_to_be_damaged_until_then() {
    let paper = Newspaper::start();
    let broadsheet = fetched(&paper);
    let before = told(&broadsheet);
    let place = tempfile::tempdir().unwrap();
    let backup = place.path().join("backup");
    drop(broadsheet.json(&format!("backup {} --json", backup.display())));
    let database = broadsheet.archive().join("archive.db");
    let mut bytes = fs::read(&database).unwrap();
    let middle = bytes.len() / 2 / PAGE * PAGE;
    bytes[middle..middle + PAGE].fill(0);
    fs::write(&database, &bytes).unwrap();
    let verified = broadsheet.run("verify --deep");
    assert_eq!(verified.status, Some(4), "{}", verified.stderr);

    let done =
        broadsheet.json(&format!("verify --repair --yes --from {} --json", backup.display()));
    assert_eq!(done["ok"], true, "{done}");
    broadsheet.assert_whole();
    assert_eq!(told(&broadsheet), before);

    // Nothing at all can be read: the sentence says what helps, and the backup has it.
    bytes[..PAGE].fill(0);
    fs::write(&database, &bytes).unwrap();
    let lost = broadsheet.run("stories");
    assert_eq!(lost.status, Some(4), "{}", lost.stderr);
    let lost = broadsheet.run("verify --repair --yes");
    assert_eq!(lost.status, Some(4), "{}", lost.stderr);
    assert!(lost.stderr.contains("--from DIR"), "{}", lost.stderr);
    let done = broadsheet.run(&format!("verify --repair --yes --from {}", backup.display()));
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    broadsheet.assert_whole();
    assert_eq!(told(&broadsheet), before);
}
