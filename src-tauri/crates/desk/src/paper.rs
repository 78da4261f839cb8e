use std::collections::BTreeMap;

use archive::Selection;
use jiff::civil::Date;
use model::{Kind, Source, Summary};

use crate::summary::summary;
use crate::{Desk, Error, Paper, PaperSection};

/// A story of fewer words does not lead a section if a longer one with a picture is there.
const LEAD_WORDS: u32 = 120;

impl Desk {
    /// A day of a source, section by section; the newest day held if none is named, and nothing if none is held.
    ///
    /// # Errors
    /// If the source is not there or the archive cannot be read.
    pub fn paper(&self, source: &str, day: Option<Date>) -> Result<Option<Paper>, Error> {
        let source = self.source(source)?;
        let newest = match day {
            Some(_) => day,
            None => self.reader().days(Some(&source.id))?.first().map(|day| day.day),
        };
        let Some(day) = newest else { return Ok(None) };
        let wishes = self.wishes(&source.id, day)?;
        let reader = self.reader();
        let selection = Selection::of_day(&source.id, day);
        let stories = reader.stories(&selection)?.into_iter().map(summary).collect();
        let (previous, next) = reader.neighbours(&source.id, day)?;
        let ledger = reader.ledger(&source.id, day)?;
        let sections = by_section(&source, stories);
        Ok(Some(Paper {
            source: source.id,
            name: source.name,
            day,
            previous,
            next,
            sections,
            ledger,
            wishes,
        }))
    }
}

/// Stories by their main section, in the paper's own order; sections that it does not know come last.
pub(crate) fn by_section(source: &Source, stories: Vec<Summary>) -> Vec<PaperSection> {
    let mut by_path = BTreeMap::<Vec<String>, Vec<Summary>>::new();
    for story in stories {
        by_path.entry(story.section.clone()).or_default().push(story);
    }
    let known = source.sections.iter().filter_map(|section| {
        let stories = by_path.remove(&section.path)?;
        Some(PaperSection { path: section.path.clone(), slug: section.slug.clone(), stories })
    });
    let mut sections: Vec<PaperSection> = known.collect();
    sections.extend(by_path.into_iter().map(|(path, stories)| PaperSection {
        path,
        slug: String::new(),
        stories,
    }));
    for section in &mut sections {
        lead_first(&mut section.stories);
    }
    sections
}

/// Puts the story that leads its section first: the newest with a picture and something to read.
fn lead_first(stories: &mut [Summary]) {
    let leads = |story: &Summary| story.kind != Kind::Article || story.words >= LEAD_WORDS;
    if let Some(lead) = stories.iter().position(|story| story.lead.is_some() && leads(story))
        && let Some(upto) = stories.get_mut(..=lead)
    {
        upto.rotate_right(1);
    }
}
