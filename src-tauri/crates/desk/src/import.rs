use std::collections::BTreeSet;
use std::io::BufRead;

use archive::{Arrival, NewSource, Outcome};
use jiff::civil::{Date, Time};
use model::{Block, Direction, Found, Moment, Reading, Section, plain_text};
use serde::Deserialize;

use crate::{Code, Desk, Error, clock};

/// Stories stored in one transaction.
const BATCH: usize = 1_000;

/// What an import came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Imported {
    /// Stories that were not held before.
    pub new: u32,
    /// Stories that were held and say something else now.
    pub revised: u32,
    /// Stories that were held and say the same.
    pub unchanged: u32,
    /// Lines that are no story: their number, from 1, and why.
    pub skipped: Vec<(u32, String)>,
}

/// One line of the format `stories`.
#[derive(Debug, Deserialize)]
#[serde(default)]
struct Line {
    id: serde_json::Value,
    url: String,
    lang: String,
    date: Option<Date>,
    time: String,
    section: String,
    byline: String,
    agency: String,
    dateline: String,
    headline: String,
    deck: String,
    tags: Vec<String>,
    body: String,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            id: serde_json::Value::Null,
            url: String::new(),
            lang: "en".to_owned(),
            date: None,
            time: String::new(),
            section: String::new(),
            byline: String::new(),
            agency: String::new(),
            dateline: String::new(),
            headline: String::new(),
            deck: String::new(),
            tags: Vec::new(),
            body: String::new(),
        }
    }
}

/// A line that was understood.
struct Entry {
    source: String,
    id: Option<String>,
    day: Date,
    reading: Reading,
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
        input: impl BufRead,
        tell: &mut dyn FnMut(u32),
    ) -> Result<Imported, Error> {
        let mut imported = Imported::default();
        let mut known = BTreeSet::new();
        let mut batch = Vec::with_capacity(BATCH);
        for (line, number) in input.lines().zip(1_u32..) {
            let line = line.map_err(|error| {
                Error::new(
                    Code::BadInput,
                    format!("Line {number} cannot be read ({error})."),
                    "The lines before it are stored; mend the file and import it again.",
                )
            })?;
            if line.trim().is_empty() {
                continue;
            }
            match entry(&line) {
                Ok(entry) => batch.push(entry),
                Err(why) => imported.skipped.push((number, why)),
            }
            if batch.len() == BATCH {
                self.store_batch(&mut batch, &mut known, &mut imported)?;
                tell(number);
            }
        }
        self.store_batch(&mut batch, &mut known, &mut imported)?;
        self.catch_up_index()?;
        Ok(imported)
    }

    fn store_batch(
        &self,
        batch: &mut Vec<Entry>,
        known: &mut BTreeSet<(String, Vec<String>)>,
        imported: &mut Imported,
    ) -> Result<(), Error> {
        for entry in batch.iter() {
            self.make_room_for(entry, known)?;
        }
        let captured = Some(clock::local_now());
        let arrivals: Vec<Arrival<'_>> = batch
            .iter()
            .map(|entry| Arrival {
                source: &entry.source,
                key: None,
                id: entry.id.as_deref(),
                day: entry.day,
                reading: &entry.reading,
                part: None,
                captured,
                pictures: &[],
            })
            .collect();
        for stored in self.writer()?.store(&arrivals)? {
            match stored.outcome {
                Outcome::New => imported.new += 1,
                Outcome::Revised => imported.revised += 1,
                Outcome::Unchanged => imported.unchanged += 1,
            }
        }
        batch.clear();
        Ok(())
    }

    /// Adds the source and the sections of a story where they are not there yet.
    fn make_room_for(
        &self,
        entry: &Entry,
        known: &mut BTreeSet<(String, Vec<String>)>,
    ) -> Result<(), Error> {
        let place = (entry.source.clone(), entry.reading.section.clone());
        if !known.insert(place) {
            return Ok(());
        }
        let mut writer = self.writer()?;
        if writer.source(&entry.source)?.is_none() {
            writer.add_source(&NewSource {
                found: &imported_source(entry),
                added: clock::local_now(),
            })?;
        }
        let path = &entry.reading.section;
        let sections: Vec<Section> = (1..=path.len())
            .filter_map(|depth| {
                let path = path.get(..depth)?.to_vec();
                let slug = slug(path.last()?);
                Some(Section {
                    key: format!("path:{}", path.join(" > ")),
                    slug,
                    path,
                    followed: true,
                    ..Section::default()
                })
            })
            .collect();
        Ok(writer.add_sections(&entry.source, &sections)?)
    }
}

