//! What the sample paper promises: every section, every kind of story, pictures and licences; and what damage costs.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use model::{Block, Kind, Reading, plain_text};
use sample::{Error, Paper};

/// Bytes that the paper may add to the program.
const MOST_BYTES: u64 = 8 << 20;
/// Of these, pictures and printed pages.
const MOST_PICTURE_BYTES: u64 = 6 << 20;

fn paper() -> Paper {
    Paper::embedded().unwrap()
}

fn words(reading: &Reading) -> usize {
    plain_text(&reading.body).split_whitespace().count()
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/paper"))
}

#[test]
fn it_is_whole_and_every_section_has_stories() {
    let paper = paper();
    assert_eq!(paper.damaged, []);
    assert!(paper.stories.len() >= 60, "{}", paper.stories.len());
    let days: BTreeSet<_> = paper.stories.iter().map(|story| story.day).collect();
    assert_eq!(days.len(), 3);
    let filled: BTreeSet<_> = paper.stories.iter().map(|story| &story.newest().section).collect();
    let empty: Vec<_> = paper
        .sections
        .iter()
        .filter(|path| !filled.iter().any(|section| section.starts_with(path)))
        .collect();
    assert!(empty.is_empty(), "{empty:?}");
    for story in &paper.stories {
        let reading = story.newest();
        assert!(paper.sections.contains(&reading.section), "{}", story.slug);
        assert!(reading.also_in.iter().all(|path| paper.sections.contains(path)), "{}", story.slug);
        assert!(
            reading.published.is_some_and(|published| published.date() == story.day),
            "{} is not published on its day",
            story.slug
        );
    }
}

#[test]
fn it_has_every_kind_of_story_in_every_language() {
    let stories = paper().stories;
    let count =
        |is: &dyn Fn(&Reading) -> bool| stories.iter().filter(|story| is(story.newest())).count();
    let has = |is: &dyn Fn(&Block) -> bool| count(&|reading| reading.body.iter().any(is));
    assert!(count(&|reading| reading.language == "ur") >= 4);
    assert!(count(&|reading| reading.language == "hi") >= 4);
    assert_eq!(count(&|reading| reading.kind == Kind::Gallery), 2);
    assert!(count(&|reading| reading.kind == Kind::Cartoon) >= 2);
    assert!(count(&|reading| reading.kind == Kind::Epage) >= 1);
    assert!(has(&|block| matches!(block, Block::Table { .. })) >= 1);
    assert!(has(&|block| matches!(block, Block::Quote { .. })) >= 1);
    assert!(has(&|block| matches!(block, Block::List { .. })) >= 1);
    assert!(has(&|block| matches!(block, Block::Figure(_))) >= 1);
    assert!(count(&|reading| words(reading) <= 90 && reading.kind == Kind::Article) >= 8, "briefs");
    assert!(count(&|reading| words(reading) >= 2_400) >= 1, "a feature");
    assert!(stories.iter().any(|story| story.versions.len() == 2), "a correction");
}

#[test]
fn every_byline_is_of_the_staff_or_a_guest_and_an_agency_story_has_none() {
    let paper = paper();
    let by_staff = paper
        .stories
        .iter()
        .filter(|story| paper.authors.iter().any(|author| author.name == story.newest().byline));
    assert!(by_staff.count() >= 30);
    for story in &paper.stories {
        let reading = story.newest();
        assert!(reading.byline.is_empty() || reading.agency.is_empty(), "{}", story.slug);
    }
}

#[test]
fn every_picture_is_there_and_says_whose_it_is() {
    let paper = paper();
    let mut seen = BTreeSet::new();
    for story in &paper.stories {
        for figure in story.versions.iter().flat_map(Reading::figures) {
            assert!(paper.file(&figure.url).is_some(), "{}", figure.url);
            assert!(figure.credit.contains('('), "{} has no licence", figure.url);
            assert!(!figure.alt.is_empty() && figure.width.is_some(), "{}", figure.url);
            seen.insert(figure.url.clone());
        }
    }
    assert!(seen.len() >= 30, "{}", seen.len());
    let pages = paper.stories.iter().flat_map(|story| &story.newest().body);
    let pdf = pages.filter_map(|block| match block {
        Block::Embed { url, .. } => paper.file(url),
        _ => None,
    });
    assert!(pdf.into_iter().all(|bytes| bytes.starts_with(b"%PDF-")));
    assert!(paper.file("https://lantern.example/paper.toml").is_none());
    assert!(paper.file("https://lantern.example/pictures/../paper.toml").is_none());
}

