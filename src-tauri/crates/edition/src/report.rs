//! The quality report: every page of an edition in figures.

use makeup::{
    format::Format,
    plan::{self, ModuleKind},
    quality::Quality,
};
use serde::{Deserialize, Serialize};

use crate::{
    galleys::Setup,
    module::baseline,
    page::{Edition, Module, Page, Source},
};

/// An edition in figures. Lengths are in points (a px is three quarters of one), shares from 0 to 1.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// BLAKE3 of the page description.
    pub hash: String,
    /// Its pages.
    pub pages: Vec<PageReport>,
    /// Its stories.
    pub stories: Stories,
    /// Its jumps.
    pub jumps: Jumps,
    /// Letters that no face has.
    pub missing_glyphs: usize,
}

/// What became of the stories.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Stories {
    /// Stories that were to be printed.
    pub given: usize,
    /// Stories that are.
    pub placed: usize,
    /// Ids of those that are not.
    pub missing: Vec<String>,
    /// Ids of those whose deck is printed nowhere: it is too long, or others had a better claim to its room.
    pub without_deck: Vec<String>,
}

/// What became of the jumps.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Jumps {
    /// Lines that say where a story goes on.
    pub made: usize,
    /// Those whose page does not have the story.
    pub unmatched: usize,
}

/// A page in figures.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PageReport {
    /// Its number.
    pub number: usize,
    /// Its recipe.
    pub kind: plan::PageKind,
    /// Its section.
    pub section: String,
    /// Rows with type or picture of all rows, over all legs.
    pub fill: f64,
    /// Lines of running text.
    pub lines: usize,
    /// Share of lines stretched more than is permitted.
    pub loose_r1: f64,
    /// Share of lines stretched more than twice that.
    pub loose_r2: f64,
    /// Widest word space as drawn, in natural ones.
    pub widest_space: f64,
    /// Share of lines whose word space as drawn is over two, three and four natural ones.
    pub wide_spaces: [f64; 3],
    /// Share of lines that end with a hyphen.
    pub hyphenated: f64,
    /// Runs of three hyphens or more.
    pub ladders3: usize,
    /// Last lines alone on top of a leg.
    pub widows: usize,
    /// First lines alone at the foot of one.
    pub orphans: usize,
    /// The most that the legs of one module differ by.
    pub leg_difference: usize,
    /// White lines at the feet of legs and outside modules.
    pub white_lines: usize,
    /// White of more than three lines.
    pub white_blocks: usize,
    /// Cells of the grid that the paper's own imprint takes, at the end of an edition that fills no page.
    pub imprint: usize,
    /// Lines that stand out of their module.
    pub overflows: usize,
    /// Pairs of modules with a place in common.
    pub overlaps: usize,
    /// Baselines of running text that are not on the grid.
    pub off_grid: usize,
    /// Headlines of one class side by side.
    pub tombstones: usize,
    /// Stories that go on elsewhere.
    pub jumps_out: usize,
    /// Stories that come from elsewhere.
    pub jumps_in: usize,
    /// Its stories.
    pub modules: Vec<ModuleReport>,
}

/// A story's module in figures.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ModuleReport {
    /// Id of the story.
    pub story: String,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Size of its headline.
    pub headline_pt: f64,
    /// Its place in the order in which its page ranks stories, from 1: by score, but a front begins with one
    /// that has a picture or was pinned, and a page of voices keeps the paper's order.
    pub rank: usize,
}

impl Report {
    /// Adds pages and what became of the stories that they were made of.
    pub(crate) fn add(&mut self, setup: &Setup<'_>, pages: &[Page], figures: &[Quality]) {
        for ((planned, page), quality) in setup.plan.pages.iter().zip(pages).zip(figures) {
            let mut report = of_page(setup, (planned, page), quality);
            tally(setup, planned, &mut report);
            for module in &page.modules {
                let rank = report.modules.len() + 1;
                report.modules.extend(of_module(module, setup.format, rank));
            }
            self.pages.push(report);
        }
        let missing = missing(setup);
        self.stories.given += setup.copies.len();
        self.stories.placed += setup.copies.len() - missing.len();
        self.stories.missing.extend(missing);
        self.stories.without_deck.extend(without_deck(setup, pages));
        for copy in setup.copies {
            self.missing_glyphs += copy.missing();
        }
    }

    /// What can be said only of all pages.
    pub(crate) fn finish(&mut self, edition: &Edition) {
        let json = serde_json::to_vec(edition).unwrap_or_default();
        self.hash = blake3::hash(&json).to_hex().to_string();
        self.jumps = jumps(edition);
    }
}

fn of_page(
    setup: &Setup<'_>,
    (planned, page): (&plan::Page, &Page),
    quality: &Quality,
) -> PageReport {
    let row = setup.format.row;
    let overlapping = |at: usize| {
        let first = page.modules[at].area;
        page.modules[at + 1..].iter().filter(move |other| {
            let other = other.area;
            first.x < other.x + other.width
                && other.x < first.x + first.width
                && first.y < other.y + other.height
                && other.y < first.y + first.height
        })
    };
    let text: Vec<_> = page.lines().filter(|line| line.source == Source::Text).collect();
    let grid = baseline(setup.format, setup.format.y(planned.top, 0));
    PageReport {
        number: page.number,
        kind: page.kind,
        section: page.section.clone(),
        fill: f64::from(quality.fill) / 10_000.0,
        lines: text.len(),
        loose_r1: 0.0,
        loose_r2: 0.0,
        widest_space: 1.0,
        wide_spaces: [0.0; 3],
        hyphenated: 0.0,
        ladders3: 0,
        widows: quality.widows,
        orphans: quality.orphans,
        leg_difference: quality.legs_differ,
        white_lines: quality.white,
        white_blocks: quality.white_blocks,
        imprint: quality.imprint,
        overflows: page.modules.iter().map(overflows).sum(),
        overlaps: (0..page.modules.len()).map(|at| overlapping(at).count()).sum(),
        off_grid: text.iter().filter(|line| (line.y - grid) % row != 0).count(),
        tombstones: quality.tombstones,
        jumps_out: page.modules.iter().filter(|module| module.jump.is_some()).count(),
        jumps_in: page.modules.iter().filter(|module| module.from_page.is_some()).count(),
        modules: Vec::new(),
    }
}

