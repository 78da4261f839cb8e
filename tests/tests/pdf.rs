//! An edition as PDF, read by programs that are not ours: qpdf and poppler.

use std::fs;
use std::path::Path;
use std::process::Command;

use regex::Regex;
use serde_json::Value;
use tests::Broadsheet;

const DAY: &str = "2026-11-24";

/// The sample day on a sheet, as a PDF in a folder of its own.
fn printed(sheet: &str) -> (Broadsheet, tempfile::TempDir) {
    let broadsheet = Broadsheet::new();
    assert_eq!(broadsheet.run("sample").status, Some(0));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("day.pdf").to_string_lossy().into_owned();
    let ran = broadsheet.run_with(&format!("compose {DAY} --format {sheet}"), &["--pdf", &file]);
    assert_eq!(ran.status, Some(0), "{ran:?}");
    (broadsheet, folder)
}

/// What another program says of the PDF.
fn asked(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(program);
    command.args(arguments.iter().take_while(|it| **it != "-")).arg(folder.join("day.pdf"));
    command.args(arguments.iter().skip_while(|it| **it != "-"));
    let output = command.output().expect(program);
    assert!(output.status.success(), "{program}: {output:?}");
    // It complains where glyphs have no letters, or letters that it cannot take.
    assert!(program != "pdftotext" || output.stderr.is_empty(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Letters without what a page adds and takes: blanks, hyphens of line ends, signs that nobody sees.
fn letters(text: &str) -> String {
    let is_seen = |letter: &char| {
        !letter.is_whitespace()
            && !letter.is_control()
            && !matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
    };
    text.chars().filter(is_seen).collect()
}

/// The text of each story of the day, in paragraphs.
fn stories(broadsheet: &Broadsheet) -> Vec<Vec<String>> {
    let listed = broadsheet.run(&format!("stories --day {DAY} --json")).json();
    let ids = listed["stories"].as_array().expect("stories").iter();
    let whole = ids.map(|story| {
        broadsheet.run(&format!("story {} --json", story["id"].as_str().expect("an id"))).json()
    });
    let paragraphs = |story: Value| {
        let text = story["text"].as_str().expect("a text").to_owned();
        text.split("\n\n").flat_map(str::lines).map(letters).filter(|it| !it.is_empty()).collect()
    };
    whole.map(paragraphs).collect()
}

#[test]
fn the_file_is_sound_and_says_what_it_is() {
    let tagged = Regex::new(r"Tagged:\s+yes").unwrap();
    let embedded = Regex::new(r" yes yes yes +\d+ +\d+$").unwrap();
    for sheet in ["broadsheet", "a4", "screen:1440x788", "screen:1440x788 --text-size 200"] {
        let (_, folder) = printed(sheet);
        let checked = asked(folder.path(), "qpdf", &["--check"]);
        assert!(checked.contains("No syntax or stream encoding errors"), "{checked}");
        let info = asked(folder.path(), "pdfinfo", &[]);
        assert!(info.contains("The Lantern, 24 November 2026"), "{info}");
        assert!(tagged.is_match(&info), "{info}");
        let fonts = asked(folder.path(), "pdffonts", &[]);
        let faces: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(faces.len() > 5, "{fonts}");
        assert!(faces.iter().all(|face| embedded.is_match(face)), "{fonts}");
        let metadata = asked(folder.path(), "pdfinfo", &["-meta"]);
        assert!(metadata.contains("<pdfuaid:part>1<"), "{metadata}");
        assert!(metadata.contains("<pdfaid:conformance>A<"), "{metadata}");
    }
}

#[test]
fn every_part_says_what_it_is() {
    let (_, folder) = printed("a4");
    let structure = asked(folder.path(), "pdfinfo", &["-struct"]);
    for tag in ["H1", "H2", "H3", "P", "Figure", "Caption", "Link"] {
        let word =
            |line: &str| line.trim().split(|it: char| !it.is_alphanumeric()).next() == Some(tag);
        assert!(structure.lines().any(word), "no {tag}");
    }
}

#[test]
fn every_paragraph_is_there_in_the_order_of_reading() {
    let (broadsheet, folder) = printed("broadsheet");
    let raw = letters(&asked(folder.path(), "pdftotext", &["-raw", "-"]));
    let stories = stories(&broadsheet);
    assert!(stories.len() > 20);
    for story in stories {
        let mut at = 0;
        for paragraph in story {
            match raw[at..].find(&paragraph).or_else(|| raw.find(&paragraph)) {
                Some(found) if raw[at..].contains(&paragraph) => at += found + paragraph.len(),
                Some(found) => panic!("at {found}, before what it follows: {paragraph}"),
                // The page or the column ended within it.
                None => at = halves(&raw, at, &paragraph).expect(&paragraph),
            }
        }
    }
}

/// Where a paragraph ends whose two parts stand apart.
fn halves(raw: &str, from: usize, paragraph: &str) -> Option<usize> {
    for (cut, _) in paragraph.char_indices().skip(1) {
        let (first, second) = paragraph.split_at(cut);
        let rest = from + raw[from..].find(first)? + first.len();
        if let Some(found) = raw[rest..].find(second) {
            return Some(rest + found + second.len());
        }
    }
    None
}

#[test]
fn no_word_lies_on_another() {
    for sheet in ["broadsheet", "tabloid", "screen:1024x588"] {
        let (_, folder) = printed(sheet);
        let boxes = asked(folder.path(), "pdftotext", &["-bbox", "-"]);
        let words = words(&boxes);
        assert!(words.len() > 5000, "{sheet}: {} words", words.len());
        let page = |word: &Word| word.page;
        for words in words.chunk_by(|one, other| page(one) == page(other)) {
            for (at, word) in words.iter().enumerate() {
                for other in &words[at + 1..] {
                    assert!(
                        !word.covers(other),
                        "{sheet}, page {}: {} {:?} lies on {} {:?}",
                        word.page,
                        word.letters,
                        word.area,
                        other.letters,
                        other.area
                    );
                }
            }
        }
    }
}

/// A word with its box in points.
struct Word {
    page: usize,
    letters: String,
    /// Left, top, right, foot.
    area: [f64; 4],
}

impl Word {
    /// Whether the letters of another word lie on these.
    ///
    /// A box reaches from the face's ascenders to its descenders, which lines of a headline share and a drop cap
    /// has not; letters fill its middle.
    fn covers(&self, other: &Self) -> bool {
        let middle = |[left, top, right, foot]: [f64; 4]| {
            let height = foot - top;
            [left, top + height * 0.25, right, foot - height * 0.25]
        };
        let [left, top, right, foot] = middle(self.area);
        let [from_left, from_top, from_right, from_foot] = middle(other.area);
        let across = right.min(from_right) - left.max(from_left);
        let down = foot.min(from_foot) - top.max(from_top);
        let hair = (foot - top).min(from_foot - from_top) * 0.2;
        across > hair && down > hair
    }
}

/// The words of a file in Latin letters: those of other scripts have boxes that are larger than what is drawn.
fn words(boxes: &str) -> Vec<Word> {
    let word = r#"xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.+?)<"#;
    let word = Regex::new(word).expect("a pattern");
    let mut words = Vec::new();
    for (page, boxes) in boxes.split("<page ").enumerate() {
        for found in word.captures_iter(boxes) {
            let letters = found[5].to_owned();
            if letters.chars().all(|letter| !('\u{600}'..'\u{2000}').contains(&letter)) {
                let area = [1, 2, 3, 4].map(|side| found[side].parse().expect("a length"));
                words.push(Word { page, letters, area });
            }
        }
    }
    words
}

#[test]
fn links_lead_to_pages_and_to_where_stories_were_published() {
    let (_, folder) = printed("broadsheet");
    let unpacked = folder.path().join("open.pdf");
    let opened = Command::new("qpdf")
        .args(["--qdf", "--object-streams=disable"])
        .args([folder.path().join("day.pdf"), unpacked.clone()])
        .status();
    assert!(opened.unwrap().success());
    let file = fs::read(unpacked).unwrap();
    let count = |words: &[u8]| file.windows(words.len()).filter(|part| *part == words).count();
    assert!(count(b"/Subtype /Link") > 30, "{}", count(b"/Subtype /Link"));
    assert!(count(b"/URI (https://lantern.example/") > 20);
    assert!(count(b"/XYZ") > 20);
}

#[test]
fn the_same_edition_is_the_same_file() {
    let (broadsheet, folder) = printed("a4");
    let again = folder.path().join("again.pdf");
    let file = again.to_string_lossy().into_owned();
    let ran = broadsheet.run_with(&format!("compose {DAY} --format a4"), &["--pdf", &file]);
    assert_eq!(ran.status, Some(0));
    assert!(fs::read(again).unwrap() == fs::read(folder.path().join("day.pdf")).unwrap());
}

#[test]
fn a_file_that_cannot_be_written_leaves_what_stood_there() {
    let (broadsheet, folder) = printed("a4");
    let kept = fs::read(folder.path().join("day.pdf")).unwrap();
    let missing = folder.path().join("no-folder/day.pdf").to_string_lossy().into_owned();
    let ran = broadsheet.run_with(&format!("compose {DAY} --format a4"), &["--pdf", &missing]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.stderr.contains("could not be written"), "{}", ran.stderr);
    assert!(fs::read(folder.path().join("day.pdf")).unwrap() == kept);
}
