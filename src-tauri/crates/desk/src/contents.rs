//! What an edition is made of: a day of one newspaper or several, a section of it, or what a search finds.

use std::collections::BTreeMap;

use archive::{Archive, Selection, StoryRow};
use edition::{Extent, Interest, Paper, Placed};
use jiff::civil::Date;
use model::{Kind, Query, Reading, Source, Story};

use crate::paper::by_section;
use crate::summary::summary;
use crate::{Code, Desk, Error, Order, What, Wish};

/// The most stories that a search gives to one paper.
const MOST_FOUND: u32 = 500;

impl Desk {
    /// The stories of an edition, in the order in which their papers or the search have them.
    pub(crate) fn contents(&self, order: &Order) -> Result<Paper, Error> {
        let mut paper = match &order.what {
            What::Day(day) => self.day_of_all(order, *day),
            What::Query(query) => self.found(order, query),
        }?;
        wish(&mut paper, &order.pinned, edition::Wish::Front)?;
        wish(&mut paper, &order.muted, edition::Wish::Mute)?;
        self.seen(paper)
    }

    /// All stories of a day with their text, in the paper's own order; its pictures are yet to be looked at.
    pub(crate) fn whole_day(&self, source: &Source, day: Date) -> Result<Paper, Error> {
        self.day_in(source, day, None)?.ok_or_else(|| nothing(day))
    }

    /// A paper whose pictures were looked at: what goes on in each, and nothing for those that cannot be read.
    pub(crate) fn seen(&self, mut paper: Paper) -> Result<Paper, Error> {
        // Pictures are decoded without the lock for which the window's photos wait.
        let photos = Archive::open(self.folder())?;
        let printed = paper.stories.iter().map(|placed| &placed.story.reading);
        // A page of the printed paper is no picture on a page, and a drawing is never cropped.
        let cropped =
            printed.filter(|reading| !matches!(reading.kind, Kind::Epage | Kind::Cartoon));
        for hash in cropped.flat_map(Reading::figures).filter_map(|figure| figure.photo.as_ref()) {
            if paper.interest.contains_key(hash) {
                continue;
            }
            let pixels = photos.small_pixels(hash).ok().flatten();
            let seen = pixels.and_then(|small| {
                Interest::of_pixels(small.width as usize, small.height as usize, &small.rgba)
            });
            paper.interest.extend(seen.map(|seen| (hash.clone(), seen)));
        }
        Ok(paper)
    }

    fn day_of_all(&self, order: &Order, day: Date) -> Result<Paper, Error> {
        let mut papers = Vec::new();
        for source in self.sources_of_day(order, day)? {
            papers.extend(self.day_in(&source, day, order.section.as_deref())?);
        }
        together(papers).ok_or_else(|| match &order.section {
            Some(section) => Error::new(
                Code::NotFound,
                format!("Nothing of the section “{section}” is held of {day}."),
                "See the sections of that day with broadsheet stories --day.",
            ),
            None => nothing(day),
        })
    }

    /// The newspapers that were named, or the only one that printed on that day.
    pub(crate) fn sources_of_day(&self, order: &Order, day: Date) -> Result<Vec<Source>, Error> {
        if !order.sources.is_empty() {
            return self.named(order);
        }
        let mut printed = Vec::new();
        for source in self.sources()? {
            let days = self.reader().days(Some(&source.id))?;
            if days.iter().any(|held| held.day == day) {
                printed.push(source);
            }
        }
        if printed.len() > 1 {
            let ids: Vec<&str> = printed.iter().map(|source| source.id.as_str()).collect();
            return Err(Error::new(
                Code::BadInput,
                format!("{} newspapers printed on {day}.", printed.len()),
                format!("Say which ones with --source: {}.", ids.join(", ")),
            ));
        }
        Ok(printed)
    }

    /// The newspapers that were named, each once.
    fn named(&self, order: &Order) -> Result<Vec<Source>, Error> {
        let mut named: Vec<Source> = Vec::new();
        for name in &order.sources {
            let source = self.source(name)?;
            if named.iter().all(|other| other.id != source.id) {
                named.push(source);
            }
        }
        Ok(named)
    }

