//! Stories leave the archive as WACZ or WARC.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom};
use std::path::Path;

use archive::{Archive, HeldPicture, Selection, Watch};
use exchange::{About, Download, Export, KeptPart, KeptPicture, Picture};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::{Moment, Query, Sort, Story};
use serde::Serialize;

use crate::error::{plain, storage_hint};
use crate::{Code, Desk, Error, StoryFilter, clock};

/// Hits that are asked for at once.
const HITS: u32 = 1_000;

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// WACZ 1.1.1, which `ReplayWeb.page` opens.
    Wacz,
    /// WARC 1.1; compressed where its name ends in `.gz`.
    Warc,
}

/// Which stories are exported.
#[derive(Debug, Clone)]
pub enum Chosen {
    /// Those of a source, section or span.
    Of(StoryFilter),
    /// What a search finds.
    Found(String),
    /// These, by their ids or addresses.
    These(Vec<String>),
}

/// What an export came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// Stories in it.
    pub stories: u64,
    /// Versions of them.
    pub revisions: u64,
    /// Downloads that they were read from.
    pub captures: u64,
    /// Pictures.
    pub photos: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// What is damaged in the archive and so not in it, and how.
    pub left_out: Vec<(String, String)>,
}

impl Desk {
    /// Writes stories with all their versions, downloads and pictures into a file, which is there whole or not at all.
    ///
    /// # Errors
    /// [`Code::NotFound`] if nothing is chosen, [`Code::BadInput`] for a file within the archive, [`Code::Storage`] if
    /// it cannot be written, [`Code::Stopped`] by `watch`, which hears of stories.
    pub fn export(
        &self,
        chosen: &Chosen,
        format: ExportFormat,
        to: &Path,
        watch: Watch<'_>,
    ) -> Result<Exported, Error> {
        self.see_that_it_is_outside(to)?;
        let ids = self.chosen(chosen)?;
        if ids.is_empty() {
            return Err(Error::new(
                Code::NotFound,
                "There is no such story to export.",
                "See what is held with broadsheet stories or broadsheet search.",
            ));
        }
        let about = self.about(chosen, &ids)?;
        let unwritable = |error: io::Error| unwritable(to, &error);
        let folder = to.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        clear_leftovers(folder);
        let file = builder().tempfile_in(folder).map_err(unwritable)?;
        // Others see by this that it is at work; where files cannot be locked they leave it alone for its age.
        drop(file.as_file().try_lock());
        let scratch = tempfile::tempfile_in(folder).map_err(unwritable)?;
        let written = |error| match error {
            exchange::Error::Io(error) => unwritable(error),
            other => Error::new(Code::Storage, format!("The export failed: {other}."), ""),
        };
        let format = format.of(to);
        let mut work = Work {
            archive: Archive::open(self.folder())?,
            export: Export::begin(file, scratch, format, about).map_err(written)?,
            written: &written,
            sources: HashSet::new(),
            takes_answers_whole: chosen.are_whole_days(),
            captures: HashMap::new(),
            pictures: HashSet::new(),
            exported: Exported::default(),
        };
        let total = ids.len() as u64;
        for (id, done) in ids.iter().zip(0..) {
            if watch(done, total).is_break() {
                return Err(Error::new(Code::Stopped, "It was stopped: nothing was written.", ""));
            }
            work.story(id)?;
        }
        let Work { export, mut exported, .. } = work;
        let file = export.finish(from_start).map_err(written)?;
        file.as_file().sync_all().map_err(unwritable)?;
        exported.bytes = file.as_file().metadata().map_err(unwritable)?.len();
        file.persist(to).map_err(|failed| unwritable(failed.error))?;
        // Its name, too, must outlast a power cut.
        archive::sync_folder(folder)?;
        Ok(exported)
    }

    /// Ids of the stories, the oldest first.
    fn chosen(&self, chosen: &Chosen) -> Result<Vec<String>, Error> {
        match chosen {
            Chosen::Of(filter) => {
                let source = filter.source.as_deref().map(|it| self.source(it)).transpose()?;
                Ok(self.reader().ids(&Selection {
                    source: source.as_ref().map(|source| source.id.as_str()),
                    since: filter.since,
                    until: filter.until,
                    section: filter.section.as_deref(),
                    page: None,
                })?)
            }
            Chosen::Found(words) => self.found_ids(words),
            Chosen::These(names) => {
                names.iter().map(|name| Ok(self.story(name, None)?.id)).collect()
            }
        }
    }

