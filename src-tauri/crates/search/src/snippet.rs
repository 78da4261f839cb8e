//! Marks what was found: in a headline, and in the best passage of a text.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use model::{MARK_END, MARK_START};
use tantivy::query::DfaWrapper;

use crate::analyzer::{Place, Words, words};
use crate::automaton::{Pattern, accepts};

/// Length of a passage in characters, roughly.
const PASSAGE: usize = 200;
/// What a word found by a pattern is worth beside one that was typed.
const PATTERN_WORTH: f32 = 1.0;
/// What each further hit of the same word is worth beside its first.
const AGAIN: f32 = 0.1;

/// What to mark in the stories that were found.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    pub(crate) headline: Spot,
    pub(crate) text: Spot,
}

impl Marks {
    /// The best passage of a text: some 200 characters, cut at words.
    ///
    /// Hits stand between [`MARK_START`] and [`MARK_END`], `…` stands where the text goes on. It is
    /// the opening when nothing of the text was found. Line breaks become spaces.
    #[must_use]
    pub fn snippet(&self, text: &str) -> String {
        let read = self.text.read(text);
        let passage = read.best_passage();
        let mut snippet = String::with_capacity(PASSAGE * 2);
        if passage.start > 0 {
            snippet.push('…');
        }
        write_marked(text, &passage, &read.hits, &mut snippet);
        let written = snippet.trim_end().len();
        snippet.truncate(written);
        if passage.end < text.trim_end().len() {
            snippet.push('…');
        }
        snippet
    }

    /// The whole text, a headline, hits between [`MARK_START`] and [`MARK_END`].
    #[must_use]
    pub fn mark(&self, text: &str) -> String {
        let mut marked = String::with_capacity(text.len() + 8);
        write_marked(text, &(0..text.len()), &self.headline.read(text).hits, &mut marked);
        marked
    }
}

/// What to mark in one part of a story.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spot {
    /// Numbers of all words that matter.
    numbers: HashMap<String, usize>,
    /// By number: what the word alone is a hit for, if it is one.
    singles: Vec<Option<Single>>,
    phrases: Vec<Phrase>,
    likenesses: Vec<(Likeness, usize)>,
    /// Conditions noted so far.
    conditions: usize,
}

#[derive(Debug, Clone, Copy)]
struct Single {
    condition: usize,
    worth: f32,
}

#[derive(Debug, Clone)]
struct Phrase {
    numbers: Vec<usize>,
    /// How the word behind the others begins, where it was unfinished.
    beginning: Option<String>,
    slop: usize,
    condition: usize,
}

#[derive(Clone)]
enum Likeness {
    Pattern(Pattern),
    Like(Arc<DfaWrapper>),
}

impl fmt::Debug for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pattern(_) => "Pattern",
            Self::Like(_) => "Like",
        })
    }
}

impl Likeness {
    fn matches(&self, word: &str) -> bool {
        match self {
            Self::Pattern(pattern) => accepts(pattern, word),
            Self::Like(like) => accepts(like.as_ref(), word),
        }
    }
}

impl Spot {
    /// Notes words that are hits for one condition, each with its worth.
    pub(crate) fn words<'a>(&mut self, words: impl Iterator<Item = (&'a String, f32)>) {
        let condition = self.condition();
        for (word, worth) in words {
            let number = self.number(word);
            self.singles[number].get_or_insert(Single { condition, worth });
        }
    }

    /// Notes a phrase; its words are no hits alone.
    pub(crate) fn phrase(&mut self, words: &[String], slop: u32, unfinished: bool) {
        let condition = self.condition();
        let (beginning, whole) = match words.split_last() {
            Some((last, whole)) if unfinished => (Some(last.clone()), whole),
            _ => (None, words),
        };
        let numbers = whole.iter().map(|word| self.number(word)).collect();
        let slop = usize::try_from(slop).unwrap_or(0);
        self.phrases.push(Phrase { numbers, beginning, slop, condition });
    }

    /// Notes words of a pattern.
    pub(crate) fn pattern(&mut self, pattern: &Pattern) {
        let condition = self.condition();
        self.likenesses.push((Likeness::Pattern(pattern.clone()), condition));
    }

    /// Notes words that are like one.
    pub(crate) fn like(&mut self, like: &Arc<DfaWrapper>) {
        let condition = self.condition();
        self.likenesses.push((Likeness::Like(like.clone()), condition));
    }

    fn condition(&mut self) -> usize {
        self.conditions += 1;
        self.conditions - 1
    }

    fn number(&mut self, word: &str) -> usize {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = self.singles.len();
        self.numbers.insert(word.to_owned(), number);
        self.singles.push(None);
        number
    }

    /// Finds the hits of a text.
    fn read<'a>(&self, text: &'a str) -> ReadText<'a> {
        let mut read =
            ReadText { text, conditions: self.conditions, places: Vec::new(), hits: Vec::new() };
        let mut numbers = Vec::new();
        let mut words = Words::new(text);
        let mut word = String::new();
        while let Some(place) = words.next_into(&mut word) {
            let number = self.numbers.get(&word).copied();
            read.places.push(place);
            numbers.push(number);
            if let Some(single) = number.and_then(|number| self.singles[number]) {
                read.hits.push(Hit { place, condition: single.condition, worth: single.worth });
            } else if let Some((_, condition)) =
                self.likenesses.iter().find(|(likeness, _)| likeness.matches(&word))
            {
                read.hits.push(Hit { place, condition: *condition, worth: PATTERN_WORTH });
            }
        }
        for phrase in &self.phrases {
            phrase.find(&numbers, &mut read);
        }
        read.in_order();
        read
    }
}

