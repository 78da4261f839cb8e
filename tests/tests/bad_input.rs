//! Bad input gets one clear sentence that says what to do, and loses nothing.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::sync::LazyLock;

use tests::{Broadsheet, Ran, Unvouched, Wordpress, closed_port, serve, sha256};

const DAY: &str = "2026-11-20";
const FETCH: &str = "fetch --day 2026-11-20 --delay-ms 0 --allow-private --json-events";
const SHOP: &str = "<!doctype html><html lang=en><title>Pans</title><h1>Pans and kettles</h1>\
    <p>We sell pans. Open from nine to five.</p><a href=/about>About us</a></html>";

/// One small newspaper for all tests of this file; ended by its own clean-up when this process ends.
static WORDPRESS: LazyLock<Wordpress> = LazyLock::new(|| {
    let wordpress = Wordpress::start();
    wordpress.seed(&["--days", "1", "--per-day", "40", "--photos", "24", "--until", DAY]);
    wordpress
});

#[test]
fn an_address_that_is_no_newspaper() {
    let broadsheet = Broadsheet::new();
    let ran = broadsheet.run(&format!("source add {} --yes --allow-private", serve(SHOP)));
    assert_refused(&ran, 1, &["address"]);
    assert_whole_if_there(&broadsheet);
}

#[test]
fn an_address_that_is_none() {
    let broadsheet = Broadsheet::new();
    let ran = broadsheet.run("source add http://:nonsense: --yes");
    assert_refused(&ran, 1, &["address"]);
    assert_whole_if_there(&broadsheet);
}

#[test]
fn a_host_that_does_not_answer() {
    let broadsheet = Broadsheet::new();
    let ran = broadsheet.run(&format!("source add {} --yes --allow-private", closed_port()));
    assert_refused(&ran, 1, &["address", "again", "later"]);
    assert_whole_if_there(&broadsheet);
}

#[test]
fn a_certificate_for_which_nobody_vouches() {
    let (server, broadsheet) = (Unvouched::start(), Broadsheet::new());
    let ran = broadsheet.run(&format!("source add {} --yes --allow-private", server.url()));
    assert_refused(&ran, 1, &["certificate"]);
    assert_whole_if_there(&broadsheet);
}

#[test]
fn a_private_address_that_was_not_allowed() {
    let broadsheet = Broadsheet::new();
    let ran = broadsheet.run(&format!("source add {} --yes", serve(SHOP)));
    assert_refused(&ran, 1, &["--allow-private"]);
    assert_whole_if_there(&broadsheet);
}

#[test]
fn a_page_in_place_of_json_when_the_paper_is_added() {
    assert_cannot_be_added("rest-html");
}

#[test]
fn an_interface_that_asks_for_a_login() {
    assert_cannot_be_added("rest-401");
}

#[test]
fn a_page_in_place_of_json_when_the_paper_is_fetched() {
    let proxy = WORDPRESS.behind("none");
    let broadsheet = following(proxy.url());
    proxy.preset("rest-html");
    let ran = broadsheet.run(FETCH);
    assert_refused(&ran, 1, &["again", "later", "address"]);
    assert!(broadsheet.stories("").is_empty());
    proxy.preset("none");
    let ran = broadsheet.run(FETCH);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert_eq!(broadsheet.stories("").len(), WORDPRESS.manifest().harvest().count());
    broadsheet.assert_whole();
}

#[test]
fn pictures_that_are_none_are_not_stored_and_come_later() {
    let proxy = WORDPRESS.behind("none");
    let broadsheet = following(proxy.url());
    proxy.preset("pictures-bad");
    let ran = broadsheet.run(FETCH);
    assert_refused(&ran, 3, &["again", "later"]);
    assert!(ran.event_counts().contains_key("failed"), "{:?}", ran.event_counts());
    assert_eq!(broadsheet.stories("").len(), WORDPRESS.manifest().harvest().count());
    let whole = whole_files(&WORDPRESS.uploads());
    let before = stored_photos(&broadsheet);
    let broken: Vec<_> = before.difference(&whole).collect();
    assert!(broken.is_empty(), "cut off, or web pages: {broken:?} of {}", before.len());
    broadsheet.assert_whole();

    proxy.preset("none");
    let ran = broadsheet.run(FETCH);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let manifest = WORDPRESS.manifest();
    let originals: BTreeSet<String> = manifest
        .harvest()
        .flat_map(|post| manifest.originals(post))
        .map(|o| o.sha256.clone())
        .collect();
    let missing = &originals - &stored_photos(&broadsheet);
    assert!(missing.is_empty(), "{} of {} are still missing", missing.len(), originals.len());
    broadsheet.assert_whole();
}

