//! Adds the figures of pages up.

use edition::report::PageReport;
use edition::{Made, Paper, page::Page};
use makeup::{
    plan::{ModuleKind, PageKind},
    quality::spearman,
};
use model::Story;
use serde_json::{Value, json};

use crate::judge::{collisions, told};

/// Figures of many pages.
#[derive(Default)]
pub(crate) struct Tally {
    pages: Vec<PageReport>,
    editions: usize,
    collisions: usize,
    missing: usize,
    doubled: usize,
    unmatched: usize,
    /// Of each page, the boxes of references and their share of it.
    boxes: Vec<(usize, f64)>,
    /// Of each edition, its boxes.
    boxes_of_editions: Vec<usize>,
}

impl Tally {
    /// Adds an edition.
    pub(crate) fn add(&mut self, paper: &Paper, made: &Made) {
        let stories: Vec<Story> = paper.stories.iter().map(|placed| placed.story.clone()).collect();
        let told = told(&made.edition, &stories);
        self.editions += 1;
        self.missing += told.missing.len().max(made.report.stories.missing.len());
        self.doubled += told.doubled.len();
        self.unmatched += made.report.jumps.unmatched;
        self.collisions +=
            made.edition.pages.iter().map(|page| collisions(page).len()).sum::<usize>();
        self.pages.extend(made.report.pages.iter().cloned());
        let boxes: Vec<_> = made.edition.pages.iter().map(boxes).collect();
        self.boxes_of_editions.push(boxes.iter().map(|(count, _)| count).sum());
        self.boxes.extend(boxes);
    }

    /// All figures: shares from 0 to 1, counts, and correlations from -1 to 1.
    pub(crate) fn figures(&self) -> Value {
        json!({
            "editions": self.editions,
            "pages": self.pages.len(),
            "loose_r1": self.of_lines(|page| page.loose_r1),
            "loose_r2": self.of_lines(|page| page.loose_r2),
            "space_2x": self.of_lines(|page| page.wide_spaces[0]),
            "space_3x": self.of_lines(|page| page.wide_spaces[1]),
            "space_4x": self.of_lines(|page| page.wide_spaces[2]),
            "hyphens": self.of_lines(|page| page.hyphenated),
            "ladders": self.count(|page| page.ladders3) / self.count(|page| page.lines).max(1.0),
            "widows": self.count(|page| page.widows),
            "orphans": self.count(|page| page.orphans),
            "fill": self.of_pages(|page| page.fill),
            "fill_98.5": self.share(|page| page.fill >= 0.985),
            "no_white": self.share(|page| page.white_lines == 0),
            "white_blocks": self.share(|page| page.white_blocks > 0),
            "legs_differ": self.share(|page| page.leg_difference > 1),
            "tombstones": self.count(|page| page.tombstones),
            "against_rank": self.share(is_against_rank),
            "rank_headline": self.rank(|page, at| 4.0 * page.modules[at].headline_pt, |_| true),
            "rank_area": self.rank(area, |page| page.kind == PageKind::Front),
            "rank_area_inside": self.rank(area, |page| page.kind != PageKind::Front),
            "overlaps": self.count(|page| page.overlaps),
            "collisions": self.collisions,
            "overflows": self.count(|page| page.overflows),
            "off_grid": self.count(|page| page.off_grid),
            "missing": self.missing,
            "doubled": self.doubled,
            "unmatched": self.unmatched,
            "front_stories": self.front(|page| page.modules.len()),
            "boxes": number(self.boxes_of_editions.iter().sum()) / number(self.editions.max(1)),
            "boxes_most": self.boxes_of_editions.iter().max(),
            "box_pages": self.boxes.iter().filter(|(count, _)| *count > 0).count(),
            "box_twice": self.boxes.iter().filter(|(count, _)| *count > 1).count(),
            "box_largest": self.boxes.iter().map(|(_, share)| *share).fold(0.0, f64::max),
            "box_share": self.boxes.iter().map(|(_, share)| share).sum::<f64>() / number(self.pages.len().max(1)),
            "front_jumps": self.front(|page| page.jumps_out),
        })
    }

    /// The mean over lines of a share of each page's.
    fn of_lines(&self, share: impl Fn(&PageReport) -> f64) -> f64 {
        let sum: f64 = self.pages.iter().map(|page| share(page) * number(page.lines)).sum();
        sum / self.count(|page| page.lines).max(1.0)
    }

    fn of_pages(&self, figure: impl Fn(&PageReport) -> f64) -> f64 {
        self.pages.iter().map(figure).sum::<f64>() / number(self.pages.len().max(1))
    }

    fn share(&self, is_so: impl Fn(&PageReport) -> bool) -> f64 {
        self.of_pages(|page| f64::from(u8::from(is_so(page))))
    }

    fn count(&self, figure: impl Fn(&PageReport) -> usize) -> f64 {
        number(self.pages.iter().map(figure).sum())
    }

    /// The mean of a figure of front pages.
    fn front(&self, figure: impl Fn(&PageReport) -> usize) -> f64 {
        let fronts = || self.pages.iter().filter(|page| page.kind == PageKind::Front);
        number(fronts().map(figure).sum()) / number(fronts().count().max(1))
    }

    /// Mean correlation of rank with a figure of each story's, over pages of three stories or more.
    fn rank(
        &self,
        figure: impl Fn(&PageReport, usize) -> f64,
        counts: impl Fn(&PageReport) -> bool,
    ) -> f64 {
        let pages = self.pages.iter().filter(|page| page.modules.len() >= 3 && counts(page));
        let correlation = |page: &PageReport| {
            let ranks = page.modules.iter().map(|module| -whole(number(module.rank)));
            let figures = (0..page.modules.len()).map(|at| whole(figure(page, at)));
            f64::from(spearman(&ranks.collect::<Vec<_>>(), &figures.collect::<Vec<_>>())) / 100.0
        };
        let correlations: Vec<f64> = pages.map(correlation).collect();
        correlations.iter().sum::<f64>() / number(correlations.len().max(1))
    }
}

fn area(page: &PageReport, at: usize) -> f64 {
    page.modules[at].width * page.modules[at].height / 100.0
}

/// Whether a story has a larger headline than a better one of its page.
fn is_against_rank(page: &PageReport) -> bool {
    let modules = &page.modules;
    modules.iter().any(|one| {
        modules.iter().any(|other| other.rank > one.rank && other.headline_pt > one.headline_pt)
    })
}

#[expect(clippy::cast_possible_truncation, reason = "lengths of a page")]
fn whole(figure: f64) -> i32 {
    figure as i32
}

#[expect(clippy::cast_precision_loss, reason = "counts, for people")]
pub(crate) fn number(count: usize) -> f64 {
    count as f64
}

/// The boxes of references of a page, and their share of it.
fn boxes(page: &Page) -> (usize, f64) {
    let boxes = page.modules.iter().filter(|module| module.kind == ModuleKind::Briefs);
    let size = |(width, height): (i32, i32)| f64::from(width) * f64::from(height);
    let areas = boxes.map(|module| size((module.area.width, module.area.height)));
    let areas: Vec<f64> = areas.collect();
    (areas.len(), areas.iter().sum::<f64>() / size((page.width, page.height)))
}
