use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use archive::{Arrival, CapturedPart, NewSource, Outcome, PictureAddress};
use exchange::{Answer, Head, Kept, KeptPart, KeptSource, KeptStory, Kind, Records};
use jiff::civil::Date;
use model::{Following, Found, Moment, Reading};
use url::Url;

use super::downloads::{Downloads, Number};
use super::{Days, Halt, ImportedWeb, Origin};
use crate::entry::{source_id, web_address};
use crate::import::sections;
use crate::{Desk, Error, clock, page};

/// Stories that are stored at once, and bytes of downloads beyond which they are stored before they are so many.
const BATCH: usize = 200;
const BATCH_BYTES: usize = 16 << 20;
/// The most addresses that stand for others.
const ALIASES: usize = 1_000_000;
/// What our own files say of the program that made them.
const OURS: &str = "software: Broadsheet";

/// Stories that are found among the records of a file.
pub(super) struct Stories<'a> {
    desk: &'a Desk,
    origin: Origin,
    /// The file tells itself what its stories are.
    is_ours: bool,
    /// The download that came last: in our own files what comes next says whether it is kept.
    last: Option<(String, Head, Answer)>,
    /// Downloads that are kept, with the bytes of their bodies, by the ids of their records.
    kept: HashMap<String, (Number, usize)>,
    downloads: Downloads,
    sources: HashSet<String>,
    sections: BTreeSet<(String, Vec<String>)>,
    batch: Vec<Pending>,
    pub(super) stands_for: HashMap<String, Vec<String>>,
    pub(super) days: Days,
    pub(super) done: ImportedWeb,
}

/// A story that is to be stored.
struct Pending {
    source: String,
    id: Option<String>,
    day: Date,
    reading: Reading,
    part: Option<Part>,
    captured: Option<Moment>,
    /// Since when its paper no longer has it.
    gone: Option<Moment>,
    pictures: Vec<PictureAddress>,
}

/// The part of a download that it was read from; none for the whole.
type Part = (Number, Option<Range<usize>>);

impl<'a> Stories<'a> {
    pub(super) fn new(desk: &'a Desk, origin: Origin) -> Self {
        Self {
            desk,
            origin,
            is_ours: false,
            last: None,
            kept: HashMap::new(),
            downloads: Downloads::default(),
            sources: HashSet::new(),
            sections: BTreeSet::new(),
            batch: Vec::new(),
            stands_for: HashMap::new(),
            days: Days::new(),
            done: ImportedWeb::default(),
        }
    }

    pub(super) fn take(&mut self, records: &mut Records<'_>, head: &Head) -> Result<(), Halt> {
        match head.kind {
            Kind::Warcinfo => {
                let block = records.block()?.unwrap_or_default();
                self.is_ours = String::from_utf8_lossy(&block).contains(OURS);
            }
            Kind::Metadata if self.is_ours && head.field("Content-Type") == "application/json" => {
                self.kept(records, head)?;
            }
            Kind::Revisit => self.same(head),
            Kind::Response => self.response(records, head)?,
            // A part of an answer, which may be of any type that tells stories.
            Kind::Resource if self.is_ours && !is_image(head.field("Content-Type")) => {
                self.response(records, head)?;
            }
            Kind::Resource if !self.is_ours && is_html(head.field("Content-Type")) => {
                self.response(records, head)?;
            }
            Kind::Metadata | Kind::Resource | Kind::Other => {}
        }
        if self.batch.len() >= BATCH || self.downloads.bytes() >= BATCH_BYTES {
            self.store()?;
        }
        Ok(())
    }

    /// An answer that is the same as one of another address.
    fn same(&mut self, head: &Head) {
        let other = match head.field("WARC-Refers-To-Target-URI") {
            "" => head.field("WARC-Payload-Digest"),
            url => url,
        };
        self.alias(other.to_owned(), head.target());
    }

    fn alias(&mut self, other: String, url: &str) {
        if !other.is_empty() && other != url && self.stands_for.len() < ALIASES {
            self.stands_for.entry(other).or_default().push(url.to_owned());
        }
    }

    fn response(&mut self, records: &mut Records<'_>, head: &Head) -> Result<(), Halt> {
        let Ok(url) = web_address(head.target()) else { return Ok(()) };
        let answer = match answer(records, head)? {
            Ok(Some(answer)) => answer,
            Ok(None) => return Ok(()),
            Err(why) => {
                self.done.imported.skipped.push((url.into(), why.to_owned()));
                return Ok(());
            }
        };
        if let (300..=399, Some(target)) = (answer.status, answer.header("location")) {
            let target = url.join(target).map(String::from).unwrap_or_default();
            self.alias(target, url.as_str());
            return Ok(());
        }
        if self.is_ours {
            self.last = Some((head.field("WARC-Record-ID").to_owned(), head.clone(), answer));
            return Ok(());
        }
        if answer.status == 200 && is_html(answer.header("content-type").unwrap_or_default()) {
            self.page(&url, head, answer)?;
        }
        Ok(())
    }

