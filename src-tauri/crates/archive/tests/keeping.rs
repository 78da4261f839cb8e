//! What was stored stays: stories, revisions, pictures, the trash, and the proof that nothing changed.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use archive::{
    Archive, Arrival, Capture, CapturedPart, Error, NewEdition, NewSource, Outcome, PictureAddress,
    Selection, State, StoryPlace, StoryState, WaitingPicture, Writer,
};
use jiff::civil::{Date, date};
use model::{Block, Figure, Following, Found, Moment, Reading, Section};

const DAY: Date = date(2026, 11, 20);
const PICTURE: &str = "https://gazette.example/pass.png";
const SMALLER: &str = "https://gazette.example/pass-300x200.png";

fn noon() -> Moment {
    "2026-11-20T12:00:00+05:30".parse().unwrap()
}

fn found() -> Found {
    let section = |slug: &str, path: &[&str]| Section {
        key: slug.to_owned(),
        slug: slug.to_owned(),
        path: path.iter().map(|&name| name.to_owned()).collect(),
        followed: true,
        ..Section::default()
    };
    Found {
        id: "gazette.example".to_owned(),
        name: "The Gazette".to_owned(),
        url: "https://gazette.example/".to_owned(),
        language: "en".to_owned(),
        zone: "Asia/Kolkata".to_owned(),
        listing: "https://gazette.example/wp-json/".to_owned(),
        sections: vec![
            section("nation", &["NATION"]),
            section("opinion", &["OPINION"]),
            section("editorial", &["OPINION", "EDITORIAL"]),
        ],
        ..Found::default()
    }
}

fn reading(headline: &str, text: &str, section: &[&str]) -> Reading {
    Reading {
        url: "https://gazette.example/2026/11/snow/".to_owned(),
        headline: headline.to_owned(),
        published: Some(noon()),
        section: section.iter().map(|&name| name.to_owned()).collect(),
        lead: Some(Figure { url: PICTURE.to_owned(), ..Figure::default() }),
        body: vec![Block::paragraph(text)],
        ..Reading::default()
    }
}

fn arrival<'a>(key: &'a str, reading: &'a Reading, pictures: &'a [PictureAddress]) -> Arrival<'a> {
    Arrival {
        source: "gazette.example",
        key: Some(key),
        id: None,
        day: DAY,
        reading,
        part: None,
        captured: Some(noon()),
        pictures,
    }
}

fn pictures() -> Vec<PictureAddress> {
    vec![PictureAddress { url: PICTURE.to_owned(), candidates: vec![PICTURE.to_owned()] }]
}

fn waiting() -> WaitingPicture {
    WaitingPicture {
        url: PICTURE.to_owned(),
        candidates: vec![PICTURE.to_owned(), SMALLER.to_owned()],
        day: DAY,
        tries: 0,
    }
}

fn opened() -> (tempfile::TempDir, Writer) {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(folder.path()).unwrap();
    writer.add_source(&NewSource { found: &found(), added: noon() }).unwrap();
    (folder, writer)
}

/// The smallest picture: one grey pixel.
fn pixel() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(1, 1).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[test]
fn a_changed_story_gets_a_revision_and_keeps_the_old_one() {
    let (_folder, mut writer) = opened();
    let first = reading("Snow", "It fell.", &["NATION"]);
    let stored = writer.store(&[arrival("wp:1", &first, &[])]).unwrap();
    assert_eq!(stored[0].outcome, Outcome::New);
    assert_eq!(
        writer.store(&[arrival("wp:1", &first, &[])]).unwrap()[0].outcome,
        Outcome::Unchanged
    );

    let tagged = Reading { tags: vec!["Weather".to_owned()], ..first.clone() };
    assert_eq!(
        writer.store(&[arrival("wp:1", &tagged, &[])]).unwrap()[0].outcome,
        Outcome::Unchanged
    );

    let second = Reading {
        url: "https://gazette.example/2026/11/snow-moved/".to_owned(),
        ..reading("Snow", "It fell, and stayed.", &["NATION"])
    };
    let again = writer.store(&[arrival("wp:1", &second, &[])]).unwrap();
    assert_eq!((again[0].outcome, &again[0].id), (Outcome::Revised, &stored[0].id));

    let now = writer.story(&stored[0].id, None).unwrap().unwrap();
    assert_eq!((now.revision, now.text.as_str()), (2, "It fell, and stayed."));
    let before = writer.story("https://gazette.example/2026/11/snow/", Some(1)).unwrap().unwrap();
    assert_eq!((before.revision, before.text.as_str()), (1, "It fell."));
    assert!(writer.story("https://gazette.example/2026/11/snow-moved/", None).unwrap().is_some());
}

