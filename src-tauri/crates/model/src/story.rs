use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Block, Moment, Span};

/// What sort of thing a paper published.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Kind {
    /// Text, with or without pictures.
    #[default]
    Article,
    /// Pictures, with or without text.
    Gallery,
    /// A drawing.
    Cartoon,
    /// Pages of the printed paper.
    Epage,
}

impl Kind {
    /// The name on the wire and in the archive.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Gallery => "gallery",
            Self::Cartoon => "cartoon",
            Self::Epage => "epage",
        }
    }
}

/// Which way a text runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The direction in which a language (BCP 47) is written.
    #[must_use]
    pub fn of_language(language: &str) -> Self {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        match primary {
            "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ks" | "pnb" | "ps" | "sd" | "ug"
            | "ur" | "yi" => Self::Rtl,
            _ => Self::Ltr,
        }
    }
}

/// A use of a photo in a story.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Figure {
    /// BLAKE3 of the stored bytes in hexadecimal, or none while they are not stored.
    pub photo: Option<String>,
    /// Absolute address of the largest version known.
    pub url: String,
    /// What the paper prints under it, without the credit.
    pub cutline: String,
    /// Who took it or owns it.
    pub credit: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Width in pixels of the original, where known.
    pub width: Option<u32>,
    /// Height in pixels of the original, where known.
    pub height: Option<u32>,
}

/// What one capture of a story says, as the extractor read it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Reading {
    /// The story's own (canonical) address.
    pub url: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// The headline, in plain text.
    pub headline: String,
    /// The summary under the headline, or empty.
    pub deck: String,
    /// Who wrote it, or empty.
    pub byline: String,
    /// The agency that it came from, or empty.
    pub agency: String,
    /// The place that the story is filed from, or empty; the body keeps it too.
    pub dateline: String,
    /// When the paper published it.
    #[ts(type = "string | null")]
    pub published: Option<Moment>,
    /// When the paper last changed it.
    #[ts(type = "string | null")]
    pub modified: Option<Moment>,
    /// Path of its main section, from the top: `["Opinion", "Editorial"]`.
    pub section: Vec<String>,
    /// Paths of the other sections in which it also stands.
    pub also_in: Vec<Vec<String>>,
    /// The paper's own subject words.
    pub tags: Vec<String>,
    /// BCP 47, such as `en` or `ur`.
    pub language: String,
    /// Which way its text runs.
    pub direction: Direction,
    /// The picture that leads it.
    pub lead: Option<Figure>,
    /// The text, as data.
    pub body: Vec<Block>,
    /// The pictures of a gallery, the drawing of a cartoon or the pages of an e-page, in order.
    pub gallery: Vec<Figure>,
    /// Version of the extractor that read it; 0 for one that came from a file.
    #[serde(default)]
    pub extractor: u32,
}

impl Reading {
    /// Whether two readings say the same, whichever extractor made them.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        *other == Self { extractor: other.extractor, ..self.clone() }
    }

    /// Every use of a picture in it: lead, body, gallery, in that order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        let body = self.body.iter().filter_map(|block| match block {
            Block::Figure(figure) => Some(figure),
            _ => None,
        });
        self.lead.iter().chain(body).chain(&self.gallery)
    }

    /// As [`Reading::figures`], to be filled in.
    pub fn figures_mut(&mut self) -> impl Iterator<Item = &mut Figure> {
        let body = self.body.iter_mut().filter_map(|block| match block {
            Block::Figure(figure) => Some(figure),
            _ => None,
        });
        self.lead.iter_mut().chain(body).chain(&mut self.gallery)
    }
}

/// A story as the archive holds it: one of its revisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Story {
    /// Stable across export and import.
    pub id: String,
    /// Id of its source.
    pub source: String,
    /// The edition's day: the day of publication on the paper's own clock.
    #[ts(type = "string")]
    pub day: Date,
    /// Which revision this is, from 1.
    pub revision: u32,
    /// When this revision was downloaded.
    #[ts(type = "string | null")]
    pub captured: Option<Moment>,
    /// The paper has taken it down; it stays here.
    pub gone: bool,
    /// What it says.
    #[serde(flatten)]
    pub reading: Reading,
    /// The body as plain text (see [`crate::plain_text`]).
    pub text: String,
}

/// A story in a list: what stands on its own line or over its first words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Summary {
    /// Id of the story.
    pub id: String,
    /// Id of its source.
    pub source: String,
    /// The edition's day.
    #[ts(type = "string")]
    pub day: Date,
    /// What sort of thing it is.
    pub kind: Kind,
    /// The headline.
    pub headline: String,
    /// The summary under the headline, or empty.
    pub deck: String,
    /// Who wrote it, or empty.
    pub byline: String,
    /// The agency that it came from, or empty.
    pub agency: String,
    /// When the paper published it.
    #[ts(type = "string | null")]
    pub published: Option<Moment>,
    /// Path of its main section.
    pub section: Vec<String>,
    /// Language of the text.
    pub language: String,
    /// Which way the text runs.
    pub direction: Direction,
    /// The lead picture, or the first of a gallery.
    pub lead: Option<Figure>,
    /// The first words of the body, some 1,100 characters, cut at a word.
    pub opening: Vec<Span>,
    /// Words in the body.
    pub words: u32,
    /// Pictures in the story.
    pub pictures: u32,
    /// Revisions held.
    pub revisions: u32,
    /// The paper has taken it down.
    pub gone: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_follows_the_primary_language() {
        assert_eq!(Direction::of_language("ur-IN"), Direction::Rtl);
        assert_eq!(Direction::of_language("hi"), Direction::Ltr);
        assert_eq!(Direction::of_language(""), Direction::Ltr);
    }
}
