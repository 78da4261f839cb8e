//! Dictionaries of captures: pages of one site share their template, so a page is kept as what sets it apart.
//!
//! A dictionary is a few captured bodies laid end to end. Measured on 95 story pages of one theme (33 kB each):
//! three whole pages bring a page to 6.7 % of its size, a dictionary trained by zstd on 32 pages to 7.3 % and on 16
//! to 10.3 %, zstd alone to 21 %.

use std::collections::{HashMap, VecDeque};

use rusqlite::{Connection, OptionalExtension, params};
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

use crate::error::parsed;
use crate::{Archive, Error, hash};

/// Level of zstd for bodies: beyond it time grows faster than the saving.
const LEVEL: i32 = 9;

/// Level for dictionaries, which are written seldom.
const DICTIONARY_LEVEL: i32 = 19;

/// Bodies that make a dictionary; one more judges it.
const PAGES: usize = 3;

/// A body that is longer is compressed by itself: dictionaries stay small enough to be opened in a moment.
const LONGEST: usize = 1 << 20;

/// The most bytes of anything that is stored compressed.
const MOST: usize = 1 << 28;

/// The dictionary that new captures of one source and media type are compressed with, and the last bodies, of which
/// the next one may be made.
#[derive(Default)]
struct Shelf {
    current: Option<(i64, EncoderDictionary<'static>)>,
    seen: u32,
    recent: VecDeque<(i64, Vec<u8>)>,
}

/// The shelves that this writer has used.
#[derive(Default)]
pub(crate) struct Shelves(HashMap<(String, String), Shelf>);

/// A compressed body and the dictionary that it needs.
pub(crate) struct Compressed {
    pub(crate) body: Vec<u8>,
    pub(crate) dictionary: Option<i64>,
}

impl Shelves {
    /// Compresses a body of a source and media type.
    pub(crate) fn compress(
        &mut self,
        connection: &Connection,
        (source, media): (&str, &str),
        body: &[u8],
    ) -> Result<Compressed, Error> {
        let shelf = self.shelf(connection, source, media)?;
        let current = shelf.current.as_ref().filter(|_| body.len() <= LONGEST);
        Ok(Compressed {
            body: compress(current.map(|(_, dictionary)| dictionary), body)?,
            dictionary: current.map(|(id, _)| *id),
        })
    }

    /// Notes that a body was stored as a capture; now and then makes a better dictionary of the last ones.
    ///
    /// The captures that it is made of are compressed again with it: all in the transaction of whoever asks, who forgets
    /// the shelves if that fails.
    pub(crate) fn stored(
        &mut self,
        connection: &Connection,
        (source, media): (&str, &str),
        (capture, body): (i64, &[u8]),
    ) -> Result<(), Error> {
        if body.len() > LONGEST {
            return Ok(());
        }
        let shelf = self.shelf(connection, source, media)?;
        shelf.seen += 1;
        shelf.recent.push_back((capture, body.to_owned()));
        if shelf.recent.len() <= PAGES {
            return Ok(());
        }
        // A site changes its template now and then: the dictionary follows.
        if matches!(shelf.seen, 4 | 16 | 64) || shelf.seen.is_multiple_of(256) {
            shelf.renew(connection, source, media)?;
        }
        shelf.recent.pop_front();
        Ok(())
    }

