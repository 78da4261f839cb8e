use ego_tree::NodeId;
use scraper::Html;
use url::Url;

use super::features::Said;
use super::judge::Judge;
use super::kept;
use super::outline::Outline;
use super::passages::Page;
use crate::html::{Kept, Part, kept_parts};

/// Where the text of a story stands, and what is read of it.
#[derive(Debug)]
pub(super) struct Body {
    /// The spot where it begins.
    pub(super) at: usize,
    /// The first spot after the element that holds it.
    pub(super) end: usize,
    /// It is made of beginnings of other stories.
    pub(super) is_list: bool,
    root: Option<NodeId>,
    kept: Kept,
}

impl Body {
    /// Finds the text; where a page has none, the place is that of the headline.
    pub(super) fn of(
        html: &Html,
        outline: &Outline<'_>,
        heading: Option<usize>,
        judge: &Judge,
    ) -> Self {
        let page = Page::of(html.tree.root());
        let judged = judge.judge(&page, &said(outline));
        let first = judged.iter().position(|kept| *kept).and_then(|at| page.passages.get(at));
        let Some(((root, kept), first)) = kept::of(&page, &judged).zip(first) else {
            let at = heading.unwrap_or_default();
            let holder = outline.around(at).find(|at| {
                matches!(outline.spots[*at].element.name(), "article" | "main" | "body")
            });
            let end = outline.spots.get(holder.unwrap_or_default()).map_or(at, |spot| spot.end);
            return Self { at, end, is_list: false, root: None, kept: Kept::default() };
        };
        let begins =
            page.elements.get(page.block_of(first)).and_then(|block| outline.number_of(block.id));
        let holder = outline.number_of(root).and_then(|at| outline.spots.get(at));
        Self {
            at: begins.unwrap_or_default(),
            end: holder.map_or(0, |spot| spot.end),
            is_list: kept::is_list(&page, &judged),
            root: Some(root),
            kept,
        }
    }

    /// The text and its pictures, in reading order.
    pub(super) fn parts(&self, html: &Html, base: &Url) -> Vec<Part> {
        let root = self.root.and_then(|root| html.tree.get(root));
        root.map(|root| kept_parts(root, &self.kept, base)).unwrap_or_default()
    }

    /// Whether a spot stands in what is not the story's.
    pub(super) fn drops(&self, outline: &Outline<'_>, at: usize) -> bool {
        let mut all = std::iter::once(at).chain(outline.around(at));
        all.any(|at| {
            outline.spots.get(at).is_some_and(|spot| self.kept.dropped.contains(&spot.node.id()))
        })
    }
}

/// What the page says of its story, as far as passages are measured by it.
pub(super) fn said(outline: &Outline<'_>) -> Said {
    let titles = ["og:title", "twitter:title"].into_iter().filter_map(|name| outline.meta(&[name]));
    Said {
        titles: titles.chain(outline.data.text("headline")).collect(),
        description: outline.meta(&["og:description", "description"]).unwrap_or_default(),
        body: outline.data.text("articleBody").unwrap_or_default(),
    }
}
