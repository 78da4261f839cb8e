//! What must never be: text that is missing or set twice, modules that overlap, jumps into nothing.

use serde::{Deserialize, Serialize};

use crate::{
    plan::{Edition, Module, ModuleKind, Page, Rect, Run},
    supply::Supply,
};

/// A promise that an edition does not keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// A paragraph is not set, or not wholly, or more than once.
    Text {
        /// Element.
        element: usize,
        /// Paragraph.
        paragraph: usize,
    },
    /// Two modules, or two things in one, share a cell.
    Overlap {
        /// Page number.
        page: usize,
    },
    /// Something is outside its page or its module.
    Outside {
        /// Page number.
        page: usize,
    },
    /// A leg holds more rows than it has.
    Overfull {
        /// Page number.
        page: usize,
    },
    /// A jump does not lead to its story.
    Jump {
        /// Page number.
        page: usize,
    },
    /// A page has nothing on it.
    Empty {
        /// Page number.
        page: usize,
    },
}

/// Looks for every fault of an edition. None is expected.
pub fn faults(edition: &Edition, supply: &Supply) -> Vec<Fault> {
    let mut faults = Vec::new();
    for page in &edition.pages {
        places(page, edition.format.columns, &mut faults);
        for module in &page.modules {
            jumps(edition, page, module, &mut faults);
        }
    }
    texts(edition, supply, &mut faults);
    faults
}

fn places(page: &Page, columns: usize, faults: &mut Vec<Fault>) {
    let number = page.number;
    let sheet = Rect { column: 0, row: 0, columns, rows: page.rows };
    if page.modules.is_empty() && page.gallery.is_none() {
        faults.push(Fault::Empty { page: number });
    }
    for (at, module) in page.modules.iter().enumerate() {
        if !sheet.holds(&module.rect) {
            faults.push(Fault::Outside { page: number });
        }
        if page.modules[at + 1..].iter().any(|other| other.rect.overlaps(&module.rect)) {
            faults.push(Fault::Overlap { page: number });
        }
        inside(module, number, faults);
    }
}

/// What stands in a module: headline, byline, picture, quotation, legs.
fn inside(module: &Module, page: usize, faults: &mut Vec<Fault>) {
    let head = module.head.map_or(0, |head| head.rows) + module.deck;
    let top = Rect { rows: head, ..module.rect };
    let mut parts = if head > 0 { vec![top] } else { Vec::new() };
    parts.extend(module.byline);
    parts.extend(module.picture.map(|picture| picture.rect));
    parts.extend(module.quotation);
    parts.extend(module.legs.iter().map(|leg| leg.rect));
    if let Some(jump) = module.jump {
        parts.push(Rect { column: jump.column, row: jump.row, columns: 1, rows: 1 });
    }
    for (at, part) in parts.iter().enumerate() {
        if !module.rect.holds(part) {
            faults.push(Fault::Outside { page });
        }
        if parts[at + 1..].iter().any(|other| other.overlaps(part)) {
            faults.push(Fault::Overlap { page });
        }
    }
    for leg in &module.legs {
        let text = leg.runs.iter().map(|run| run.lines + run.head).sum::<usize>();
        let fillers = leg.fillers.iter().map(|filler| filler.row + filler.rows).max().unwrap_or(0);
        if text + leg.white > leg.rect.rows || fillers > leg.rect.rows {
            faults.push(Fault::Overfull { page });
        }
    }
}

fn jumps(edition: &Edition, page: &Page, module: &Module, faults: &mut Vec<Fault>) {
    let Some(jump) = module.jump else { return };
    let leads = edition
        .pages
        .iter()
        .filter(|other| other.number == jump.to_page && other.number > page.number)
        .flat_map(|other| &other.modules)
        .any(|there| there.element == module.element || there.from_page == Some(page.number));
    if !leads {
        faults.push(Fault::Jump { page: page.number });
    }
}

/// Whether a module only begins a story that another page has whole.
fn only_begins(edition: &Edition, module: &Module) -> bool {
    let Some(jump) = module.jump else { return false };
    let page = edition.pages.iter().find(|page| page.number == jump.to_page);
    page.is_some_and(|page| {
        page.modules
            .iter()
            .any(|there| there.kind == ModuleKind::Story && there.element == module.element)
    })
}

fn texts(edition: &Edition, supply: &Supply, faults: &mut Vec<Fault>) {
    let mut runs: Vec<Vec<(usize, Run)>> = vec![Vec::new(); supply.elements.len()];
    for module in edition.pages.iter().flat_map(|page| &page.modules) {
        if only_begins(edition, module) {
            continue;
        }
        for leg in &module.legs {
            for run in &leg.runs {
                runs[run.element].push((leg.rect.columns, *run));
            }
        }
    }
    for (element, copy) in supply.elements.iter().enumerate() {
        let columns = runs[element].first().map_or(1, |(columns, _)| *columns);
        for (paragraph, broken) in copy.broken(columns).iter().enumerate() {
            let mut next = 0;
            let mut variant = None;
            for (_, run) in runs[element].iter().filter(|(_, run)| run.paragraph == paragraph) {
                let same = variant.is_none_or(|variant| variant == run.variant);
                if run.first != next || !same {
                    next = usize::MAX;
                    break;
                }
                next += run.lines;
                variant = Some(run.variant);
            }
            let chosen = broken.variants.get(variant.unwrap_or(0));
            let total = chosen.map_or(1, |variant| usize::from(variant.lines.max(1)));
            if next != total {
                faults.push(Fault::Text { element, paragraph });
            }
        }
    }
}
