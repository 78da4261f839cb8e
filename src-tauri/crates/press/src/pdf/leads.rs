//! Links: lines that lead to a page, and headlines that lead to where their story was published.

use std::collections::BTreeMap;

use edition::{
    Edition,
    page::{Line, Module, Page},
};
use krilla::{
    action::LinkAction,
    annotation::{Annotation, LinkAnnotation, Target},
    destination::XyzDestination,
    geom::{Point, Quadrilateral, Rect},
    tagging::Identifier,
};

use super::{Stock, points};

/// The links of a page, by the first line of each.
#[derive(Default)]
pub(super) struct Leads(BTreeMap<usize, Identifier>);

impl Leads {
    /// Lays the links of a page over it.
    pub(super) fn add(
        edition: &Edition,
        page: &Page,
        stock: &Stock<'_>,
        opened: &mut krilla::page::Page<'_>,
    ) -> Self {
        let mut leads = Self::default();
        let furniture = page.furniture.iter().map(|line| (line, None));
        let modules = page.modules.iter();
        let of_module = |module| Module::lines(module).map(move |line| (line, Some(module)));
        for (line, module) in furniture.chain(modules.flat_map(of_module)) {
            let Some(number) = line.to_page else { continue };
            let story = line.story.as_ref().or(module.and_then(|module| module.story.as_ref()));
            if let Some(place) = place(edition, number, story) {
                leads.link(opened, &[line], Target::Destination(place.into()), line.text());
            }
        }
        for module in &page.modules {
            leads.headline(module, stock, opened);
        }
        leads
    }

    fn headline(
        &mut self,
        module: &Module,
        stock: &Stock<'_>,
        opened: &mut krilla::page::Page<'_>,
    ) {
        let lines: Vec<&Line> = module.headline.iter().collect();
        let is_story =
            lines.first().is_some_and(|line| line.source == edition::page::Source::Headline);
        let address = module.story.as_ref().filter(|_| is_story).and_then(|id| (stock.address)(id));
        if let Some(address) = address {
            let action = Target::Action(LinkAction::new(address.clone()).into());
            self.link(opened, &lines, action, address);
        }
    }

    fn link(
        &mut self,
        opened: &mut krilla::page::Page<'_>,
        lines: &[&Line],
        target: Target,
        alt: String,
    ) {
        let areas = lines.iter().filter_map(|line| area(line)).map(Quadrilateral::from);
        let areas: Vec<Quadrilateral> = areas.collect();
        let Some(first) = lines.first().filter(|_| !areas.is_empty()) else { return };
        let link = LinkAnnotation::new_with_quad_points(areas, target);
        let annotation = Annotation::new_link(link, Some(alt).filter(|alt| !alt.trim().is_empty()));
        self.0.insert(key(first), opened.add_tagged_annotation(annotation));
    }

    /// The link that begins with a line.
    pub(super) fn of(&self, line: &Line) -> Option<Identifier> {
        self.0.get(&key(line)).copied()
    }
}

/// A line by its address: nobody moves the page while it is printed.
fn key(line: &Line) -> usize {
    std::ptr::from_ref(line).addr()
}

/// Where a story stands on a page, or the page's top.
fn place(edition: &Edition, number: usize, story: Option<&String>) -> Option<XyzDestination> {
    let index = edition.pages.iter().position(|page| page.number == number)?;
    let is_of = |module: &&Module| story.is_some() && module.story.as_ref() == story;
    let module = edition.pages[index].modules.iter().find(is_of);
    let point = module.map_or(Point::from_xy(0.0, 0.0), |module| {
        Point::from_xy(points(module.area.x), points(module.area.y))
    });
    Some(XyzDestination::new(index, point))
}

fn area(line: &Line) -> Option<Rect> {
    let size = line.glyphs.iter().map(|glyphs| i32::from(glyphs.size) * 16).max()?;
    let (top, foot) = (line.y - size * 3 / 4, line.y + size / 4);
    Rect::from_ltrb(points(line.x), points(top), points(line.x + line.width), points(foot))
}
