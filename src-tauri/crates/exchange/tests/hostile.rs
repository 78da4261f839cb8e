//! Whatever the bytes: reading them ends, with records or a reason, and takes no more memory than a record may have.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use std::io::{Cursor, Seek, SeekFrom, Write};

use exchange::{About, Answer, Download, Error, Export, Format, Picture, Records, Wacz};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A small export.
fn export(format: Format) -> Vec<u8> {
    let made = "2026-11-20T12:00:00+05:30".parse().unwrap();
    let about = About { title: "The Gazette".to_owned(), made };
    let mut export =
        Export::begin(Cursor::new(Vec::new()), Cursor::new(Vec::new()), format, about).unwrap();
    let chain = ["http://gazette.example/".to_owned(), "https://gazette.example/".to_owned()];
    let headers = [
        ("Content-Type".to_owned(), "text/html".to_owned()),
        ("Content-Encoding".to_owned(), "br".to_owned()),
        ("WARC-Filename".to_owned(), "a.warc\r\nX: y".to_owned()),
    ];
    let body = b"<p>Snow.</p>\r\n\r\nWARC/1.1\r\n";
    let download = Download { chain: &chain, status: 200, headers: &headers, fetched: made, body };
    export.download(&download).unwrap();
    let bytes = &[7; 300];
    let found = "https://gazette.example/pass.png";
    export.picture(&Picture { found, media_type: "image/png", stored: made, bytes }).unwrap();
    let rewind = |mut pages: Cursor<Vec<u8>>| pages.seek(SeekFrom::Start(0)).map(|_| pages);
    export.finish(rewind).unwrap().into_inner()
}

/// Reads all records of a WARC file: how many there are.
fn read(bytes: &[u8]) -> Result<u64, Error> {
    all(Records::open(bytes)?)
}

fn all(mut records: Records<'_>) -> Result<u64, Error> {
    while let Some(head) = records.next_head()? {
        let block = records.block()?.unwrap_or_default();
        let _ = (head.date(), head.target(), head.vouches_for(&block, &[&block]));
        drop(Answer::parse(&block));
    }
    Ok(records.number())
}

