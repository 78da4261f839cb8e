use std::borrow::Cow;
use std::path::Path;

use archive::{ListingRead, NewSource, Photo, PictureAddress, State, StoryState};
use jiff::civil::Date;
use model::{Direction, Following, Found, Reading};
use sample::{Paper, Story};

use crate::entry::Entry;
use crate::import::{Import, Imported, sections};
use crate::{Code, Desk, Error, clock};

/// The id of the sample paper as a source.
pub const SAMPLE: &str = "lantern.example";

impl Desk {
    /// Brings the sample paper into the archive as any import does, or the paper in a folder like it.
    ///
    /// A part of it that is damaged costs no other and is named in [`Imported::skipped`].
    ///
    /// # Errors
    /// If there is no paper, or the archive cannot be written; what was stored stays, and it can be tried again.
    pub fn read_sample(&self, folder: Option<&Path>) -> Result<Imported, Error> {
        let paper = folder
            .map_or_else(Paper::embedded, Paper::open)
            .map_err(|error| unusable(folder, &error))?;
        self.add_sample(&paper)?;
        let mut import = Import::new(self);
        let skipped = paper.damaged.iter().map(|damage| (damage.file.clone(), damage.why.clone()));
        import.imported.skipped.extend(skipped);
        // First what each story said first, then what it was changed to: a batch knows a story once.
        for story in &paper.stories {
            for reading in self.not_held(story)? {
                import.place(entry(story.day, reading))?;
            }
        }
        import.store()?;
        self.note_days(&paper.stories)?;
        self.store_sample_pictures(&paper, &mut import.imported)?;
        self.catch_up_index()?;
        Ok(import.imported)
    }

    /// Removes the sample paper so that nothing is left of it. [`Desk::read_sample`] brings it back.
    pub(crate) fn erase_sample(&self) -> Result<(), Error> {
        self.writer()?.set_following(SAMPLE, Following::Trashed)?;
        self.catch_up_index()?;
        Ok(self.writer()?.erase_source(SAMPLE)?)
    }

    fn add_sample(&self, paper: &Paper) -> Result<(), Error> {
        let mut writer = self.writer()?;
        let found = Found {
            id: SAMPLE.to_owned(),
            name: paper.name.clone(),
            url: paper.url.to_string(),
            tagline: paper.tagline.clone(),
            language: paper.language.clone(),
            direction: Direction::of_language(&paper.language),
            zone: paper.zone.clone(),
            sections: paper.sections.iter().filter_map(|path| sections(path).pop()).collect(),
            ..Found::default()
        };
        writer.add_source(&NewSource { found: &found, added: clock::local_now() })?;
        Ok(writer.set_following(SAMPLE, Following::Sample)?)
    }

    /// The versions of a story that are to be stored: of one that is held, the newest alone.
    fn not_held<'a>(&self, story: &'a Story) -> Result<&'a [Reading], Error> {
        let held = self.reader().story(&story.newest().url, None)?.is_some();
        let from = if held { story.versions.len() - 1 } else { 0 };
        Ok(&story.versions[from..])
    }

    /// Says in the ledger that the paper was read to its end.
    fn note_days(&self, stories: &[Story]) -> Result<(), Error> {
        let states: Vec<StoryState<'_>> = stories
            .iter()
            .map(|story| {
                let url = story.newest().url.as_str();
                StoryState { key: url, url, day: story.day, state: State::Stored }
            })
            .collect();
        let mut days: Vec<Date> = stories.iter().map(|story| story.day).collect();
        days.dedup();
        let mut writer = self.writer()?;
        writer.note_stories(SAMPLE, &states)?;
        for day in days {
            let count = stories.iter().filter(|story| story.day == day).count();
            writer.note_listing(&ListingRead {
                source: SAMPLE,
                day,
                kind: "import",
                url: "",
                count: u32::try_from(count).unwrap_or(u32::MAX),
                whole: true,
                read: clock::local_now(),
            })?;
        }
        Ok(())
    }

    fn store_sample_pictures(&self, paper: &Paper, imported: &mut Imported) -> Result<(), Error> {
        let (Some(first), Some(last)) = (paper.stories.first(), paper.stories.last()) else {
            return Ok(());
        };
        let waiting = self.reader().waiting_pictures(SAMPLE, (first.day, last.day))?;
        let now = clock::local_now();
        for picture in waiting {
            let bytes = paper.file(&picture.url).unwrap_or(Cow::Borrowed(&[]));
            let checked = Photo::check(&bytes).map_err(|why| why.0);
            let mut writer = self.writer()?;
            match checked {
                Ok(photo) => drop(writer.store_picture(&picture, &picture.url, &photo, now)?),
                Err(why) => {
                    writer.fail_picture(
                        &picture.url,
                        ("no-picture", &format!("The sample paper is damaged: {why}.")),
                        None,
                    )?;
                    imported.skipped.push((picture.url, why));
                }
            }
        }
        Ok(())
    }
}

fn entry(day: Date, reading: &Reading) -> Entry {
    let published =
        reading.published.map(|published| published.offset.to_datetime(published.timestamp));
    let pictures = reading
        .figures()
        .map(|figure| PictureAddress {
            url: figure.url.clone(),
            candidates: vec![figure.url.clone()],
        })
        .collect();
    Entry {
        source: SAMPLE.to_owned(),
        home: String::new(),
        id: None,
        day,
        published: published.unwrap_or(day.to_datetime(jiff::civil::Time::midnight())),
        reading: reading.clone(),
        pictures,
    }
}

/// What a person is told who cannot have the paper.
fn unusable(folder: Option<&Path>, error: &sample::Error) -> Error {
    let (place, hint) = match folder {
        None => (
            "The sample paper in this program is damaged".to_owned(),
            "Install Broadsheet again; your own papers are not touched.",
        ),
        Some(folder) => (
            format!("There is no sample paper in {}", folder.display()),
            "Name a folder with a paper.toml and the stories and pictures that belong to it.",
        ),
    };
    Error::new(Code::BadInput, format!("{place}: {error}."), hint)
}
