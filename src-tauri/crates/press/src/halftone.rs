//! Pictures in two tones: as e-ink shows them, and as newspapers print them.

use std::sync::Arc;

use krilla::image::{BitsPerComponent, CustomImage, ImageColorspace};

/// How the tones of pictures come out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Halftone {
    /// As they are.
    #[default]
    None,
    /// Black and white at the pixels of an e-ink screen, and type in black alone.
    Ink,
    /// Black dots of many sizes in rows at 45 degrees, 85 to the inch where the sheet has room for them.
    Dots,
}

/// A picture in two tones.
pub(crate) struct Plate {
    /// Pixels of a row.
    pub(crate) width: usize,
    /// Whether each pixel is black, row by row.
    pub(crate) black: Vec<bool>,
}

/// A picture of one byte a pixel, for a PDF.
#[derive(Clone, Hash)]
pub(crate) struct Grey {
    size: (u32, u32),
    bytes: Arc<[u8]>,
}

impl Plate {
    pub(crate) fn grey(&self) -> Grey {
        let side = |length: usize| u32::try_from(length).unwrap_or(0);
        let size = (side(self.width), side(self.black.len() / self.width.max(1)));
        let bytes = self.black.iter().map(|black| if *black { 0 } else { 255 }).collect();
        Grey { size, bytes }
    }
}

impl CustomImage for Grey {
    fn color_channel(&self) -> &[u8] {
        &self.bytes
    }

    fn alpha_channel(&self) -> Option<&[u8]> {
        None
    }

    fn bits_per_component(&self) -> BitsPerComponent {
        BitsPerComponent::Eight
    }

    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn icc_profile(&self) -> Option<&[u8]> {
        None
    }

    fn color_space(&self) -> ImageColorspace {
        ImageColorspace::Luma
    }
}

/// Dots to an inch, along a row.
const SCREEN: f32 = 85.0;

/// The fewest pixels between dots of a row and those of the next but one: below it there are too few tones.
const COARSEST: usize = 6;

/// What e-ink takes from the light: mid tones lighter, contrasts stronger.
const GAMMA: f32 = 0.8;
const CONTRAST: f32 = 1.25;

/// Where Atkinson gives an eighth of what a pixel was wrong: so many pixels on, so many rows down.
const NEIGHBOURS: [(isize, usize); 6] = [(1, 0), (2, 0), (-1, 1), (0, 1), (1, 1), (0, 2)];

impl Halftone {
    /// A picture in two tones, if it is to be one; `inch` is how many of its pixels are an inch.
    pub(crate) fn plate(self, rgba: &[u8], width: usize, inch: f32) -> Option<Plate> {
        let light: Vec<f32> = rgba.chunks_exact(4).map(light).collect();
        let black = match self {
            Self::None => return None,
            Self::Ink => dithered(light, width),
            Self::Dots => dotted(&light, width, inch),
        };
        Some(Plate { width, black })
    }
}

/// Lightness of a pixel on white paper, 0 to 1.
fn light(pixel: &[u8]) -> f32 {
    let [red, green, blue, alpha] = [0, 1, 2, 3].map(|at| f32::from(pixel[at]) / 255.0);
    (0.299 * red + 0.587 * green + 0.114 * blue) * alpha + 1.0 - alpha
}

/// Atkinson's way: a quarter of the error is dropped, so lights stay clean.
fn dithered(mut light: Vec<f32>, width: usize) -> Vec<bool> {
    for light in &mut light {
        *light = (light.powf(GAMMA) - 0.5) * CONTRAST + 0.5;
    }
    let mut black = vec![false; light.len()];
    for at in 0..light.len() {
        let is_light = light[at] >= 0.5;
        black[at] = !is_light;
        let error = (light[at] - f32::from(u8::from(is_light))) / 8.0;
        for (on, down) in NEIGHBOURS {
            let Some(column) = (at % width).checked_add_signed(on).filter(|it| *it < width) else {
                continue;
            };
            if let Some(light) = light.get_mut((at / width + down) * width + column) {
                *light += error;
            }
        }
    }
    black
}