fn read_wacz(bytes: &[u8]) -> Result<(), Error> {
    let mut wacz = Wacz::open(Cursor::new(bytes))?;
    wacz.names().iter().try_for_each(|name| wacz.read(name, all).map(drop))
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_was_written_is_read_record_by_record() {
    let plain = export(Format::Warc);
    assert_eq!(read(&plain).unwrap(), 5);
    assert_eq!(read(&export(Format::CompressedWarc)).unwrap(), 5);
    assert_eq!(read(&gzipped(&plain)).unwrap(), 5);
    read_wacz(&export(Format::Wacz)).unwrap();

    let mut records = Records::open(&*plain).unwrap();
    records.next_head().unwrap();
    records.next_head().unwrap();
    let head = records.next_head().unwrap().unwrap();
    let answer = Answer::parse(&records.block().unwrap().unwrap()).unwrap();
    assert_eq!(head.target(), "https://gazette.example/");
    assert_eq!(answer.body, b"<p>Snow.</p>\r\n\r\nWARC/1.1\r\n");
    assert_eq!(answer.header("X-Archive-Orig-Content-Encoding"), Some("br"));
    assert_eq!(answer.header("WARC-Filename"), None);
}

#[test]
fn line_ends_may_be_mixed_and_digests_in_either_writing() {
    let warc = b"WARC/1.0\nWARC-Type: resource\r\nWARC-Target-URI: <https://gazette.example/>\n\
        WARC-Block-Digest: sha1:TYNY4PFOJ73YMSY7GHES424JCK37TYZN\nContent-Length:\r\n 5\n\r\nSnow.\n\n\n";
    let mut records = Records::open(&warc[..]).unwrap();
    let head = records.next_head().unwrap().unwrap();
    assert_eq!((head.target(), head.length), ("https://gazette.example/", 5));
    let block = records.block().unwrap().unwrap();
    assert!(head.vouches_for(&block, &[]));
    assert!(!head.vouches_for(b"Hail.", &[]));
    assert!(records.next_head().unwrap().is_none());
}

#[test]
fn absurd_lengths_and_endless_fields_are_said() {
    let broken = |warc: &[u8]| read(warc).unwrap_err().to_string();
    let length =
        |length: &str| format!("WARC/1.1\r\nContent-Length: {length}\r\n\r\nSnow.").into_bytes();
    assert_eq!(broken(&length("18446744073709551615")), "it breaks off in record 1");
    assert_eq!(broken(&length("-5")), "record 1 does not say how long it is");
    let endless = [b"WARC/1.1\r\nX: ".to_vec(), vec![b'x'; 100 << 20]].concat();
    assert_eq!(broken(&endless), "record 1 has fields without end");
    let many = b"WARC/1.1\r\n".to_vec();
    assert_eq!(
        broken(&[many, b"X: y\r\n".repeat(1 << 20)].concat()),
        "record 1 has fields without end"
    );
    assert_eq!(
        broken(b"WARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\nSnow.\r\n"),
        "record 2 does not begin with WARC/1.0 or WARC/1.1"
    );
}

#[test]
fn what_swells_beyond_measure_is_refused() {
    let head = b"WARC/1.1\r\nContent-Length: 999999999\r\n\r\n".to_vec();
    let bomb = gzipped(&[head, vec![0; 300 << 20]].concat());
    let error = read(&bomb).unwrap_err();
    assert!(matches!(error, Error::Swollen(_)), "{error}");
    let wacz = zipped("archive/data.warc", &vec![0; 300 << 20]);
    let error = read_wacz(&wacz).unwrap_err();
    assert!(matches!(error, Error::Swollen(_)), "{error}");
}

#[test]
fn names_that_lead_elsewhere_lead_nowhere() {
    for name in
        ["../archive/data.warc", "/archive/data.warc", "archive\\data.warc", "pages/pages.jsonl"]
    {
        let error = read_wacz(&zipped(name, &export(Format::Warc))).unwrap_err();
        assert!(matches!(error, Error::NoArchive), "{name}: {error}");
    }
    read_wacz(&zipped("archive/../../data.warc", &export(Format::Warc))).unwrap();
}

#[test]
fn a_package_of_wacz_files_is_known_as_such() {
    let error = read_wacz(&zipped("first.wacz", &export(Format::Wacz))).unwrap_err();
    assert!(matches!(error, Error::Package), "{error}");
}

#[test]
fn a_file_that_was_changed_is_seen() {
    let wacz = export(Format::Wacz);
    let mut opened = Wacz::open(Cursor::new(&wacz)).unwrap();
    assert!(opened.read("archive/data.warc.gz", all).unwrap().1);
    let warc = gzipped(b"");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let promise = br#"{"resources": [{"path": "archive/a.warc.gz", "hash": "sha256:00"}]}"#;
    for (name, bytes) in [("archive/a.warc.gz", &warc[..]), ("datapackage.json", promise)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let mut opened = Wacz::open(zip.finish_into_readable().unwrap().into_inner()).unwrap();
    assert!(!opened.read("archive/a.warc.gz", all).unwrap().1);
}

proptest! {
    #[test]
    fn no_cut_and_no_flipped_bytes_are_a_panic(
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<prop::sample::Index>(),
        format in prop::sample::select(vec![Format::Warc, Format::CompressedWarc, Format::Wacz]),
    ) {
        let mut bytes = export(format);
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        for bytes in [&bytes[..], &bytes[..cut.index(bytes.len())]] {
            drop(read(bytes));
            drop(read_wacz(bytes));
        }
    }

    #[test]
    fn no_bytes_are_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        drop(Answer::parse(&bytes));
        drop(read(&[b"WARC/1.1\r\nContent-Length: 9\r\n", &bytes[..]].concat()));
        drop(Answer::parse(&[b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", &bytes[..]].concat()));
    }
}
