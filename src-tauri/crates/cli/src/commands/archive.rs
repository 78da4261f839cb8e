use std::path::Path;

use desk::{Error, Moved, move_archive, remove_moved};
use indicatif::HumanBytes;
use serde::Serialize;

use super::backup::watched;
use super::quoted;
use crate::arguments::ArchiveCommand;
use crate::output::{Output, Status};

#[derive(Serialize)]
struct Shown<'a> {
    archive: &'a Path,
}

#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    moved: Moved,
    /// The old one is gone.
    removed: bool,
}

pub(super) fn run(
    folder: &Path,
    command: &ArchiveCommand,
    output: &Output,
) -> Result<Status, Error> {
    match command {
        ArchiveCommand::Show => output
            .result(&Shown { archive: folder }, |shown| format!("{}\n", shown.archive.display()))?,
        ArchiveCommand::Move { to, yes } => {
            let moved = watched(|watch| move_archive(folder, to, watch))?;
            output.message(&format!(
                "The archive lies in {} too: {}, copied and checked.",
                moved.to.display(),
                HumanBytes(moved.bytes)
            ));
            let question = format!("Remove the old one in {} for good?", moved.from.display());
            let removed = *yes || (output.can_ask() && output.confirm(&question));
            if removed {
                remove_moved(&moved.from, &moved.to)?;
            }
            output.result(&Told { moved, removed }, told_text)?;
        }
    }
    Ok(Status::Done)
}

fn told_text(told: &Told) -> String {
    let old = if told.removed {
        "The old one is removed.".to_owned()
    } else {
        format!(
            "The old one in {} stays; what comes from now on is only in the new one. Its folder may be deleted.",
            told.moved.from.display()
        )
    };
    let folder = told.moved.to.display().to_string();
    format!(
        "{old}\nIf you name the archive yourself, name the new one: --archive {}\n",
        quoted(&folder)
    )
}
