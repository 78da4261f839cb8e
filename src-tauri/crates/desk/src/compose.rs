use std::collections::BTreeMap;
use std::time::Instant;

use archive::{Archive, Selection};
use edition::page::Page;
use edition::report::Report;
use edition::{Edition, Galleys, Interest, Made, Paper, Placed, Sheet};
use jiff::civil::Date;
use model::{Kind, Reading, Source};
use press::Pixels;
use serde::Serialize;
use typeset::Fonts;

use crate::paper::by_section;
use crate::summary::summary;
use crate::{Code, Desk, Error};

/// What is to be made up.
#[derive(Debug, Clone)]
pub struct Order {
    /// The day.
    pub day: Date,
    /// Id or name of the newspaper; needed where several printed on that day.
    pub source: Option<String>,
    /// The sheet or screen.
    pub sheet: Sheet,
    /// Size of the text on screens, in percent.
    pub text_size: i32,
}

/// An edition that was made up.
#[derive(Debug, Clone)]
pub struct Composed {
    /// Its pages.
    pub edition: Edition,
    /// Its figures.
    pub report: Timed,
}

/// A report with the time that it took.
#[derive(Debug, Clone, Serialize)]
pub struct Timed {
    /// The figures.
    #[serde(flatten)]
    pub report: Report,
    /// Milliseconds.
    pub took_ms: Took,
}

/// How long the making took, in milliseconds.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Took {
    /// From shaped words to described pages.
    pub makeup: u64,
    /// All pages as PDF, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pdf: Option<u64>,
}

impl Desk {
    /// Makes up a day of one newspaper.
    ///
    /// # Errors
    /// [`Code::NotFound`] if nothing of that day is held, [`Code::BadInput`] if several newspapers have it.
    pub fn compose(&self, order: &Order) -> Result<Composed, Error> {
        let source = self.source_of_day(order)?;
        let paper = self.whole_day(&source, order.day)?;
        let mut galleys = Galleys::new(paper);
        let began = Instant::now();
        let Made { edition, report } = galleys.make_up_with_report(order.sheet, order.text_size);
        let makeup = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        Ok(Composed { edition, report: Timed { report, took_ms: Took { makeup, pdf: None } } })
    }

    /// A page of an edition as a PNG file, `scale` pixels to each of its own.
    ///
    /// # Errors
    /// [`Code::BadInput`] if it is too large; a picture that cannot be read leaves its place tinted.
    pub fn page_png(&self, page: &Page, scale: f32) -> Result<Vec<u8>, Error> {
        let reader = Archive::open(self.folder())?;
        let photo = |hash: &str, width: u32| {
            // Half as wide again as it stands: a crop shows a part alone.
            let pixels = reader.pixels(hash, width.saturating_mul(3) / 2).ok().flatten()?;
            Some(Pixels { width: pixels.width, height: pixels.height, rgba: pixels.rgba })
        };
        press::png(page, scale, &mut Fonts::new(), &photo).map_err(|error| {
            let hint = "Choose a smaller format.";
            Error::new(Code::BadInput, format!("Page {}: {error}.", page.number), hint)
        })
    }

    /// The newspaper that was named, or the only one that printed on that day.
    fn source_of_day(&self, order: &Order) -> Result<Source, Error> {
        if let Some(source) = &order.source {
            return self.source(source);
        }
        let mut printed = Vec::new();
        for source in self.sources()? {
            let days = self.reader().days(Some(&source.id))?;
            if days.iter().any(|day| day.day == order.day) {
                printed.push(source);
            }
        }
        if printed.len() > 1 {
            let ids: Vec<&str> = printed.iter().map(|source| source.id.as_str()).collect();
            return Err(Error::new(
                Code::BadInput,
                format!("{} newspapers printed on {}.", printed.len(), order.day),
                format!("Say which one with --source: {}.", ids.join(", ")),
            ));
        }
        printed.pop().ok_or_else(|| nothing(order.day))
    }

    /// All stories of a day with their text, in the paper's own order.
    pub(crate) fn whole_day(&self, source: &Source, day: Date) -> Result<Paper, Error> {
        let reader = self.reader();
        let rows = reader.stories(&Selection::of_day(&source.id, day))?;
        if rows.is_empty() {
            return Err(nothing(day));
        }
        let complete = reader.ledger(&source.id, day)?.complete;
        // Pictures are decoded without the lock for which the window's photos wait.
        drop(reader);
        let photos = Archive::open(self.folder())?;
        let mut whole: BTreeMap<_, _> =
            rows.iter().map(|row| (row.story.id.clone(), row.story.clone())).collect();
        let sections = by_section(source, rows.into_iter().map(summary).collect());
        let listed = sections.iter().enumerate().flat_map(|(section, listed)| {
            listed.stories.iter().map(move |line| (section, line.id.as_str()))
        });
        let stories: Vec<Placed> = listed
            .filter_map(|(section, id)| {
                let story = whole.remove(id)?;
                let updates = usize::try_from(story.revision.saturating_sub(1)).unwrap_or(0);
                Some(Placed { updates, ..Placed::new(section, story) })
            })
            .collect();
        let name = |path: &[String]| path.last().cloned().unwrap_or_default();
        Ok(Paper {
            title: source.name.clone(),
            day,
            language: source.language.clone(),
            sections: sections.iter().map(|section| name(&section.path)).collect(),
            interest: interest(&photos, &stories),
            stories,
            complete,
        })
    }
}

/// What goes on in the pictures of stories; of those that cannot be read, nothing.
fn interest(photos: &Archive, stories: &[Placed]) -> BTreeMap<String, Interest> {
    let printed = stories.iter().map(|placed| &placed.story.reading);
    // A page of the printed paper is no picture on a page, and a drawing is never cropped.
    let cropped = printed.filter(|reading| !matches!(reading.kind, Kind::Epage | Kind::Cartoon));
    let mut interest = BTreeMap::new();
    for hash in cropped.flat_map(Reading::figures).filter_map(|figure| figure.photo.as_ref()) {
        if interest.contains_key(hash) {
            continue;
        }
        let pixels = photos.small_pixels(hash).ok().flatten();
        let seen = pixels.and_then(|small| {
            Interest::of_pixels(small.width as usize, small.height as usize, &small.rgba)
        });
        interest.extend(seen.map(|seen| (hash.clone(), seen)));
    }
    interest
}

fn nothing(day: Date) -> Error {
    Error::new(
        Code::NotFound,
        format!("Nothing that was printed on {day} is held."),
        "See which days are held with broadsheet days.",
    )
}
