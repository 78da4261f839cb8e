use std::io::{self, Read, Seek, SeekFrom, Write};

use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::DATA;
use super::index::{self, Entry};
use crate::Error;
use crate::export::{About, PROGRAM};
use crate::warc::date;

/// The first line of the list of pages.
pub(crate) const PAGES_HEAD: &str =
    "{\"format\":\"json-pages-1.0\",\"id\":\"pages\",\"title\":\"All Pages\",\"hasText\":true}\n";

/// Takes records, and puts them into a WACZ file or leaves them alone.
pub(crate) enum Builder<W: Write + Seek> {
    Warc(W),
    Wacz(Box<Wacz<W>>),
}

/// A WACZ file that is being written: its files one after another, each with its hash.
pub(crate) struct Wacz<W: Write + Seek> {
    zip: ZipWriter<Quiet<W>>,
    hasher: Sha256,
    bytes: u64,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Resource {
    name: String,
    path: String,
    hash: String,
    bytes: u64,
}

impl<W: Write + Seek> Builder<W> {
    pub(crate) fn warc(out: W) -> Self {
        Self::Warc(out)
    }

    pub(crate) fn wacz(out: W) -> Result<Self, Error> {
        let zip = ZipWriter::new(Quiet::new(out));
        let mut wacz = Wacz { zip, hasher: Sha256::new(), bytes: 0, resources: Vec::new() };
        wacz.start(DATA)?;
        Ok(Self::Wacz(Box::new(wacz)))
    }

    pub(crate) fn finish_warc(self) -> Result<W, Error> {
        match self {
            Self::Warc(out) => Ok(out),
            Self::Wacz(wacz) => wacz.finish(),
        }
    }

    pub(crate) fn finish_wacz(
        self,
        mut pages: impl Read,
        entries: Vec<Entry>,
        about: &About,
    ) -> Result<W, Error> {
        let Self::Wacz(mut wacz) = self else { return self.finish_warc() };
        wacz.end(DATA);
        for (name, bytes) in index::files(entries)? {
            wacz.file(name, &mut bytes.as_slice())?;
        }
        wacz.file("pages/pages.jsonl", &mut pages)?;
        let package = json!({
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "title": about.title,
            "software": PROGRAM,
            "created": date(about.made),
            "resources": wacz.resources,
        });
        let package = format!("{package:#}\n");
        wacz.file("datapackage.json", &mut package.as_bytes())?;
        let digest = json!({ "path": "datapackage.json", "hash": hash(Sha256::digest(package.as_bytes()).as_slice()) });
        wacz.file("datapackage-digest.json", &mut format!("{digest:#}\n").as_bytes())?;
        wacz.finish()
    }
}

impl<W: Write + Seek> Write for Builder<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Warc(out) => out.write(bytes),
            Self::Wacz(wacz) => wacz.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Warc(out) => out.flush(),
            Self::Wacz(wacz) => wacz.zip.flush(),
        }
    }
}

impl<W: Write + Seek> Wacz<W> {
    fn finish(self) -> Result<W, Error> {
        let Quiet { out, has_failed, .. } = self.zip.finish().map_err(written)?;
        if has_failed { Err(Error::Io(io::ErrorKind::WriteZero.into())) } else { Ok(out) }
    }

    fn file(&mut self, path: &str, content: &mut impl Read) -> Result<(), Error> {
        self.start(path)?;
        io::copy(content, self)?;
        self.end(path);
        Ok(())
    }

    fn start(&mut self, path: &str) -> Result<(), Error> {
        // Readers fetch records and blocks of the index alone, by their place.
        let is_packed = path.ends_with(".gz");
        let method =
            if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let is_large = path == DATA || path.starts_with("pages/");
        let options = SimpleFileOptions::default().compression_method(method).large_file(is_large);
        self.zip.start_file(path, options).map_err(written)
    }

    fn end(&mut self, path: &str) {
        self.resources.push(Resource {
            name: path.rsplit('/').next().unwrap_or_default().to_owned(),
            path: path.to_owned(),
            hash: hash(std::mem::take(&mut self.hasher).finalize().as_slice()),
            bytes: std::mem::take(&mut self.bytes),
        });
    }
}

impl<W: Write + Seek> Write for Wacz<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.zip.write(bytes)?;
        self.hasher.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.zip.flush()
    }
}

/// Fails once: a ZIP file that is given up is ended all the same when it is dropped, and what fails then is printed for
/// nobody to read. From the first failure on nothing is written, and places are what they would be.
struct Quiet<W> {
    out: W,
    has_failed: bool,
    at: u64,
    end: u64,
}

impl<W> Quiet<W> {
    fn new(out: W) -> Self {
        Self { out, has_failed: false, at: 0, end: 0 }
    }

    fn noted<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        self.has_failed = done.as_ref().is_err_and(|it| it.kind() != io::ErrorKind::Interrupted);
        done
    }

    fn moved(&mut self, at: u64) -> u64 {
        self.at = at;
        self.end = self.end.max(at);
        at
    }
}

impl<W: Write> Write for Quiet<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut written = bytes.len();
        if !self.has_failed {
            let done = self.out.write(bytes);
            written = self.noted(done)?;
        }
        self.moved(self.at + written as u64);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.has_failed {
            return Ok(());
        }
        let done = self.out.flush();
        self.noted(done)
    }
}

impl<W: Seek> Seek for Quiet<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = if self.has_failed {
            let at = match to {
                SeekFrom::Start(at) => Some(at),
                SeekFrom::Current(by) => self.at.checked_add_signed(by),
                SeekFrom::End(by) => self.end.checked_add_signed(by),
            };
            at.ok_or(io::ErrorKind::InvalidInput)?
        } else {
            let done = self.out.seek(to);
            self.noted(done)?
        };
        Ok(self.moved(at))
    }
}

fn hash(digest: &[u8]) -> String {
    format!("sha256:{}", data_encoding::HEXLOWER.encode(digest))
}

fn written(error: zip::result::ZipError) -> Error {
    Error::Io(error.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disk with so much room.
    struct Full {
        file: io::Cursor<Vec<u8>>,
        room: usize,
    }

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let end = usize::try_from(self.file.position()).unwrap() + bytes.len();
            if end > self.room {
                Err(io::ErrorKind::StorageFull.into())
            } else {
                self.file.write(bytes)
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Seek for Full {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.file.seek(to)
        }
    }

    fn written(room: usize) -> Result<Full, Error> {
        let mut builder = Builder::wacz(Full { file: io::Cursor::default(), room })?;
        (0..50).try_for_each(|_| builder.write_all(&[7; 40]))?;
        let made = "2026-11-20T12:00:00Z".parse().unwrap();
        let about = About { title: "Stories".to_owned(), made };
        builder.finish_wacz(PAGES_HEAD.as_bytes(), Vec::new(), &about)
    }

    #[test]
    fn a_disk_that_is_full_at_any_byte_is_a_failure_and_no_panic() {
        let whole = written(usize::MAX).unwrap().file.into_inner().len();
        assert!(written(whole).is_ok());
        for room in (0..whole).step_by(7).chain([whole - 1]) {
            assert!(written(room).is_err(), "{room} of {whole}");
        }
    }
}
