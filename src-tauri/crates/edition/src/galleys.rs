//! Galleys: a day's stories, shaped once and made up as often as one likes.

use makeup::{
    format::{Format, Paper as Sheet, Script, Top, text_size},
    plan::{self, PageKind},
    quality::{self, Quality},
    stone::Stone,
    supply::{Element, Filler, Supply},
};
use model::Kind;
use typeset::Fonts;

use crate::{
    copy::{Copy, script_of},
    counts::{Counts, count, set},
    furniture,
    gallery::{self, Show},
    line::Setter,
    module::Modules,
    page::{Edition, Page, VERSION},
    paper::{Paper, Placed},
    rank::score,
    report::Report,
    roles::Roles,
    sections::{self, Cut, Voice, root},
    slug,
    words::Words,
};

/// Rows of a reference to a story elsewhere; makeup looks at no more of them.
const REFERS: usize = 96;
/// Rows of the imprint: the paper's name, and what the edition holds.
const IMPRINT: usize = 3;

/// Stories of which one page is made: more find no room on it.
const NEAR: usize = 8;

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
    /// Pages of the whole edition.
    pub(crate) pages: usize,
    pub(crate) copies: &'a [&'a Copy],
    pub(crate) counts: &'a [Counts],
    pub(crate) refers: &'a [Refer],
    pub(crate) format: &'a Format,
    pub(crate) roles: &'a Roles,
    pub(crate) plan: &'a plan::Edition,
    /// Groups that begin under a plate.
    pub(crate) openers: &'a [u16],
    pub(crate) shows: &'a [Show],
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
            let has_picture = placed.story.reading.figures().any(|figure| figure.photo.is_some());
            let score = score(&placed, place, has_picture);
            let weight = placed.weight();
            let copy = Copy::shape(&mut fonts, placed.story, placed.section);
            copies.push(Copy { score, weight, ..copy });
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

    /// Makes up one page that begins with a story, as if all before it had been printed; `None` without that story.
    ///
    /// This is what a window shows at once after it was resized: only the stories next to that one are counted. Its
    /// number and what else stands on it may be others once all pages are made.
    #[must_use]
    pub fn page_at(&mut self, sheet: Sheet, percent: i32, story: &str) -> Option<Page> {
        let script = self.copies.iter().find(|copy| copy.story.id == story)?.script;
        let copies = self.copies.iter().filter(|copy| copy.script == script).collect();
        let copies = sections::in_order(&self.paper, copies);
        let at = copies.iter().position(|copy| copy.story.id == story)?;
        let near = copies.into_iter().skip(at).take(NEAR).collect();
        let place = (format(sheet, percent, script), 1);
        let part = Part::plan(&mut self.fonts, &self.paper, near, place)?;
        let setup = part.setup(&self.paper, (NEAR, 0), part.plan.pages.len());
        let holds = |page: &&plan::Page| {
            let legs = page.modules.iter().flat_map(|module| &module.legs);
            legs.flat_map(|leg| &leg.runs).any(|run| part.copies[run.element].story.id == story)
        };
        let page = part.plan.pages.iter().find(holds).or(part.plan.pages.first())?;
        Some(describe(&setup, &mut self.fonts, page))
    }

    /// Whether these are the galleys of a paper as it is; a photo's hash says what goes on in it.
    #[must_use]
    pub fn are_of(&self, paper: &Paper) -> bool {
        let Paper { title, day, language, sections, stories, interest: _, extent } = paper;
        let own = &self.paper;
        let placed = |(copy, placed): (&Copy, &Placed)| {
            copy.section == placed.section
                && copy.weight == placed.weight()
                && copy.story == placed.story
        };
        own.title == *title
            && own.day == *day
            && own.language == *language
            && own.sections == *sections
            && own.extent == *extent
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
        let mut parts: Vec<Part<'_>> = Vec::new();
        for script in [main, other] {
            let format = format(sheet, percent, script);
            let copies = self.copies.iter().filter(|copy| copy.script == script).collect();
            let before = parts.iter().map(|part| part.plan.pages.len()).sum();
            parts.extend(Part::plan(&mut self.fonts, &self.paper, copies, (format, before)));
        }
        let pages = parts.iter().map(|part| part.plan.pages.len()).sum();
        for part in &parts {
            let setup = part.setup(&self.paper, held, pages);
            let described = part.plan.pages.iter();
            let described = described.map(|page| describe(&setup, &mut self.fonts, page));
            let described: Vec<Page> = described.collect();
            if let Some(report) = report.as_deref_mut() {
                let figures = quality::of_edition(&part.plan, &part.supply);
                report.add(&setup, &described, &figures);
            }
            edition.pages.extend(described);
        }
        edition
    }
}

/// The stories of one script, planned.
struct Part<'a> {
    shows: Vec<Show>,
    copies: Vec<&'a Copy>,
    counts: Vec<Counts>,
    refers: Vec<Refer>,
    format: Format,
    roles: Roles,
    supply: Supply,
    plan: plan::Edition,
}