    /// A page that another program kept.
    fn page(&mut self, url: &Url, head: &Head, answer: Answer) -> Result<(), Error> {
        let Some(read) = page::read(url, &answer.headers, &answer.body) else {
            self.done.other_pages += 1;
            return Ok(());
        };
        let source = source_id(url);
        if !self.sources.contains(&source) {
            let content_type = answer.header("content-type");
            let home = extract::home(&answer.body, content_type, url).ok();
            let name = home.map(|home| home.title);
            // A page that does not say whose it is has its own headline as its title.
            let name =
                name.filter(|name| !name.is_empty() && !read.reading.headline.contains(name));
            self.add_source(&Found {
                id: source.clone(),
                name: name.unwrap_or_else(|| source.clone()),
                url: url.join("/").map(String::from).unwrap_or_default(),
                language: read.reading.language.clone(),
                direction: read.reading.direction,
                zone: read.reading.published.map_or("UTC".to_owned(), |it| it.offset.to_string()),
                ..Found::default()
            })?;
        }
        let captured = head.date().unwrap_or_else(clock::local_now);
        let number = self.downloads.add(&source, head.clone(), answer);
        let pictures = read.pictures.into_iter();
        self.place(Pending {
            day: read.reading.published.unwrap_or(captured).date(),
            source,
            id: None,
            reading: read.reading,
            part: Some((number, None)),
            captured: Some(captured),
            gone: None,
            pictures: pictures
                .map(|it| PictureAddress { url: it.url, candidates: it.candidates })
                .collect(),
        })
    }

    /// What one of our own files says.
    fn kept(&mut self, records: &mut Records<'_>, head: &Head) -> Result<(), Halt> {
        let block = records.block()?.unwrap_or_default();
        let kept = match serde_json::from_slice(&block) {
            Ok(kept) if head.vouches_for(&block, &[]) => kept,
            _ => {
                let what = format!("Record {}", records.number());
                let why = "what it says of a story was changed or cut off";
                self.done.imported.skipped.push((what, why.to_owned()));
                return Ok(());
            }
        };
        match kept {
            Kept::Source(source) => Ok(self.kept_source(source)?),
            Kept::Story(story) => Ok(self.kept_story(*story)?),
        }
    }

    fn kept_source(&mut self, source: KeptSource) -> Result<(), Error> {
        let is_plain = |letter: char| letter.is_alphanumeric() || ".-:[]".contains(letter);
        if source.id.is_empty() || !source.id.chars().all(is_plain) {
            return Ok(());
        }
        self.add_source(&Found {
            id: source.id,
            name: source.name,
            url: web_address(&source.url).map(String::from).unwrap_or_default(),
            language: source.language,
            direction: source.direction,
            zone: source.zone,
            sections: source.sections,
            ..Found::default()
        })
    }

    fn kept_story(&mut self, story: KeptStory) -> Result<(), Error> {
        let (Ok(url), Ok(day)) = (web_address(&story.reading.url), story.day.parse::<Date>())
        else {
            let why = "it has no address of a web page, or no day";
            self.done.imported.skipped.push((story.id, why.to_owned()));
            return Ok(());
        };
        let is_told = self.sources.contains(&story.source);
        let source = if is_told { story.source } else { source_id(&url) };
        if !is_told {
            let home = url.join("/").map(String::from).unwrap_or_default();
            let (name, zone) = (source.clone(), "UTC".to_owned());
            self.add_source(&Found {
                id: source.clone(),
                name,
                url: home,
                zone,
                ..Found::default()
            })?;
        }
        let part = story.part.as_ref().and_then(|told| self.kept_part(&source, told));
        let mut reading = story.reading;
        reading.extractor = reading.extractor.min(extract::VERSION);
        reading.figures_mut().for_each(|figure| figure.photo = None);
        let is_id = |id: &String| {
            id.len() <= 64 && id.chars().all(|it| it.is_alphanumeric() || "-_".contains(it))
        };
        let pictures = story.pictures.into_iter().map(|picture| {
            let mut candidates = picture.candidates;
            candidates.extend(picture.found);
            candidates.retain(|url| web_address(url).is_ok());
            let mut seen = HashSet::new();
            candidates.retain(|url| seen.insert(url.clone()));
            PictureAddress { url: picture.url, candidates }
        });
        self.place(Pending {
            source,
            id: Some(story.id).filter(is_id),
            day,
            part,
            captured: story.captured,
            // Nothing is known of the future.
            gone: story.gone.filter(|since| since.timestamp <= clock::now()),
            pictures: pictures.collect(),
            reading,
        })
    }

