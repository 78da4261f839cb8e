//! A program that is killed, or whose disk is full, loses nothing that it said was stored.
//!
//! `BROADSHEET_KILLS` and `BROADSHEET_FULL_DISKS` say how often (`cargo xtask torture`: 500 and 200).

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tests::{Broadsheet, Newspaper};

const FETCH: &str = "fetch --day 2026-11-24 --delay-ms 0 --json-events";

/// Kills or full disks after which an archive is begun anew, so that every part of a run is struck.
const STRIKES: u64 = 4;

fn times(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |times| times.parse().unwrap())
}

/// An archive that follows a paper and holds nothing of it yet: finding the paper takes a second a request.
struct Empty {
    place: tempfile::TempDir,
}

impl Empty {
    fn of(paper: &Newspaper) -> Self {
        let place = tempfile::tempdir().unwrap();
        let added = Broadsheet::at(place.path())
            .run(&format!("source add {} --yes --allow-private", paper.url()));
        assert_eq!(added.status, Some(0), "{}", added.stderr);
        Self { place }
    }

    /// A copy of it.
    fn copy(&self, archive: &Path) -> Broadsheet {
        copy(self.place.path(), archive);
        Broadsheet::at(archive)
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (path, copied) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            std::fs::copy(path, copied).unwrap();
        }
    }
}

/// The addresses of stories that a run said it stored.
fn acknowledged(lines: &str, told: &mut BTreeSet<String>) {
    // The last line may be cut off.
    let events = lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let stored = events.filter(|event| event["event"] == "stored" && event["section"] != "");
    told.extend(stored.map(|event| event["url"].as_str().unwrap().to_owned()));
}

/// Everything that was acknowledged is held once, and all that is held is whole.
fn assert_nothing_lost(broadsheet: &Broadsheet, told: &BTreeSet<String>) {
    broadsheet.assert_whole();
    let stories = broadsheet.stories("");
    let held: BTreeSet<String> =
        stories.iter().map(|story| story["url"].as_str().unwrap().to_owned()).collect();
    assert_eq!(held.len(), stories.len(), "a story is held twice");
    let pictures: BTreeSet<String> = stories.iter().flat_map(pictures).collect();
    let lost: Vec<&String> =
        told.iter().filter(|url| !held.contains(*url) && !pictures.contains(*url)).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
}

/// The addresses of a story's pictures that are held.
fn pictures(story: &Value) -> Vec<String> {
    let gallery = story["gallery"].as_array().unwrap().iter();
    let figures = gallery.chain(std::iter::once(&story["lead"]));
    let held = figures.filter(|figure| figure["photo"].is_string());
    held.map(|figure| figure["url"].as_str().unwrap().to_owned()).collect()
}

/// What a run that nothing strikes comes to.
fn undisturbed(empty: &Empty) -> (Vec<Value>, Duration) {
    let place = tempfile::tempdir().unwrap();
    let broadsheet = empty.copy(&place.path().join("archive"));
    let begun = Instant::now();
    assert_eq!(broadsheet.run(FETCH).status, Some(0));
    (told(&broadsheet), begun.elapsed())
}

/// The stories without what depends on the time of the download.
fn told(broadsheet: &Broadsheet) -> Vec<Value> {
    let mut stories = broadsheet.stories("");
    for story in &mut stories {
        story.as_object_mut().unwrap().remove("captured");
    }
    stories
}

/// Strikes harvests until `most` of them broke off, a few on each archive; `strike` runs one and says what it printed,
/// and whether it broke off.
fn torture(
    (empty, wanted): (&Empty, &[Value]),
    most: u64,
    mut strike: impl FnMut(&Broadsheet, u64) -> (String, bool),
) {
    let mut struck = 0;
    while struck < most {
        let place = tempfile::tempdir().unwrap();
        let broadsheet = empty.copy(&place.path().join("archive"));
        let mut told = BTreeSet::new();
        for round in 0..STRIKES {
            let (lines, broke_off) = strike(&broadsheet, round);
            struck += u64::from(broke_off);
            acknowledged(&lines, &mut told);
            assert_nothing_lost(&broadsheet, &told);
        }
        finish(&broadsheet, wanted);
        if most > 100 {
            // The long form takes an hour on a busy machine: one that is cut off has told how far it came.
            // A test's own output is shown only when it has failed.
            let mut shown = std::io::stderr();
            writeln!(shown, "struck {struck} times of {most}, nothing lost").unwrap();
        }
    }
}