#[test]
fn a_story_is_found_in_its_section_and_those_above_it() {
    let (_folder, mut writer) = opened();
    let editorial = reading("What it costs", "Much.", &["OPINION", "EDITORIAL"]);
    writer.store(&[arrival("wp:1", &editorial, &[])]).unwrap();
    let count = |section| {
        writer.count(&Selection { section: Some(section), ..Selection::default() }).unwrap()
    };
    for section in ["opinion", "Editorial", "OPINION > EDITORIAL", "editorial"] {
        assert_eq!(count(section), 1, "{section}");
    }
    assert_eq!(count("nation"), 0);
}

#[test]
fn a_picture_is_connected_once_its_bytes_are_held_and_survives_a_restart() {
    let (folder, mut writer) = opened();
    let story = reading("Snow", "It fell.", &["NATION"]);
    let addresses = pictures();
    let id = writer.store(&[arrival("wp:1", &story, &addresses)]).unwrap().remove(0).id;
    assert_eq!(writer.waiting_pictures("gazette.example", (DAY, DAY)).unwrap().len(), 1);
    assert!(!writer.days(None).unwrap()[0].complete);

    writer.fail_picture(PICTURE, ("no-answer", "The line broke."), Some(noon())).unwrap();
    assert_eq!(writer.waiting_pictures("gazette.example", (DAY, DAY)).unwrap()[0].tries, 1);
    let bytes = pixel();
    let hash = writer
        .store_picture(&waiting(), PICTURE, &archive::developed(&bytes).unwrap(), noon())
        .unwrap();
    assert!(writer.waiting_pictures("gazette.example", (DAY, DAY)).unwrap().is_empty());
    drop(writer);

    let reader = Archive::open(folder.path()).unwrap();
    let lead = reader.story(&id, None).unwrap().unwrap().reading.lead.unwrap();
    assert_eq!((lead.photo.as_deref(), lead.width), (Some(hash.as_str()), Some(1)));
    assert_eq!(reader.photo(&hash).unwrap().unwrap().1, bytes);
    assert_eq!(reader.thumbnail(&hash, 320).unwrap().unwrap().1, bytes);
    assert!(reader.verify(true).unwrap().damaged.is_empty());
}

#[test]
fn a_failed_picture_is_named_and_asked_for_when_its_day_is_fetched_again() {
    let (_folder, mut writer) = opened();
    let (story, addresses) = (reading("Snow", "It fell.", &["NATION"]), pictures());
    writer.store(&[arrival("wp:1", &story, &addresses)]).unwrap();
    writer.fail_picture(PICTURE, ("not-found", "It answered 404."), None).unwrap();
    assert_eq!(writer.waiting_pictures("gazette.example", (DAY, DAY)).unwrap().len(), 1);
    let ledger = writer.ledger("gazette.example", DAY).unwrap();
    assert_eq!((ledger.complete, ledger.pictures.failed, ledger.failures.len()), (false, 1, 1));
}

