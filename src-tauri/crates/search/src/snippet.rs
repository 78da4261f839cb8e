//! Marks what was found: in a headline, and in the best passage of a text.

use std::ops::Range;

use model::{MARK_END, MARK_START};

use crate::analyzer::Place;
use crate::spot::{Hit, ReadText, Spot};

/// Length of a passage in characters, roughly.
const PASSAGE: usize = 200;
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

impl ReadText<'_> {
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
