use std::fs;
use std::path::Path;

use desk::{Code, Composed, Desk, Error, Halftone, Order, What, halftone};
use serde::Serialize;

use crate::arguments::Compose;
use crate::commands::Place;
use crate::output::{Output, Status, plain};

/// Pixels to a px or pt in the pictures of pages.
const SCALE: f32 = 2.0;

pub(super) fn run(place: &Place, order: &Compose, output: &Output) -> Result<Status, Error> {
    let desk = &place.read()?;
    let wanted = ordered(order);
    let mut composed = match order.edition {
        Some(number) => desk.kept(&wanted, number)?,
        None => desk.compose(&wanted)?,
    };
    if order.edition.is_none() && order.gives_pages() {
        let kept = place.write().and_then(|desk| desk.keep(&wanted, &mut composed));
        if let Err(error) = kept {
            output.message(&format!("This edition is not kept: {error}"));
        }
    }
    let tones = halftone(composed.edition.format.paper, order.halftone);
    if let Some(file) = &order.pages {
        write(file, &json(&composed.edition)?)?;
    }
    if let Some(file) = &order.pdf {
        let printed = desk.pdf(&composed.edition, tones)?;
        composed.report.took_ms.pdf = Some(printed.took_ms);
        write(file, &printed.bytes)?;
    }
    if let Some(file) = &order.report {
        write(file, &json(&composed.report)?)?;
    }
    if let Some(folder) = &order.png {
        pictures(desk, &composed, tones, folder)?;
    }
    output.result(&composed.report, |_| said(desk, &composed))?;
    let is_whole = composed.report.report.stories.missing.is_empty();
    Ok(if is_whole { Status::Done } else { Status::Part })
}

fn ordered(order: &Compose) -> Order {
    // One of both is there: the arguments say so.
    let query = || What::Query(order.query.clone().unwrap_or_default());
    Order {
        what: order.day.map_or_else(query, What::Day),
        sources: order.sources.clone(),
        section: order.section.clone(),
        sheet: order.format,
        text_size: order.text_size,
        pinned: order.pinned.clone(),
        muted: order.muted.clone(),
    }
}

fn pictures(desk: &Desk, composed: &Composed, tones: Halftone, folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    for page in &composed.edition.pages {
        let picture = desk.page_png(page, SCALE, tones)?;
        write(&folder.join(format!("page-{:03}.png", page.number)), &picture)?;
    }
    Ok(())
}

fn said(desk: &Desk, composed: &Composed) -> String {
    let report = &composed.report.report;
    let count = |count: usize, one: &str, more: &str| {
        format!("{count} {}", if count == 1 { one } else { more })
    };
    let stories = count(report.stories.placed, "story", "stories");
    let pages = count(report.pages.len(), "page", "pages");
    let mut text =
        format!("{}, {}: {stories} on {pages}.\n", composed.edition.title, composed.edition.day);
    if let Some(kept) = &composed.report.kept {
        text.push_str(&format!("Edition {}, made {}.\n", kept.number, kept.made));
    }
    for id in &report.stories.missing {
        let story = desk.story(id, None).ok();
        let headline = story.as_ref().map_or(id, |story| &story.reading.headline);
        let why = match &story {
            Some(story) if story.text.is_empty() => {
                "it has no text, and no picture that can be shown"
            }
            _ => "no page has room for it, which is an error of Broadsheet",
        };
        text.push_str(&format!("“{headline}” is not printed: {why} ({id}).\n"));
    }
    text
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value).map_err(|error| Error {
        code: Code::Storage,
        message: format!("The edition cannot be written as JSON ({error})."),
        hint: String::new(),
    })
}

/// Writes a file as a whole: what stood there before stays until then.
fn write(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    if file.metadata().is_ok_and(|held| !held.is_file()) {
        return fs::write(file, bytes).map_err(|error| unwritten(file, &error));
    }
    let mut unfinished = file.as_os_str().to_owned();
    unfinished.push(".part");
    let unfinished = Path::new(&unfinished);
    fs::write(unfinished, bytes).and_then(|()| fs::rename(unfinished, file)).map_err(|error| {
        drop(fs::remove_file(unfinished));
        unwritten(file, &error)
    })
}

fn unwritten(path: &Path, error: &std::io::Error) -> Error {
    Error {
        code: Code::Storage,
        message: format!("{} could not be written ({}).", path.display(), plain(error)),
        hint: "Name a place in a folder that can be written.".to_owned(),
    }
}
