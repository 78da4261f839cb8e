use model::{Moment, media_type};
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use crate::dictionary::Shelves;
use crate::error::parsed;
use crate::{Archive, CapturedPart, Error, Writer, hash, schema};

/// The number of a capture within its archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaptureId(pub i64);

/// One download of one address, raw.
#[derive(Debug, Clone)]
pub struct Capture<'a> {
    /// Id of the source.
    pub source: &'a str,
    /// The address that was asked for.
    pub url: &'a str,
    /// The addresses that answered: redirects in order, then the last.
    pub chain: &'a [String],
    /// HTTP status of the last answer.
    pub status: u16,
    /// Headers of the last answer, in its order.
    pub headers: &'a [(String, String)],
    /// When.
    pub fetched: Moment,
    /// The body, decoded from its transfer and content coding.
    pub body: &'a [u8],
}

impl Capture<'_> {
    /// The media type that the answer names, without its parameters; empty if it names none.
    fn media(&self) -> &str {
        media_type(self.headers).unwrap_or_default()
    }
}

impl Writer {
    /// Keeps a capture; an answer that is held already from the same address is not kept twice.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn store_capture(&mut self, capture: &Capture<'_>) -> Result<CaptureId, Error> {
        let kept = self.store_captures(std::slice::from_ref(capture))?;
        Ok(kept.first().copied().expect("one capture has one number"))
    }

    /// Keeps captures, all or none, as [`Writer::store_capture`] does; says the number of each.
    ///
    /// # Errors
    /// If the database cannot be written; then none is kept.
    pub fn store_captures(&mut self, captures: &[Capture<'_>]) -> Result<Vec<CaptureId>, Error> {
        let (connection, shelves) = self.shelves();
        let kept = keep_all(connection, shelves, captures);
        if kept.is_err() {
            // A dictionary that they hold may not have been written.
            *shelves = Shelves::default();
        }
        kept
    }
}

fn keep_all(
    connection: &mut Connection,
    shelves: &mut Shelves,
    captures: &[Capture<'_>],
) -> Result<Vec<CaptureId>, Error> {
    let transaction = connection.transaction()?;
    let kept = captures.iter().map(|capture| keep(&transaction, shelves, capture));
    let kept = kept.collect::<Result<_, _>>()?;
    transaction.commit()?;
    Ok(kept)
}

fn keep(
    connection: &Connection,
    shelves: &mut Shelves,
    capture: &Capture<'_>,
) -> Result<CaptureId, Error> {
    let hash = hash::of(capture.body);
    let same = connection
        .prepare_cached(
            "SELECT id FROM capture WHERE url = ?1 AND hash = ?2 AND octet_length(body) > 0",
        )?
        .query_row([capture.url, &hash], |row| row.get(0))
        .optional()?;
    if let Some(id) = same {
        return Ok(CaptureId(id));
    }
    let of = (capture.source, capture.media());
    let compressed = shelves.compress(connection, of, capture.body)?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO capture (source, url, chain, status, headers, fetched, length, hash, body, dictionary)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    let id = statement.insert(params![
        capture.source,
        capture.url,
        parsed(serde_json::to_string(capture.chain), "a redirect chain")?,
        capture.status,
        parsed(serde_json::to_string(capture.headers), "a list of headers")?,
        capture.fetched.to_string(),
        i64::try_from(capture.body.len()).unwrap_or(i64::MAX),
        hash,
        compressed.body,
        compressed.dictionary,
    ])?;
    shelves.stored(connection, of, (id, capture.body))?;
    Ok(CaptureId(id))
}

/// A capture as it is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeldCapture {
    /// Its number within the archive.
    pub id: i64,
    /// Id of its source.
    pub source: String,
    /// The address that was asked for.
    pub url: String,
    /// The addresses that answered: redirects in order, then the last.
    pub chain: Vec<String>,
    /// HTTP status of the last answer.
    pub status: u16,
    /// Headers of the last answer, in its order.
    pub headers: Vec<(String, String)>,
    /// When.
    pub fetched: Moment,
    /// BLAKE3 of the body, in hexadecimal.
    pub hash: String,
    /// Bytes of the body.
    pub length: u64,
    /// Bytes that it takes in the archive; none once it was dropped.
    pub stored: u64,
    /// The body, decoded from its transfer and content coding; empty once it was dropped.
    #[serde(skip)]
    pub body: Vec<u8>,
}

impl HeldCapture {
    /// Its body was dropped to save room; the rest of what is known of it stays.
    #[must_use]
    pub fn is_dropped(&self) -> bool {
        self.stored == 0
    }
}

impl Archive {
    /// A capture by its number.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it is not what was stored.
    pub fn capture(&self, id: i64) -> Result<Option<HeldCapture>, Error> {
        let dictionary = if self.has(schema::DICTIONARIES)? { "dictionary" } else { "NULL" };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id, source, url, chain, status, headers, fetched, hash, length, length(body), body, {dictionary}
             FROM capture WHERE id = ?1"
        ))?;
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let (chain, headers, fetched): (String, String, String) =
            (row.get(3)?, row.get(5)?, row.get(6)?);
        let (hash, length): (String, i64) = (row.get(7)?, row.get(8)?);
        let body: Vec<u8> = row.get(10)?;
        Ok(Some(HeldCapture {
            id,
            source: row.get(1)?,
            url: row.get(2)?,
            chain: parsed(serde_json::from_str(&chain), "a redirect chain")?,
            status: row.get(4)?,
            headers: parsed(serde_json::from_str(&headers), "a list of headers")?,
            fetched: parsed(fetched.parse(), "the time of a capture")?,
            length: length.cast_unsigned(),
            stored: row.get::<_, i64>(9)?.cast_unsigned(),
            body: match body.as_slice() {
                [] => Vec::new(),
                body => self.decompress(body, row.get(11)?, (length, &hash))?,
            },
            hash,
        }))
    }

    /// Number of the capture that a revision was read from, and the part of its body that is the story; none for
    /// the part if it is the whole.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn captured_part(&self, story: &str, revision: u32) -> Result<Option<CapturedPart>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.capture, r.range_start, r.range_end FROM story s
             JOIN revision r ON r.story = s.row AND r.number = ?2 WHERE s.id = ?1 AND r.capture IS NOT NULL",
        )?;
        let offset = |at: i64| usize::try_from(at).unwrap_or(usize::MAX);
        let part = statement.query_row(params![story, revision], |row| {
            let range: (Option<i64>, Option<i64>) = (row.get(1)?, row.get(2)?);
            Ok(CapturedPart {
                capture: CaptureId(row.get(0)?),
                range: range.0.zip(range.1).map(|(start, end)| offset(start)..offset(end)),
            })
        });
        Ok(part.optional()?)
    }

    /// The captured bytes behind a revision: its part of the answer, or the whole page; none if they were dropped.
    ///
    /// # Errors
    /// [`Error::Damaged`] if they are not what was stored.
    pub fn captured_bytes(&self, story: &str, revision: u32) -> Result<Option<Vec<u8>>, Error> {
        let Some(part) = self.captured_part(story, revision)? else { return Ok(None) };
        let capture = self.capture(part.capture.0)?.filter(|capture| !capture.is_dropped());
        let Some(capture) = capture else { return Ok(None) };
        let Some(range) = part.range else { return Ok(Some(capture.body)) };
        let part = capture.body.get(range).ok_or_else(|| Error::Damaged {
            detail: "the part of a capture lies outside it".to_owned(),
        })?;
        Ok(Some(part.to_owned()))
    }
}
