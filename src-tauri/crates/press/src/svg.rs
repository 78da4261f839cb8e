//! A page as SVG, type as outlines: the same whatever draws it.

use std::fmt::Write as _;

use edition::page::{Area, Glyphs, Line, Page, Picture};
use typeset::{Face, Fonts, OUTLINE_EM, Size};

use crate::Colours;

/// A page as an SVG document. `address` says where a photo is found by its hash; without one, a tint stands for it.
pub fn svg(
    page: &Page,
    colours: &Colours,
    fonts: &mut Fonts,
    address: &dyn Fn(&str) -> Option<String>,
) -> String {
    let (width, height) = (page.width, page.height);
    let mut out = String::new();
    let _infallible = write!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {width} {height}">"#,
        width / 64,
        height / 64
    );
    let sheet = Area { x: 0, y: 0, width, height };
    rectangle(sheet, colours.paper, &mut out);
    for rule in &page.rules {
        rectangle(rule.area, colours.of(rule.ink), &mut out);
    }
    for picture in page.modules.iter().flat_map(|module| &module.pictures) {
        photo(picture, address(&picture.photo), colours, &mut out);
        if let Some(tab) = &picture.tab {
            rectangle(tab.area, colours.paper, &mut out);
        }
    }
    for line in page.lines() {
        type_line(line, colours, fonts, &mut out);
    }
    out.push_str("</svg>\n");
    out
}

fn rectangle(area: Area, colour: [u8; 3], out: &mut String) {
    let Area { x, y, width, height } = area;
    let colour = hex(colour);
    let _infallible =
        write!(out, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{colour}"/>"#);
}

fn photo(picture: &Picture, address: Option<String>, colours: &Colours, out: &mut String) {
    let Some(address) = address else {
        rectangle(picture.area, colours.of(edition::page::Ink::Hair), out);
        return;
    };
    let (area, crop) = (picture.area, picture.crop);
    // The whole photo at the scale of its part, clipped by a nested drawing.
    let (width, height) = (part(area.width, crop.width), part(area.height, crop.height));
    let (x, y) = (-scaled(width, crop.x), -scaled(height, crop.y));
    let _infallible = write!(
        out,
        r#"<svg x="{}" y="{}" width="{}" height="{}"><image x="{x}" y="{y}" width="{width}" height="{height}" preserveAspectRatio="none" href="{}"><title>{}</title></image></svg>"#,
        area.x,
        area.y,
        area.width,
        area.height,
        escaped(&address),
        escaped(&picture.alt)
    );
}

fn type_line(line: &Line, colours: &Colours, fonts: &mut Fonts, out: &mut String) {
    for glyphs in &line.glyphs {
        let Some(face) = face(glyphs) else { continue };
        let mut path = String::new();
        for (at, id) in glyphs.ids.iter().enumerate() {
            let up = glyphs.up.get(at).copied().unwrap_or(0);
            let x = glyphs.x.get(at).copied().unwrap_or(0);
            let origin = (parts(x, glyphs.size), parts(-up, glyphs.size));
            let size = Size(glyphs.size);
            fonts.outline(face, *id).write_svg(origin, (size, size), &mut path);
        }
        if path.is_empty() {
            continue;
        }
        let colour = hex(colours.of(glyphs.ink));
        // A part of the outline's em, in millionths of a unit: 16 units to a quarter.
        let scale = i64::from(glyphs.size) * 16 * 1_000_000 / i64::from(OUTLINE_EM);
        let _infallible = write!(
            out,
            r#"<path fill="{colour}" transform="translate({} {}) scale({}.{:06})" d="{path}"/>"#,
            line.x,
            line.y,
            scale / 1_000_000,
            scale % 1_000_000
        );
    }
}

/// The face of these glyphs, by its name.
pub(crate) fn face(glyphs: &Glyphs) -> Option<Face> {
    Face::ALL.into_iter().find(|face| face.name() == glyphs.face)
}

/// A length in parts of the outline's em.
fn parts(length: i32, size: u16) -> i32 {
    let parts = i64::from(length) * i64::from(OUTLINE_EM) / (16 * i64::from(size.max(1)));
    i32::try_from(parts).unwrap_or(i32::MAX)
}

/// The whole of which `length` is `share` ten-thousandths.
fn part(length: i32, share: i32) -> i32 {
    i32::try_from(i64::from(length) * 10_000 / i64::from(share.max(1))).unwrap_or(i32::MAX)
}

fn scaled(length: i32, share: i32) -> i32 {
    i32::try_from(i64::from(length) * i64::from(share) / 10_000).unwrap_or(i32::MAX)
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_paper_says_stays_text() {
        assert_eq!(escaped(r#"<a "b" & c"#), "&lt;a &quot;b&quot; &amp; c");
    }
}
