//! Lines: where each begins and ends, and how its spaces and letters are set apart.

use std::ops::Range;

use crate::{
    Alignment, Em, Length, Paragraph, Setting, Slot,
    piece::{After, Piece, Sum, line_sum},
    rating::{FULL, Give, gaps},
    units::{narrow, on_paper},
};

/// One way to break a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// What it costs in the breaker's unit; a line at the limit of its stretch costs 12,100.
    pub cost: i64,
    /// The lines, from the top.
    pub lines: Vec<Line>,
}

/// One line of a paragraph, as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Bytes of the paragraph, with the white space at its end: lines leave no byte out.
    pub range: Range<u32>,
    /// The last byte that is drawn.
    pub end: u32,
    /// Its left end, from the left edge of the column.
    pub x: Length,
    /// How wide it is as drawn.
    pub width: Length,
    /// Added to each word space, in the em of the paragraph: `word-spacing` in CSS.
    pub word_space: Em,
    /// Added after each letter and space that may be tracked: `letter-spacing` in CSS.
    pub letter_space: Em,
    /// A hyphen is drawn at the end that is not in the text.
    pub hyphen: bool,
    /// Ends with a hyphen, its own or a drawn one.
    pub is_hyphenated: bool,
    /// Its stretch over the permitted one, in thousandths; negative if it shrinks.
    pub ratio: i32,
    /// A word space as drawn, in thousandths of the natural one; 1000 where there is none.
    pub spread: i32,
    /// What is wrong with it.
    pub fault: Option<Fault>,
}

/// What is wrong with a line: nothing in its paragraph could be better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// It is wider than its measure: a single letter would not fit.
    Overfull,
    /// It ends within a word that is wider than the measure.
    Forced,
    /// Its spaces would have to be wider than four: it was left short.
    Short,
}

/// Draws the lines of a paragraph whose breaks are known.
pub(crate) struct Spread<'a> {
    pub(crate) paragraph: &'a Paragraph,
    pub(crate) pieces: &'a [Piece],
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) give: Give,
}

impl Spread<'_> {
    pub(crate) fn variant(&self, cost: i64, breaks: &[usize]) -> Variant {
        let mut lines = Vec::with_capacity(breaks.len());
        let mut from = 0;
        for (number, to) in (0..).zip(breaks) {
            lines.push(self.line(number, from, *to));
            from = *to;
        }
        Variant { cost, lines }
    }

    fn line(&self, number: u32, from: usize, to: usize) -> Line {
        let last = &self.pieces[to - 1];
        let start = if from == 0 { 0 } else { self.pieces[from - 1].next };
        let sum = line_sum(self.pieces, from, to);
        let measure = self.setting.measure(number);
        let is_stretched = self.give.is_justified && last.after != After::Break;
        let spaces = spaces(&self.give, &sum, measure, is_stretched);
        let width = sum.width + sum.space + spaces.added(&sum);
        let ratio = self.give.ratio(&sum, measure);
        let ratio = if is_stretched { ratio } else { ratio.min(0) };
        let fault = match last.after {
            _ if width > measure => Some(Fault::Overfull),
            After::Force { .. } => Some(Fault::Forced),
            _ if spaces.is_short => Some(Fault::Short),
            _ => None,
        };
        let (x, width) = self.place(number, width);
        Line {
            range: start..last.next,
            end: last.end,
            x,
            width,
            word_space: Em(narrow(spaces.word)),
            letter_space: Em(narrow(spaces.letter)),
            hyphen: last.adds_hyphen(),
            is_hyphenated: last.is_hyphenated(),
            ratio: narrow(ratio * 1000 / FULL),
            spread: spaces.spread(&sum),
            fault,
        }
    }

    /// Where a line of a width in ems stands.
    fn place(&self, number: u32, width: i64) -> (Length, Length) {
        let style = self.setting.style;
        let Slot { x, width: room } = self.setting.slot(number);
        let indent = if number == 0 { style.indent } else { Length(0) };
        let width = on_paper(width, style.size);
        let is_right = self.paragraph.is_right_to_left();
        let left = if is_right { x } else { x + indent };
        let free = room - indent - width;
        let flush_right = match style.alignment {
            Alignment::Justified | Alignment::Start => is_right,
            Alignment::End => !is_right,
            Alignment::Centre => return (left + Length(free.0 / 2), width),
        };
        (if flush_right { left + free } else { left }, width)
    }
}

/// What a line's spaces and letters are given.
struct Spaces {
    word: i64,
    letter: i64,
    is_short: bool,
}

impl Spaces {
    fn added(&self, sum: &Sum) -> i64 {
        self.word * i64::from(sum.spaces) + self.letter * gaps(sum)
    }

    /// The word space as drawn in thousandths of the natural one.
    fn spread(&self, sum: &Sum) -> i32 {
        if sum.space <= 0 {
            return 1000;
        }
        let letter = if sum.letters > 0 { self.letter } else { 0 };
        let drawn = sum.space + (self.word + letter) * i64::from(sum.spaces);
        narrow(drawn * 1000 / sum.space)
    }
}

/// Shares out what a line lacks: letters and spaces alike up to the limit of tracking, then mostly
/// spaces; from three natural spaces on letters again, up to twice their limit; no space beyond four.
fn spaces(give: &Give, sum: &Sum, measure: i64, is_stretched: bool) -> Spaces {
    let mut left = measure - give.natural_width(sum);
    let (count, gaps) = (i64::from(sum.spaces), gaps(sum));
    let natural = give.natural;
    if !is_stretched && left >= 0 || !give.is_justified {
        return Spaces { word: 0, letter: natural, is_short: false };
    }
    if left < 0 {
        let shrink = give.shrink(sum);
        left = left.max(-shrink);
        let letter = if shrink > 0 { (give.less * left).div_euclid(shrink) } else { 0 };
        let letter = letter.max(-give.less);
        let word = if count > 0 { (left - letter * gaps).div_euclid(count) } else { 0 };
        return Spaces { word, letter: natural + letter, is_short: false };
    }
    let stretch = give.stretch(sum);
    let mut letter = if left < stretch {
        give.more * left / stretch
    } else {
        // What is loose anyway may be tracked a third more before its spaces gape.
        give.more + give.more * (left - stretch).min(stretch) / (3 * stretch.max(1))
    };
    let tripled = sum.space * 2 - (natural + letter) * count;
    let over = left - letter * gaps - tripled.max(0);
    if over > 0 && gaps > 0 {
        letter = (letter + over / gaps).min(give.more * 2);
    }
    let quadrupled = (sum.space * 3 - (natural + letter) * count).max(0);
    let room = left - letter * gaps;
    let is_short = room > quadrupled;
    let word = if count > 0 { room.min(quadrupled) / count } else { 0 };
    Spaces { word, letter: natural + letter, is_short }
}
