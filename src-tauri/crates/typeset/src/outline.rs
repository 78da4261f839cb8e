//! Outlines of glyphs in whole numbers, for what the webview cannot draw itself.

use std::fmt::Write as _;

use harfrust::{
    Font, GlyphId,
    font::glyph::outline::{DrawMemory, DrawOptions, PathElement},
};

use crate::{Face, Size, paragraph::scaled, units::narrow};

/// Parts of an em in which outlines are drawn: half a unit of the faces of 2000.
pub const OUTLINE_EM: i32 = 4000;

/// The outline of a glyph: closed contours, filled by winding; origin on the baseline, y down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// In drawing order, in parts of [`OUTLINE_EM`].
    pub strokes: Vec<Stroke>,
}

/// One step of an outline; each number is a coordinate from the glyph's origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// Begins a contour at x, y.
    Move([i32; 2]),
    /// A line to x, y.
    Line([i32; 2]),
    /// A quadratic curve: its control point, then its end.
    Quadratic([i32; 4]),
    /// A cubic curve: two control points, then its end.
    Cubic([i32; 6]),
    /// Ends the contour at its beginning.
    Close,
}

impl Outline {
    pub(crate) fn of_glyph(face: Face, font: &Font, glyph: u16) -> Self {
        let mut path = Vec::new();
        let outlines = font.outline_glyphs();
        if let Some(glyph) = outlines.get(GlyphId::new(u32::from(glyph))) {
            let drawn = glyph.draw(&DrawOptions::new(), DrawMemory::default(), &mut path);
            if drawn.is_err() {
                path.clear();
            }
        }
        let units = i32::from(face.units_per_em());
        Self { strokes: path.iter().map(|element| stroke(element, units)).collect() }
    }

    /// Appends the outline to SVG path data: moved to x, y, and in the em of another size than its own.
    pub fn write_svg(&self, (x, y): (i32, i32), (of, size): (Size, Size), path: &mut String) {
        let mut write = |letter: char, points: &[i32]| {
            path.push(letter);
            for (index, number) in points.iter().enumerate() {
                let number = narrow(scaled(i64::from(*number), of, size));
                let moved = number.saturating_add(if index % 2 == 0 { x } else { y });
                let between = if index > 0 && moved >= 0 { " " } else { "" };
                let _infallible = write!(path, "{between}{moved}");
            }
        };
        for stroke in &self.strokes {
            match stroke {
                Stroke::Move(points) => write('M', points),
                Stroke::Line(points) => write('L', points),
                Stroke::Quadratic(points) => write('Q', points),
                Stroke::Cubic(points) => write('C', points),
                Stroke::Close => write('Z', &[]),
            }
        }
    }
}

fn stroke(element: &PathElement, units: i32) -> Stroke {
    let across = |value: f32| whole(value, units);
    let down = |value: f32| -whole(value, units);
    match *element {
        PathElement::MoveTo { x, y } => Stroke::Move([across(x), down(y)]),
        PathElement::LineTo { x, y } => Stroke::Line([across(x), down(y)]),
        PathElement::QuadTo { cx0, cy0, x, y } => {
            Stroke::Quadratic([across(cx0), down(cy0), across(x), down(y)])
        }
        PathElement::CurveTo { cx0, cy0, cx1, cy1, x, y } => {
            Stroke::Cubic([across(cx0), down(cy0), across(cx1), down(cy1), across(x), down(y)])
        }
        PathElement::Close => Stroke::Close,
    }
}

/// Font units as parts of [`OUTLINE_EM`].
#[expect(
    clippy::cast_possible_truncation,
    clippy::float_arithmetic,
    reason = "the points lie on whole and half units, and doubling those is exact on every system"
)]
fn whole(value: f32, units: i32) -> i32 {
    let halves = (value * 2.0) as i32;
    (halves * (OUTLINE_EM / 2)).div_euclid(units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Fonts;

    #[test]
    fn a_space_has_no_outline_and_a_letter_has_closed_ones() {
        let mut fonts = Fonts::new();
        assert!(fonts.outline(Face::Text, 60_000).strokes.is_empty());
        for glyph in 1..80 {
            let outline = fonts.outline(Face::Nastaliq, glyph);
            let count = |wanted: fn(&Stroke) -> bool| {
                outline.strokes.iter().filter(|stroke| wanted(stroke)).count()
            };
            let moves = count(|stroke| matches!(stroke, Stroke::Move(_)));
            assert_eq!(moves, count(|stroke| matches!(stroke, Stroke::Close)), "glyph {glyph}");
        }
    }

    #[test]
    fn path_data_is_moved_and_short() {
        let outline = Outline {
            strokes: vec![Stroke::Move([0, -10]), Stroke::Quadratic([5, 6, -7, 8]), Stroke::Close],
        };
        let mut path = String::new();
        outline.write_svg((100, 20), (Size(68), Size(68)), &mut path);
        assert_eq!(path, "M100 10Q105 26 93 28Z");
    }
}