impl Phrase {
    /// Adds the hits of the phrase in a text whose words have these numbers.
    fn find(&self, numbers: &[Option<usize>], read: &mut ReadText<'_>) {
        let length = self.numbers.len() + usize::from(self.beginning.is_some());
        if self.slop > 0 {
            return self.find_loose(numbers, read);
        }
        for (at, window) in numbers.windows(length.max(1)).enumerate() {
            let is_hit = self.numbers.iter().zip(window).all(|(a, b)| Some(*a) == *b)
                && self.goes_on(read, at + length - 1);
            if is_hit {
                let place =
                    Place { start: read.places[at].start, end: read.places[at + length - 1].end };
                read.hits.push(Hit { place, condition: self.condition, worth: length as f32 });
            }
        }
    }

    /// The word there begins as the unfinished one does.
    fn goes_on(&self, read: &ReadText<'_>, at: usize) -> bool {
        let Some(beginning) = &self.beginning else { return true };
        let place = read.places[at];
        words(&read.text[place.start..place.end])
            .iter()
            .any(|word| word.starts_with(beginning.as_str()))
    }

    /// Adds the words of the phrase where all of them stand close enough, in any order.
    fn find_loose(&self, numbers: &[Option<usize>], read: &mut ReadText<'_>) {
        let is_of_phrase =
            |number: &Option<usize>| number.is_some_and(|number| self.numbers.contains(&number));
        for (at, number) in numbers.iter().enumerate() {
            let end = (at + self.numbers.len() + self.slop).min(numbers.len());
            let window = &numbers[at..end];
            if !is_of_phrase(number)
                || !self.numbers.iter().all(|number| window.contains(&Some(*number)))
            {
                continue;
            }
            for (behind, _) in window.iter().enumerate().filter(|(_, number)| is_of_phrase(number))
            {
                let place = read.places[at + behind];
                read.hits.push(Hit { place, condition: self.condition, worth: 1.0 });
            }
        }
    }
}

/// Something that was found in a text.
#[derive(Debug, Clone, Copy)]
struct Hit {
    place: Place,
    condition: usize,
    worth: f32,
}

/// A text cut into words, and its hits in order.
struct ReadText<'a> {
    text: &'a str,
    conditions: usize,
    places: Vec<Place>,
    hits: Vec<Hit>,
}

impl ReadText<'_> {
    /// Sorts the hits and leaves out those that lie within others.
    fn in_order(&mut self) {
        self.hits.sort_by_key(|hit| (hit.place.start, std::cmp::Reverse(hit.place.end)));
        let mut end = 0;
        self.hits.retain(|hit| {
            let is_free = hit.place.start >= end;
            end = end.max(hit.place.end);
            is_free
        });
    }

    /// Where the passage lies that has the most of what was asked.
    fn best_passage(&self) -> Range<usize> {
        let Some(best) = self.densest() else { return self.widened(0..0) };
        self.widened(best)
    }

    /// From the first to the last hit of the best passage; the first of equals.
    fn densest(&self) -> Option<Range<usize>> {
        let mut best: Option<(f32, Range<usize>)> = None;
        for (at, first) in self.hits.iter().enumerate() {
            let mut seen = vec![false; self.conditions];
            let mut worth = 0.0;
            let mut end = first.place.end;
            for hit in &self.hits[at..] {
                if at_least(&self.text[first.place.start..hit.place.end], PASSAGE) {
                    break;
                }
                let is_first = !std::mem::replace(&mut seen[hit.condition], true);
                worth += if is_first { hit.worth } else { hit.worth * AGAIN };
                end = hit.place.end;
            }
            if best.as_ref().is_none_or(|(most, _)| worth > *most) {
                best = Some((worth, first.place.start..end));
            }
        }
        best.map(|(_, range)| range)
    }

    /// Words around a range until the passage is full: a third of the room before it, the rest behind.
    fn widened(&self, core: Range<usize>) -> Range<usize> {
        let room = PASSAGE.saturating_sub(self.text[core.clone()].chars().count());
        let before = self.places.partition_point(|place| place.start < core.start);
        let mut start = core.start;
        let mut left = room / 3;
        for place in self.places[..before].iter().rev() {
            let length = self.text[place.start..start].chars().count();
            if length > left {
                break;
            }
            left -= length;
            start = place.start;
        }
        if self.places.first().is_none_or(|place| start <= place.start) {
            start = 0;
        }
        let taken = self.text[start..core.start].chars().count();
        (start)..self.end_of(core.end, room.saturating_sub(taken))
    }

    /// The end of the last word that still has room, or of the text.
    fn end_of(&self, from: usize, room: usize) -> usize {
        let rest = &self.text[from..];
        if !at_least(rest, room + 1) {
            return self.text.len();
        }
        let limit = rest.char_indices().nth(room).map_or(self.text.len(), |(at, _)| from + at);
        let after = self.places.partition_point(|place| place.end <= limit);
        let end = self.places[..after].last().map_or(limit, |place| place.end);
        if end > from { end } else { limit.min(self.text.len()) }
    }
}

