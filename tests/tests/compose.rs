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
}
