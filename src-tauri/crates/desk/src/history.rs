//! How a story came to say what it says: its versions, and the downloads that they were read from.

use archive::{CapturedPart, HeldCapture};
use model::{Moment, Reading, plain_text};
use serde::Serialize;

use crate::{Code, Desk, Error};

/// What a version changed of the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The headline.
    Headline,
    /// The deck.
    Deck,
    /// Who wrote it, or the agency.
    Byline,
    /// The text.
    Body,
    /// Pictures or what stands under them.
    Figures,
}

/// One version of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// Its number, from 1.
    pub revision: u32,
    /// When it was downloaded; none if it came from a file.
    pub captured: Option<Moment>,
    /// Number of the capture that it was read from, if one is held.
    pub capture: Option<i64>,
    /// Its headline.
    pub headline: String,
    /// Words of its text.
    pub words: u32,
    /// What it changed of the version before it; empty for the first.
    pub changed: Vec<Part>,
}

/// All versions of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct History {
    /// Id of the story.
    pub id: String,
    /// Its address.
    pub url: String,
    /// The paper has taken it down; it stays here.
    pub gone: bool,
    /// The first one first.
    pub revisions: Vec<Revision>,
}

/// A capture, and the part of its body that a story is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Captured {
    /// The capture.
    #[serde(flatten)]
    pub capture: HeldCapture,
    /// Bytes of the body, from and to, that are the story; none if it is the whole.
    pub part: Option<(usize, usize)>,
}

impl Desk {
    /// The versions of a story.
    ///
    /// # Errors
    /// If there is no such story, or the archive cannot be read.
    pub fn history(&self, id_or_url: &str) -> Result<History, Error> {
        let current = self.story(id_or_url, None)?;
        let mut revisions = Vec::new();
        let mut before: Option<Reading> = None;
        let count = self.reader().revisions(&current.id)?;
        for number in 1..=count {
            let story = self.story(&current.id, Some(number))?;
            let part = self.reader().captured_part(&current.id, number)?;
            revisions.push(Revision {
                revision: number,
                captured: story.captured,
                capture: part.map(|part| part.capture.0),
                headline: story.reading.headline.clone(),
                words: u32::try_from(story.text.split_whitespace().count()).unwrap_or(u32::MAX),
                changed: before.map(|before| changed(&before, &story.reading)).unwrap_or_default(),
            });
            before = Some(story.reading);
        }
        Ok(History { id: current.id, url: current.reading.url, gone: current.gone, revisions })
    }

    /// The capture that a story's current version was read from; or a capture by its number.
    ///
    /// # Errors
    /// [`Code::NotFound`] if there is none; if the archive cannot be read, or it is not what was stored.
    pub fn captured(&self, id_or_url: &str) -> Result<Captured, Error> {
        let reader = self.reader();
        let part = match reader.story(id_or_url, None)? {
            Some(story) => reader.captured_part(&story.id, story.revision)?.ok_or_else(|| {
                Error::new(
                    Code::NotFound,
                    format!(
                        "“{}” came from a file: no download of it is held.",
                        story.reading.headline
                    ),
                    "",
                )
            })?,
            None => CapturedPart {
                capture: archive::CaptureId(id_or_url.parse().map_err(|_| no_capture(id_or_url))?),
                range: None,
            },
        };
        let capture = reader.capture(part.capture.0)?.ok_or_else(|| no_capture(id_or_url))?;
        Ok(Captured { capture, part: part.range.map(|range| (range.start, range.end)) })
    }
}

fn no_capture(name: &str) -> Error {
    Error {
        hint: "Name a story by its id or address, or a capture by the number that broadsheet history shows.".to_owned(),
        ..Error::not_found("story or capture", name)
    }
}

pub(crate) fn changed(before: &Reading, after: &Reading) -> Vec<Part> {
    let told = |reading: &Reading| -> Vec<(String, String)> {
        reading.figures().map(|figure| (figure.url.clone(), figure.cutline.clone())).collect()
    };
    let parts = [
        (Part::Headline, before.headline != after.headline),
        (Part::Deck, before.deck != after.deck),
        (Part::Byline, before.byline != after.byline || before.agency != after.agency),
        (Part::Body, plain_text(&before.body) != plain_text(&after.body)),
        (Part::Figures, told(before) != told(after)),
    ];
    parts.into_iter().filter_map(|(part, is_other)| is_other.then_some(part)).collect()
}
