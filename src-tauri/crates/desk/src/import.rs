use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use archive::{Arrival, NewSource, Outcome};
use jiff::tz::TimeZone;
use model::{Following, Found, Moment, Section};
use serde::Serialize;
use ts_rs::TS;

use crate::entry::{Entry, entry};
use crate::error::plain;
use crate::lines::next_line;
use crate::{Code, Desk, Error, clock};

/// Lines whose stories are stored in one transaction.
const BATCH: u32 = 1_000;

/// What an import came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Imported {
    /// Stories that were not held before.
    pub new: u32,
    /// Stories that were held and say something else now.
    pub revised: u32,
    /// Stories that were held and say the same.
    pub unchanged: u32,
    /// What is no story, such as `Line 7`, and why.
    pub skipped: Vec<(String, String)>,
}

/// An import at work.
pub(crate) struct Import<'a> {
    desk: &'a Desk,
    /// Sources that are there, and their clocks.
    zones: BTreeMap<String, TimeZone>,
    /// Sections that are there.
    sections: BTreeSet<(String, Vec<String>)>,
    batch: Vec<Entry>,
    pub(crate) imported: Imported,
}

impl Desk {
    /// Imports stories, one JSON object a line; returns when all of them can be found.
    ///
    /// `tell` hears how many lines are done. A line that is no story is skipped and named.
    ///
    /// # Errors
    /// If the input cannot be read or the archive cannot be written; what was stored stays.
    pub fn import_stories(
        &self,
        mut input: impl BufRead,
        tell: &mut dyn FnMut(u32),
    ) -> Result<Imported, Error> {
        let mut import = Import::new(self);
        let read = import.read(&mut input, tell);
        import.store()?;
        self.catch_up_index()?;
        read.map(|()| import.imported)
    }
}

impl<'a> Import<'a> {
    pub(crate) fn new(desk: &'a Desk) -> Self {
        Self {
            desk,
            zones: BTreeMap::new(),
            sections: BTreeSet::new(),
            batch: Vec::new(),
            imported: Imported::default(),
        }
    }

    fn read(&mut self, input: &mut impl BufRead, tell: &mut dyn FnMut(u32)) -> Result<(), Error> {
        let mut buffer = Vec::new();
        for number in 1.. {
            let line = next_line(input, &mut buffer).map_err(|error| unreadable(number, &error))?;
            let Some(line) = line else { break };
            self.take(number, line)?;
            if number.is_multiple_of(BATCH) {
                self.store()?;
                tell(number);
            }
        }
        Ok(())
    }

    fn take(&mut self, number: u32, line: Result<&str, String>) -> Result<(), Error> {
        // Some programs mark the beginning of a text file.
        let line = line.map(|line| match number {
            1 => line.strip_prefix('\u{feff}').unwrap_or(line),
            _ => line,
        });
        let understood = line.and_then(|line| match line.trim() {
            "" => Ok(None),
            line => entry(line).map(Some),
        });
        match understood {
            Ok(None) => {}
            Ok(Some(entry)) => self.place(entry)?,
            Err(why) => self.imported.skipped.push((format!("Line {number}"), why)),
        }
        Ok(())
    }

    /// Puts a story into its source, to be stored with the batch.
    pub(crate) fn place(&mut self, mut entry: Entry) -> Result<(), Error> {
        let zone = match self.zones.get(&entry.source) {
            Some(zone) => zone.clone(),
            None => self.desk.zone_for(&entry)?,
        };
        let published = entry.published.to_zoned_datetime(zone.clone()).ok();
        entry.reading.published =
            published.map(|published| Moment::new(published.timestamp(), &zone));
        self.zones.insert(entry.source.clone(), zone);
        if self.sections.insert((entry.source.clone(), entry.reading.section.clone())) {
            self.desk.writer()?.add_sections(&entry.source, &sections(&entry.reading.section))?;
        }
        self.batch.push(entry);
        Ok(())
    }

    /// Stores the batch.
    pub(crate) fn store(&mut self) -> Result<(), Error> {
        let captured = Some(clock::local_now());
        let arrivals: Vec<Arrival<'_>> = self
            .batch
            .iter()
            .map(|entry| Arrival {
                source: &entry.source,
                key: None,
                id: entry.id.as_deref(),
                day: entry.day,
                reading: &entry.reading,
                part: None,
                captured,
                pictures: &entry.pictures,
            })
            .collect();
        for stored in self.desk.writer()?.store(&arrivals)? {
            match stored.outcome {
                Outcome::New => self.imported.new += 1,
                Outcome::Revised => self.imported.revised += 1,
                Outcome::Unchanged => self.imported.unchanged += 1,
            }
        }
        self.batch.clear();
        Ok(())
    }
}

impl Desk {
    /// The clocks of the source of a story; adds the source where it is not there, brings it back where it was trashed.
    ///
    /// It is kept then, not followed: nobody knows where it lists its stories.
    fn zone_for(&self, entry: &Entry) -> Result<TimeZone, Error> {
        let mut writer = self.writer()?;
        let source = writer.source(&entry.source)?;
        if source.is_none() {
            writer.add_source(&NewSource {
                found: &imported_source(entry),
                added: clock::local_now(),
            })?;
        }
        if source.as_ref().is_none_or(|source| source.following == Following::Trashed) {
            writer.set_following(&entry.source, Following::Kept)?;
        }
        Ok(source.map_or(TimeZone::UTC, |source| model::time_zone(&source.zone)))
    }
}

