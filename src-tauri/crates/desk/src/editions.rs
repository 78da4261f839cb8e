//! Editions that were given out: kept under a number, and shown again as they were made.

use archive::{KeptEdition, NewEdition, StoryPlace};
use edition::page::engine;
use jiff::civil::Date;
use model::Moment;
use serde::Serialize;

use crate::clock::local_now;
use crate::compose::{Timed, Took};
use crate::{Code, Composed, Desk, Error, Order, Sheet, What};

/// What is known of an edition that is kept, and where its stories begin.
#[derive(Debug, Clone, Serialize)]
pub struct Kept {
    /// Its number, from 1: later ones have other revisions, more stories or another engine.
    pub number: u32,
    /// What made it.
    pub engine: String,
    /// When.
    pub made: Moment,
    /// Its stories, by page and place.
    pub stories: Vec<StoryPlace>,
}

impl Desk {
    /// Keeps an edition that is given out, and names its number in the report. What a search found has none.
    ///
    /// # Errors
    /// If the archive cannot be written.
    pub fn keep(&self, order: &Order, composed: &mut Composed) -> Result<(), Error> {
        let What::Day(day) = order.what else { return Ok(()) };
        let (subject, format) = (self.subject(order, day)?, format_name(order));
        let pages = json(&composed.edition)?;
        let report = json(&composed.report.report)?;
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let places = edition::places(&composed.edition).into_iter().filter_map(|place| {
            Some(StoryPlace {
                revision: *composed.revisions.get(&place.story)?,
                story: place.story,
                page: small(place.page),
                column: small(place.column),
                place: small(place.place),
            })
        });
        let stories: Vec<StoryPlace> = places.collect();
        let number = self.writer()?.keep_edition(&NewEdition {
            subject: &subject,
            day,
            format: &format,
            engine: &engine(),
            made: local_now(),
            pages: &pages,
            report: &report,
            stories: &stories,
        })?;
        // The same pages may have been kept before, and were made then.
        let kept = self.reader().edition((&subject, day), &format, number)?;
        composed.report.kept = kept.map(of_row);
        Ok(())
    }

    /// A kept edition as it was made.
    ///
    /// # Errors
    /// [`Code::NotFound`] if there is none of that number, day and format; if it cannot be read.
    pub fn kept(&self, order: &Order, number: u32) -> Result<Composed, Error> {
        let What::Day(day) = order.what else {
            let hint = "Leave out --edition.";
            return Err(Error::new(Code::BadInput, "What a search finds has no editions.", hint));
        };
        let (subject, format) = (self.subject(order, day)?, format_name(order));
        let reader = self.reader();
        let Some(kept) = reader.edition((&subject, day), &format, number)? else {
            let numbers = reader.editions(&subject, day, &format)?;
            return Err(none(day, &format, &numbers));
        };
        Ok(Composed {
            edition: read(&kept.pages)?,
            revisions: Default::default(),
            report: Timed {
                report: read(&kept.report)?,
                took_ms: Took::default(),
                kept: Some(of_row(kept)),
            },
        })
    }

    /// What an edition of a day is of: ids of its newspapers, and the section of them.
    fn subject(&self, order: &Order, day: Date) -> Result<String, Error> {
        let sources = self.sources_of_day(order, day)?;
        let ids: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();
        let section = order.section.as_ref().map_or(String::new(), |name| format!(" > {name}"));
        Ok(ids.join(",") + &section)
    }
}

fn of_row(kept: KeptEdition) -> Kept {
    let KeptEdition { number, engine, made, stories, .. } = kept;
    Kept { number, engine, made, stories }
}

/// The format's name on the command line, and the size of the text where that is another.
fn format_name(order: &Order) -> String {
    match order.sheet {
        screen @ Sheet::Screen { .. } if order.text_size != 100 => {
            format!("{screen} {} %", order.text_size)
        }
        sheet => sheet.to_string(),
    }
}

fn none(day: Date, format: &str, numbers: &[u32]) -> Error {
    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
    let hint = match numbers.as_slice() {
        [] => "An edition is kept when it is written to files; leave out --edition to make it."
            .to_owned(),
        held => format!("These are kept: {}.", held.join(", ")),
    };
    let message = format!("No such edition of {day} is kept as {format}.");
    Error::new(Code::NotFound, message, hint)
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value).map_err(|error| unreadable(&error))
}

fn read<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(bytes).map_err(|error| unreadable(&error))
}

fn unreadable(error: &serde_json::Error) -> Error {
    let message = format!("The kept edition is of another program ({error}).");
    Error::new(Code::Newer, message, "Leave out --edition to make the day up again.")
}