/// Lines that stand out of their module by more than a px.
fn overflows(module: &Module) -> usize {
    let area = module.area;
    let slack = makeup::format::UNIT;
    let out = |line: &&crate::page::Line| {
        line.x < area.x - slack
            || line.x + line.width > area.x + area.width + slack
            || line.y > area.y + area.height + slack
            || line.y < area.y
    };
    module.lines().filter(out).count()
}

/// Counts how the lines of a page are spaced.
fn tally(setup: &Setup<'_>, planned: &plan::Page, report: &mut PageReport) {
    let (mut lines, mut one, mut two, mut hyphens, mut widest) = (0, 0, 0, 0, 1000);
    let mut wide = [0; 3];
    for leg in planned.modules.iter().flat_map(|module| &module.legs) {
        let mut ladder = 0;
        for run in &leg.runs {
            let variants = &setup.counts[run.element].lines[run.paragraph];
            let Some(variant) = variants.get(run.variant) else { continue };
            for line in variant.lines.iter().skip(run.first).take(run.lines) {
                lines += 1;
                one += usize::from(line.ratio > 1000);
                two += usize::from(line.ratio > 2000);
                hyphens += usize::from(line.is_hyphenated);
                widest = widest.max(line.spread);
                for (count, least) in wide.iter_mut().zip([2000, 3000, 4000]) {
                    *count += usize::from(line.spread > least);
                }
                ladder = if line.is_hyphenated { ladder + 1 } else { 0 };
                report.ladders3 += usize::from(ladder == 3);
            }
        }
    }
    let share = |count: usize| ratio(count, lines);
    report.loose_r1 = share(one);
    report.loose_r2 = share(two);
    report.hyphenated = share(hyphens);
    report.wide_spaces = wide.map(share);
    report.widest_space = f64::from(widest) / 1000.0;
}

fn of_module(module: &Module, format: &Format, rank: usize) -> Option<ModuleReport> {
    let story = module.story.clone().filter(|_| module.kind == ModuleKind::Story)?;
    let point = if format.is_screen() { 0.75 } else { 1.0 };
    let length = |units: i32| point * f64::from(units) / f64::from(makeup::format::UNIT);
    let size = module.headline.first().and_then(|line| line.glyphs.first());
    Some(ModuleReport {
        rank,
        story,
        x: length(module.area.x),
        y: length(module.area.y),
        width: length(module.area.width),
        height: length(module.area.height),
        headline_pt: size.map_or(0.0, |glyphs| point * f64::from(glyphs.size) / 4.0),
    })
}

/// Ids of stories that have a deck which no page prints.
fn without_deck(setup: &Setup<'_>, pages: &[Page]) -> Vec<String> {
    let modules = || pages.iter().flat_map(|page| &page.modules);
    let is_printed = |id: &str| {
        let own = |module: &&Module| module.story.as_deref() == Some(id);
        modules().filter(own).any(|it| it.lines().any(|line| line.source == Source::Deck))
    };
    let decked = setup.copies.iter().filter(|copy| copy.deck.is_some());
    decked.map(|copy| copy.story.id.clone()).filter(|id| !is_printed(id)).collect()
}

/// Ids of stories of which no line is printed.
fn missing(setup: &Setup<'_>) -> Vec<String> {
    let mut placed = vec![false; setup.copies.len()];
    let pages = setup.plan.pages.iter();
    let modules = pages.flat_map(|page| page.modules.iter().map(move |module| (page, module)));
    for (page, module) in modules {
        for run in module.legs.iter().flat_map(|leg| &leg.runs) {
            placed[run.element] = true;
        }
        // A drawing and a gallery may have no lines.
        let is_shown = module.picture.is_some() || page.gallery.is_some();
        if let Some(element) = module.element.filter(|_| is_shown) {
            placed[element] = true;
        }
    }
    let missing = setup.copies.iter().zip(&placed).filter(|(_, placed)| !**placed);
    missing.map(|(copy, _)| copy.story.id.clone()).collect()
}

fn jumps(edition: &Edition) -> Jumps {
    let mut jumps = Jumps::default();
    for module in edition.pages.iter().flat_map(|page| &page.modules) {
        let Some(jump) = &module.jump else { continue };
        jumps.made += 1;
        let page = edition.pages.iter().find(|page| page.number == jump.to_page);
        let has = |page: &Page| page.modules.iter().any(|other| other.story == module.story);
        jumps.unmatched += usize::from(!page.is_some_and(has));
    }
    jumps
}

#[expect(clippy::cast_precision_loss, reason = "counts of lines, for people")]
fn ratio(count: usize, of: usize) -> f64 {
    count as f64 / of.max(1) as f64
}