/// The text has so many characters or more.
fn at_least(text: &str, characters: usize) -> bool {
    characters == 0 || text.len() >= characters && text.chars().nth(characters - 1).is_some()
}

/// Writes a part of a text with its hits marked, line breaks as spaces.
fn write_marked(text: &str, part: &Range<usize>, hits: &[Hit], marked: &mut String) {
    let mut at = part.start;
    for hit in hits {
        let Place { start, end } = hit.place;
        if start < at || end > part.end {
            continue;
        }
        write_plain(&text[at..start], marked);
        marked.push(MARK_START);
        write_plain(&text[start..end], marked);
        marked.push(MARK_END);
        at = end;
    }
    write_plain(&text[at..part.end], marked);
}

/// Leaves out marks that the text itself brings, and white space behind white space.
fn write_plain(text: &str, marked: &mut String) {
    for c in text.chars() {
        if c == MARK_START || c == MARK_END {
            continue;
        }
        if !c.is_whitespace() {
            marked.push(c);
        } else if !marked.is_empty() && !marked.ends_with([' ', '…']) {
            marked.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(note: impl FnOnce(&mut Spot)) -> Marks {
        let mut spot = Spot::default();
        note(&mut spot);
        Marks { headline: spot.clone(), text: spot }
    }

    fn words_of(words: &[&str]) -> Marks {
        spot(|spot| {
            for word in words {
                spot.words([(&(*word).to_owned(), 1.0)].into_iter());
            }
        })
    }

    fn shown(snippet: &str) -> String {
        snippet.replace(MARK_START, "<").replace(MARK_END, ">")
    }

    /// Numbered words, so that a passage shows where it was cut.
    fn long_text(words: usize) -> String {
        (0..words).map(|at| format!("w{at}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_passage_holds_most_of_what_was_asked() {
        let text = format!("snow {} snow on the pass {}", long_text(100), long_text(100));
        let snippet = shown(&words_of(&["snow", "pass"]).snippet(&text));
        assert!(snippet.contains("<snow> on the <pass>"), "{snippet}");
        assert!(snippet.starts_with("…w") && snippet.ends_with('…'), "{snippet}");
        let length = snippet.chars().count();
        assert!((150..=215).contains(&length), "{length}: {snippet}");
    }

    #[test]
    fn a_passage_near_an_end_is_filled_from_the_other_side() {
        let marks = words_of(&["snow"]);
        let begins = shown(&marks.snippet(&format!("snow {}", long_text(200))));
        assert!(begins.starts_with("<snow> w0") && begins.chars().count() > 180, "{begins}");
        let ends = shown(&marks.snippet(&format!("{} snow.\n", long_text(200))));
        assert!(ends.ends_with("w199 <snow>."), "{ends}");
    }

    #[test]
    fn the_opening_is_shown_where_nothing_was_found() {
        let snippet = words_of(&["snow"]).snippet(&format!("\n{}", long_text(200)));
        assert!(snippet.starts_with("w0 w1 "), "{snippet}");
        assert!(snippet.ends_with('…') && snippet.chars().count() <= 202, "{snippet}");
        assert_eq!(words_of(&["snow"]).snippet("Short."), "Short.");
        assert_eq!(words_of(&["snow"]).snippet(""), "");
    }

    #[test]
    fn folded_words_are_marked_as_they_are_printed() {
        let marks = words_of(&["مکہ", "jk", "जिन्दगी"]);
        assert_eq!(shown(&marks.mark("J&K’s ज़िन्दगी مکّہ")), "<J&K’s> <ज़िन्दगी> <مکّہ>");
    }

    #[test]
    fn a_phrase_is_marked_as_a_whole_and_its_words_are_not() {
        let phrase = ["the".to_owned(), "pass".to_owned()];
        let marks = spot(|spot| spot.phrase(&phrase, 0, false));
        assert_eq!(shown(&marks.mark("the snow on The Pass")), "the snow on <The Pass>");
        let marks = spot(|spot| spot.phrase(&phrase, 0, true));
        assert_eq!(shown(&marks.mark("the passage, a pass")), "<the passage>, a pass");
        let marks = spot(|spot| spot.phrase(&phrase, 2, false));
        assert_eq!(
            shown(&marks.mark("the long way, the snowy pass")),
            "the long way, <the> snowy <pass>"
        );
    }

    #[test]
    fn marks_that_a_text_brings_are_left_out() {
        let text = format!("a {MARK_START}snow{MARK_END} b");
        assert_eq!(shown(&words_of(&["snow"]).snippet(&text)), "a <snow> b");
    }
}
