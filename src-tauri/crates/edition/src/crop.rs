//! Crops: which part of a photo is shown where its place has another shape.

use crate::page::Area;

/// Strips into which a photo is cut in each direction.
const BANDS: usize = 24;
/// A photo's width and height in the unit of crops.
const WHOLE: i32 = 10_000;
/// A difference of light beyond which an edge is not more of an edge.
const EDGE: u32 = 96;

/// How much goes on in each strip of a photo, from left to right and from top to bottom.
///
/// What is busy or has a colour of its own is taken for the subject: that is right more often than the middle is,
/// and a crop that may go wrong by a fifth at most shows it in any case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interest {
    across: [u64; BANDS],
    down: [u64; BANDS],
}

impl Interest {
    /// Looks at pixels: red, green, blue and alpha of each, row by row.
    ///
    /// A hundred pixels across are enough. None where there are fewer pixels than were promised, or less than 3 × 3.
    #[must_use]
    pub fn of_pixels(width: usize, height: usize, rgba: &[u8]) -> Option<Self> {
        let pixels: &[[u8; 4]] = rgba.as_chunks().0;
        if width < 3 || height < 3 || pixels.len() < width.checked_mul(height)? {
            return None;
        }
        let mean = mean(pixels);
        let light = |x: usize, y: usize| {
            let [red, green, blue, _] = pixels[y * width + x].map(u32::from);
            (2 * red + 5 * green + blue) / 8
        };
        let mut interest = Self { across: [0; BANDS], down: [0; BANDS] };
        for y in 1..height - 1 {
            for x in 1..width - 1 {
                let edge = light(x + 1, y).abs_diff(light(x - 1, y))
                    + light(x, y + 1).abs_diff(light(x, y - 1));
                let colour = apart(pixels[y * width + x], mean) / 4;
                let busy = u64::from(edge.min(EDGE) + colour);
                interest.across[x * BANDS / width] += busy;
                interest.down[y * BANDS / height] += busy;
            }
        }
        Some(interest)
    }
}

/// The mean colour.
fn mean(pixels: &[[u8; 4]]) -> [u8; 4] {
    let count = pixels.len().max(1) as u64;
    std::array::from_fn(|part| {
        let sum: u64 = pixels.iter().map(|pixel| u64::from(pixel[part])).sum();
        u8::try_from(sum / count).unwrap_or(u8::MAX)
    })
}

/// How far two colours lie apart.
fn apart(one: [u8; 4], other: [u8; 4]) -> u32 {
    (0..3).map(|part| u32::from(one[part].abs_diff(other[part]))).sum()
}

/// The part of a photo that fills an area: what must go goes where least happens.
///
/// Where nothing is known of a photo it goes from both sides, and more from the foot.
pub(crate) fn crop(
    (width, height): (i32, i32),
    (across, down): (i32, i32),
    interest: Option<&Interest>,
) -> Area {
    let (width, height) = (i64::from(width.max(1)), i64::from(height.max(1)));
    let (across, down) = (i64::from(across.max(1)), i64::from(down.max(1)));
    let share = |part: i64, of: i64| {
        i32::try_from(i64::from(WHOLE) * part / of).unwrap_or(WHOLE).clamp(1, WHOLE)
    };
    if width * down > height * across {
        let kept = share(height * across, width * down);
        let x = best(interest.map(|interest| &interest.across), kept, (WHOLE - kept) / 2);
        return Area { x, y: 0, width: kept, height: WHOLE };
    }
    let kept = share(width * down, height * across);
    let y = best(interest.map(|interest| &interest.down), kept, (WHOLE - kept) * 2 / 5);
    Area { x: 0, y, width: WHOLE, height: kept }
}