fn entry(line: &str) -> Result<Entry, String> {
    let line: Line = serde_json::from_str(line)
        .map_err(|error| format!("it is no JSON object of a story ({error})"))?;
    let day = line.date.ok_or("it has no date")?;
    if line.headline.is_empty() && line.body.is_empty() {
        return Err("it has neither headline nor body".to_owned());
    }
    let host =
        line.url.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or_default());
    let host = host.filter(|host| !host.is_empty()).ok_or("it has no address")?;
    let time: Time = line.time.parse().unwrap_or(Time::midnight());
    let published = day.to_datetime(time).to_zoned_datetime(jiff::tz::TimeZone::UTC);
    let body: Vec<Block> = line
        .body
        .split("\n\n")
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(Block::paragraph)
        .collect();
    debug_assert_eq!(plain_text(&body).is_empty(), body.is_empty());
    let direction = Direction::of_language(&line.lang);
    Ok(Entry {
        source: host.strip_prefix("www.").unwrap_or(host).to_lowercase(),
        id: match line.id {
            serde_json::Value::String(id) if !id.is_empty() => Some(id),
            serde_json::Value::Number(id) => Some(id.to_string()),
            _ => None,
        },
        day,
        reading: Reading {
            url: line.url,
            headline: line.headline,
            deck: line.deck,
            byline: line.byline,
            agency: line.agency,
            dateline: line.dateline,
            published: published
                .ok()
                .map(|published| Moment::new(published.timestamp(), &jiff::tz::TimeZone::UTC)),
            section: line
                .section
                .split('>')
                .map(|name| name.trim().to_owned())
                .filter(|name| !name.is_empty())
                .collect(),
            tags: line.tags,
            language: line.lang,
            direction,
            body,
            ..Reading::default()
        },
    })
}

fn imported_source(entry: &Entry) -> Found {
    Found {
        id: entry.source.clone(),
        name: entry.source.clone(),
        url: format!("https://{}/", entry.source),
        tagline: String::new(),
        language: entry.reading.language.clone(),
        direction: entry.reading.direction,
        zone: "UTC".to_owned(),
        listing: String::new(),
        sections: Vec::new(),
        stories: 0,
        newest_day: None,
        newest_day_stories: 0,
        headlines: Vec::new(),
        delay_ms: 0,
        already_added: false,
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
    use super::*;

    #[test]
    fn reads_a_line_as_databases_print_it() {
        let line = r#"{"id": 7, "url": "https://paper.example/7/", "lang": "ur", "date": "2020-04-03", "time": "10:25",
            "section": "Opinion > Editorial", "headline": "سرخی", "body": "ایک۔\n\nدو۔", "tags": ["x"], "more": 1}"#;
        let entry = entry(line).unwrap();
        assert_eq!((entry.source.as_str(), entry.id.as_deref()), ("paper.example", Some("7")));
        assert_eq!(entry.reading.section, ["Opinion", "Editorial"]);
        assert_eq!(entry.reading.published.unwrap().to_string(), "2020-04-03T10:25:00+00:00");
        assert_eq!(entry.reading.direction, Direction::Rtl);
        assert_eq!(entry.reading.body.len(), 2);
    }

    #[test]
    fn names_what_a_line_lacks() {
        for (line, why) in [
            ("{", "no JSON"),
            (r#"{"url": "https://a.example/", "headline": "x"}"#, "no date"),
            (r#"{"date": "2020-01-01", "headline": "x"}"#, "no address"),
            (r#"{"date": "2020-01-01", "url": "https://a.example/"}"#, "neither"),
        ] {
            assert!(entry(line).is_err_and(|said| said.contains(why)), "{line}");
        }
    }

    #[test]
    fn slugs_keep_letters_of_any_script() {
        assert_eq!(slug("City & Towns"), "city-towns");
        assert_eq!(slug("اردو"), "اردو");
    }
}
