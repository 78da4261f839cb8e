use archive::{Capture, CaptureId};
use exchange::{Answer, Head};

use super::Origin;
use crate::{Desk, Error, clock};

/// Downloads of an import, which are stored many at a time: each time costs a wait for the disk.
#[derive(Default)]
pub(super) struct Downloads {
    stored: Vec<CaptureId>,
    waiting: Vec<Download>,
    /// Bytes of the bodies that wait.
    bytes: usize,
}

/// The number of a download within its import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number(usize);

struct Download {
    source: String,
    head: Head,
    answer: Answer,
}

impl Downloads {
    pub(super) fn add(&mut self, source: &str, head: Head, answer: Answer) -> Number {
        let number = Number(self.stored.len() + self.waiting.len());
        self.bytes += answer.body.len();
        self.waiting.push(Download { source: source.to_owned(), head, answer });
        number
    }

    /// Bytes that wait to be stored.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Stores those that wait, and with the headers of each which record of which file it was.
    pub(super) fn store(&mut self, desk: &Desk, origin: &Origin) -> Result<(), Error> {
        let now = clock::local_now();
        let headers: Vec<_> =
            self.waiting.iter().map(|download| download.headers(origin)).collect();
        let chains: Vec<_> =
            self.waiting.iter().map(|download| [download.head.target().to_owned()]).collect();
        let captures: Vec<Capture<'_>> = self
            .waiting
            .iter()
            .zip(headers.iter().zip(&chains))
            .map(|(Download { source, head, answer }, (headers, chain))| Capture {
                source,
                url: head.target(),
                chain,
                status: answer.status,
                headers,
                fetched: head.date().unwrap_or(now),
                body: &answer.body,
            })
            .collect();
        self.stored.extend(desk.writer()?.store_captures(&captures)?);
        self.waiting.clear();
        self.bytes = 0;
        Ok(())
    }

    /// The capture that a download became; none while it waits.
    pub(super) fn capture(&self, number: Number) -> Option<CaptureId> {
        self.stored.get(number.0).copied()
    }
}

impl Download {
    fn headers(&self, origin: &Origin) -> Vec<(String, String)> {
        let came = self.answer.headers.iter().filter(|(name, _)| !exchange::is_origin(name));
        let own = [
            ("WARC-Record-ID", self.head.field("WARC-Record-ID").to_owned()),
            ("WARC-Filename", origin.to_string()),
        ];
        came.cloned().chain(own.map(|(name, value)| (name.to_owned(), value))).collect()
    }
}
