//! Outlines of glyphs that a window draws itself, each once.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use edition::page::{Edition, Line};
use serde::Serialize;
use ts_rs::TS;
use typeset::{Family, Fonts, Outline, Stroke};

use crate::svg::face;

/// The outline of one glyph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Shape {
    /// Name of its face.
    pub face: String,
    /// Its number in the face.
    pub id: u16,
    /// SVG path data in parts of [`typeset::OUTLINE_EM`], y down; all but nothing in it is relative, so that it may
    /// follow any `M`.
    pub path: String,
}

/// Leaves an edition those glyphs alone that a window cannot set from letters, and draws each of them.
///
/// The webview of Linux draws the marks and the cascade of Nastaliq wrongly.
pub fn take_shapes(edition: &mut Edition, fonts: &mut Fonts) -> Vec<Shape> {
    let mut shapes = BTreeMap::new();
    for line in edition.pages.iter_mut().flat_map(edition::page::Page::lines_mut) {
        if !is_cascade(line) {
            line.glyphs.clear();
            continue;
        }
        for glyphs in &mut line.glyphs {
            // The window has them in the line's fragments.
            glyphs.letters.clear();
            glyphs.starts.clear();
            let Some(face) = face(glyphs) else { continue };
            for id in &glyphs.ids {
                shapes
                    .entry((face.name(), *id))
                    .or_insert_with(|| relative(&fonts.outline(face, *id)));
            }
        }
    }
    let shape =
        |((face, id), path): ((&str, u16), String)| Shape { face: face.to_owned(), id, path };
    shapes.into_iter().map(shape).filter(|shape| !shape.path.is_empty()).collect()
}

fn is_cascade(line: &Line) -> bool {
    line.glyphs
        .iter()
        .any(|glyphs| face(glyphs).is_some_and(|face| face.family() == Family::Nastaliq))
}

/// Path data that begins where the one before it ended.
fn relative(outline: &Outline) -> String {
    let mut path = String::new();
    let (mut at, mut begun) = ([0, 0], [0, 0]);
    for stroke in &outline.strokes {
        match stroke {
            Stroke::Move(to) => {
                step('m', to, &mut at, &mut path);
                begun = at;
            }
            Stroke::Line(to) => step('l', to, &mut at, &mut path),
            Stroke::Quadratic(to) => step('q', to, &mut at, &mut path),
            Stroke::Cubic(to) => step('c', to, &mut at, &mut path),
            Stroke::Close => {
                path.push('z');
                at = begun;
            }
        }
    }
    path
}

/// Writes one step and goes to its end.
fn step(letter: char, points: &[i32], at: &mut [i32; 2], path: &mut String) {
    path.push(letter);
    for (index, number) in points.iter().enumerate() {
        let moved = number - at[index % 2];
        let between = if index > 0 && moved >= 0 { " " } else { "" };
        let _infallible = write!(path, "{between}{moved}");
    }
    if let [.., x, y] = points {
        *at = [*x, *y];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_data_is_relative_and_returns_to_where_a_contour_began() {
        let strokes = vec![
            Stroke::Move([10, -10]),
            Stroke::Line([15, 0]),
            Stroke::Quadratic([5, 6, -7, 8]),
            Stroke::Close,
            Stroke::Move([11, -9]),
        ];
        assert_eq!(relative(&Outline { strokes }), "m10-10l5 10q-10 6-22 8zm1 1");
    }
}
