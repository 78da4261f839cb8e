//! Galleys: a day's stories, shaped once and made up as often as one likes.

use makeup::{
    format::{Format, Paper as Sheet, Script, text_size},
    plan, quality,
    stone::Stone,
    supply::{Filler, Supply},
};
use typeset::Fonts;

use crate::{
    copy::{Copy, script_of},
    counts::{Counts, count, set},
    furniture,
    line::Setter,
    module::Modules,
    page::{Edition, Page, VERSION},
    paper::{Paper, Placed},
    rank::score,
    report::Report,
    roles::Roles,
    slug,
    words::Words,
};

/// Rows of a reference to a story elsewhere; makeup looks at no more of them.
const REFERS: usize = 96;
/// Stories with which a section has pages of its own.
const GROUP: usize = 5;

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
    /// Stories and pictures of the whole day.
    pub(crate) held: (usize, usize),
    pub(crate) copies: &'a [&'a Copy],
    pub(crate) counts: &'a [Counts],
    pub(crate) refers: &'a [Refer],
    pub(crate) format: &'a Format,
    pub(crate) roles: &'a Roles,
    pub(crate) plan: &'a plan::Edition,
}

impl Setup<'_> {
    /// The language of the pages' own words.
    pub(crate) fn words(&self) -> Words {
        Words::on_page(&self.paper.language, self.format.script)
    }

    /// The language of words beside a story.
    pub(crate) fn words_of(&self, copy: &Copy) -> Words {
        let language = &copy.story.reading.language;
        if language.is_empty() { self.words() } else { Words::of(language) }
    }
}

/// A reference to a story: its headline, and its summary where there is room.
pub(crate) struct Refer {
    pub(crate) copy: usize,
    pub(crate) has_summary: bool,
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

    /// Makes the day up for a sheet or screen, with text of `percent` on screens.
    ///
    /// Stories in the other script follow on pages of their own: no row serves both.
    #[must_use]
    pub fn make_up(&mut self, sheet: Sheet, percent: i32) -> Edition {
        self.edition(sheet, percent, None)
    }

    /// Makes the day up and says what its pages are worth.
    #[must_use]
    pub fn make_up_with_report(&mut self, sheet: Sheet, percent: i32) -> Made {
        let mut report = Report::default();
        let edition = self.edition(sheet, percent, Some(&mut report));
        report.finish(&edition);
        Made { edition, report }
    }

    /// Whether these are the galleys of a paper as it is.
    #[must_use]
    pub fn are_of(&self, paper: &Paper) -> bool {
        let Paper { title, day, language, sections, stories, complete } = paper;
        let own = &self.paper;
        let placed = |(copy, placed): (&Copy, &Placed)| {
            copy.section == placed.section && copy.story == placed.story
        };
        own.title == *title
            && own.day == *day
            && own.language == *language
            && own.sections == *sections
            && own.complete == *complete
            && self.copies.len() == stories.len()
            && self.copies.iter().zip(stories).all(placed)
    }

    fn edition(&mut self, sheet: Sheet, percent: i32, mut report: Option<&mut Report>) -> Edition {
        let main = script_of(&self.paper.language);
        let other = match main {
            Script::Latin => Script::Nastaliq,
            Script::Nastaliq => Script::Latin,
        };
        let mut edition = Edition {
            version: VERSION,
            faces: typeset::set_hash(),
            title: self.paper.title.clone(),
            day: self.paper.day,
            language: self.paper.language.clone(),
            format: format(sheet, percent, main),
            pages: Vec::new(),
        };
        let pictures = self.copies.iter().map(|copy| copy.pictures.len()).sum();
        let held = (self.copies.len(), pictures);
        for script in [main, other] {
            let format = format(sheet, percent, script);
            let copies =
                self.copies.iter().filter(|copy| copy.script == script).collect::<Vec<_>>();
            if copies.is_empty() {
                continue;
            }
            let part = Part { paper: &self.paper, held, copies: &copies, format: &format };
            part.make_up(&mut self.fonts, &mut edition, report.as_deref_mut());
        }
        edition
    }
}

/// Stories of one script.
struct Part<'a> {
    paper: &'a Paper,
    held: (usize, usize),
    copies: &'a [&'a Copy],
    format: &'a Format,
}

