//! The outline: sections, and in each its stories.

use edition::{
    Edition,
    page::{Line, Module, ModuleKind, Source},
};
use krilla::{
    destination::XyzDestination,
    geom::Point,
    outline::{Outline, OutlineNode},
};

use super::points;

pub(super) fn of(edition: &Edition) -> Outline {
    let mut outline = Outline::new();
    let mut section: Option<(&str, OutlineNode)> = None;
    for (index, page) in edition.pages.iter().enumerate() {
        let name = if index == 0 { &edition.title } else { &page.section };
        let place =
            |x: i32, y: i32| XyzDestination::new(index, Point::from_xy(points(x), points(y)));
        if section.as_ref().is_none_or(|(open, _)| open != name) {
            let name = if name.trim().is_empty() { &edition.title } else { name };
            let node = OutlineNode::new(name.clone(), place(0, 0)).with_open(index == 0);
            let closed = section.replace((name, node));
            closed.into_iter().for_each(|(_, node)| outline.push_child(node));
        }
        let Some((_, open)) = &mut section else { continue };
        for module in page.modules.iter().filter(|module| module.from_page.is_none()) {
            for (headline, first) in headlines(module) {
                open.push_child(OutlineNode::new(headline, place(first.x, module.area.y)));
            }
        }
    }
    section.into_iter().for_each(|(_, node)| outline.push_child(node));
    outline
}

/// The headlines of a module, each with its first line: a group has several.
fn headlines(module: &Module) -> Vec<(String, &Line)> {
    let mut headlines: Vec<(String, &Line)> = Vec::new();
    let mut after: Option<&Line> = None;
    // A story told elsewhere is named there.
    let legs = module.legs.iter().filter(|_| module.kind == ModuleKind::Group);
    let briefs = legs.flat_map(|leg| &leg.lines);
    for line in module.headline.iter().filter(|_| module.story.is_some()).chain(briefs) {
        let follows =
            after.is_some_and(|last| last.story == line.story && last.source == line.source);
        match headlines.last_mut().filter(|_| follows) {
            _ if line.source != Source::Headline => {}
            Some((headline, _)) => {
                headline.push(' ');
                headline.push_str(&line.text());
            }
            None => headlines.push((line.text(), line)),
        }
        after = Some(line);
    }
    headlines
}
