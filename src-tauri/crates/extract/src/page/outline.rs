use ego_tree::NodeId;
use scraper::Html;
use scraper::node::Element;
use url::Url;

use super::data::Data;
use crate::html::{Node, element, few_words_of};
use crate::text;

/// The elements of a page in document order, and what it says of itself in `meta`.
pub(crate) struct Outline<'a> {
    pub(crate) spots: Vec<Spot<'a>>,
    /// Names in lower case, and contents, of all `meta`.
    metas: Vec<(String, &'a str)>,
    /// For each spot, whether it or one around it is not seen, or holds what all pages of a site have.
    furniture: Vec<bool>,
    /// What it says in JSON-LD.
    pub(crate) data: Data,
}

/// One element.
pub(crate) struct Spot<'a> {
    pub(crate) node: Node<'a>,
    pub(crate) element: &'a Element,
    /// Its classes, id, role and the like, in lower case.
    names: String,
    /// Number of the first spot after all that it holds.
    pub(crate) end: usize,
    /// Number of the spot around it; its own for the outermost.
    pub(crate) parent: usize,
}

impl<'a> Outline<'a> {
    pub(crate) fn of(html: &'a Html) -> Self {
        let mut spots: Vec<Spot<'a>> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for edge in html.tree.root().traverse() {
            match edge {
                ego_tree::iter::Edge::Open(node) => {
                    let Some(element) = element(node) else { continue };
                    let at = spots.len();
                    let parent = open.last().copied().unwrap_or(at);
                    spots.push(Spot { node, element, names: names(element), end: at + 1, parent });
                    open.push(at);
                }
                ego_tree::iter::Edge::Close(node) if element(node).is_some() => {
                    let end = spots.len();
                    if let Some(spot) = open.pop().and_then(|at| spots.get_mut(at)) {
                        spot.end = end;
                    }
                }
                ego_tree::iter::Edge::Close(_) => {}
            }
        }
        let metas = spots.iter().filter(|spot| spot.element.name() == "meta");
        let metas = metas.flat_map(|spot| {
            let names =
                ["property", "name", "itemprop", "http-equiv"].map(|name| spot.element.attr(name));
            let content = spot.element.attr("content").filter(|content| !content.trim().is_empty());
            let names = names.into_iter().flatten().map(str::to_ascii_lowercase);
            names.zip(content.into_iter().cycle())
        });
        let metas = metas.collect();
        let furniture = inherited(&spots, is_furniture);
        Self { data: Data::of(&spots), spots, metas, furniture }
    }

    /// What all `meta` of one name say; the name in lower case.
    pub(crate) fn metas(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.metas.iter().filter(move |(own, _)| own == name).map(|(_, content)| *content)
    }

    /// What the first `meta` that has one of these names says, white space folded.
    pub(crate) fn meta(&self, names: &[&str]) -> Option<String> {
        let said = names.iter().find_map(|name| self.metas(name).next());
        said.map(text::folded).filter(|said| !said.is_empty())
    }

    /// The elements of one name, with their numbers.
    pub(crate) fn named(&self, name: &str) -> impl Iterator<Item = (usize, &Spot<'a>)> {
        self.spots.iter().enumerate().filter(move |(_, spot)| spot.element.name() == name)
    }

    /// What the site calls itself, letters and digits alone.
    pub(crate) fn site_names(&self, page: &Url) -> Vec<String> {
        let mut site = self.data.texts(self.data.get("publisher"));
        site.extend(self.meta(&["og:site_name", "application-name", "twitter:site"]));
        site.extend(
            self.data.of_kind("WebSite").flat_map(|thing| self.data.texts(thing.get("name"))),
        );
        let host = page.host_str().unwrap_or_default();
        site.extend(host.trim_start_matches("www.").split('.').next().map(str::to_owned));
        site.iter().map(|name| text::squeezed(name)).filter(|name| name.len() > 2).collect()
    }

    /// Number of the spot of a node.
    pub(crate) fn number_of(&self, id: NodeId) -> Option<usize> {
        self.spots.iter().position(|spot| spot.node.id() == id)
    }

    /// The numbers of the spots around one, from the innermost.
    pub(crate) fn around(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(at), |at| {
            let parent = self.spots.get(*at)?.parent;
            (parent != *at).then_some(parent)
        })
        .skip(1)
    }

    /// It or an element around it is not seen, or holds what all pages of a site have.
    pub(crate) fn is_furniture(&self, at: usize) -> bool {
        self.furniture.get(at).copied().unwrap_or(true)
    }

    /// For each spot, whether it or one around it has one of these words among its names; those that also hold the spot
    /// `story` do not count.
    pub(crate) fn within(&self, story: usize, words: &[&str]) -> Vec<bool> {
        let mut at = 0;
        inherited(&self.spots, |spot| {
            let holds_story = at <= story && story < spot.end;
            at += 1;
            !holds_story && spot.is_named(words)
        })
    }
}

impl Spot<'_> {
    /// Whether one of these words, in lower case, stands in its classes, id, role or the like.
    pub(crate) fn is_named(&self, words: &[&str]) -> bool {
        !self.names.is_empty() && words.iter().any(|word| self.names.contains(word))
    }

    /// Its words; none where they are more than a heading, a byline or a cutline has.
    pub(crate) fn words(&self) -> String {
        few_words_of(self.node)
    }
}

/// What is true of a spot or of one around it.
fn inherited(spots: &[Spot<'_>], mut own: impl FnMut(&Spot<'_>) -> bool) -> Vec<bool> {
    let mut all: Vec<bool> = Vec::with_capacity(spots.len());
    for spot in spots {
        let is_own = own(spot);
        all.push(is_own || all.get(spot.parent).copied().unwrap_or(false));
    }
    all
}

fn is_furniture(spot: &Spot<'_>) -> bool {
    matches!(spot.element.name(), "nav" | "footer" | "aside" | "noscript" | "template" | "dialog")
        || spot.element.attr("hidden").is_some()
}

fn names(element: &Element) -> String {
    let kinds = ["class", "id", "role", "itemprop", "rel", "data-testid", "data-component"];
    let mut names = String::new();
    for value in kinds.iter().filter_map(|name| element.attr(name)) {
        names.push_str(value);
        names.push(' ');
    }
    names.make_ascii_lowercase();
    names
}