impl Part<'_> {
    /// Makes up pages and adds them to the edition.
    fn make_up(&self, fonts: &mut Fonts, edition: &mut Edition, report: Option<&mut Report>) {
        let (copies, format) = (self.copies, self.format);
        let roles = Roles::of(format);
        let groups = groups(copies);
        let slugs = slug::rows(copies, &groups);
        let mut counts: Vec<Counts> = copies
            .iter()
            .zip(groups)
            .map(|(copy, group)| count(copy, group, format, &roles))
            .collect();
        for (count, slug) in counts.iter_mut().zip(slugs) {
            count.element.slug = slug;
        }
        let (refers, fillers) = refers(copies, format, &roles);
        let supply = Supply {
            elements: counts.iter().map(|count| count.element.clone()).collect(),
            fillers,
            index_rows: furniture::index_rows(self.paper, copies, format, &roles),
            openers: Vec::new(),
            galleries: Vec::new(),
        };
        let mut plan = Stone::new(format, &supply).edition();
        renumber(&mut plan, edition.pages.len());
        let setup = Setup {
            paper: self.paper,
            held: self.held,
            copies,
            counts: &counts,
            refers: &refers,
            format,
            roles: &roles,
            plan: &plan,
        };
        let pages = plan.pages.iter().map(|page| describe(&setup, fonts, page));
        let pages: Vec<Page> = pages.collect();
        if let Some(report) = report {
            report.add(&setup, &pages, &quality::of_edition(&plan, &supply));
        }
        edition.pages.extend(pages);
    }
}

/// Lets a plan's pages follow others.
fn renumber(plan: &mut plan::Edition, before: usize) {
    for page in &mut plan.pages {
        page.number += before;
        for module in &mut page.modules {
            if let Some(jump) = &mut module.jump {
                jump.to_page += before;
            }
            module.from_page = module.from_page.map(|from| from + before);
        }
    }
}

/// For each story the group in which it is made up: small sections share pages.
fn groups(copies: &[&Copy]) -> Vec<u16> {
    let mut groups = Vec::with_capacity(copies.len());
    let (mut group, mut held) = (0, 0);
    for (at, copy) in copies.iter().enumerate() {
        let begins = at > 0 && copies[at - 1].section != copy.section;
        if begins && held >= GROUP {
            (group, held) = (group + 1, 0);
        }
        held += 1;
        groups.push(group);
    }
    // What is too small at the end goes with the group before it.
    if held < GROUP {
        for small in groups.iter_mut().filter(|at| **at == group && group > 0) {
            *small -= 1;
        }
    }
    groups
}

fn format(sheet: Sheet, percent: i32, script: Script) -> Format {
    match sheet {
        Sheet::Broadsheet => Format::broadsheet(script),
        Sheet::Tabloid => Format::tabloid(script),
        Sheet::A4 => Format::a4(script),
        Sheet::Letter => Format::letter(script),
        Sheet::Eink => Format::eink(script),
        Sheet::Screen { width, height } => {
            Format::screen(width, height, text_size(percent), script)
        }
    }
}

fn describe(setup: &Setup<'_>, fonts: &mut Fonts, page: &plan::Page) -> Page {
    let mut setter = Setter { fonts, language: setup.words() };
    let first = page.modules.iter().find_map(|module| module.element);
    let section = first.and_then(|element| setup.paper.sections.get(setup.copies[element].section));
    let section = section.cloned().unwrap_or_default();
    let (furniture, mut rules) = furniture::of_page(setup, &mut setter, page, &section);
    let mut modules = Modules { setup, setter, page, rules: Vec::new() };
    let described = page.modules.iter().map(|module| modules.module(module)).collect();
    rules.extend(modules.rules);
    Page {
        number: page.number,
        width: setup.format.width,
        height: setup.format.height,
        kind: page.kind,
        section,
        furniture,
        rules,
        modules: described,
    }
}

/// References to all stories, in the order of rank, and their rows.
fn refers(copies: &[&Copy], format: &Format, roles: &Roles) -> (Vec<Refer>, Vec<Filler>) {
    let mut refers = Vec::new();
    let mut fillers = Vec::new();
    for (at, copy) in copies.iter().enumerate().take(REFERS) {
        let lines = |paragraph, role| set(paragraph, role, format.column).lines.len();
        // The last row says on which page it stands.
        let short = lines(&copy.brief, &roles.brief) + 1;
        let full = copy.summary.as_ref().map(|words| short + lines(words, &roles.body));
        for (has_summary, rows) in full.map(|rows| (true, rows)).into_iter().chain([(false, short)])
        {
            if rows <= 14 {
                let rows = u8::try_from(rows).unwrap_or(u8::MAX);
                let section = u16::try_from(copy.section).unwrap_or(u16::MAX);
                fillers.push(Filler { element: Some(at), section, rows });
                refers.push(Refer { copy: at, has_summary });
            }
        }
    }
    (refers, fillers)
}
