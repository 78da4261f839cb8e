use desk::{Code, Desk, Error, StoryFilter};
use model::{Day, DayLedger, Story};
use serde::Serialize;

use crate::arguments::{Format, Span};
use crate::output::{Output, Status, counted};

#[derive(Serialize)]
struct Days<T> {
    days: Vec<T>,
}

pub(super) fn days(desk: &Desk, source: Option<&str>, output: &Output) -> Result<Status, Error> {
    let days = Days { days: desk.days(source)? };
    output.result(&days, |list| list.days.iter().map(day_text).collect())?;
    Ok(Status::Done)
}

fn day_text(day: &Day) -> String {
    let state = if day.complete { "complete" } else { "not complete" };
    format!(
        "{}  {}  {}, {} of {}, {state}\n",
        day.day,
        day.source,
        counted(day.stories, "story", "stories"),
        day.pictures_stored,
        counted(day.pictures, "picture", "pictures")
    )
}

pub(super) fn ledger(
    desk: &Desk,
    source: Option<&str>,
    span: Span,
    output: &Output,
) -> Result<Status, Error> {
    let within = |day: &Day| {
        span.first().is_none_or(|first| day.day >= first)
            && span.last().is_none_or(|last| day.day <= last)
    };
    let ledgers = match span.day {
        // A day of which nothing is held may have been listed all the same.
        Some(day) => desk.ledgers_of_day(source, day)?,
        None => {
            let days = desk.days(source)?;
            let within = days.iter().filter(|day| within(day));
            within.map(|day| desk.ledger(&day.source, day.day)).collect::<Result<_, _>>()?
        }
    };
    let ledgers: Days<DayLedger> = Days { days: ledgers };
    output.result(&ledgers, |list| list.days.iter().map(ledger_text).collect())?;
    Ok(Status::Done)
}

/// A day's ledger in a line, and a line for each thing that is missing.
pub(super) fn ledger_text(day: &DayLedger) -> String {
    let (stories, pictures) = (day.stories, day.pictures);
    let mut text = format!(
        "{}  {}  {}, {} of {}, {}\n",
        day.day,
        day.source,
        counted(stories.stored, "story", "stories"),
        pictures.stored,
        counted(pictures.listed, "picture", "pictures"),
        if day.complete { "nothing missing" } else { "not complete" }
    );
    for failure in &day.failures {
        text.push_str(&format!(
            "    missing: {} ({})\n",
            failure.url,
            failure.detail.trim_end_matches('.')
        ));
    }
    text
}

pub(super) fn stories(
    desk: &Desk,
    (source, span, section): (Option<String>, Span, Option<String>),
    output: &Output,
) -> Result<Status, Error> {
    let filter = StoryFilter { source, since: span.first(), until: span.last(), section };
    let stories = desk.stories(&filter)?;
    if output.is_json() {
        let stories = stories.iter().map(without_text).collect::<Result<Vec<_>, _>>()?;
        output.document(&serde_json::json!({ "stories": stories }))?;
        return Ok(Status::Done);
    }
    let lines = stories.iter().map(|story| {
        let section = story.reading.section.join(" > ");
        format!("{}  {}  {}  {}\n", story.day, story.id, section, story.reading.headline)
    });
    output.text(&lines.collect::<String>())?;
    Ok(Status::Done)
}

fn without_text(story: &Story) -> Result<serde_json::Value, Error> {
    let mut value = as_value(story)?;
    if let Some(fields) = value.as_object_mut() {
        fields.remove("body");
        fields.remove("text");
    }
    Ok(value)
}

fn as_value(story: &Story) -> Result<serde_json::Value, Error> {
    serde_json::to_value(story).map_err(|error| Error {
        code: Code::BadInput,
        message: format!("The story cannot be written as JSON ({error})."),
        hint: String::new(),
    })
}

pub(super) fn story(story: &Story, format: Format, output: &Output) -> Result<Status, Error> {
    match format {
        _ if output.is_json() => output.document(&as_value(story)?)?,
        Format::Json => output.document(&as_value(story)?)?,
        Format::Text => output.text(&desk::text(story))?,
        Format::Md => output.text(&desk::markdown(story))?,
        Format::Html => output.text(&desk::html(story))?,
    }
    Ok(Status::Done)
}
