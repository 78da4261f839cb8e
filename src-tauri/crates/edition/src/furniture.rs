//! Furniture: nameplate, ears, folio, and what the index says.

use std::cmp::Reverse;

use makeup::{
    format::{Format, Top, UNIT},
    plan::{self, ModuleKind},
};
use model::Kind;
use typeset::{Alignment, Face, Size};

use crate::{
    copy::Copy,
    counts::rows_in,
    galleys::Setup,
    line::Setter,
    page::{Area, Ink, Line, Rule},
    paper::{Extent, Paper},
    plate,
    roles::{Role, Roles, quarters},
    sections::{Voice, root},
    words,
};

/// Sections that an index names at most: in the window it takes rows from stories.
fn most_sections(format: &Format) -> usize {
    if format.is_screen() { 8 } else { 12 }
}

/// Count of the sections that have stories.
pub(crate) fn sections(paper: &Paper, copies: &[&Copy]) -> usize {
    roots(paper, copies).len()
}

/// Rows of the front's index, 0 for a paper whose sections need none.
pub(crate) fn index_rows(sections: usize, format: &Format, roles: &Roles) -> usize {
    let count = sections.min(most_sections(format));
    if count < 3 {
        return 0;
    }
    let count = i32::try_from(count).unwrap_or(0);
    rows_in(format, format.row + count * roles.index.leading)
}

/// Sections by the pages on which they begin: the page that is named after one, or the first of its stories.
///
/// Where there are too many, those that share a page with others and have the fewest stories are left out.
pub(crate) fn index(setup: &Setup<'_>) -> Vec<(String, usize)> {
    let mut entries = Vec::new();
    for name in roots(setup.paper, setup.copies) {
        let is_own = |copy: &&Copy| root(setup.paper, copy) == name;
        let is_named = |page: &&plan::Page| named_after(setup, page).as_ref().is_some_and(is_own);
        let mut inside = setup.plan.pages.iter().filter(|page| page.top != Top::Front);
        let named = inside.find(is_named).map(|page| page.number);
        let stories = setup.copies.iter().enumerate().filter(|(_, copy)| is_own(copy));
        let stories = stories.filter_map(|(element, _)| page_of(setup.plan, element));
        let pages: Vec<usize> = stories.collect();
        let front = setup.plan.pages.first().map(|page| page.number);
        let first = pages.iter().copied().filter(|page| Some(*page) != front).min();
        let page = named.or(first);
        entries.extend(page.map(|page| (named.is_none(), Reverse(pages.len()), page, name)));
    }
    entries.sort();
    entries.truncate(most_sections(setup.format));
    entries.sort_by_key(|(_, _, page, _)| *page);
    entries.into_iter().map(|(_, _, page, name)| (name.to_owned(), page)).collect()
}

/// The story by whose section a page is named: one of its plate's section, else its first.
pub(crate) fn named_after<'a>(setup: &Setup<'a>, page: &plan::Page) -> Option<&'a Copy> {
    let in_group = |at: &usize| {
        let (copy, count) = (setup.copies[*at], &setup.counts[*at]);
        count.element.section == page.section && copy.story.reading.kind != Kind::Cartoon
    };
    let is_plate = |other: &plan::Page| other.top == Top::Opener && other.section == page.section;
    let opens = setup.plan.pages.iter().any(is_plate);
    let plate = (0..setup.copies.len()).filter(|_| opens).find(in_group);
    let first = plate.or_else(|| page.modules.iter().find_map(|module| module.element));
    first.map(|element| setup.copies[element])
}

