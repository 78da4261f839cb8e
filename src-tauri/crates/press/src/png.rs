//! A page as PNG.

use edition::page::{Area, Ink, Line, Page, Picture, Rule};
use tiny_skia::{
    FillRule, FilterQuality, IntSize, Paint, PathBuilder, Pattern, Pixmap, PixmapPaint, Rect,
    SpreadMode, Transform,
};
use typeset::{Face, Fonts, OUTLINE_EM, Stroke};

use crate::{Colours, Halftone, svg::face};

/// A decoded photograph.
#[derive(Clone, Debug)]
pub struct Pixels {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green, blue and alpha of each pixel, row by row, not multiplied.
    pub rgba: Vec<u8>,
}

/// A page that cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unprintable {
    /// It has no or too many pixels.
    TooLarge,
    /// Whoever wrote the file refused it, and says why.
    Refused(String),
}

impl std::fmt::Display for Unprintable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLarge => f.write_str("the page is too large to be drawn"),
            Self::Refused(why) => write!(f, "the pages cannot be written as PDF ({why})"),
        }
    }
}

impl std::error::Error for Unprintable {}

impl Pixels {
    /// The part of a photo that a picture shows, in so many pixels.
    pub(crate) fn part(&self, picture: &Picture, width: u32, height: u32) -> Option<Pixmap> {
        let mut rgba = self.rgba.clone();
        multiply(&mut rgba);
        let whole = Pixmap::from_vec(rgba, IntSize::from_wh(self.width, self.height)?)?;
        let mut part = Pixmap::new(width, height)?;
        let share = |length: i32, whole: u32| units(length) / 10_000.0 * whole as f32;
        let crop = picture.crop;
        let across = width as f32 / share(crop.width, self.width).max(1.0);
        let down = height as f32 / share(crop.height, self.height).max(1.0);
        let x = -share(crop.x, self.width) * across;
        let y = -share(crop.y, self.height) * down;
        let placed = Transform::from_row(across, 0.0, 0.0, down, x, y);
        let quality = FilterQuality::Bicubic;
        let shader = Pattern::new(whole.as_ref(), SpreadMode::Pad, quality, 1.0, placed);
        let all = Rect::from_xywh(0.0, 0.0, width as f32, height as f32)?;
        part.fill_rect(all, &Paint { shader, ..Paint::default() }, Transform::identity(), None);
        Some(part)
    }
}

/// A page as a PNG file, `scale` pixels to a px or pt. `photo` hands the pixels of a photo, at least so many wide.
///
/// # Errors
/// [`Unprintable::TooLarge`] if the sheet has no or too many pixels.
pub fn png(
    page: &Page,
    scale: f32,
    halftone: Halftone,
    fonts: &mut Fonts,
    photo: &dyn Fn(&str, u32) -> Option<Pixels>,
) -> Result<Vec<u8>, Unprintable> {
    let unit = scale / 64.0;
    let pixels = |length: i32| (units(length) * unit).round() as u32;
    let map = Pixmap::new(pixels(page.width), pixels(page.height)).ok_or(Unprintable::TooLarge)?;
    let colours = if halftone == Halftone::Ink { Colours::EINK } else { Colours::NEWSPRINT };
    let mut drawing = Drawing { map, unit, halftone, colours, fonts };
    drawing.map.fill(colour(drawing.colours.paper));
    for rule in &page.rules {
        drawing.rule(rule);
    }
    for picture in page.modules.iter().flat_map(|module| &module.pictures) {
        let wide = pixels(picture.area.width).max(1);
        match photo(&picture.photo, wide) {
            Some(photo) => drawing.photo(picture, &photo),
            None => drawing.rectangle(picture.area, drawing.colours.of(Ink::Hair)),
        }
        if let Some(tab) = &picture.tab {
            drawing.rectangle(tab.area, drawing.colours.paper);
        }
    }
    for line in page.lines() {
        drawing.line(line);
    }
    drawing.map.encode_png().map_err(|_| Unprintable::TooLarge)
}

struct Drawing<'a> {
    map: Pixmap,
    /// Pixels to a unit.
    unit: f32,
    halftone: Halftone,
    colours: Colours,
    fonts: &'a mut Fonts,
}