#[test]
fn a_smaller_version_is_kept_until_the_original_can_be_had() {
    let (_folder, mut writer) = opened();
    let (story, addresses) = (reading("Snow", "It fell.", &["NATION"]), pictures());
    writer.store(&[arrival("wp:1", &story, &addresses)]).unwrap();
    let bytes = pixel();
    let photo = archive::developed(&bytes).unwrap();
    writer.store_picture(&waiting(), SMALLER, &photo, noon()).unwrap();
    assert_eq!(writer.ledger("gazette.example", DAY).unwrap().pictures.stored, 1);
    assert_eq!(writer.waiting_pictures("gazette.example", (DAY, DAY)).unwrap().len(), 1);
    writer.store_picture(&waiting(), PICTURE, &photo, noon()).unwrap();
    assert!(writer.waiting_pictures("gazette.example", (DAY, DAY)).unwrap().is_empty());
}

#[test]
fn a_trashed_source_hides_its_stories_and_gives_them_back() {
    let (_folder, mut writer) = opened();
    let story = reading("Snow", "It fell.", &["NATION"]);
    writer.store(&[arrival("wp:1", &story, &[])]).unwrap();
    let indexed = writer.last_change().unwrap();

    writer.set_following("gazette.example", Following::Trashed).unwrap();
    assert!(
        writer.stories(&Selection::default()).unwrap().is_empty()
            && writer.days(None).unwrap().is_empty()
    );
    let hidden = writer.changed_since(indexed, 10).unwrap();
    assert!(matches!(hidden.as_slice(), [(_, _, None)]), "the index is told to forget it");
    assert!(writer.changed_since(hidden[0].1, 10).unwrap().is_empty());

    writer.set_following("gazette.example", Following::Followed).unwrap();
    assert_eq!(writer.stories(&Selection::default()).unwrap().len(), 1);
    assert!(matches!(writer.changed_since(hidden[0].1, 10).unwrap().as_slice(), [(_, _, Some(_))]));
}

#[test]
fn an_erased_source_leaves_nothing_and_takes_nothing_of_another() {
    let (folder, mut writer) = opened();
    let other = Found { id: "other.example".to_owned(), ..found() };
    writer.add_source(&NewSource { found: &other, added: noon() }).unwrap();
    let shared = reading("Snow", "It fell.", &["NATION"]);
    let own = Reading { url: "https://gazette.example/own/".to_owned(), ..shared.clone() };
    let another = Reading { url: "https://other.example/1/".to_owned(), ..shared.clone() };
    let one = [PictureAddress { url: SMALLER.to_owned(), candidates: vec![SMALLER.to_owned()] }];
    writer.store(&[arrival("wp:1", &shared, &pictures()), arrival("wp:2", &own, &one)]).unwrap();
    let addresses = pictures();
    let of_another = Arrival { source: "other.example", ..arrival("wp:1", &another, &addresses) };
    writer.store(&[of_another]).unwrap();
    let stays = pixel();
    let goes = [stays.as_slice(), b"more"].concat();
    let hash = writer
        .store_picture(&waiting(), PICTURE, &archive::developed(&stays).unwrap(), noon())
        .unwrap();
    let own_picture = WaitingPicture { url: SMALLER.to_owned(), ..waiting() };
    let gone = writer
        .store_picture(&own_picture, SMALLER, &archive::developed(&goes).unwrap(), noon())
        .unwrap();

    writer.erase_source("gazette.example").unwrap();
    let left = writer.holdings().unwrap();
    assert_eq!((left.sources, left.stories, left.revisions, left.photos), (1, 1, 1, 1));
    assert!(writer.photo(&hash).unwrap().is_some(), "the other paper prints it too");
    assert!(writer.verify(true).unwrap().damaged.is_empty());
    let named = |root: &std::path::Path| -> Vec<_> {
        std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name()).collect()
    };
    assert_eq!(named(&folder.path().join("photos")).len(), 1, "{gone}");
    let database = std::fs::read(folder.path().join("archive.db")).unwrap();
    let is_in = |words: &str| database.windows(words.len()).any(|bytes| bytes == words.as_bytes());
    assert!(is_in("https://other.example/1/") && !is_in("https://gazette.example/own/"));
    assert_eq!(
        std::fs::metadata(folder.path().join("archive.db-wal")).map_or(0, |log| log.len()),
        0
    );
}