/// Names of the sections that have stories, in the order of their first ones.
fn roots<'a>(paper: &'a Paper, copies: &[&'a Copy]) -> Vec<&'a str> {
    let mut names = Vec::new();
    for copy in copies {
        let name = root(paper, copy);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The page that has most of a story: that of its pictures, the one to which it jumps, or where it begins.
pub(crate) fn page_of(plan: &plan::Edition, element: usize) -> Option<usize> {
    let has = |module: &plan::Module| {
        matches!(module.kind, ModuleKind::Story | ModuleKind::Rest | ModuleKind::Group)
            && (module.element == Some(element)
                || module.legs.iter().flat_map(|leg| &leg.runs).any(|run| run.element == element))
    };
    let holds = |page: &&plan::Page| page.modules.iter().any(has);
    let pictured = plan.pages.iter().filter(|page| page.gallery.is_some()).find(holds);
    let inside = plan.pages.iter().filter(|page| page.top != Top::Front).find(holds);
    pictured.or(inside).or_else(|| plan.pages.iter().find(holds)).map(|page| page.number)
}

/// The furniture of a page and its rules.
pub(crate) fn of_page(
    setup: &Setup<'_>,
    setter: &mut Setter<'_>,
    page: &plan::Page,
    (section, voice): (&str, Voice),
) -> (Vec<Line>, Vec<Rule>) {
    if page.top == Top::Front {
        return front(setup, setter);
    }
    let (mut lines, mut rules) = inside(setup, setter, page, section);
    if page.top == Top::Opener {
        let (name, rule) = plate::name(setup.format, setter, (section, voice));
        lines.extend(name);
        rules.push(rule);
    }
    (lines, rules)
}

fn front(setup: &Setup<'_>, setter: &mut Setter<'_>) -> (Vec<Line>, Vec<Rule>) {
    let format = setup.format;
    let (x, width) = (format.margin, format.width - 2 * format.margin);
    let screen = format.is_screen();
    // What is left over under the last rule is white above the first row.
    let top = if !screen {
        (66 + 99 * format.width / UNIT / 888) * UNIT
    } else if format.height < 800 * UNIT {
        73 * UNIT
    } else {
        97 * UNIT
    };
    let folio = setup.roles.folio;
    let band = if screen { 0 } else { folio.leading + 10 * UNIT };
    let foot = top - band - if screen { 3 * UNIT } else { 14 * UNIT };
    let head = if screen { 0 } else { 36 * UNIT };
    let role = nameplate(format, setup.roles);
    let y = (head + foot) / 2 + role.style.size.length().0 * 30 / 100;
    let title = setup.paper.title.as_str();
    let plate = (x + width * 35 / 200, y, width * 65 / 100);
    let nameplate = [(title, Face::Blackletter, Ink::Ink)];
    let mut lines: Vec<Line> = Vec::new();
    lines.extend(setter.words(&nameplate, &role, plate, Alignment::Centre));
    let taken = lines.first().map_or(0, |line| line.width);
    let room = ((width - taken) / 2 - format.gutter).max(width * 16 / 100);
    ears(setup, setter, (x, width, (head + foot) / 2, room), &mut lines);
    let mut rules =
        vec![rule((x, foot - 4 * UNIT, width), 2 * UNIT), rule((x, foot - UNIT / 2, width), UNIT)];
    if !screen {
        let y = foot + folio.leading + UNIT;
        let words = setup.words();
        let day = words.date(setup.paper.day).to_uppercase();
        let pages = words.pages(setup.pages).to_uppercase();
        let stories = words.stories(setup.held.0).to_uppercase();
        let face = folio.style.face;
        for (words, alignment) in
            [(&stories, Alignment::Start), (&day, Alignment::Centre), (&pages, Alignment::End)]
        {
            lines.extend(setter.words(
                &[(words, face, Ink::Ink)],
                &folio,
                (x, y, width),
                alignment,
            ));
        }
        rules.push(rule((x, foot + band - UNIT, width), UNIT * 6 / 10));
    }
    (lines, rules)
}

/// How the paper's name is set on its front.
pub(crate) fn nameplate(format: &Format, roles: &Roles) -> Role {
    let size = if format.is_screen() { 50 * UNIT } else { 75 * format.width / 888 };
    let style = typeset::Style {
        face: Face::Blackletter,
        size: quarters(size),
        tracking: typeset::Tracking::NONE,
        ..roles.heads[0].style
    };
    Role { style, leading: size }
}

/// What the archive knows of the day: left whether it is whole, right the day; each has so much `room`.
fn ears(
    setup: &Setup<'_>,
    setter: &mut Setter<'_>,
    (x, width, middle, room): (i32, i32, i32, i32),
    lines: &mut Vec<Line>,
) {
    let (stories, pictures) = setup.held;
    let words = setup.words();
    let facts = words.held(stories, pictures);
    let (state, rest) = match setup.paper.extent {
        Extent::Whole => (words::WHOLE_DAY, words.say(words::NOTHING_MISSING)),
        Extent::Part => (words::PART_OF_DAY, words.say(words::SOME_MISSING)),
        Extent::Selection => (words::SELECTION, ""),
    };
    let state = words.say(state);
    let (strong, plain) = (Face::SansBold, Face::Sans);
    let whole = [(state, strong, Ink::Ink)];
    let held = [(facts.as_str(), plain, Ink::Second)];
    let day = words.date(setup.paper.day);
    let (date, about) = ([(day.as_str(), strong, Ink::Ink)], [(rest, plain, Ink::Second)]);
    // What is long makes all of them smaller: two sizes side by side look like a fault.
    let all = [&whole, &held, &date, &about];
    let sizes = all.map(|runs| setter.fitted(runs, &setup.roles.cutline, room));
    let role = sizes.into_iter().min_by_key(|role| role.style.size).unwrap_or(setup.roles.cutline);
    let half = role.leading / 2;
    let (first, second) = (middle - half / 3, middle - half / 3 + role.leading);
    let right = x + width - room;
    for (runs, place, alignment) in [
        (&whole, (x, first, room), Alignment::Start),
        (&held, (x, second, room), Alignment::Start),
        (&date, (right, first, room), Alignment::End),
        (&about, (right, second, room), Alignment::End),
    ] {
        lines.extend(setter.words(runs, &role, mirrored(setup.format, place), alignment));
    }
}

/// A place on the page, or its like on a page that is mirrored.
pub(crate) fn mirrored(format: &Format, (x, y, width): (i32, i32, i32)) -> (i32, i32, i32) {
    (if format.from_right { format.width - x - width } else { x }, y, width)
}

fn inside(
    setup: &Setup<'_>,
    setter: &mut Setter<'_>,
    page: &plan::Page,
    section: &str,
) -> (Vec<Line>, Vec<Rule>) {
    let format = setup.format;
    let (x, width) = (format.margin, format.width - 2 * format.margin);
    let role = setup.roles.folio;
    let y = if format.is_screen() { 27 * UNIT } else { 46 * UNIT };
    let face = role.style.face;
    let (section, title) = (section.to_uppercase(), setup.paper.title.to_uppercase());
    let words = setup.words();
    let day = words.date(setup.paper.day).to_uppercase();
    let number = words.number(page.number);
    // A story of several pages says which of them this is.
    let part = part_of(setup, page).map_or_else(String::new, |(part, parts)| {
        format!(" {}", words.part(part, parts).to_uppercase())
    });
    let mut lines: Vec<Line> = Vec::new();
    let large = Role {
        style: typeset::Style { size: Size(role.style.size.0 * 5 / 4), ..role.style },
        ..role
    };
    let end = setter.words(
        &[(number.as_str(), Face::SansExtraBold, Ink::Ink)],
        &large,
        (x, y, width),
        Alignment::End,
    );
    let gap = role.style.size.length().0;
    let free = width - end.as_ref().map_or(0, |line| line.width) - gap * 6 / 10;
    let mut word = |words: &[(&str, Face, Ink)], place: (i32, i32, i32), alignment| {
        let line = setter.words(words, &role, place, alignment)?;
        // A narrow page has no room for what would be too small to read.
        let size = line.glyphs.first().map_or(0, |glyphs| glyphs.size);
        (size >= role.style.size.0 * 3 / 4).then_some(line)
    };
    let start = [(section.as_str(), face, Ink::Ink), (part.as_str(), face, Ink::Second)];
    lines.extend(word(&start, mirrored(format, (x, y, free)), Alignment::Start));
    let taken = lines.first().map_or(0, |line| line.width + gap);
    let before = mirrored(format, (x + taken, y, (free - taken).max(0)));
    let day = word(&[(&day, face, Ink::Ink)], before, Alignment::End);
    let title = word(&[(&title, face, Ink::Ink)], (x + width / 3, y, width / 3), Alignment::Centre);
    let is_clear = |title: &Line| {
        let mut others = lines.iter().chain(&day);
        others.all(|it| title.x + title.width + gap <= it.x || it.x + it.width + gap <= title.x)
    };
    let title = title.filter(is_clear);
    lines.extend(title.into_iter().chain(day));
    lines.extend(end);
    let under = if format.is_screen() { 36 * UNIT } else { 52 * UNIT };
    (lines, vec![rule((x, under, width), UNIT)])
}

/// Which page of a long story this is, and of how many; `None` for a page that one story does not have alone.
fn part_of(setup: &Setup<'_>, page: &plan::Page) -> Option<(usize, usize)> {
    let is_of = |element: usize, module: &plan::Module| {
        let is_story = matches!(module.kind, ModuleKind::Story | ModuleKind::Rest);
        is_story && module.element == Some(element)
    };
    let element = page.modules.first().filter(|_| setup.format.is_screen())?.element?;
    let inside = setup.plan.pages.iter().filter(|page| page.top != Top::Front);
    let has = |page: &&plan::Page| page.modules.iter().any(|module| is_of(element, module));
    let pages: Vec<usize> = inside.filter(has).map(|page| page.number).collect();
    let at = pages.iter().position(|number| *number == page.number)?;
    let is_alone = page.gallery.is_none() && is_of(element, page.modules.first()?);
    (is_alone && pages.len() > 1).then_some((at + 1, pages.len()))
}

pub(crate) fn rule((x, y, width): (i32, i32, i32), height: i32) -> Rule {
    Rule { area: Area { x, y, width, height }, ink: Ink::Ink }
}
