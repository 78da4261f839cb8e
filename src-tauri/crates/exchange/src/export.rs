use std::collections::HashMap;
use std::io::{self, BufWriter, Seek, Write};
use std::ops::Range;

use model::{Moment, Source, Story};
use serde::Serialize;

use crate::Error;
use crate::http::is_origin;
use crate::kept::{Kept, KeptPart, KeptPicture, KeptSource, KeptStory};
use crate::page::page;
use crate::wacz::{Builder, Entry};
use crate::warc::{Kind, NewRecord, Placed, Writer, date, digest};

/// Who makes what is made.
pub(crate) const PROGRAM: &str = concat!("Broadsheet ", env!("CARGO_PKG_VERSION"));
const JSON: &str = "application/json";
const FIELDS: &str = "application/warc-fields";
const HTML: &str = "text/html; charset=utf-8";
/// Headers that tell how a body was packed, which it is not any more.
const PACKING: [&str; 3] = ["content-encoding", "transfer-encoding", "content-length"];

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// WACZ 1.1.1: WARC with an index and a list of pages, in a ZIP file.
    Wacz,
    /// WARC 1.1, each record compressed.
    CompressedWarc,
    /// WARC 1.1 as it is.
    Warc,
}

/// What an export says of itself.
#[derive(Debug, Clone)]
pub struct About {
    /// What is in it.
    pub title: String,
    /// When what is in it was last captured; not the time of the export, so that exports can be compared.
    pub made: Moment,
}

/// A download to be exported.
#[derive(Debug, Clone)]
pub struct Download<'a> {
    /// The addresses that answered: redirects in order, then the last.
    pub chain: &'a [String],
    /// HTTP status of the last answer.
    pub status: u16,
    /// Headers of the last answer, in its order.
    pub headers: &'a [(String, String)],
    /// When.
    pub fetched: Moment,
    /// The body, decoded.
    pub body: &'a [u8],
}

/// A picture to be exported.
#[derive(Debug, Clone)]
pub struct Picture<'a> {
    /// The address that its bytes came from.
    pub found: &'a str,
    /// Its media type.
    pub media_type: &'a str,
    /// When it was stored.
    pub stored: Moment,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// An export that is being written: sources first, before each story the download and the pictures that it refers to.
pub struct Export<W: Write + Seek, S: Write> {
    warc: Writer<BufWriter<Builder<W>>>,
    /// The list of pages, which comes after the records.
    pages: Option<BufWriter<S>>,
    entries: Vec<Entry>,
    about: About,
    /// Id of the record that tells what pages are made by.
    making: String,
}

/// A line of the list of pages.
#[derive(Serialize)]
struct Page<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    ts: String,
    text: &'a str,
}