#[test]
fn a_source_that_could_not_be_erased_whole_is_erased_by_the_next_attempt() {
    let (folder, mut writer) = opened();
    let kept = reading("Snow", "It fell.", &["NATION"]);
    writer.store(&[arrival("wp:1", &kept, &pictures())]).unwrap();
    let bytes = pixel();
    let hash = writer
        .store_picture(&waiting(), PICTURE, &archive::developed(&bytes).unwrap(), noon())
        .unwrap();
    let shelf = folder.path().join("photos").join(&hash[..2]);
    let file = std::fs::read_dir(&shelf).unwrap().next().unwrap().unwrap().path();
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir_all(file.join("in the way")).unwrap();
    assert!(writer.erase_source("gazette.example").is_err());
    assert_eq!(writer.holdings().unwrap().photos, 1, "its row tells the next attempt where it is");

    std::fs::remove_dir_all(&file).unwrap();
    writer.erase_source("gazette.example").unwrap();
    let left = writer.holdings().unwrap();
    assert_eq!((left.sources, left.stories, left.photos), (0, 0, 0));
    assert_eq!(std::fs::read_dir(folder.path().join("photos")).unwrap().count(), 0);
}

#[test]
fn a_story_that_is_gone_stays_and_comes_back_when_it_is_listed_again() {
    let (_folder, mut writer) = opened();
    let story = reading("Snow", "It fell.", &["NATION"]);
    let id = writer.store(&[arrival("wp:1", &story, &[])]).unwrap().remove(0).id;
    writer.mark_gone("gazette.example", &["wp:1".to_owned()], noon()).unwrap();
    assert!(writer.story(&id, None).unwrap().unwrap().gone);
    assert!(writer.keys("gazette.example", (DAY, DAY)).unwrap().is_empty());
    writer.store(&[arrival("wp:1", &story, &[])]).unwrap();
    assert!(!writer.story(&id, None).unwrap().unwrap().gone);
}

