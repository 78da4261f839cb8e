use image::GrayImage;

use super::Word;

/// Marks of a picture, at most: more would find few more crops, and take more room.
pub(super) const MOST: usize = 32;

/// Blurs of the picture, in pixels of standard deviation, a half octave apart.
const BLURS: [f32; 8] = [1.6, 2.26, 3.2, 4.53, 6.4, 9.05, 12.8, 18.1];

/// How far around a mark is looked, in its own sizes.
const REACH: f32 = 5.0;

/// The least difference that makes a mark, in tones.
const FAINTEST: f32 = 2.0;

/// An outstanding spot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// 60 comparisons of brightness.
    pub(super) bits: u64,
    /// Where it lies, in pixels of the picture that was looked at.
    pub(super) x: u8,
    pub(super) y: u8,
    /// Which of the sizes it has.
    pub(super) size: u8,
}

impl Mark {
    /// Its words, of 20 bits each and a number before them; what has one sign alone says too little.
    pub(super) fn words(&self) -> impl Iterator<Item = Word> {
        let (bits, place) = (self.bits, [self.x, self.y, self.size]);
        let words = (0..3_u32).map(move |index| (index, (bits >> (20 * index)) & 0xf_ffff));
        let telling = words.filter(|(_, bits)| (4..=16).contains(&bits.count_ones()));
        telling.map(move |(index, bits)| Word {
            word: index << 20 | u32::try_from(bits).unwrap_or_default(),
            place,
        })
    }
}

/// A picture as numbers, row by row.
struct Plane {
    width: usize,
    height: usize,
    values: Vec<f32>,
}

impl Plane {
    fn at(&self, x: usize, y: usize) -> f32 {
        self.values.get(y * self.width + x).copied().unwrap_or_default()
    }

    /// Blurred as by a Gaussian of this deviation, which three means over a box come near.
    fn blurred(&self, deviation: f32) -> Self {
        // The box of radius r has the variance (r² + r) / 3.
        let radius = ((0.25 + deviation * deviation).sqrt() - 0.5).round().max(1.0) as usize;
        let once = |plane: &Self| plane.averaged(radius).averaged(radius);
        once(&once(&once(self)))
    }

    /// Each row averaged over a box, and the rows made columns: done twice, all is averaged and stands as before.
    fn averaged(&self, radius: usize) -> Self {
        let mut values = vec![0.0; self.values.len()];
        let size = (2 * radius + 1) as f32;
        for (y, row) in self.values.chunks_exact(self.width.max(1)).enumerate() {
            let at = |x: usize| row.get(x.saturating_sub(radius).min(row.len() - 1)).copied();
            let at = |x: usize| at(x).unwrap_or_default();
            // Beyond its ends a row goes on as it ends.
            let mut sum: f32 = (0..2 * radius + 1).map(at).sum();
            for (x, value) in values.iter_mut().skip(y).step_by(self.height).enumerate() {
                *value = sum / size;
                sum += at(x + 2 * radius + 1) - at(x);
            }
        }
        Self { width: self.height, height: self.width, values }
    }
}

/// The most outstanding spots of a picture, the strongest first.
pub(super) fn find(grey: &GrayImage) -> Vec<Mark> {
    let plane = Plane {
        width: grey.width() as usize,
        height: grey.height() as usize,
        values: grey.pixels().map(|pixel| f32::from(pixel.0[0])).collect(),
    };
    let mut planes: Vec<Plane> = Vec::with_capacity(BLURS.len());
    let mut before = 0.5_f32;
    for blur in BLURS {
        let last = planes.last().unwrap_or(&plane);
        planes.push(last.blurred((blur * blur - before * before).sqrt()));
        before = blur;
    }
    let mut found: Vec<(f32, Mark)> = Vec::new();
    for size in 1..BLURS.len() - 2 {
        extremes(&planes, size, &mut found);
    }
    found.sort_by(|one, other| other.0.total_cmp(&one.0));
    spread(found)
}

