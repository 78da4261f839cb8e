//! Stories leave as WACZ and WARC that other programs accept, and come back; what other programs kept comes in.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tests::newspaper::{Change, Post};
use tests::{Broadsheet, Newspaper, Ran, sha256, validator};

const DAY: &str = "2026-11-24";
const REWRITTEN: &str = "clapper-found-holding-open-a-barbers-door";

/// The test newspaper as it was fetched twice, with a story rewritten in between.
fn fetched() -> (Newspaper, Broadsheet) {
    let paper = Newspaper::start();
    let broadsheet = Broadsheet::new();
    let added = broadsheet.run(&format!("source add {} --yes --allow-private", paper.url()));
    assert_eq!(added.status, Some(0), "{}", added.stderr);
    let fetch = format!("fetch --day {DAY} --delay-ms 0");
    assert_eq!(broadsheet.run(&fetch).status, Some(0));
    paper.edit(REWRITTEN, Change::text("The clapper of the bell was found. It held a door open."));
    assert_eq!(broadsheet.run(&fetch).status, Some(0));
    (paper, broadsheet)
}

/// Exports all stories into a file of this name in a new folder.
fn exported(broadsheet: &Broadsheet, name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    let format = if name.contains("wacz") { "wacz" } else { "warc" };
    let source =
        broadsheet.json("source list --json")["sources"][0]["id"].as_str().unwrap().to_owned();
    let ran = broadsheet
        .run_with(&format!("export {source} --format {format} --out"), &[file.to_str().unwrap()]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    (folder, file)
}

fn import(broadsheet: &Broadsheet, file: &Path) -> Ran {
    broadsheet.run_with("import --json", &[file.to_str().unwrap()])
}

fn imported(file: &Path) -> (Broadsheet, Value) {
    let broadsheet = Broadsheet::new();
    let ran = import(&broadsheet, file);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    (broadsheet, ran.json())
}

/// All versions of all stories, without what differs from machine to machine.
fn told(broadsheet: &Broadsheet) -> Vec<Value> {
    let mut told = Vec::new();
    let mut ids: Vec<String> = broadsheet
        .stories("")
        .iter()
        .map(|story| story["id"].as_str().unwrap().to_owned())
        .collect();
    ids.sort();
    for id in ids {
        let history = broadsheet.json(&format!("history {id} --json"));
        for revision in 1..=history["revisions"].as_array().unwrap().len() {
            told.push(broadsheet.json(&format!("story {id} --revision {revision} --json")));
        }
    }
    told
}

#[test]
fn what_is_exported_comes_back_as_it_was() {
    let (paper, here) = fetched();
    let (_folder, wacz) = exported(&here, "paper.wacz");
    let (there, done) = imported(&wacz);
    assert_eq!(done["sources"].as_array().unwrap().len(), 1);
    let (before, after) = (told(&here), told(&there));
    assert!(before.len() > 30 && before.iter().any(|story| story["revision"] == 2));
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
    let url = paper.address(REWRITTEN);
    let raw = |broadsheet: &Broadsheet| broadsheet.run(&format!("capture {url} --raw")).stdout;
    assert_eq!(raw(&here), raw(&there));
    assert!(there.run(&format!("capture {url} --json")).stdout.contains("paper.wacz#blake3="));
    there.assert_whole();

    // The same archive gives the same bytes; and what was imported is known when it comes again.
    let (_again, again) = exported(&here, "paper.wacz");
    assert_eq!(sha256(&fs::read(&wacz).unwrap()), sha256(&fs::read(again).unwrap()));
    let (_other, warc) = exported(&there, "paper.warc.gz");
    for (broadsheet, file) in [(&here, &wacz), (&there, &warc)] {
        let held = broadsheet.run("stories --json").stdout;
        let done = import(broadsheet, file).json();
        assert_eq!((&done["new"], &done["revised"]), (&Value::from(0), &Value::from(0)), "{done}");
        assert_eq!(broadsheet.run("stories --json").stdout, held);
    }
}

#[test]
fn other_programs_accept_what_is_exported() {
    let (_paper, here) = fetched();
    for name in ["paper.warc", "paper.warc.gz", "paper.wacz"] {
        let (_folder, file) = exported(&here, name);
        let (program, words) = if name.ends_with("wacz") {
            ("wacz", vec!["validate", "-f"])
        } else {
            ("warcio", vec!["check", "-v"])
        };
        let checked = Command::new(validator(program)).args(words).arg(&file).output().unwrap();
        let said = String::from_utf8_lossy(&checked.stdout);
        assert!(checked.status.success(), "{name}: {said}{checked:?}");
        assert!(!said.contains("digest failed") && !said.contains("no digest"), "{said}");
    }
}

#[test]
fn a_single_story_brings_its_part_of_the_answer_alone_and_is_read_again_from_it() {
    let (_paper, here) = fetched();
    let folder = tempfile::tempdir().unwrap();
    let of = |query: &str, name: &str| {
        let file = folder.path().join(name);
        let ran = here.run_with(
            &format!("export --query {query} --format warc --out"),
            &[file.to_str().unwrap()],
        );
        assert_eq!(ran.status, Some(0), "{}", ran.stderr);
        file
    };
    let file = of("clapper", "some.warc");
    let (there, _) = imported(&file);
    let stories = there.stories("");
    let all = here.stories("");
    assert!(!stories.is_empty() && stories.len() < all.len() / 2, "{}", stories.len());
    for story in &stories {
        let id = story["id"].as_str().unwrap();
        let own = there.run(&format!("capture {id} --raw")).stdout;
        assert!(own.starts_with('{'), "a post, not a list of them");
        assert!(here.run(&format!("capture {id} --raw")).stdout.contains(own.trim_end()));
    }
    // What came with it of other stories would be as large as the list.
    let bytes = fs::read(&file).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let headline = |story: &Value| story["headline"].as_str().unwrap().to_owned();
    let told: BTreeSet<String> = stories.iter().map(headline).collect();
    let other = all.iter().map(headline).find(|headline| !told.contains(headline)).unwrap();
    assert!(!text.contains(&other), "{other}");
    assert!(text.contains("part-of: sha256:"));
    there.assert_whole();

    // Answers of any type may hold stories: some sites send theirs as pages.
    let mut retyped = bytes.clone();
    let is_at = |at: usize, words: &str| bytes[at..].starts_with(words.as_bytes());
    let parts = (0..bytes.len()).filter(|at| is_at(*at, "WARC-Type: resource\r\n"));
    for part in parts {
        let mut heads = (part..bytes.len()).take_while(|at| !is_at(*at, "\r\n\r\n"));
        if let Some(at) = heads.find(|at| is_at(*at, "application/json")) {
            retyped[at..][..16].copy_from_slice(b"application/atom");
        }
    }
    assert_ne!(retyped, bytes);
    let other = folder.path().join("other.warc");
    fs::write(&other, retyped).unwrap();
    let (retyped, _) = imported(&other);
    let id = stories[0]["id"].as_str().unwrap();
    assert!(retyped.run(&format!("capture {id} --raw")).stdout.starts_with('{'));

    let again = of("clapper", "again.warc");
    assert_eq!(fs::read(again).unwrap(), fs::read(file).unwrap());
}

#[test]
fn every_story_has_a_page_and_every_picture_its_bytes() {
    let (_paper, here) = fetched();
    let (folder, warc) = exported(&here, "paper.warc.gz");
    let index = folder.path().join("index.cdxj");
    let ran = Command::new(validator("cdxj-indexer"))
        .args([warc.as_os_str(), "-o".as_ref(), index.as_os_str()])
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    let index = fs::read_to_string(index).unwrap();
    let mut photos = BTreeSet::new();
    for story in here.stories("") {
        let url = story["url"].as_str().unwrap();
        assert!(index.contains(&format!("\"url\": \"{url}\"")), "{url}");
        photos.extend(story["lead"]["photo"].as_str().map(str::to_owned));
    }
    assert!(photos.len() > 3);
    assert!(index.matches("\"mime\": \"image/").count() >= photos.len(), "{index}");
}

/// What wget keeps of these pages and what they show.
fn kept_by_wget(folder: &Path, options: &[&str], pages: &[String]) {
    let ran = Command::new("wget")
        .current_dir(folder)
        .args(["--quiet", "--page-requisites", "--delete-after", "--no-directories"])
        .args(["--warc-file=kept", "--tries=1", "--execute", "robots=off"])
        .args(options)
        .args(pages)
        .output()
        .expect("wget");
    // It fails where one thing of many was not to be had.
    assert!(matches!(ran.status.code(), Some(0 | 8)), "{ran:?}");
}

#[test]
fn what_wget_kept_comes_in_as_stories_with_their_pictures() {
    let paper = Newspaper::start();
    let has_pictures = |post: &Post| post.reading.figures().next().is_some();
    let mut posts = paper.stories();
    posts.retain(|post| paper.shows(&post.slug) && has_pictures(post));
    posts.truncate(12);
    let mut pages: Vec<String> = posts.iter().map(|post| paper.address(&post.slug)).collect();
    pages.push(paper.url().to_owned());
    for (options, name) in [(&[][..], "kept.warc.gz"), (&["--no-warc-compression"], "kept.warc")] {
        let folder = tempfile::tempdir().unwrap();
        kept_by_wget(folder.path(), options, &pages);
        let (there, done) = imported(&folder.path().join(name));
        assert!(done["new"].as_u64().unwrap() >= posts.len() as u64, "{done}");
        assert!(done["photos"].as_u64().unwrap() > 0, "{done}");
        assert!(done["other_pages"].as_u64().unwrap() > 0, "{done}");
        for story in there.stories("") {
            assert_eq!(
                there.run(&format!("capture {} --raw", story["id"].as_str().unwrap())).status,
                Some(0)
            );
        }
        there.assert_whole();
        if name.ends_with("gz") {
            assert_eq!(titles(&imported(&packed(folder.path(), name)).0), titles(&there));
        }
    }
}

fn titles(broadsheet: &Broadsheet) -> BTreeSet<String> {
    let stories = broadsheet.stories("").into_iter();
    stories.map(|story| story["headline"].as_str().unwrap().to_owned()).collect()
}

/// The WACZ that py-wacz makes of a WARC file, as Browsertrix did before it wrote its own.
fn packed(folder: &Path, warc: &str) -> PathBuf {
    let file = folder.join("kept.wacz");
    let ran = Command::new(validator("wacz"))
        .current_dir(folder)
        .args(["create", "--detect-pages", "--text", "--output"])
        .args([file.as_os_str(), warc.as_ref()])
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    file
}

/// What an import says that does not work out, which must be one sentence and never a panic.
fn refused(bytes: &[u8], name: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    fs::write(&file, bytes).unwrap();
    let ran = Broadsheet::new().run_with("import", &[file.to_str().unwrap()]);
    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("Nothing was stored"), "{}", ran.stderr);
    ran.stderr
}