#[test]
fn a_capture_gives_back_the_part_that_a_story_was_read_from() {
    let (_folder, mut writer) = opened();
    let body = br#"[{"id":1},{"id":2}]"#;
    let capture = writer
        .store_capture(&Capture {
            source: "gazette.example",
            url: "https://gazette.example/wp-json/wp/v2/posts",
            chain: &[],
            status: 200,
            headers: &[("etag".to_owned(), "\"x\"".to_owned())],
            fetched: noon(),
            body,
        })
        .unwrap();
    let story = reading("Snow", "It fell.", &["NATION"]);
    let part = Some(CapturedPart { capture, range: Some(10..18) });
    let id =
        writer.store(&[Arrival { part, ..arrival("wp:2", &story, &[]) }]).unwrap().remove(0).id;
    assert_eq!(writer.captured_bytes(&id, 1).unwrap().unwrap(), br#"{"id":2}"#);
}

#[test]
fn only_one_program_writes_and_others_read_meanwhile() {
    let (folder, _writer) = opened();
    assert!(matches!(Writer::open(folder.path()), Err(Error::InUse { .. })));
    assert_eq!(Archive::open(folder.path()).unwrap().sources().unwrap().len(), 1);
}

#[test]
fn a_newer_or_foreign_database_is_refused_and_left_as_it_is() {
    let (folder, writer) = opened();
    drop(writer);
    let database = folder.path().join("archive.db");
    let connection = rusqlite::Connection::open(&database).unwrap();
    connection.pragma_update(None, "user_version", 999).unwrap();
    drop(connection);
    let before = std::fs::read(&database).unwrap();
    assert!(matches!(Writer::open(folder.path()), Err(Error::Newer { found: 999, .. })));
    assert!(matches!(Archive::open(folder.path()), Err(Error::Newer { .. })));
    assert_eq!(std::fs::read(&database).unwrap(), before);

    std::fs::write(&database, b"this is no database, but long enough to be looked at").unwrap();
    assert!(matches!(Writer::open(folder.path()), Err(Error::Damaged { .. })));
}

#[test]
fn damage_is_found_and_named() {
    let (folder, mut writer) = opened();
    let (story, addresses) = (reading("Snow", "It fell.", &["NATION"]), pictures());
    writer.store(&[arrival("wp:1", &story, &addresses)]).unwrap();
    let bytes = pixel();
    let hash = writer
        .store_picture(&waiting(), PICTURE, &archive::developed(&bytes).unwrap(), noon())
        .unwrap();
    drop(writer);

    std::fs::write(folder.path().join("photos").join(&hash[..2]).join(format!("{hash}.png")), b"x")
        .unwrap();
    let connection = rusqlite::Connection::open(folder.path().join("archive.db")).unwrap();
    connection
        .execute("UPDATE revision SET reading = replace(reading, 'fell', 'rose')", [])
        .unwrap();
    let damaged = Archive::open(folder.path()).unwrap().verify(false).unwrap().damaged;
    assert_eq!(damaged.iter().map(|damage| damage.what).collect::<Vec<_>>(), ["story", "photo"]);
}

#[test]
fn what_makes_no_revision_follows_the_paper_all_the_same() {
    let (_folder, mut writer) = opened();
    let first = reading("Snow", "It fell.", &["NATION"]);
    let id = writer.store(&[arrival("wp:1", &first, &[])]).unwrap().remove(0).id;
    let moved = Reading {
        url: "https://gazette.example/2026/10/snow/".to_owned(),
        tags: vec!["Weather".to_owned()],
        ..reading("Snow", "It fell.", &["OPINION", "EDITORIAL"])
    };
    let day = date(2026, 10, 9);
    let again = writer.store(&[Arrival { day, ..arrival("wp:1", &moved, &[]) }]).unwrap();
    assert_eq!(again[0].outcome, Outcome::Unchanged);
    let story = writer.story(&id, None).unwrap().unwrap();
    assert_eq!((story.revision, story.day, &story.reading), (1, day, &moved));
    let count = |section| {
        writer.count(&Selection { section: Some(section), ..Selection::default() }).unwrap()
    };
    assert_eq!((count("nation"), count("editorial")), (0, 1));
    assert!(writer.verify(false).unwrap().damaged.is_empty());
}

#[test]
fn a_story_from_a_file_is_the_one_that_the_site_numbers_later() {
    let (_folder, mut writer) = opened();
    let story = reading("Snow", "It fell.", &["NATION"]);
    let from_file = Arrival { key: None, ..arrival("", &story, &[]) };
    let id = writer.store(&[from_file]).unwrap().remove(0).id;
    let from_site = writer.store(&[arrival("wp:1", &story, &[])]).unwrap().remove(0);
    assert_eq!((&from_site.id, from_site.outcome), (&id, Outcome::Unchanged));
    assert_eq!(writer.keys("gazette.example", (DAY, DAY)).unwrap(), ["wp:1"]);
    assert_eq!(writer.count(&Selection::default()).unwrap(), 1);
}

#[test]
fn a_reading_that_was_damaged_hides_no_other_and_is_whole_after_it_is_fetched_again() {
    let (folder, mut writer) = opened();
    let (snow, ice) = (
        reading("Snow", "It fell.", &["NATION"]),
        Reading {
            url: "https://gazette.example/2026/11/ice/".to_owned(),
            ..reading("Ice", "It held.", &["NATION"])
        },
    );
    writer.store(&[arrival("wp:1", &snow, &[]), arrival("wp:2", &ice, &[])]).unwrap();
    drop(writer);
    let connection = rusqlite::Connection::open(folder.path().join("archive.db")).unwrap();
    connection.execute("UPDATE revision SET reading = 'x' || reading WHERE story = 1", []).unwrap();
    drop(connection);

    let mut writer = Writer::open(folder.path()).unwrap();
    assert_eq!(writer.stories(&Selection::default()).unwrap().len(), 1);
    assert_eq!(writer.verify(false).unwrap().damaged.len(), 1);
    writer.store(&[arrival("wp:1", &snow, &[])]).unwrap();
    assert_eq!(writer.stories(&Selection::default()).unwrap().len(), 2);
    assert!(writer.verify(false).unwrap().damaged.is_empty());
}

#[test]
fn a_story_that_moves_to_another_day_is_counted_once() {
    let (_folder, mut writer) = opened();
    let noted = |day, url| StoryState { key: "wp:1", url, day, state: State::Stored };
    writer.note_stories("gazette.example", &[noted(DAY, "https://gazette.example/a/")]).unwrap();
    let other = date(2026, 10, 9);
    writer.note_stories("gazette.example", &[noted(other, "https://gazette.example/b/")]).unwrap();
    assert_eq!(writer.ledger("gazette.example", DAY).unwrap().stories.listed, 0);
    assert_eq!(writer.ledger("gazette.example", other).unwrap().stories.listed, 1);
    writer.mark_gone("gazette.example", &["wp:1".to_owned()], noon()).unwrap();
    assert_eq!(writer.ledger("gazette.example", other).unwrap().stories.listed, 0);
}

fn edition<'a>(pages: &'a [u8], format: &'a str, stories: &'a [StoryPlace]) -> NewEdition<'a> {
    NewEdition {
        subject: "gazette.example",
        day: DAY,
        format,
        engine: "1",
        made: noon(),
        pages,
        report: b"{}",
        stories,
    }
}

