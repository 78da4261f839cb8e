//! What an archive costs as it grows: `growth store FOLDER FROM TO` stores invented stories with their
//! captures, a day of a hundred at a time, and `growth read FOLDER` prints as JSON what reading costs.
//!
//! `cargo xtask bench archive` runs both at several sizes and compares them with the goals.

#![expect(clippy::print_stdout, reason = "its figures are read by another program")]

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use archive::{Archive, Arrival, Capture, CapturedPart, NewSource, Selection, Writer};
use fastrand::Rng;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use model::{Block, Found, Moment, Reading};
use serde_json::json;

const SOURCE: &str = "gazette.example";
/// Stories of a day, which come in one answer of the site and are stored in one transaction.
const A_DAY: u64 = 100;
/// Times that something is read; the median counts.
const ROUNDS: usize = 101;
/// Words that the paper knows; some are frequent and most are rare, as in any language.
const VOCABULARY: usize = 20_000;
const WORDS_OF_A_STORY: usize = 350;
const SECTIONS: [&str; 6] = ["Top News", "Local", "Nation", "Business", "Sports", "Opinion"];

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["store", folder, from, to] => store(Path::new(folder), from.parse()?, to.parse()?),
        ["read", folder] => read(Path::new(folder)),
        _ => Err("growth store FOLDER FROM TO, or growth read FOLDER".into()),
    }
}

/// Stores the stories of these numbers, whole days of them.
fn store(folder: &Path, from: u64, to: u64) -> Result<(), Box<dyn Error>> {
    let mut writer = Writer::open(folder)?;
    let vocabulary = vocabulary();
    if writer.source(SOURCE)?.is_none() {
        let found = Found {
            id: SOURCE.to_owned(),
            name: "The Gazette".to_owned(),
            url: "https://gazette.example/".to_owned(),
            language: "en".to_owned(),
            zone: "Asia/Kolkata".to_owned(),
            ..Found::default()
        };
        writer.add_source(&NewSource { found: &found, added: moment(day(0))? })?;
    }
    for number in from / A_DAY..to / A_DAY {
        store_day(&mut writer, &vocabulary, number)?;
    }
    Ok(())
}

/// One answer of the site, kept raw, and the stories in it.
fn store_day(
    writer: &mut Writer,
    vocabulary: &[String],
    number: u64,
) -> Result<(), Box<dyn Error>> {
    let (mut body, mut ranges, mut readings) = (b"[".to_vec(), Vec::new(), Vec::new());
    let when = moment(day(number))?;
    for story in number * A_DAY..(number + 1) * A_DAY {
        let reading = reading(vocabulary, story, when);
        let start = body.len();
        serde_json::to_writer(&mut body, &post(&reading, story))?;
        ranges.push(start..body.len());
        body.push(b',');
        readings.push(reading);
    }
    body.pop();
    body.push(b']');
    let url = format!("https://gazette.example/wp-json/wp/v2/posts?per_page=100&after={when}");
    let json = ("content-type".to_owned(), "application/json; charset=UTF-8".to_owned());
    let capture = writer.store_capture(&Capture {
        source: SOURCE,
        url: &url,
        chain: std::slice::from_ref(&url),
        status: 200,
        headers: &[json],
        fetched: when,
        body: &body,
    })?;
    let keys: Vec<String> =
        (number * A_DAY..(number + 1) * A_DAY).map(|story| format!("wp:{story}")).collect();
    let arrivals: Vec<Arrival<'_>> = readings
        .iter()
        .zip(ranges)
        .zip(&keys)
        .map(|((reading, range), key)| Arrival {
            source: SOURCE,
            key: Some(key),
            id: None,
            day: day(number),
            reading,
            part: Some(CapturedPart { capture, range: Some(range) }),
            captured: Some(when),
            pictures: &[],
        })
        .collect();
    writer.store(&arrivals)?;
    Ok(())
}

