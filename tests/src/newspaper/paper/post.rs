use jiff::civil::Date;
use jiff::{Timestamp, tz::Offset};
use model::{Moment, Reading};
use serde::{Deserialize, Serialize};

/// Who may read a story.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everybody.
    #[default]
    Public,
    /// Nobody yet: it has not been published.
    Waiting,
    /// The paper's own people.
    Private,
    /// Those who know the password; all see that it is there.
    Password,
    /// Nobody any more.
    Gone,
}

/// A story as the paper keeps it.
#[derive(Debug, Clone)]
pub struct Post {
    /// Its number, which never changes.
    pub id: u64,
    /// The last part of its address.
    pub slug: String,
    /// Who may read it.
    pub visibility: Visibility,
    /// What it says now; its address and pictures are the sample paper's.
    pub reading: Reading,
    /// What the sample paper will say later, the next first.
    pub(super) later: Vec<Reading>,
    /// Its addresses before it was moved: day and slug.
    pub(super) former: Vec<(Date, String)>,
}

impl Post {
    /// When it was published, on the paper's own clock.
    #[must_use]
    pub fn published(&self) -> Moment {
        self.reading
            .published
            .unwrap_or(Moment { timestamp: Timestamp::UNIX_EPOCH, offset: Offset::UTC })
    }

    /// When it was last changed, on the paper's own clock.
    #[must_use]
    pub fn modified(&self) -> Moment {
        self.reading.modified.unwrap_or_else(|| self.published())
    }

    /// The edition's day.
    #[must_use]
    pub fn day(&self) -> Date {
        self.published().date()
    }

    /// Its name, or the agency's, as an author.
    #[must_use]
    pub fn author(&self) -> &str {
        let reading = &self.reading;
        if reading.byline.is_empty() { &reading.agency } else { &reading.byline }
    }

    /// How many more versions of it the sample paper has.
    #[must_use]
    pub fn later_versions(&self) -> usize {
        self.later.len()
    }

    /// Whether it stands in lists.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        matches!(self.visibility, Visibility::Public | Visibility::Password)
    }

    /// Whether everybody may read it.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.visibility == Visibility::Public
    }
}
