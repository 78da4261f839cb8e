use std::io::{self, BufRead, BufReader, Read};

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use flate2::bufread::MultiGzDecoder;
use model::Moment;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::Kind;
use crate::Error;
use crate::http::BODY;

/// The most bytes of the fields of one record.
const FIELDS: u64 = 1 << 20;
/// The most bytes of a block that is read: a body with its headers.
const BLOCK: u64 = BODY + FIELDS;
/// How many times as large as its file the content of a file may be.
const SWELLING: u64 = 200;
/// What is not yet suspicious, in bytes.
const UNSUSPICIOUS: u64 = 64 << 20;
const GZIP: [u8; 2] = [0x1f, 0x8b];
/// The first bytes of a Zstandard frame, and of one that holds a dictionary, as WARC files have it.
const ZSTANDARD: [[u8; 4]; 2] = [[0x28, 0xb5, 0x2f, 0xfd], [0x5d, 0x2a, 0x4d, 0x18]];

/// The fields of a record; its block is read, or passed over, by [`Records`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What it is.
    pub kind: Kind,
    /// Bytes of its block.
    pub length: u64,
    fields: Vec<(String, String)>,
}

impl Head {
    /// What a named field says; empty if it is not there.
    #[must_use]
    pub fn field(&self, wanted: &str) -> &str {
        let named = self.fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        named.map_or("", |(_, value)| value)
    }

    /// The address that it is of; empty for none.
    #[must_use]
    pub fn target(&self) -> &str {
        // Version 1.0 was read by some as asking for angle brackets.
        self.field("WARC-Target-URI").trim_start_matches('<').trim_end_matches('>')
    }

    /// When it was captured, in UTC.
    #[must_use]
    pub fn date(&self) -> Option<Moment> {
        self.field("WARC-Date").parse().ok()
    }

    /// Whether the record is what its digests say, as far as it has any that can be checked.
    ///
    /// Some programs take that of the payload before a coding was undone and some after it: `payloads` are all that
    /// it may be of.
    #[must_use]
    pub fn vouches_for(&self, block: &[u8], payloads: &[&[u8]]) -> bool {
        let is_of = |field: &str, bytes: &[u8]| is_digest(self.field(field), bytes);
        is_of("WARC-Block-Digest", block)
            && (payloads.is_empty()
                || payloads.iter().any(|payload| is_of("WARC-Payload-Digest", payload)))
    }
}

/// Whether `algorithm:value` is of these bytes; so too where it is not there or of an unknown algorithm.
fn is_digest(said: &str, bytes: &[u8]) -> bool {
    let Some((algorithm, said)) = said.split_once(':') else { return true };
    let digest = match algorithm.to_ascii_lowercase().replace('-', "").as_str() {
        "sha256" => Sha256::digest(bytes).to_vec(),
        "sha1" => Sha1::digest(bytes).to_vec(),
        _ => return true,
    };
    said.eq_ignore_ascii_case(&HEXLOWER.encode(&digest))
        || said.trim_end_matches('=').eq_ignore_ascii_case(&BASE32_NOPAD.encode(&digest))
}

/// Reads the records of a WARC file one after another, compressed or not.
pub struct Records<'a> {
    input: BufReader<Box<dyn Read + 'a>>,
    /// The number of the record that is read, from 1.
    number: u64,
    /// Bytes of its block that were not read yet.
    left: u64,
}

