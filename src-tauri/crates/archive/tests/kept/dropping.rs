//! Old downloads go only as planned; what was read from them stays, and nobody calls it damage.

use std::fs;

use crate::gazette::{archive, noon, revise, store_pages};
use archive::{Archive, Dropping, Writer};
use jiff::civil::date;

#[test]
fn what_is_dropped_is_what_the_plan_said_and_the_rest_stays() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    archive(folder, 0..160);
    let all = |before| Dropping { before, source: None };
    let reader = Archive::open(folder).unwrap();
    assert_eq!(reader.droppable(all(date(2026, 11, 20))).unwrap(), []);
    let other = Dropping { before: date(2030, 1, 1), source: Some("other.example") };
    assert_eq!(reader.droppable(other).unwrap(), []);
    let plan = reader.droppable(all(date(2026, 11, 21))).unwrap();
    assert_eq!(plan.len(), 1);
    assert_eq!(
        (plan[0].source.as_str(), plan[0].year.as_str(), plan[0].captures),
        ("gazette.example", "2026", 160)
    );
    let url = "https://gazette.example/story-3/";
    let before = reader.story(url, None).unwrap().unwrap();
    let capture = reader.capture(4).unwrap().unwrap();
    let size = fs::metadata(folder.join("archive.db")).unwrap().len();
    drop(reader);

    let dropped =
        Writer::open(folder).unwrap().drop_captures(all(date(2026, 11, 21)), noon()).unwrap();
    assert_eq!((dropped.captures, dropped.bytes), (plan[0].captures, plan[0].bytes));
    let reader = Archive::open(folder).unwrap();
    assert_eq!(reader.verify(true).unwrap().damaged, []);
    assert_eq!(reader.dropped().unwrap(), std::slice::from_ref(&dropped));
    assert_eq!(reader.droppable(all(date(2030, 1, 1))).unwrap(), []);
    assert_eq!(reader.story(url, None).unwrap().unwrap(), before);
    let left = reader.capture(4).unwrap().unwrap();
    assert!(left.is_dropped());
    assert_eq!(
        (left.hash, left.length, left.headers),
        (capture.hash, capture.length, capture.headers)
    );
    assert_eq!(reader.captured_bytes(&before.id, 1).unwrap(), None);
    let smaller = fs::metadata(folder.join("archive.db")).unwrap().len();
    assert!(smaller + dropped.bytes / 2 < size, "{smaller} of {size} after {}", dropped.bytes);
    drop(reader);

    // The same bytes that are downloaded again are kept again, and so is what comes after.
    archive(folder, 3..4);
    revise(folder, "https://gazette.example/story-5/", "Corrected");
    let reader = Archive::open(folder).unwrap();
    assert_eq!(reader.verify(true).unwrap().damaged, []);
    assert_eq!(
        reader
            .droppable(all(date(2030, 1, 1)))
            .unwrap()
            .iter()
            .map(|some| some.captures)
            .sum::<u64>(),
        2
    );
}

#[test]
fn what_was_dropped_does_not_come_back_with_the_next_dictionary() {
    let folder = tempfile::tempdir().unwrap();
    archive(folder.path(), 0..2);
    let mut writer = Writer::open(folder.path()).unwrap();
    // The writer has seen these two; a dictionary is made at the fourth.
    store_pages(&mut writer, 2..4);
    let all = Dropping { before: date(2030, 1, 1), source: None };
    writer.drop_captures(all, noon()).unwrap();
    store_pages(&mut writer, 4..9);
    drop(writer);
    let reader = Archive::open(folder.path()).unwrap();
    let left: Vec<bool> =
        (1..=9).map(|number| reader.capture(number).unwrap().unwrap().is_dropped()).collect();
    assert_eq!(left, [true, true, true, true, false, false, false, false, false]);
    assert_eq!(reader.verify(true).unwrap().damaged, []);
}