fn unreadable(number: u32, error: &std::io::Error) -> Error {
    Error::new(
        Code::BadInput,
        format!("Line {number} cannot be read ({}).", plain(error)),
        match number {
            1 => "Name a file of stories, one JSON object a line.",
            _ => "The stories before it are stored; mend the file and import it again.",
        },
    )
}

/// The sections along a path, from the top.
pub(crate) fn sections(path: &[String]) -> Vec<Section> {
    let upto = (1..=path.len()).filter_map(|depth| path.get(..depth));
    upto.filter_map(|path| {
        Some(Section {
            key: format!("path:{}", path.join(" > ")),
            slug: slug(path.last()?),
            path: path.to_vec(),
            followed: true,
            ..Section::default()
        })
    })
    .collect()
}

fn imported_source(entry: &Entry) -> Found {
    Found {
        id: entry.source.clone(),
        name: entry.source.clone(),
        url: entry.home.clone(),
        language: entry.reading.language.clone(),
        direction: entry.reading.direction,
        zone: "UTC".to_owned(),
        ..Found::default()
    }
}

/// A short name for addresses: letters and digits of any script, joined by hyphens.
fn slug(name: &str) -> String {
    let words: Vec<String> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use model::Source;

    use super::*;
    use crate::{Access, Fetch, StoryFilter};

    const STORY: &str = r#"{"id": "a1", "url": "https://paper.example/1/", "date": "2020-04-03", "time": "10:25", "headline": "Snow"}"#;

    fn desk() -> (tempfile::TempDir, Desk) {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(folder.path(), Access::Write).unwrap();
        (folder, desk)
    }

    fn import(desk: &Desk, input: &[u8]) -> Imported {
        desk.import_stories(input, &mut |_| ()).unwrap()
    }

    fn only_source(desk: &Desk) -> Source {
        let sources = desk.sources().unwrap();
        assert_eq!(sources.len(), 1);
        sources.into_iter().next().unwrap()
    }

    #[test]
    fn one_bad_line_does_not_cost_the_others() {
        let (_folder, desk) = desk();
        let other = STORY.replace("a1", "a2").replace("/1/", "/2/");
        let input = [b"\xef\xbb\xbf", STORY.as_bytes(), b"\n\xff\n\n{\n", other.as_bytes()];
        let imported = import(&desk, &input.concat());
        assert_eq!(imported.new, 2);
        let lines: Vec<&str> = imported.skipped.iter().map(|(line, _)| line.as_str()).collect();
        assert_eq!(lines, ["Line 2", "Line 4"]);
    }

    #[test]
    fn what_stands_before_an_unreadable_place_is_stored() {
        struct Broken;
        impl std::io::Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("the disk is gone"))
            }
        }
        let (_folder, desk) = desk();
        let line = format!("{STORY}\n");
        let input = std::io::Read::chain(line.as_bytes(), std::io::BufReader::new(Broken));
        let error = desk.import_stories(input, &mut |_| ()).unwrap_err();
        assert!(error.message.starts_with("Line 2 cannot be read"), "{error}");
        assert_eq!(desk.stories(&StoryFilter::default()).unwrap().len(), 1);
    }

    #[test]
    fn an_imported_source_is_kept_and_has_nothing_to_fetch_from() {
        let (_folder, desk) = desk();
        import(&desk, STORY.as_bytes());
        let source = only_source(&desk);
        assert_eq!(
            (source.following, source.url.as_str()),
            (Following::Kept, "https://paper.example/")
        );
        let wanted = Fetch { source: source.id, ..Fetch::default() };
        let error = desk.fetch(&wanted, &mut |_| ()).unwrap_err();
        assert_eq!(error.code, Code::NotANewspaper);
        assert!(error.message.contains("was imported"), "{error}");
    }

    #[test]
    fn importing_into_a_trashed_source_brings_it_back() {
        let (_folder, desk) = desk();
        import(&desk, STORY.as_bytes());
        desk.remove_source("paper.example", false).unwrap();
        assert_eq!(import(&desk, STORY.as_bytes()).unchanged, 1);
        assert_eq!(only_source(&desk).following, Following::Kept);
        assert_eq!(desk.stories(&StoryFilter::default()).unwrap().len(), 1);
    }

    #[test]
    fn times_are_on_the_clocks_of_the_source() {
        let (_folder, desk) = desk();
        let mut found = imported_source(&entry(STORY).unwrap());
        found.zone = "+05:30".to_owned();
        found.listing = "https://paper.example/wp-json/".to_owned();
        desk.add_source(found, None, false).unwrap();
        import(&desk, STORY.as_bytes());
        let published = desk.story("a1", None).unwrap().reading.published.unwrap();
        assert_eq!(published.to_string(), "2020-04-03T10:25:00+05:30");
        assert_eq!(only_source(&desk).following, Following::Followed);
    }

    #[test]
    fn a_revision_that_is_not_there_is_not_a_story_that_is_not_there() {
        let (_folder, desk) = desk();
        import(&desk, STORY.as_bytes());
        let error = desk.story("a1", Some(9)).unwrap_err();
        assert!(error.message.contains("has 1 version."), "{error}");
        assert!(desk.story("zz", Some(9)).unwrap_err().message.contains("no story"));
    }

    #[test]
    fn slugs_keep_letters_of_any_script() {
        assert_eq!(slug("City & Towns"), "city-towns");
        assert_eq!(slug("اردو"), "اردو");
    }
}
