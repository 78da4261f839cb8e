use super::Likeness;
use super::marks::Mark;

/// Comparisons of 60 in which two marks of the same spot differ, at most.
const ALIKE: u32 = 14;

/// Marks that must agree on one scale and place.
const ENOUGH: usize = 3;

/// Ways of laying one picture on the other that are tried, those on which most marks agree first.
const TRIED: usize = 6;

/// Ways of laying one picture on the other whose marks are counted: those that most pairs of marks speak for.
const VOTED: usize = 48;

/// Matches that are looked at, the closest first: in pictures that repeat themselves every mark is like every other.
const MOST: usize = 96;

/// Pixels by which a mark may lie beside its place.
const LOOSE: f32 = 4.0;

/// How alike the tones of the part must be: of other pictures' hardly any reach it.
pub(super) const SAME: f32 = 0.83;

/// How much larger a crop may show what it shows.
const SCALES: std::ops::RangeInclusive<f32> = 0.33..=3.0;

/// A mark of one picture and one of the other that look alike.
type Match = (Mark, Mark);

/// Whether the marks of two pictures lie in one another so that one is a part of the other, and its tones say so too.
pub(super) fn is_part(one: &Likeness, other: &Likeness) -> bool {
    likeness(one, other).is_some_and(|likeness| likeness >= SAME)
}

/// How alike the tones of two pictures are where most of their marks agree.
pub(super) fn likeness(one: &Likeness, other: &Likeness) -> Option<f32> {
    let apart = |(mark, same): &Match| (mark.bits ^ same.bits).count_ones();
    let all = one.marks.iter().flat_map(|mark| other.marks.iter().map(move |same| (*mark, *same)));
    let mut matches: Vec<Match> = all.filter(|pair| apart(pair) <= ALIKE).collect();
    matches.sort_by_key(apart);
    matches.truncate(MOST);
    let pairs = matches.iter().enumerate().flat_map(|(index, first)| {
        matches.iter().skip(index + 1).map(move |second| (first, second))
    });
    let laid = pairs.filter_map(|(first, second)| Laid::by(first, second));
    let mut agreed: Vec<Vec<Match>> =
        most_voted(laid).iter().map(|laid| laid.agreeing(&matches)).collect();
    agreed.retain(|agreed| agreed.len() >= ENOUGH);
    agreed.sort_by_key(|agreed| std::cmp::Reverse(agreed.len()));
    agreed.dedup();
    let laid = agreed.iter().take(TRIED).map(|agreed| Laid::over(agreed));
    laid.filter_map(|laid| tones(one, other, &laid)).max_by(f32::total_cmp)
}

/// Of all ways of laying one picture on the other, those that come about most often, each once.
fn most_voted(laid: impl Iterator<Item = Laid>) -> Vec<Laid> {
    let mut votes: Vec<((i32, i32, i32), Laid)> = laid.map(|laid| (laid.about(), laid)).collect();
    // Stable: of those that are about the same, the one of the closest marks stays first.
    votes.sort_by_key(|(about, _)| *about);
    let mut voted: Vec<(usize, Laid)> = votes
        .chunk_by(|one, other| one.0 == other.0)
        .filter_map(|same| same.first().map(|(_, laid)| (same.len(), *laid)))
        .collect();
    voted.sort_by_key(|(votes, _)| std::cmp::Reverse(*votes));
    voted.into_iter().take(VOTED).map(|(_, laid)| laid).collect()
}

/// How alike the tones of two pictures are, one laid on the other.
fn tones(one: &Likeness, other: &Likeness, laid: &Laid) -> Option<f32> {
    let size = |side: u32| side as f32;
    let (width, height) = (size(one.size.0), size(one.size.1));
    let (on_width, on_height) = (size(other.size.0), size(other.size.1));
    let on = |x: f32, y: f32| {
        let (x, y) = laid.on(x * width, y * height);
        (x / on_width, y / on_height)
    };
    let back = |x: f32, y: f32| {
        let (x, y) = laid.back(x * on_width, y * on_height);
        (x / width, y / height)
    };
    // The one whose fields are finer on the picture is laid on the other, so that no field is left out.
    if laid.scale <= 1.0 {
        other.tones.likeness(&one.tones, back).or_else(|| one.tones.likeness(&other.tones, on))
    } else {
        one.tones.likeness(&other.tones, on).or_else(|| other.tones.likeness(&one.tones, back))
    }
}

