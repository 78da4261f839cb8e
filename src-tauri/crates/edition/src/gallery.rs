//! The picture page: a gallery's title, text and numbered key around its pictures.

use std::ops::Range;

use makeup::{
    format::{Format, Script, Top, UNIT, int},
    gallery::{self, PICTURES, has_side},
    plan::{self, ModuleKind, Rect},
    supply::{Gallery, Picture as Shape},
};
use model::Kind;
use typeset::{
    Alignment, Face, Fonts, Headline, Language, Length, Paragraph, Run, Size, Slot, Style, Tracking,
};

use crate::{
    copy::{CREDIT, Copy, SHAPED},
    counts::{Counts, rows_in, set},
    line::{PAGE, Part},
    module::Modules,
    page::{Area, Ink, Leg, Line, Module, Rule, Source, Tab},
    roles::{Role, Roles, quarters},
};

/// Rows of air below the title, above the key.
const AIR: usize = 1;

/// A picture page that is to be made: a gallery or a part of one.
pub(crate) struct Show {
    /// Index of its story.
    pub(crate) copy: usize,
    /// Whether the story's text stands on it.
    pub(crate) has_text: bool,
    /// Its pictures, by their places in the story.
    pictures: Range<usize>,
    title: Title,
    /// The cutlines, without their numbers.
    key: Vec<Paragraph>,
    /// Rows above the first line of the text.
    above: usize,
    head: usize,
    foot: usize,
}

struct Title {
    shaped: Paragraph,
    style: Style,
    leading: i32,
    set: Headline,
}

/// The widths of a picture page's parts.
struct Widths {
    title: i32,
    /// Columns of deck and text.
    text: usize,
    /// Columns and width of the key.
    key: (usize, i32),
}

impl Widths {
    fn of(format: &Format) -> Self {
        if has_side(format) {
            return Self { title: format.column, text: 1, key: (1, format.column) };
        }
        let text = if format.columns >= 5 { 2 } else { 1 };
        let beside = format.columns.saturating_sub(text).max(1);
        let columns = if format.columns >= 5 { 4 } else { format.columns };
        let gutters = int(columns - 1) * format.gutter;
        let width = (format.span(format.columns) - gutters) / int(columns);
        Self { title: format.span(beside), text, key: (columns, width) }
    }
}

/// The picture pages of a day: galleries with three pictures or more whose key finds its place.
pub(crate) fn shows(
    fonts: &mut Fonts,
    copies: &[&Copy],
    counts: &[Counts],
    (format, roles): (&Format, &Roles),
) -> Vec<Show> {
    let mut shows = Vec::new();
    for (at, copy) in copies.iter().enumerate() {
        let held = copy.pictures.len();
        if copy.story.reading.kind != Kind::Gallery || held < PICTURES.0 {
            continue;
        }
        // The text stands on the first page, or on the last, where no deck takes its room.
        let ways = [Some(0), Some(held), None]
            .into_iter()
            .flat_map(|text| (PICTURES.0..=PICTURES.1).rev().map(move |most| (text, most)));
        let made = ways.into_iter().find_map(|(text, most)| {
            let mut first = 0;
            let pages = gallery::pages(held, most).into_iter().map(|pictures| {
                let range = first..first + pictures;
                first = range.end;
                let has_text = text.is_some_and(|at| at == range.start || at == range.end);
                Show::new(fonts, (at, copy), &counts[at], (format, roles), (range, has_text))
            });
            pages.collect::<Option<Vec<Show>>>()
        });
        shows.extend(made.into_iter().flatten());
    }
    shows
}