impl<'a> Part<'a> {
    /// Plans the pages of some stories, which follow `before` other pages; `None` without a story.
    fn plan(
        fonts: &mut Fonts,
        paper: &Paper,
        copies: Vec<&'a Copy>,
        (format, before): (Format, usize),
    ) -> Option<Self> {
        if copies.is_empty() {
            return None;
        }
        let copies = sections::in_order(paper, copies);
        let roles = Roles::of(&format);
        let mut counts: Vec<Counts> =
            copies.iter().map(|copy| count(copy, &format, &roles)).collect();
        let elements: Vec<&Element> = counts.iter().map(|count| &count.element).collect();
        let Cut { groups, openers, quiet } = sections::cut(paper, &copies, &elements, &format);
        let slugs = slug::rows(paper, &copies, &groups);
        for ((count, group), slug) in counts.iter_mut().zip(&groups).zip(slugs) {
            count.element.section = *group;
            count.element.slug = slug;
        }
        let shows = gallery::shows(fonts, &copies, &counts, (&format, &roles));
        for show in &shows {
            // What stands on a picture page stands nowhere else.
            let element = &mut counts[show.copy].element;
            element.pictures.clear();
            if show.has_text {
                element.paragraphs.clear();
            }
        }
        let (refers, mut fillers) = refers(&copies, &format, &roles);
        for (filler, refer) in fillers.iter_mut().zip(&refers) {
            filler.section = groups[refer.copy];
        }
        let mut supply = Supply {
            elements: counts.iter().map(|count| count.element.clone()).collect(),
            fillers,
            index_rows: furniture::index_rows(paper, &copies, &format, &roles),
            imprint_rows: IMPRINT,
            openers,
            quiet,
            galleries: shows
                .iter()
                .map(|show| show.supply(copies[show.copy], groups[show.copy]))
                .collect(),
        };
        let mut plan = planned(&format, &supply, before);
        let thin = after_thin_pages(&plan, &supply);
        if !thin.is_empty() {
            // Rather no plate than a page of references before it.
            supply.openers.retain(|section| !thin.contains(section));
            plan = planned(&format, &supply, before);
        }
        renumber(&mut plan, before);
        for page in &mut plan.pages {
            let show = page.gallery.as_ref().and_then(|gallery| shows.get(gallery.gallery));
            if let Some(show) = show {
                page.modules.push(show.plan(page, &counts[show.copy], &format));
            }
        }
        Some(Self { shows, copies, counts, refers, format, roles, supply, plan })
    }

    fn setup<'s>(&'s self, paper: &'s Paper, held: (usize, usize), pages: usize) -> Setup<'s> {
        Setup {
            paper,
            held,
            pages,
            copies: &self.copies,
            counts: &self.counts,
            refers: &self.refers,
            format: &self.format,
            roles: &self.roles,
            plan: &self.plan,
            openers: &self.supply.openers,
            shows: &self.shows,
        }
    }
}

fn planned(format: &Format, supply: &Supply, before: usize) -> plan::Edition {
    let mut stone = Stone::new(format, supply);
    if before == 0 { stone.edition() } else { stone.later_part() }
}

/// Sections whose plate comes after a page that is white in part or has little but references.
fn after_thin_pages(plan: &plan::Edition, supply: &Supply) -> Vec<u16> {
    let is_thin = |page: &plan::Page| {
        let Quality { fill, briefs, .. } = quality::quality(page, &plan.format, supply);
        fill < 9_000 || 2 * briefs > plan.format.columns * page.rows
    };
    let pairs = plan.pages.windows(2);
    let plates = pairs.filter(|pair| pair[1].top == Top::Opener && is_thin(&pair[0]));
    plates.map(|pair| pair[1].section).collect()
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
    let names = names(setup, page);
    let section = names.map_or("", |copy| root(setup.paper, copy)).to_owned();
    let voice = names.map_or(Voice::News, |copy| copy.voice);
    let is_opinion = voice == Voice::Opinion && page.kind != PageKind::Front;
    let (furniture, mut rules) = furniture::of_page(setup, &mut setter, page, (&section, voice));
    let mut modules = Modules { setup, setter, page, rules: Vec::new(), begun: None };
    let show = page
        .gallery
        .as_ref()
        .and_then(|gallery| Some((gallery, setup.shows.get(gallery.gallery)?)));
    let described = page.modules.iter().map(|module| match show {
        Some(show) => gallery::module(&mut modules, module, show),
        None => modules.module(module),
    });
    let described = described.collect();
    rules.extend(modules.rules);
    Page {
        number: page.number,
        width: setup.format.width,
        height: setup.format.height,
        kind: if is_opinion { PageKind::Opinion } else { page.kind },
        section,
        furniture,
        rules,
        modules: described,
    }
}

/// The story by whose section a page is named: one of its plate's section, else its first.
pub(crate) fn names<'a>(setup: &Setup<'a>, page: &plan::Page) -> Option<&'a Copy> {
    let in_group = |at: &usize| {
        let (copy, count) = (setup.copies[*at], &setup.counts[*at]);
        count.element.section == page.section && copy.story.reading.kind != Kind::Cartoon
    };
    let opens = setup.openers.contains(&page.section);
    let plate = (0..setup.copies.len()).filter(|_| opens).find(in_group);
    let first = plate.or_else(|| page.modules.iter().find_map(|module| module.element));
    first.map(|element| setup.copies[element])
}

/// References to all stories, in the order of rank, and their rows.
fn refers(copies: &[&Copy], format: &Format, roles: &Roles) -> (Vec<Refer>, Vec<Filler>) {
    let mut refers = Vec::new();
    let mut fillers = Vec::new();
    for (at, copy) in copies.iter().enumerate().take(REFERS) {
        let lines = |paragraph, role| set(paragraph, role, format.column).lines.len();
        // The last row says on which page it stands.
        let short = lines(&copy.brief, &roles.brief) + 1;
        let full = copy.summary.as_ref().map(|words| short + lines(words, &roles.summary));
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
