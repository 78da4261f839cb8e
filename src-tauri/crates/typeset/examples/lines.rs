//! Sets real news at 30 to 40 characters and tells how good and how fast the lines are.
//!
//! Reads `../shared/data/texts` where it lies beside the checkout, or the folder that is named first:
//! `cargo run --release -p typeset --example lines [FOLDER]`.

#![expect(clippy::print_stdout, reason = "the example's whole purpose")]

use std::{
    error::Error,
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use flate2::read::GzDecoder;
use typeset::{
    Face, Fault, Fonts, Language, Length, Line, Paragraph, Setting, Size, Slot, Style, Tracking,
};

/// What is set: file, language, face, size in quarter pixels, how much wider than the Latin measure.
const SUPPLIES: [(&str, &str, Face, u16, i32); 4] = [
    ("en-wikinews", "en", Face::Text, 68, 100),
    ("en-ntrex", "en", Face::Text, 68, 100),
    ("hi-ntrex", "hi", Face::Devanagari, 68, 100),
    ("ur-ntrex", "ur", Face::Nastaliq, 66, 125),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or_else(beside_checkout, PathBuf::from);
    println!("shares in percent of the stretched lines (of all lines in brackets for r > 1)");
    println!(
        "text, characters, tracking | lines | r>.5 | r>1 | r>2 | >2x | >3x | >4x | hyphens | ladders | short forced | fl. cost"
    );
    for (file, language, face, size, wider) in SUPPLIES {
        let texts = paragraphs(&folder.join(format!("{file}.jsonl.gz")))?;
        let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
        let mut fonts = Fonts::new();
        let mut style = Style::new(face, Size(size));
        style.indent = Length(i32::from(size) * 16 * 9 / 10);
        style.tracking = Tracking::WINDOW;
        let language = Language::of(language);
        let began = Instant::now();
        let set: Vec<Paragraph> =
            texts.iter().map(|text| Paragraph::plain(&mut fonts, text, &style, language)).collect();
        let shaping = began.elapsed();
        let missing: usize = set.iter().map(|paragraph| paragraph.missing().len()).sum();
        let mut breaking = (Duration::ZERO, 0);
        for tracking in [Tracking::PRINT, Tracking::WINDOW] {
            for characters in [30, 31, 33, 36, 40] {
                style.tracking = tracking;
                // 0.419 em to a character, as the page formats reckon.
                let width = 16 * 68 * characters * 419 / 1000 * wider / 100;
                let slot = Slot::of_width(Length(width));
                let began = Instant::now();
                let mut tally = Tally::default();
                for paragraph in &set {
                    let variants =
                        paragraph.variants(&Setting::new(&style, &slot).with_looseness(1));
                    tally.variants(variants.len());
                    tally.count(&variants[0].lines);
                }
                breaking.0 += began.elapsed();
                breaking.1 += tally.all;
                let name = if tracking == Tracking::PRINT { "print" } else { "window" };
                println!("{file} {characters} {name:6} {tally}");
            }
        }
        println!(
            "{file}: {words} words, {} distinct, {missing} letters missing; shaped in {shaping:.1?} ({:.2} M words/s); {:.0} k lines/s with three variants; 120,000 words in {:.0} ms",
            fonts.len(),
            per_second(words, shaping) / 1e6,
            per_second(breaking.1, breaking.0) / 1e3,
            (120_000.0 / per_second(words, shaping)
                + 120_000.0 * f64::from(u32::try_from(breaking.1 / 10)?)
                    / f64::from(u32::try_from(words)?)
                    / per_second(breaking.1, breaking.0))
                * 1e3,
        );
    }
    headlines(&folder.join("en-wikinews.jsonl.gz"))
}

/// How long it takes to fit a day's headlines: each in seven classes and six widths.
fn headlines(path: &Path) -> Result<(), Box<dyn Error>> {
    let stories = stories(path)?;
    let titles: Vec<&str> = stories.iter().filter_map(|story| story["title"].as_str()).collect();
    let mut fonts = Fonts::new();
    let style =
        Style { tracking: Tracking::fixed(-15), ..Style::new(Face::DisplaySemiBold, Size(136)) };
    let began = Instant::now();
    let mut fits = 0;
    for title in &titles {
        let paragraph = Paragraph::plain(&mut fonts, title, &style, Language::ENGLISH);
        for size in [224, 176, 136, 112, 88, 68, 52] {
            let style = Style { size: Size(size), ..style };
            for columns in 1..=6 {
                let slot = Slot::of_width(Length::pixels(columns * 279 - 21));
                fits += paragraph.headlines(&Setting::new(&style, &slot), 3).len();
            }
        }
    }
    let time = began.elapsed() * 80 / u32::try_from(titles.len())?;
    println!(
        "80 headlines in 42 sizes and widths: {time:.1?} ({fits} fits of {})",
        titles.len() * 42
    );
    Ok(())
}

fn stories(path: &Path) -> Result<Vec<serde_json::Value>, Box<dyn Error>> {
    let lines = BufReader::new(GzDecoder::new(File::open(path)?)).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

fn per_second(count: usize, time: Duration) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / time.as_secs_f64()
}

fn beside_checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/texts")
}

