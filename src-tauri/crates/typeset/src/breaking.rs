//! Total fit: of all ways to break a paragraph, the cheapest for each number of lines.
//!
//! After Knuth and Plass, "Breaking Paragraphs into Lines" (1981), with tracking beside the word space
//! and with the number of lines and of hyphens above each other as part of the state.

use crate::{
    Paragraph, Setting, Variant,
    line::Spread,
    piece::{After, Piece, line_sum},
    rating::{self, FULL, Give},
    wide,
};

/// How much dearer a line may become for a paragraph to have one line more or less.
const DEARER: i64 = 260_000;
/// Hyphens above each other are told apart up to this many.
const LONGEST_RUN: u8 = 3;

/// A way to break the paragraph up to some piece.
#[derive(Debug, Clone, Copy)]
struct Way {
    lines: u32,
    /// Hyphens at the ends of this line and those right above it.
    run: u8,
    ratio: i64,
    cost: i64,
    /// The piece at which the last line begins.
    from: usize,
    /// The way to there.
    above: usize,
}

impl Paragraph {
    /// The ways to break the paragraph, the best first; no two have the same number of lines.
    ///
    /// A blank paragraph has one way, without lines. A word wider than the measure is broken by
    /// force, and its lines say so.
    #[must_use]
    pub fn variants(&self, setting: &Setting<'_>) -> Vec<Variant> {
        let give = Give::of(setting.style, self.is_tracked);
        let (narrowest, _) = setting.extremes();
        let pieces = wide::broken(self, narrowest);
        if pieces.is_empty() {
            return vec![Variant { cost: 0, lines: Vec::new() }];
        }
        let search = Search::new(&pieces, setting, give).run();
        let spread = Spread { paragraph: self, pieces: &pieces, setting, give };
        search.found().into_iter().map(|(cost, breaks)| spread.variant(cost, &breaks)).collect()
    }
}

/// A line that may be.
struct Candidate {
    from: usize,
    to: usize,
    /// Its width without any stretch.
    natural: i64,
    ratio: i64,
}

struct Search<'a> {
    pieces: &'a [Piece],
    setting: &'a Setting<'a>,
    give: Give,
    widest: i64,
    /// How far the number of lines of a way may lie from that of the cheapest.
    reach: u32,
    ways: Vec<Way>,
    /// For each place where a line may end, the ways to there.
    ends: Vec<(usize, usize)>,
}

impl<'a> Search<'a> {
    fn new(pieces: &'a [Piece], setting: &'a Setting<'a>, give: Give) -> Self {
        let looks_at_lines = setting.slots.len() > 1 || !setting.no_hyphen.is_empty();
        let start = Way { lines: 0, run: 0, ratio: 0, cost: 0, from: 0, above: 0 };
        Self {
            pieces,
            setting,
            give,
            widest: setting.extremes().1,
            reach: u32::from(setting.looseness)
                + u32::from(looks_at_lines || setting.looseness > 0),
            ways: vec![start],
            ends: vec![(0, 1)],
        }
    }

    fn run(mut self) -> Self {
        let mut found = Vec::new();
        for to in 1..=self.pieces.len() {
            found.clear();
            self.end_at(to, &mut found);
            self.prune(&mut found);
            let begin = self.ways.len();
            self.ways.append(&mut found);
            self.ends.push((begin, self.ways.len()));
        }
        self
    }

