use std::fs;
use std::path::Path;

use desk::{Code, Desk, Error, PhotoCard, PhotoUses};
use model::{OwnData, Summary};
use serde::Serialize;

use crate::arguments::PhotoCommand;
use crate::output::{Output, Status, counted, plain};

#[derive(Serialize)]
struct Photos {
    photos: Vec<PhotoCard>,
}

#[derive(Serialize)]
struct Read {
    read: usize,
}

/// The original bytes.
pub(super) fn bytes(
    desk: &Desk,
    hash: &str,
    out: Option<&Path>,
    output: &Output,
) -> Result<Status, Error> {
    let photo = desk.photo(hash)?;
    match out {
        None => output.bytes(&photo.bytes)?,
        Some(path) => fs::write(path, &photo.bytes).map_err(|error| Error {
            code: Code::Storage,
            message: format!("{} could not be written ({}).", path.display(), plain(&error)),
            hint: "Name a file in a folder that can be written.".to_owned(),
        })?,
    }
    Ok(Status::Done)
}

/// What is known of one, or of all.
pub(super) fn ask(desk: &Desk, ask: &PhotoCommand, output: &Output) -> Result<Status, Error> {
    match ask {
        PhotoCommand::Show { hash } => output.result(&desk.photo_uses(hash)?, uses_text)?,
        PhotoCommand::List { source, damaged } => {
            let photos = desk.photo_list(source.as_deref(), *damaged)?;
            output
                .result(&Photos { photos }, |list| list.photos.iter().map(card_line).collect())?;
        }
        PhotoCommand::Read => {}
    }
    Ok(Status::Done)
}

/// Reads those that an older program stored.
pub(super) fn read(desk: &Desk, output: &Output) -> Result<Status, Error> {
    let read = desk.read_photos(&mut |_| true)?;
    output.result(&Read { read }, |done| {
        format!("{} read.\n", counted(done.read as u64, "photograph", "photographs"))
    })?;
    Ok(Status::Done)
}

fn card_line(card: &PhotoCard) -> String {
    let said = [&card.own.caption, &card.own.headline].into_iter().find(|said| !said.is_empty());
    let said = said.map(String::as_str).unwrap_or_default();
    let note = if card.flaw.is_empty() { said } else { &card.flaw };
    format!("{}  {}  {}  {note}\n", card.hash, card.format, size(card))
}

fn size(card: &PhotoCard) -> String {
    match (card.width, card.height) {
        (Some(width), Some(height)) => format!("{width} × {height}"),
        _ => "size not known".to_owned(),
    }
}

fn uses_text(uses: &PhotoUses) -> String {
    let card = &uses.card;
    let mut text = format!("{}  {}, {} bytes\n", card.format, size(card), card.bytes);
    if card.frames > 1 {
        text.push_str(&format!("It moves: the first of {} pictures is shown.\n", card.frames));
    }
    if !card.flaw.is_empty() {
        text.push_str(&format!("{}\n", card.flaw));
    }
    for (name, value) in own_lines(&card.own) {
        text.push_str(&format!("{name:<10} {value}\n"));
    }
    let line = |story: &Summary| format!("{}  {}  {}\n", story.day, story.id, story.headline);
    for story in &uses.printed_in {
        text.push_str(&format!("printed in {}", line(story)));
    }
    for also in &uses.also_in {
        text.push_str(&format!("also in    {}           as {}\n", line(&also.story), also.photo));
    }
    if uses.unread > 0 {
        text.push_str(&format!(
            "{} never read, and so not compared: broadsheet photo read\n",
            counted(uses.unread, "photograph was", "photographs were")
        ));
    }
    text
}

/// What the file says, name by name.
fn own_lines(own: &OwnData) -> Vec<(&'static str, String)> {
    let position = own.position.map_or_else(String::new, |(north, east)| {
        format!("{:.6}, {:.6}", f64::from(north) / 1e6, f64::from(east) / 1e6)
    });
    let lines = [
        ("headline", own.headline.clone()),
        ("caption", own.caption.clone()),
        ("byline", own.byline.clone()),
        ("credit", own.credit.clone()),
        ("copyright", own.copyright.clone()),
        ("taken", own.taken.clone()),
        ("place", own.place.clone()),
        ("position", position),
        ("camera", own.camera.clone()),
        ("keywords", own.keywords.join(", ")),
    ];
    lines.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}
