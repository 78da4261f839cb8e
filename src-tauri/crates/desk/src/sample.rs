use std::path::Path;

use archive::{ListingRead, NewSource, PictureAddress, State, StoryState};
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
        self.finish_erasing_sample()?;
        self.add_sample(&paper)?;
        let mut import = Import::new(self);
        let skipped = paper.damaged.iter().map(|damage| (damage.file.clone(), damage.why.clone()));
        import.imported.skipped.extend(skipped);
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

    /// Erases what a removal left that was cut short: nobody sees that paper any more, so nobody could remove it.
    pub(crate) fn finish_erasing_sample(&self) -> Result<(), Error> {
        let left = self.reader().source(SAMPLE)?;
        if left.is_some_and(|source| source.following == Following::Trashed) {
            self.erase_sample()?;
        }
        Ok(())
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
        days.sort_unstable();
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
        // Stories are in the order of their time, which need not be that of their days.
        let days = || paper.stories.iter().map(|story| story.day);
        let (Some(first), Some(last)) = (days().min(), days().max()) else { return Ok(()) };
        let waiting = self.reader().waiting_pictures(SAMPLE, (first, last))?;
        let now = clock::local_now();
        for picture in waiting {
            let bytes = paper.file(&picture.url);
            let checked = match &bytes {
                Some(bytes) => archive::developed(bytes).map_err(|why| why.0),
                None => Err("its file is missing".to_owned()),
            };
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
            match error {
                sample::Error::Malformed { .. } => {
                    format!("The sample paper in {} is damaged", folder.display())
                }
                _ => format!("There is no sample paper in {}", folder.display()),
            },
            "Name a folder with a paper.toml and the stories and pictures that belong to it.",
        ),
    };
    Error::new(Code::BadInput, format!("{place}: {error}."), hint)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use model::Query;

    use super::*;
    use crate::{Access, Fetch, StoryFilter};

    const PAPER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../sample/paper");

    fn desk() -> (tempfile::TempDir, Desk) {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(folder.path(), Access::Write).unwrap();
        (folder, desk)
    }

    /// The stories held and how often each was changed.
    fn revisions(desk: &Desk) -> Vec<(String, u32)> {
        let stories = desk.stories(&StoryFilter::default()).unwrap();
        stories.into_iter().map(|story| (story.id, story.revision)).collect()
    }

    fn hits(desk: &Desk, words: &str) -> u64 {
        let query = Query { text: words.to_owned(), ..Query::default() };
        u64::from(desk.search(&query).unwrap().total)
    }

    #[test]
    fn it_comes_in_whole_and_is_a_sample() {
        let (_folder, desk) = desk();
        let imported = desk.read_sample(None).unwrap();
        assert_eq!(imported.skipped, []);
        let source = desk.source("The Lantern").unwrap();
        assert_eq!((source.id.as_str(), source.following), (SAMPLE, Following::Sample));
        let days = desk.days(Some(SAMPLE)).unwrap();
        assert_eq!(days.len(), 3);
        assert!(days.iter().all(|day| day.complete && day.pictures == day.pictures_stored));
        let once = revisions(&desk);
        assert_eq!(once.iter().filter(|(_, revision)| *revision == 2).count(), 1, "the correction");
        let wanted = Fetch { source: source.id, ..Fetch::default() };
        let error = desk.fetch(&wanted, &mut |_| ()).unwrap_err();
        assert!(error.message.contains("came with the program"), "{error}");
        assert!(hits(&desk, "clapper") > 0 && hits(&desk, "گھنٹی") > 0 && hits(&desk, "घंटी") > 0);

        let again = desk.read_sample(None).unwrap();
        assert_eq!((again.new, again.revised), (0, 0));
        assert_eq!(revisions(&desk), once);
    }

    #[test]
    fn once_removed_it_has_left_nothing() {
        let (folder, desk) = desk();
        desk.read_sample(None).unwrap();
        desk.shown_photo(&first_photo(&desk), Some(320)).unwrap();
        assert_eq!(desk.remove_source(SAMPLE, true).unwrap_err().code, Code::BadInput);
        assert_eq!(revisions(&desk).len(), Paper::embedded().unwrap().stories.len());
        desk.remove_source(SAMPLE, false).unwrap();
        assert!(desk.sources().unwrap().is_empty() && revisions(&desk).is_empty());
        assert_eq!(hits(&desk, "clapper"), 0);
        assert!(desk.verify(true).unwrap().ok);
        let stats = desk.stats().unwrap();
        assert_eq!((stats.holdings.photos, stats.holdings.captures, stats.cache_bytes), (0, 0, 0));
        for file in files(folder.path()) {
            let bytes = fs::read(&file).unwrap();
            let names = bytes.windows(15).any(|bytes| bytes == b"lantern.example");
            assert!(!names, "{}", file.display());
        }
        desk.read_sample(None).unwrap();
        assert!(hits(&desk, "clapper") > 0);
    }

    #[test]
    fn a_removal_that_was_cut_short_is_finished_when_the_archive_is_opened() {
        let (folder, desk) = desk();
        desk.read_sample(None).unwrap();
        desk.writer().unwrap().set_following(SAMPLE, Following::Trashed).unwrap();
        drop(desk);
        let desk = Desk::open(folder.path(), Access::Write).unwrap();
        assert!(desk.reader().source(SAMPLE).unwrap().is_none());
        assert_eq!(desk.stats().unwrap().holdings.photos, 0);
        assert_eq!(hits(&desk, "clapper"), 0);
    }

    #[test]
    fn pictures_come_with_stories_whose_time_is_not_on_their_day() {
        let (_folder, desk) = desk();
        let paper = tempfile::tempdir().unwrap();
        copy(Path::new(PAPER), paper.path());
        let shift = |day: &str, year: &str| {
            for story in files(&paper.path().join(day)) {
                let text = fs::read_to_string(&story).unwrap();
                fs::write(story, text.replace("published = \"2026", year)).unwrap();
            }
        };
        shift("2026-11-22", "published = \"2031");
        shift("2026-11-24", "published = \"2019");
        assert_eq!(desk.read_sample(Some(paper.path())).unwrap().skipped, []);
        let days = desk.days(Some(SAMPLE)).unwrap();
        assert!(days.iter().all(|day| day.complete && day.pictures == day.pictures_stored));
    }

    #[test]
    fn what_is_damaged_is_named_and_comes_with_a_whole_paper() {
        let (_folder, desk) = desk();
        let paper = tempfile::tempdir().unwrap();
        copy(Path::new(PAPER), paper.path());
        let pictures: Vec<_> = files(&paper.path().join("pictures"))
            .into_iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == "jpg"))
            .collect();
        for picture in &pictures {
            let bytes = fs::read(picture).unwrap();
            fs::write(picture, &bytes[..bytes.len() / 2]).unwrap();
        }
        fs::remove_file(&pictures[0]).unwrap();
        let day = paper.path().join("2026-11-22");
        let story = files(&day).pop().unwrap();
        fs::write(&story, "no story").unwrap();
        let imported = desk.read_sample(Some(paper.path())).unwrap();
        let (places, whys): (Vec<_>, Vec<_>) = imported.skipped.into_iter().unzip();
        assert!(places[0].starts_with("2026-11-22/"), "{places:?}");
        assert!(places.len() > 10 && whys[1..].iter().all(|why| why.ends_with("is missing")));
        assert_eq!(whys.iter().filter(|why| *why == "its file is missing").count(), 1);
        assert!(desk.days(Some(SAMPLE)).unwrap().iter().any(|day| !day.complete));

        assert_eq!(desk.read_sample(None).unwrap().skipped, []);
        let days = desk.days(Some(SAMPLE)).unwrap();
        assert!(days.iter().all(|day| day.complete && day.pictures == day.pictures_stored));
    }

    #[test]
    fn where_there_is_no_paper_that_is_said_and_nothing_is_added() {
        let (folder, desk) = desk();
        let error = desk.read_sample(Some(folder.path())).unwrap_err();
        assert_eq!(error.code, Code::BadInput);
        assert!(error.message.ends_with("paper.toml is missing or is no text."), "{error}");
        assert!(desk.sources().unwrap().is_empty());
    }

    fn first_photo(desk: &Desk) -> String {
        let stories = desk.stories(&StoryFilter::default()).unwrap();
        let mut figures = stories.iter().filter_map(|story| story.reading.lead.as_ref());
        figures.find_map(|figure| figure.photo.clone()).unwrap()
    }

    fn files(folder: &Path) -> Vec<PathBuf> {
        let mut all = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
        }
        all.sort();
        all
    }

    fn copy(from: &Path, into: &Path) {
        for file in files(from) {
            let copy = into.join(file.strip_prefix(from).unwrap());
            fs::create_dir_all(copy.parent().unwrap()).unwrap();
            fs::copy(file, copy).unwrap();
        }
    }
}
