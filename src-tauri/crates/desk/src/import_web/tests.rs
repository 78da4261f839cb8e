use std::fs;
use std::ops::ControlFlow;

use super::*;
use crate::{Access, StoryFilter};

const HTML: &str = "Content-Type: text/html";
const PNG: &str = "Content-Type: image/jpeg";

/// A file of records as a program of somebody else writes them.
#[derive(Default)]
struct Kept(Vec<u8>);

impl Kept {
    fn record(&mut self, (kind, url, fields): (&str, &str, &str), block: &[u8]) {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{url}>\r\nWARC-Record-ID: <urn:uuid:{}>\r\n{fields}\
             Content-Type: application/http;msgtype=response\r\nContent-Length: {}\r\n\r\n",
            self.0.len(),
            block.len()
        );
        self.0.extend([head.as_bytes(), block, b"\r\n\r\n"].concat());
    }

    /// What a server answered at an hour of one day.
    fn answer(&mut self, (url, hour): (&str, u8), (status, header): (u16, &str), body: &[u8]) {
        let block = [format!("HTTP/1.1 {status} X\r\n{header}\r\n\r\n").as_bytes(), body].concat();
        let fields =
            format!("WARC-Date: 2026-11-25T{hour:02}:00:00Z\r\nWARC-Payload-Digest: x:{url}\r\n");
        self.record(("response", url, &fields), &block);
    }

    fn page(&mut self, (url, hour): (&str, u8), headline: &str, picture: &str) {
        let body = format!(
            "<meta property=og:type content=article><meta property=og:site_name content='The Gazette'>\
             <link rel=canonical href='{url}'><h1>{headline}</h1><article><p>{headline} closed the pass on Friday, and \
             two hundred trucks wait below it.</p><p>It is the earliest that it was ever closed, said the officer who \
             closed it.</p><img src='{picture}'></article>"
        );
        self.answer((url, hour), (200, HTML), body.as_bytes());
    }
}

fn desk() -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(&folder.path().join("archive"), Access::Write).unwrap();
    (folder, desk)
}

fn import(desk: &Desk, bytes: &[u8]) -> Result<ImportedWeb, Error> {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), bytes).unwrap();
    desk.import_web(file.path(), &mut |_, _| ControlFlow::Continue(()))
}

/// The bytes of some photograph.
fn photo() -> Vec<u8> {
    let paper = sample::Paper::embedded().unwrap();
    let figure = paper.stories.iter().find_map(|story| story.newest().lead.clone()).unwrap();
    paper.file(&figure.url).unwrap().to_vec()
}

fn headlines(desk: &Desk) -> Vec<String> {
    let stories = desk.stories(&StoryFilter::default()).unwrap().into_iter();
    stories.map(|story| story.reading.headline).collect()
}

#[test]
fn pictures_are_found_behind_redirects_and_answers_that_are_the_same() {
    let mut kept = Kept::default();
    kept.answer(("https://cdn.example/real.jpg", 1), (200, PNG), &photo());
    for (page, picture) in [("a", "moved"), ("b", "same"), ("c", "digest"), ("d", "real")] {
        let url = format!("https://www.gazette.example/{page}/");
        kept.page((&url, 2), "Snow", &format!("https://cdn.example/{picture}.jpg"));
    }
    kept.answer(("https://cdn.example/moved.jpg", 3), (302, "Location: real.jpg"), b"");
    let same = "WARC-Refers-To-Target-URI: https://cdn.example/real.jpg\r\n";
    kept.record(("revisit", "https://cdn.example/same.jpg", same), b"");
    let digest = "WARC-Payload-Digest: x:https://cdn.example/real.jpg\r\n";
    kept.record(("revisit", "https://cdn.example/digest.jpg", digest), b"");
    let (_folder, desk) = desk();
    let done = import(&desk, &kept.0).unwrap();
    assert_eq!((done.imported.new, done.photos), (4, 4), "{done:?}");
    assert_eq!(done.sources, ["gazette.example"]);
    let source = desk.source("gazette.example").unwrap();
    assert_eq!((source.name.as_str(), source.following), ("The Gazette", model::Following::Kept));
}

#[test]
fn a_newspaper_that_does_not_say_its_name_is_called_by_its_host_and_not_by_a_headline() {
    let mut kept = Kept::default();
    let page = "<title>Snow closes the pass</title><meta property=og:type content=article>\
        <article><h1>Snow closes the pass</h1><p>Snow closed the pass on Friday, and two hundred trucks wait below it.\
        </p><p>It is the earliest that it was ever closed, said the officer who closed it.</p></article>";
    kept.answer(("https://www.gazette.example/a/", 2), (200, HTML), page.as_bytes());
    let (_folder, desk) = desk();
    import(&desk, &kept.0).unwrap();
    assert_eq!(headlines(&desk), ["Snow closes the pass"]);
    assert_eq!(desk.source("gazette.example").unwrap().name, "gazette.example");
}

