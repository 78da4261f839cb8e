//! One flipped bit anywhere is found, and what it struck is named.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use std::fs;
use std::path::{Path, PathBuf};

use archive::{Archive, Arrival, Capture, CapturedPart, NewSource, Photo, PictureAddress, Writer};
use jiff::civil::date;
use model::{Block, Figure, Found, Moment, Reading};
use rusqlite::types::Value;

const PICTURE: &str = "https://gazette.example/pass.png";

fn noon() -> Moment {
    "2026-11-20T12:00:00+05:30".parse().unwrap()
}

/// An archive with forty stories, each read from a page of its own, and a picture.
fn archive(folder: &Path) {
    let mut writer = Writer::open(folder).unwrap();
    let found = Found {
        id: "gazette.example".to_owned(),
        name: "The Gazette".to_owned(),
        url: "https://gazette.example/".to_owned(),
        language: "en".to_owned(),
        zone: "Asia/Kolkata".to_owned(),
        ..Found::default()
    };
    writer.add_source(&NewSource { found: &found, added: noon() }).unwrap();
    for number in 0..40 {
        let url = format!("https://gazette.example/story-{number}/");
        let text = text(number);
        let body = page(number, &text);
        let capture = Capture {
            source: "gazette.example",
            url: &url,
            chain: std::slice::from_ref(&url),
            status: 200,
            headers: &[("Content-Type".to_owned(), "text/html; charset=utf-8".to_owned())],
            fetched: noon(),
            body: body.as_bytes(),
        };
        let capture = writer.store_capture(&capture).unwrap();
        let reading = Reading {
            url: url.clone(),
            headline: format!("Story {number}"),
            published: Some(noon()),
            section: vec!["Nation".to_owned()],
            lead: Some(Figure { url: PICTURE.to_owned(), ..Figure::default() }),
            body: vec![Block::paragraph(text)],
            ..Reading::default()
        };
        let picture =
            PictureAddress { url: PICTURE.to_owned(), candidates: vec![PICTURE.to_owned()] };
        let arrival = Arrival {
            source: "gazette.example",
            key: None,
            id: None,
            day: date(2026, 11, 20),
            reading: &reading,
            part: Some(CapturedPart { capture, range: None }),
            captured: Some(noon()),
            pictures: &[picture],
        };
        writer.store(&[arrival]).unwrap();
    }
    let bytes = png();
    let photo = Photo::check(&bytes).unwrap();
    let day = date(2026, 11, 20);
    let waiting = writer.waiting_pictures("gazette.example", (day, day)).unwrap();
    writer.store_picture(&waiting[0], PICTURE, &photo, noon()).unwrap();
}

fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(40, 30, |x, y| image::Rgb([(x * 6) as u8, (y * 8) as u8, 90]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// Words that no other story has.
fn text(number: u64) -> String {
    let mut seed = number + 1;
    let words = (0..200).map(|_| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:x}", seed >> 44)
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A page of a site: its story within the template that all its pages share.
fn page(number: u64, text: &str) -> String {
    let menu: String = (0..400).map(|item| format!("<li class=\"menu-item menu-item-{item}\"><a href=\"/section/{item}/\">Section {}</a></li>\n", item * 7919)).collect();
    format!(
        "<html><head><title>Story {number}</title></head><body><ul>{menu}</ul><article><p>{text}</p></article></body></html>"
    )
}

fn stored_bytes(folder: &Path) -> (i64, i64) {
    let database = rusqlite::Connection::open(folder.join("archive.db")).unwrap();
    let sql = "SELECT sum(length(body)) + (SELECT sum(length(body)) FROM dictionary), sum(length) FROM capture";
    database.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

#[test]
fn pages_of_one_site_take_an_eighth_of_their_size_and_come_back_whole() {
    let folder = tempfile::tempdir().unwrap();
    archive(folder.path());
    let (stored, length) = stored_bytes(folder.path());
    assert!(stored * 100 <= length * 12, "{stored} of {length} bytes");
    let archive = Archive::open(folder.path()).unwrap();
    for number in 0..40 {
        let story = archive
            .story(&format!("https://gazette.example/story-{number}/"), None)
            .unwrap()
            .unwrap();
        let bytes = archive.captured_bytes(&story.id, 1).unwrap().unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), page(number, &text(number)));
    }
}

/// Every value of every row, or that they cannot be read.
fn values(folder: &Path) -> Option<Vec<Vec<Value>>> {
    let database = rusqlite::Connection::open(folder.join("archive.db")).ok()?;
    let mut tables = database
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .ok()?;
    let tables: Vec<String> =
        tables.query_map([], |row| row.get(0)).ok()?.collect::<Result<_, _>>().ok()?;
    let mut values = Vec::new();
    for table in tables {
        let mut rows = database.prepare(&format!("SELECT * FROM {table}")).ok()?;
        let count = rows.column_count();
        let rows = rows.query_map([], |row| {
            (0..count).map(|column| row.get(column)).collect::<Result<Vec<Value>, _>>()
        });
        values.extend(rows.ok()?.collect::<Result<Vec<_>, _>>().ok()?);
    }
    Some(values)
}

#[test]
fn one_flipped_bit_is_found_wherever_it_lies() {
    let folder = tempfile::tempdir().unwrap();
    archive(folder.path());
    let file = folder.path().join("archive.db");
    let whole = fs::read(&file).unwrap();
    let before = values(folder.path()).unwrap();
    let flips = std::env::var("BROADSHEET_FLIPS").map_or(60, |flips| flips.parse().unwrap());
    let mut seed = 1_u64;
    let mut struck = 0;
    while struck < flips {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = (seed >> 20) as usize % whole.len();
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (seed >> 60 & 7);
        fs::write(&file, &bytes).unwrap();
        // Room that is not used, and what SQLite itself notes there, is nobody's content.
        if values(folder.path()).as_ref() == Some(&before) {
            continue;
        }
        struck += 1;
        let found = Archive::open(folder.path()).and_then(|archive| archive.verify(true));
        let is_found = found.map_or(true, |verification| !verification.damaged.is_empty());
        assert!(is_found, "byte {at} was changed, and nobody saw it");
    }
    fs::write(&file, &whole).unwrap();
    assert!(Archive::open(folder.path()).unwrap().verify(true).unwrap().damaged.is_empty());
}

#[test]
fn what_is_damaged_is_named() {
    let folder = tempfile::tempdir().unwrap();
    archive(folder.path());
    let database = rusqlite::Connection::open(folder.path().join("archive.db")).unwrap();
    for (sql, what, url) in [
        (
            "UPDATE story SET day = '2026-11-21' WHERE row = 3",
            "story",
            "https://gazette.example/story-2/",
        ),
        (
            "UPDATE revision SET reading = replace(reading, 'Story 7', 'Story 8') WHERE story = 8",
            "story",
            "https://gazette.example/story-7/",
        ),
        (
            "UPDATE capture SET headers = '[]' WHERE id = 5",
            "capture",
            "https://gazette.example/story-4/",
        ),
        (
            "UPDATE story_section SET path = 'World' WHERE story = 1",
            "story",
            "https://gazette.example/story-0/",
        ),
        ("UPDATE photo SET width = 41", "photo", PICTURE),
    ] {
        database.execute(sql, []).unwrap();
        let damaged = Archive::open(folder.path()).unwrap().verify(false).unwrap().damaged;
        let named = damaged.iter().filter(|damage| damage.what == what && damage.url == url);
        assert_eq!(named.count(), 1, "{sql}: {damaged:?}");
    }
    let photo: Vec<PathBuf> = walk(&folder.path().join("photos"));
    let mut bytes = fs::read(&photo[0]).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&photo[0], bytes).unwrap();
    let damaged = Archive::open(folder.path()).unwrap().verify(true).unwrap().damaged;
    assert!(damaged.iter().any(|damage| damage.what == "photo" && damage.detail.contains("bytes")));
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
