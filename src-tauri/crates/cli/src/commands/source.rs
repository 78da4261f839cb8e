use desk::{Code, Desk, Error, find_newspaper};
use model::{Following, Found, Section, Source, shown_address};
use serde::Serialize;

use super::Place;
use crate::arguments::SourceCommand;
use crate::found;
use crate::output::{Output, Status};

pub(super) fn run(place: &Place, command: SourceCommand, output: &Output) -> Result<Status, Error> {
    match command {
        SourceCommand::Add { url, name, dry_run: true, allow_private, .. } => {
            let found = find(place, &url, allow_private)?;
            output.result(&called(found, name), found::text)?;
            Ok(Status::Done)
        }
        SourceCommand::Add { url, name, sections, yes, allow_private, .. } => {
            let desk = place.write()?;
            let found = called(desk.find_source(&url, allow_private)?, name);
            let wanted = (!sections.is_empty()).then_some(&*sections);
            if found.already_added {
                return add_to(&desk, found, wanted, allow_private, output);
            }
            if !(yes || is_wanted(&found, output)?) {
                output.message("Nothing was added.");
                return Ok(Status::Done);
            }
            let fetching = found::fetching(&found, &place.program());
            let source = desk.add_source(found, wanted, allow_private)?;
            output.result(&source, |source| {
                format!("{} is followed as {}.\n{fetching}", source.name, source.id)
            })?;
            Ok(Status::Done)
        }
        SourceCommand::List => list(&place.read()?, output),
        SourceCommand::Show { source } => {
            let source = place.read()?.source(&source)?;
            output.result(&source, source_text)?;
            Ok(Status::Done)
        }
        SourceCommand::Remove { source, keep_stories } => {
            let desk = place.write()?;
            let Source { name, following, .. } = desk.source(&source)?;
            desk.remove_source(&source, keep_stories)?;
            output.message(&match (following, keep_stories) {
                (Following::Sample, _) => format!("{name} is removed, and nothing of it is left."),
                (_, true) => format!("{name} is no longer followed; its stories stay."),
                (_, false) => {
                    format!("{name} is no longer followed; add it again to get its stories back.")
                }
            });
            Ok(Status::Done)
        }
    }
}

/// Finds a newspaper without making an archive where there is none.
fn find(place: &Place, url: &str, allow_private: bool) -> Result<Found, Error> {
    match place.read() {
        Ok(desk) => desk.find_source(url, allow_private),
        Err(error) if error.code == Code::NotFound => find_newspaper(url, allow_private),
        Err(error) => Err(error),
    }
}

fn called(found: Found, name: Option<String>) -> Found {
    Found { name: name.unwrap_or_else(|| found.name.clone()), ..found }
}

/// Shows what was found, and asks whether to follow it where there is a person to answer.
fn is_wanted(found: &Found, output: &Output) -> Result<bool, Error> {
    if output.is_json() {
        output.message(&found::text(found));
    } else {
        output.text(&format!("{}\n", found::text(found)))?;
    }
    Ok(!output.can_ask() || output.confirm(&format!("Follow {}?", found.name)))
}

/// A paper that is followed already is not doubled; sections that are named are followed too.
fn add_to(
    desk: &Desk,
    found: Found,
    wanted: Option<&[String]>,
    allow_private: bool,
    output: &Output,
) -> Result<Status, Error> {
    let before = followed(&found.sections);
    let source = desk.add_source(found, wanted, allow_private)?;
    output.result(&source, |source| {
        let (name, all) = (&source.name, source.sections.len());
        match followed(&source.sections) {
            now if now > before => {
                format!("{name} was followed already; now {now} of its {all} sections are.\n")
            }
            now => format!("{name} is followed already, with {now} of its {all} sections.\n"),
        }
    })?;
    Ok(Status::Done)
}

fn followed(sections: &[Section]) -> usize {
    sections.iter().filter(|section| section.followed).count()
}

fn list(desk: &Desk, output: &Output) -> Result<Status, Error> {
    #[derive(Serialize)]
    struct Sources {
        sources: Vec<Source>,
    }
    let sources = Sources { sources: desk.sources()? };
    output.result(&sources, |list| {
        let lines = list.sources.iter().map(|source| {
            let kept = match source.following {
                Following::Kept => "  (kept, not followed)",
                Following::Sample => "  (the sample paper)",
                _ => "",
            };
            format!("{}  {}  {}{kept}\n", source.id, source.name, shown_address(&source.url))
        });
        lines.collect()
    })?;
    Ok(Status::Done)
}

fn source_text(source: &Source) -> String {
    format!(
        "{}\nid        {}\naddress   {}\nlanguage  {}\nclock     {}\n{}",
        source.name,
        source.id,
        shown_address(&source.url),
        source.language,
        source.zone,
        found::sections(&source.sections)
    )
}