    /// Finds the ways whose last line ends with a piece.
    fn end_at(&self, to: usize, found: &mut Vec<Way>) {
        for from in (0..to).rev() {
            if from + 1 < to && self.pieces[from].after == After::Break {
                break;
            }
            let sum = line_sum(self.pieces, from, to);
            let natural = self.give.natural_width(&sum);
            if natural - self.give.shrink(&sum) > self.widest && to - from > 1 {
                break;
            }
            let (first, last) = self.ends[from];
            // The ways to one place often have the same measure before them.
            let mut known = (-1, 0, 0);
            for above in first..last {
                let way = self.ways[above];
                let measure = self.setting.measure(way.lines);
                if measure != known.0 {
                    let ratio = self.ratio(&sum, measure, to);
                    known = (measure, ratio, rating::stretched(ratio));
                }
                let (_, ratio, stretched) = known;
                if ratio < -FULL && to - from > 1 {
                    continue;
                }
                let line = Candidate { from, to, natural, ratio };
                let cost = stretched + self.ending(&line, &way);
                self.offer(
                    found,
                    Way { cost: way.cost + cost, ratio, from, above, ..self.next(&way, to) },
                );
            }
        }
    }

    /// The stretch of a line; what ends before a break is not stretched.
    fn ratio(&self, sum: &crate::piece::Sum, measure: i64, to: usize) -> i64 {
        let ratio = self.give.ratio(sum, measure);
        if self.pieces[to - 1].after == After::Break { ratio.min(0) } else { ratio }
    }

    fn next(&self, way: &Way, to: usize) -> Way {
        let run =
            if self.pieces[to - 1].is_hyphenated() { (way.run + 1).min(LONGEST_RUN) } else { 0 };
        Way { lines: way.lines + 1, run, ..*way }
    }

    /// What the end of a line costs beside its stretch.
    fn ending(&self, line: &Candidate, way: &Way) -> i64 {
        let Candidate { from, to, natural, ratio } = *line;
        let piece = &self.pieces[to - 1];
        let mut cost = 0;
        if piece.after == After::Break {
            if to == self.pieces.len() {
                let above = from.checked_sub(1).map(|index| &self.pieces[index]);
                cost +=
                    rating::last_line(natural, self.setting.measure(way.lines), above, to - from);
            }
        } else {
            let run = if piece.is_hyphenated() { way.run + 1 } else { 0 };
            cost += rating::ended(piece, run);
            if run > 0 && self.setting.no_hyphen.contains(&way.lines) {
                cost += rating::UNWANTED_HYPHEN;
            }
        }
        if way.lines > 0 { cost + rating::uneven(ratio, way.ratio) } else { cost }
    }

    /// Keeps a way if none with the same lines and hyphens is as cheap.
    fn offer(&self, found: &mut Vec<Way>, way: Way) {
        let is_like = |other: &&mut Way| other.lines == way.lines && other.run == way.run;
        match found.iter_mut().find(is_like) {
            Some(other) if other.cost <= way.cost => {}
            Some(other) => *other = way,
            None => found.push(way),
        }
    }

    fn prune(&self, found: &mut Vec<Way>) {
        let Some(best) = found.iter().min_by_key(|way| way.cost).map(|way| way.lines) else {
            return;
        };
        found.retain(|way| way.lines.abs_diff(best) <= self.reach);
    }

    /// The cheapest breaks for each number of lines that is wanted: cost, and the piece after each line.
    fn found(&self) -> Vec<(i64, Vec<usize>)> {
        let (first, last) = self.ends[self.pieces.len()];
        let mut ways: Vec<Way> = self.ways[first..last].to_vec();
        ways.sort_by_key(|way| (way.cost, way.lines));
        let Some(best) = ways.first().copied() else { return Vec::new() };
        let mut kept: Vec<Way> = Vec::new();
        for way in ways {
            let is_wanted = way.lines.abs_diff(best.lines) <= u32::from(self.setting.looseness);
            let is_fair = way.cost - best.cost <= DEARER * i64::from(way.lines);
            if is_wanted && is_fair && kept.iter().all(|other| other.lines != way.lines) {
                kept.push(way);
            }
        }
        kept.iter().map(|way| (way.cost, self.breaks(way))).collect()
    }

    fn breaks(&self, last: &Way) -> Vec<usize> {
        let mut breaks = vec![self.pieces.len()];
        let mut way = *last;
        while way.from > 0 {
            breaks.push(way.from);
            way = self.ways[way.above];
        }
        breaks.reverse();
        breaks
    }
}
