//! What is damaged is put right where something proves what was stored, and never replaced by something worse.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use crate::gazette::{archive, files, noon, told, values};
use archive::{Archive, Repair, Selection, Verification};
use model::Story;
use rusqlite::Connection;

fn back_up(folder: &Path, to: &Path) {
    let archive = Archive::open(folder).unwrap();
    archive.back_up(to, noon(), &mut |_, _| ControlFlow::Continue(())).unwrap();
}

fn verified(folder: &Path) -> Verification {
    Archive::open(folder).unwrap().verify(true).unwrap()
}

fn database(folder: &Path) -> Connection {
    Connection::open(folder.join("archive.db")).unwrap()
}

/// Damage by more than one bit, which no seal can put right.
const STRUCK: [&str; 9] = [
    "UPDATE revision SET reading = replace(reading, 'Story 7', 'Lorry 8') WHERE story = 8",
    "UPDATE story SET day = '2025-01-03' WHERE row = 3",
    "UPDATE capture SET body = zeroblob(length(body)) WHERE id IN (5, 6)",
    "UPDATE capture SET headers = '[]' WHERE id = 9",
    "UPDATE dictionary SET body = zeroblob(40)",
    "UPDATE story_section SET path = 'World of sports' WHERE story = 1",
    "UPDATE address SET url = 'https://gazette.example/elsewhere' WHERE story = 12",
    "UPDATE photo SET width = 4100, format = 'gif'",
    "UPDATE source SET id = 'gaz' , name = ''",
];

#[test]
fn what_a_backup_has_is_as_it_was_again() {
    let place = tempfile::tempdir().unwrap();
    let (folder, backup) = (place.path().join("archive"), place.path().join("backup"));
    archive(&folder, 0..40);
    back_up(&folder, &backup);
    // What came after the backup is whole, and stays.
    archive(&folder, 40..45);
    let (before, stories) = (values(&folder).unwrap(), told(&Archive::open(&folder).unwrap()));
    let strike = database(&folder);
    strike
        .execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
        .unwrap();
    for sql in STRUCK {
        strike.execute(sql, []).unwrap();
    }
    drop(strike);
    for photo in files(&folder.join("photos")) {
        fs::write(photo, "no picture").unwrap();
    }
    assert!(verified(&folder).damaged.len() >= STRUCK.len());

    // Without consent nothing is changed.
    let struck = fs::read(folder.join("archive.db")).unwrap();
    let repair = Repair::prepare(&folder, std::slice::from_ref(&backup)).unwrap();
    assert_eq!(repair.left, []);
    assert!(repair.mended.iter().all(|damage| damage.repair.starts_with("Put back from")));
    drop(repair);
    assert_eq!(fs::read(folder.join("archive.db")).unwrap(), struck);
    assert!(!folder.join("archive-damaged.db").exists());

    Repair::prepare(&folder, &[backup]).unwrap().carry_out().unwrap();
    assert_eq!(verified(&folder).damaged, []);
    assert_eq!(values(&folder).unwrap(), before);
    assert_eq!(told(&Archive::open(&folder).unwrap()), stories);
    assert_eq!(fs::read(folder.join("archive-damaged.db")).unwrap(), struck);
}

#[test]
fn one_flipped_bit_is_put_right_without_any_backup() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    archive(folder, 0..12);
    let file = folder.join("archive.db");
    let (whole, before) = (fs::read(&file).unwrap(), values(folder).unwrap());
    let (mut seed, mut righted, mut struck) = (7_u64, 0, 0);
    let flips = std::env::var("BROADSHEET_FLIPS").map_or(24, |flips| flips.parse().unwrap());
    while struck < flips {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = (seed >> 20) as usize % whole.len();
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (seed >> 60 & 7);
        fs::write(&file, &bytes).unwrap();
        if values(folder).as_ref() == Some(&before) {
            continue;
        }
        struck += 1;
        let Ok(repair) = Repair::prepare(folder, &[]) else { continue };
        let is_right = repair.left.is_empty() && !repair.is_partial;
        repair.carry_out().unwrap();
        if is_right {
            righted += 1;
            assert_eq!(verified(folder).damaged, [], "byte {at}");
            assert_eq!(values(folder).as_ref(), Some(&before), "byte {at}");
        }
    }
    // The others struck what holds rows together: lengths, types and pages.
    assert!(righted * 4 >= struck * 3, "{righted} of {struck}");
}

