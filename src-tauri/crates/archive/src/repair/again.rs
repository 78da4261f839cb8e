//! What is left damaged and may be had again: from a capture, or from the newspaper.

use darkroom::NotAPicture;
use model::{Moment, Reading};
use rusqlite::{OptionalExtension, params};

use crate::dictionary::decompress;
use crate::error::parsed;
use crate::{Archive, Capture, CaptureId, Error, Writer, developed, hash, store};

/// What an address answered.
#[derive(Debug, Clone)]
pub struct CaptureAnswer {
    /// The addresses that answered: redirects in order, then the last.
    pub chain: Vec<String>,
    /// HTTP status.
    pub status: u16,
    /// Headers, in their order.
    pub headers: Vec<(String, String)>,
    /// When.
    pub fetched: Moment,
    /// The body, decoded from its transfer and content coding.
    pub body: Vec<u8>,
}

/// What became of a damaged item that was had again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It is as it was stored.
    Same,
    /// What was stored could not be read at all; what was had says as much as can be known.
    Instead,
    /// It is another now: what was had is kept beside, and the damaged one stays.
    Other,
}

impl Archive {
    /// Id and number of each version of a story whose row is damaged.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn damaged_revisions(&self) -> Result<Vec<(String, u32)>, Error> {
        let tables = crate::seal::tables(&self.connection)?;
        let Some(revisions) = tables.iter().find(|sealed| sealed.table == "revision") else {
            return Ok(Vec::new());
        };
        let named = ("(SELECT s.id FROM story s WHERE s.row = t.story)", "t.number");
        let broken = revisions.broken(&self.connection, named)?.into_iter();
        Ok(broken.filter_map(|(id, number)| Some((id, number.parse().ok()?))).collect())
    }

    /// Source and addresses of a photo, the one that it came from first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn addresses_of_photo(&self, hash: &str) -> Result<Option<(String, Vec<String>)>, Error> {
        let mut statement = self.connection.prepare(
            "SELECT source, coalesce(found, url), candidates FROM picture WHERE photo = ?1 ORDER BY url",
        )?;
        let mut rows = statement.query([hash])?;
        let mut of = None;
        while let Some(row) = rows.next()? {
            let (_, addresses) = of.get_or_insert((row.get(0)?, Vec::new()));
            addresses.push(row.get(1)?);
            let candidates: String = row.get(2)?;
            addresses.extend(serde_json::from_str::<Vec<String>>(&candidates).unwrap_or_default());
        }
        Ok(of)
    }

    /// Source and address of a capture.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn address_of_capture(&self, id: CaptureId) -> Result<Option<(String, String)>, Error> {
        let mut statement =
            self.connection.prepare("SELECT source, url FROM capture WHERE id = ?1")?;
        Ok(statement.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }
}

impl Writer {
    /// Puts a version of a story back as it was read again from its capture, if that proves to be what was stored, or
    /// if what is there cannot be read at all.
    ///
    /// # Errors
    /// If the database cannot be read or written.
    pub fn put_reading_back(
        &mut self,
        story: &str,
        number: u32,
        reading: &Reading,
    ) -> Result<Again, Error> {
        let text = parsed(serde_json::to_string(reading), "a story")?;
        let (own_hash, fingerprint) = (hash::of(text.as_bytes()), store::fingerprint(reading));
        let (row, was_hash, was_fingerprint, was): (i64, String, String, Vec<u8>) = self.connection.query_row(
            "SELECT s.row, r.hash, r.fingerprint, CAST(r.reading AS BLOB) FROM story s JOIN revision r ON r.story = s.row
             WHERE s.id = ?1 AND r.number = ?2",
            params![story, number],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        let is_same = own_hash == was_hash || fingerprint == was_fingerprint;
        if !is_same && serde_json::from_slice::<Reading>(&was).is_ok() {
            return Ok(Again::Other);
        }
        self.connection.execute(
            "UPDATE revision SET reading = ?3, hash = ?4, fingerprint = ?5 WHERE story = ?1 AND number = ?2",
            params![row, number, text, own_hash, fingerprint],
        )?;
        Ok(if is_same { Again::Same } else { Again::Instead })
    }

    /// Puts the body of a damaged capture back if the answer is the one that was stored; another is kept as a capture
    /// of its own.
    ///
    /// # Errors
    /// If the database cannot be read or written.
    pub fn put_capture_back(
        &mut self,
        id: CaptureId,
        answer: &CaptureAnswer,
    ) -> Result<Again, Error> {
        let (source, url, stored): (String, String, String) = self.connection.query_row(
            "SELECT source, url, hash FROM capture WHERE id = ?1",
            [id.0],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        if !hash::is_of(&answer.body, &stored) {
            self.store_capture(&Capture {
                source: &source,
                url: &url,
                chain: &answer.chain,
                status: answer.status,
                headers: &answer.headers,
                fetched: answer.fetched,
                body: &answer.body,
            })?;
            return Ok(Again::Other);
        }
        let length = i64::try_from(answer.body.len()).unwrap_or(i64::MAX);
        let body = parsed(zstd::bulk::compress(&answer.body, 9), "a download")?;
        decompress(&body, length, &stored)?;
        self.connection.execute(
            "UPDATE capture SET body = ?2, length = ?3, dictionary = NULL WHERE id = ?1",
            params![id.0, body, length],
        )?;
        Ok(Again::Same)
    }

    /// Puts the file of a photo back if these are its bytes.
    ///
    /// # Errors
    /// If the archive cannot be written.
    pub fn put_photo_back(
        &mut self,
        hash: &str,
        bytes: &[u8],
        now: Moment,
    ) -> Result<Again, Error> {
        if !hash::is_of(bytes, hash) {
            return Ok(Again::Other);
        }
        let not_a_picture = |NotAPicture(detail)| Error::Damaged { detail };
        let (photo, facts) = developed(bytes).map_err(not_a_picture)?;
        self.store_photo(&photo, &facts, now)?;
        Ok(Again::Same)
    }
}
