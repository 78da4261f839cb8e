//! A backup holds all of an archive, costs what changed, and comes back without touching what is held.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use crate::gazette::{self, archive, files, noon, revise};
use archive::{Archive, BackedUp, Error, Writer, snapshots, unpack_backup};
use model::{Moment, Story};

fn later(minutes: i64) -> Moment {
    let at = noon();
    Moment { timestamp: at.timestamp + jiff::SignedDuration::from_mins(minutes), ..at }
}

fn back_up(folder: &Path, to: &Path, minutes: i64) -> BackedUp {
    let archive = Archive::open(folder).unwrap();
    archive.back_up(to, later(minutes), &mut |_, _| ControlFlow::Continue(())).unwrap()
}

fn prune(folder: &Path, backup: &Path, keep: usize) {
    Archive::open(folder).unwrap().prune_backups(backup, keep).unwrap();
}

fn restore(from: &Path, into: &Path, minutes: Option<i64>) -> Result<archive::Restored, Error> {
    let mut writer = Writer::open(into).unwrap();
    let watch = &mut |_, _| ControlFlow::Continue(());
    writer.merge(&unpack_backup(into, from, minutes.map(later), watch)?)
}

fn told(folder: &Path) -> Vec<(Story, Vec<u8>)> {
    let archive = Archive::open(folder).unwrap();
    assert_eq!(archive.verify(true).unwrap().damaged, []);
    gazette::told(&archive)
}

#[test]
fn a_backup_gives_back_everything_and_costs_only_what_changed() {
    let place = tempfile::tempdir().unwrap();
    let (first, second, backup) =
        (place.path().join("first"), place.path().join("second"), place.path().join("backup"));
    archive(&first, 0..40);
    let whole = back_up(&first, &backup, 0);
    assert_eq!((whole.stories, whole.photos, whole.new_photos), (40, 1, 1));
    let same = back_up(&first, &backup, 1);
    assert_eq!((same.new_bytes, same.new_photos), (0, 0));
    archive(&first, 40..41);
    let grown = back_up(&first, &backup, 2);
    assert!(grown.new_bytes * 2 < whole.new_bytes, "{grown:?} of {whole:?}");
    assert_eq!(snapshots(&backup).unwrap().len(), 3);

    let restored = restore(&backup, &second, None).unwrap();
    assert_eq!((restored.new_stories, restored.new_photos, restored.missing_photos), (41, 1, 0));
    assert_eq!(told(&second), told(&first));
    // An earlier one brings nothing that is not held already.
    let again = restore(&backup, &second, Some(0)).unwrap();
    assert_eq!((again.stories, again.new_stories, again.new_revisions), (40, 0, 0));
    assert_eq!(told(&second), told(&first));
}

#[test]
fn a_restore_brings_what_is_missing_and_changes_nothing_that_is_held() {
    let place = tempfile::tempdir().unwrap();
    let (first, second, backup) =
        (place.path().join("first"), place.path().join("second"), place.path().join("backup"));
    archive(&first, 0..30);
    archive(&second, 20..50);
    back_up(&first, &backup, 0);
    // A story says something else here than there: both versions are kept, and the one held stays the current one.
    let url = "https://gazette.example/story-25/";
    revise(&second, url, "It was otherwise");
    let held = told(&second);

    let restored = restore(&backup, &second, None).unwrap();
    assert_eq!((restored.new_stories, restored.new_revisions), (20, 20));
    let after = told(&second);
    assert_eq!(after.len(), 50);
    assert!(held.iter().all(|story| after.contains(story)));
    let archive = Archive::open(&second).unwrap();
    let story = archive.story(url, None).unwrap().unwrap();
    assert_eq!((story.revision, story.reading.headline.as_str()), (2, "It was otherwise"));
    assert_eq!(archive.last_change().unwrap(), 51);
}

#[test]
fn a_version_that_only_the_backup_has_stands_behind_the_current_one() {
    let place = tempfile::tempdir().unwrap();
    let (first, second, backup) =
        (place.path().join("first"), place.path().join("second"), place.path().join("backup"));
    let url = "https://gazette.example/story-1/";
    archive(&first, 0..3);
    revise(&first, url, "The first correction");
    back_up(&first, &backup, 0);
    archive(&second, 0..3);
    revise(&second, url, "The second correction");

    assert_eq!(restore(&backup, &second, None).unwrap().new_revisions, 1);
    let archive = Archive::open(&second).unwrap();
    assert_eq!(
        archive.story(url, None).unwrap().unwrap().reading.headline,
        "The second correction"
    );
    let id = archive.story(url, None).unwrap().unwrap().id;
    assert_eq!(archive.revisions(&id).unwrap(), 3);
    assert_eq!(
        archive.story(url, Some(3)).unwrap().unwrap().reading.headline,
        "The first correction"
    );
    drop(archive);
    revise(&second, url, "The third correction");
    let archive = Archive::open(&second).unwrap();
    assert_eq!(archive.story(url, None).unwrap().unwrap().revision, 4);
}