#[test]
fn what_cannot_be_read_is_said_in_a_sentence() {
    assert!(refused(b"PK\x03\x04 and no more", "a.wacz").contains("table of contents"));
    assert!(refused(&[0x28, 0xb5, 0x2f, 0xfd, 0, 0], "a.warc.zst").contains("Zstandard"));
    assert!(
        refused(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "a.warc")
            .contains("breaks off in record 1")
    );
    let endless = b"WARC/1.0\r\nContent-Length: 99999999999999\r\n\r\nx";
    assert!(refused(endless, "a.warc").contains("breaks off in record 1"));
}

#[test]
fn of_a_file_that_breaks_off_what_stands_before_is_kept() {
    let sample = Broadsheet::new();
    assert_eq!(sample.run("sample").status, Some(0));
    let (_folder, warc) = exported(&sample, "paper.warc.gz");
    let bytes = fs::read(&warc).unwrap();
    fs::write(&warc, &bytes[..bytes.len() / 2]).unwrap();
    let there = Broadsheet::new();
    let ran = import(&there, &warc);
    assert_eq!(ran.status, Some(3), "{}", ran.stderr);
    assert!(ran.stderr.contains("What stands before that is stored"), "{}", ran.stderr);
    let held = there.stories("").len();
    assert!((10..95).contains(&held), "{held}");
    there.assert_whole();
}