/// Prints what reading costs, in milliseconds and bytes.
fn read(folder: &Path) -> Result<(), Box<dyn Error>> {
    let open = median(|_| Archive::open(folder).map(drop).map_err(Into::into))?;
    let archive = Archive::open(folder)?;
    let days = archive.days(None)?;
    let mut rng = Rng::with_seed(1);
    let mut one_of = |count: usize| rng.usize(..count);
    let mut ids = Vec::new();
    let list = median(|_| {
        let selection = Selection::of_day(SOURCE, days[one_of(days.len())].day);
        let rows = archive.stories(&selection)?;
        let row = rows.get(one_of(rows.len())).ok_or("a day has stories")?;
        ids.push(row.story.id.clone());
        Ok(())
    })?;
    let story = median(|round| {
        archive.story(&ids[round], None)?.ok_or("a listed story can be read")?;
        Ok(())
    })?;
    let part = median(|round| {
        archive.captured_bytes(&ids[round], 1)?.ok_or("a story has its capture")?;
        Ok(())
    })?;
    let memory = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory: u64 = memory
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0);
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let figures = json!({
        "stories": archive.count(&Selection::default())?,
        "bytes": fs::metadata(folder.join("archive.db"))?.len(),
        "open": milliseconds(open),
        "list": milliseconds(list),
        "story": milliseconds(story),
        "capture": milliseconds(part),
        "memory": memory * 1024,
    });
    println!("{figures}");
    Ok(())
}

fn median(
    mut measured: impl FnMut(usize) -> Result<(), Box<dyn Error>>,
) -> Result<Duration, Box<dyn Error>> {
    let mut times = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        let begun = Instant::now();
        measured(round)?;
        times.push(begun.elapsed());
    }
    times.sort();
    Ok(times[ROUNDS / 2])
}

fn day(number: u64) -> Date {
    let days = i64::try_from(number).unwrap_or(i64::MAX);
    date(1998, 1, 1).saturating_add(days.days())
}

fn moment(day: Date) -> Result<Moment, Box<dyn Error>> {
    Ok(format!("{day}T12:00:00+05:30").parse()?)
}

/// Words of two to four syllables.
fn vocabulary() -> Vec<String> {
    let mut rng = Rng::with_seed(0);
    let syllables = ["ba", "dor", "el", "ga", "hin", "ka", "lum", "mer", "no", "ral", "sha", "ti"];
    let mut word = || {
        let count = rng.usize(2..=4);
        (0..count).map(|_| syllables[rng.usize(..syllables.len())]).collect()
    };
    (0..VOCABULARY).map(|_| word()).collect()
}

fn reading(vocabulary: &[String], number: u64, when: Moment) -> Reading {
    let mut rng = Rng::with_seed(number);
    let mut text = |count: usize| {
        let mut text = String::new();
        for place in 0..count {
            // The second word is half as frequent as the first, the third a third.
            let rank = (f64::from(u32::try_from(VOCABULARY).unwrap_or(u32::MAX))).powf(rng.f64());
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank")]
            let word = &vocabulary[rank as usize % VOCABULARY];
            text.push_str(if place == 0 { "" } else { " " });
            text.push_str(word);
        }
        text.push('.');
        text
    };
    let headline = text(9);
    let body = (0..7).map(|_| Block::paragraph(text(WORDS_OF_A_STORY / 7))).collect();
    Reading {
        url: format!("https://gazette.example/news/story-{number}/"),
        headline,
        byline: "Staff Reporter".to_owned(),
        published: Some(when),
        modified: Some(when),
        section: vec![SECTIONS[usize::try_from(number).unwrap_or(0) % SECTIONS.len()].to_owned()],
        language: "en".to_owned(),
        body,
        ..Reading::default()
    }
}

/// A story as WordPress answers it.
fn post(reading: &Reading, number: u64) -> serde_json::Value {
    let paragraphs: String = reading
        .body
        .iter()
        .map(|block| format!("<p>{}</p>\n", model::plain_text(std::slice::from_ref(block))))
        .collect();
    let api = "https://gazette.example/wp-json/wp/v2";
    json!({
        "id": number,
        "date": reading.published,
        "modified": reading.modified,
        "guid": { "rendered": format!("https://gazette.example/?p={number}") },
        "slug": format!("story-{number}"),
        "status": "publish",
        "type": "post",
        "link": reading.url,
        "title": { "rendered": reading.headline },
        "content": { "rendered": paragraphs, "protected": false },
        "excerpt": { "rendered": paragraphs.chars().take(240).collect::<String>(), "protected": false },
        "author": number % 30,
        "featured_media": number + 1_000_000,
        "comment_status": "closed",
        "sticky": false,
        "format": "standard",
        "categories": [number % 6, 40 + number % 12],
        "tags": [number % 977],
        "_links": {
            "self": [{ "href": format!("{api}/posts/{number}") }],
            "collection": [{ "href": format!("{api}/posts") }],
            "author": [{ "embeddable": true, "href": format!("{api}/users/{}", number % 30) }],
            "replies": [{ "embeddable": true, "href": format!("{api}/comments?post={number}") }],
            "wp:featuredmedia": [{ "embeddable": true, "href": format!("{api}/media/{}", number + 1_000_000) }],
        },
    })
}
