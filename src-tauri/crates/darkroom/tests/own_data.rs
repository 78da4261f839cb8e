//! What a photograph's own file says, written by exiftool, which knows these formats best.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use darkroom::Photo;
use image::{ImageFormat, RgbImage};
use model::OwnData;

fn picture(folder: &Path, name: &str) -> std::path::PathBuf {
    let mut bytes = Cursor::new(Vec::new());
    let format = ImageFormat::from_path(name).unwrap();
    RgbImage::new(16, 16).write_to(&mut bytes, format).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, bytes.into_inner()).unwrap();
    path
}

/// A picture into whose file exiftool wrote this.
fn said(name: &str, tags: &[&str]) -> OwnData {
    let folder = tempfile::tempdir().unwrap();
    let path = picture(folder.path(), name);
    let mut exiftool = Command::new("exiftool");
    exiftool.args(["-q", "-overwrite_original"]).args(tags).arg(&path);
    let done = exiftool.output().expect("exiftool is installed (libimage-exiftool-perl)");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Photo::check(&std::fs::read(&path).unwrap()).unwrap().own_data()
}

const CAMERA: [&str; 9] = [
    "-EXIF:ImageDescription=The ferry at dawn",
    "-EXIF:Artist=A. Rahim",
    "-EXIF:Copyright=The Lantern",
    "-EXIF:DateTimeOriginal=2026:11:24 06:05:11",
    "-EXIF:OffsetTimeOriginal=+05:30",
    "-EXIF:Make=Canon",
    "-EXIF:Model=Canon EOS R5",
    "-GPSLatitude=-34.1526",
    "-GPSLatitudeRef=S",
];

#[test]
fn what_the_camera_wrote_is_read_in_every_format_that_holds_it() {
    for name in ["a.jpg", "a.png", "a.webp"] {
        let own = said(
            name,
            &[&CAMERA[..], &["-GPSLongitude=77.5771", "-GPSLongitudeRef=E"][..]].concat(),
        );
        assert_eq!(own.caption, "The ferry at dawn", "{name}");
        assert_eq!((own.byline.as_str(), own.copyright.as_str()), ("A. Rahim", "The Lantern"));
        assert_eq!(own.taken, "2026-11-24T06:05:11+05:30");
        assert_eq!(own.camera, "Canon EOS R5");
        assert_eq!(own.position, Some((-34_152_600, 77_577_100)));
    }
}

const DESK: [&str; 12] = [
    "-IPTC:Headline=Dawn on the lake",
    "-IPTC:Caption-Abstract=Die Fähre legt früh ab – um sechs.",
    "-IPTC:By-line=Zoë Müller",
    "-IPTC:Credit=Lantern/ZM",
    "-IPTC:CopyrightNotice=© The Lantern",
    "-IPTC:DateCreated=2026:11:24",
    "-IPTC:TimeCreated=06:05:11+05:30",
    "-IPTC:City=Leh",
    "-IPTC:Province-State=Ladakh",
    "-IPTC:Country-PrimaryLocationName=India",
    "-IPTC:Keywords=ferry",
    "-IPTC:Keywords=dawn",
];

#[test]
fn what_the_desk_wrote_is_read_whatever_its_letters_are_encoded_in() {
    for charset in ["-CodedCharacterSet=UTF8", "-IPTC:ObjectName=in the letters of Windows"] {
        let own = said("a.jpg", &[&[charset][..], &DESK[..]].concat());
        assert_eq!(own.headline, "Dawn on the lake", "{charset}");
        assert_eq!(own.caption, "Die Fähre legt früh ab – um sechs.", "{charset}");
        assert_eq!((own.byline.as_str(), own.credit.as_str()), ("Zoë Müller", "Lantern/ZM"));
        assert_eq!(own.copyright, "© The Lantern");
        assert_eq!(own.taken, "2026-11-24T06:05:11+05:30");
        assert_eq!(own.place, "Leh, Ladakh, India");
        assert_eq!(own.keywords, ["ferry", "dawn"]);
    }
}

#[test]
fn the_newer_word_goes_before_the_older_and_the_cameras_clock_before_both() {
    let newer = [
        "-XMP-dc:Description=کشتی صبح سویرے",
        "-XMP-dc:Creator=B. Khan",
        "-XMP-photoshop:Headline=Newer",
        "-XMP-photoshop:City=Kargil",
        "-XMP-photoshop:DateCreated=2026:11:20 01:00:00",
        "-XMP-dc:Subject=boat",
    ];
    let own = said("a.jpg", &[&CAMERA[..7], &DESK[..], &newer[..]].concat());
    assert_eq!((own.headline.as_str(), own.caption.as_str()), ("Newer", "کشتی صبح سویرے"));
    assert_eq!((own.byline.as_str(), own.credit.as_str()), ("B. Khan", "Lantern/ZM"));
    assert_eq!(own.taken, "2026-11-24T06:05:11+05:30");
    assert_eq!((own.place.as_str(), own.keywords), ("Kargil", vec!["boat".to_owned()]));
    assert!(said("a.jpg", &["-XMP-dc:Title=", "-all="]).is_empty());
}

/// A JPEG with a segment behind its first two bytes.
fn with_segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let bytes = std::fs::read(picture(folder.path(), "a.jpg")).unwrap();
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&bytes[..2], &[0xff, marker], &length, content, &bytes[2..]].concat()
}

#[test]
fn hostile_data_is_as_if_it_were_not_there() {
    let exif = |tiff: &[u8]| with_segment(0xe1, &[b"Exif\0\0", tiff].concat());
    let xmp = |text: &str| {
        with_segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", text.as_bytes()].concat())
    };
    let iptc = |sets: &[u8]| {
        let length = u32::try_from(sets.len()).unwrap().to_be_bytes();
        let head = b"Photoshop 3.0\0".iter().chain(b"8BIM\x04\x04\0\0").chain(&length);
        with_segment(0xed, &head.chain(sets).copied().collect::<Vec<_>>())
    };
    let laugh = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><x xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description>&b;</rdf:Description></x>";
    for (what, bytes) in [
        ("a directory that leads to itself", exif(b"MM\0\x2a\0\0\0\x08\0\0\0\0\0\x08")),
        (
            "a text of four thousand million letters",
            exif(b"MM\0\x2a\0\0\0\x08\0\x01\x01\x0e\0\x02\xff\xff\xff\xff\0\0\0\x08\0\0\0\0"),
        ),
        ("a directory of 65,535 entries", exif(b"MM\0\x2a\0\0\0\x08\xff\xff")),
        ("a dataset that is longer than the file", iptc(b"\x1c\x02\x78\x7f\xffabc")),
        ("a dataset of an extended length", iptc(b"\x1c\x02\x78\x80\x04\xff\xff\xff\xffabc")),
        ("entities", xmp(laugh)),
        ("what is no XML", xmp("<x><y></x>")),
    ] {
        assert!(Photo::check(&bytes).unwrap().own_data().is_empty(), "{what}");
    }
    let long = [&b"\x1c\x02\x78\x7f\xff"[..], &vec![b'a'; 0x7fff]].concat();
    let own = Photo::check(&iptc(&long)).unwrap().own_data();
    assert_eq!(own.caption.len(), 4_000, "a text is cut");
    let turned = iptc("\u{1c}\u{2}\u{78}\0\u{a}a\u{202e}b\u{1b}[31m".as_bytes());
    assert_eq!(Photo::check(&turned).unwrap().own_data().caption, "ab[31m");
}