#[test]
fn an_archive_folder_that_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "not a folder").unwrap();
    let broadsheet = Broadsheet::at(&file.join("archive"));
    let ran = broadsheet.run(&format!("source add {} --yes --allow-private", WORDPRESS.url()));
    assert_refused(&ran, 1, &["folder"]);
    assert!(ran.stderr.contains(&*file.to_string_lossy()), "names the folder: {}", ran.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), "not a folder");
}

#[test]
fn a_second_writer_waits_its_turn() {
    let proxy = WORDPRESS.behind("none");
    let broadsheet = following(proxy.url());
    proxy.add_rule(r#"{"match": "", "do": "delay", "s": 60}"#);
    let mut first =
        broadsheet.command(FETCH).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut event = String::new();
    BufReader::new(first.stdout.take().unwrap()).read_line(&mut event).unwrap();
    assert!(event.contains("started"), "{event}");

    let ran = broadsheet.run(FETCH);
    assert_refused(&ran, 5, &["again", "close", "wait"]);
    assert!(broadsheet.stories("").is_empty(), "reading goes on beside a writer");
    first.kill().unwrap();
    first.wait().unwrap();

    proxy.preset("none");
    let ran = broadsheet.run(FETCH);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    broadsheet.assert_whole();
}

fn following(url: &str) -> Broadsheet {
    let broadsheet = Broadsheet::new();
    let ran = broadsheet.run(&format!("source add {url} --yes --allow-private"));
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    broadsheet
}

fn assert_cannot_be_added(preset: &str) {
    let proxy = WORDPRESS.behind(preset);
    let broadsheet = Broadsheet::new();
    let ran = broadsheet.run(&format!("source add {} --yes --allow-private", proxy.url()));
    assert_refused(&ran, 1, &["address", "again", "later", "ask"]);
    assert_whole_if_there(&broadsheet);
}

/// One line that ends as a sentence, without the insides of the program, and with one of the words that tell what to do.
fn assert_refused(ran: &Ran, status: i32, advice: &[&str]) {
    assert_eq!(ran.status, Some(status), "{}", ran.stderr);
    let line = ran.stderr.strip_suffix('\n').expect("a message ends its line");
    assert!(!line.is_empty() && !line.contains('\n'), "exactly one line: {}", ran.stderr);
    assert!(line.ends_with('.'), "a sentence: {line}");
    assert!(line.starts_with(|first: char| !first.is_lowercase()), "a sentence: {line}");
    let lower = line.to_lowercase();
    for inside in
        ["os error", "error {", "error(", "caused by", "panicked", "none", "some(", "src/"]
    {
        assert!(!lower.contains(inside), "{inside:?} is no word for people: {line}");
    }
    assert!(advice.iter().any(|word| lower.contains(word)), "says what to do ({advice:?}): {line}");
}

fn assert_whole_if_there(broadsheet: &Broadsheet) {
    if broadsheet.archive().exists() {
        broadsheet.assert_whole();
        assert!(broadsheet.stories("").is_empty());
    }
}

fn stored_photos(broadsheet: &Broadsheet) -> BTreeSet<String> {
    let mut hashes = BTreeSet::new();
    for story in broadsheet.stories("") {
        let story = broadsheet.story(story["id"].as_str().expect("a story has an id"));
        let body = story["body"].as_array().into_iter().flatten();
        let gallery = story["gallery"].as_array().into_iter().flatten();
        let figures = std::iter::once(&story["lead"]).chain(body).chain(gallery);
        hashes.extend(figures.filter_map(|figure| figure["photo"].as_str()).map(str::to_owned));
    }
    hashes.iter().map(|hash| broadsheet.photo_sha256(hash)).collect()
}

/// SHA-256 of every file in a folder and below.
fn whole_files(folder: &Path) -> BTreeSet<String> {
    let mut hashes = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("the newspaper has pictures").flatten() {
        let path = entry.path();
        if path.is_dir() {
            hashes.extend(whole_files(&path));
        } else {
            hashes.insert(sha256(&fs::read(&path).expect("the newspaper can be read")));
        }
    }
    hashes
}
