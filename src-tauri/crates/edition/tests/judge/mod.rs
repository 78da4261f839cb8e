//! Judges made pages by their description alone, so that nobody need believe the report.

use std::collections::BTreeMap;

use edition::page::{Area, Edition, Line, Module, Page, Source};
use makeup::plan::ModuleKind;
use model::Story;

/// Half a px or pt, by which things may touch.
const SLACK: i32 = 32;

/// The words of each line that lies on another, or on a picture, of its page, and of what it lies on.
pub(crate) fn collisions(page: &Page) -> Vec<[String; 2]> {
    let mut lines: Vec<(Area, &Line)> = page.lines().map(|line| (letters(line), line)).collect();
    lines.sort_by_key(|(area, _)| (area.y, area.x));
    let mut found = Vec::new();
    for (at, (area, line)) in lines.iter().enumerate() {
        let near = lines[at + 1..].iter().take_while(|other| other.0.y < area.y + area.height);
        let hit = near.filter(|other| meet(area, &other.0));
        found.extend(hit.map(|other| [line.text(), other.1.text()]));
    }
    for picture in page.modules.iter().flat_map(|module| &module.pictures) {
        let running = page.modules.iter().flat_map(running);
        let hit = running.filter(|line| meet(&letters(line), &picture.area));
        found.extend(hit.map(|line| [line.text(), picture.photo.clone()]));
    }
    found
}

/// Lines of a story's own words; what the page itself says may stand on a picture.
fn running(module: &Module) -> impl Iterator<Item = &Line> {
    module.lines().filter(|line| line.source != Source::Page)
}

/// Where the small letters of a line stand.
fn letters(line: &Line) -> Area {
    let size = line.glyphs.iter().map(|glyphs| i32::from(glyphs.size) * 16).max().unwrap_or(0);
    Area { x: line.x, y: line.y - size * 45 / 100, width: line.width, height: size * 45 / 100 }
}

fn meet(one: &Area, other: &Area) -> bool {
    one.x + SLACK < other.x + other.width
        && other.x + SLACK < one.x + one.width
        && one.y + SLACK < other.y + other.height
        && other.y + SLACK < one.y + one.height
}

/// What became of a day's text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// Stories of which letters are printed nowhere.
    pub(crate) missing: Vec<String>,
    /// Stories of which letters are printed twice, the front's beginnings apart.
    pub(crate) doubled: Vec<String>,
}

/// Looks for every letter of every story.
pub(crate) fn told(edition: &Edition, stories: &[Story]) -> Told {
    let mut counts: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for story in stories {
        counts.insert(&story.id, vec![0; story.text.len()]);
    }
    for module in edition.pages.iter().flat_map(|page| &page.modules) {
        if only_begins(edition, module) {
            continue;
        }
        let text = module.lines().filter(|line| line.source == Source::Text);
        for line in text {
            let counts = line.story.as_deref().and_then(|id| counts.get_mut(id));
            let Some((counts, [from, to])) = counts.zip(line.range) else { continue };
            for count in counts.iter_mut().take(to as usize).skip(from as usize) {
                *count = count.saturating_add(1);
            }
        }
    }
    let mut told = Told::default();
    for story in stories {
        let counts = &counts[story.id.as_str()];
        let letters = || story.text.char_indices().filter(|(_, letter)| letter.is_alphanumeric());
        if letters().any(|(at, _)| counts[at] == 0) {
            told.missing.push(story.id.clone());
        }
        if letters().any(|(at, _)| counts[at] > 1) {
            told.doubled.push(story.id.clone());
        }
    }
    told
}

/// Stories whose headline is printed nowhere as a whole.
pub(crate) fn headless(edition: &Edition, stories: &[Story]) -> Vec<String> {
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let mut printed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for module in edition.pages.iter().flat_map(|page| &page.modules) {
        let mut own: BTreeMap<&str, String> = BTreeMap::new();
        for line in module.lines().filter(|line| line.source == Source::Headline) {
            let story = line.story.as_deref().or(module.story.as_deref());
            own.entry(story.unwrap_or_default()).or_default().push_str(&line.text());
        }
        for (story, words) in own {
            printed.entry(story).or_default().push(letters(&words));
        }
    }
    let is_headless = |story: &&Story| {
        let headline: String = letters(&story.reading.headline);
        let printed = printed.get(story.id.as_str());
        !printed.is_some_and(|printed| printed.iter().any(|words| words.contains(&headline)))
    };
    stories.iter().filter(is_headless).map(|story| story.id.clone()).collect()
}

/// Whether another page has the whole story that this module begins.
fn only_begins(edition: &Edition, module: &Module) -> bool {
    let Some(jump) = &module.jump else { return false };
    let page = edition.pages.iter().find(|page| page.number == jump.to_page);
    let is_whole = |other: &Module| other.kind == ModuleKind::Story && other.story == module.story;
    page.is_some_and(|page| page.modules.iter().any(is_whole))
}
