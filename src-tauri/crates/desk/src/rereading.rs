//! What is kept is read again when the extractor has become better.

use archive::{CapturedPart, Held, HeldCapture, PictureAddress, ReadAgain, Spot};
use extract::wordpress::Context;
use extract::{Extracted, Picture};
use model::{Source, time_zone};
use serde::Serialize;
use url::Url;

use crate::history::{Part, changed};
use crate::{Desk, Error, page};

/// Versions that are read and stored in one step; others store in between.
const STEP: u32 = 100;

/// A version that the extractor of today reads otherwise than the one that read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadOtherwise {
    /// Id of the story.
    pub id: String,
    /// Number of the version.
    pub revision: u32,
    /// Address of the story.
    pub url: String,
    /// What comes out otherwise; empty where only sections, tags or times do.
    pub changed: Vec<Part>,
}

/// What reading everything again came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Rereading {
    /// Version of the extractor that read.
    pub extractor: u32,
    /// Versions of stories that it read.
    pub read: u64,
    /// Those that it reads otherwise.
    pub otherwise: Vec<ReadOtherwise>,
    /// Everything was read; it was not stopped.
    pub whole: bool,
}

impl Desk {
    /// The program's extractor has become better since everything that is captured was read.
    ///
    /// # Errors
    /// If the archive cannot be read.
    pub fn can_read_better(&self) -> Result<bool, Error> {
        Ok(self.reader().extractor()? < u64::from(extract::VERSION))
    }

