//! One page: rules, furniture, and the modules with what they are.

use edition::page::{Area, Line, Module, Page, Picture};
use krilla::{
    color::rgb,
    geom::{Path, PathBuilder, Point, Rect, Size, Transform},
    graphic::Graphic,
    image::Image,
    num::NormalizedF32,
    paint::{Fill, FillRule},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, BBox, ContentTag, Identifier, Node, SpanTag, Tag, TagGroup, TagKind,
    },
};
use typeset::{Face, Fonts, OUTLINE_EM, Stroke};

use super::{
    Printable, Stock,
    leads::Leads,
    letters::{Case, Piece, pieces},
    points, tags,
};
use crate::{Colours, Halftone, Pixels};

/// Pixels of a photo to a point: 300 to the inch.
const PIXELS: f32 = 300.0 / 72.0;

/// Pixels of an e-ink screen to one of its px.
const EINK: f32 = 2.0;

/// Pixels to a point of pictures that are dots: 600 to the inch, 50 tones at 85 dots.
const DOTS: f32 = 600.0 / 72.0;

/// The smallest type of a name over a page, in quarters of a point.
const TITLE: u16 = 24 * 4;

pub(super) struct Sheet<'a, 'b> {
    pub(super) index: usize,
    pub(super) page: &'a Page,
    pub(super) leads: Leads,
    pub(super) fonts: &'a mut Fonts,
    pub(super) case: &'a mut Case,
    pub(super) stock: &'a Stock<'b>,
    pub(super) surface: Surface<'a>,
}

impl Sheet<'_, '_> {
    /// Draws everything on the page, and says what it is.
    pub(super) fn print(mut self) -> TagGroup {
        let mut tags = TagGroup::new(Tag::Section);
        self.rules();
        for line in &self.page.furniture {
            if is_title(line) {
                let title = self.line(line).into_iter().map(Node::from).collect();
                tags.push(TagGroup::with_children(tags::heading(1, &[line]), title));
            } else if line.story.is_some() || line.to_page.is_some() {
                tags.push(TagGroup::with_children(Tag::P, self.linked(&[line])));
            } else {
                self.artifact(ArtifactType::Header, |sheet| sheet.glyphs(line));
            }
        }
        for module in &self.page.modules {
            tags.push(self.module(module));
        }
        self.surface.finish();
        tags
    }

    fn artifact(&mut self, kind: ArtifactType, draw: impl FnOnce(&mut Self)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        draw(self);
        self.surface.end_tagged();
    }

    fn rules(&mut self) {
        let page = self.page;
        if page.rules.is_empty() {
            return;
        }
        self.artifact(ArtifactType::Layout, |sheet| {
            for rule in &page.rules {
                sheet.fill(sheet.stock.colours().of(rule.ink));
                sheet.rectangle(rule.area);
            }
        });
    }

    fn module(&mut self, module: &Module) -> TagGroup {
        let mut article: TagKind = Tag::Article.into();
        article.set_lang(module.language.clone());
        let mut article = TagGroup::new(article);
        for part in tags::parts(module) {
            tags::push(&mut article, &part, &mut |lines| self.linked(lines));
        }
        for picture in &module.pictures {
            let figure = self.picture(picture, module);
            article.push(figure);
        }
        article
    }

