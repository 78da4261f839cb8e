use model::{Direction, Moment, Reading, Section, Source, Story};
use serde::{Deserialize, Serialize};

/// What our own metadata records say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "broadsheet", rename_all = "lowercase")]
pub enum Kept {
    /// A newspaper.
    Source(KeptSource),
    /// One revision of a story.
    Story(Box<KeptStory>),
}

/// A newspaper as it is exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptSource {
    /// Its id.
    pub id: String,
    /// The paper's name.
    pub name: String,
    /// Its home page.
    pub url: String,
    /// Main language, BCP 47.
    pub language: String,
    /// Which way its main language runs.
    pub direction: Direction,
    /// Its time zone.
    pub zone: String,
    /// Its sections in the paper's own order.
    pub sections: Vec<Section>,
}

impl From<&Source> for KeptSource {
    fn from(source: &Source) -> Self {
        Self {
            id: source.id.clone(),
            name: source.name.clone(),
            url: source.url.clone(),
            language: source.language.clone(),
            direction: source.direction,
            zone: source.zone.clone(),
            sections: source.sections.clone(),
        }
    }
}

/// One revision of a story as it is exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptStory {
    /// Its id.
    pub id: String,
    /// Id of its source.
    pub source: String,
    /// The edition's day, such as `2026-11-24`.
    pub day: String,
    /// Which revision this is, from 1.
    pub revision: u32,
    /// When it was downloaded; none if it came from a file.
    pub captured: Option<Moment>,
    /// Since when its paper no longer has the story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<Moment>,
    /// What it was read from, if that is held.
    pub part: Option<KeptPart>,
    /// Pictures that it names.
    pub pictures: Vec<KeptPicture>,
    /// What it says.
    pub reading: Reading,
}

impl KeptStory {
    /// A revision with its pictures, and the part of a download that it was read from; `gone` as in [`Self::gone`].
    #[must_use]
    pub fn new(
        story: &Story,
        gone: Option<Moment>,
        part: Option<KeptPart>,
        pictures: Vec<KeptPicture>,
    ) -> Self {
        Self {
            id: story.id.clone(),
            source: story.source.clone(),
            day: story.day.to_string(),
            revision: story.revision,
            captured: story.captured,
            gone,
            part,
            pictures,
            reading: story.reading.clone(),
        }
    }
}

/// The download that a revision was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPart {
    /// Id of its record.
    pub record: String,
    /// The address that answered.
    pub url: String,
    /// Bytes of its body, from and to, that are the story; none for the whole.
    pub bytes: Option<(usize, usize)>,
}

/// A picture that a story names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPicture {
    /// The address in the story's figure.
    pub url: String,
    /// Addresses at which it may be had, best first.
    pub candidates: Vec<String>,
    /// The address that its bytes came from, if they are held.
    pub found: Option<String>,
}