    /// Reads every version again that an earlier extractor read from a capture, and keeps both readings.
    ///
    /// With `only_look` nothing is stored. `go_on` is told how many were read, and ends it by `false`; it takes up
    /// where it was stopped, for what was read by the extractor of today is not read again.
    ///
    /// # Errors
    /// If the archive cannot be read or written.
    pub fn read_again(
        &self,
        only_look: bool,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Rereading, Error> {
        let sources = self.reader().sources()?;
        let mut done = Rereading { extractor: extract::VERSION, ..Rereading::default() };
        let mut spot = Spot::default();
        while go_on(done.read) {
            let held = self.reader().held_after(spot, STEP)?;
            let Some(last) = held.last() else {
                done.whole = true;
                if !only_look {
                    self.writer()?.note_extractor(extract::VERSION)?;
                }
                break;
            };
            spot = last.at;
            let older = held.iter().filter(|held| held.reading.extractor < extract::VERSION);
            let mut again = Vec::new();
            for held in older {
                let source = sources.iter().find(|source| source.id == held.source);
                let Some(extracted) = source.map(|source| self.extracted(held, source)) else {
                    continue;
                };
                if let Some(extracted) = extracted? {
                    done.read += 1;
                    again.push((held, extracted));
                }
            }
            if !only_look {
                self.store_again(&again)?;
            }
            done.otherwise.extend(again.iter().filter_map(otherwise));
        }
        Ok(done)
    }

    /// What the capture of a version says today; `None` if nothing can be read from it.
    pub(crate) fn extracted(
        &self,
        held: &Held,
        source: &Source,
    ) -> Result<Option<Extracted>, Error> {
        if let Some(page) = self.whole_page(held)? {
            let url = page.chain.last().unwrap_or(&page.url);
            let url = Url::parse(url).ok();
            return Ok(url.and_then(|url| page::read(&url, &page.headers, &page.body)));
        }
        let Some(bytes) = self.reader().captured_bytes(&held.story, held.revision)? else {
            return Ok(None);
        };
        let pictures: Vec<Picture> = held
            .pictures
            .iter()
            .map(|address| Picture {
                url: address.url.clone(),
                candidates: address.candidates.clone(),
                bytes: None,
            })
            .collect();
        let context = Context {
            sections: &source.sections,
            media: &[],
            leads_on_pages: &[],
            zone: &time_zone(&source.zone),
            language: &source.language,
        };
        Ok(extract::wordpress::read_again(&bytes, (&held.reading, &pictures), &context))
    }

    /// The capture of a version, if that is a page and not a part of an answer.
    fn whole_page(&self, held: &Held) -> Result<Option<HeldCapture>, Error> {
        let reader = self.reader();
        match reader.captured_part(&held.story, held.revision)? {
            Some(CapturedPart { capture, range: None }) => {
                Ok(reader.capture(capture.0)?.filter(|capture| !capture.is_dropped()))
            }
            _ => Ok(None),
        }
    }

    fn store_again(&self, again: &[(&Held, Extracted)]) -> Result<(), Error> {
        let pictures: Vec<Vec<PictureAddress>> = again
            .iter()
            .map(|(_, extracted)| {
                let pictures = extracted.pictures.iter();
                pictures
                    .map(|picture| PictureAddress {
                        url: picture.url.clone(),
                        candidates: picture.candidates.clone(),
                    })
                    .collect()
            })
            .collect();
        let readings: Vec<ReadAgain<'_>> = again
            .iter()
            .zip(&pictures)
            .map(|((held, extracted), pictures)| ReadAgain {
                held,
                reading: &extracted.reading,
                pictures,
            })
            .collect();
        if !readings.is_empty() {
            self.writer()?.read_again(&readings)?;
        }
        Ok(())
    }
}

fn otherwise((held, extracted): &(&Held, Extracted)) -> Option<ReadOtherwise> {
    (!held.reading.says_the_same(&extracted.reading)).then(|| ReadOtherwise {
        id: held.story.clone(),
        revision: held.revision,
        url: held.reading.url.clone(),
        changed: changed(&held.reading, &extracted.reading),
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use archive::{Archive, Arrival, Capture, CapturedPart, NewSource, Outcome, Writer};
    use jiff::civil::date;
    use model::{Block, Found, Moment, Reading};

    use super::*;
    use crate::Access;

    const POST: &str = r#"{"id":7,"date":"2026-11-20T12:00:00","date_gmt":"2026-11-20T06:30:00",
        "modified_gmt":"2026-11-20T06:30:00","link":"https://gazette.example/pass/","title":{"rendered":"Snow closes the pass"},
        "content":{"rendered":"<p>The road is closed.</p><p>It opens on Monday.</p>","protected":false}}"#;

    fn noon() -> Moment {
        "2026-11-20T12:00:00+05:30".parse().unwrap()
    }

    fn newspaper(folder: &Path) -> Writer {
        let mut writer = Writer::open(folder).unwrap();
        let found = Found {
            id: "gazette.example".to_owned(),
            name: "The Gazette".to_owned(),
            url: "https://gazette.example/".to_owned(),
            language: "en".to_owned(),
            zone: "Asia/Kolkata".to_owned(),
            ..Found::default()
        };
        writer.add_source(&NewSource { found: &found, added: noon() }).unwrap();
        writer
    }

    /// Stores the post as an extractor read it that took furniture for text.
    fn store(writer: &mut Writer, reading: &Reading) -> Outcome {
        let url = "https://gazette.example/wp-json/wp/v2/posts".to_owned();
        let body = format!("[{POST}]");
        let capture = writer
            .store_capture(&Capture {
                source: "gazette.example",
                url: &url,
                chain: std::slice::from_ref(&url),
                status: 200,
                headers: &[],
                fetched: noon(),
                body: body.as_bytes(),
            })
            .unwrap();
        let arrival = Arrival {
            source: "gazette.example",
            key: Some("wp:7"),
            id: None,
            day: date(2026, 11, 20),
            reading,
            part: Some(CapturedPart { capture, range: Some(1..POST.len() + 1) }),
            captured: Some(noon()),
            pictures: &[],
        };
        writer.store(&[arrival]).unwrap()[0].outcome
    }

    fn badly_read() -> Reading {
        Reading {
            url: "https://gazette.example/pass/".to_owned(),
            headline: "Snow closes the pass".to_owned(),
            published: Some(noon()),
            modified: Some(noon()),
            language: "en".to_owned(),
            body: vec![
                Block::paragraph("The road is closed.".to_owned()),
                Block::paragraph("Share this story".to_owned()),
            ],
            ..Reading::default()
        }
    }

    #[test]
    fn a_better_reading_replaces_the_earlier_one_which_is_kept_and_makes_no_version() {
        let folder = tempfile::tempdir().unwrap();
        store(&mut newspaper(folder.path()), &badly_read());
        let desk = Desk::open(folder.path(), Access::Write).unwrap();
        assert!(desk.can_read_better().unwrap());

        let looked = desk.read_again(true, &mut |_| true).unwrap();
        assert_eq!(looked.otherwise.len(), 1);
        assert_eq!(looked.otherwise[0].changed, [Part::Body]);
        assert!(desk.can_read_better().unwrap(), "looking stores nothing");

        let stopped = desk.read_again(false, &mut |_| false).unwrap();
        assert!(!stopped.whole && desk.can_read_better().unwrap());

        let done = desk.read_again(false, &mut |_| true).unwrap();
        assert_eq!((done.read, done.otherwise), (1, looked.otherwise));
        assert!(!desk.can_read_better().unwrap());
        let story = desk.story("https://gazette.example/pass/", None).unwrap();
        assert_eq!(story.text, "The road is closed.\n\nIt opens on Monday.");
        assert_eq!((story.revision, story.reading.extractor), (1, extract::VERSION));
        let archive = Archive::open(folder.path()).unwrap();
        assert_eq!(archive.earlier_readings(&story.id, 1).unwrap(), [badly_read()]);
        assert!(desk.verify(true).unwrap().ok);

        let again = desk.read_again(false, &mut |_| true).unwrap();
        assert_eq!((again.read, again.otherwise.len()), (0, 0));
    }

    #[test]
    fn a_story_that_comes_again_unchanged_is_no_new_version_because_it_is_read_better() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = newspaper(folder.path());
        let better =
            Reading { extractor: 1, body: badly_read().body[..1].to_vec(), ..badly_read() };
        store(&mut writer, &badly_read());
        assert_eq!(store(&mut writer, &better), Outcome::Unchanged);
        let id = writer.story("https://gazette.example/pass/", None).unwrap().unwrap().id;
        assert_eq!(writer.revisions(&id).unwrap(), 1);
        assert_eq!(writer.earlier_readings(&id, 1).unwrap(), [badly_read()]);

        let later = "2026-11-20T13:00:00+05:30".parse().unwrap();
        let changed =
            Reading { modified: Some(later), headline: "Pass opens".to_owned(), ..better };
        assert_eq!(store(&mut writer, &changed), Outcome::Revised);
    }
}