    fn shelf(
        &mut self,
        connection: &Connection,
        source: &str,
        media: &str,
    ) -> Result<&mut Shelf, Error> {
        match self.0.entry((source.to_owned(), media.to_owned())) {
            std::collections::hash_map::Entry::Occupied(shelf) => Ok(shelf.into_mut()),
            std::collections::hash_map::Entry::Vacant(empty) => {
                let newest = connection
                    .prepare_cached(
                        "SELECT id FROM dictionary WHERE source = ?1 AND media = ?2 ORDER BY id DESC LIMIT 1",
                    )?
                    .query_row([source, media], |row| row.get(0))
                    .optional()?;
                // A damaged one is not needed: the next is made without it.
                let read = |id: i64| Some((id, bytes_of(connection, id).ok()?));
                let current = newest
                    .and_then(read)
                    .map(|(id, bytes)| (id, EncoderDictionary::copy(&bytes, LEVEL)));
                Ok(empty.insert(Shelf { current, ..Shelf::default() }))
            }
        }
    }
}

impl Shelf {
    /// Makes a dictionary of all bodies but the last, and takes it if that one becomes a quarter smaller by it.
    fn renew(&mut self, connection: &Connection, source: &str, media: &str) -> Result<(), Error> {
        let Some((_, judge)) = self.recent.back() else { return Ok(()) };
        let pages = self.recent.iter().take(PAGES);
        let bytes: Vec<u8> = pages.flat_map(|(_, body)| body.iter().copied()).collect();
        let new = EncoderDictionary::copy(&bytes, LEVEL);
        let with_new = compress(Some(&new), judge)?;
        let with_old = compress(self.current.as_ref().map(|(_, old)| old), judge)?;
        if with_new.len() * 4 > with_old.len() * 3 {
            return Ok(());
        }
        let id = connection
            .prepare_cached(
                "INSERT INTO dictionary (source, media, hash, length, body) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .insert(params![
                source,
                media,
                hash::of(&bytes),
                i64::try_from(bytes.len()).unwrap_or(i64::MAX),
                parsed(zstd::bulk::compress(&bytes, DICTIONARY_LEVEL), "a dictionary")?,
            ])?;
        for (capture, body) in &self.recent {
            connection
                .prepare_cached("UPDATE capture SET body = ?2, dictionary = ?3 WHERE id = ?1")?
                .execute(params![capture, compress(Some(&new), body)?, id])?;
        }
        self.current = Some((id, new));
        Ok(())
    }
}

impl Archive {
    /// The raw body of a capture, checked against its hash.
    pub(crate) fn decompress(
        &self,
        body: &[u8],
        dictionary: Option<i64>,
        (length, hash): (i64, &str),
    ) -> Result<Vec<u8>, Error> {
        let Some(id) = dictionary else { return decompress(body, length, hash) };
        let mut opened = self.dictionary.borrow_mut();
        let prepared = match opened.take().filter(|(held, _)| *held == id) {
            Some((_, prepared)) => prepared,
            None => DecoderDictionary::copy(&bytes_of(&self.connection, id)?),
        };
        let whole = Decompressor::with_prepared_dictionary(&prepared)
            .and_then(|mut decompressor| decompressor.decompress(body, capacity(length)));
        *opened = Some((id, prepared));
        checked(parsed(whole, "a capture")?, hash)
    }
}

/// The raw bytes of what was compressed by itself, checked against their hash.
pub(crate) fn decompress(body: &[u8], length: i64, hash: &str) -> Result<Vec<u8>, Error> {
    checked(parsed(zstd::bulk::decompress(body, capacity(length)), "a capture")?, hash)
}

/// Room for so many bytes; a length that was damaged may claim more than any machine has.
fn capacity(length: i64) -> usize {
    usize::try_from(length).unwrap_or(0).min(MOST)
}

fn checked(whole: Vec<u8>, hash: &str) -> Result<Vec<u8>, Error> {
    if hash::is_of(&whole, hash) {
        Ok(whole)
    } else {
        Err(Error::Damaged { detail: "a capture is not what was stored".to_owned() })
    }
}

fn compress(dictionary: Option<&EncoderDictionary<'_>>, body: &[u8]) -> Result<Vec<u8>, Error> {
    let compressor = match dictionary {
        Some(dictionary) => Compressor::with_prepared_dictionary(dictionary),
        None => Compressor::new(LEVEL),
    };
    parsed(compressor.and_then(|mut compressor| compressor.compress(body)), "a download")
}

/// The bytes of a dictionary, checked against their hash.
pub(crate) fn bytes_of(connection: &Connection, id: i64) -> Result<Vec<u8>, Error> {
    let (body, length, hash): (Vec<u8>, i64, String) = connection
        .prepare_cached("SELECT body, length, hash FROM dictionary WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?
        .ok_or_else(|| Error::Damaged {
            detail: "what a capture is compressed with is lost".to_owned(),
        })?;
    decompress(&body, length, &hash)
}
