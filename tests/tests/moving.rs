//! An archive moves to another folder whole or not at all, and is found there; nowhere unsafe.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use tests::Broadsheet;

/// Runs the command with no archive named, and settings of its own.
fn by_itself(settings: &Path, arguments: &str) -> Value {
    let mut command = Command::new(Broadsheet::new().command("").get_program());
    command.args(arguments.split_whitespace()).env("BROADSHEET_CONFIG", settings);
    let output = command.env_remove("BROADSHEET_ARCHIVE").stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn sample(folder: &Path) -> Broadsheet {
    let broadsheet = Broadsheet::at(folder);
    let read = broadsheet.run("sample");
    assert_eq!(read.status, Some(0), "{}", read.stderr);
    broadsheet
}

#[test]
fn a_moved_archive_is_the_same_and_the_program_finds_it() {
    let place = tempfile::tempdir().unwrap();
    let (old, new, settings) =
        (place.path().join("old"), place.path().join("new"), place.path().join("settings.json"));
    let before = sample(&old);
    let stories = before.stories("");
    fs::write(&settings, format!("{{\"archive\": {old:?}}}")).unwrap();
    let moved = by_itself(&settings, &format!("archive move {} --json", new.display()));
    assert_eq!(moved["removed"], false, "nobody was there to agree");
    assert_eq!(by_itself(&settings, "archive show --json")["archive"], new.to_str().unwrap());
    let after = Broadsheet::at(&new);
    after.assert_whole();
    before.assert_whole();
    assert_eq!(after.stories(""), stories);

    // It goes back, and this time the one that was left goes.
    fs::remove_dir_all(&old).unwrap();
    let back = by_itself(&settings, &format!("archive move {} --yes --json", old.display()));
    assert_eq!(back["removed"], true);
    assert!(!new.exists());
    assert_eq!(
        by_itself(&settings, "stories --json")["stories"].as_array().unwrap().len(),
        stories.len()
    );
}

#[test]
fn cut_off_at_any_moment_the_old_archive_is_whole_and_the_move_goes_on() {
    let place = tempfile::tempdir().unwrap();
    let (old, new) = (place.path().join("old"), place.path().join("new"));
    let before = sample(&old);
    let stories = before.stories("");
    for pause in (0..200).step_by(25) {
        let mut moving = before.command(&format!("archive move {}", new.display()));
        let mut moving = moving.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // A kill comes at a moment of its own, not at an event.
        std::thread::sleep(Duration::from_millis(pause));
        moving.kill().unwrap();
        moving.wait().unwrap();
        before.assert_whole();
        if new.join("archive.db").exists() {
            Broadsheet::at(&new).assert_whole();
        }
    }
    let done = before.run(&format!("archive move {} --yes", new.display()));
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    assert!(!old.exists());
    let after = Broadsheet::at(&new);
    after.assert_whole();
    assert_eq!(after.stories(""), stories);
}

#[test]
fn nothing_is_moved_over_something_else_or_to_where_it_is_not_safe() {
    let place = tempfile::tempdir().unwrap();
    let before = sample(&place.path().join("old"));
    let full = place.path().join("full");
    fs::create_dir(&full).unwrap();
    fs::write(full.join("letters.txt"), "Dear editor").unwrap();
    let refused = before.run(&format!("archive move {}", full.display()));
    assert_eq!(refused.status, Some(1));
    assert!(refused.stderr.contains("is not empty"), "{}", refused.stderr);
    let other = sample(&place.path().join("other"));
    let refused = before.run(&format!("archive move {}", other.archive().display()));
    assert_eq!(refused.status, Some(1), "{}", refused.stderr);
    let within = before.run(&format!("archive move {}/deeper", before.archive().display()));
    assert!(within.stderr.contains("lies within"), "{}", within.stderr);

    let dropbox = place.path().join("Dropbox");
    fs::create_dir_all(dropbox.join(".dropbox.cache")).unwrap();
    let refused = before.run(&format!("archive move {}/papers", dropbox.display()));
    assert_eq!(refused.status, Some(1));
    assert!(refused.stderr.contains("Dropbox copies"), "{}", refused.stderr);
    let new = Broadsheet::at(&dropbox.join("papers")).run("sample");
    assert_eq!(new.status, Some(1), "{}", new.stderr);
    assert!(!dropbox.join("papers").exists());

    // A backup may lie there; and an archive that lies there can be read, and moved away.
    let backup = before.run(&format!("backup {}/backup", dropbox.display()));
    assert_eq!(backup.status, Some(0), "{}", backup.stderr);
    fs::rename(before.archive(), dropbox.join("archive")).unwrap();
    let synced = Broadsheet::at(&dropbox.join("archive"));
    assert!(!synced.stories("").is_empty());
    let away = synced.run(&format!("archive move {} --yes", place.path().join("away").display()));
    assert_eq!(away.status, Some(0), "{}", away.stderr);
    Broadsheet::at(&place.path().join("away")).assert_whole();
}
