//! Which passages of a page are its story's.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::context::Context;
use super::features::{self, Said};
use super::passages::{Page, Passage};
use super::trees::Trees;
use super::wording::{self, Words};

/// A text with at least so many letters stands once in a story.
const ONCE: usize = 30;
/// A quotation drawn out of the text has at least so many words.
const DRAWN_OUT: usize = 6;
/// A call without links has fewer letters than this.
const LABEL: usize = 20;
/// A story with fewer letters than this is a brief, or missed.
const BRIEF: usize = 140;
/// Against the likeliest, how likely a passage of a brief is.
const AS_LIKELY: f32 = 0.4;
/// A heading of the first rank after so many words of the story begins another one.
const STORY: usize = 150;
/// Log odds at which a passage needs no second look to be none of the story's.
const SURE: f32 = 5.0;

/// What is less likely than this at the first look gets no second one.
const HOPELESS: f32 = 0.01;

/// What was learned, for the first look at a passage and for the second one, which knows the first of all others.
#[derive(Debug)]
pub(super) struct Judge {
    pub(super) first: Trees,
    pub(super) second: Trees,
}

impl Judge {
    /// What was learned from the pages of many papers, by `cargo xtask learn`.
    pub(super) fn learned() -> &'static Self {
        static LEARNED: LazyLock<Judge> = LazyLock::new(|| Judge {
            first: Trees::of(include_bytes!("first.trees")),
            second: Trees::of(include_bytes!("second.trees")),
        });
        &LEARNED
    }

    /// How likely each passage is the story's, from 0 to 1.
    pub(super) fn likely(&self, page: &Page, said: &Said) -> Vec<f32> {
        let mut measures = features::of_page(page, said);
        let mut likely: Vec<f32> =
            measures.iter().map(|measures| share(self.first.odds(measures, SURE))).collect();
        let context = Context::of(page, &likely);
        let second: Vec<Option<f32>> = (0..likely.len())
            .map(|at| {
                (likely[at] > HOPELESS).then(|| {
                    measures[at].extend(context.of_passage(at));
                    share(self.second.odds(&measures[at], SURE))
                })
            })
            .collect();
        likely
            .iter_mut()
            .zip(second)
            .for_each(|(likely, second)| *likely = second.unwrap_or(*likely));
        likely
    }

    /// Whether each passage is the story's.
    pub(super) fn judge(&self, page: &Page, said: &Said) -> Vec<bool> {
        let likely = self.likely(page, said);
        let mut kept: Vec<bool> = likely.iter().map(|likely| *likely > 0.5).collect();
        let letters = page.passages.iter().zip(&kept).filter(|(_, kept)| **kept);
        if letters.map(|(passage, _)| passage.letters).sum::<usize>() < BRIEF {
            // A brief: little speaks for any of its passages, but more than for the others of the page.
            let most = likely.iter().copied().fold(0.0, f32::max);
            let is_kept = |(passage, likely): (&Passage, &f32)| {
                passage.is_prose() && *likely > most * AS_LIKELY
            };
            kept = page.passages.iter().zip(&likely).map(is_kept).collect();
        }
        keep_once(page, &mut kept);
        end_at_next_story(page, &mut kept);
        drop_drawn_out(page, &mut kept);
        drop_calls(page, &mut kept);
        kept
    }
}

fn share(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// What stands twice in a story is dropped the second time; what stands more often is none of its.
fn keep_once(page: &Page, kept: &mut [bool]) {
    let long = |passage: &&Passage| passage.letters >= ONCE;
    let mut times: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    for (passage, _) in
        page.passages.iter().zip(kept.iter()).filter(|(passage, kept)| **kept && long(passage))
    {
        times.entry(&passage.text).or_default().0 += 1;
    }
    for (passage, kept) in
        page.passages.iter().zip(kept).filter(|(passage, kept)| **kept && long(passage))
    {
        if let Some((all, seen)) = times.get_mut(passage.text.as_str()) {
            *seen += 1;
            *kept = *all < 3 && *seen == 1;
        }
    }
}

/// A quotation drawn out of the text says again what a longer passage says; a crosshead may do so.
fn drop_drawn_out(page: &Page, kept: &mut [bool]) {
    let words: Vec<Words> = page
        .passages
        .iter()
        .zip(kept.iter())
        .map(|(passage, kept)| if *kept { Words::of(&passage.text) } else { Words::default() })
        .collect();
    let mut said: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (at, words) in words.iter().enumerate() {
        words.threes().for_each(|three| said.entry(three).or_default().push(at));
    }
    for (at, own) in words.iter().enumerate() {
        if own.len() < DRAWN_OUT || page.is_heading(&page.passages[at]) {
            continue;
        }
        let threes: Vec<u64> = own.threes().collect();
        let others = |three: &u64| said.get(three).map_or(&[][..], Vec::as_slice);
        let Some(first) = threes.first() else { continue };
        let is_said = others(first).iter().any(|other| {
            words[*other].len() > own.len()
                && threes.iter().all(|three| others(three).contains(other))
        });
        kept[at] &= !is_said;
    }
}

/// Lines that call to other stories ("Also read: …") are links, or labels over them.
fn drop_calls(page: &Page, kept: &mut [bool]) {
    for (passage, kept) in page.passages.iter().zip(kept) {
        let is_bare = passage.link_share() > 0.4 || passage.letters < LABEL;
        *kept &= !(is_bare && wording::is_call(&passage.text));
    }
}

/// Pages that go on and on show the next story below.
fn end_at_next_story(page: &Page, kept: &mut [bool]) {
    let (_, headings) = page.begun();
    let mut words = 0;
    let mut before = None;
    for (at, passage) in page.passages.iter().enumerate() {
        if !kept[at] {
            continue;
        }
        if words >= STORY && before.is_some_and(|before| headings[at] > before) {
            kept[at..].fill(false);
            return;
        }
        before = Some(headings[at]);
        words += passage.text.split_whitespace().count();
    }
}
