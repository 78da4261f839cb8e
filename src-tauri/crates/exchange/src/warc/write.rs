use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use model::Moment;
use sha2::{Digest, Sha256};

use super::Kind;

/// A record to be written.
#[derive(Debug, Clone)]
pub(crate) struct NewRecord<'a> {
    pub(crate) kind: Kind,
    /// The address that it is of; empty for none.
    pub(crate) target: &'a str,
    pub(crate) date: Moment,
    pub(crate) content_type: &'a str,
    /// More named fields.
    pub(crate) fields: &'a [(&'a str, &'a str)],
    /// What stands before the payload: the head of an answer.
    pub(crate) head: &'a [u8],
    pub(crate) payload: &'a [u8],
}

/// Where a record was written.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    /// Its id: `<urn:uuid:…>`.
    pub(crate) id: String,
    /// Where it begins, and its bytes there.
    pub(crate) offset: u64,
    pub(crate) length: usize,
    /// `sha256:…` of its payload.
    pub(crate) digest: String,
}

/// Writes records, each compressed by itself or not at all.
pub(crate) struct Writer<W> {
    pub(crate) out: W,
    offset: u64,
    compresses: bool,
}

impl<W: Write> Writer<W> {
    pub(crate) fn new(out: W, compresses: bool) -> Self {
        Self { out, offset: 0, compresses }
    }

    pub(crate) fn write(&mut self, record: &NewRecord<'_>) -> io::Result<Placed> {
        let digest = digest(&[record.payload]);
        let id = record.id();
        let head = record.fields(&id, &digest);
        let parts = [head.as_bytes(), record.head, record.payload, b"\r\n\r\n"];
        let length = if self.compresses {
            // Pictures are compressed already.
            let is_packed = record.content_type.starts_with("image/");
            let level = if is_packed { Compression::none() } else { Compression::default() };
            let mut gzip = GzEncoder::new(Vec::new(), level);
            parts.into_iter().try_for_each(|part| gzip.write_all(part))?;
            let packed = gzip.finish()?;
            self.out.write_all(&packed)?;
            packed.len()
        } else {
            parts.into_iter().try_for_each(|part| self.out.write_all(part))?;
            parts.into_iter().map(<[u8]>::len).sum()
        };
        let offset = self.offset;
        self.offset += length as u64;
        Ok(Placed { id, offset, length, digest })
    }
}

impl NewRecord<'_> {
    /// An id that is the same whenever the same is written: a UUID of version 8.
    pub(crate) fn id(&self) -> String {
        let mut hasher = Sha256::new();
        let digest = digest(&[self.head, self.payload]);
        for part in [self.kind.as_str(), self.target, &date(self.date), &digest] {
            hasher.update(part.as_bytes());
            hasher.update([0]);
        }
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hasher.finalize()).for_each(|(byte, hashed)| *byte = hashed);
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let hex = format!("{:032x}", u128::from_be_bytes(bytes));
        let (time, rest) = hex.split_at(8);
        let (middle, rest) = rest.split_at(4);
        let (version, rest) = rest.split_at(4);
        let (variant, node) = rest.split_at(4);
        format!("<urn:uuid:{time}-{middle}-{version}-{variant}-{node}>")
    }

    fn fields(&self, id: &str, payload_digest: &str) -> String {
        let mut head = format!("WARC/1.1\r\nWARC-Type: {}\r\n", self.kind.as_str());
        let mut field = |name: &str, value: &str| {
            // A line end within a value would begin another field.
            let value = value.replace(['\r', '\n'], " ");
            head.push_str(&format!("{name}: {value}\r\n"));
        };
        field("WARC-Record-ID", id);
        field("WARC-Date", &date(self.date));
        if !self.target.is_empty() {
            field("WARC-Target-URI", self.target);
        }
        self.fields.iter().for_each(|(name, value)| field(name, value));
        if matches!(self.kind, Kind::Response | Kind::Resource) {
            field("WARC-Payload-Digest", payload_digest);
        }
        field("WARC-Block-Digest", &digest(&[self.head, self.payload]));
        field("Content-Type", self.content_type);
        field("Content-Length", &(self.head.len() + self.payload.len()).to_string());
        head.push_str("\r\n");
        head
    }
}

/// A time as WARC has it: in UTC, to the second.
pub(crate) fn date(moment: Moment) -> String {
    moment.timestamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// `sha256:…` of what these are end to end.
pub(crate) fn digest(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    parts.iter().for_each(|part| hasher.update(part));
    format!("sha256:{:x}", hasher.finalize())
}
