//! Galleys: a day's stories, shaped once and made up as often as one likes.

use makeup::{
    format::{Format, Script},
    plan, quality,
    stone::Stone,
    supply::{Filler, Supply},
};
use typeset::{Fonts, Language, Paragraph};

use crate::{
    copy::{Copy, flat, script_of},
    counts::{Counts, count, set},
    furniture,
    line::Setter,
    module::Modules,
    page::{Edition, Page, VERSION},
    paper::Paper,
    rank::score,
    report::{Report, report},
    roles::Roles,
};

/// Rows of a reference to a story elsewhere; makeup looks at no more of them.
const REFERS: usize = 96;

/// All stories of a day, their words shaped.
pub struct Galleys {
    fonts: Fonts,
    paper: Paper,
    copies: Vec<Copy>,
}

/// An edition and what it is worth.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its pages.
    pub edition: Edition,
    /// Its figures.
    pub report: Report,
}

/// Everything that is known while the pages are described.
pub(crate) struct Setup<'a> {
    pub(crate) paper: &'a Paper,
    pub(crate) copies: &'a [Copy],
    pub(crate) counts: &'a [Counts],
    pub(crate) refers: &'a [Refer],
    pub(crate) format: &'a Format,
    pub(crate) roles: &'a Roles,
    pub(crate) plan: &'a plan::Edition,
}

/// A reference to a story: its headline, and its deck where it has one.
pub(crate) struct Refer {
    pub(crate) copy: usize,
    pub(crate) summary: Option<Paragraph>,
}

impl Galleys {
    /// Shapes a day.
    #[must_use]
    pub fn new(mut paper: Paper) -> Self {
        let mut fonts = Fonts::new();
        let mut copies: Vec<Copy> = Vec::with_capacity(paper.stories.len());
        for placed in std::mem::take(&mut paper.stories) {
            let place =
                copies.iter().rev().take_while(|copy| copy.section == placed.section).count();
            let mut copy = Copy::shape(&mut fonts, placed.story, placed.section);
            copy.score = score(&copy.story, copy.section, place, !copy.pictures.is_empty());
            copies.push(copy);
        }
        Self { fonts, paper, copies }
    }

    /// The script that most of its text wants.
    #[must_use]
    pub fn script(&self) -> Script {
        script_of(&self.paper.language)
    }

    /// Makes the day up for a format.
    #[must_use]
    pub fn make_up(&mut self, format: &Format) -> Made {
        let roles = Roles::of(format);
        let counts: Vec<Counts> =
            self.copies.iter().map(|copy| count(copy, format, &roles)).collect();
        let (refers, fillers) = refers(&mut self.fonts, &self.copies, format, &roles);
        let supply = Supply {
            elements: counts.iter().map(|count| count.element.clone()).collect(),
            fillers,
            index_rows: furniture::index_rows(&self.paper, &self.copies, format, &roles),
            openers: Vec::new(),
            galleries: Vec::new(),
        };
        let plan = Stone::new(format, &supply).edition();
        let setup = Setup {
            paper: &self.paper,
            copies: &self.copies,
            counts: &counts,
            refers: &refers,
            format,
            roles: &roles,
            plan: &plan,
        };
        let pages = plan.pages.iter().map(|page| describe(&setup, &mut self.fonts, page)).collect();
        let edition = Edition {
            version: VERSION,
            faces: typeset::set_hash(),
            title: self.paper.title.clone(),
            day: self.paper.day,
            language: self.paper.language.clone(),
            format: format.clone(),
            pages,
        };
        let figures = quality::of_edition(&plan, &supply);
        let report = report(&setup, &edition, &figures);
        Made { edition, report }
    }
}

fn describe(setup: &Setup<'_>, fonts: &mut Fonts, page: &plan::Page) -> Page {
    let mut setter = Setter { fonts };
    let section = setup.paper.sections.get(usize::from(page.section)).cloned().unwrap_or_default();
    let (furniture, mut rules) = furniture::of_page(setup, &mut setter, page, &section);
    let mut modules = Modules { setup, setter, page, rules: Vec::new() };
    let described = page.modules.iter().map(|module| modules.module(module)).collect();
    rules.extend(modules.rules);
    Page { number: page.number, kind: page.kind, section, furniture, rules, modules: described }
}

/// References to all stories, in the order of rank, and their rows.
fn refers(
    fonts: &mut Fonts,
    copies: &[Copy],
    format: &Format,
    roles: &Roles,
) -> (Vec<Refer>, Vec<Filler>) {
    let mut refers = Vec::new();
    let mut fillers = Vec::new();
    for (at, copy) in copies.iter().enumerate().take(REFERS) {
        let language = Language::of(&copy.story.reading.language);
        let style =
            typeset::Style { tracking: typeset::Tracking::PRINT, ..flat(roles.body.style.face) };
        let words = summary(copy);
        let shaped = (!words.is_empty()).then(|| Paragraph::plain(fonts, &words, &style, language));
        let rows = |summary: Option<&Paragraph>| {
            let head = set(&copy.brief, &roles.brief, format.column).lines.len();
            let text =
                summary.map_or(0, |words| set(words, &roles.body, format.column).lines.len());
            // The last row says on which page it stands.
            head + text + 1
        };
        let full = rows(shaped.as_ref());
        let short = shaped.is_some().then(|| (None, rows(None)));
        for (summary, rows) in std::iter::once((shaped, full)).chain(short) {
            if rows <= 14 {
                let rows = u8::try_from(rows).unwrap_or(u8::MAX);
                let section = u16::try_from(copy.section).unwrap_or(u16::MAX);
                fillers.push(Filler { element: Some(at), section, rows });
                refers.push(Refer { copy: at, summary });
            }
        }
    }
    (refers, fillers)
}

/// What a reference says: the deck, or the first sentence if it is short.
fn summary(copy: &Copy) -> String {
    let reading = &copy.story.reading;
    if !reading.deck.is_empty() && reading.deck.len() <= 200 {
        return reading.deck.clone();
    }
    let first = copy.story.text.lines().next().unwrap_or_default();
    let sentence = first.find(['.', '۔', '।']).map(|at| {
        let mark = first[at..].chars().next().map_or(1, char::len_utf8);
        &first[..at + mark]
    });
    sentence.filter(|words| (40..=200).contains(&words.len())).unwrap_or_default().to_owned()
}