impl Show {
    /// The page of some of a gallery's pictures; `None` if its words do not find their place.
    fn new(
        fonts: &mut Fonts,
        (at, copy): (usize, &Copy),
        counts: &Counts,
        (format, roles): (&Format, &Roles),
        (pictures, has_text): (Range<usize>, bool),
    ) -> Option<Self> {
        let widths = Widths::of(format);
        let language = Language::of(&copy.story.reading.language);
        let title = title(fonts, copy, format, &widths)?;
        let key = copy.pictures[pictures.clone()]
            .iter()
            .map(|shown| cutline(fonts, (&shown.figure.cutline, &shown.figure.credit), language))
            .collect();
        let mut show =
            Self { copy: at, has_text, pictures, title, key, above: 0, head: 0, foot: 0 };
        let deck = copy.deck.as_ref().filter(|_| show.has_deck()).map_or(0, |deck| {
            let lines = set(deck, &roles.deck, format.span(widths.text)).lines.len();
            int(lines) * roles.deck.leading + format.row / 2
        });
        let lines: usize = if has_text && !copy.story.text.trim().is_empty() {
            counts.lines.iter().filter_map(|variants| variants.first()).map(|v| v.lines.len()).sum()
        } else {
            0
        };
        let text = lines.div_ceil(widths.text);
        let title_rows = rows_in(format, show.title.height(format));
        show.above = rows_in(format, deck);
        show.foot = rows_in(format, show.key_height(roles, &widths)) + AIR;
        let rows = format.rows_under(Top::Inside);
        // Crossheads and tables need the room of a page of their own.
        let is_plain = counts.element.paragraphs.iter().all(|paragraph| paragraph.head == 0)
            && counts.tables.is_empty();
        if has_text && !is_plain {
            return None;
        }
        let fits = if has_side(format) {
            show.above += title_rows;
            show.above + text + AIR + show.foot <= rows
        } else {
            show.head = title_rows.max(show.above + text) + AIR;
            show.head <= rows / 4 && show.foot <= rows / 4
        };
        (fits && !show.title.set.is_over).then_some(show)
    }

    fn has_deck(&self) -> bool {
        self.pictures.start == 0
    }

    /// What makeup needs to know of it.
    pub(crate) fn supply(&self, copy: &Copy, section: u16) -> Gallery {
        let shape = |shown: &crate::copy::Shown| Shape {
            width: shown.size.0,
            height: shown.size.1,
            kept: 80,
            cutlines: Vec::new(),
        };
        let pictures = copy.pictures[self.pictures.clone()].iter().map(shape).collect();
        Gallery { section, pictures, head: self.head, foot: self.foot }
    }

    fn key_height(&self, roles: &Roles, widths: &Widths) -> i32 {
        let lines = |words: &Paragraph| set(words, &roles.cutline, widths.key.1).lines.len();
        let height = |row: &[Paragraph]| {
            let most = row.iter().map(lines).max().unwrap_or(0);
            int(most) * roles.cutline.leading + gap(roles)
        };
        self.key.chunks(widths.key.0).map(height).sum()
    }

    /// The module of the page, so that its story is known to stand there.
    pub(crate) fn plan(&self, page: &plan::Page, counts: &Counts, format: &Format) -> plan::Module {
        let rect = Rect { column: 0, row: 0, columns: format.columns, rows: page.rows };
        let widths = Widths::of(format);
        let whole = if self.has_text { counts.lines.as_slice() } else { &[] };
        let lines = |at: usize| whole[at].first().map_or(0, |variant| variant.lines.len());
        let total: usize = (0..whole.len()).map(lines).sum();
        let high = total.div_ceil(widths.text);
        let from = if has_side(format) { 0 } else { format.columns - widths.text };
        let mut legs: Vec<plan::Leg> = Vec::new();
        let mut left = 0;
        for paragraph in 0..whole.len() {
            let mut first = 0;
            while first < lines(paragraph) {
                if left == 0 {
                    let column = from + legs.len();
                    let rect = Rect { column, row: self.above, columns: 1, rows: high };
                    legs.push(plan::Leg { rect, runs: Vec::new(), fillers: Vec::new(), white: 0 });
                    left = high;
                }
                let set = left.min(lines(paragraph) - first);
                let (element, variant, head) = (self.copy, 0, 0);
                let run = plan::Run { element, paragraph, variant, head, first, lines: set };
                if let Some(leg) = legs.last_mut() {
                    leg.runs.push(run);
                }
                (first, left) = (first + set, left - set);
            }
        }
        plan::Module {
            kind: ModuleKind::Story,
            element: Some(self.copy),
            part: plan::Part::Lead,
            rect,
            head: None,
            deck: 0,
            byline: None,
            picture: None,
            quotation: None,
            legs,
            jump: None,
            from_page: None,
        }
    }
}