fn place(story: &str, revision: u32) -> StoryPlace {
    StoryPlace { story: story.to_owned(), revision, page: 1, column: 2, place: 3 }
}

#[test]
fn an_edition_is_kept_once_and_a_changed_story_makes_a_later_one() {
    let (_folder, mut writer) = opened();
    let first = reading("Snow", "It fell.", &["NATION"]);
    let id = writer.store(&[arrival("wp:1", &first, &[])]).unwrap().remove(0).id;
    let stories = [place(&id, 1)];
    assert_eq!(writer.keep_edition(&edition(b"[1]", "a4", &stories)).unwrap(), 1);
    assert_eq!(writer.keep_edition(&edition(b"[1]", "a4", &stories)).unwrap(), 1);
    assert_eq!(writer.keep_edition(&edition(b"[2]", "letter", &stories)).unwrap(), 1);

    let later = reading("Snow", "It fell all night.", &["NATION"]);
    writer.store(&[arrival("wp:1", &later, &[])]).unwrap();
    assert_eq!(writer.keep_edition(&edition(b"[3]", "a4", &[place(&id, 2)])).unwrap(), 2);
    assert_eq!(writer.editions("gazette.example", DAY, "a4").unwrap(), [1, 2]);
    let kept = writer.edition(("gazette.example", DAY), "a4", 1).unwrap().unwrap();
    assert_eq!((kept.pages.as_slice(), kept.report.as_slice()), (&b"[1]"[..], &b"{}"[..]));
    assert_eq!((kept.stories, kept.made), (stories.to_vec(), noon()));
    assert!(writer.edition(("gazette.example", DAY), "letter", 2).unwrap().is_none());
    assert!(writer.verify(true).unwrap().damaged.is_empty());

    writer.erase_source("gazette.example").unwrap();
    assert!(writer.editions("gazette.example", DAY, "a4").unwrap().is_empty());
}

#[test]
fn a_clock_that_jumps_back_changes_no_order() {
    let (_folder, mut writer) = opened();
    let hours = [0, 1, -30_000, -29_999];
    for (number, hours) in (1..).zip(hours) {
        let text = format!("It fell for {number} hours.");
        let captured = noon();
        let timestamp = captured.timestamp + jiff::SignedDuration::from_hours(hours);
        let snow = reading("Snow", &text, &["NATION"]);
        let arrival = Arrival {
            captured: Some(Moment { timestamp, ..captured }),
            ..arrival("wp:1", &snow, &[])
        };
        let stored = writer.store(&[arrival]).unwrap().remove(0);
        let held = writer.story(&stored.id, None).unwrap().unwrap();
        assert_eq!((held.revision, held.text), (number, text));
        assert_eq!(writer.revisions(&stored.id).unwrap(), number);
    }
    assert_eq!(writer.last_change().unwrap(), 4);
}