    /// A day of a newspaper or of a section of it; nothing if nothing is held.
    fn day_in(
        &self,
        source: &Source,
        day: Date,
        section: Option<&str>,
    ) -> Result<Option<Paper>, Error> {
        let mut wishes = self.wishes(&source.id, day)?;
        let reader = self.reader();
        let mut rows =
            reader.stories(&Selection { section, ..Selection::of_day(&source.id, day) })?;
        if rows.is_empty() {
            return Ok(None);
        }
        let is_out = |row: &StoryRow| wishes.get(&row.story.id) == Some(&Wish::Out);
        // A paper without any story would be none.
        if !rows.iter().all(is_out) {
            rows.retain(|row| !is_out(row));
        }
        wishes.retain(|_, wish| *wish == Wish::Front);
        let extent = match section {
            Some(_) => Extent::Selection,
            None if reader.ledger(&source.id, day)?.complete => Extent::Whole,
            None => Extent::Part,
        };
        let mut whole: BTreeMap<_, _> =
            rows.iter().map(|row| (row.story.id.clone(), row.story.clone())).collect();
        let sections = by_section(source, rows.into_iter().map(summary).collect());
        let listed = sections.iter().enumerate().flat_map(|(section, listed)| {
            listed.stories.iter().map(move |line| (section, line.id.as_str()))
        });
        let stories = listed.filter_map(|(section, id)| {
            let wish =
                if wishes.contains_key(id) { edition::Wish::Front } else { edition::Wish::None };
            Some(Placed { wish, ..placed(section, whole.remove(id)?) })
        });
        let stories = stories.collect();
        let name = |path: &[String]| path.last().cloned().unwrap_or_default();
        Ok(Some(Paper {
            title: source.name.clone(),
            day,
            language: source.language.clone(),
            sections: sections.iter().map(|section| name(&section.path)).collect(),
            stories,
            extent,
            interest: BTreeMap::new(),
        }))
    }

    /// What a search finds, the best first in each section; its day is that of the newest story.
    fn found(&self, order: &Order, text: &str) -> Result<Paper, Error> {
        let sources = self.named(order)?;
        // A space at the end says that the last word is finished.
        let query = Query { text: format!("{text} "), limit: MOST_FOUND, ..Query::default() };
        let found = self.ask_index(|index| index.search(&query))?;
        let rows: Vec<u64> = found.hits.iter().map(|hit| hit.row).collect();
        let is_wanted = |story: &Story| {
            let is_named = sources.is_empty() || sources.iter().any(|it| it.id == story.source);
            is_named && order.section.as_deref().is_none_or(|section| is_in(story, section))
        };
        let stories = self.reader().stories_by_row(&rows)?.into_iter().map(|(_, story)| story);
        let stories: Vec<Story> = stories.filter(is_wanted).collect();
        let newest = stories.iter().max_by_key(|story| story.day).ok_or_else(|| {
            let hint =
                "Search with fewer words, or see with broadsheet search what was understood.";
            Error::new(Code::NotFound, format!("Nothing is found for “{text}”."), hint)
        })?;
        let (day, language) = (newest.day, newest.reading.language.clone());
        let mut sections = Vec::new();
        let mut stories: Vec<Placed> = stories
            .into_iter()
            .map(|story| {
                let name = story.reading.section.first().map_or("", String::as_str);
                let section = place_of(&mut sections, name);
                placed(section, story)
            })
            .collect();
        stories.sort_by_key(|placed| placed.section);
        Ok(Paper {
            title: text.to_owned(),
            day,
            language,
            sections,
            stories,
            extent: Extent::Selection,
            interest: BTreeMap::new(),
        })
    }
}

/// A story in its section; each revision after the first was an update.
fn placed(section: usize, story: Story) -> Placed {
    let updates = usize::try_from(story.revision.saturating_sub(1)).unwrap_or(0);
    Placed { updates, ..Placed::new(section, story) }
}

