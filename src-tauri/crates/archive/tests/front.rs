//! A paper's own front page is kept with the day that it was of.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use archive::{Arrival, NewSource, Writer};
use jiff::civil::{Date, date};
use model::{Block, Found, Moment, Reading};

const PAPER: &str = "gazette.example";
const DAY: Date = date(2026, 11, 20);
const NEXT: Date = date(2026, 11, 21);

fn address(name: &str) -> String {
    format!("https://{PAPER}/{name}/")
}

/// An archive with stories of these names, each of its day.
fn with_stories(stories: &[(&str, Date)]) -> (tempfile::TempDir, Writer) {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(folder.path()).unwrap();
    let noon: Moment = "2026-11-20T12:00:00+05:30".parse().unwrap();
    let found = Found { id: PAPER.to_owned(), url: address(""), ..Found::default() };
    writer.add_source(&NewSource { found: &found, added: noon }).unwrap();
    for (name, day) in stories {
        let reading = Reading {
            url: address(name),
            headline: (*name).to_owned(),
            body: vec![Block::paragraph(*name)],
            ..Reading::default()
        };
        let arrival = Arrival {
            source: PAPER,
            key: None,
            id: None,
            day: *day,
            reading: &reading,
            part: None,
            captured: Some(noon),
            pictures: &[],
        };
        writer.store(&[arrival]).unwrap();
    }
    (folder, writer)
}

fn note(writer: &mut Writer, links: &[&str], read: Date) {
    let links: Vec<String> = links.iter().map(|&link| link.to_owned()).collect();
    writer.note_front(PAPER, &links, read).unwrap();
}

/// Headlines of the front page of a day.
fn front(writer: &Writer, day: Date) -> String {
    let ids = writer.front(PAPER, day).unwrap();
    let headline = |id: &String| writer.story(id, None).unwrap().unwrap().reading.headline;
    ids.iter().map(headline).collect::<Vec<_>>().join(" ")
}

#[test]
fn links_of_a_front_page_are_kept_once_and_in_order_by_day() {
    let (_folder, mut writer) =
        with_stories(&[("snow", DAY), ("vote", DAY), ("mill", NEXT), ("fair", DAY)]);
    let [snow, vote, mill] = ["snow", "vote", "mill"].map(address);
    let shared = format!("{snow}?from=front#comments");
    note(
        &mut writer,
        &[
            "https://gazette.example/nation/",
            &vote,
            &mill,
            &shared,
            &vote,
            "https://other.example/",
        ],
        DAY,
    );
    assert_eq!(front(&writer, DAY), "vote snow");
    assert_eq!(front(&writer, NEXT), "mill");
}

#[test]
fn the_front_page_of_a_day_changes_on_that_day_alone() {
    let (_folder, mut writer) = with_stories(&[("snow", DAY), ("vote", DAY), ("mill", NEXT)]);
    let [snow, vote, mill] = ["snow", "vote", "mill"].map(address);
    note(&mut writer, &[&snow], DAY);
    note(&mut writer, &[&vote, &snow], DAY);
    assert_eq!(front(&writer, DAY), "vote snow");
    note(&mut writer, &[&mill, &snow], NEXT);
    assert_eq!(front(&writer, DAY), "vote snow", "what is left of it on the next day");
    assert_eq!(front(&writer, NEXT), "mill");
    writer.erase_source(PAPER).unwrap();
    assert_eq!(front(&writer, DAY), "");
}
