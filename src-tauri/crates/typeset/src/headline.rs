//! Headlines: broken for sense, balanced, fitted to a width by their size.

use crate::{
    Paragraph, Setting, Size, Slot, Style, Variant,
    line::Spread,
    opportunity::Division,
    piece::{After, Piece, line_sum},
    rating::Give,
    sense::{has_small_words, torn},
    units::short,
    wide,
};

/// A headline in the first class of size in which it fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// Which of the sizes.
    pub class: usize,
    /// The best way for each number of lines, the fewest lines first; never empty.
    pub variants: Vec<Variant>,
    /// It has more lines than were asked for: it fits no class.
    pub is_over: bool,
}

/// What is longer is no headline, and is broken like a text.
const MOST_PIECES: usize = 1000;
/// A single short word as a last line.
const LONE_WORD: i64 = 300_000;
/// A last line of less than half.
const SHORT_LAST: i64 = 100_000;
const OWN_HYPHEN: i64 = 200_000;
const DASH: i64 = 20_000;
const FORCE: i64 = 20_000_000;

impl Paragraph {
    /// The best way to set a headline for each number of lines, the fewest first.
    ///
    /// Words are not divided but at their own hyphens and dashes. None if it does not fit into
    /// `most` lines. Tracking is the style's natural one; justified is set flush.
    #[must_use]
    pub fn headlines(&self, setting: &Setting<'_>, most: u32) -> Vec<Variant> {
        self.broken_headlines((&self.pieces, self.own_ends()), setting, (most, false))
    }

    /// Sets a headline in the first of the sizes (largest first) in which it fits into `most` lines.
    ///
    /// What fits in none takes as many lines as it needs in the last one, and a word that is wider
    /// than the slot is broken by force.
    #[must_use]
    pub fn fitted(&self, style: &Style, sizes: &[Size], slot: Slot, most: u32) -> Headline {
        for (class, size) in sizes.iter().enumerate() {
            let style = Style { size: *size, ..*style };
            let setting = Setting::new(&style, &slot);
            let variants = self.headlines(&setting, most);
            if !variants.is_empty() {
                return Headline { class, variants, is_over: false };
            }
        }
        let style = Style { size: sizes.last().copied().unwrap_or(style.size), ..*style };
        let setting = Setting::new(&style, &slot);
        let pieces = wide::broken(self, setting.measure(1));
        let ends = self.ends_of(&pieces);
        let enough = short(pieces.len());
        let mut variants = Vec::new();
        if pieces.len() <= MOST_PIECES {
            variants = self.broken_headlines((&pieces, &ends), &setting, (enough, true));
        }
        if variants.is_empty() {
            variants = self.variants(&setting);
        }
        let is_over = variants.iter().all(|variant| variant.lines.len() > most as usize);
        Headline { class: sizes.len().saturating_sub(1), variants, is_over }
    }

    fn broken_headlines(
        &self,
        (pieces, ends): (&[Piece], &[Option<i64>]),
        setting: &Setting<'_>,
        (most, is_least_enough): (u32, bool),
    ) -> Vec<Variant> {
        if pieces.is_empty() {
            return vec![Variant { cost: 0, lines: Vec::new() }];
        }
        let give = Give { is_justified: false, ..Give::of(setting.style, self.is_tracked) };
        let mut search = Search { pieces, setting, give, ends, rows: Vec::new() };
        let spread = Spread { paragraph: self, pieces, setting, give };
        let mut found = Vec::new();
        for _ in 0..most {
            search.add_line();
            if let Some((cost, breaks)) = search.found() {
                found.push(spread.variant(cost, &breaks));
                if is_least_enough {
                    break;
                }
            }
        }
        found
    }

    fn own_ends(&self) -> &[Option<i64>] {
        self.ends.get_or_init(|| self.ends_of(&self.pieces))
    }

    /// What it costs to end a line after each piece; none where no line may end.
    fn ends_of(&self, pieces: &[Piece]) -> Vec<Option<i64>> {
        let names = has_small_words(&self.text);
        let word = |from: u32, to: u32| &self.text[from as usize..to as usize];
        let mut begin = 0;
        let mut ends = Vec::with_capacity(pieces.len());
        for (index, piece) in pieces.iter().enumerate() {
            let cost = match piece.after {
                After::Space => {
                    let next = pieces.get(index + 1).map_or("", |next| word(piece.next, next.end));
                    let left = word(begin, piece.end);
                    Some(torn(left, next, names) + i64::from(piece.penalty / 100))
                }
                After::Break => Some(0),
                After::Division(Division::OwnHyphen) => Some(OWN_HYPHEN),
                After::Division(Division::Nothing) => Some(DASH + i64::from(piece.penalty)),
                After::Division(Division::Hyphen) => None,
                After::Force { .. } => Some(FORCE),
            };
            if matches!(piece.after, After::Space | After::Break) {
                begin = piece.next;
            }
            ends.push(cost);
        }
        ends
    }
}

struct Search<'a> {
    pieces: &'a [Piece],
    setting: &'a Setting<'a>,
    give: Give,
    ends: &'a [Option<i64>],
    /// For each number of lines and each number of pieces the least cost, and where the last line begins.
    rows: Vec<Vec<Option<(i64, usize)>>>,
}

