//! A newspaper with as many stories as a test asks for.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use archive::{
    Archive, Arrival, Capture, CaptureId, CapturedPart, NewSource, PictureAddress, Selection,
    Writer,
};
use jiff::civil::date;
use model::{Block, Figure, Found, Moment, Reading, Story};
use rusqlite::types::Value;

/// The address of its only picture.
pub(crate) const PICTURE: &str = "https://gazette.example/pass.png";

/// When everything happened.
pub(crate) fn noon() -> Moment {
    "2026-11-20T12:00:00+05:30".parse().unwrap()
}

/// Stores stories, each read from a page of its own, and their picture.
pub(crate) fn archive(folder: &Path, stories: Range<u64>) {
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
    for number in stories {
        let url = format!("https://gazette.example/story-{number}/");
        let text = text(number);
        let capture = store_page(&mut writer, &url, &page(number, &text));
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
    let photo = archive::developed(&bytes).unwrap();
    let day = date(2026, 11, 20);
    for waiting in writer.waiting_pictures("gazette.example", (day, day)).unwrap() {
        writer.store_picture(&waiting, PICTURE, &photo, noon()).unwrap();
    }
}

/// Stores pages alone, as captures.
pub(crate) fn store_pages(writer: &mut Writer, numbers: Range<u64>) {
    for number in numbers {
        let url = format!("https://gazette.example/story-{number}/");
        store_page(writer, &url, &page(number, &text(number)));
    }
}

fn store_page(writer: &mut Writer, url: &str, body: &str) -> CaptureId {
    let capture = Capture {
        source: "gazette.example",
        url,
        chain: &[url.to_owned()],
        status: 200,
        headers: &[("Content-Type".to_owned(), "text/html; charset=utf-8".to_owned())],
        fetched: noon(),
        body: body.as_bytes(),
    };
    writer.store_capture(&capture).unwrap()
}

/// The bytes of the picture.
pub(crate) fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(40, 30, |x, y| image::Rgb([(x * 6) as u8, (y * 8) as u8, 90]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// Words that no other story has.
pub(crate) fn text(number: u64) -> String {
    let mut seed = number + 1;
    let words = (0..200).map(|_| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:x}", seed >> 44)
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A page of a site: its story within the template that all its pages share.
pub(crate) fn page(number: u64, text: &str) -> String {
    let menu: String = (0..400).map(|item| format!("<li class=\"menu-item menu-item-{item}\"><a href=\"/section/{item}/\">Section {}</a></li>\n", item * 7919)).collect();
    format!(
        "<html><head><title>Story {number}</title></head><body><ul>{menu}</ul><article><p>{text}</p></article></body></html>"
    )
}

/// Stores a later version of a story, with another headline.
pub(crate) fn revise(folder: &Path, url: &str, headline: &str) {
    let mut writer = Writer::open(folder).unwrap();
    let story = writer.story(url, None).unwrap().unwrap();
    let reading = Reading { headline: headline.to_owned(), ..story.reading };
    let at = noon();
    let captured = Moment { timestamp: at.timestamp + jiff::SignedDuration::from_hours(1), ..at };
    let capture = Capture {
        source: "gazette.example",
        url,
        chain: &[],
        status: 200,
        headers: &[],
        fetched: captured,
        body: headline.as_bytes(),
    };
    let capture = writer.store_capture(&capture).unwrap();
    let arrival = Arrival {
        source: "gazette.example",
        key: None,
        id: None,
        day: story.day,
        reading: &reading,
        part: Some(CapturedPart { capture, range: None }),
        captured: Some(captured),
        pictures: &[],
    };
    writer.store(&[arrival]).unwrap();
}

/// The stories of an archive, each with the bytes that it was read from.
pub(crate) fn told(archive: &Archive) -> Vec<(Story, Vec<u8>)> {
    let stories = archive.stories(&Selection::default()).unwrap().into_iter();
    let with_bytes = stories.map(|row| {
        let bytes = archive.captured_bytes(&row.story.id, row.story.revision).unwrap();
        (row.story, bytes.unwrap())
    });
    with_bytes.collect()
}

/// The files in a folder and those below it.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Every value of every row, or that they cannot be read.
pub(crate) fn values(folder: &Path) -> Option<Vec<Vec<Value>>> {
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
