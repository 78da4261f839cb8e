//! The plate: a section's name over its first page, and what else the section has.

use makeup::{
    format::{Format, Script, UNIT, int},
    plan::{self, ModuleKind},
};
use model::Kind;
use typeset::{Alignment, Face, Style, Tracking};

use crate::{
    copy::Copy,
    counts::set,
    furniture::{mirrored, page_of, rule},
    line::{PAGE, Setter},
    module::Modules,
    page::{Area, Ink, Leg, Line, Module, Rule},
    roles::{Role, quarters},
    sections::Voice,
};

/// Stories that a plate names beside the section.
const TEASERS: usize = 3;
/// Most lines of a teaser's headline.
const LINES: i32 = 2;

/// Where a plate stands: the rule above it, and the first row's top below it.
struct Place {
    above: i32,
    below: i32,
}

impl Place {
    fn of(format: &Format) -> Self {
        if format.is_screen() {
            Self { above: 37 * UNIT, below: 101 * UNIT }
        } else {
            Self { above: 52 * UNIT, below: 123 * UNIT }
        }
    }
}

/// The name of a section and the rule under it.
pub(crate) fn name(
    format: &Format,
    setter: &mut Setter<'_>,
    (name, voice): (&str, Voice),
) -> (Option<Line>, Rule) {
    let (x, width) = (format.margin, format.width - 2 * format.margin);
    let Place { above, below } = Place::of(format);
    let role = name_role(format, voice);
    let size = role.style.size.length().0;
    let share = if format.script == Script::Nastaliq { 10 } else { 34 };
    let y = (above + below) / 2 + size * share / 100 - 2 * UNIT;
    let place = mirrored(format, (x, y, width * 4 / 10));
    let name = setter.words(&[(name, role.style.face, Ink::Ink)], &role, place, Alignment::Start);
    let height = if voice == Voice::Sports { 4 * UNIT } else { UNIT };
    (name, rule((x, below - height - UNIT, width), height))
}

/// How a section's name is set: by its voice.
fn name_role(format: &Format, voice: Voice) -> Role {
    let (face, print, tracking) = match (format.script, voice) {
        (Script::Nastaliq, _) => (Face::NastaliqBold, 30, 0),
        (Script::Latin, Voice::News | Voice::Feature) => (Face::DisplayBold, 46, -15),
        (Script::Latin, Voice::Opinion) => (Face::DisplayItalic, 50, -15),
        (Script::Latin, Voice::Sports) => (Face::SansBlack, 58, -25),
    };
    let size = if format.is_screen() { print * 9 / 10 } else { print } * UNIT;
    let style = Style {
        tracking: Tracking::fixed(tracking),
        hyphens: false,
        ..Style::new(face, quarters(size))
    };
    Role { style, leading: size }
}

/// Stories of the section that stand on its other pages, at the plate's end: a small picture, the headline, the
/// page. `used` is the width of the section's name.
pub(crate) fn teasers(modules: &mut Modules<'_, '_>, page: &plan::Page, used: i32) -> Vec<Module> {
    let setup = modules.setup;
    let (format, role) = (setup.format, setup.roles.brief);
    let size = Sizes::of(format);
    let leading = role.style.size.length().0 * 12 / 10;
    let Ok(most) = usize::try_from((size.height / leading - 1).min(LINES)) else {
        return Vec::new();
    };
    let room = format.width - 2 * format.margin - used - 4 * format.gutter;
    let count = usize::try_from(room / size.step().max(1)).unwrap_or(0).min(TEASERS);
    let others = setup.copies.iter().enumerate().filter_map(|(at, copy)| {
        let own = setup.counts[at].element.section == page.section;
        let fits = own && set(&copy.brief, &role, size.text).lines.len() <= most;
        let number = page_of(setup.plan, at).filter(|number| fits && *number != page.number)?;
        Some((*copy, number))
    });
    let others: Vec<_> = others.take(count).collect();
    let first = format.width - format.margin - int(others.len()) * size.step() + format.gutter;
    let places = (0..).map(|at| first + at * size.step());
    others.into_iter().zip(places).map(|(of, x)| teaser(modules, of, (x, &size))).collect()
}

/// The parts of a teaser.
struct Sizes {
    /// Its upper edge and its height.
    y: i32,
    height: i32,
    /// Width of its picture, and of its words.
    picture: i32,
    text: i32,
    gap: i32,
    gutter: i32,
}

impl Sizes {
    fn of(format: &Format) -> Self {
        let Place { above, below } = Place::of(format);
        let height = below - above - 10 * UNIT;
        let (gutter, gap) = (format.gutter, format.gutter * 6 / 10);
        let text = format.column * 8 / 10;
        Self { y: above + 4 * UNIT, height, picture: height * 6 / 5, text, gap, gutter }
    }

    fn width(&self) -> i32 {
        self.picture + self.gap + self.text
    }

    /// From one teaser to the next.
    fn step(&self) -> i32 {
        self.width() + self.gutter
    }
}

fn teaser(
    modules: &mut Modules<'_, '_>,
    (copy, number): (&Copy, usize),
    (x, size): (i32, &Sizes),
) -> Module {
    let (format, roles, words) = (modules.setup.format, modules.setup.roles, modules.setup.words());
    // A drawing is never cropped, and none is read at this size.
    let shown = copy.pictures.first().filter(|_| copy.story.reading.kind != Kind::Cartoon);
    let area = |x: i32, width: i32| {
        let (x, y, width) = mirrored(format, (x, size.y, width));
        Area { x, y, width, height: size.height }
    };
    let pictures = shown.map(|shown| modules.photo(shown, area(x, size.picture)));
    let from = if shown.is_some() { size.picture + size.gap } else { 0 };
    let text = area(x + from, size.width() - from);
    let role = roles.brief;
    let variant = set(&copy.brief, &role, size.text);
    let leading = role.style.size.length().0 * 12 / 10;
    let high = leading * (int(variant.lines.len()) + 1);
    let mut y = text.y + (text.height - high) / 2 + leading * 8 / 10;
    let mut lines = Vec::new();
    for line in &variant.lines {
        let drawn = (&copy.brief, &role.style, line);
        let line = modules.setter.line(drawn, (text.x, y), PAGE, &|_| Ink::Ink);
        lines.push(Line { story: Some(copy.story.id.clone()), ..line });
        y += leading;
    }
    let named = words.page(number);
    let runs = [(named.as_str(), Face::TextMediumItalic, Ink::Accent)];
    let place = (text.x, y, text.width);
    let to = modules.setter.words(&runs, &roles.jump, place, Alignment::Start);
    lines.extend(to.map(|line| Line { to_page: Some(number), ..line }));
    Module {
        kind: ModuleKind::Briefs,
        story: Some(copy.story.id.clone()),
        language: modules.other_language(copy),
        part: plan::Part::Other,
        area: area(x, size.width()),
        class: None,
        slug: None,
        headline: Vec::new(),
        deck: Vec::new(),
        byline: None,
        pictures: pictures.into_iter().collect(),
        quotation: Vec::new(),
        legs: vec![Leg { area: text, lines }],
        jump: None,
        from_page: None,
    }
}
