use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use model::{Block, Direction, Moment, Reading};
use serde::Deserialize;
use url::Url;

use crate::Error;
use crate::files::Files;
use crate::front::{self, Front, Picture};
use crate::markdown;
use crate::pictures::Pictures;

const HEAD: &str = "paper.toml";

/// The sample paper.
#[derive(Debug)]
pub struct Paper {
    /// What it is called.
    pub name: String,
    /// What it says under its name.
    pub tagline: String,
    /// What it is, for those who have never heard of it.
    pub about: String,
    /// Its front page; all other addresses lie below it.
    pub url: Url,
    /// Its time zone: an IANA name or a fixed offset.
    pub zone: String,
    /// Its main language, BCP 47.
    pub language: String,
    /// Paths of its sections, in its own order, each after the one above it.
    pub sections: Vec<Vec<String>>,
    /// Who writes for it.
    pub authors: Vec<Author>,
    /// All that it printed, oldest first.
    pub stories: Vec<Story>,
    /// Stories that could not be read.
    pub damaged: Vec<Damage>,
    files: Files,
}

/// Somebody who writes for the paper.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// As in bylines.
    pub name: String,
    /// What they do there.
    pub role: String,
    /// A sentence or two about them.
    pub about: String,
}

/// What the paper printed at one address.
#[derive(Debug, Clone)]
pub struct Story {
    /// The last part of its address.
    pub slug: String,
    /// The edition's day.
    pub day: Date,
    /// What it said first, and each time it was changed; at least one.
    pub versions: Vec<Reading>,
}

impl Story {
    /// What it says now.
    #[must_use]
    pub fn newest(&self) -> &Reading {
        &self.versions[self.versions.len() - 1]
    }
}

/// A story that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Its path within the paper.
    pub file: String,
    /// What is wrong, lower case.
    pub why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    name: String,
    tagline: String,
    about: String,
    url: Url,
    zone: String,
    language: String,
    sections: Vec<Vec<String>>,
    author: Vec<Author>,
}

impl Paper {
    /// Reads the paper that is part of the program.
    ///
    /// # Errors
    /// If the program is damaged.
    pub fn embedded() -> Result<Self, Error> {
        Self::read(Files::Embedded)
    }

    /// Reads the paper in a folder.
    ///
    /// # Errors
    /// If it has no head, no list of pictures or no story that can be read. Another story that cannot be read is none: see [`Paper::damaged`].
    pub fn open(folder: &Path) -> Result<Self, Error> {
        Self::read(Files::Folder(folder.to_owned()))
    }

    /// The bytes that belong to an address of the paper's: a picture or a printed page.
    #[must_use]
    pub fn file(&self, url: &str) -> Option<Cow<'static, [u8]>> {
        let path = url.strip_prefix(self.url.as_str())?;
        let is_inside = !path.split('/').any(|part| part == "..");
        let is_public = path.starts_with("pictures/") || path.starts_with("epaper/");
        if is_inside && is_public { self.files.read(path) } else { None }
    }

    fn read(files: Files) -> Result<Self, Error> {
        let text = files.text(HEAD).ok_or_else(|| Error::Missing { file: HEAD.to_owned() })?;
        let head: Head =
            front::parse(&text).map_err(|why| Error::Malformed { file: HEAD.to_owned(), why })?;
        let desk = Desk {
            pictures: Pictures::read(&files, &head.url)?,
            zone: model::time_zone(&head.zone),
            home: head.url.clone(),
        };
        let (stories, damaged) = desk.stories(&files);
        if stories.is_empty() {
            let first = damaged.into_iter().next();
            return Err(
                first.map_or(Error::NoStory, |Damage { file, why }| Error::Malformed { file, why })
            );
        }
        Ok(Self {
            name: head.name,
            tagline: head.tagline,
            about: head.about,
            url: head.url,
            zone: head.zone,
            language: head.language,
            sections: head.sections,
            authors: head.author,
            stories,
            damaged,
            files,
        })
    }
}

/// What is needed to read a story.
struct Desk {
    pictures: Pictures,
    zone: TimeZone,
    home: Url,
}

