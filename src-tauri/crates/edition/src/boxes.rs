//! Boxes within a printed story: figures and times under a head of their own.
//!
//! A table is headed "By the Numbers", what begins with times or dates "Timeline". The box stands in the story's
//! own leg, so nothing of the text can be lost with it.

use model::Story;

use crate::{
    body::{Body, Text},
    page::Kind,
    words::{BY_THE_NUMBERS, MONTHS, Phrase, TIMELINE, WEEKDAYS},
};

/// Items of a list from which on it is a timeline.
const ITEMS: usize = 3;

/// A run of a story's paragraphs in a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StoryBox {
    pub(crate) head: Phrase,
    /// Its first paragraph, by its place in the body.
    pub(crate) first: usize,
    /// The place after its last.
    pub(crate) end: usize,
}

/// The boxes of a story: its tables with figures, and lists and tables of times.
pub(crate) fn boxes(story: &Story, body: &Body) -> Vec<StoryBox> {
    let mut boxes = Vec::new();
    let mut first = 0;
    while first < body.paragraphs.len() {
        let end = first + run(&body.paragraphs[first..]);
        boxes.extend(head(story, body, first..end).map(|head| StoryBox { head, first, end }));
        first = end;
    }
    boxes
}

/// Paragraphs from the first that are one table or one list.
fn run(paragraphs: &[Text]) -> usize {
    let of = |text: &Text| (text.kind, text.row.as_ref().map(|row| row.table), text.level);
    let Some(first) = paragraphs.first() else { return 0 };
    let alike = paragraphs.iter().skip(1).take_while(|text| {
        let is_list = text.kind == Kind::Item || text.row.is_some();
        is_list && text.heads.is_empty() && of(text) == of(first)
    });
    1 + alike.count()
}

fn head(story: &Story, body: &Body, range: std::ops::Range<usize>) -> Option<Phrase> {
    let paragraphs = &body.paragraphs[range];
    // What a crosshead names needs no other name.
    let first = paragraphs.first().filter(|text| text.heads.is_empty())?;
    let words = |text: &Text| {
        let from = text.start? as usize;
        story.text.get(from..)?.split('\n').next().map(str::to_owned)
    };
    let lines: Vec<String> = paragraphs.iter().filter_map(words).collect();
    let (timed, count) = (lines.iter().filter(|line| begins_in_time(line)).count(), lines.len());
    match &first.row {
        // The row of heads is no time.
        Some(_) if count > ITEMS && timed + 1 >= count => Some(TIMELINE),
        Some(_) => {
            let figures = |line: &String| {
                line.split('\t').skip(1).any(|cell| cell.contains(char::is_numeric))
            };
            (2 * lines.iter().filter(|line| figures(line)).count() > count)
                .then_some(BY_THE_NUMBERS)
        }
        None if first.kind == Kind::Item && count >= ITEMS && timed == count => Some(TIMELINE),
        None => None,
    }
}

/// Whether words begin with a year, a time of day, a date or a day of the week.
fn begins_in_time(words: &str) -> bool {
    let mut words = words.split(|letter: char| letter.is_whitespace() || letter == ',');
    let first =
        words.next().unwrap_or_default().trim_matches(|letter: char| !letter.is_alphanumeric());
    let second =
        words.next().unwrap_or_default().trim_matches(|letter: char| !letter.is_alphanumeric());
    let is_number = |word: &str| !word.is_empty() && word.chars().all(char::is_numeric);
    let is_year = is_number(first) && first.chars().count() == 4;
    let parts: Vec<&str> = first.split([':', '.']).collect();
    let is_clock = matches!(parts[..], [hour, minute]
        if is_number(hour) && is_number(minute) && minute.chars().count() == 2);
    let is_half = matches!(second.to_lowercase().as_str(), "am" | "pm" | "a.m" | "p.m");
    let is_date = is_number(first) && (is_half || is_named(second, &MONTHS));
    let is_day = is_named(first, &WEEKDAYS) || (is_named(first, &MONTHS) && is_number(second));
    is_year || is_clock || is_date || is_day
}

/// Whether a word is a name, or the first three letters of an English one.
fn is_named(word: &str, names: &[Phrase]) -> bool {
    let word = word.to_lowercase();
    let short = |name: &str| name.get(..3).is_some_and(|short| short.to_lowercase() == word);
    names.iter().flatten().any(|name| name.to_lowercase() == word || short(name))
}

#[cfg(test)]
mod tests {
    use model::{Block, Cell, Row, Span, plain_text};
    use typeset::Fonts;

    use super::*;
    use crate::copy::{Copy, tests::story};

    fn heads(block: Block) -> Vec<(Phrase, usize, usize)> {
        let mut story = story("Snow", &["It snowed."]);
        story.reading.body.extend([block, Block::paragraph("It snowed on.")]);
        story.text = plain_text(&story.reading.body);
        let copy = Copy::shape(&mut Fonts::new(), story, 0);
        boxes(&copy.story, &copy.body).iter().map(|it| (it.head, it.first, it.end)).collect()
    }

    fn list(items: &[&str]) -> Block {
        let items = items.iter().map(|words| vec![Block::paragraph(*words)]).collect();
        Block::List { ordered: false, items }
    }

    #[test]
    fn a_list_of_times_is_a_timeline_and_another_is_none() {
        let years = ["1929: the first snow.", "1955, the earliest.", "2026 again."];
        assert_eq!(heads(list(&years)), [(TIMELINE, 1, 4)]);
        let times = ["6.10 The barrier falls.", "7.45 The plough turns.", "9.00 Tea."];
        assert_eq!(heads(list(&times)), [(TIMELINE, 1, 4)]);
        let dates = ["9 November: snow.", "Nov. 11: more.", "Tuesday: rain."];
        assert_eq!(heads(list(&dates)), [(TIMELINE, 1, 4)]);
        assert_eq!(heads(list(&["861 give light.", "274 give none.", "3 are trees."])), []);
    }

    #[test]
    fn a_table_with_figures_is_headed_by_the_numbers() {
        let cell = |text: &&str| Cell {
            header: false,
            colspan: 1,
            rowspan: 1,
            spans: vec![Span::plain(*text)],
        };
        let row = |cells: &[&str]| Row { cells: cells.iter().map(cell).collect() };
        let table =
            |rows: &[&[&str]]| Block::Table { rows: rows.iter().map(|it| row(it)).collect() };
        let snow = table(&[&["Tarsang", "41"], &["Zarnag", "38"]]);
        assert_eq!(heads(snow), [(BY_THE_NUMBERS, 1, 3)]);
        let names = table(&[&["Chair", "Farah Lone"], &["Clerk", "Yaqub Hajam"]]);
        assert_eq!(heads(names), []);
    }
}