/// The paragraphs of more than three words of a file of stories.
fn paragraphs(path: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut texts = Vec::new();
    for story in stories(path)? {
        let html = story["html"].as_str().unwrap_or_default();
        for part in html.split("<p>").skip(1) {
            let inner = part.split("</p>").next().unwrap_or_default();
            let text = plain(inner);
            if text.split(' ').count() > 3 {
                texts.push(text);
            }
        }
    }
    Ok(texts)
}

fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if in_tag => {}
            _ => text.push(letter),
        }
    }
    let text = text
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Tally {
    all: usize,
    stretched: usize,
    loose: [usize; 3],
    spread: [usize; 3],
    hyphens: usize,
    ladders: usize,
    faults: [usize; 2],
    looser: usize,
    tighter: usize,
    paragraphs: usize,
}

impl Tally {
    fn variants(&mut self, count: usize) {
        self.paragraphs += 1;
        self.looser += usize::from(count > 1);
        self.tighter += usize::from(count > 2);
    }

    fn count(&mut self, lines: &[Line]) {
        let mut run = 0;
        for (number, line) in lines.iter().enumerate() {
            self.all += 1;
            self.stretched += usize::from(number + 1 < lines.len());
            for (count, limit) in self.loose.iter_mut().zip([500, 1000, 2000]) {
                *count += usize::from(line.ratio > limit);
            }
            for (count, limit) in self.spread.iter_mut().zip([2000, 3000, 4000]) {
                *count += usize::from(line.spread > limit);
            }
            run = if line.is_hyphenated { run + 1 } else { 0 };
            self.hyphens += usize::from(line.is_hyphenated);
            self.ladders += usize::from(run >= 3);
            self.faults[0] += usize::from(line.fault == Some(Fault::Short));
            self.faults[1] +=
                usize::from(matches!(line.fault, Some(Fault::Forced | Fault::Overfull)));
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let share = |count: usize| 100.0 * number(count) / number(self.stretched.max(1));
        let [half, full, double] = self.loose.map(share);
        let [two, three, four] = self.spread.map(share);
        write!(
            f,
            "| {} | {half:.1} | {full:.1} ({:.1}) | {double:.2} | {two:.1} ({:.1}) | {three:.2} ({:.2}) | {four:.3} | {:.1} | {:.2} | {} {} | second {:.0}, third {:.0}",
            self.all,
            100.0 * number(self.loose[1]) / number(self.all.max(1)),
            100.0 * number(self.spread[0]) / number(self.all.max(1)),
            100.0 * number(self.spread[1]) / number(self.all.max(1)),
            share(self.hyphens),
            share(self.ladders),
            self.faults[0],
            self.faults[1],
            100.0 * number(self.looser) / number(self.paragraphs.max(1)),
            100.0 * number(self.tighter) / number(self.paragraphs.max(1)),
        )
    }
}
