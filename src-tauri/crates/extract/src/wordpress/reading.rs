use jiff::tz::TimeZone;
use model::{Direction, Moment, Reading, Section};

use super::answer::rendered;
use super::{Media, Post};
use crate::html::plain;
use crate::language;
use crate::picture::Extracted;

/// What is known of a paper when one of its posts is read.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The paper's sections, in its own order.
    pub sections: &'a [Section],
    /// Pictures of its media library, as far as they were asked for.
    pub media: &'a [Media],
    /// Its time zone.
    pub zone: &'a TimeZone,
    /// Its main language (BCP 47).
    pub language: &'a str,
}

impl Post {
    /// Numbers of the pictures whose media record is needed and not in the answer.
    #[must_use]
    pub fn attachments(&self) -> Vec<u64> {
        Vec::new()
    }

    /// Whether a picture in it can only be told by `media?parent=ID`.
    #[must_use]
    pub fn wants_children(&self) -> bool {
        false
    }

    /// Reads the story.
    #[must_use]
    pub fn reading(&self, context: &Context<'_>) -> Extracted {
        let moment =
            |name| self.time(name, context.zone).map(|time| Moment::new(time, context.zone));
        let headline = plain(rendered(&self.value["title"]));
        let text = plain(self.content());
        let language = language::of_text(&format!("{headline} {text}"), context.language);
        let reading = Reading {
            url: self.url.clone(),
            headline,
            published: moment("date"),
            modified: moment("modified"),
            direction: Direction::of_language(&language),
            language,
            body: vec![model::Block::paragraph(text)],
            ..Reading::default()
        };
        Extracted { reading, pictures: Vec::new() }
    }
}