impl Search<'_> {
    fn add_line(&mut self) {
        let mut row = vec![None; self.pieces.len() + 1];
        let measure = self.setting.measure(short(self.rows.len()));
        for (to, best) in row.iter_mut().enumerate().skip(1) {
            let Some(end) = self.ends[to - 1] else { continue };
            *best = self.best_to(to, measure).map(|(cost, from)| (cost + end, from));
        }
        self.rows.push(row);
    }

    /// The cheapest way to end the new line with a piece, without what its end costs.
    fn best_to(&self, to: usize, measure: i64) -> Option<(i64, usize)> {
        let mut best: Option<(i64, usize)> = None;
        for from in (0..to).rev() {
            if from + 1 < to && self.pieces[from].after == After::Break {
                break;
            }
            let width = self.give.natural_width(&line_sum(self.pieces, from, to));
            if width > measure {
                break;
            }
            let Some(above) = self.cost_to(from) else { continue };
            let cost = above + self.line(from, to, width, measure);
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, from));
            }
        }
        best
    }

    /// The cost of the lines above a line that begins at a piece.
    fn cost_to(&self, from: usize) -> Option<i64> {
        match self.rows.last() {
            None => (from == 0).then_some(0),
            Some(row) => row[from].map(|(cost, _)| cost),
        }
    }

    fn line(&self, from: usize, to: usize, width: i64, measure: i64) -> i64 {
        let white = (measure - width) * 1000 / measure.max(1);
        let mut cost = white * white;
        if to == self.pieces.len() && from > 0 {
            let is_lone =
                (from..to - 1).all(|index| !matches!(self.pieces[index].after, After::Space));
            if is_lone {
                cost += LONE_WORD;
            }
            if width * 2 < measure {
                cost += SHORT_LAST;
            }
        }
        cost
    }

    fn found(&self) -> Option<(i64, Vec<usize>)> {
        let mut to = self.pieces.len();
        let mut breaks = Vec::new();
        let cost = self.rows.last()?[to]?.0;
        for row in self.rows.iter().rev() {
            breaks.push(to);
            to = row[to]?.1;
        }
        breaks.reverse();
        Some((cost, breaks))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Alignment, Face, Fonts, Language, Length, Tracking};

    fn style(face: Face, size: u16) -> Style {
        Style {
            alignment: Alignment::Start,
            hyphens: false,
            tracking: Tracking::fixed(-15),
            ..Style::new(face, Size::pixels(size))
        }
    }

    fn set(text: &str, face: Face, language: Language, width: i32) -> Vec<String> {
        let style = style(face, 34);
        let paragraph = Paragraph::plain(&mut Fonts::new(), text, &style, language);
        let slot = Slot::of_width(Length::pixels(width));
        let found = paragraph.headlines(&Setting::new(&style, &slot), 4);
        let show = |variant: &Variant| {
            let line =
                |line: &crate::Line| text[line.range.start as usize..line.end as usize].to_owned();
            variant.lines.iter().map(line).collect::<Vec<_>>().join(" / ")
        };
        found.iter().map(show).collect()
    }

    #[test]
    fn headlines_are_broken_for_sense() {
        let first =
            |(text, width)| set(text, Face::DisplaySemiBold, Language::ENGLISH, width).remove(0);
        let headlines = [
            ("Library frames the fine and owes five paise", 420),
            ("Tsering Wangmo rides to the pass before the snow", 420),
            ("Council Sits Three Hours Over a Clapper", 420),
            ("Lake at its lowest November in 43 years", 400),
            ("District answers 1,140 letters, the oldest from 1987", 300),
        ];
        insta::assert_snapshot!(headlines.map(first).join("\n"), @r"
Library frames the fine / and owes five paise
Tsering Wangmo rides / to the pass before the snow
Council Sits Three / Hours Over a Clapper
Lake at its lowest / November in 43 years
District answers / 1,140 letters, the / oldest from 1987
");
    }

    #[test]
    fn postpositions_begin_no_line() {
        let first = |text, face, language| set(text, face, language, 420).remove(0);
        let hindi = "नगरपालिका ने खोया-पाया गोदाम खोला और शहर के लोगों को बुलाया";
        let urdu = "بلدیہ کی تختی میں بتیس حروف اور گھنٹی کی زبان حجام کی دکان سے ملی";
        let set = [
            first(hindi, Face::DevanagariSemiBold, Language::HINDI),
            first(urdu, Face::NastaliqBold, Language::URDU),
        ];
        insta::assert_snapshot!(set.join("\n"), @r"
नगरपालिका ने खोया-पाया गोदाम / खोला और शहर के लोगों को बुलाया
بلدیہ کی تختی میں بتیس حروف اور / گھنٹی کی زبان حجام کی دکان سے ملی
");
    }

    #[test]
    fn each_number_of_lines_has_its_best_way() {
        let found = set(
            "Ferry bell hung without its clapper",
            Face::DisplaySemiBold,
            Language::ENGLISH,
            600,
        );
        let lines: Vec<usize> =
            found.iter().map(|shown| shown.matches(" / ").count() + 1).collect();
        assert_eq!(lines, [1, 2, 3, 4]);
    }

    #[test]
    fn a_headline_steps_down_until_it_fits() {
        let style = style(Face::DisplaySemiBold, 56);
        let sizes = [56, 44, 34, 28].map(Size::pixels);
        let slot = Slot::of_width(Length::pixels(260));
        let fit = |text: &str, most| {
            Paragraph::plain(&mut Fonts::new(), text, &style, Language::ENGLISH)
                .fitted(&style, &sizes, slot, most)
        };
        let short = fit("Snow", 1);
        assert_eq!((short.class, short.is_over), (0, false));
        let longer = fit("Snow shuts the pass", 2);
        assert!(longer.class > 0 && !longer.is_over);
        let endless = "Council sits over a clapper ".repeat(12);
        let endless = fit(&endless[..300], 2);
        assert_eq!((endless.class, endless.is_over), (3, true));
        let word = fit(&"a".repeat(200), 2);
        assert!(word.is_over && word.variants[0].lines.len() > 5);
        assert_eq!(fit("", 2).variants[0].lines.len(), 0);
    }
}