#[test]
fn it_adds_no_more_than_it_may() {
    fn bytes(path: &Path) -> u64 {
        match fs::read_dir(path) {
            Ok(entries) => entries.map(|entry| bytes(&entry.unwrap().path())).sum(),
            Err(_) => fs::metadata(path).unwrap().len(),
        }
    }
    assert!(bytes(folder()) <= MOST_BYTES);
    assert!(
        bytes(&folder().join("pictures")) + bytes(&folder().join("epaper")) <= MOST_PICTURE_BYTES
    );
}

/// A copy of the paper's head, its list of pictures and one day's stories.
fn copy() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for path in ["paper.toml", "pictures/pictures.toml"] {
        fs::create_dir_all(copy.path().join(path).parent().unwrap()).unwrap();
        fs::copy(folder().join(path), copy.path().join(path)).unwrap();
    }
    let day = copy.path().join("2026-11-22");
    fs::create_dir(&day).unwrap();
    for story in fs::read_dir(folder().join("2026-11-22")).unwrap() {
        let story = story.unwrap();
        fs::copy(story.path(), day.join(story.file_name())).unwrap();
    }
    copy
}

#[test]
fn a_story_that_is_damaged_costs_no_other() {
    let copy = copy();
    let whole = Paper::open(copy.path()).unwrap();
    assert_eq!(whole.damaged, []);
    let day = copy.path().join("2026-11-22");
    fs::write(day.join("not-text.md"), b"\xff\xfe").unwrap();
    fs::write(day.join("no-front.md"), "TARSANG: It rained.").unwrap();
    fs::write(day.join("bad-front.md"), "+++\nheadline = \"x\"\nsection = 5\n+++\nx\n").unwrap();
    fs::write(day.join("bad.version.md"), "").unwrap();
    let damaged = Paper::open(copy.path()).unwrap();
    assert_eq!(damaged.stories.len(), whole.stories.len());
    let named: Vec<_> = damaged.damaged.iter().map(|one| one.file.as_str()).collect();
    assert_eq!(
        named,
        ["bad-front", "bad.version", "no-front", "not-text"]
            .map(|name| format!("2026-11-22/{name}.md"))
    );
    let why = &damaged.damaged[0].why;
    assert!(why.contains("line 2"), "{why}");
}

#[test]
fn a_story_that_was_saved_on_windows_is_read_as_any_other() {
    let copy = copy();
    let whole = Paper::open(copy.path()).unwrap();
    for story in fs::read_dir(copy.path().join("2026-11-22")).unwrap() {
        let story = story.unwrap().path();
        let text = fs::read_to_string(&story).unwrap();
        fs::write(&story, format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap();
    }
    let saved = Paper::open(copy.path()).unwrap();
    assert_eq!(saved.damaged, []);
    let texts = |paper: &Paper| -> Vec<String> {
        paper.stories.iter().map(|story| plain_text(&story.newest().body)).collect()
    };
    assert_eq!(texts(&saved), texts(&whole));
}

#[test]
fn what_is_no_file_or_too_large_is_not_read() {
    let copy = copy();
    let day = copy.path().join("2026-11-22");
    fs::create_dir(day.join("folder.md")).unwrap();
    fs::File::create(day.join("large.md")).unwrap().set_len(3 << 30).unwrap();
    let damaged = Paper::open(copy.path()).unwrap().damaged;
    let whys: Vec<_> = damaged.iter().map(|one| one.why.as_str()).collect();
    assert_eq!(whys, ["it cannot be read as text"; 2]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/dev/zero", copy.path().join("pictures/rocket.jpg")).unwrap();
        let paper = Paper::open(copy.path()).unwrap();
        assert!(
            paper.file(&format!("{}pictures/rocket.jpg", paper.url)).is_none(),
            "it never ends"
        );
    }
}

#[test]
fn without_a_story_that_can_be_read_there_is_no_paper() {
    let copy = copy();
    let day = copy.path().join("2026-11-22");
    fs::remove_dir_all(&day).unwrap();
    assert!(matches!(Paper::open(copy.path()), Err(Error::NoStory)));
    fs::create_dir(&day).unwrap();
    fs::write(day.join("rain.md"), "It rained.").unwrap();
    let error = Paper::open(copy.path()).unwrap_err();
    assert!(error.to_string().starts_with("2026-11-22/rain.md cannot be understood"), "{error}");
}

#[test]
fn without_its_head_there_is_no_paper() {
    let copy = copy();
    let head = copy.path().join("paper.toml");
    fs::write(&head, "name = \"The Lantern\"").unwrap();
    assert!(matches!(Paper::open(copy.path()), Err(Error::Malformed { .. })));
    fs::remove_file(&head).unwrap();
    let error = Paper::open(copy.path()).unwrap_err();
    assert_eq!(error.to_string(), "paper.toml is missing or is no text");
}