impl<W: Write + Seek, S: Write> Export<W, S> {
    /// Begins an export into `out`; `scratch` is an empty file for the list of pages.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn begin(out: W, scratch: S, format: Format, about: About) -> Result<Self, Error> {
        let is_wacz = format == Format::Wacz;
        let builder = if is_wacz { Builder::wacz(out)? } else { Builder::warc(out) };
        let mut warc = Writer::new(BufWriter::new(builder), format != Format::Warc);
        let received = format!(
            "software: {PROGRAM}\r\nformat: WARC File Format 1.1\r\n\
             conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n\
             description: {}. Responses and pictures are as they were received, bodies freed from their coding.\r\n",
            about.title
        );
        let made = format!(
            "software: {PROGRAM}\r\nformat: WARC File Format 1.1\r\n\
             description: Pages that name this record were not received: {PROGRAM} made them. The metadata record \
             that refers to each says from which download.\r\n"
        );
        warc.write(&info(&about, &received))?;
        let making = warc.write(&info(&about, &made))?.id;
        let mut pages = is_wacz.then(|| BufWriter::new(scratch));
        if let Some(pages) = &mut pages {
            pages.write_all(crate::wacz::PAGES_HEAD.as_bytes())?;
        }
        Ok(Self { warc, pages, entries: Vec::new(), about, making })
    }

    /// Writes what is known of a newspaper.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn source(&mut self, source: &Source) -> Result<(), Error> {
        let kept = json(&Kept::Source(KeptSource::from(source)))?;
        self.warc.write(&NewRecord {
            kind: Kind::Metadata,
            target: &source.url,
            date: self.about.made,
            content_type: JSON,
            fields: &[],
            head: &[],
            payload: &kept,
        })?;
        Ok(())
    }

    /// Writes a download and gives the id of its record.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn download(&mut self, download: &Download<'_>) -> Result<String, Error> {
        let url = download.chain.last().map_or("", String::as_str);
        let placed = self.warc.write(&NewRecord {
            kind: Kind::Response,
            target: url,
            date: download.fetched,
            content_type: "application/http; msgtype=response",
            fields: &[],
            head: head(download).as_bytes(),
            payload: download.body,
        })?;
        let media_type = media_type(download.headers);
        self.index(url, download.fetched, (&media_type, download.status), &placed);
        self.history(download, &placed.id, String::new())?;
        Ok(placed.id)
    }

    /// Writes a part of a download, which is all that a story was read from, and gives the id of its record: a
    /// resource, because no answer was so. What it is a part of is told beside it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn part(&mut self, download: &Download<'_>, bytes: Range<usize>) -> Result<String, Error> {
        let url = download.chain.last().map_or("", String::as_str);
        let media_type = media_type(download.headers);
        let told = format!(
            "part-of: {}\r\nbytes: {} to {} of {}\r\nstatus: {}\r\n",
            digest(&[download.body]),
            bytes.start,
            bytes.end,
            download.body.len(),
            download.status
        );
        let placed = self.warc.write(&NewRecord {
            kind: Kind::Resource,
            target: url,
            date: download.fetched,
            content_type: &media_type,
            fields: &[],
            head: &[],
            payload: download.body.get(bytes).unwrap_or_default(),
        })?;
        self.index(url, download.fetched, (&media_type, 200), &placed);
        self.history(download, &placed.id, told)?;
        Ok(placed.id)
    }

    /// Tells what else is known of a download: `told`, the addresses that led to it, whose answers are not held, and
    /// the file that it was imported from.
    fn history(
        &mut self,
        download: &Download<'_>,
        record: &str,
        told: String,
    ) -> Result<(), Error> {
        let asked = download.chain.split_last().map_or(&[][..], |(_, asked)| asked);
        let via = asked.iter().map(|url| format!("via: {url}\r\n"));
        let origin = download.headers.iter().filter(|(name, _)| is_origin(name));
        let origin = origin.map(|(name, value)| format!("{name}: {value}\r\n"));
        let known: String = std::iter::once(told).chain(via).chain(origin).collect();
        if known.is_empty() {
            return Ok(());
        }
        self.warc.write(&NewRecord {
            kind: Kind::Metadata,
            target: download.chain.last().map_or("", String::as_str),
            date: download.fetched,
            content_type: FIELDS,
            fields: &[("WARC-Refers-To", record)],
            head: &[],
            payload: known.as_bytes(),
        })?;
        Ok(())
    }

    /// Writes a picture.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn picture(&mut self, picture: &Picture<'_>) -> Result<(), Error> {
        let placed = self.warc.write(&NewRecord {
            kind: Kind::Resource,
            target: picture.found,
            date: picture.stored,
            content_type: picture.media_type,
            fields: &[],
            head: &[],
            payload: picture.bytes,
        })?;
        self.index(picture.found, picture.stored, (picture.media_type, 200), &placed);
        Ok(())
    }

    /// Writes a revision of a story, and a page on which it can be read unless its download is one.
    ///
    /// `gone` is since when its paper no longer has it, if it is so.
    ///
    /// Of the pictures, those with an address at which they were found have been written before.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn story(
        &mut self,
        story: &Story,
        gone: Option<Moment>,
        part: Option<KeptPart>,
        pictures: Vec<KeptPicture>,
    ) -> Result<(), Error> {
        let page = part.as_ref().filter(|part| part.bytes.is_none()).map(|part| part.url.clone());
        let made = page.is_none().then(|| made_page(story, part.as_ref(), &pictures));
        let kept = json(&Kept::Story(Box::new(KeptStory::new(story, gone, part, pictures))))?;
        let record = NewRecord {
            kind: Kind::Metadata,
            target: &story.reading.url,
            date: story.captured.or(story.reading.published).unwrap_or(self.about.made),
            content_type: JSON,
            fields: &[],
            head: &[],
            payload: &kept,
        };
        match made {
            None => drop(self.warc.write(&record)?),
            Some(html) => self.made(&record, &html)?,
        }
        let date = record.date;
        self.list(story, page.as_deref().unwrap_or(&story.reading.url), date)
    }

    /// Writes a page that was made, behind the record that tells of it.
    fn made(&mut self, told: &NewRecord<'_>, html: &str) -> Result<(), Error> {
        let page = NewRecord {
            kind: Kind::Resource,
            content_type: HTML,
            fields: &[("WARC-Warcinfo-ID", self.making.as_str())],
            payload: html.as_bytes(),
            ..*told
        };
        self.warc.write(&NewRecord { fields: &[("WARC-Refers-To", &page.id())], ..*told })?;
        let placed = self.warc.write(&page)?;
        self.index(told.target, told.date, ("text/html", 200), &placed);
        Ok(())
    }

    fn list(&mut self, story: &Story, url: &str, captured: Moment) -> Result<(), Error> {
        let Some(pages) = &mut self.pages else { return Ok(()) };
        let line = json(&Page {
            id: &format!("{}-{}", story.id, story.revision),
            url,
            title: &story.reading.headline,
            ts: date(captured),
            text: &story.text,
        })?;
        pages.write_all(&line)?;
        pages.write_all(b"\n")?;
        Ok(())
    }

    fn index(&mut self, url: &str, at: Moment, (mime, status): (&str, u16), placed: &Placed) {
        if self.pages.is_some() {
            self.entries.push(Entry::new(url, at, (mime, status), placed));
        }
    }

    /// Ends the export and gives back the file; `reread` opens the list of pages from its beginning.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish<R: io::Read>(self, reread: impl FnOnce(S) -> io::Result<R>) -> Result<W, Error> {
        let builder = self.warc.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        let Some(pages) = self.pages else { return builder.finish_warc() };
        let pages = reread(pages.into_inner().map_err(io::IntoInnerError::into_error)?)?;
        builder.finish_wacz(pages, self.entries, &self.about)
    }
}