    /// The part of a download that a story of one of our own files was read from; none if it is not there.
    fn kept_part(&mut self, source: &str, told: &KeptPart) -> Option<Part> {
        if let Some((id, head, answer)) = self.last.take_if(|(id, ..)| *id == told.record) {
            let length = answer.body.len();
            self.kept.insert(id, (self.downloads.add(source, head, answer), length));
        }
        let (number, length) = *self.kept.get(&told.record)?;
        let range = told.bytes.map(|(from, to)| from..to);
        let is_within = range.as_ref().is_none_or(|it| it.start <= it.end && it.end <= length);
        is_within.then_some((number, range))
    }

    /// Adds a source where it is not there; brings it back where it was trashed. It is kept, not followed.
    fn add_source(&mut self, found: &Found) -> Result<(), Error> {
        if !self.sources.insert(found.id.clone()) {
            return Ok(());
        }
        let mut writer = self.desk.writer()?;
        let held = writer.source(&found.id)?;
        if held.is_none() {
            writer.add_source(&NewSource { found, added: clock::local_now() })?;
            self.done.sources.push(found.id.clone());
        }
        if held.is_none_or(|source| source.following == Following::Trashed) {
            writer.set_following(&found.id, Following::Kept)?;
        }
        Ok(())
    }

    fn place(&mut self, story: Pending) -> Result<(), Error> {
        let section = &story.reading.section;
        if self.sections.insert((story.source.clone(), section.clone())) {
            let held = self.desk.reader().sections(&story.source)?;
            if held.iter().all(|held| held.path != *section) {
                self.desk.writer()?.add_sections(&story.source, &sections(section))?;
            }
        }
        *self.days.entry((story.source.clone(), story.day)).or_default() += 1;
        self.batch.push(story);
        Ok(())
    }

    /// Stores the batch: its downloads, then what was read from them.
    pub(super) fn store(&mut self) -> Result<(), Error> {
        self.downloads.store(self.desk, &self.origin)?;
        let arrivals: Vec<_> = self
            .batch
            .iter()
            .map(|pending| (pending.arrival(&self.downloads), pending.gone))
            .collect();
        for stored in self.desk.writer()?.adopt(&arrivals)? {
            match stored.outcome {
                Outcome::New => self.done.imported.new += 1,
                Outcome::Revised => self.done.imported.revised += 1,
                Outcome::Unchanged => self.done.imported.unchanged += 1,
            }
        }
        self.batch.clear();
        Ok(())
    }
}

impl Pending {
    fn arrival(&self, downloads: &Downloads) -> Arrival<'_> {
        let part = self.part.as_ref().and_then(|(number, range)| {
            Some(CapturedPart { capture: downloads.capture(*number)?, range: range.clone() })
        });
        Arrival {
            source: &self.source,
            key: None,
            id: self.id.as_deref(),
            day: self.day,
            reading: &self.reading,
            part,
            captured: self.captured,
            pictures: &self.pictures,
        }
    }
}

/// What a record holds; none if it is no answer. Where it is not to be believed, the inner error says why.
pub(super) fn answer(
    records: &mut Records<'_>,
    head: &Head,
) -> Result<Result<Option<Answer>, &'static str>, Halt> {
    let Some(block) = records.block()? else {
        return Ok(Err("it is larger than any page or picture"));
    };
    let answer = if head.kind == Kind::Resource {
        let headers = vec![("Content-Type".to_owned(), head.field("Content-Type").to_owned())];
        Some(Answer { status: 200, headers, body: block.clone() })
    } else {
        Answer::parse(&block)
    };
    let Some(answer) = answer else { return Ok(Ok(None)) };
    let sent = block.get(exchange::head_length(head.kind, &block)..).unwrap_or_default();
    let is_believed = head.vouches_for(&block, &[sent, &answer.body]);
    Ok(if is_believed { Ok(Some(answer)) } else { Err("it is not what its digest says") })
}

fn is_image(content_type: &str) -> bool {
    content_type.to_ascii_lowercase().starts_with("image/")
}

fn is_html(content_type: &str) -> bool {
    content_type.to_ascii_lowercase().contains("html")
}