/// Notes what the reader wishes for stories.
fn wish(paper: &mut Paper, stories: &[String], wish: edition::Wish) -> Result<(), Error> {
    for named in stories {
        let is_named =
            |placed: &&mut Placed| placed.story.id == *named || placed.story.reading.url == *named;
        let placed = paper.stories.iter_mut().find(is_named).ok_or_else(|| {
            let hint = "See ids and addresses with broadsheet stories --day.";
            Error::new(Code::NotFound, format!("No story “{named}” is in this paper."), hint)
        })?;
        placed.wish = wish;
    }
    Ok(())
}

/// One paper of several: sections of one name are one, and the papers take turns in it.
fn together(papers: Vec<Paper>) -> Option<Paper> {
    let mut papers = papers.into_iter();
    let mut whole = papers.next()?;
    let mut stories = in_turn(std::mem::take(&mut whole.stories));
    for paper in papers {
        whole.title = format!("{} · {}", whole.title, paper.title);
        if paper.extent == Extent::Part {
            whole.extent = Extent::Part;
        }
        let own = paper.sections.iter().map(|name| place_of(&mut whole.sections, name));
        let own: Vec<usize> = own.collect();
        for (turn, mut placed) in in_turn(paper.stories) {
            placed.section = own.get(placed.section).copied().unwrap_or(0);
            stories.push((turn, placed));
        }
    }
    stories.sort_by_key(|(turn, placed)| (placed.section, *turn));
    whole.stories = stories.into_iter().map(|(_, placed)| placed).collect();
    Some(whole)
}

/// Each story with its place in its section.
fn in_turn(stories: Vec<Placed>) -> Vec<(usize, Placed)> {
    let mut counts = BTreeMap::<usize, usize>::new();
    let turn = |placed: Placed| {
        let count = counts.entry(placed.section).or_default();
        *count += 1;
        (*count, placed)
    };
    stories.into_iter().map(turn).collect()
}

/// The place of a section among others; a new one comes last.
fn place_of(sections: &mut Vec<String>, name: &str) -> usize {
    let same = |other: &String| other.to_lowercase() == name.to_lowercase();
    sections.iter().position(same).unwrap_or_else(|| {
        sections.push(name.to_owned());
        sections.len() - 1
    })
}

/// Whether a story stands in a section, named alone or with its path.
fn is_in(story: &Story, section: &str) -> bool {
    let wanted = section.to_lowercase();
    let path: Vec<String> = story.reading.section.iter().map(|name| name.to_lowercase()).collect();
    let upto = |count: usize| path[..count].join(" > ");
    (1..=path.len()).any(|count| path[count - 1] == wanted || upto(count) == wanted)
}

fn nothing(day: Date) -> Error {
    Error::new(
        Code::NotFound,
        format!("Nothing that was printed on {day} is held."),
        "See which days are held with broadsheet days.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(title: &str, sections: &[&str], stories: &[(usize, &str)]) -> Paper {
        let story = |id: &str| -> Story {
            let day = jiff::civil::date(2026, 11, 24);
            let (id, source) = (id.to_owned(), title.to_owned());
            let (reading, text) = (Reading::default(), String::new());
            Story { id, source, day, revision: 1, captured: None, gone: false, reading, text }
        };
        let placed = |(section, id): &(usize, &str)| placed(*section, story(id));
        Paper {
            title: title.to_owned(),
            day: jiff::civil::date(2026, 11, 24),
            language: "en".to_owned(),
            sections: sections.iter().map(|name| (*name).to_owned()).collect(),
            stories: stories.iter().map(placed).collect(),
            extent: Extent::Whole,
            interest: BTreeMap::new(),
        }
    }

    #[test]
    fn sections_of_one_name_are_one_and_papers_take_turns() {
        let one = paper("One", &["City", "World"], &[(0, "a"), (0, "b"), (1, "c")]);
        let two = paper("Two", &["WORLD", "Snow"], &[(0, "d"), (0, "e"), (1, "f")]);
        let whole = together(vec![one, two]).unwrap();
        assert_eq!(whole.title, "One · Two");
        assert_eq!(whole.sections, ["City", "World", "Snow"]);
        let order: String = whole.stories.iter().map(|placed| placed.story.id.as_str()).collect();
        assert_eq!(order, "abcdef");
    }
}
