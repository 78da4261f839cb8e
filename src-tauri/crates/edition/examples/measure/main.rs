//! Measures generated days with real words and prints the figures as JSON; `cargo xtask bench makeup` judges them.
//!
//! `cargo run --release -p edition --example measure -- DAYS [FOLDER]`: FOLDER has stories as JSON lines
//! (`title`, `html`), packed; without it the words are invented.
#![expect(clippy::print_stdout, reason = "the figures are what the example is for")]

#[path = "../../tests/days/mod.rs"]
mod days;
#[path = "../../tests/judge/mod.rs"]
mod judge;
mod tally;
mod texts;
mod times;

use std::path::PathBuf;

use days::{Kind, Text, day};
use edition::{Galleys, Paper, Sheet};
use fastrand::Rng;
use serde_json::{Value, json};
use tally::Tally;
use texts::Texts;

const WINDOW: Sheet = Sheet::Screen { width: 1440, height: 788 };
/// Seeds from here on were never looked at while the search was made.
const FIRST_SEED: u64 = 5_000;

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let days = arguments.next().and_then(|days| days.to_str()?.parse().ok()).unwrap_or(200);
    let folder = arguments.next().map(PathBuf::from);
    let texts = |language| Texts::of(language, folder.as_deref());
    let english = texts("en");
    let mut window = Tally::default();
    let mut print = Tally::default();
    for number in 0..days {
        let paper = english.day(kind_of(number), FIRST_SEED + number);
        let mut galleys = Galleys::new(paper.clone());
        window.add(&paper, &galleys.make_up_with_report(WINDOW, 100));
        print.add(&paper, &galleys.make_up_with_report(Sheet::Broadsheet, 100));
    }
    let others = ["ur", "hi"].map(|language| other(&texts(language), language, days.div_ceil(20)));
    let figures = json!({
        "days": days,
        "words": if folder.is_some() { "of real stories" } else { "invented" },
        "window": window.figures(),
        "print": print.figures(),
        "ur": others[0],
        "hi": others[1],
        "times": times::figures(&english),
        "same": is_the_same_again(&english),
    });
    println!("{figures}");
}

/// Days of 12 to 80 stories; every second one without pictures.
fn kind_of(number: u64) -> Kind {
    let stories = Rng::with_seed(number).usize(12..=80);
    Kind { stories, pictures: if number.is_multiple_of(2) { 60 } else { 0 }, ..Kind::usual("en") }
}

/// Figures of days in another language.
fn other(texts: &Texts, language: &'static str, days: u64) -> Value {
    let mut tally = Tally::default();
    for seed in 0..days {
        let kind = Kind { stories: 30, ..Kind::usual(language) };
        let paper = texts.day(kind, FIRST_SEED + seed);
        tally.add(&paper, &Galleys::new(paper.clone()).make_up_with_report(WINDOW, 100));
    }
    tally.figures()
}

/// Whether a day made up from nothing twice gives the same bytes.
fn is_the_same_again(texts: &Texts) -> bool {
    let hash = || {
        let paper = texts.day(Kind::usual("en"), FIRST_SEED);
        Galleys::new(paper).make_up_with_report(WINDOW, 100).report.hash
    };
    hash() == hash()
}

impl Texts {
    /// A day of these stories.
    fn day(&self, kind: Kind, seed: u64) -> Paper {
        day(kind, seed, &mut |random: &mut Rng| -> Text { self.pick(kind, random) })
    }
}