    /// Draws lines; those that lead somewhere are a link.
    fn linked(&mut self, lines: &[&Line]) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut link: Option<(TagGroup, Identifier)> = None;
        for line in lines {
            if let Some(lead) = self.leads.of(line) {
                nodes.extend(link.take().map(closed));
                link = Some((TagGroup::new(Tag::Link), lead));
            }
            for part in self.line(line) {
                match &mut link {
                    Some((link, _)) => link.push(part),
                    None => nodes.push(part.into()),
                }
            }
        }
        nodes.extend(link.take().map(closed));
        nodes
    }

    /// Draws a line, and gives what stands for it in the structure.
    fn line(&mut self, line: &Line) -> Vec<Identifier> {
        let mut parts = Vec::new();
        let mut is_open = false;
        for (piece, ink) in in_order(line, &self.stock.colours()) {
            // Letters that no face has must be said by other means.
            let is_missing = piece.glyphs.is_empty();
            if is_missing || !is_open {
                if is_open {
                    self.surface.end_tagged();
                }
                let text = is_missing.then_some(piece.letters.as_str());
                let span = SpanTag::empty().with_actual_text(text);
                parts.push(self.surface.start_tagged(ContentTag::Span(span)));
                is_open = true;
            }
            self.piece(line, &piece, ink);
            if is_missing {
                self.surface.end_tagged();
                is_open = false;
            }
        }
        if is_open {
            self.surface.end_tagged();
        }
        parts
    }

    /// Draws a line that says nothing new.
    fn glyphs(&mut self, line: &Line) {
        for (piece, ink) in in_order(line, &self.stock.colours()) {
            self.piece(line, &piece, ink);
        }
    }

    fn piece(&mut self, line: &Line, piece: &Piece, ink: [u8; 3]) {
        self.fill(ink);
        let start = Point::from_xy(points(line.x) + piece.x, points(line.y));
        if piece.outlines.is_empty() {
            self.letters(piece, start);
            return;
        }
        self.outlines(line, piece, ink);
        self.surface.set_fill(Some(Fill { opacity: NormalizedF32::ZERO, ..Fill::default() }));
        let stretched = Transform::from_row(piece.stretch, 0.0, 0.0, 1.0, start.x, start.y);
        self.surface.push_transform(&stretched);
        self.letters(piece, Point::default());
        self.surface.pop();
    }

    fn letters(&mut self, piece: &Piece, start: Point) {
        if let Some(font) = self.case.font(piece.face).filter(|_| !piece.glyphs.is_empty()) {
            self.surface.draw_glyphs(start, &piece.glyphs, font, &piece.letters, piece.size, false);
        }
    }

    fn outlines(&mut self, line: &Line, piece: &Piece, ink: [u8; 3]) {
        let em = piece.size / OUTLINE_EM as f32;
        for (id, [x, up]) in &piece.outlines {
            let Some(graphic) = self.graphic(piece.face, *id, ink) else { continue };
            let (x, y) = (points(line.x) + x, points(line.y) - up);
            self.surface.push_transform(&Transform::from_row(em, 0.0, 0.0, em, x, y));
            self.surface.draw_graphic(graphic);
            self.surface.pop();
        }
    }

    /// The outline of a glyph, written once in a file; none if there is nothing to be seen.
    fn graphic(&mut self, face: Face, id: u16, ink: [u8; 3]) -> Option<Graphic> {
        if let Some(graphic) = self.case.graphics.get(&(face.name(), id, ink)) {
            return graphic.clone();
        }
        let path = path(&self.fonts.outline(face, id).strokes);
        let graphic = path.map(|path| {
            let mut builder = self.surface.stream_builder();
            let mut surface = builder.surface();
            surface.set_fill(Some(fill(ink)));
            surface.draw_path(&path);
            surface.finish();
            Graphic::new(builder.finish(), false)
        });
        self.case.graphics.insert((face.name(), id, ink), graphic.clone());
        graphic
    }

    fn picture(&mut self, picture: &Picture, module: &Module) -> TagGroup {
        let said = [picture.alt.as_str(), &tags::words(module.headline.iter())];
        let alt = said.into_iter().find(|words| !words.trim().is_empty()).unwrap_or("Photograph");
        let bounds = rect(picture.area).map(|rect| BBox::new(self.index, rect));
        let mut figure = TagGroup::new(Tag::Figure(Some(alt.to_owned())).with_bbox(bounds));
        figure.push(self.surface.start_tagged(ContentTag::Other));
        if self.photo(picture).is_none() {
            self.fill(self.stock.colours().of(edition::page::Ink::Hair));
            self.rectangle(picture.area);
        }
        self.surface.end_tagged();
        if let Some(tab) = &picture.tab {
            // The cutline says the number.
            self.artifact(ArtifactType::Layout, |sheet| {
                sheet.fill(sheet.stock.colours().paper);
                sheet.rectangle(tab.area);
                sheet.glyphs(&tab.line);
            });
        }
        if !picture.cutline.is_empty() {
            let mut caption = TagGroup::new(Tag::Caption);
            for line in &picture.cutline {
                self.line(line).into_iter().for_each(|part| caption.push(part));
            }
            figure.push(caption);
        }
        figure
    }

    /// Lays the part of a photo that is shown over its place.
    fn photo(&mut self, picture: &Picture) -> Option<()> {
        let (area, crop) = (picture.area, picture.crop);
        let share = |length: i32| length.max(1) as f32 / 10_000.0;
        let width = points(area.width) / share(crop.width);
        let height = points(area.height) / share(crop.height);
        let dense = match self.stock.halftone {
            Halftone::None => PIXELS,
            Halftone::Ink => EINK,
            Halftone::Dots => DOTS,
        };
        let photo = (self.stock.photo)(&picture.photo, (width * dense).ceil() as u32)?;
        let image = match photo {
            Printable::Jpeg(bytes) => Image::from_jpeg(bytes.into(), false).ok()?,
            Printable::Pixels(pixels) => {
                if let Some(image) = self.plate(&pixels, picture, dense) {
                    let start = Transform::from_translate(points(area.x), points(area.y));
                    let size = Size::from_wh(points(area.width), points(area.height))?;
                    self.surface.push_transform(&start);
                    self.surface.draw_image(image, size);
                    self.surface.pop();
                    return Some(());
                }
                let (width, height) = (pixels.width, pixels.height);
                Image::from_rgba8(pixels.rgba, width, height)
            }
        };
        let mut clip = PathBuilder::new();
        clip.push_rect(rect(area)?);
        let size = Size::from_wh(width, height)?;
        self.surface.push_clip_path(&clip.finish()?, &FillRule::NonZero);
        let x = points(area.x) - crop.x as f32 / 10_000.0 * width;
        let y = points(area.y) - crop.y as f32 / 10_000.0 * height;
        self.surface.push_transform(&Transform::from_translate(x, y));
        self.surface.draw_image(image, size);
        self.surface.pop();
        self.surface.pop();
        Some(())
    }

    /// The part of a photo that is shown in two tones, so many pixels to a point; none if it keeps its own.
    fn plate(&self, pixels: &Pixels, picture: &Picture, dense: f32) -> Option<Image> {
        let halftone = self.stock.halftone;
        if halftone == Halftone::None {
            return None;
        }
        let side = |length: i32| (points(length) * dense).round() as u32;
        let part = pixels.part(picture, side(picture.area.width), side(picture.area.height))?;
        let plate = halftone.plate(part.data(), part.width() as usize, 72.0 * dense)?;
        Image::from_custom(plate.grey(), false).ok()
    }

    fn fill(&mut self, ink: [u8; 3]) {
        self.surface.set_fill(Some(fill(ink)));
    }

    fn rectangle(&mut self, area: Area) {
        let mut path = PathBuilder::new();
        if let Some(rect) = rect(area) {
            path.push_rect(rect);
        }
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }
}

