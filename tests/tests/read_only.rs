//! What cannot be written, because of its medium or because another program writes it, is read whole; what would
//! write says why it cannot.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

use tests::{Broadsheet, Newspaper};

/// Runs the command while the archive lies on a medium that is mounted to be read alone.
fn run(broadsheet: &Broadsheet, arguments: &str) -> Output {
    let script = "set -e
        mount --bind \"$ARCHIVE\" \"$ARCHIVE\"
        mount -o remount,ro,bind \"$ARCHIVE\"
        exec \"$PROGRAM\" --archive \"$ARCHIVE\" $ARGUMENTS";
    let command = broadsheet.command("");
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", script])
        .env("ARCHIVE", broadsheet.archive())
        .env("PROGRAM", command.get_program())
        .env("ARGUMENTS", arguments)
        .env("BROADSHEET_CONFIG", broadsheet.archive().with_extension("settings.json"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        !said.contains("panicked") && !said.contains("unshare:") && !said.contains("mount:"),
        "{said}"
    );
    output
}

#[test]
fn everything_can_be_read_searched_checked_and_saved_elsewhere() {
    let broadsheet = Broadsheet::new();
    assert_eq!(broadsheet.run("sample").status, Some(0));
    let stories = broadsheet.run("stories --json").stdout;
    let hits = broadsheet.search("lamp")["total"].clone();
    let read = run(&broadsheet, "stories --json");
    assert_eq!(String::from_utf8(read.stdout).unwrap(), stories);
    let found = run(&broadsheet, "search lamp --json");
    let found: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!(found["total"], hits);
    let checked = run(&broadsheet, "verify --deep");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let place = tempfile::tempdir().unwrap();
    let saved = run(&broadsheet, &format!("backup {}/backup", place.path().display()));
    assert!(saved.status.success(), "{}", String::from_utf8_lossy(&saved.stderr));
    let moved = run(&broadsheet, &format!("archive move {}/moved", place.path().display()));
    let said = String::from_utf8_lossy(&moved.stderr);
    assert!(moved.status.success(), "{said}");
    Broadsheet::at(&place.path().join("moved")).assert_whole();

    for writing in
        ["sample", "verify --repair --yes", "reindex", "drop captures --before 2099-01-01 --yes"]
    {
        let refused = run(&broadsheet, writing);
        let said = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(1), "{writing}: {said}");
        assert!(said.contains("read-only"), "{writing}: {said}");
    }
    broadsheet.assert_whole();
}

#[test]
fn while_one_program_writes_others_read_and_none_writes() {
    let paper = Newspaper::start();
    let broadsheet = Broadsheet::new();
    let added = broadsheet.run(&format!("source add {} --yes --allow-private", paper.url()));
    assert_eq!(added.status, Some(0), "{}", added.stderr);
    let mut fetch = broadsheet.command("fetch --day 2026-11-24 --delay-ms 300 --json-events");
    let mut fetch = fetch.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(fetch.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().contains("started"));
    for writing in ["sample", "verify --repair --yes", "fetch", "archive move elsewhere"] {
        let refused = broadsheet.run(writing);
        assert_eq!(refused.status, Some(5), "{writing}: {}", refused.stderr);
        assert!(
            refused.stderr.contains("Another program writes the archive"),
            "{}",
            refused.stderr
        );
    }
    assert_eq!(broadsheet.run("stories").status, Some(0));
    let place = tempfile::tempdir().unwrap();
    assert_eq!(broadsheet.run(&format!("backup {}", place.path().display())).status, Some(0));
    fetch.kill().unwrap();
    fetch.wait().unwrap();
    // The system lets go of the lock of a program that was killed.
    assert_eq!(broadsheet.run("sample").status, Some(0));
    broadsheet.assert_whole();
}