    fn found_ids(&self, words: &str) -> Result<Vec<String>, Error> {
        let mut ids = Vec::new();
        for offset in (0..).step_by(HITS as usize) {
            let query = Query {
                text: words.to_owned(),
                limit: HITS,
                offset,
                sort: Sort::Oldest,
                ..Query::default()
            };
            let found = self.ask_index(|index| index.search(&query))?;
            let rows: Vec<u64> = found.hits.iter().map(|hit| hit.row).collect();
            let stories = self.reader().stories_by_row(&rows)?;
            ids.extend(stories.into_iter().map(|(_, story)| story.id));
            if rows.len() < HITS as usize {
                break;
            }
        }
        Ok(ids)
    }

    fn about(&self, chosen: &Chosen, ids: &[String]) -> Result<About, Error> {
        let reader = self.reader();
        let mut made: Option<Moment> = None;
        for id in ids {
            let captured = reader.captured(id)?;
            made = made.into_iter().chain(captured).max_by_key(|moment| moment.timestamp);
        }
        drop(reader);
        let epoch = Moment::new(Timestamp::UNIX_EPOCH, &TimeZone::UTC);
        Ok(About { title: self.title(chosen)?, made: made.unwrap_or(epoch) })
    }

    fn title(&self, chosen: &Chosen) -> Result<String, Error> {
        let filter = match chosen {
            Chosen::Of(filter) => filter,
            Chosen::Found(words) => return Ok(format!("Stories found by {words}")),
            Chosen::These(_) => return Ok("Stories".to_owned()),
        };
        let source = match &filter.source {
            Some(source) => self.source(source)?.name,
            None => "All newspapers".to_owned(),
        };
        let span = match (filter.since, filter.until) {
            (None, None) => None,
            (since, until) if since == until => since.map(|day| day.to_string()),
            (Some(since), None) => Some(format!("since {since}")),
            (None, Some(until)) => Some(format!("until {until}")),
            (Some(since), Some(until)) => Some(format!("{since} to {until}")),
        };
        let parts = [Some(source), filter.section.clone(), span];
        Ok(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

impl Chosen {
    /// All stories of some days are chosen, and so most of what an answer of their paper holds.
    fn are_whole_days(&self) -> bool {
        matches!(self, Self::Of(filter) if filter.section.is_none())
    }
}

impl ExportFormat {
    fn of(self, file: &Path) -> exchange::Format {
        let is_packed = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
        match self {
            Self::Wacz => exchange::Format::Wacz,
            Self::Warc if is_packed => exchange::Format::CompressedWarc,
            Self::Warc => exchange::Format::Warc,
        }
    }
}

/// An export at work.
struct Work<'a> {
    archive: Archive,
    export: Export<tempfile::NamedTempFile, File>,
    written: &'a dyn Fn(exchange::Error) -> Error,
    /// An answer that holds many stories is written once and whole; otherwise of each story its part.
    takes_answers_whole: bool,
    /// Sources, captures (with the ids of their records) and pictures that are in it.
    sources: HashSet<String>,
    captures: HashMap<i64, KeptPart>,
    pictures: HashSet<String>,
    exported: Exported,
}

impl Work<'_> {
    /// Writes all versions of a story, the current one last.
    fn story(&mut self, id: &str) -> Result<(), Error> {
        let current = match self.archive.story(id, None) {
            Ok(Some(story)) => story,
            // It was removed meanwhile.
            Ok(None) => return Ok(()),
            Err(error) => return self.leave_out(format!("Story {id}"), error),
        };
        self.source(&current.source)?;
        for number in 1..=self.archive.revisions(id)? {
            if number != current.revision {
                match self.archive.story(id, Some(number)) {
                    Ok(Some(story)) => self.revision(&story)?,
                    Ok(None) => {}
                    Err(error) => {
                        self.leave_out(format!("Version {number} of story {id}"), error)?;
                    }
                }
            }
        }
        self.revision(&current)?;
        self.exported.stories += 1;
        Ok(())
    }

    fn source(&mut self, id: &str) -> Result<(), Error> {
        if self.sources.insert(id.to_owned())
            && let Some(source) = self.archive.source(id)?
        {
            self.export.source(&source).map_err(self.written)?;
        }
        Ok(())
    }

    fn revision(&mut self, story: &Story) -> Result<(), Error> {
        let part = self.part(story)?;
        let mut pictures: Vec<KeptPicture> = Vec::new();
        for figure in story.reading.figures() {
            if pictures.iter().all(|picture| picture.url != figure.url) {
                pictures.extend(self.picture(&figure.url)?);
            }
        }
        let gone = if story.gone { self.archive.gone_since(&story.id)? } else { None };
        self.export.story(story, gone, part, pictures).map_err(self.written)?;
        self.exported.revisions += 1;
        Ok(())
    }

    /// The download behind a version, which is written if it was not yet.
    fn part(&mut self, story: &Story) -> Result<Option<KeptPart>, Error> {
        let Some(part) = self.archive.captured_part(&story.id, story.revision)? else {
            return Ok(None);
        };
        let number = part.capture.0;
        let bytes = part.range.map(|range| (range.start, range.end));
        if let Some(known) = self.captures.get(&number) {
            return Ok(Some(KeptPart { bytes: bytes.or(known.bytes), ..known.clone() }));
        }
        let capture = match self.archive.capture(number) {
            Ok(Some(capture)) if !capture.is_dropped() => capture,
            Ok(_) => return Ok(None),
            Err(error) => {
                self.leave_out(format!("Capture {number}"), error)?;
                return Ok(None);
            }
        };
        let url = capture.chain.last().unwrap_or(&capture.url).clone();
        let chain = if capture.chain.is_empty() { vec![url.clone()] } else { capture.chain };
        let download = Download {
            chain: &chain,
            status: capture.status,
            headers: &capture.headers,
            fetched: capture.fetched,
            body: &capture.body,
        };
        self.exported.captures += 1;
        if let (Some((from, to)), false) = (bytes, self.takes_answers_whole) {
            let record = self.export.part(&download, from..to).map_err(self.written)?;
            return Ok(Some(KeptPart { record, url, bytes: Some((0, to.saturating_sub(from))) }));
        }
        let record = self.export.download(&download).map_err(self.written)?;
        let is_page = bytes.is_none() && is_html(&capture.headers);
        // Only a page can be looked at as it is.
        let whole = (!is_page).then_some((0, capture.body.len()));
        let known = KeptPart { record, url, bytes: whole };
        self.captures.insert(number, known.clone());
        Ok(Some(KeptPart { bytes: bytes.or(whole), ..known }))
    }

    /// What is held of a picture, which is written if it was not yet.
    fn picture(&mut self, url: &str) -> Result<Option<KeptPicture>, Error> {
        let Some(named) = self.archive.named_picture(url)? else { return Ok(None) };
        let held = named.held.filter(|held| !held.found.is_empty());
        let mut found = held.as_ref().map(|held| held.found.clone());
        if let Some(held) = held
            && !self.pictures.contains(&held.found)
        {
            found = self.photo(&held)?.then_some(held.found.clone());
            if found.is_some() {
                self.pictures.insert(held.found);
            }
        }
        Ok(Some(KeptPicture { url: url.to_owned(), candidates: named.candidates, found }))
    }

    /// Writes a photo; false if it cannot be had.
    fn photo(&mut self, held: &HeldPicture) -> Result<bool, Error> {
        let (format, bytes) = match self.archive.photo(&held.photo) {
            Ok(Some(photo)) => photo,
            Ok(None) => return Ok(false),
            Err(error) => {
                self.leave_out(format!("Photo {}", held.photo), error)?;
                return Ok(false);
            }
        };
        let picture = Picture {
            found: &held.found,
            media_type: format.media_type(),
            stored: held.stored,
            bytes: &bytes,
        };
        self.export.picture(&picture).map_err(self.written)?;
        self.exported.photos += 1;
        Ok(true)
    }

    /// Notes what is damaged: it costs nothing else. Fails where it is the archive that cannot be read.
    fn leave_out(&mut self, what: String, error: archive::Error) -> Result<(), Error> {
        match error {
            archive::Error::Damaged { detail } => self.exported.left_out.push((what, detail)),
            archive::Error::Io { ref source, .. } => {
                self.exported.left_out.push((what, plain(source)));
            }
            other => return Err(other.into()),
        }
        Ok(())
    }
}

fn is_html(headers: &[(String, String)]) -> bool {
    let named = model::header(headers, "content-type");
    named.is_some_and(|value| value.to_ascii_lowercase().contains("html"))
}

fn from_start(mut file: File) -> io::Result<File> {
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// How files begin that are not whole yet.
const UNFINISHED: &str = ".broadsheet-export-";

/// How long nobody must have written to a file before it is taken for a leftover.
const RESTED: SignedDuration = SignedDuration::from_secs(60);

/// Removes what exports left there that were killed: files of theirs that nobody holds locked or has written to lately.
fn clear_leftovers(folder: &Path) {
    let is_left = |entry: &fs::DirEntry| -> Option<bool> {
        let is_ours = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
        // Not what a link names.
        let data = fs::symlink_metadata(entry.path()).ok().filter(|it| is_ours && it.is_file())?;
        let written = Timestamp::try_from(data.modified().ok()?).ok()?;
        let rested = clock::now().duration_since(written);
        Some(rested >= RESTED && File::open(entry.path()).ok()?.try_lock().is_ok())
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_left(&entry).unwrap_or(false) {
            // What cannot be removed now is tried again the next time.
            drop(fs::remove_file(entry.path()));
        }
    }
}

/// A file is readable by whom the system's mask lets read.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

fn unwritable(to: &Path, error: &io::Error) -> Error {
    Error::new(
        Code::Storage,
        format!("{} cannot be written ({}).", to.display(), plain(error)),
        match error.kind() {
            io::ErrorKind::StorageFull => storage_hint(error),
            _ => "Name a file in a folder that is there and can be written.",
        },
    )
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::Access;

    fn desk() -> (tempfile::TempDir, Desk) {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(&folder.path().join("archive"), Access::Write).unwrap();
        desk.read_sample(None).unwrap();
        (folder, desk)
    }

    fn export(desk: &Desk, chosen: &Chosen, to: &Path) -> Result<Exported, Error> {
        desk.export(chosen, ExportFormat::Wacz, to, &mut |_, _| ControlFlow::Continue(()))
    }

    #[test]
    fn an_export_that_is_stopped_leaves_nothing_and_what_was_there() {
        let (folder, desk) = desk();
        let place = folder.path().join("out");
        fs::create_dir(&place).unwrap();
        fs::write(place.join("a.wacz"), "older").unwrap();
        let stopped = desk.export(
            &Chosen::Of(StoryFilter::default()),
            ExportFormat::Wacz,
            &place.join("a.wacz"),
            &mut |done, _| {
                if done < 50 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            },
        );
        assert_eq!(stopped.unwrap_err().code, Code::Stopped);
        assert_eq!(fs::read_dir(&place).unwrap().count(), 1);
        assert_eq!(fs::read(place.join("a.wacz")).unwrap(), b"older");
    }

    #[test]
    fn what_a_killed_export_left_goes_and_what_another_is_writing_stays() {
        let (folder, desk) = desk();
        let place = folder.path().join("out");
        fs::create_dir(&place).unwrap();
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        let file = |name: &str, is_old: bool| {
            let file = File::create(place.join(name)).unwrap();
            if is_old {
                file.set_modified(long_ago).unwrap();
            }
            file
        };
        drop(file(".broadsheet-export-killed", true));
        drop(file(".broadsheet-export-young", false));
        let at_work = file(".broadsheet-export-slow", true);
        at_work.try_lock().unwrap();
        drop(file("a reader's own", true));
        export(&desk, &Chosen::Of(StoryFilter::default()), &place.join("a.wacz")).unwrap();
        let mut left: Vec<_> =
            fs::read_dir(&place).unwrap().map(|it| it.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(
            left,
            [".broadsheet-export-slow", ".broadsheet-export-young", "a reader's own", "a.wacz"]
        );
    }

    #[test]
    fn what_is_chosen_is_exported_and_nothing_else() {
        let (folder, desk) = desk();
        let file = folder.path().join("a.wacz");
        let of = |filter| export(&desk, &Chosen::Of(filter), &file).unwrap().stories;
        let all = of(StoryFilter::default());
        let day = "2026-11-23".parse().ok();
        let of_day = of(StoryFilter { since: day, until: day, ..StoryFilter::default() });
        let sports =
            of(StoryFilter { section: Some("sports".to_owned()), ..StoryFilter::default() });
        assert!(
            0 < of_day && of_day < all && 0 < sports && sports < all,
            "{of_day} {sports} {all}"
        );
        let found = export(&desk, &Chosen::Found("bell".to_owned()), &file).unwrap().stories;
        assert_eq!(
            found,
            u64::from(
                desk.search(&Query { text: "bell".to_owned(), ..Query::default() }).unwrap().total
            )
        );
        let error = export(&desk, &Chosen::Found("xyzzy".to_owned()), &file).unwrap_err();
        assert_eq!(error.code, Code::NotFound);
        let within = desk.folder().join("a.wacz");
        let error = export(&desk, &Chosen::Of(StoryFilter::default()), &within).unwrap_err();
        assert_eq!(error.code, Code::BadInput);
    }

    #[test]
    fn a_photo_that_is_damaged_costs_nothing_else() {
        let (folder, desk) = desk();
        let photo = desk.stories(&StoryFilter::default()).unwrap();
        let photo = photo.iter().find_map(|story| story.reading.lead.clone()?.photo).unwrap();
        let shelf = desk.folder().join("photos").join(&photo[..2]);
        let file = fs::read_dir(shelf)
            .unwrap()
            .flatten()
            .find(|it| it.file_name().to_string_lossy().starts_with(&photo));
        fs::write(file.unwrap().path(), "x").unwrap();
        let done =
            export(&desk, &Chosen::Of(StoryFilter::default()), &folder.path().join("a.wacz"))
                .unwrap();
        assert_eq!(done.left_out.len(), 1, "{done:?}");
        assert!(done.left_out[0].0.contains(&photo));
    }
}
