use std::cell::RefCell;
use std::io::{self, Read, Seek};
use std::rc::Rc;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::{Error, Records};

/// The largest `datapackage.json` that is read, in bytes.
const PACKAGE: u64 = 16 << 20;
/// How many times as large as it is packed a file may be, once it is larger than `UNSUSPICIOUS` bytes.
const SWELLING: u64 = 200;
const UNSUSPICIOUS: u64 = 64 << 20;

/// A WACZ file that is open for reading.
pub struct Wacz<R> {
    zip: ZipArchive<R>,
    promised: Vec<Resource>,
}

#[derive(Deserialize)]
struct Package {
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    path: String,
    hash: String,
}

impl<R: Read + Seek> Wacz<R> {
    /// Opens a WACZ file.
    ///
    /// # Errors
    /// [`Error::Directory`] or [`Error::NoArchive`] if it is none, [`Error::Package`] if it holds others.
    pub fn open(input: R) -> Result<Self, Error> {
        let mut zip = ZipArchive::new(input).map_err(|_| Error::Directory)?;
        let mut text = Vec::new();
        if let Ok(file) = zip.by_name("datapackage.json") {
            drop(file.take(PACKAGE).read_to_end(&mut text));
        }
        let package = serde_json::from_slice::<Package>(&text);
        let promised = package.map(|package| package.resources).unwrap_or_default();
        let wacz = Self { zip, promised };
        let is_package = || wacz.zip.file_names().flatten().any(|name| name.ends_with(".wacz"));
        match wacz.names().is_empty() {
            false => Ok(wacz),
            true if is_package() => Err(Error::Package),
            true => Err(Error::NoArchive),
        }
    }

    /// The names of its WARC files, in the order in which they were written. They are read, never unpacked to a disk:
    /// nothing comes of what a name says.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let is_warc = |name: &String| {
            let name = name.to_ascii_lowercase();
            name.starts_with("archive/") && (name.ends_with(".warc") || name.ends_with(".warc.gz"))
        };
        self.zip.file_names().flatten().map(String::from).filter(is_warc).collect()
    }

    /// Reads one of its WARC files with `read`; the answer says too whether the file is what was promised of it.
    ///
    /// # Errors
    /// As [`Records::open`], and what `read` fails with.
    pub fn read<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Records<'_>) -> Result<T, Error>,
    ) -> Result<(T, bool), Error> {
        let file = self.zip.by_name(name).map_err(|_| Error::Directory)?;
        let size = file.size();
        if size > UNSUSPICIOUS && size / SWELLING > file.compressed_size() {
            return Err(Error::Swollen(SWELLING));
        }
        let hasher = Rc::new(RefCell::new(Sha256::new()));
        let hashed = Hashed { input: file.take(size), hasher: Rc::clone(&hasher) };
        let done = read(Records::open(hashed)?)?;
        let hash = format!("sha256:{:x}", hasher.take().finalize());
        let promise = self.promised.iter().find(|resource| resource.path == name);
        let is_checked = promise.is_some_and(|resource| resource.hash.starts_with("sha256:"));
        Ok((done, !is_checked || promise.is_some_and(|resource| resource.hash == hash)))
    }
}

/// Hashes what is read.
struct Hashed<R> {
    input: R,
    hasher: Rc<RefCell<Sha256>>,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(into)?;
        self.hasher.borrow_mut().update(into.get(..read).unwrap_or_default());
        Ok(read)
    }
}
