use std::collections::BTreeMap;
use std::time::Instant;

use edition::report::Report;
use edition::{Edition, Galleys, Made, Sheet, Spot};
use jiff::civil::Date;
use serde::Serialize;

use crate::editions::Kept;
use crate::{Desk, Error};

/// What is to be made up, and how.
#[derive(Debug, Clone)]
pub struct Order {
    /// Where the stories come from.
    pub what: What,
    /// Ids or names of the newspapers; needed where several printed on that day.
    pub sources: Vec<String>,
    /// In the section of this path, name or short name alone, and those below it.
    pub section: Option<String>,
    /// The sheet or screen.
    pub sheet: Sheet,
    /// Size of the text on screens, in percent.
    pub text_size: i32,
    /// Ids or addresses of stories that the reader wants on the front.
    pub pinned: Vec<String>,
    /// Ids or addresses of stories that the reader wants last in their sections, and not on the front.
    pub muted: Vec<String>,
}

/// Where the stories of an edition come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A day.
    Day(Date),
    /// A search over all days, as it is typed.
    Query(String),
}

/// An edition that was made up.
#[derive(Debug, Clone)]
pub struct Composed {
    /// Its pages.
    pub edition: Edition,
    /// Its figures.
    pub report: Timed,
    /// The revision of each story in it.
    pub(crate) revisions: BTreeMap<String, u32>,
}

/// A report with the time that it took.
#[derive(Debug, Clone, Serialize)]
pub struct Timed {
    /// The figures.
    #[serde(flatten)]
    pub report: Report,
    /// Milliseconds.
    pub took_ms: Took,
    /// What is known of it where it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<Kept>,
}

/// How long the making took, in milliseconds.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Took {
    /// From shaped words to described pages.
    pub makeup: u64,
    /// From shaped words to one described page, as a window needs it first.
    pub first_page: u64,
    /// All pages as PDF, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pdf: Option<u64>,
}

impl Desk {
    /// Makes up a day of newspapers, or what a search finds.
    ///
    /// # Errors
    /// [`crate::Code::NotFound`] if nothing of it is held, [`crate::Code::BadInput`] if it is not said which of several newspapers
    /// is meant.
    pub fn compose(&self, order: &Order) -> Result<Composed, Error> {
        let paper = self.contents(order)?;
        let revisions = paper.stories.iter().map(|it| (it.story.id.clone(), it.story.revision));
        let revisions = revisions.collect();
        let first = paper.stories.first().map(|it| it.story.id.clone()).unwrap_or_default();
        let mut galleys = Galleys::new(paper);
        let spot = Spot::Inside { story: &first, at: 0, page: 2 };
        let (_, first_page) = timed(|| galleys.page_at(order.sheet, order.text_size, spot));
        let (Made { edition, report }, makeup) =
            timed(|| galleys.make_up_with_report(order.sheet, order.text_size));
        let took_ms = Took { makeup, first_page, ..Took::default() };
        Ok(Composed { edition, revisions, report: Timed { report, took_ms, kept: None } })
    }
}

/// What some work gives, and the milliseconds that it took.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let began = Instant::now();
    let done = work();
    (done, u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX))
}
