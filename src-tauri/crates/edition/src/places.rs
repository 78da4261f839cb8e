//! Where each story of an edition begins: what a citation says.

use std::collections::BTreeSet;

use makeup::plan::ModuleKind;

use crate::page::{Edition, Leg, Module, Page, Source};

/// Where a story begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub story: String,
    /// Number of the page.
    pub page: usize,
    /// Column, from 1 in the order of reading.
    pub column: usize,
    /// Its place among the modules of the page, from 1.
    pub place: usize,
}

/// The first place of every story, by page and place.
#[must_use]
pub fn places(edition: &Edition) -> Vec<Place> {
    let mut seen = BTreeSet::new();
    let mut places = Vec::new();
    for page in &edition.pages {
        for (at, module) in page.modules.iter().enumerate() {
            for (story, leg) in stories(module) {
                if seen.insert(story) {
                    let column = leg.map_or(1, |leg| column(edition, page, leg));
                    places.push(Place {
                        story: story.to_owned(),
                        page: page.number,
                        column,
                        place: at + 1,
                    });
                }
            }
        }
    }
    places
}

/// Stories that are printed in a module, each with its first leg.
fn stories(module: &Module) -> Vec<(&str, Option<&Leg>)> {
    if module.kind == ModuleKind::Story {
        return module.story.iter().map(|id| (id.as_str(), module.legs.first())).collect();
    }
    let text = |leg: &'_ Leg| leg.lines.iter().any(|line| line.source == Source::Text);
    let legs = module.legs.iter().filter(|leg| text(leg));
    legs.flat_map(|leg| {
        let own = leg.lines.iter().filter(|line| line.source == Source::Text);
        own.filter_map(move |line| Some((line.story.as_deref()?, Some(leg))))
    })
    .collect()
}

/// The column of a leg; a page in another script has columns of its own width, and its narrowest leg is one.
fn column(edition: &Edition, page: &Page, leg: &Leg) -> usize {
    let format = &edition.format;
    let legs = page.modules.iter().flat_map(|module| &module.legs);
    let width = legs.map(|leg| leg.area.width).min().unwrap_or(leg.area.width);
    let step = (width + format.gutter).max(1);
    let live = page.width - 2 * format.margin + format.gutter;
    let columns = usize::try_from(live / step).unwrap_or(1).max(1);
    let from_left = (leg.area.x - format.margin + step / 2).max(0) / step;
    let from_left = usize::try_from(from_left).unwrap_or(0).min(columns - 1);
    let first = leg.lines.iter().flat_map(|line| &line.fragments).next();
    let is_mirrored = first.is_some_and(|fragment| fragment.right_to_left);
    if is_mirrored { columns - from_left } else { from_left + 1 }
}
