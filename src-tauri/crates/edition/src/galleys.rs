//! Galleys: a day's stories, shaped once and made up as often as one likes.

use makeup::{
    format::{Format, Paper as Sheet, Script, Top, text_size},
    plan::{self, PageKind},
    quality,
    stone::Stone,
    supply::{Element, Filler, Supply, Wish},
};
use typeset::Fonts;

use crate::{
    copy::{Copy, script_of},
    counts::{Counts, Set, count, rows_in, set},
    furniture,
    gallery::{self, Show},
    imprint,
    line::Setter,
    module::Modules,
    page::{Edition, Page, Source, VERSION},
    paper::{Paper, Placed},
    plate,
    rank::score,
    report::Report,
    roles::Roles,
    sections::{self, Cut, Voice, root},
    slug,
    words::Words,
};

/// Rows of a reference to a story elsewhere; makeup looks at no more of them.
const REFERS: usize = 96;
/// Stories of a day on which they run short, so that they say more.
const FEW: usize = 32;
/// Rows of one of them at most.
const MOST_REFER: usize = 20;
/// Stories of which one page is made: more find no room on it.
const NEAR: usize = 8;
/// Stories of which a front is made: with fewer, short ones would not be gathered as on a whole day.
const ON_FRONT: usize = 16;

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

/// Where a reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot<'a> {
    /// On the front.
    Front,
    /// On a page inside.
    Inside {
        /// Id of the story that is read.
        story: &'a str,
        /// Byte of its text.
        at: u32,
        /// Number of the page as it was.
        page: usize,
    },
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
    pub(crate) supply: &'a Supply,
    pub(crate) plan: &'a plan::Edition,
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

/// A reference to a story: its headline, and what the story says where there is room.
pub(crate) struct Refer {
    pub(crate) copy: usize,
    pub(crate) says: Says,
}

/// What a reference says beside the headline.
pub(crate) enum Says {
    Nothing,
    /// What the story is about.
    Summary,
    /// The last of its quotations, set large.
    Quotation(Set),
    /// How it begins.
    Opening,
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

    /// Makes up the page that is read, as if all before it had been printed; `None` without its story.
    ///
    /// This is what a window shows at once after it was resized: only the stories next to that one are counted, of
    /// a front those alone that may stand on it. What else stands on the page, and the pages that it names, may be
    /// others once all pages are made.
    #[must_use]
    pub fn page_at(&mut self, sheet: Sheet, percent: i32, spot: Spot<'_>) -> Option<Page> {
        let script = match spot {
            Spot::Front => script_of(&self.paper.language),
            Spot::Inside { story, .. } => {
                self.copies.iter().find(|copy| copy.story.id == story)?.script
            }
        };
        let copies = self.copies.iter().filter(|copy| copy.script == script).collect();
        let copies = sections::in_order(&self.paper, copies);
        let sections = furniture::sections(&self.paper, &copies);
        let (near, before) = match spot {
            Spot::Front => (best(&copies), 0),
            Spot::Inside { story, page, .. } => {
                let from = copies.into_iter().skip_while(|copy| copy.story.id != story);
                (from.take(NEAR).collect(), page.saturating_sub(1).max(1))
            }
        };
        let lot = Lot { copies: near, sections, before };
        let format = format(sheet, percent, script);
        let part = Part::plan(&mut self.fonts, &self.paper, lot, format)?;
        let setup = part.setup(&self.paper, self.held(), part.plan.pages.len());
        let first = part.plan.pages.first()?;
        let Spot::Inside { story, at, .. } = spot else {
            return Some(describe(&setup, &mut self.fonts, first));
        };
        let has = |run: &plan::Run| part.copies[run.element].story.id == story;
        let holds = |page: &&plan::Page| {
            let mut legs = page.modules.iter().flat_map(|module| &module.legs);
            legs.any(|leg| leg.runs.iter().any(has))
        };
        let holding = part.plan.pages.iter().filter(holds);
        let described = holding.map(|page| describe(&setup, &mut self.fonts, page));
        let mut described: Vec<Page> = described.collect();
        let read = described.iter().rposition(|page| begins_before(page, story, at)).unwrap_or(0);
        if described.is_empty() {
            return Some(describe(&setup, &mut self.fonts, first));
        }
        Some(described.swap_remove(read))
    }

    /// Makes up the page that is read, as an edition of one page; see [`Self::page_at`].
    #[must_use]
    pub fn edition_at(&mut self, sheet: Sheet, percent: i32, spot: Spot<'_>) -> Option<Edition> {
        let page = self.page_at(sheet, percent, spot)?;
        Some(Edition { pages: vec![page], ..self.blank(sheet, percent) })
    }

    /// An edition without pages.
    fn blank(&self, sheet: Sheet, percent: i32) -> Edition {
        Edition {
            version: VERSION,
            faces: typeset::set_hash(),
            title: self.paper.title.clone(),
            day: self.paper.day,
            language: self.paper.language.clone(),
            format: format(sheet, percent, script_of(&self.paper.language)),
            pages: Vec::new(),
        }
    }

