use desk::{Code, Desk, Error, find_newspaper};
use model::{Following, Found, Section, Source};
use serde::Serialize;

use super::Place;
use crate::arguments::SourceCommand;
use crate::output::{Output, Status};

pub(super) fn run(place: &Place, command: SourceCommand, output: &Output) -> Result<Status, Error> {
    match command {
        SourceCommand::Add { url, name, dry_run: true, allow_private, .. } => {
            let found = find(place, &url, allow_private)?;
            output.result(&called(found, name), found_text)?;
            Ok(Status::Done)
        }
        SourceCommand::Add { url, name, sections, yes, allow_private, .. } => {
            let desk = place.write()?;
            let found = called(desk.find_source(&url, allow_private)?, name);
            add(&desk, found, &sections, (yes, allow_private), output)
        }
        SourceCommand::List => list(&place.read()?, output),
        SourceCommand::Show { source } => {
            let source = place.read()?.source(&source)?;
            output.result(&source, source_text)?;
            Ok(Status::Done)
        }
        SourceCommand::Remove { source, keep_stories } => {
            let desk = place.write()?;
            let name = desk.source(&source)?.name;
            desk.remove_source(&source, keep_stories)?;
            let stories = if keep_stories {
                "its stories stay"
            } else {
                "add it again to get its stories back"
            };
            output.message(&format!("{name} is no longer followed; {stories}."));
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

fn add(
    desk: &Desk,
    found: Found,
    sections: &[String],
    (yes, allow_private): (bool, bool),
    output: &Output,
) -> Result<Status, Error> {
    if !yes {
        output.message(&found_text(&found));
        if !output.confirm(&format!("Add {}?", found.name)) {
            output.message("Nothing was added; say --yes to add it without being asked.");
            return Ok(Status::Usage);
        }
    }
    let wanted = (!sections.is_empty()).then_some(sections);
    let source = desk.add_source(found, wanted, allow_private)?;
    output.result(&source, |source| format!("{} is followed as {}.\n", source.name, source.id))?;
    Ok(Status::Done)
}

fn list(desk: &Desk, output: &Output) -> Result<Status, Error> {
    #[derive(Serialize)]
    struct Sources {
        sources: Vec<Source>,
    }
    let sources = Sources { sources: desk.sources()? };
    output.result(&sources, |list| {
        let lines = list.sources.iter().map(|source| {
            let kept =
                if source.following == Following::Kept { "  (kept, not followed)" } else { "" };
            format!("{}  {}  {}{kept}\n", source.id, source.name, source.url)
        });
        lines.collect()
    })?;
    Ok(Status::Done)
}

fn found_text(found: &Found) -> String {
    let mut text = format!("{}\n{}\n", found.name, found.url);
    text.push_str(&format!("{} stories in {} sections", found.stories, found.sections.len()));
    if let Some(day) = found.newest_day {
        text.push_str(&format!("; {} on {day}", found.newest_day_stories));
    }
    text.push('\n');
    text.push_str(&sections_text(&found.sections));
    text
}

fn source_text(source: &Source) -> String {
    format!(
        "{}\nid        {}\naddress   {}\nlanguage  {}\nclock     {}\n{}",
        source.name,
        source.id,
        source.url,
        source.language,
        source.zone,
        sections_text(&source.sections)
    )
}

fn sections_text(sections: &[Section]) -> String {
    let lines = sections.iter().map(|section| {
        let indent = "  ".repeat(section.path.len());
        let mark = if section.followed { "" } else { "  (not followed)" };
        format!("{indent}{} [{}] {}{mark}\n", section.name(), section.slug, section.count)
    });
    lines.collect()
}
