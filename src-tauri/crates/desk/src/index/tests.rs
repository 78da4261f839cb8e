//! The index is a cache: whatever becomes of it, the stories are found again.

use std::fs;
use std::path::Path;

use model::Query;
use tempfile::TempDir;

use crate::{Access, Desk};

const STORIES: &str = r#"{"url":"https://gazette.example/1/","date":"2020-09-15","headline":"Snow closes the pass","body":"The road is closed."}
{"url":"https://gazette.example/2/","date":"2020-09-16","headline":"The pass is open","body":"The road is clear of snow."}
{"url":"https://gazette.example/3/","date":"2020-09-17","headline":"Papier-mache","body":"New hands."}
"#;

/// An archive of three stories, closed.
fn archive() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path(), Access::Write).unwrap();
    desk.import_stories(STORIES.as_bytes(), &mut |_| {}).unwrap();
    assert_eq!(found(&desk), 2);
    folder
}

/// Stories found of two that tell of snow; each kind of file is read.
fn found(desk: &Desk) -> u32 {
    let query = Query { text: "snow ".to_owned(), limit: 9, facets: true, ..Query::default() };
    desk.search(&query).unwrap().total
}

/// Turns the first bytes of each of the index's files with this extension; at most a quarter of them.
fn spoil(folder: &Path, extension: &str, most: usize) {
    let mut spoiled = 0;
    for entry in fs::read_dir(folder.join("index")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|found| found == extension) {
            let mut bytes = fs::read(&path).unwrap();
            let count = most.min(bytes.len() / 4);
            bytes[..count].iter_mut().for_each(|byte| *byte = !*byte);
            fs::write(&path, bytes).unwrap();
            spoiled += count;
        }
    }
    assert_ne!(spoiled, 0, "there is no file of {extension}");
}

#[test]
fn a_damaged_index_is_made_anew_by_searching() {
    for extension in ["fast", "term", "idx", "json"] {
        let folder = archive();
        spoil(folder.path(), extension, usize::MAX);
        for access in [Access::Read, Access::Write] {
            let desk = Desk::open(folder.path(), access).unwrap();
            assert_eq!(found(&desk), 2, "{extension}");
            assert!(desk.verify(true).unwrap().ok, "{extension}");
        }
    }
}

#[test]
fn an_index_that_is_damaged_while_it_is_open_is_made_anew() {
    let folder = archive();
    let desk = Desk::open(folder.path(), Access::Write).unwrap();
    assert_eq!(found(&desk), 2);
    fs::remove_dir_all(folder.path().join("index")).unwrap();
    assert_eq!(found(&desk), 2);
}

#[test]
fn damage_is_verified_and_mended_by_reindexing() {
    let folder = archive();
    spoil(folder.path(), "pos", 1);
    let desk = Desk::open(folder.path(), Access::Write).unwrap();
    let verified = desk.verify(false).unwrap();
    assert_eq!(verified.damaged.len(), 1);
    assert_eq!(verified.damaged[0].what, "index");
    assert!(verified.damaged[0].detail.contains(".pos"), "{}", verified.damaged[0].detail);
    assert_eq!(desk.reindex().unwrap(), 3);
    let verified = desk.verify(false).unwrap();
    assert_eq!((verified.ok, verified.checked.index), (true, 3));
}

#[test]
fn the_index_of_another_archive_is_not_searched() {
    let (folder, other) = (archive(), tempfile::tempdir().unwrap());
    let desk = Desk::open(other.path(), Access::Write).unwrap();
    let line = STORIES.lines().next().unwrap();
    desk.import_stories(line.as_bytes(), &mut |_| {}).unwrap();
    drop(desk);
    // It knows of fewer changes than this archive, and of a story that this one does not have there.
    fs::remove_dir_all(folder.path().join("index")).unwrap();
    fs::rename(other.path().join("index"), folder.path().join("index")).unwrap();
    let desk = Desk::open(folder.path(), Access::Read).unwrap();
    let index = desk.index_as_it_is();
    let Err(search::Error::Unusable { reason, .. }) = index else {
        panic!("another archive's index was opened");
    };
    assert_eq!(reason, search::Unusable::OtherArchive);
    assert_eq!(found(&desk), 2);
    assert_eq!(desk.verify(true).unwrap().checked.index, 3);
}

#[test]
fn a_file_in_the_place_of_the_index_gives_way() {
    let folder = archive();
    fs::remove_dir_all(folder.path().join("index")).unwrap();
    fs::write(folder.path().join("index"), "no folder").unwrap();
    let desk = Desk::open(folder.path(), Access::Write).unwrap();
    assert_eq!(found(&desk), 2);
}

#[test]
fn an_index_that_lacks_a_story_is_verified_as_damaged() {
    let folder = archive();
    let desk = Desk::open(folder.path(), Access::Write).unwrap();
    let mut writer = desk.index().unwrap().writer(search::Load::Daily).unwrap();
    writer.delete(1).unwrap();
    let last_change = desk.reader().last_change().unwrap();
    writer.commit(last_change).unwrap();
    writer.finish().unwrap();
    let verified = desk.verify(false).unwrap();
    assert_eq!(
        verified.damaged[0].detail,
        "The search index holds 2 stories, the archive 3 that can be found."
    );
}

#[test]
fn searching_does_not_wait_for_who_writes_the_index() {
    let folder = archive();
    let desk = Desk::open(folder.path(), Access::Write).unwrap();
    assert_eq!(found(&desk), 2);
    let turn = desk.index_turn();
    // It would wait for ever.
    assert_eq!(found(&desk), 2);
    drop(turn);
}

#[test]
fn an_archive_keeps_its_id() {
    let folder = archive();
    let id = |access| super::id(&Desk::open(folder.path(), access).unwrap().reader());
    let first = id(Access::Write);
    assert_eq!(first.len(), 32);
    assert_eq!([id(Access::Read), id(Access::Write)], [first.clone(), first]);
}

#[test]
fn a_reader_with_a_full_disk_is_told_to_make_room() {
    let folder = archive();
    let desk = Desk::open(folder.path(), Access::Read).unwrap();
    let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
    let told = desk.for_reader(super::told(search::Error::from(full)));
    assert_eq!(
        told.to_string(),
        "The disk is full: the search index cannot be written. Make room and try again; what was stored is safe."
    );
}

#[test]
fn an_index_that_has_heard_of_every_change_is_not_behind() {
    let folder = archive();
    let desk = Desk::open(folder.path(), Access::Write).unwrap();
    let other = r#"{"url":"https://other.example/1/","date":"2020-09-15","headline":"Snow","body":"More snow."}"#;
    desk.import_stories(other.as_bytes(), &mut |_| {}).unwrap();
    // Its stories are not the last rows, so that the count of changes runs ahead of theirs.
    desk.remove_source("gazette.example", false).unwrap();
    assert_eq!(found(&desk), 1);
    assert_eq!(desk.index().unwrap().last_change(), desk.reader().last_change().unwrap());
}