impl Title {
    fn height(&self, format: &Format) -> i32 {
        let lines = self.set.variants.first().map_or(0, |variant| variant.lines.len());
        int(lines) * self.leading + format.row / 2
    }
}

/// The title in italics, as large as it fits.
fn title(fonts: &mut Fonts, copy: &Copy, format: &Format, widths: &Widths) -> Option<Title> {
    let (face, tracking, leading) = match format.script {
        Script::Latin => (Face::DisplayItalic, -15, 104),
        Script::Nastaliq => (Face::NastaliqBold, 0, 250),
    };
    let large = format.classes[0] * 115 / 100;
    let sizes: Vec<Size> =
        [large].into_iter().chain(format.classes).take(6).map(quarters).collect();
    let tracking = Tracking::fixed(tracking);
    let shaping = Style { tracking, hyphens: false, ..Style::new(face, SHAPED) };
    let language = Language::of(&copy.story.reading.language);
    let words = copy.story.reading.headline.trim();
    if words.is_empty() {
        return None;
    }
    let shaped = Paragraph::plain(fonts, words, &shaping, language);
    let style = Style { alignment: Alignment::Start, ..shaping };
    let most = if has_side(format) { 4 } else { 2 };
    let set = shaped.fitted(&style, &sizes, Slot::of_width(Length(widths.title)), most);
    let size = *sizes.get(set.class)?;
    let leading = size.length().0 * leading / 100;
    Some(Title { shaped, style: Style { size, ..style }, leading, set })
}

/// A line of the key: its number comes when the pictures have their places.
fn cutline(fonts: &mut Fonts, (words, credit): (&str, &str), language: Language) -> Paragraph {
    let style = Style::new(Face::SansMedium, SHAPED);
    let credit = format!(" {}", credit.trim());
    let small = Size(SHAPED.0 * 11 / 13);
    let number = "\u{2007}\u{2007}";
    let run = |text, face, size, tag| Run { text, face, size, tag };
    let runs = [
        run(number, Face::SansExtraBold, SHAPED, 0),
        run(words.trim(), Face::SansMedium, SHAPED, 1),
        run(credit.as_str(), Face::Sans, small, CREDIT),
    ];
    Paragraph::new(fonts, &runs, &Style { hyphens: false, ..style }, language)
}

/// Space between two lines of the key.
fn gap(roles: &Roles) -> i32 {
    roles.cutline.leading * 4 / 10
}

/// Describes a picture page's only module.
pub(crate) fn module(
    modules: &mut Modules<'_, '_>,
    planned: &plan::Module,
    (page, show): (&plan::GalleryPage, &Show),
) -> Module {
    let copy = modules.setup.copies[show.copy];
    let area = modules.area(planned.rect);
    let title_area = modules.area(page.places.title);
    let headline = title_lines(modules, show, title_area);
    let deck = deck_lines(modules, show, title_area);
    let mut pictures = Vec::new();
    for place in &page.places.pictures {
        let shown = &copy.pictures[show.pictures.start + place.picture];
        let area = Area { x: place.x, y: place.y, width: place.width, height: place.height };
        pictures.push(modules.photo(shown, area));
    }
    for (at, picture) in pictures.iter_mut().enumerate() {
        picture.tab = tab(modules, show.pictures.start + at + 1, picture.area);
    }
    let order: Vec<usize> = page.places.pictures.iter().map(|place| place.picture).collect();
    let keys = key_lines(modules, show, (&order, modules.area(page.places.key)));
    for (picture, lines) in pictures.iter_mut().zip(keys) {
        picture.cutline = lines;
    }
    let legs: Vec<Leg> = planned.legs.iter().map(|leg| modules.leg(leg)).collect();
    Module {
        kind: ModuleKind::Story,
        story: Some(copy.story.id.clone()),
        language: modules.other_language(copy),
        part: planned.part,
        area,
        class: None,
        slug: None,
        headline,
        deck,
        byline: None,
        pictures,
        quotation: Vec::new(),
        legs,
        jump: None,
        from_page: None,
    }
}