/// Dots that grow from where they lie until they meet, and from then on white ones that shrink.
fn dotted(light: &[f32], width: usize, inch: f32) -> Vec<bool> {
    // Two dots to a tile, one in its middle: rows of them run at 45 degrees.
    let side = ((inch / SCREEN * std::f32::consts::SQRT_2).round() as usize).max(COARSEST);
    let order = order(side);
    let all = order.len() as f32;
    let is_black = |(at, light): (usize, &f32)| {
        let place = (at / width % side) * side + at % width % side;
        (1.0 - light) * all > f32::from(order[place]) + 0.5
    };
    light.iter().enumerate().map(is_black).collect()
}

/// In which order the pixels of a tile turn black as its tone grows darker.
fn order(side: usize) -> Vec<u16> {
    // Squared distance to the next centre in half pixels; a tile is repeated in all directions.
    let side = i32::try_from(side.min(200)).unwrap_or(200);
    let along = |from: i32, to: i32| {
        let apart = (from - to).rem_euclid(2 * side);
        apart.min(2 * side - apart)
    };
    let nearest = |(x, y): (i32, i32), centres: [(i32, i32); 2]| {
        centres.map(|(cx, cy)| along(x, cx).pow(2) + along(y, cy).pow(2)).into_iter().min()
    };
    let spot = |at: i32| {
        let pixel = (2 * (at % side) + 1, 2 * (at / side) + 1);
        let black = nearest(pixel, [(0, 0), (side, side)]);
        let white = nearest(pixel, [(side, 0), (0, side)]);
        if black <= white { (0, black, at) } else { (1, white.map(|white| -white), at) }
    };
    let mut pixels: Vec<_> = (0..side * side).map(spot).collect();
    pixels.sort_unstable();
    let mut order = vec![0; pixels.len()];
    for ((_, _, at), rank) in pixels.iter().zip(0_u16..) {
        order[usize::try_from(*at).unwrap_or(0)] = rank;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Share of black in a grey picture of 120 × 120 pixels.
    fn share(halftone: Halftone, grey: u8, inch: f32) -> f32 {
        let rgba = [grey, grey, grey, 255].repeat(120 * 120);
        let plate = halftone.plate(&rgba, 120, inch).expect("two tones");
        plate.black.iter().filter(|black| **black).count() as f32 / plate.black.len() as f32
    }

    #[test]
    fn dots_have_the_tone_of_what_they_stand_for() {
        for inch in [144.0, 600.0] {
            for grey in [0, 26, 64, 128, 204, 255] {
                let wanted = 1.0 - f32::from(grey) / 255.0;
                let got = share(Halftone::Dots, grey, inch);
                assert!((got - wanted).abs() < 0.04, "{inch}: {got} for {wanted}");
            }
        }
    }

    #[test]
    fn dots_stand_in_rows_at_45_degrees() {
        let rgba = [230, 230, 230, 255].repeat(40 * 40);
        let plate = Halftone::Dots.plate(&rgba, 40, 600.0).expect("two tones");
        let is_black = |x: usize, y: usize| plate.black[y * 40 + x];
        assert!(is_black(10, 10) && is_black(15, 15) && is_black(20, 10));
        assert!(!is_black(15, 10) && !is_black(10, 15));
    }

    #[test]
    fn e_ink_keeps_blacks_whites_and_what_is_clear_as_paper() {
        assert!(share(Halftone::Ink, 0, 227.0) > 0.999 && share(Halftone::Ink, 255, 227.0) < 0.001);
        let mid = share(Halftone::Ink, 128, 227.0);
        assert!((0.3..0.5).contains(&mid), "{mid}");
        let clear = Halftone::Ink.plate(&[0; 4 * 16], 4, 227.0).expect("two tones");
        assert!(clear.black.iter().all(|black| !black));
    }
}
