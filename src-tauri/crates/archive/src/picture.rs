use darkroom::Photo;
use jiff::civil::Date;
use model::Moment;
use rusqlite::{OptionalExtension, params};

use crate::error::parsed;
use crate::{Archive, Error, PhotoFacts, Writer};

/// A picture whose bytes are still to be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingPicture {
    /// The address in its figures.
    pub url: String,
    /// Addresses to try, best first.
    pub candidates: Vec<String>,
    /// Day of a story that uses it.
    pub day: Date,
    /// Times it was tried.
    pub tries: u32,
}

/// A picture that stories name, and what is held of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPicture {
    /// Addresses to try, best first.
    pub candidates: Vec<String>,
    /// What is held of it, if anything is.
    pub held: Option<HeldPicture>,
}

/// The photo that a picture's address gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPicture {
    /// BLAKE3 of its bytes, in hexadecimal.
    pub photo: String,
    /// The address that they came from.
    pub found: String,
    /// When they were stored.
    pub stored: Moment,
}

impl WaitingPicture {
    /// A candidate that stands behind the figure's own address.
    fn is_smaller(&self, candidate: &str) -> bool {
        let place = |wanted: &str| self.candidates.iter().position(|candidate| candidate == wanted);
        place(&self.url).is_some_and(|own| place(candidate).is_some_and(|found| found > own))
    }
}

impl Archive {
    /// Pictures of a source's days that are to be downloaded: those not tried yet, then newest day first,
    /// leads before galleries.
    ///
    /// One that failed is among them, whatever the reason, and one of which only a smaller version could be had:
    /// who fetches a day again wants it whole.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn waiting_pictures(
        &self,
        source: &str,
        (since, until): (Date, Date),
    ) -> Result<Vec<WaitingPicture>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT i.url, i.candidates, i.tries, max(s.day) AS day FROM picture i
             JOIN story_picture p ON p.url = i.url JOIN story s ON s.row = p.story
             WHERE s.source = ?1 AND s.day BETWEEN ?2 AND ?3
               AND (i.state <> 'stored' OR i.reason = 'smaller')
             GROUP BY i.url ORDER BY i.tries, day DESC, min(s.kind <> 'article'), max(s.row)",
        )?;
        let rows =
            statement.query_map(params![source, since.to_string(), until.to_string()], |row| {
                Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get::<_, String>(3)?))
            })?;
        rows.map(|row| {
            let (url, candidates, tries, day) = row?;
            Ok(WaitingPicture {
                url,
                candidates: parsed(serde_json::from_str(&candidates), "addresses of a picture")?,
                day: parsed(day.parse(), "a day")?,
                tries,
            })
        })
        .collect()
    }
}

impl Archive {
    /// The picture of this address, if stories name it.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn named_picture(&self, url: &str) -> Result<Option<NamedPicture>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT i.candidates, p.hash, coalesce(i.found, i.url), p.stored FROM picture i
             LEFT JOIN photo p ON p.hash = i.photo WHERE i.url = ?1",
        )?;
        let row = statement.query_row([url], |row| {
            let candidates: String = row.get(0)?;
            let held: (Option<String>, String, Option<String>) =
                (row.get(1)?, row.get(2)?, row.get(3)?);
            Ok((candidates, held))
        });
        let Some((candidates, (photo, found, stored))) = row.optional()? else { return Ok(None) };
        let held = photo.zip(stored).map(|(photo, stored)| {
            let stored = parsed(stored.parse(), "the time of a photo")?;
            Ok::<_, Error>(HeldPicture { photo, found, stored })
        });
        let candidates = parsed(serde_json::from_str(&candidates), "addresses of a picture")?;
        Ok(Some(NamedPicture { candidates, held: held.transpose()? }))
    }
}

impl Writer {
    /// Stores the bytes of a picture and connects them with its uses. Returns the photo's hash.
    ///
    /// `found` is the candidate that they came from; one that stands behind the figure's own address is a smaller
    /// version, kept until the original can be had.
    ///
    /// # Errors
    /// If file or database cannot be written.
    pub fn store_picture(
        &mut self,
        picture: &WaitingPicture,
        found: &str,
        (photo, facts): &(Photo<'_>, PhotoFacts),
        now: Moment,
    ) -> Result<String, Error> {
        let hash = self.store_photo(photo, facts, now)?;
        self.connection.execute(
            "UPDATE picture SET state = 'stored', photo = ?2, found = ?3, reason = ?4, detail = '', next_try = NULL,
             tries = tries + 1 WHERE url = ?1",
            params![picture.url, hash, found, if picture.is_smaller(found) { "smaller" } else { "" }],
        )?;
        Ok(hash)
    }

    /// Notes that a picture was not to be had, why, and when it is tried again.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn fail_picture(
        &mut self,
        url: &str,
        (reason, detail): (&str, &str),
        next_try: Option<Moment>,
    ) -> Result<(), Error> {
        self.connection.execute(
            "UPDATE picture SET state = 'failed', reason = ?2, detail = ?3, tries = tries + 1, next_try = ?4
             WHERE url = ?1",
            params![url, reason, detail, next_try.map(|next_try| next_try.to_string())],
        )?;
        Ok(())
    }
}