/// Whether a line of the furniture is the paper's name or a section's on its plate; ears and folios say the same on
/// every page.
fn is_title(line: &Line) -> bool {
    // Large text may make what a plate names beside it as large.
    let is_name = line.story.is_none() && line.to_page.is_none();
    is_name && line.glyphs.iter().any(|glyphs| glyphs.size >= TITLE)
}

/// The pieces of a line with their colours; a blank follows the last one unless a word goes on.
fn in_order(line: &Line, colours: &Colours) -> Vec<(Piece, [u8; 3])> {
    let mut order = Vec::new();
    for (at, glyphs) in line.glyphs.iter().enumerate() {
        let ends = at + 1 == line.glyphs.len() && !line.hyphen;
        let lefts = line.glyphs.iter().filter_map(|glyphs| glyphs.x.first().copied());
        let right = lefts.filter(|x| Some(x) > glyphs.x.last()).min().unwrap_or(line.width);
        let colour = colours.of(glyphs.ink);
        order.extend(pieces(glyphs, right, ends).into_iter().map(|piece| (piece, colour)));
    }
    order
}

fn closed((mut link, lead): (TagGroup, Identifier)) -> Node {
    link.push(lead);
    link.into()
}

fn fill([red, green, blue]: [u8; 3]) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

/// An outline in parts of its em.
fn path(strokes: &[Stroke]) -> Option<Path> {
    let mut path = PathBuilder::new();
    let part = |part: i32| part as f32;
    for stroke in strokes {
        match *stroke {
            Stroke::Move([x, y]) => path.move_to(part(x), part(y)),
            Stroke::Line([x, y]) => path.line_to(part(x), part(y)),
            Stroke::Quadratic([a, b, x, y]) => path.quad_to(part(a), part(b), part(x), part(y)),
            Stroke::Cubic([a, b, c, d, x, y]) => {
                path.cubic_to(part(a), part(b), part(c), part(d), part(x), part(y));
            }
            Stroke::Close => path.close(),
        }
    }
    path.finish()
}

fn rect(area: Area) -> Option<Rect> {
    Rect::from_xywh(points(area.x), points(area.y), points(area.width), points(area.height))
}
