//! Archives of every earlier schema are read as they are and lose nothing when they are brought up to date.

use std::fs;
use std::path::Path;

use archive::{Archive, Writer};

use crate::gazette::{archive, told};

/// The schemas before this one, each with an archive as a program of its time wrote it.
const SCHEMAS: [&[&str]; 6] = [
    &[include_str!("schemas/1.sql")],
    &[include_str!("schemas/2.sql")],
    &[include_str!("schemas/2.sql"), include_str!("../../src/migrations/0003.sql"), FRONT],
    &[
        include_str!("schemas/2.sql"),
        include_str!("../../src/migrations/0003.sql"),
        include_str!("../../src/migrations/0004.sql"),
        FRONT,
        "PRAGMA user_version = 4",
    ],
    &[include_str!("schemas/5.sql")],
    &[
        include_str!("schemas/5.sql"),
        include_str!("../../src/migrations/0006.sql"),
        "PRAGMA user_version = 6",
    ],
];

/// What schema 3 brought.
const FRONT: &str = "INSERT INTO front VALUES (2, 0, '2026-11-24'); PRAGMA user_version = 3;";

fn restored(scripts: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let database = rusqlite::Connection::open(folder.path().join("archive.db")).unwrap();
    for script in scripts {
        database.execute_batch(script).unwrap();
    }
    let photos = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kept/schemas/photos");
    for shelf in fs::read_dir(photos).unwrap() {
        let shelf = shelf.unwrap();
        let copy = folder.path().join("photos").join(shelf.file_name());
        fs::create_dir_all(&copy).unwrap();
        for photo in fs::read_dir(shelf.path()).unwrap() {
            let photo = photo.unwrap();
            fs::copy(photo.path(), copy.join(photo.file_name())).unwrap();
        }
    }
    folder
}

#[test]
fn an_archive_of_every_earlier_schema_is_read_and_brought_up_to_date_without_loss() {
    for (schema, scripts) in (1..).zip(SCHEMAS) {
        let folder = restored(scripts);
        let reader = Archive::open(folder.path()).unwrap();
        let before = told(&reader);
        assert_eq!(before.len(), 3);
        assert!(reader.verify(true).unwrap().damaged.is_empty());
        assert!(
            reader.editions("127.0.0.1:8811", before[0].0.day, "screen:400x400").unwrap().len()
                <= 1
        );

        let mut writer = Writer::open(folder.path()).unwrap();
        assert_eq!(told(&writer), before);
        // What an older program did not read from photos is read when there is time, and then once.
        for hash in writer.unread_photos().unwrap() {
            let read = writer.read_facts(&hash).unwrap();
            writer.keep_read(&hash, &read).unwrap();
            assert_eq!(writer.held_photo(&hash).unwrap().unwrap().facts, Some(read.0));
        }
        assert!(writer.unread_photos().unwrap().is_empty());
        assert!(writer.verify(true).unwrap().damaged.is_empty());
        // What it was before is kept beside it.
        let kept = folder.path().join(format!("archive-schema-{schema}.db"));
        let kept = rusqlite::Connection::open(kept).unwrap();
        let count: u32 =
            kept.query_row("SELECT count(*) FROM story", [], |row| row.get(0)).unwrap();
        assert_eq!(count, 3);
        // Who was there first reads on.
        assert_eq!(told(&reader), before);
        assert!(reader.verify(true).unwrap().damaged.is_empty());
    }
}

#[test]
fn an_archive_that_cannot_be_brought_up_to_date_stays_as_it_is() {
    let folder = restored(SCHEMAS[1]);
    let database = rusqlite::Connection::open(folder.path().join("archive.db")).unwrap();
    database.execute_batch("CREATE TABLE dictionary (in_the_way TEXT)").unwrap();
    drop(database);
    assert!(Writer::open(folder.path()).is_err());
    let reader = Archive::open(folder.path()).unwrap();
    assert_eq!(told(&reader).len(), 3);
    assert!(reader.verify(true).unwrap().damaged.is_empty());
}

#[test]
fn a_likeness_of_an_earlier_method_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    archive(folder.path(), 0..1);
    let writer = Writer::open(folder.path()).unwrap();
    assert_eq!(writer.unread_photos().unwrap(), [""; 0]);
    drop(writer);
    let database = rusqlite::Connection::open(folder.path().join("archive.db")).unwrap();
    let earlier = "UPDATE photo_facts SET likeness = cast(x'01' || substr(likeness, 2) AS BLOB)";
    assert_eq!(database.execute(earlier, []).unwrap(), 1);
    drop(database);

    let mut writer = Writer::open(folder.path()).unwrap();
    let unread = writer.unread_photos().unwrap();
    assert_eq!(unread.len(), 1);
    let read = writer.read_facts(&unread[0]).unwrap();
    writer.keep_read(&unread[0], &read).unwrap();
    assert!(writer.unread_photos().unwrap().is_empty());
    assert!(writer.verify(true).unwrap().damaged.is_empty());
}
