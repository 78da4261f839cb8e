//! The plate: a section's name over its first page, and what else the section has.

use makeup::{
    format::{Format, Script, UNIT, int},
    plan,
};
use typeset::{Alignment, Face, Style, Tracking};

use crate::{
    counts::set,
    furniture::{mirrored, page_of, rule},
    galleys::Setup,
    line::{PAGE, Setter},
    page::{Ink, Line, Rule},
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

/// Adds the plate of a page to its furniture.
pub(crate) fn add(
    setup: &Setup<'_>,
    setter: &mut Setter<'_>,
    (page, name, voice): (&plan::Page, &str, Voice),
    (lines, rules): (&mut Vec<Line>, &mut Vec<Rule>),
) {
    let format = setup.format;
    let (x, width) = (format.margin, format.width - 2 * format.margin);
    let Place { above, below } = Place::of(format);
    let role = name_role(format, voice);
    let size = role.style.size.length().0;
    let share = if format.script == Script::Nastaliq { 10 } else { 34 };
    let y = (above + below) / 2 + size * share / 100 - 2 * UNIT;
    let place = mirrored(format, (x, y, width * 4 / 10));
    let name = setter.words(&[(name, role.style.face, Ink::Ink)], &role, place, Alignment::Start);
    let used = name.as_ref().map_or(0, |line| line.width);
    lines.extend(name);
    let height = if voice == Voice::Sports { 4 * UNIT } else { UNIT };
    rules.push(rule((x, below - height - UNIT, width), height));
    teasers(setup, setter, (page, used), lines);
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

/// Stories of the section that stand on its other pages, at the plate's end.
fn teasers(
    setup: &Setup<'_>,
    setter: &mut Setter<'_>,
    (page, used): (&plan::Page, i32),
    lines: &mut Vec<Line>,
) {
    let format = setup.format;
    let role = setup.roles.brief;
    let Place { above, below } = Place::of(format);
    let room = format.width - 2 * format.margin - used - 4 * format.gutter;
    let count = usize::try_from(room / (format.column * 8 / 10).max(1)).unwrap_or(0).min(TEASERS);
    let leading = role.style.size.length().0 * 12 / 10;
    let (width, gutter) = (format.column * 8 / 10, format.gutter);
    let lines_of = ((below - above - 8 * UNIT) / leading - 1).min(LINES);
    let Ok(most) = usize::try_from(lines_of) else { return };
    let others = setup.copies.iter().enumerate().filter(|(at, copy)| {
        setup.counts[*at].element.section == page.section
            && set(&copy.brief, &role, width).lines.len() <= most
    });
    let others = others.filter_map(|(at, copy)| {
        let number = page_of(setup.plan, at)?;
        (number != page.number).then_some((copy, number))
    });
    let high = leading * (lines_of + 1);
    let first = (above + below - high) / 2 + leading * 8 / 10;
    for (at, (copy, number)) in others.take(count).enumerate() {
        let x = format.width - format.margin - int(count - at) * (width + gutter) + gutter;
        let (x, _, _) = mirrored(format, (x, 0, width));
        let variant = set(&copy.brief, &role, width);
        let mut y = first;
        for line in &variant.lines {
            let set = setter.line((&copy.brief, &role.style, line), (x, y), PAGE, &|_| Ink::Ink);
            lines.push(Line { story: Some(copy.story.id.clone()), ..set });
            y += leading;
        }
        let words = setup.words().page(number);
        let runs = [(words.as_str(), Face::TextMediumItalic, Ink::Accent)];
        let to = setter.words(&runs, &setup.roles.jump, (x, y, width), Alignment::Start);
        lines.extend(to.map(|line| Line { to_page: Some(number), ..line }));
    }
}