    /// Stories and pictures of the whole day.
    fn held(&self) -> (usize, usize) {
        let pictures = self.copies.iter().map(|copy| copy.pictures.len()).sum();
        (self.copies.len(), pictures)
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
        let mut edition = self.blank(sheet, percent);
        let held = self.held();
        let mut parts: Vec<Part<'_>> = Vec::new();
        for script in [main, other] {
            let copies = self.copies.iter().filter(|copy| copy.script == script).collect();
            let copies = sections::in_order(&self.paper, copies);
            let sections = furniture::sections(&self.paper, &copies);
            let before = parts.iter().map(|part| part.plan.pages.len()).sum();
            let lot = Lot { copies, sections, before };
            let format = format(sheet, percent, script);
            parts.extend(Part::plan(&mut self.fonts, &self.paper, lot, format));
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

/// Stories of one script that are to be planned, in the order of their pages.
struct Lot<'a> {
    copies: Vec<&'a Copy>,
    /// Sections of the whole day, which an index names.
    sections: usize,
    /// Pages that stand before theirs.
    before: usize,
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
    /// Plans the pages of some stories; `None` without a story.
    fn plan(fonts: &mut Fonts, paper: &Paper, lot: Lot<'a>, format: Format) -> Option<Self> {
        let Lot { copies, sections, before } = lot;
        if copies.is_empty() {
            return None;
        }
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
        let mut setter = Setter { fonts, language: Words::on_page(&paper.language, format.script) };
        let plates = imprint::plates(&mut setter, &paper.title, &format, &roles);
        let supply = Supply {
            elements: counts.iter().map(|count| count.element.clone()).collect(),
            fillers,
            index_rows: furniture::index_rows(sections, &format, &roles),
            imprint_rows: imprint::ROWS,
            plates,
            openers,
            quiet,
            galleries: shows
                .iter()
                .map(|show| show.supply(copies[show.copy], groups[show.copy]))
                .collect(),
        };
        let mut plan = planned(&format, &supply, before);
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
            supply: &self.supply,
            plan: &self.plan,
            shows: &self.shows,
        }
    }
}

/// Those stories that may stand on a front, in their order: the reader's, then by score.
fn best<'a>(copies: &[&'a Copy]) -> Vec<&'a Copy> {
    let mut ranked: Vec<usize> = (0..copies.len()).collect();
    ranked.sort_by_key(|at| {
        let Copy { weight, score, .. } = copies[*at];
        (weight.wish == Wish::Mute, weight.wish != Wish::Front, -score)
    });
    ranked.truncate(ON_FRONT);
    ranked.sort_unstable();
    ranked.into_iter().map(|at| copies[at]).collect()
}

/// Whether a page has text of a story from this byte or before it.
fn begins_before(page: &Page, story: &str, at: u32) -> bool {
    page.modules.iter().any(|module| {
        let mut lines = module.legs.iter().flat_map(|leg| &leg.lines);
        lines.any(|line| {
            let own = line.story.as_deref().or(module.story.as_deref()) == Some(story);
            own && line.source == Source::Text && line.range.is_some_and(|range| range[0] <= at)
        })
    })
}

fn planned(format: &Format, supply: &Supply, before: usize) -> plan::Edition {
    let mut stone = Stone::new(format, supply);
    if before == 0 { stone.edition() } else { stone.later_part() }
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
    let names = furniture::named_after(setup, page);
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
    let mut described: Vec<_> = described.collect();
    if page.top == Top::Opener {
        let used = furniture.last().map_or(0, |name| name.width);
        described.extend(plate::teasers(&mut modules, page, used));
    }
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

/// References to all stories, in the order of rank, and their rows; those that say more follow those that say less.
fn refers(copies: &[&Copy], format: &Format, roles: &Roles) -> (Vec<Refer>, Vec<Filler>) {
    let lines = |paragraph, role| set(paragraph, role, format.column).lines.len();
    let usual = copies.iter().enumerate().take(REFERS).flat_map(|(at, copy)| {
        // The last row says on which page it stands.
        let short = lines(&copy.brief, &roles.brief) + 1;
        let summary = copy.summary.as_ref().map(|words| short + lines(words, &roles.summary));
        let summary = summary.map(|rows| (at, Says::Summary, rows));
        summary.into_iter().chain([(at, Says::Nothing, short)])
    });
    // Where there are many stories there is enough to tell of.
    let few = copies.iter().enumerate().filter(|_| copies.len() <= FEW);
    let longer = few.flat_map(|(at, copy)| {
        let short = lines(&copy.brief, &roles.brief) + 1;
        let quotation = copy.quotations.last().map(|words| {
            let set = Set::of(words, roles.quotation, format.column);
            let rows = short + rows_in(format, set.height());
            (at, Says::Quotation(set), rows)
        });
        let opening = copy.opening.as_ref().map(|words| short + lines(words, &roles.summary));
        quotation.into_iter().chain(opening.map(|rows| (at, Says::Opening, rows)))
    });
    let all = usual.chain(longer).filter(|(_, _, rows)| *rows <= MOST_REFER);
    all.map(|(copy, says, rows)| {
        let section = u16::try_from(copies[copy].section).unwrap_or(u16::MAX);
        let rows = u8::try_from(rows).unwrap_or(u8::MAX);
        (Refer { copy, says }, Filler { element: Some(copy), section, rows })
    })
    .unzip()
}
