use edition::{Edition, Galleys, Paper, Sheet};
use jiff::civil::Date;
use press::Shape;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use typeset::Fonts;

use crate::{Desk, Error};

/// The day that is read, its words shaped and its outlines drawn: a new size of the window costs neither.
#[derive(Default)]
pub(crate) struct ReadingRoom {
    galleys: Option<Galleys>,
    outlines: Fonts,
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
        let source = self.source(source)?;
        let paper = self.whole_day(&source, day)?;
        let sheet = Sheet::Screen { width: window.width, height: window.height };
        let mut room = self.reading_room();
        let galleys = room.galleys(paper, |paper| self.seen(paper))?;
        let mut edition = galleys.make_up(sheet, window.text_size);
        let shapes = press::take_shapes(&mut edition, &mut room.outlines);
        Ok(Pages { edition, shapes })
    }
}

impl ReadingRoom {
    /// The galleys of a paper; those that are held, if the archive holds no more by now.
    ///
    /// `seen` looks at the pictures of a paper that is new.
    fn galleys(
        &mut self,
        paper: Paper,
        seen: impl FnOnce(Paper) -> Result<Paper, Error>,
    ) -> Result<&mut Galleys, Error> {
        let galleys = match self.galleys.take().filter(|galleys| galleys.are_of(&paper)) {
            Some(held) => held,
            None => Galleys::new(seen(paper)?),
        };
        Ok(self.galleys.insert(galleys))
    }
}
