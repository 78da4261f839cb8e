use archive::Selection;
use jiff::civil::Date;
use model::{Day, DayLedger, Story, StoryCount};

use crate::summary::summary;
use crate::{Code, Desk, Error, SectionStories};

/// Which stories to list; a field that is none does not narrow.
#[derive(Debug, Clone, Default)]
pub struct StoryFilter {
    /// Of this source: its id or name.
    pub source: Option<String>,
    /// Of this day or later.
    pub since: Option<Date>,
    /// Of this day or earlier.
    pub until: Option<Date>,
    /// In the section of this path, name or short name, or below it.
    pub section: Option<String>,
}

impl Desk {
    /// The days held and their state, newest first.
    ///
    /// # Errors
    /// If the source is not there or the archive cannot be read.
    pub fn days(&self, source: Option<&str>) -> Result<Vec<Day>, Error> {
        let source = source.map(|source| self.source(source)).transpose()?;
        Ok(self.reader().days(source.as_ref().map(|source| source.id.as_str()))?)
    }

    /// The ledger of one day of a source.
    ///
    /// # Errors
    /// If the archive cannot be read.
    pub fn ledger(&self, source: &str, day: Date) -> Result<DayLedger, Error> {
        Ok(self.reader().ledger(source, day)?)
    }

    /// The ledgers of one day, of a source or of all; of a source that listed and holds nothing then, none.
    ///
    /// # Errors
    /// If the source is not there or the archive cannot be read.
    pub fn ledgers_of_day(&self, source: Option<&str>, day: Date) -> Result<Vec<DayLedger>, Error> {
        let sources = match source {
            Some(source) => vec![self.source(source)?],
            None => self.sources()?,
        };
        let mut ledgers = Vec::new();
        for source in sources {
            let ledger = self.ledger(&source.id, day)?;
            let held = ledger.stories != StoryCount::default();
            if held || !ledger.listings.is_empty() {
                ledgers.push(ledger);
            }
        }
        Ok(ledgers)
    }

    /// Stories held, newest first.
    ///
    /// # Errors
    /// If the source is not there or the archive cannot be read.
    pub fn stories(&self, filter: &StoryFilter) -> Result<Vec<Story>, Error> {
        let source = filter.source.as_deref().map(|source| self.source(source)).transpose()?;
        let rows = self.reader().stories(&Selection {
            source: source.as_ref().map(|source| source.id.as_str()),
            since: filter.since,
            until: filter.until,
            section: filter.section.as_deref(),
            page: None,
        })?;
        Ok(rows.into_iter().map(|row| row.story).collect())
    }

    /// A story by its id or address; its current revision unless another is named.
    ///
    /// # Errors
    /// [`Code::NotFound`] if there is none, or no such revision of it.
    pub fn story(&self, id_or_url: &str, revision: Option<u32>) -> Result<Story, Error> {
        let reader = self.reader();
        if let Some(story) = reader.story(id_or_url, revision)? {
            return Ok(story);
        }
        let Some(current) = reader.story(id_or_url, None)? else {
            return Err(Error {
                hint: "See which there are with broadsheet stories or broadsheet search."
                    .to_owned(),
                ..Error::not_found("story", id_or_url)
            });
        };
        let versions = match reader.revisions(&current.id)? {
            1 => "1 version".to_owned(),
            count => format!("{count} versions"),
        };
        Err(Error::new(
            Code::NotFound,
            format!("“{id_or_url}” has {versions}."),
            "Leave out --revision to read the newest.",
        ))
    }

    /// One page of the stories of a section over all days, newest first.
    ///
    /// # Errors
    /// If the source or section is not there or the archive cannot be read.
    pub fn section(
        &self,
        source: &str,
        slug: &str,
        offset: u32,
        limit: u32,
    ) -> Result<SectionStories, Error> {
        let source = self.source(source)?;
        let section = source.sections.iter().find(|section| section.slug == slug);
        let section = section.ok_or_else(|| Error::not_found("section", slug))?;
        let selection = Selection {
            source: Some(&source.id),
            section: Some(&section.slug),
            page: Some((limit, offset)),
            ..Selection::default()
        };
        let reader = self.reader();
        let stories = reader.stories(&selection)?.into_iter().map(summary).collect();
        let total = reader.count(&selection)?;
        Ok(SectionStories {
            path: section.path.clone(),
            slug: section.slug.clone(),
            total,
            stories,
        })
    }
}
