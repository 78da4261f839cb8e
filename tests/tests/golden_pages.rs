//! The sample's pages stay as they are, byte for byte, on every system, until somebody means to change them.
//!
//! `BROADSHEET_GOLDEN=update cargo test -p tests --test golden_pages` writes what they are now; look at them first.

use std::fmt::Write as _;
use std::{env, fs};

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tests::Broadsheet;

const DAY: &str = "2026-11-24";
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/sample.txt");
const FORMATS: [&str; 7] =
    ["broadsheet", "tabloid", "a4", "letter", "eink", "screen:1440x788", "screen:1024x588"];

#[test]
fn the_pages_of_the_sample_are_those_that_were_looked_at() {
    let broadsheet = Broadsheet::new();
    assert_eq!(broadsheet.run("sample").status, Some(0));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pages.json").to_string_lossy().into_owned();
    let mut now = String::new();
    for format in FORMATS {
        let ran =
            broadsheet.run_with(&format!("compose {DAY} --format {format}"), &["--pages", &file]);
        assert_eq!(ran.status, Some(0), "{ran:?}");
        let edition: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        for page in edition["pages"].as_array().unwrap() {
            let hash: String = Sha256::digest(page.to_string())
                .iter()
                .take(8)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            let kind = page["kind"].as_str().unwrap();
            let modules = page["modules"].as_array().unwrap().len();
            writeln!(now, "{format} {} {kind} modules {modules} {hash}", page["number"]).unwrap();
        }
    }
    if env::var_os("BROADSHEET_GOLDEN").is_some() {
        fs::write(FILE, &now).unwrap();
    }
    let then = fs::read_to_string(FILE).unwrap_or_default();
    let changed: Vec<&str> =
        now.lines().filter(|line| !then.lines().any(|old| old == *line)).collect();
    assert!(now == then, "pages changed, look at them and see the top of this file: {changed:#?}");
}