/// How one picture lies on the other.
#[derive(Clone, Copy)]
struct Laid {
    scale: f32,
    x: f32,
    y: f32,
}

impl Laid {
    /// As two matches have it, if they can be right.
    fn by(first: &Match, second: &Match) -> Option<Self> {
        let (x, y) = apart(&first.0, &second.0);
        let (on_x, on_y) = apart(&first.1, &second.1);
        let length = x.hypot(y);
        if length < 24.0 {
            return None;
        }
        let scale = on_x.hypot(on_y) / length;
        let beside = (on_x - x * scale).hypot(on_y - y * scale);
        let fits = |marks: &Match| fits(marks, scale);
        let can_be = SCALES.contains(&scale) && beside <= LOOSE && fits(first) && fits(second);
        can_be.then(|| Self {
            scale,
            x: f32::from(first.1.x) - f32::from(first.0.x) * scale,
            y: f32::from(first.1.y) - f32::from(first.0.y) * scale,
        })
    }

    /// As all these matches have it, with the least error.
    fn over(matches: &[Match]) -> Self {
        let count = matches.len() as f32;
        let mean = |value: &dyn Fn(&Match) -> u8| {
            matches.iter().map(|pair| f32::from(value(pair))).sum::<f32>() / count
        };
        let (x, y) = (mean(&|pair| pair.0.x), mean(&|pair| pair.0.y));
        let (on_x, on_y) = (mean(&|pair| pair.1.x), mean(&|pair| pair.1.y));
        let (mut both, mut own) = (0.0, 0.0);
        for (mark, same) in matches {
            let (from_x, from_y) = (f32::from(mark.x) - x, f32::from(mark.y) - y);
            both += from_x * (f32::from(same.x) - on_x) + from_y * (f32::from(same.y) - on_y);
            own += from_x * from_x + from_y * from_y;
        }
        let scale = if own > 0.0 { both / own } else { 1.0 };
        Self { scale, x: on_x - x * scale, y: on_y - y * scale }
    }

    /// Scale and place, coarsely: those of marks that agree are the same or next to each other.
    fn about(&self) -> (i32, i32, i32) {
        let coarse = |value: f32| value.round() as i32;
        (coarse(self.scale.log2() * 8.0), coarse(self.x / 8.0), coarse(self.y / 8.0))
    }

    fn on(&self, x: f32, y: f32) -> (f32, f32) {
        (x * self.scale + self.x, y * self.scale + self.y)
    }

    fn back(&self, x: f32, y: f32) -> (f32, f32) {
        ((x - self.x) / self.scale, (y - self.y) / self.scale)
    }

    /// The matches that agree, each mark counted once.
    fn agreeing(&self, matches: &[Match]) -> Vec<Match> {
        let mut agreeing: Vec<Match> = Vec::new();
        for (mark, same) in matches {
            let (x, y) = self.on(f32::from(mark.x), f32::from(mark.y));
            let beside = (x - f32::from(same.x)).hypot(y - f32::from(same.y));
            let is_new = || agreeing.iter().all(|(one, other)| one != mark && other != same);
            if beside <= LOOSE && fits(&(*mark, *same), self.scale) && is_new() {
                agreeing.push((*mark, *same));
            }
        }
        agreeing
    }
}

fn apart(one: &Mark, other: &Mark) -> (f32, f32) {
    let apart = |one: u8, other: u8| f32::from(other) - f32::from(one);
    (apart(one.x, other.x), apart(one.y, other.y))
}

/// Whether two marks' sizes say about the scale: they are a half octave apart.
fn fits((mark, same): &Match, scale: f32) -> bool {
    let steps = f32::from(same.size) - f32::from(mark.size);
    (steps - 2.0 * scale.log2()).abs() <= 1.3
}
