//! Downloads that other programs kept come into the archive: WACZ and WARC.

mod downloads;
mod pictures;
mod stories;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::rc::Rc;

use archive::{ListingRead, Watch};
use exchange::{Head, Records, Wacz};
use jiff::civil::Date;
use serde::Serialize;

use crate::error::plain;
use crate::{Code, Desk, Error, Imported, clock};

use pictures::Pictures;
use stories::Stories;

/// The first bytes of a ZIP file, of gzip, of Zstandard (also with a dictionary before it) and of WARC.
const MAGIC: [&[u8]; 5] =
    [b"PK\x03\x04", &[0x1f, 0x8b], &[0x28, 0xb5, 0x2f, 0xfd], &[0x5d, 0x2a, 0x4d, 0x18], b"WARC/"];

/// What an import of downloads came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportedWeb {
    /// Its stories; records that were left out are named.
    #[serde(flatten)]
    pub imported: Imported,
    /// Pictures that were stored.
    pub photos: u64,
    /// Pages that are no stories: fronts, sections, notices.
    pub other_pages: u64,
    /// Newspapers that were not there before, by their ids; nothing is fetched of them.
    pub sources: Vec<String>,
    /// Why the file could not be read to its end, in a sentence; what stands before that is stored.
    pub broken: Option<String>,
}

/// Whether a file is one of downloads (WACZ or WARC) by its first bytes, not one of stories line by line.
///
/// # Errors
/// If it cannot be read.
pub fn is_web(file: &Path) -> io::Result<bool> {
    let mut start = Vec::new();
    File::open(file)?.take(8).read_to_end(&mut start)?;
    Ok(MAGIC.iter().any(|magic| start.starts_with(magic)))
}

impl Desk {
    /// Imports the stories that a WACZ or WARC file holds, with their downloads and pictures.
    ///
    /// Nothing that is held is changed; of a story that is held, versions that are not come in.
    ///
    /// # Errors
    /// [`Code::BadInput`] if nothing of it can be read, [`Code::Stopped`] by `watch`, which hears of bytes; what was
    /// stored stays.
    pub fn import_web(&self, file: &Path, watch: Watch<'_>) -> Result<ImportedWeb, Error> {
        let mut input = Input::open(file, watch)?;
        let mut stories = Stories::new(self, input.origin.clone());
        let read = input.each(&mut |records, head| stories.take(records, head));
        stories.store()?;
        let Stories { mut done, days, stands_for, .. } = stories;
        let broken = match read {
            Err(Halt::Desk(error)) => {
                self.catch_up_index()?;
                return Err(error);
            }
            Err(Halt::File(error)) => Some(error),
            Ok(()) => None,
        };
        let mut pictures = Pictures::wanted(self, &days, &stands_for)?;
        let again = input.each(&mut |records, head| pictures.take(records, head));
        done.photos = pictures.stored;
        done.imported.skipped.extend(pictures.skipped);
        self.note_import(&days, &input.origin)?;
        self.catch_up_index()?;
        // Where the file is broken it is so again.
        if let Err(Halt::Desk(error)) = again {
            return Err(error);
        }
        if let (Some(error), true) = (&broken, done.is_nothing()) {
            return Err(useless(file, error));
        }
        let changed = input.changed.into_iter().map(|name| {
            let why =
                "it is not what the file promises of it: what its own digests vouch for was taken";
            (name, why.to_owned())
        });
        done.imported.skipped.extend(changed);
        done.broken =
            broken.map(|error| format!("{} cannot be read to its end: {error}.", file.display()));
        Ok(done)
    }

    /// Says in the ledger where the stories of each day came from.
    fn note_import(&self, days: &Days, origin: &Origin) -> Result<(), Error> {
        let mut writer = self.writer()?;
        for ((source, day), count) in days {
            writer.note_listing(&ListingRead {
                source,
                day: *day,
                kind: "import",
                url: &origin.to_string(),
                count: *count,
                // Nobody knows what else the paper printed on that day.
                whole: false,
                read: clock::local_now(),
            })?;
        }
        Ok(())
    }
}

