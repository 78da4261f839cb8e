use edition::{Edition, Galleys, Sheet, Spot};
use jiff::civil::Date;
use press::Shape;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use typeset::Fonts;

use crate::{Desk, Error};

/// The day that is read, its words shaped and its outlines drawn: a new size of the window costs neither.
#[derive(Default)]
pub(crate) struct ReadingRoom {
    held: Option<Held>,
    outlines: Fonts,
}

/// The galleys of a day, and of which source and day they are.
struct Held {
    source: String,
    day: Date,
    galleys: Galleys,
}

/// The part of the window in which a page stands, and how large its text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Window {
    /// Width in CSS pixels.
    pub width: i32,
    /// Height in CSS pixels.
    pub height: i32,
    /// Size of the text in percent.
    pub text_size: i32,
}

/// Where the reader is in a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReadingSpot {
    /// Id of the story; none on the front.
    pub story: Option<String>,
    /// Byte of its text.
    pub at: u32,
    /// Number of the page as it was.
    pub page: u32,
}

/// A day made up for a window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Pages {
    /// Its pages; glyphs are named only where the window must draw them.
    pub edition: Edition,
    /// Outlines of those glyphs, in parts of 1/4000 of an em.
    pub shapes: Vec<Shape>,
}

impl Desk {
    /// Makes a day of a source up for a window.
    ///
    /// # Errors
    /// [`crate::Code::NotFound`] if the source or the day is not held, or the archive cannot be read.
    pub fn pages(&self, source: &str, day: Date, window: Window) -> Result<Pages, Error> {
        let mut room = self.reading_room();
        let ReadingRoom { held, outlines } = &mut *room;
        let galleys = self.galleys(held, source, day)?;
        Ok(Pages::of(galleys.make_up(window.sheet(), window.text_size), outlines))
    }

    /// Makes the one page up that is read, to be shown until all are made; none without its story.
    ///
    /// Galleys that are held are taken as they are: whether the archive has more by now, [`Self::pages`] asks.
    ///
    /// # Errors
    /// As for [`Self::pages`].
    pub fn page(
        &self,
        (source, day): (&str, Date),
        window: Window,
        spot: &ReadingSpot,
    ) -> Result<Option<Pages>, Error> {
        let mut room = self.reading_room();
        let ReadingRoom { held, outlines } = &mut *room;
        let galleys = match held {
            Some(held) if held.is_of(source, day) => &mut held.galleys,
            _ => self.galleys(held, source, day)?,
        };
        let spot = match &spot.story {
            None => Spot::Front,
            Some(story) => Spot::Inside { story, at: spot.at, page: spot.page as usize },
        };
        let page = galleys.edition_at(window.sheet(), window.text_size, spot);
        Ok(page.map(|edition| Pages::of(edition, outlines)))
    }

    /// The galleys of a day; those that are held, if the archive holds no more by now.
    fn galleys<'a>(
        &self,
        held: &'a mut Option<Held>,
        source: &str,
        day: Date,
    ) -> Result<&'a mut Galleys, Error> {
        let paper = self.whole_day(&self.source(source)?, day)?;
        let galleys = match held.take().filter(|held| held.galleys.are_of(&paper)) {
            Some(held) => held.galleys,
            None => Galleys::new(self.seen(paper)?),
        };
        Ok(&mut held.insert(Held { source: source.to_owned(), day, galleys }).galleys)
    }
}

impl Held {
    fn is_of(&self, source: &str, day: Date) -> bool {
        self.source == source && self.day == day
    }
}

impl Window {
    fn sheet(self) -> Sheet {
        Sheet::Screen { width: self.width, height: self.height }
    }
}

impl Pages {
    fn of(mut edition: Edition, outlines: &mut Fonts) -> Self {
        let shapes = press::take_shapes(&mut edition, outlines);
        Self { edition, shapes }
    }
}
