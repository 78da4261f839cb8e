use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use desk::{BackedUp, Code, Desk, Error, Every, Restored, Schedule, Snapshot, backups};
use indicatif::{HumanBytes, ProgressBar};
use model::Moment;
use serde::Serialize;

use crate::arguments::Often;
use crate::output::{Output, Status};

/// The backups of a folder.
#[derive(Serialize)]
struct Listed {
    backups: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    made: Moment,
    stories: u64,
    photos: u64,
    database_bytes: u64,
}

pub(super) fn list(folder: &Path, output: &Output) -> Result<Status, Error> {
    let line = |snapshot: Snapshot| Line {
        made: snapshot.made,
        stories: snapshot.stories,
        photos: snapshot.photos,
        database_bytes: snapshot.length,
    };
    let listed = Listed { backups: backups(folder)?.into_iter().map(line).collect() };
    output.result(&listed, |listed| {
        let lines = listed.backups.iter().map(|backup| {
            let bytes = HumanBytes(backup.database_bytes);
            format!(
                "{}  {} stories, {} photos, database {bytes}\n",
                backup.made, backup.stories, backup.photos
            )
        });
        lines.collect()
    })?;
    Ok(Status::Done)
}

/// Saves into a folder, or into the one that is set; or lists that one.
pub(super) fn save(
    desk: &Desk,
    folder: Option<&Path>,
    only_list: bool,
    output: &Output,
) -> Result<Status, Error> {
    if only_list {
        let set = desk.backups().schedule.map(|schedule| PathBuf::from(schedule.folder));
        return list(&set.ok_or_else(nothing_set)?, output);
    }
    let done = watched(|watch| match folder {
        Some(folder) => desk.back_up(folder, watch),
        None => desk.back_up_now(watch),
    })?;
    told(&done, output)
}

/// Sets when backups are made by themselves, and makes the first.
pub(super) fn set(
    desk: &Desk,
    folder: Option<PathBuf>,
    (often, keep): (Often, u32),
    output: &Output,
) -> Result<Status, Error> {
    let every = match often {
        Often::Day => Every::Day,
        Often::Week => Every::Week,
        Often::Never => {
            desk.set_schedule(None)?;
            output.message("No backup is made by itself any more; those that were made stay.");
            return Ok(Status::Done);
        }
    };
    let set = desk.backups().schedule.map(|schedule| PathBuf::from(schedule.folder));
    let folder = folder.or(set).ok_or_else(nothing_set)?;
    let folder = std::path::absolute(&folder).unwrap_or(folder).display().to_string();
    desk.set_schedule(Some(Schedule { folder, every, keep }))?;
    let done = watched(|watch| desk.back_up_now(watch))?;
    told(&done, output)
}

/// Makes the backup that is set if it is due, and says so; a failure is said and is no reason to fail what went before.
pub(super) fn when_due(desk: &Desk, output: &Output) -> Status {
    match watched(|watch| desk.back_up_if_due(watch)) {
        Ok(None) => Status::Done,
        Ok(Some(done)) => {
            output.message(saved_text(&done).trim_end());
            if done.damaged.is_empty() { Status::Done } else { Status::Part }
        }
        Err(error) => {
            output.message(&format!("The backup that was due was not made. {error}"));
            Status::Part
        }
    }
}

fn nothing_set() -> Error {
    Error {
        code: Code::NotFound,
        message: "No folder is set for backups.".to_owned(),
        hint: "Name one: broadsheet backup DIR --every day.".to_owned(),
    }
}

fn told(done: &BackedUp, output: &Output) -> Result<Status, Error> {
    output.result(done, saved_text)?;
    Ok(if done.damaged.is_empty() { Status::Done } else { Status::Part })
}

fn saved_text(done: &BackedUp) -> String {
    let mut text = format!(
        "Saved and checked: {} stories and {} photos as of {}; the backup grew by {}.\n",
        done.stories,
        done.photos,
        done.made,
        HumanBytes(done.new_bytes)
    );
    for damage in &done.damaged {
        text.push_str(&format!(
            "Not saved: photo {}. {} {}\n",
            damage.id, damage.detail, damage.repair
        ));
    }
    text
}

pub(super) fn restore(
    desk: &Desk,
    (folder, made): (&Path, Option<Moment>),
    output: &Output,
) -> Result<Status, Error> {
    let restored = watched(|watch| desk.restore(folder, made, watch))?;
    output.result(&restored, restored_text)?;
    Ok(if restored.missing_photos == 0 { Status::Done } else { Status::Part })
}

fn restored_text(restored: &Restored) -> String {
    let mut text = format!(
        "Of the {} stories of the backup of {}, {} were not held, nor {} versions and {} photos: they are now.\n",
        restored.stories,
        restored.made,
        restored.new_stories,
        restored.new_revisions,
        restored.new_photos
    );
    if restored.missing_photos > 0 {
        text.push_str(&format!(
            "{} photos are damaged or missing in the backup; the next fetch of their days asks for them.\n",
            restored.missing_photos
        ));
    }
    text
}

/// Does something with a bar on a terminal.
pub(super) fn watched<T>(
    work: impl FnOnce(&mut dyn FnMut(u64, u64) -> ControlFlow<()>) -> Result<T, Error>,
) -> Result<T, Error> {
    let bar = ProgressBar::new(0);
    let done = work(&mut |done, total| {
        bar.set_length(total);
        bar.set_position(done);
        ControlFlow::Continue(())
    });
    bar.finish_and_clear();
    done
}