impl Drawing<'_> {
    /// A rectangle; a rule is at least a pixel, on whole ones.
    fn rectangle(&mut self, area: Area, ink: [u8; 3]) {
        let least = |length: i32| (units(length) * self.unit).round().max(1.0);
        let (x, y) = ((units(area.x) * self.unit).round(), (units(area.y) * self.unit).round());
        if let Some(rect) = Rect::from_xywh(x, y, least(area.width), least(area.height)) {
            self.map.fill_rect(rect, &paint(ink), Transform::identity(), None);
        }
    }

    /// On e-ink a tint is every third pixel of a line.
    fn rule(&mut self, rule: &Rule) {
        let ink = self.colours.of(rule.ink);
        if self.halftone != Halftone::Ink || rule.ink != Ink::Hair {
            self.rectangle(rule.area, ink);
            return;
        }
        let Area { x, y, width, height } = rule.area;
        let pixel = (1.0 / self.unit).round().max(1.0) as i32;
        let is_upright = height > width;
        for step in (0..width.max(height) / (3 * pixel)).map(|count| count * 3 * pixel) {
            let (x, y) = if is_upright { (x, y + step) } else { (x + step, y) };
            self.rectangle(Area { x, y, width: pixel, height: pixel }, ink);
        }
    }

    fn photo(&mut self, picture: &Picture, photo: &Pixels) {
        let area = picture.area;
        let edge = |length: i32| (units(length) * self.unit).round() as i32;
        let (left, top) = (edge(area.x), edge(area.y));
        let side = |from: i32, to: i32| u32::try_from(edge(to) - from).unwrap_or(0);
        let width = side(left, area.x + area.width);
        let height = side(top, area.y + area.height);
        let Some(mut part) = photo.part(picture, width, height) else { return };
        let inch = 72.0 * 64.0 * self.unit;
        if let Some(plate) = self.halftone.plate(part.data(), part.width() as usize, inch) {
            let [ink, paper] = [self.colours.of(Ink::Ink), self.colours.paper];
            for (pixel, black) in part.data_mut().chunks_exact_mut(4).zip(&plate.black) {
                pixel[..3].copy_from_slice(if *black { &ink } else { &paper });
                pixel[3] = 255;
            }
        }
        let laid = PixmapPaint::default();
        self.map.draw_pixmap(left, top, part.as_ref(), &laid, Transform::identity(), None);
    }

    fn line(&mut self, line: &Line) {
        for glyphs in &line.glyphs {
            let Some(face) = face(glyphs) else { continue };
            let em = f32::from(glyphs.size) * 16.0 * self.unit / OUTLINE_EM as f32;
            let mut path = PathBuilder::new();
            for (at, id) in glyphs.ids.iter().enumerate() {
                let x = line.x + glyphs.x.get(at).copied().unwrap_or(0);
                let y = line.y - glyphs.up.get(at).copied().unwrap_or(0);
                let origin = (units(x) * self.unit, units(y) * self.unit);
                self.glyph((face, *id), origin, em, &mut path);
            }
            let Some(path) = path.finish() else { continue };
            let mut paint = paint(self.colours.of(glyphs.ink));
            paint.anti_alias = self.halftone != Halftone::Ink;
            self.map.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
        }
    }

    fn glyph(
        &mut self,
        (face, id): (Face, u16),
        (x, y): (f32, f32),
        em: f32,
        path: &mut PathBuilder,
    ) {
        let across = |part: i32| x + units(part) * em;
        let down = |part: i32| y + units(part) * em;
        for stroke in &self.fonts.outline(face, id).strokes {
            match *stroke {
                Stroke::Move([x, y]) => path.move_to(across(x), down(y)),
                Stroke::Line([x, y]) => path.line_to(across(x), down(y)),
                Stroke::Quadratic([a, b, x, y]) => {
                    path.quad_to(across(a), down(b), across(x), down(y));
                }
                Stroke::Cubic([a, b, c, d, x, y]) => {
                    path.cubic_to(across(a), down(b), across(c), down(d), across(x), down(y));
                }
                Stroke::Close => path.close(),
            }
        }
    }
}

fn units(length: i32) -> f32 {
    length as f32
}

fn colour([red, green, blue]: [u8; 3]) -> tiny_skia::Color {
    tiny_skia::Color::from_rgba8(red, green, blue, 255)
}

fn paint(ink: [u8; 3]) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(colour(ink));
    paint
}

/// Multiplies colours by their alpha, as the drawing wants them.
fn multiply(rgba: &mut [u8]) {
    for pixel in rgba.chunks_exact_mut(4) {
        let alpha = u16::from(pixel[3]);
        for part in &mut pixel[..3] {
            *part = u8::try_from((u16::from(*part) * alpha + 127) / 255).unwrap_or(255);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_opaque_is_multiplied() {
        let mut rgba = [200, 100, 50, 255, 200, 100, 50, 0, 255, 255, 255, 128];
        multiply(&mut rgba);
        assert_eq!(rgba, [200, 100, 50, 255, 0, 0, 0, 0, 128, 128, 128, 128]);
    }
}
