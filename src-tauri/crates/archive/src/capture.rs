use model::Moment;
use rusqlite::{OptionalExtension, params};
use std::ops::Range;

use crate::error::parsed;
use crate::{Archive, Error, Writer};

/// Level of zstd for bodies: beyond it time grows faster than the saving.
const LEVEL: i32 = 6;

/// The number of a capture within its archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaptureId(pub(crate) i64);

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

impl Writer {
    /// Keeps a capture; an answer that is held already from the same address is not kept twice.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn store_capture(&mut self, capture: &Capture<'_>) -> Result<CaptureId, Error> {
        let hash = blake3::hash(capture.body).to_hex();
        let same = self
            .connection
            .prepare_cached("SELECT id FROM capture WHERE url = ?1 AND hash = ?2")?
            .query_row([capture.url, hash.as_str()], |row| row.get(0))
            .optional()?;
        if let Some(id) = same {
            return Ok(CaptureId(id));
        }
        let compressed = zstd::bulk::compress(capture.body, LEVEL)
            .map_err(|source| Error::Io { path: self.folder.database(), source })?;
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO capture (source, url, chain, status, headers, fetched, length, hash, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        let id = statement.insert(params![
            capture.source,
            capture.url,
            parsed(serde_json::to_string(capture.chain), "a redirect chain")?,
            capture.status,
            parsed(serde_json::to_string(capture.headers), "a list of headers")?,
            capture.fetched.to_string(),
            i64::try_from(capture.body.len()).unwrap_or(i64::MAX),
            hash.as_str(),
            compressed,
        ])?;
        Ok(CaptureId(id))
    }
}

impl Archive {
    /// The captured bytes behind a revision: its part of the answer, or the whole page.
    ///
    /// # Errors
    /// [`Error::Damaged`] if they are not what was stored.
    pub fn captured_bytes(&self, story: &str, revision: u32) -> Result<Option<Vec<u8>>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT c.body, c.length, c.hash, r.range_start, r.range_end FROM story s
             JOIN revision r ON r.story = s.row AND r.number = ?2 JOIN capture c ON c.id = r.capture WHERE s.id = ?1",
        )?;
        let found = statement
            .query_row(params![story, revision], |row| {
                let body: Vec<u8> = row.get(0)?;
                let length: i64 = row.get(1)?;
                let hash: String = row.get(2)?;
                let range: Option<Range<i64>> = match (row.get(3)?, row.get(4)?) {
                    (Some(start), Some(end)) => Some(start..end),
                    _ => None,
                };
                Ok((body, length, hash, range))
            })
            .optional()?;
        let Some((body, length, hash, range)) = found else { return Ok(None) };
        let whole = decompress(&body, length, &hash)?;
        let Some(range) = range else { return Ok(Some(whole)) };
        let start = usize::try_from(range.start).unwrap_or(usize::MAX);
        let end = usize::try_from(range.end).unwrap_or(usize::MAX);
        let part = whole.get(start..end).ok_or_else(|| Error::Damaged {
            detail: "the part of a capture lies outside it".to_owned(),
        })?;
        Ok(Some(part.to_owned()))
    }
}

/// The raw body of a capture, checked against its hash.
pub(crate) fn decompress(body: &[u8], length: i64, hash: &str) -> Result<Vec<u8>, Error> {
    let whole =
        parsed(zstd::bulk::decompress(body, usize::try_from(length).unwrap_or(0)), "a capture")?;
    if blake3::hash(&whole).to_hex().as_str() == hash {
        Ok(whole)
    } else {
        Err(Error::Damaged { detail: "a capture is not what was stored".to_owned() })
    }
}
