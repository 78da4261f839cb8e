//! One flipped bit anywhere is found, and what it struck is named.

use std::fs;
use std::path::Path;

use crate::gazette::{PICTURE, archive, files, page, text, values};
use archive::Archive;

fn stored_bytes(folder: &Path) -> (i64, i64) {
    let database = rusqlite::Connection::open(folder.join("archive.db")).unwrap();
    let sql = "SELECT sum(length(body)) + (SELECT sum(length(body)) FROM dictionary), sum(length) FROM capture";
    database.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

#[test]
fn pages_of_one_site_take_an_eighth_of_their_size_and_come_back_whole() {
    let folder = tempfile::tempdir().unwrap();
    archive(folder.path(), 0..40);
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

#[test]
fn one_flipped_bit_is_found_wherever_it_lies() {
    let folder = tempfile::tempdir().unwrap();
    archive(folder.path(), 0..40);
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
    archive(folder.path(), 0..40);
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
    let photo = files(&folder.path().join("photos"));
    let mut bytes = fs::read(&photo[0]).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&photo[0], bytes).unwrap();
    let damaged = Archive::open(folder.path()).unwrap().verify(true).unwrap().damaged;
    assert!(damaged.iter().any(|damage| damage.what == "photo" && damage.detail.contains("bytes")));
}