fn title_lines(modules: &mut Modules<'_, '_>, show: &Show, area: Area) -> Vec<Line> {
    let Title { shaped, style, leading, set } = &show.title;
    let rise = match modules.setup.format.script {
        Script::Latin => style.size.length().0 * 74 / 100,
        Script::Nastaliq => style.size.length().0 * 150 / 100,
    };
    let part = Part { source: Source::Headline, start: Some((0, 0)), ..PAGE };
    let lines = set.variants.first().map_or(&[][..], |variant| &variant.lines);
    let from_right = modules.setup.format.from_right;
    let mut out = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let width = Widths::of(modules.setup.format).title;
        let x = if from_right { area.x + area.width - width } else { area.x };
        let place = (x, area.y + rise + int(at) * leading);
        out.push(modules.setter.line((shaped, style, line), place, part, &|_| Ink::Ink));
    }
    out
}

fn deck_lines(modules: &mut Modules<'_, '_>, show: &Show, area: Area) -> Vec<Line> {
    let (format, role) = (modules.setup.format, modules.setup.roles.deck);
    let copy = modules.setup.copies[show.copy];
    let Some(deck) = copy.deck.as_ref().filter(|_| show.has_deck()) else { return Vec::new() };
    let columns = Widths::of(format).text;
    let (column, y) = if has_side(format) {
        (0, area.y + show.title.height(format))
    } else {
        (format.columns - columns, area.y)
    };
    let place = (format.x(column, columns), y + role.leading, format.span(columns));
    modules.paragraph((deck, Source::Deck, Ink::Second), &role, place)
}

/// The key, its rows anchored at the foot; for each picture on the page its lines.
fn key_lines(
    modules: &mut Modules<'_, '_>,
    show: &Show,
    (order, area): (&[usize], Area),
) -> Vec<Vec<Line>> {
    let (format, roles) = (modules.setup.format, modules.setup.roles);
    let widths = Widths::of(format);
    let (columns, width) = widths.key;
    let role = roles.cutline;
    let mut y = area.y + area.height - show.key_height(roles, &widths) + gap(roles) / 2;
    let unit = UNIT;
    let rule = Area { x: area.x, y: y - gap(roles), width: area.width, height: unit };
    modules.rules.push(Rule { area: rule, ink: Ink::Rule });
    let mut keys = Vec::new();
    for (row, chunk) in order.chunks(columns).enumerate() {
        let mut most = 0;
        for (at, picture) in chunk.iter().enumerate() {
            let from_start = int(at) * (width + format.gutter);
            let x = if format.from_right {
                area.x + area.width - from_start - width
            } else {
                area.x + from_start
            };
            let place = (x, y + role.leading, width);
            let words = &show.key[*picture];
            let mut lines = modules.paragraph((words, Source::Cutline, Ink::Ink), &role, place);
            most = most.max(lines.len());
            let number = show.pictures.start + row * columns + at + 1;
            lines.splice(0..0, number_line(modules, number, &role, place));
            for line in &mut lines {
                line.range = None;
            }
            keys.push(lines);
        }
        y += int(most) * role.leading + gap(roles);
    }
    keys
}

/// The number before a line of the key.
fn number_line(
    modules: &mut Modules<'_, '_>,
    number: usize,
    role: &Role,
    place: (i32, i32, i32),
) -> Option<Line> {
    let words = modules.setup.words().number(number);
    let runs = [(words.as_str(), Face::SansExtraBold, Ink::Ink)];
    modules.setter.words(&runs, role, place, Alignment::Start)
}

/// A number on a piece of paper in the lower corner of a picture.
fn tab(modules: &mut Modules<'_, '_>, number: usize, picture: Area) -> Option<Tab> {
    let role = modules.setup.roles.cutline;
    let side = role.style.size.length().0 * 16 / 10;
    let inset = side * 4 / 10;
    let format = modules.setup.format;
    let x = if format.from_right {
        picture.x + picture.width - inset - side
    } else {
        picture.x + inset
    };
    let area = Area { x, y: picture.y + picture.height - inset - side, width: side, height: side };
    let words = modules.setup.words().number(number);
    let runs = [(words.as_str(), Face::SansExtraBold, Ink::Ink)];
    let place = (area.x, area.y + side * 72 / 100, side);
    let line = modules.setter.words(&runs, &role, place, Alignment::Centre)?;
    Some(Tab { area, line: Line { source: PAGE.source, ..line } })
}
