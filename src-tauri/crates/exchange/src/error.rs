use std::io;

/// Why a file cannot be written or read on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The disk, or whatever else is behind the stream.
    #[error("it cannot be read or written ({0})")]
    Io(#[from] io::Error),
    /// It is neither WARC nor WACZ.
    #[error("it does not begin as a WARC or WACZ file does")]
    Unknown,
    /// A WARC in a compression that is not read here.
    #[error("it is compressed with Zstandard")]
    Zstandard,
    /// It ends before it is complete.
    #[error("it breaks off in record {record}")]
    BrokenOff {
        /// The number of the record, from 1.
        record: u64,
    },
    /// What stands there is no record.
    #[error("record {record} {why}")]
    Malformed {
        /// The number of the record, from 1.
        record: u64,
        /// What is wrong with it.
        why: &'static str,
    },
    /// It grows beyond all measure when it is unpacked.
    #[error("it is made to fill the memory: unpacked it is more than {0} times as large")]
    Swollen(u64),
    /// A ZIP file whose directory cannot be read.
    #[error("its table of contents cannot be read, as in a file that breaks off")]
    Directory,
    /// A ZIP file that holds no WARC file.
    #[error("it holds no folder “archive” with WARC files")]
    NoArchive,
    /// A ZIP file that holds WACZ files.
    #[error("it is a package of several WACZ files")]
    Package,
}