#[test]
fn a_later_page_of_a_story_is_a_version_and_an_earlier_one_stands_behind() {
    let url = "https://gazette.example/a/";
    let (_folder, desk) = desk();
    for (hour, headline) in [(5, "Snow"), (7, "Hail"), (3, "Rain")] {
        let mut kept = Kept::default();
        kept.page((url, hour), headline, "/a.jpg");
        import(&desk, &kept.0).unwrap();
    }
    assert_eq!(headlines(&desk), ["Hail"]);
    assert_eq!(desk.history(url).unwrap().revisions.len(), 3);
    let first = desk.captured(url).unwrap().capture;
    assert_eq!(first.fetched.to_string(), "2026-11-25T07:00:00+00:00");
    assert!(first.headers.iter().any(|(name, _)| name == "WARC-Record-ID"));
}

#[test]
fn an_import_that_was_stopped_goes_on_when_repeated_and_nothing_is_held_twice() {
    let mut kept = Kept::default();
    for page in 0..450 {
        let url = format!("https://gazette.example/{page}/");
        kept.page((&url, 2), &format!("Snow {page}"), "/a.jpg");
    }
    let (folder, desk) = desk();
    let file = folder.path().join("a.warc");
    fs::write(&file, &kept.0).unwrap();
    let mut left = 300;
    let stopped = desk.import_web(&file, &mut |_, _| {
        left -= 1;
        if left > 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert_eq!(stopped.unwrap_err().code, Code::Stopped);
    assert_eq!(headlines(&desk).len(), 299, "what was read is stored");
    let done = import(&desk, &kept.0).unwrap().imported;
    assert_eq!((done.new, done.unchanged, done.revised), (151, 299, 0));
    assert_eq!(desk.stats().unwrap().holdings.captures, 450);
    assert!(desk.verify(true).unwrap().ok);
}

#[test]
fn a_story_that_is_gone_is_so_where_it_is_imported_unless_it_was_seen_since() {
    let url = "https://gazette.example/a/";
    let mut kept = Kept::default();
    kept.page((url, 2), "Snow", "/a.jpg");
    let (folder, here) = desk();
    import(&here, &kept.0).unwrap();
    let story = here.story(url, None).unwrap();
    let since: model::Moment = "2026-11-25T06:00:00Z".parse().unwrap();
    let id = vanish(&here, &story, since);
    let file = folder.path().join("a.wacz");
    let all = crate::Chosen::Of(StoryFilter::default());
    here.export(&all, crate::ExportFormat::Wacz, &file, &mut |_, _| ControlFlow::Continue(()))
        .unwrap();
    let bytes = fs::read(&file).unwrap();

    let (_folder, there) = desk();
    import(&there, &bytes).unwrap();
    assert!(there.story(url, None).unwrap().gone);
    assert_eq!(there.reader().gone_since(&id).unwrap(), Some(since));

    let (_folder, later) = desk();
    let mut kept = Kept::default();
    kept.page((url, 9), "Hail", "/a.jpg");
    import(&later, &kept.0).unwrap();
    import(&later, &bytes).unwrap();
    assert!(!later.story(url, None).unwrap().gone);
}

/// Notes that a story has been gone from its paper since a time; gives its id.
fn vanish(desk: &Desk, story: &model::Story, since: model::Moment) -> String {
    let same = archive::Arrival {
        source: &story.source,
        key: None,
        id: Some(&story.id),
        day: story.day,
        reading: &story.reading,
        part: None,
        captured: None,
        pictures: &[],
    };
    desk.writer().unwrap().adopt(&[(same, Some(since))]).unwrap().remove(0).id
}

#[test]
fn what_is_told_of_the_future_is_not_believed() {
    let url = "https://gazette.example/a/";
    let mut kept = Kept::default();
    kept.page((url, 2), "Snow", "/a.jpg");
    let (folder, here) = desk();
    import(&here, &kept.0).unwrap();
    let story = here.story(url, None).unwrap();
    vanish(&here, &story, "2999-01-01T00:00:00Z".parse().unwrap());
    let file = folder.path().join("a.warc");
    let all = crate::Chosen::Of(StoryFilter::default());
    here.export(&all, crate::ExportFormat::Warc, &file, &mut |_, _| ControlFlow::Continue(()))
        .unwrap();
    let (_folder, there) = desk();
    import(&there, &fs::read(&file).unwrap()).unwrap();
    assert!(!there.story(url, None).unwrap().gone);
}

#[test]
fn a_page_is_read_again_when_the_extractor_has_become_better() {
    let mut kept = Kept::default();
    kept.page(("https://gazette.example/a/", 2), "Snow", "/a.jpg");
    let (folder, desk) = desk();
    import(&desk, &kept.0).unwrap();
    drop(desk);
    // As an extractor before the first would have read it.
    let mut writer = archive::Writer::open(&folder.path().join("archive")).unwrap();
    let story = writer.story("https://gazette.example/a/", None).unwrap().unwrap();
    let reading = model::Reading { extractor: 0, headline: "Rain".to_owned(), ..story.reading };
    let part = writer.captured_part(&story.id, 1).unwrap();
    let arrival = archive::Arrival {
        source: "gazette.example",
        key: None,
        id: None,
        day: story.day,
        reading: &reading,
        part,
        captured: None,
        pictures: &[],
    };
    writer.store(&[arrival]).unwrap();
    drop(writer);
    let desk = Desk::open(&folder.path().join("archive"), Access::Write).unwrap();
    assert_eq!(headlines(&desk), ["Rain"]);
    let again = desk.read_again(false, &mut |_| true).unwrap();
    assert_eq!(again.otherwise.len(), 1, "{again:?}");
    assert_eq!(headlines(&desk), ["Snow"]);
}

#[test]
fn a_story_whose_download_was_dropped_is_exported_with_a_page_that_was_made() {
    let mut kept = Kept::default();
    kept.page(("https://gazette.example/a/", 2), "Snow", "/a.jpg");
    let (folder, desk) = desk();
    import(&desk, &kept.0).unwrap();
    let file = folder.path().join("a.warc");
    let captures = || {
        let chosen = crate::Chosen::Of(StoryFilter::default());
        let go_on = &mut |_, _| ControlFlow::Continue(());
        desk.export(&chosen, crate::ExportFormat::Warc, &file, go_on).unwrap().captures
    };
    let is_made = || fs::read_to_string(&file).unwrap().contains("Made by Broadsheet");
    assert_eq!((captures(), is_made()), (1, false));
    desk.drop_captures("2030-01-01".parse().unwrap(), None).unwrap();
    assert_eq!((captures(), is_made()), (0, true));
}

#[test]
fn what_is_no_story_or_not_what_its_digest_says_is_left_out() {
    let mut kept = Kept::default();
    kept.answer(("https://gazette.example/", 1), (200, HTML), b"<title>Front</title><p>Snow</p>");
    kept.answer(("https://gazette.example/gone/", 1), (404, HTML), b"<h1>Not found</h1>");
    kept.answer(("file:///etc/passwd", 1), (200, HTML), b"x");
    let digest = "WARC-Block-Digest: sha1:TYNY4PFOJ73YMSY7GHES424JCK37TYZN\r\n";
    let forged = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Forged</h1>";
    kept.record(("response", "https://gazette.example/b/", digest), forged);
    kept.page(("https://gazette.example/a/", 2), "Snow", "/a.jpg");
    let (_folder, desk) = desk();
    let done = import(&desk, &kept.0).unwrap();
    assert_eq!((done.imported.new, done.other_pages), (1, 1), "{done:?}");
    assert_eq!(done.imported.skipped.len(), 1);
    assert_eq!(headlines(&desk), ["Snow"]);
}

#[test]
fn a_story_that_its_file_tells_of_is_no_more_than_a_story() {
    let mut kept = Kept::default();
    kept.record(("warcinfo", "", ""), b"software: Broadsheet 9.9\r\n");
    let forged = |source: &str, url: &str, day: &str| {
        format!(
            r#"{{"broadsheet": "story", "id": "../x", "source": "{source}", "day": "{day}", "revision": 7,
            "captured": null, "part": {{"record": "y", "url": "", "bytes": [5, 1]}}, "pictures": [
            {{"url": "z", "candidates": ["file:///etc/passwd"], "found": null}}], "reading": {READING}}}"#
        )
        .replace("URL", url)
    };
    const READING: &str = r#"{"url": "URL", "kind": "article", "headline": "Snow", "deck": "", "byline": "",
        "agency": "", "dateline": "", "published": null, "modified": null, "section": [], "also_in": [], "tags": [],
        "language": "en", "direction": "ltr", "lead": null, "body": [], "gallery": []}"#;
    let json = |kept: &mut Kept, text: &str| {
        let head = format!(
            "WARC/1.1\r\nWARC-Type: metadata\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            text.len()
        );
        kept.0.extend([head.as_bytes(), text.as_bytes(), b"\r\n\r\n"].concat());
    };
    json(&mut kept, &forged("other.example", "https://gazette.example/a/", "2026-11-25"));
    json(&mut kept, &forged("other.example", "javascript:alert(1)", "2026-11-25"));
    json(&mut kept, &forged("other.example", "https://gazette.example/b/", "yesterday"));
    json(&mut kept, "{\"broadsheet\": \"story\"");
    let (_folder, desk) = desk();
    let done = import(&desk, &kept.0).unwrap();
    assert_eq!((done.imported.new, done.imported.skipped.len()), (1, 3), "{done:?}");
    assert_eq!(done.sources, ["gazette.example"]);
    let stories = desk.stories(&StoryFilter::default()).unwrap();
    assert!(stories[0].id.chars().all(|it| it.is_ascii_hexdigit()), "{}", stories[0].id);
    assert!(desk.verify(true).unwrap().ok);
}