#[test]
fn a_backup_that_was_cut_off_is_none_and_the_next_takes_over_what_it_wrote() {
    let place = tempfile::tempdir().unwrap();
    let (folder, backup) = (place.path().join("archive"), place.path().join("backup"));
    archive(&folder, 0..40);
    let opened = Archive::open(&folder).unwrap();
    // It is stopped when the database is saved, before the photo is counted.
    let stopped = opened.back_up(&backup, later(0), &mut |done, total| match done {
        _ if done == total => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    });
    assert!(matches!(stopped, Err(Error::Stopped)));
    assert!(matches!(snapshots(&backup), Err(Error::NoBackup { .. })));
    assert_eq!(back_up(&folder, &backup, 1).new_bytes, 0);
    assert_eq!(restore(&backup, &place.path().join("second"), None).unwrap().new_stories, 40);
}

#[test]
fn a_damaged_backup_is_refused_and_a_damaged_photo_is_named() {
    let place = tempfile::tempdir().unwrap();
    let (folder, backup) = (place.path().join("archive"), place.path().join("backup"));
    archive(&folder, 0..10);
    let photo = &files(&folder.join("photos"))[0];
    let bytes = fs::read(photo).unwrap();
    fs::write(photo, b"otherwise").unwrap();
    let done = back_up(&folder, &backup, 0);
    assert_eq!(done.damaged.len(), 1);
    let restored = restore(&backup, &place.path().join("second"), None).unwrap();
    assert_eq!((restored.new_stories, restored.missing_photos), (10, 1));
    // Its picture waits to be fetched again, and nothing names a file that is not there.
    assert_eq!(told(&place.path().join("second")).len(), 10);

    fs::write(photo, bytes).unwrap();
    back_up(&folder, &backup, 1);
    for file in files(&backup.join("packs")) {
        let mut bytes = fs::read(&file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 4;
        fs::write(&file, bytes).unwrap();
    }
    let third = place.path().join("third");
    assert!(matches!(restore(&backup, &third, None), Err(Error::Damaged { .. })));
    assert_eq!(Archive::open(&third).unwrap().holdings().unwrap().stories, 0);
}

#[test]
fn only_the_newest_backups_are_kept_and_each_is_whole_whatever_the_clock_said() {
    let place = tempfile::tempdir().unwrap();
    let (folder, backup) = (place.path().join("archive"), place.path().join("backup"));
    let mut last = 0;
    // The clock jumps back by years before the third.
    for (stories, minutes) in [(20, 0), (60, 10), (100, -3_000_000), (140, -2_999_990)] {
        archive(&folder, last..stories);
        last = stories;
        back_up(&folder, &backup, minutes);
    }
    let held =
        |backup: &Path| snapshots(backup).unwrap().iter().map(|it| it.stories).collect::<Vec<_>>();
    assert_eq!(held(&backup), [140, 100, 60, 20], "in the order in which they were made");
    prune(&folder, &backup, 2);
    assert_eq!(held(&backup), [140, 100]);
    for (name, minutes, stories) in [("a", -2_999_990, 140), ("b", -3_000_000, 100)] {
        let into = place.path().join(name);
        assert_eq!(restore(&backup, &into, Some(minutes)).unwrap().new_stories, stories);
        assert_eq!(told(&into).len() as u64, stories);
    }
    // The next one still costs what changed, and at least one is always kept.
    assert_eq!(back_up(&folder, &backup, 20).new_bytes, 0);
    prune(&folder, &backup, 0);
    assert_eq!(held(&backup), [140]);
}

#[test]
fn photos_that_no_kept_backup_names_go_with_the_last_that_did() {
    let place = tempfile::tempdir().unwrap();
    let (folder, backup) = (place.path().join("archive"), place.path().join("backup"));
    archive(&folder, 0..3);
    back_up(&folder, &backup, 0);
    // Only the first backup names the photo.
    Writer::open(&folder).unwrap().erase_source("gazette.example").unwrap();
    back_up(&folder, &backup, 1);
    let photos = || files(&backup.join("photos"));
    let held = photos();
    assert_eq!(held.len(), 1);
    let own = backup.join("photos").join("my notes.txt");
    fs::write(&own, b"a reader's own").unwrap();
    prune(&folder, &backup, 2);
    assert_eq!(photos().len(), 2);

    // A list that was damaged is not believed: the database tells.
    let lists = files(&backup.join("snapshots"));
    for list in lists.iter().filter(|file| file.extension().is_some_and(|it| it == "photos")) {
        fs::write(list, b"no list").unwrap();
    }
    prune(&folder, &backup, 2);
    assert!(photos().contains(&held[0]));
    prune(&folder, &backup, 1);
    assert_eq!(photos(), [own]);
}

#[test]
fn of_two_archives_in_one_folder_of_backups_neither_lets_go_of_what_is_the_other_s() {
    let place = tempfile::tempdir().unwrap();
    let [first, second, third, backup] =
        ["first", "second", "third", "backup"].map(|name| place.path().join(name));
    archive(&first, 0..3);
    archive(&second, 10..15);
    back_up(&first, &backup, 0);
    for minutes in 1..4 {
        back_up(&second, &backup, minutes);
    }
    let held = || snapshots(&backup).unwrap().iter().map(|it| it.stories).collect::<Vec<_>>();
    prune(&second, &backup, 1);
    assert_eq!(held(), [5, 3]);
    // One that does not say of which archive it is belongs to nobody.
    back_up(&first, &backup, 5);
    let oldest = backup.join("snapshots").join("2026-11-20T06.30.00Z.json");
    let mut told: serde_json::Value = serde_json::from_slice(&fs::read(&oldest).unwrap()).unwrap();
    told.as_object_mut().unwrap().remove("archive").unwrap();
    fs::write(&oldest, told.to_string()).unwrap();
    prune(&first, &backup, 1);
    assert_eq!(held(), [3, 5, 3]);

    // What is restored into nothing goes on as the archive that was saved; what is merged does not.
    restore(&backup, &third, Some(5)).unwrap();
    back_up(&third, &backup, 6);
    prune(&third, &backup, 1);
    assert_eq!(held(), [3, 5, 3]);
    restore(&backup, &second, Some(6)).unwrap();
    back_up(&second, &backup, 7);
    prune(&second, &backup, 1);
    assert_eq!(held(), [8, 3, 3]);
}

#[test]
fn nothing_is_let_go_while_a_restore_is_at_work_and_none_begins_meanwhile() {
    let place = tempfile::tempdir().unwrap();
    let [folder, into, backup] = ["archive", "into", "backup"].map(|name| place.path().join(name));
    archive(&folder, 0..3);
    back_up(&folder, &backup, 0);
    back_up(&folder, &backup, 1);
    drop(Writer::open(&into).unwrap());
    let mut tried = 0;
    let watch = &mut |_, _| {
        let pruned = Archive::open(&folder).unwrap().prune_backups(&backup, 1);
        assert!(matches!(pruned, Err(Error::InUse { .. })));
        tried += 1;
        ControlFlow::Continue(())
    };
    unpack_backup(&into, &backup, Some(later(0)), watch).unwrap();
    assert!(tried > 1);
    prune(&folder, &backup, 1);
    assert_eq!(snapshots(&backup).unwrap().len(), 1);

    let lock = fs::File::create(backup.join("backup.lock")).unwrap();
    lock.try_lock().unwrap();
    let refused = unpack_backup(&into, &backup, None, &mut |_, _| ControlFlow::Continue(()));
    assert!(matches!(refused, Err(Error::InUse { .. })));
}

#[test]
fn what_a_killed_backup_or_restore_left_is_cleared_by_the_next() {
    let place = tempfile::tempdir().unwrap();
    let (folder, backup) = (place.path().join("archive"), place.path().join("backup"));
    archive(&folder, 0..3);
    back_up(&folder, &backup, 0);
    for left in [folder.join(".at-work-a1"), backup.join(".at-work-b2")] {
        fs::create_dir(&left).unwrap();
        fs::write(left.join("archive.db"), vec![0; 5000]).unwrap();
    }
    back_up(&folder, &backup, 1);
    drop(Writer::open(&folder).unwrap());
    for folder in [&folder, &backup] {
        assert!(!files(folder).iter().any(|file| file.to_string_lossy().contains(".at-work-")));
    }
}