impl Desk {
    fn stories(&self, files: &Files) -> (Vec<Story>, Vec<Damage>) {
        let mut stories: BTreeMap<(Date, String), Vec<(u32, Reading)>> = BTreeMap::new();
        let mut damaged = Vec::new();
        for file in files.stories() {
            match self.story(files, &file) {
                Ok((name, reading)) => {
                    stories.entry((name.day, name.slug)).or_default().push((name.version, reading));
                }
                Err(why) => damaged.push(Damage { file, why }),
            }
        }
        let stories = stories.into_iter().map(|((day, slug), mut versions)| {
            versions.sort_by_key(|(version, _)| *version);
            Story {
                slug,
                day,
                versions: versions.into_iter().map(|(_, reading)| reading).collect(),
            }
        });
        let mut stories: Vec<Story> = stories.collect();
        stories
            .sort_by_key(|story| story.versions[0].published.map(|published| published.timestamp));
        (stories, damaged)
    }

    fn story(&self, files: &Files, file: &str) -> Result<(Name, Reading), String> {
        let name = Name::of(file)?;
        let text = files.text(file).ok_or("it cannot be read as text")?;
        let (front, body) = front::split(&text)?;
        let reading = self.reading(&name, front, body)?;
        Ok((name, reading))
    }

    fn reading(&self, name: &Name, front: Front, body: &str) -> Result<Reading, String> {
        let day = name.day.strftime("%Y/%m/%d");
        let url = self.below(&format!("{day}/{}/", name.slug))?;
        let figure = |file: &str, cutline: &str| self.pictures.figure(file, cutline);
        let used = |picture: &Picture| figure(&picture.file, &picture.cutline);
        let mut body = markdown::blocks(body, &figure)?;
        if let Some(pdf) = &front.pdf {
            body.push(self.printed_page(pdf)?);
        }
        Ok(Reading {
            url: url.to_string(),
            kind: front.kind,
            headline: front.headline,
            deck: front.deck,
            byline: front.byline,
            agency: front.agency,
            dateline: front.dateline,
            published: Some(self.moment(front.published)?),
            modified: Some(self.moment(front.modified.unwrap_or(front.published))?),
            section: path(&front.section),
            also_in: front.also_in.iter().map(|section| path(section)).collect(),
            tags: front.tags,
            direction: Direction::of_language(&front.language),
            language: front.language,
            lead: front.lead.as_ref().map(used).transpose()?,
            body,
            gallery: front.gallery.iter().map(used).collect::<Result<_, _>>()?,
            extractor: 0,
        })
    }

    fn printed_page(&self, file: &str) -> Result<Block, String> {
        let url = self.below(&format!("epaper/{file}"))?;
        Ok(Block::Embed {
            provider: url.host_str().unwrap_or_default().to_owned(),
            url: url.to_string(),
            title: "The page as a PDF".to_owned(),
        })
    }

    fn below(&self, path: &str) -> Result<Url, String> {
        self.home.join(path).map_err(|error| error.to_string())
    }

    fn moment(&self, time: DateTime) -> Result<Moment, String> {
        let zoned = time.to_zoned_datetime(self.zone.clone()).map_err(|error| error.to_string())?;
        Ok(Moment::new(zoned.timestamp(), &self.zone))
    }
}

/// What a story's file is called: `2026-11-22/snow.md`, its second version `2026-11-22/snow.2.md`.
struct Name {
    day: Date,
    slug: String,
    version: u32,
}

impl Name {
    fn of(file: &str) -> Result<Self, String> {
        let parts = file
            .split_once('/')
            .and_then(|(day, name)| Some((day.parse::<Date>().ok()?, name.strip_suffix(".md")?)));
        let (day, name) = parts.ok_or("its name is not DAY/NAME.md")?;
        let (slug, version) = match name.split_once('.') {
            Some((slug, version)) => {
                (slug, version.parse().map_err(|_| "its version is no number".to_owned())?)
            }
            None => (name, 1),
        };
        Ok(Self { day, slug: slug.to_owned(), version })
    }
}

fn path(section: &str) -> Vec<String> {
    section.split('>').map(|name| name.trim().to_owned()).collect()
}