impl<'a> Records<'a> {
    /// Begins to read.
    ///
    /// # Errors
    /// [`Error::Unknown`] or [`Error::Zstandard`] if it is no such file.
    pub fn open(input: impl Read + 'a) -> Result<Self, Error> {
        let mut input = BufReader::with_capacity(1 << 16, input);
        let start = input.fill_buf()?;
        let plain: Box<dyn Read + 'a> = if start.starts_with(&GZIP) {
            Box::new(Unpacked::new(input))
        } else if ZSTANDARD.iter().any(|magic| start.starts_with(magic)) {
            return Err(Error::Zstandard);
        } else {
            Box::new(input)
        };
        let mut input = BufReader::with_capacity(1 << 16, plain);
        let start = input.fill_buf().map_err(|error| unreadable(error, 1))?;
        if !start.is_empty() && !start.trim_ascii_start().starts_with(b"WARC/") {
            return Err(Error::Unknown);
        }
        Ok(Self { input, number: 0, left: 0 })
    }

    /// Records that were begun.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The next record; none at the end.
    ///
    /// # Errors
    /// If the file breaks off or is no WARC from here on; then nothing more can be read.
    pub fn next_head(&mut self) -> Result<Option<Head>, Error> {
        if self.left > 0 {
            let left = self.left;
            let passed = io::copy(&mut self.input.by_ref().take(left), &mut io::sink());
            self.took(passed.map_err(|error| self.unreadable(error))?)?;
        }
        let Some(version) = self.version_line()? else { return Ok(None) };
        self.number += 1;
        if !version.starts_with("WARC/") {
            return Err(self.malformed("does not begin with WARC/1.0 or WARC/1.1"));
        }
        let fields = self.fields()?;
        let head = Head { kind: Kind::Other, length: 0, fields };
        let Ok(length) = head.field("Content-Length").parse() else {
            return Err(self.malformed("does not say how long it is"));
        };
        self.left = length;
        Ok(Some(Head { kind: Kind::named(head.field("WARC-Type")), length, ..head }))
    }

    /// The block of the record that [`Records::next_head`] gave; none if it is larger than any that is of use.
    ///
    /// # Errors
    /// [`Error::BrokenOff`] if it is not there as long as it is said to be.
    pub fn block(&mut self) -> Result<Option<Vec<u8>>, Error> {
        if self.left > BLOCK {
            return Ok(None);
        }
        let mut block = Vec::new();
        let left = self.left;
        let read = self.input.by_ref().take(left).read_to_end(&mut block);
        self.took(read.map_err(|error| self.unreadable(error))? as u64)?;
        Ok(Some(block))
    }

    fn took(&mut self, bytes: u64) -> Result<(), Error> {
        if bytes < self.left {
            return Err(Error::BrokenOff { record: self.number });
        }
        self.left = 0;
        Ok(())
    }

    /// The first line that is not empty; none at the end.
    fn version_line(&mut self) -> Result<Option<String>, Error> {
        let mut room = FIELDS;
        loop {
            match self.line(&mut room)? {
                None => return Ok(None),
                Some(line) if line.is_empty() => {}
                Some(line) => return Ok(Some(line)),
            }
        }
    }

    fn fields(&mut self) -> Result<Vec<(String, String)>, Error> {
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut room = FIELDS;
        loop {
            let Some(line) = self.line(&mut room)? else {
                return Err(Error::BrokenOff { record: self.number });
            };
            if line.is_empty() {
                return Ok(fields);
            }
            if let (true, Some((_, value))) = (line.starts_with([' ', '\t']), fields.last_mut()) {
                *value = format!("{value} {}", line.trim()).trim().to_owned();
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
    }

    /// The next line without its end; none at the end of the file.
    fn line(&mut self, room: &mut u64) -> Result<Option<String>, Error> {
        let mut line = Vec::new();
        let read = self.input.by_ref().take(*room).read_until(b'\n', &mut line);
        let read = read.map_err(|error| self.unreadable(error))? as u64;
        *room -= read;
        if *room == 0 {
            return Err(self.malformed("has fields without end"));
        }
        let text = String::from_utf8_lossy(&line);
        Ok((read > 0).then(|| text.trim_end_matches(['\r', '\n']).to_owned()))
    }

    fn malformed(&self, why: &'static str) -> Error {
        Error::Malformed { record: self.number.max(1), why }
    }

    fn unreadable(&self, error: io::Error) -> Error {
        unreadable(error, self.number.max(1))
    }
}

/// What a failure of the stream below means.
fn unreadable(error: io::Error, record: u64) -> Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Error::BrokenOff { record },
        io::ErrorKind::FileTooLarge => Error::Swollen(SWELLING),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            Error::Malformed { record, why: "is damaged: it cannot be unpacked" }
        }
        _ => Error::Io(error),
    }
}

/// Unpacks, and stops where that grows beyond all measure.
struct Unpacked<R> {
    decoder: MultiGzDecoder<BufReader<Counted<R>>>,
    given: u64,
}

struct Counted<R> {
    input: R,
    taken: u64,
}

impl<R: Read> Unpacked<R> {
    fn new(input: R) -> Self {
        let counted = BufReader::with_capacity(1 << 16, Counted { input, taken: 0 });
        Self { decoder: MultiGzDecoder::new(counted), given: 0 }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(into)?;
        self.taken += read as u64;
        Ok(read)
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.decoder.read(into)?;
        self.given += read as u64;
        let taken = self.decoder.get_ref().get_ref().taken;
        if self.given > UNSUSPICIOUS && self.given / SWELLING > taken {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(read)
    }
}