/// Difference of one blur from the next.
fn difference(planes: &[Plane], size: usize, x: usize, y: usize) -> f32 {
    match planes.get(size..size + 2) {
        Some([finer, coarser]) => finer.at(x, y) - coarser.at(x, y),
        _ => 0.0,
    }
}

fn extremes(planes: &[Plane], size: usize, found: &mut Vec<(f32, Mark)>) {
    let (Some(plane), Some(blur)) = (planes.get(size), BLURS.get(size)) else { return };
    // What reaches beyond the edge would look otherwise in a crop.
    let margin = (REACH * blur).ceil() as usize;
    for y in margin..plane.height.saturating_sub(margin) {
        for x in margin..plane.width.saturating_sub(margin) {
            let here = difference(planes, size, x, y);
            if here.abs() < FAINTEST || !is_extreme(planes, size, (x, y), here) {
                continue;
            }
            let place = |value: usize| u8::try_from(value).unwrap_or(u8::MAX);
            let bits = describe(planes, size, (x, y));
            let mark = Mark { bits, x: place(x), y: place(y), size: place(size) };
            found.push((here.abs(), mark));
        }
    }
}

fn is_extreme(planes: &[Plane], size: usize, (x, y): (usize, usize), here: f32) -> bool {
    let beyond = |other: f32| if here > 0.0 { other > here } else { other < here };
    (size - 1..=size + 1).all(|size| {
        (y - 1..=y + 1).all(|y| (x - 1..=x + 1).all(|x| !beyond(difference(planes, size, x, y))))
    })
}

/// Compares the brightness of 60 pairs of spots around a mark, the same for every mark.
fn describe(planes: &[Plane], size: usize, (x, y): (usize, usize)) -> u64 {
    let (Some(plane), Some(blur)) = (planes.get(size), BLURS.get(size)) else { return 0 };
    // Without what is darker or brighter all around: skies and dusks would all be alike.
    let Some(around) = planes.get(size + 3).or(planes.last()) else { return 0 };
    let spot = |(dx, dy): (i8, i8)| {
        let at = |centre: usize, step: i8, last: usize| {
            let at = centre as f32 + f32::from(step) * blur * REACH / 100.0;
            (at.round().max(0.0) as usize).min(last)
        };
        let (x, y) = (at(x, dx, plane.width - 1), at(y, dy, plane.height - 1));
        plane.at(x, y) - around.at(x, y)
    };
    PAIRS.iter().fold(0, |bits, (one, other)| (bits << 1) | u64::from(spot(*one) > spot(*other)))
}

/// Leaves out marks that say what a stronger one beside them says.
fn spread(found: Vec<(f32, Mark)>) -> Vec<Mark> {
    let mut kept: Vec<Mark> = Vec::with_capacity(MOST);
    for (_, mark) in found {
        let near = |other: &Mark| {
            let apart =
                i32::from(mark.x.abs_diff(other.x)).max(i32::from(mark.y.abs_diff(other.y)));
            mark.size.abs_diff(other.size) <= 1 && apart <= 4
        };
        if kept.len() < MOST && !kept.iter().any(near) {
            kept.push(mark);
        }
    }
    kept
}

/// Pairs of spots, in hundredths of the reach.
static PAIRS: [((i8, i8), (i8, i8)); 60] = pairs();

/// Spots by a fixed sequence, so that every machine has the same: each pair far enough apart to differ.
const fn pairs() -> [((i8, i8), (i8, i8)); 60] {
    let mut pairs = [((0, 0), (0, 0)); 60];
    let mut state: u32 = 20_261_130;
    let mut filled = 0;
    while filled < pairs.len() {
        let mut spot = [0_i8; 4];
        let mut index = 0;
        while index < spot.len() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            spot[index] = ((state >> 16) % 197) as i8;
            spot[index] = (((state >> 16) % 197) as i32 - 98) as i8;
            index += 1;
        }
        let across = spot[0] as i32 - spot[2] as i32;
        let down = spot[1] as i32 - spot[3] as i32;
        if across * across + down * down > 60 * 60 {
            pairs[filled] = ((spot[0], spot[1]), (spot[2], spot[3]));
            filled += 1;
        }
    }
    pairs
}