#[test]
fn a_run_that_is_killed_at_any_moment_loses_nothing() {
    let paper = Newspaper::start();
    let empty = Empty::of(&paper);
    let (wanted, time) = undisturbed(&empty);
    let mut chance = fastrand::Rng::with_seed(6);
    torture((&empty, &wanted), times("BROADSHEET_KILLS", 40), |broadsheet, _| {
        let mut command = broadsheet.command(FETCH);
        let mut run = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut output = run.stdout.take().unwrap();
        let reader = std::thread::spawn(move || {
            let mut lines = String::new();
            output.read_to_string(&mut lines).map(|_| lines)
        });
        wait(chance.u64(0..time.as_millis() as u64 * 11 / 10));
        run.kill().unwrap();
        let broke_off = !run.wait().unwrap().success();
        (reader.join().unwrap().unwrap(), broke_off)
    });
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_a_run_with_a_sentence_and_the_next_goes_on() {
    let paper = Newspaper::start();
    let empty = Empty::of(&paper);
    let (wanted, _) = undisturbed(&empty);
    let place = tempfile::tempdir().unwrap();
    let broadsheet = empty.copy(&place.path().join("archive"));
    let mut command = broadsheet.command("fetch --day 2026-11-24 --delay-ms 150 --json-events");
    let mut run = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Its first word, so that it is at work.
    run.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
    let sent = Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let ended = run.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(130));
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(said.contains("Stopped. What was stored is safe"), "{said}");
    finish(&broadsheet, &wanted);
}

#[test]
fn an_import_that_is_killed_goes_on_when_it_is_repeated() {
    let sample = Broadsheet::new();
    assert_eq!(sample.run("sample").status, Some(0));
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("sample.warc");
    let file = file.to_str().unwrap();
    let export = sample.run_with("export lantern.example --format warc --out", &[file]);
    assert_eq!(export.status, Some(0), "{}", export.stderr);
    let undisturbed = Broadsheet::new();
    let begun = Instant::now();
    assert_eq!(undisturbed.run_with("import", &[file]).status, Some(0));
    let time = begun.elapsed().as_millis() as u64;

    let struck = Broadsheet::new();
    let mut chance = fastrand::Rng::with_seed(8);
    for _ in 0..times("BROADSHEET_KILLS", 40) / 4 {
        let mut command = struck.command("import");
        let mut run =
            command.arg(file).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        wait(chance.u64(0..time));
        run.kill().unwrap();
        run.wait().unwrap();
    }
    let done = struck.run_with("import", &[file]);
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    struck.assert_whole();
    assert_eq!(struck.stories(""), undisturbed.stories(""));
    let counted = |broadsheet: &Broadsheet| {
        let stats = broadsheet.json("stats --json");
        ["stories", "revisions", "captures", "photos"].map(|what| stats[what].clone())
    };
    assert_eq!(counted(&struck), counted(&undisturbed));
}

/// Lets a run that was struck go on to its end, where nothing is missing or double.
fn finish(broadsheet: &Broadsheet, wanted: &[Value]) {
    let ran = broadsheet.run(FETCH);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert_eq!(told(broadsheet), wanted);
    broadsheet.assert_whole();
}

/// A kill comes at a moment of its own, not at an event.
fn wait(milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
}

/// Runs a harvest on a file system of its own that has so much room, and brings the archive back from there.
#[cfg(target_os = "linux")]
fn fetched_on_a_small_disk(broadsheet: &Broadsheet, kilobytes: u64) -> String {
    let script = "set -e
        mount -t tmpfs -o size=${SIZE}k none \"$DISK\"
        cp -a \"$ARCHIVE/.\" \"$DISK\"
        set +e
        \"$PROGRAM\" --archive \"$DISK\" $FETCH
        status=$?
        rm -rf \"$ARCHIVE\" && cp -a \"$DISK\" \"$ARCHIVE\" && exit $status";
    let disk = tempfile::tempdir().unwrap();
    let command = broadsheet.command("");
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", script])
        .env("SIZE", kilobytes.to_string())
        .env("DISK", disk.path())
        .env("ARCHIVE", broadsheet.archive())
        .env("PROGRAM", command.get_program())
        .env("FETCH", FETCH)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        !said.contains("panicked") && !said.contains("unshare:") && !said.contains("mount:"),
        "{said}"
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_loses_nothing() {
    let paper = Newspaper::start();
    let empty = Empty::of(&paper);
    let (wanted, _) = undisturbed(&empty);
    let mut chance = fastrand::Rng::with_seed(7);
    let mut room = 0;
    let full_disks = times("BROADSHEET_FULL_DISKS", 12);
    torture((&empty, &wanted), full_disks, |broadsheet, round| {
        room = if round == 0 { 300 } else { room } + chance.u64(0..1_200);
        let lines = fetched_on_a_small_disk(broadsheet, room);
        let broke_off = !lines.contains("\"finished\"");
        (lines, broke_off)
    });
}
