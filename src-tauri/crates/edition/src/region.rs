//! What lies under a rectangle of a page: what a reader cuts out.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::page::{Area, Line, Module, Page, Source};

/// What lies under a rectangle of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Region {
    /// The rectangle; a side that came near an edge of a module lies on it.
    pub area: Area,
    /// Stories that have type or pictures in it, in the order of the page.
    pub stories: Vec<Cut>,
}

/// What a region has of one story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Cut {
    /// Id of the story.
    pub story: String,
    /// Its passages, in the order in which they are read.
    pub passages: Vec<Passage>,
    /// BLAKE3 of each photo of which more than half is seen.
    pub photos: Vec<String>,
}

/// Whole lines of one paragraph that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "page/")]
pub struct Passage {
    /// Which text of the story they are of.
    pub source: Source,
    /// Paragraph, from 0.
    pub paragraph: usize,
    /// First byte of that text and the byte after the last one.
    pub range: [u32; 2],
}

/// What lies under a rectangle of a page, all in the page's units; `near` is how far a side is moved to an edge.
///
/// A line is in it with at least half its width and the middle of its letters. Words of the page itself belong to no story.
/// Both directions of writing are alike: passages follow each other as they are read.
#[must_use]
pub fn region(page: &Page, area: Area, near: i32) -> Region {
    let area = snapped(page, area, near);
    let mut region = Region { area, stories: Vec::new() };
    for module in &page.modules {
        for line in module.lines().filter(|line| holds(area, line)) {
            let story = line.story.as_ref().or(module.story.as_ref());
            let (Some(story), Some(range)) = (story, line.range) else { continue };
            if line.source != Source::Page {
                region.cut(story).add(line, range);
            }
        }
        for picture in &module.pictures {
            let Some(story) = &module.story else { continue };
            if common(area, picture.area) * 2 > size(picture.area) {
                region.cut(story).photos.push(picture.photo.clone());
            }
        }
    }
    region
}

impl Region {
    fn cut(&mut self, story: &str) -> &mut Cut {
        let at = self.stories.iter().position(|cut| cut.story == story).unwrap_or_else(|| {
            let story = story.to_owned();
            self.stories.push(Cut { story, passages: Vec::new(), photos: Vec::new() });
            self.stories.len() - 1
        });
        &mut self.stories[at]
    }
}

impl Cut {
    fn add(&mut self, line: &Line, [start, end]: [u32; 2]) {
        let (source, paragraph) = (line.source, line.paragraph);
        // Blanks at the end of a line belong to neither.
        let goes_on = |last: &&mut Passage| {
            let gap = start.checked_sub(last.range[1]);
            (last.source, last.paragraph) == (source, paragraph) && gap.is_some_and(|gap| gap <= 4)
        };
        match self.passages.last_mut().filter(goes_on) {
            Some(last) => last.range[1] = end,
            None => self.passages.push(Passage { source, paragraph, range: [start, end] }),
        }
    }
}

/// A rectangle whose sides were moved to edges of modules that are near.
fn snapped(page: &Page, area: Area, near: i32) -> Area {
    let nearest = |side: i32, edges: fn(&Module) -> [i32; 2]| {
        let edges = page.modules.iter().flat_map(edges);
        edges.min_by_key(|edge| edge.abs_diff(side)).filter(|edge| (edge - side).abs() <= near)
    };
    let across = |module: &Module| [module.area.x, module.area.x + module.area.width];
    let down = |module: &Module| [module.area.y, module.area.y + module.area.height];
    let (right, foot) = (area.x + area.width, area.y + area.height);
    let x = nearest(area.x, across).unwrap_or(area.x);
    let y = nearest(area.y, down).unwrap_or(area.y);
    let right = nearest(right, across).unwrap_or(right);
    let foot = nearest(foot, down).unwrap_or(foot);
    Area { x, y, width: right - x, height: foot - y }
}

fn holds(area: Area, line: &Line) -> bool {
    let size = line.fragments.iter().map(|fragment| i32::from(fragment.size) * 16).max();
    let middle = line.y - size.unwrap_or(0) / 4;
    let type_line = Area { x: line.x, y: middle, width: line.width, height: 1 };
    let seen = common(area, type_line);
    seen > 0 && seen * 2 >= self::size(type_line)
}

/// The surface that two rectangles share.
fn common(one: Area, other: Area) -> i64 {
    let shared = |from: i32, length: i32, other: i32, other_length: i32| {
        let end = (from + length).min(other + other_length);
        i64::from((end - from.max(other)).max(0))
    };
    shared(one.x, one.width, other.x, other.width)
        * shared(one.y, one.height, other.y, other.height)
}

fn size(area: Area) -> i64 {
    i64::from(area.width) * i64::from(area.height)
}