/// What a person is told of a file that gave nothing.
fn useless(file: &Path, error: &exchange::Error) -> Error {
    let hint = match error {
        exchange::Error::Zstandard => {
            "Nothing was stored; unpack it with zstd -d, then import that."
        }
        exchange::Error::Unknown | exchange::Error::NoArchive => {
            "Nothing was stored; name a WACZ or WARC file."
        }
        exchange::Error::Package => {
            "Nothing was stored; unpack it, then import the files that are in it."
        }
        _ => "Nothing was stored; get the file again.",
    };
    Error::new(Code::BadInput, format!("{} cannot be read: {error}.", file.display()), hint)
}

impl ImportedWeb {
    fn is_nothing(&self) -> bool {
        let Imported { new, revised, unchanged, .. } = self.imported;
        new + revised + unchanged == 0
    }
}

/// Stories of an import, by source and day.
type Days = BTreeMap<(String, Date), u32>;

/// Why a pass over the file does not go on.
enum Halt {
    /// The file cannot be read further.
    File(exchange::Error),
    /// The archive cannot be written, or the reader stopped it.
    Desk(Error),
}

impl From<exchange::Error> for Halt {
    fn from(error: exchange::Error) -> Self {
        Self::File(error)
    }
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        Self::Desk(error)
    }
}

impl From<archive::Error> for Halt {
    fn from(error: archive::Error) -> Self {
        Self::Desk(error.into())
    }
}

/// The file that downloads come from.
#[derive(Debug, Clone)]
struct Origin {
    name: String,
    /// BLAKE3 of the whole file, in hexadecimal.
    hash: String,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#blake3={}", self.name, self.hash)
    }
}

/// The file, to be read several times.
struct Input<'a> {
    file: Counted,
    bytes: u64,
    is_zip: bool,
    origin: Origin,
    watch: Watch<'a>,
    /// Files within it that are not what it promises of them.
    changed: Vec<String>,
}

impl<'a> Input<'a> {
    fn open(path: &Path, watch: Watch<'a>) -> Result<Self, Error> {
        let unreadable = |error: io::Error| {
            Error::new(
                Code::BadInput,
                format!("{} cannot be read ({}).", path.display(), plain(&error)),
                "Name a WACZ or WARC file.",
            )
        };
        let mut file = File::open(path).map_err(unreadable)?;
        let bytes = file.metadata().map_err(unreadable)?.len();
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(&mut file).map_err(unreadable)?;
        let mut start = [0; 4];
        file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        let is_zip = file.read_exact(&mut start).is_ok() && start == *b"PK\x03\x04";
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self {
            file: Counted { file, read: Rc::default() },
            bytes,
            is_zip,
            origin: Origin { name, hash: hasher.finalize().to_hex().to_string() },
            watch,
            changed: Vec::new(),
        })
    }

    /// Gives each record to `take`, from the first on.
    fn each(&mut self, take: Take<'_>) -> Result<(), Halt> {
        self.file.seek(SeekFrom::Start(0)).map_err(exchange::Error::from)?;
        let (read, total) = (Rc::clone(&self.file.read), self.bytes.saturating_mul(2));
        let watch = &mut *self.watch;
        let mut pass = |mut records: Records<'_>| -> Result<(), Halt> {
            while let Some(head) = records.next_head()? {
                if watch(read.get().min(total), total).is_break() {
                    let hint = "What was stored stays; import the file again to get the rest.";
                    return Err(Error::new(Code::Stopped, "It was stopped.", hint).into());
                }
                take(&mut records, &head)?;
            }
            Ok(())
        };
        if !self.is_zip {
            return pass(Records::open(&mut self.file)?);
        }
        let mut wacz = Wacz::open(&mut self.file)?;
        for name in wacz.names() {
            let (passed, is_as_promised) = wacz.read(&name, |records| Ok(pass(records)))?;
            passed?;
            if !is_as_promised && !self.changed.contains(&name) {
                self.changed.push(name);
            }
        }
        Ok(())
    }
}

/// What is done with a record.
type Take<'a> = &'a mut dyn FnMut(&mut Records<'_>, &Head) -> Result<(), Halt>;

/// A file that counts what is read of it.
struct Counted {
    file: File,
    read: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
