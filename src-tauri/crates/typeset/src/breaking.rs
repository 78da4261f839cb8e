//! Total fit: of all ways to break a paragraph, the cheapest for each number of lines.
//!
//! After Knuth and Plass, "Breaking Paragraphs into Lines" (1981), with tracking beside the word space
//! and with the number of lines and of hyphens above each other as part of the state.

use crate::{
    Line, Paragraph, Setting, Variant,
    line::Spread,
    piece::{After, Piece, line_sum},
    rating::{self, FULL, Give},
    units::short,
    wide,
};

/// How much dearer a line may become for a paragraph to have one line more or less.
const DEARER: i64 = 80_000;
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
    /// The lines of the best way to break the paragraph.
    #[must_use]
    pub fn lines(&self, setting: &Setting<'_>) -> Vec<Line> {
        let best = self.variants(setting).into_iter().next();
        best.map(|variant| variant.lines).unwrap_or_default()
    }

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
    /// The measure of each line; the last is that of all further ones.
    measures: Vec<i64>,
    narrowest: i64,
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
        let (narrowest, widest) = setting.extremes();
        let start = Way { lines: 0, run: 0, ratio: 0, cost: 0, from: 0, above: 0 };
        Self {
            pieces,
            setting,
            give,
            measures: (0..short(setting.slots.len().max(2)))
                .map(|line| setting.measure(line))
                .collect(),
            narrowest,
            widest,
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
            // What fills less than two fifths of a line is only a line if there is no other.
            let is_last = self.pieces[to - 1].after == After::Break;
            let least = if is_last { i64::MIN } else { self.narrowest * 2 / 5 };
            self.end_at(to, least, &mut found);
            if found.is_empty() {
                self.end_at(to, i64::MIN, &mut found);
            }
            self.prune(&mut found);
            let begin = self.ways.len();
            self.ways.append(&mut found);
            self.ends.push((begin, self.ways.len()));
        }
        self
    }

    /// Finds the ways whose last line ends with a piece and has at least some natural width.
    fn end_at(&self, to: usize, least: i64, found: &mut Vec<Way>) {
        for from in (0..to).rev() {
            if from + 1 < to && self.pieces[from].after == After::Break {
                break;
            }
            let sum = line_sum(self.pieces, from, to);
            let natural = self.give.natural_width(&sum);
            if natural - self.give.shrink(&sum) > self.widest && to - from > 1 {
                break;
            }
            if natural < least {
                continue;
            }
            let (first, last) = self.ends[from];
            // The ways to one place often have the same measure before them.
            let mut known = (-1, 0, 0);
            for above in first..last {
                let way = self.ways[above];
                let measure = self.measure(way.lines);
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

    fn measure(&self, line: u32) -> i64 {
        self.measures[(line as usize).min(self.measures.len() - 1)]
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
                cost += rating::last_line(natural, self.measure(way.lines), above, to - from);
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

#[cfg(test)]
mod tests {
    use crate::{
        Alignment, Face, Fault, Fonts, Language, Length, Line, Paragraph, Setting, Size, Slot,
        Style, Tracking,
    };

    const TEXT: &str = "At eighteen minutes to seven on Tuesday morning, with the thermometer on the \
        sluice-house wall at one below zero, Ghulam Sattar put a torch in his left pocket, a pencil in his right \
        and a second pencil behind his ear, and went out to see how much lake there was. It is 163 steps from his \
        door to the gauge. He counted them in the winter of 1981, when he had an extraordinary temperature and \
        feared that he would walk past the administration building in the dark.";

    fn style() -> Style {
        Style { tracking: Tracking::WINDOW, ..Style::new(Face::Text, Size::pixels(17)) }
    }

    fn paragraph(text: &str, style: &Style) -> Paragraph {
        Paragraph::plain(&mut Fonts::new(), text, style, Language::ENGLISH)
    }

    fn slot(width: i32) -> Slot {
        Slot::of_width(Length::pixels(width))
    }

    fn shown<'a>(text: &'a str, lines: &[Line]) -> Vec<&'a str> {
        lines.iter().map(|line| &text[line.range.start as usize..line.end as usize]).collect()
    }

    #[test]
    fn a_paragraph_is_had_a_line_longer() {
        let (style, slot) = (style(), slot(258));
        let paragraph = paragraph(TEXT, &style);
        let setting = Setting::new(&style, &slot);
        let best = paragraph.variants(&setting);
        assert_eq!(best.len(), 1);
        let more = paragraph.variants(&setting.with_looseness(1));
        assert_eq!(more[0], best[0]);
        assert!(more.iter().any(|variant| variant.lines.len() == best[0].lines.len() + 1));
    }

    #[test]
    fn no_hyphen_ends_a_leg() {
        let (style, slot) = (style(), slot(230));
        let paragraph = paragraph(TEXT, &style);
        let setting = Setting::new(&style, &slot);
        let lines = paragraph.lines(&setting);
        let hyphenated: Vec<u32> = (0..)
            .zip(&lines)
            .filter(|(_, line)| line.is_hyphenated)
            .map(|(number, _)| number)
            .collect();
        assert!(!hyphenated.is_empty());
        let forbidden = Setting { no_hyphen: &hyphenated, ..setting };
        let lines = paragraph.lines(&forbidden);
        assert!(hyphenated.iter().all(|number| !lines[*number as usize].is_hyphenated));
    }

    #[test]
    fn lines_run_around_what_stands_beside_them() {
        let style = style();
        let paragraph = paragraph(TEXT, &style);
        let beside = Slot { x: Length::pixels(100), width: Length::pixels(158) };
        let slots = [slot(258), beside, beside, beside, slot(258)];
        let setting = Setting { slots: &slots, ..Setting::new(&style, &slots[0]) };
        let lines = paragraph.lines(&setting);
        let widths: Vec<i32> = lines.iter().map(|line| line.width.0 / 64).collect();
        assert_eq!(widths[..6], [258, 158, 158, 158, 258, 258]);
        assert_eq!(lines[2].x, beside.x);
    }

    #[test]
    fn a_ragged_text_divides_hardly_a_word() {
        let style = Style { alignment: Alignment::Start, ..style() };
        let slot = slot(220);
        let paragraph = paragraph(TEXT, &style);
        let lines = paragraph.lines(&Setting::new(&style, &slot));
        assert!(lines.iter().filter(|line| line.hyphen).count() <= 1);
        assert!(lines.iter().all(|line| (line.word_space.0, line.letter_space.0) == (0, 0)));
        let shortest = lines[..lines.len() - 1].iter().map(|line| line.width.0 / 64).min();
        assert!(shortest >= Some(220 * 2 / 3), "{shortest:?}");
    }

    #[test]
    fn a_break_of_the_papers_own_is_kept() {
        let style = Style { alignment: Alignment::Centre, ..style() };
        let slot = slot(258);
        let text = "Three poems\nfor the cold month\n";
        let lines = paragraph(text, &style).lines(&Setting::new(&style, &slot));
        assert_eq!(shown(text, &lines), ["Three poems", "for the cold month"]);
        let middle = |line: &Line| line.x.0 + line.width.0 / 2;
        assert!((middle(&lines[0]) - middle(&lines[1])).abs() <= 1);
    }

    #[test]
    fn a_word_wider_than_the_measure_is_broken_and_told() {
        let (style, slot) = (style(), slot(120));
        let text = format!("A word of {} letters.", "x".repeat(60));
        let lines = paragraph(&text, &style).lines(&Setting::new(&style, &slot));
        assert!(lines.iter().filter(|line| line.fault == Some(Fault::Forced)).count() >= 3);
        assert!(lines.iter().all(|line| line.width <= slot.width));
    }

    #[test]
    fn a_space_that_would_gape_leaves_the_line_short() {
        let (style, slot) = (style(), slot(150));
        let text = "Straightforwardness strengths straightforwardness.";
        let style = Style { hyphens: false, ..style };
        let lines = paragraph(text, &style).lines(&Setting::new(&style, &slot));
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[1].fault, Some(Fault::Short));
        assert!(lines[1].width < slot.width);
    }

    #[test]
    fn endless_text_takes_no_endless_time() {
        let (style, slot) = (style(), slot(258));
        for text in [
            "-".repeat(40_000),
            "=a/".repeat(20_000),
            "م".repeat(40_000),
            "a ".repeat(40_000),
            "👩‍👧".repeat(3_000),
        ] {
            let lines = paragraph(&text, &style).lines(&Setting::new(&style, &slot));
            assert!(lines.len() >= 100, "{} lines of {:.9}", lines.len(), text);
        }
    }

    #[test]
    fn fonts_go_from_thread_to_thread() {
        fn is_send<T: Send>(_: &T) {}
        is_send(&Fonts::new());
        is_send(&paragraph(TEXT, &style()));
    }
}