/// Where a part of `kept` begins so that most is seen; as usual where it makes no difference worth having.
fn best(bands: Option<&[u64; BANDS]>, kept: i32, usual: i32) -> i32 {
    let Some(bands) = bands else { return usual };
    let total = bands.iter().sum::<u64>().max(1);
    let seen = |from: i32| {
        let (from, to) = (i64::from(from), i64::from(from + kept));
        let parts = bands.iter().zip(0_i64..).map(|(band, at)| {
            let (begin, end) = (band_edge(at), band_edge(at + 1));
            let inside = (to.min(end) - from.max(begin)).max(0);
            i64::try_from(*band).unwrap_or(i64::MAX).saturating_mul(inside) / (end - begin)
        });
        let sum: i64 = parts.sum();
        sum.saturating_mul(1000) / i64::try_from(total).unwrap_or(i64::MAX)
    };
    // A tenth of the photo farther from the usual must show two hundredths more.
    let worth = |from: &i32| seen(*from) - i64::from((from - usual).abs()) / 50;
    let steps = (0..=WHOLE - kept).step_by(50).chain([usual]);
    steps.max_by_key(|from| (worth(from), -(from - usual).abs())).unwrap_or(usual)
}

fn band_edge(band: i64) -> i64 {
    band * i64::from(WHOLE) / BANDS as i64
}

/// The place within an area in which a whole picture fits, in the middle.
pub(crate) fn whole_in((width, height): (i32, i32), area: Area) -> Area {
    let (width, height) = (i64::from(width.max(1)), i64::from(height.max(1)));
    let (across, down) = (i64::from(area.width), i64::from(area.height));
    let short = |length: i64| i32::try_from(length).unwrap_or(i32::MAX);
    if width * down > height * across {
        let fitted = short(across * height / width).max(1);
        return Area { y: area.y + (area.height - fitted) / 2, height: fitted, ..area };
    }
    let fitted = short(down * width / height).max(1);
    Area { x: area.x + (area.width - fitted) / 2, width: fitted, ..area }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Area = Area { x: 0, y: 0, width: WHOLE, height: WHOLE };

    #[test]
    fn a_crop_keeps_the_shape_of_its_place() {
        assert_eq!(crop((300, 200), (600, 400), None), ALL);
        assert_eq!(crop((400, 200), (300, 200), None), Area { x: 1250, width: 7500, ..ALL });
        assert_eq!(crop((200, 200), (200, 100), None), Area { y: 2000, height: 5000, ..ALL });
    }

    /// Grey with a square of stripes that begins at a tenth of its width.
    fn striped(left: usize) -> Vec<u8> {
        let stripe = |x: usize, y: usize| (left..left + 20).contains(&x) && (20..40).contains(&y);
        (0..60 * 100)
            .flat_map(|at| {
                let (x, y) = (at % 100, at / 100);
                let light = if stripe(x, y) && x % 4 < 2 { 250 } else { 90 };
                [light, light, light, 255]
            })
            .collect()
    }

    #[test]
    fn what_goes_on_at_a_side_is_kept() {
        let at = |left: usize| {
            let interest = Interest::of_pixels(100, 60, &striped(left)).unwrap();
            crop((100, 60), (80, 60), Some(&interest)).x
        };
        assert!(at(0) < 300, "{}", at(0));
        assert!(at(80) > 1700, "{}", at(80));
        assert_eq!(at(40), 1000, "nothing is won by moving it");
    }

    #[test]
    fn pixels_that_are_not_there_say_nothing() {
        assert_eq!(Interest::of_pixels(100, 60, &[0; 400]), None);
        assert_eq!(Interest::of_pixels(1, 1, &[0; 4]), None);
    }

    #[test]
    fn a_cartoon_stands_whole_in_the_middle_of_its_place() {
        let area = Area { x: 10, y: 20, width: 300, height: 100 };
        assert_eq!(whole_in((100, 50), area), Area { x: 60, width: 200, ..area });
        assert_eq!(whole_in((600, 100), area), Area { y: 45, height: 50, ..area });
    }
}
