use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use desk::{Code, Error, Imported, SAMPLE};

use super::Place;
use super::backup::watched;
use crate::arguments::ImportFormat;
use crate::output::{Output, Status, plain};

/// Lines that are no story and are named one by one; more are counted.
const NAMED: usize = 5;

pub(super) fn run(
    place: &Place,
    file: &Path,
    from: Option<ImportFormat>,
    output: &Output,
) -> Result<Status, Error> {
    let is_web = match from {
        Some(ImportFormat::Wacz | ImportFormat::Warc) => true,
        Some(ImportFormat::Stories) => false,
        None => file != Path::new("-") && desk::is_web(file).unwrap_or(false),
    };
    if is_web {
        return web(place, file, output);
    }
    // A name that was mistyped is no reason to make an archive.
    let input = open(file)?;
    let imported = place.write()?.import_stories(input, &mut |lines| {
        if lines.is_multiple_of(10_000) {
            output.message(&format!("{lines} lines read"));
        }
    })?;
    let status = name_skipped(&imported, "lines", output);
    output.result(&imported, |imported| {
        format!(
            "{} new stories, {} changed, {} known already.\n",
            imported.new, imported.revised, imported.unchanged
        )
    })?;
    Ok(status)
}

/// Brings in downloads that another program kept.
fn web(place: &Place, file: &Path, output: &Output) -> Result<Status, Error> {
    drop(open(file)?);
    let desk = place.write()?;
    let done = watched(|watch| desk.import_web(file, watch))?;
    let status = name_skipped(&done.imported, "records", output);
    if let Some(why) = &done.broken {
        output.message(&format!(
            "{why} What stands before that is stored; get the file again and import it for the rest."
        ));
    }
    output.result(&done, |done| {
        let made = match done.sources.as_slice() {
            [] => String::new(),
            sources => format!(
                "New here, kept but not followed: {}.\n",
                sources.join(", ")
            ),
        };
        format!(
            "{} new stories, {} new versions, {} known already; {} pictures; {} pages that are no stories.\n{made}",
            done.imported.new,
            done.imported.revised,
            done.imported.unchanged,
            done.photos,
            done.other_pages
        )
    })?;
    Ok(if done.broken.is_some() { Status::Part } else { status })
}

/// Names what an import left out, the first few one by one.
fn name_skipped(imported: &Imported, what: &str, output: &Output) -> Status {
    let skipped = &imported.skipped;
    for (place, why) in skipped.iter().take(NAMED) {
        output.message(&format!("{place} was left out: {why}."));
    }
    if skipped.len() > NAMED {
        output.message(&format!("{} more {what} were left out.", skipped.len() - NAMED));
    }
    if skipped.is_empty() { Status::Done } else { Status::Part }
}

/// Brings in the sample paper.
pub(super) fn sample(place: &Place, from: Option<&Path>, output: &Output) -> Result<Status, Error> {
    let desk = place.write()?;
    let imported = desk.read_sample(from)?;
    let status = name_skipped(&imported, "parts", output);
    let (source, days) = (desk.source(SAMPLE)?, desk.days(Some(SAMPLE))?);
    let newest = days.first().map(|day| day.day.to_string()).unwrap_or_default();
    let program = place.program();
    output.result(&imported, |_| {
        let stories: u32 = days.iter().map(|day| day.stories).sum();
        let pictures: u32 = days.iter().map(|day| day.pictures_stored).sum();
        format!(
            "{}, the sample paper: {stories} stories of {} days, {pictures} pictures. All in it is invented.\n\n\
             {program} stories {SAMPLE} --day {newest}\n\
             {program} search 'bell OR lake'\n\
             {program} source remove {SAMPLE}    (leaves nothing of it)\n",
            source.name,
            days.len(),
        )
    })?;
    Ok(status)
}

fn open(file: &Path) -> Result<Box<dyn BufRead>, Error> {
    if file == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let unreadable = |why: &str| Error {
        code: Code::BadInput,
        message: format!("{} cannot be read ({why}).", file.display()),
        hint: "Name a WACZ or WARC file, or one of stories, one JSON object a line.".to_owned(),
    };
    let opened = File::open(file).map_err(|error| unreadable(&plain(&error)))?;
    if file.is_dir() {
        return Err(unreadable("it is a folder"));
    }
    Ok(Box::new(BufReader::with_capacity(1 << 20, opened)))
}
