//! Finds what was asked in the text of one story.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use tantivy::query::DfaWrapper;

use crate::analyzer::{Place, Words, words};
use crate::automaton::{Pattern, accepts};

/// What a word found by a pattern is worth beside one that was typed.
const PATTERN_WORTH: f32 = 1.0;

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
    pub(crate) fn read<'a>(&self, text: &'a str) -> ReadText<'a> {
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
pub(crate) struct Hit {
    pub(crate) place: Place,
    pub(crate) condition: usize,
    pub(crate) worth: f32,
}

/// A text cut into words, and its hits in order.
pub(crate) struct ReadText<'a> {
    pub(crate) text: &'a str,
    /// Conditions that hits may be for.
    pub(crate) conditions: usize,
    pub(crate) places: Vec<Place>,
    pub(crate) hits: Vec<Hit>,
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
}