#[test]
fn a_row_that_nothing_gives_back_stays_named_and_readable() {
    let place = tempfile::tempdir().unwrap();
    let (folder, backup) = (place.path().join("archive"), place.path().join("backup"));
    archive(&folder, 0..3);
    back_up(&folder, &backup);
    archive(&folder, 3..6);
    // The backup is older than what is struck: what it has of that story is nothing.
    let strike =
        "UPDATE revision SET reading = replace(reading, 'Story 4', 'Lorry 5') WHERE story = 5";
    database(&folder).execute(strike, []).unwrap();
    let repair = Repair::prepare(&folder, &[backup]).unwrap();
    assert_eq!(repair.left.len(), 1);
    repair.carry_out().unwrap();
    let damaged = verified(&folder).damaged;
    assert_eq!(damaged.len(), 1);
    assert_eq!(damaged[0].url, "https://gazette.example/story-4/");
    let archive = Archive::open(&folder).unwrap();
    assert_eq!(archive.story(&damaged[0].id, None).unwrap().unwrap().reading.headline, "Lorry 5");
}

#[test]
fn a_row_whose_seal_is_no_number_any_more_is_kept_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    archive(folder, 0..3);
    let before = told(&Archive::open(folder).unwrap());
    let database = database(folder);
    // One bit of the header of a row makes this of a number; no statement may.
    let strict =
        "UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE name = 'photo'";
    database.execute_batch(&format!("PRAGMA writable_schema = ON; {strict}")).unwrap();
    drop(database);
    let database = self::database(folder);
    database.execute("UPDATE photo SET seal = 0.5", []).unwrap();
    drop(database);
    let repair = Repair::prepare(folder, &[]).unwrap();
    assert_eq!(repair.left.iter().filter(|damage| damage.what == "photo").count(), 1);
    repair.carry_out().unwrap();
    assert_eq!(told(&Archive::open(folder).unwrap()), before);
    assert_eq!(verified(folder).damaged.len(), 1);
}

#[test]
fn a_torn_page_costs_nothing_that_a_backup_or_another_page_has() {
    let place = tempfile::tempdir().unwrap();
    let (folder, backup) = (place.path().join("archive"), place.path().join("backup"));
    archive(&folder, 0..40);
    back_up(&folder, &backup);
    let before = values(&folder).unwrap();
    let stories = told(&Archive::open(&folder).unwrap());
    let file = folder.join("archive.db");
    let whole = fs::read(&file).unwrap();
    let size = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    for page in (0..whole.len() / size).step_by(3) {
        let mut bytes = whole.clone();
        bytes[page * size..][..size].fill(0x5a);
        fs::write(&file, &bytes).unwrap();
        if values(&folder).as_ref() == Some(&before) && page > 0 {
            continue;
        }
        let repair = Repair::prepare(&folder, std::slice::from_ref(&backup)).unwrap();
        assert_eq!(repair.left, [], "page {page}");
        assert!(!repair.mended.is_empty());
        repair.carry_out().unwrap();
        assert_eq!(verified(&folder).damaged, [], "page {page}");
        assert_eq!(told(&Archive::open(&folder).unwrap()), stories, "page {page}");

        // Without a backup what can be read is kept, and the archive opens again.
        fs::write(&file, &bytes).unwrap();
        let Ok(repair) = Repair::prepare(&folder, &[]) else { continue };
        repair.carry_out().unwrap();
        let kept = Archive::open(&folder).unwrap().stories(&Selection::default()).unwrap();
        let texts = |story: &Story| (story.id.clone(), story.reading.body.clone());
        let all: Vec<_> = stories.iter().map(|(story, _)| texts(story)).collect();
        assert!(kept.iter().all(|row| all.contains(&texts(&row.story))), "page {page}");
    }
}
