use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use desk::{Code, Error};

use super::Place;
use crate::arguments::ImportFormat;
use crate::output::{Output, Status, plain};

/// Lines that are no story and are named one by one; more are counted.
const NAMED: usize = 5;

pub(super) fn run(
    place: &Place,
    file: &Path,
    from: ImportFormat,
    output: &Output,
) -> Result<Status, Error> {
    let ImportFormat::Stories = from;
    // A name that was mistyped is no reason to make an archive.
    let input = open(file)?;
    let imported = place.write()?.import_stories(input, &mut |lines| {
        if lines.is_multiple_of(10_000) {
            output.message(&format!("{lines} lines read"));
        }
    })?;
    for (line, why) in imported.skipped.iter().take(NAMED) {
        output.message(&format!("Line {line} was left out: {why}."));
    }
    if imported.skipped.len() > NAMED {
        output.message(&format!("{} more lines were left out.", imported.skipped.len() - NAMED));
    }
    let whole = imported.skipped.is_empty();
    output.result(&imported, |imported| {
        format!(
            "{} new stories, {} changed, {} known already.\n",
            imported.new, imported.revised, imported.unchanged
        )
    })?;
    Ok(if whole { Status::Done } else { Status::Part })
}

fn open(file: &Path) -> Result<Box<dyn BufRead>, Error> {
    if file == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let opened = File::open(file).map_err(|error| Error {
        code: Code::BadInput,
        message: format!("{} cannot be read ({}).", file.display(), plain(&error)),
        hint: "Name a file of stories, one JSON object a line.".to_owned(),
    })?;
    Ok(Box::new(BufReader::with_capacity(1 << 20, opened)))
}