fn info<'a>(about: &About, fields: &'a str) -> NewRecord<'a> {
    NewRecord {
        kind: Kind::Warcinfo,
        target: "",
        date: about.made,
        content_type: FIELDS,
        fields: &[],
        head: &[],
        payload: fields.as_bytes(),
    }
}

fn made_page(story: &Story, part: Option<&KeptPart>, pictures: &[KeptPicture]) -> String {
    let found = pictures.iter().filter_map(|it| Some((it.url.as_str(), it.found.as_deref()?)));
    let sources: HashMap<&str, &str> = found.collect();
    let origin = match (part, story.captured) {
        (Some(KeptPart { record, bytes: Some((from, to)), .. }), Some(captured)) => format!(
            "bytes {from} to {to} of the download {}, captured {captured}",
            record.trim_matches(['<', '>'])
        ),
        (_, Some(captured)) => format!("what came on {captured}, of which no download is held"),
        (_, None) => "what came from a file, of which no download is held".to_owned(),
    };
    page(story, &origin, &sources)
}

/// The head of an answer. Bodies are held unpacked: headers that say otherwise are kept under another name.
fn head(download: &Download<'_>) -> String {
    // What the server said beside the status is not held.
    let mut head = format!("HTTP/1.1 {} \r\n", download.status);
    for (name, value) in download.headers.iter().filter(|(name, _)| !is_origin(name)) {
        let is_packing = PACKING.iter().any(|packing| name.eq_ignore_ascii_case(packing));
        let is_true = name.eq_ignore_ascii_case("content-length")
            && *value == download.body.len().to_string();
        let mark = if is_packing && !is_true { "X-Archive-Orig-" } else { "" };
        head.push_str(&format!("{mark}{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    head
}

fn media_type(headers: &[(String, String)]) -> String {
    model::media_type(headers).unwrap_or("application/octet-stream").to_owned()
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    Ok(serde_json::to_vec(value).map_err(io::Error::from)?)
}
