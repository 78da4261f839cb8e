use ego_tree::NodeId;
use ego_tree::iter::Edge;
use rustc_hash::FxHashSet;

use super::names::{self, Known, Names};
use crate::html::{Node, element, is_block, skip};
use crate::text;

/// An element `article` with more letters of prose than this may be a story.
const ARTICLE: usize = 200;

/// A run of words that no block element or pair of line breaks divides: what may be a paragraph.
#[derive(Debug)]
pub(super) struct Passage {
    /// The text nodes that it is made of.
    pub(super) nodes: Vec<NodeId>,
    /// Its words, white space folded.
    pub(super) text: String,
    /// Letters of it that stand in links, and that are set bold; white space not counted.
    pub(super) linked: usize,
    pub(super) strong: usize,
    /// All its letters.
    pub(super) letters: usize,
    /// Number of the innermost element around it, in [`Page::elements`].
    pub(super) within: usize,
}

/// An element of the page that is seen, or could be.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) id: NodeId,
    /// Number of the element around it; its own for the outermost.
    pub(super) parent: usize,
    pub(super) depth: usize,
    pub(super) tag: Tag,
    pub(super) is_block: bool,
    pub(super) names: Names,
    /// It says that it is not to be seen, or not at first.
    pub(super) is_hidden: bool,
    /// Hash of its name and classes, and of those of the element around it.
    pub(super) signature: u64,
    /// Letters of the passages within it, those of them in links, and those of passages that are prose.
    pub(super) letters: usize,
    pub(super) linked: usize,
    pub(super) prose: usize,
    /// Pictures within it.
    pub(super) pictures: usize,
}

/// What kind of element it is, as far as that says something about its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(super) enum Tag {
    Other,
    Div,
    P,
    H1,
    H2,
    H3,
    H4,
    Li,
    List,
    Cell,
    Table,
    Quote,
    Caption,
    Figure,
    Article,
    Main,
    Header,
    Footer,
    Aside,
    Nav,
    Section,
    Form,
    Button,
    Link,
    Span,
    Time,
    Strong,
    Dl,
}

impl Tag {
    fn of(name: &str) -> Self {
        match name {
            "div" => Self::Div,
            "p" => Self::P,
            "h1" => Self::H1,
            "h2" => Self::H2,
            "h3" => Self::H3,
            "h4" | "h5" | "h6" => Self::H4,
            "li" => Self::Li,
            "ul" | "ol" | "menu" => Self::List,
            "td" | "th" | "caption" => Self::Cell,
            "table" => Self::Table,
            "blockquote" | "q" => Self::Quote,
            "figcaption" => Self::Caption,
            "figure" | "picture" | "amp-img" => Self::Figure,
            "article" => Self::Article,
            "main" => Self::Main,
            "header" => Self::Header,
            "footer" => Self::Footer,
            "aside" => Self::Aside,
            "nav" => Self::Nav,
            "section" => Self::Section,
            "form" | "fieldset" | "dialog" => Self::Form,
            "button" | "label" | "summary" => Self::Button,
            "a" => Self::Link,
            "span" | "font" => Self::Span,
            "time" => Self::Time,
            "b" | "strong" => Self::Strong,
            "dl" | "dt" | "dd" => Self::Dl,
            _ => Self::Other,
        }
    }
}

/// The words of a page, cut into passages, and the elements around them.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) elements: Vec<Element>,
    pub(super) passages: Vec<Passage>,
    /// Its pictures: the number of the element, and that of the passage that follows or holds it.
    pub(super) pictures: Vec<(usize, usize)>,
    /// Elements that nobody sees.
    pub(super) unseen: Vec<NodeId>,
}

impl Page {
    /// Cuts a page.
    pub(super) fn of(root: Node<'_>) -> Self {
        let mut cutter = Cutter {
            page: Self::default(),
            known: Known::default(),
            open: Vec::new(),
            run: Run::default(),
            links: 0,
            strong: 0,
            breaks: 0,
        };
        let mut walk = root.traverse();
        while let Some(edge) = walk.next() {
            match edge {
                Edge::Open(node) => {
                    if let Some(text) = node.value().as_text() {
                        cutter.text(node.id(), text);
                    } else if !cutter.enter(node) {
                        skip(&mut walk, node);
                    }
                }
                Edge::Close(node) => cutter.leave(node),
            }
        }
        cutter.end();
        cutter.page.count();
        cutter.page
    }

    /// An element and those around it, from the innermost.
    pub(super) fn around(&self, from: usize) -> impl Iterator<Item = (usize, &Element)> {
        let first = self.elements.get(from).map(|element| (from, element));
        std::iter::successors(first, |(at, element)| {
            (element.parent != *at).then(|| (element.parent, &self.elements[element.parent]))
        })
    }

    /// Whether a passage is a heading, of any rank.
    pub(super) fn is_heading(&self, passage: &Passage) -> bool {
        let mut near = self.around(passage.within).take(4);
        near.any(|(_, element)| matches!(element.tag, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4))
    }

    /// Number of the innermost block around a passage.
    pub(super) fn block_of(&self, passage: &Passage) -> usize {
        self.around(passage.within).find(|(_, element)| element.is_block).map_or(0, |(at, _)| at)
    }

    /// For each passage, how many elements `article` with prose, and how many headings of the first rank, began up to it.
    pub(super) fn begun(&self) -> (Vec<usize>, Vec<usize>) {
        let (mut articles, mut headings) = (FxHashSet::default(), FxHashSet::default());
        let count = |passage: &Passage| {
            for (at, element) in self.around(passage.within) {
                match element.tag {
                    Tag::Article if element.prose > ARTICLE => _ = articles.insert(at),
                    Tag::H1 => _ = headings.insert(at),
                    _ => {}
                }
            }
            (articles.len(), headings.len())
        };
        self.passages.iter().map(count).unzip()
    }

    /// Number of the innermost element around two.
    pub(super) fn common(&self, mut one: usize, mut other: usize) -> usize {
        while one != other {
            let (own, others) = (&self.elements[one], &self.elements[other]);
            if own.depth == 0 && others.depth == 0 {
                return one.min(other);
            }
            if own.depth >= others.depth {
                one = own.parent;
            }
            if others.depth >= own.depth {
                other = others.parent;
            }
        }
        one
    }

    /// How many elements one stands below what it has in common with another; `most` at most.
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    pub(super) fn steps_up(&self, from: usize, other: usize, most: usize) -> f32 {
        let both = self.common(from, other);
        (self.elements[from].depth - self.elements[both].depth).min(most) as f32
    }

    fn count(&mut self) {
        for (picture, _) in &self.pictures {
            let mut at = *picture;
            loop {
                self.elements[at].pictures += 1;
                if self.elements[at].parent == at {
                    break;
                }
                at = self.elements[at].parent;
            }
        }
        for passage in &self.passages {
            let mut at = passage.within;
            loop {
                let element = &mut self.elements[at];
                element.letters += passage.letters;
                element.linked += passage.linked;
                if passage.is_prose() {
                    element.prose += passage.letters;
                }
                if element.parent == at {
                    break;
                }
                at = element.parent;
            }
        }
    }
}

impl Passage {
    /// Share of its letters that stand in links, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    pub(super) fn link_share(&self) -> f32 {
        self.linked as f32 / self.letters.max(1) as f32
    }

    /// It is long enough for a sentence, and no list of links.
    pub(super) fn is_prose(&self) -> bool {
        self.letters >= 45 && self.link_share() < 0.35
    }
}

#[derive(Default)]
struct Run {
    nodes: Vec<NodeId>,
    raw: String,
    linked: usize,
    strong: usize,
    letters: usize,
    within: usize,
}

struct Cutter<'a> {
    page: Page,
    known: Known<'a>,
    open: Vec<usize>,
    run: Run,
    links: usize,
    strong: usize,
    breaks: usize,
}

impl<'a> Cutter<'a> {
    fn text(&mut self, id: NodeId, text: &str) {
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        if letters == 0 {
            if !self.run.raw.is_empty() {
                self.run.raw.push(' ');
            }
            return;
        }
        if self.run.nodes.is_empty() {
            self.run.within = self.open.last().copied().unwrap_or(0);
        } else {
            // The run stands in what holds all of it.
            let here = self.open.last().copied().unwrap_or(0);
            self.run.within = self.page.common(self.run.within, here);
        }
        self.breaks = 0;
        self.run.nodes.push(id);
        self.run.raw.push_str(text);
        self.run.letters += letters;
        self.run.linked += if self.links > 0 { letters } else { 0 };
        self.run.strong += if self.strong > 0 { letters } else { 0 };
    }

    fn enter(&mut self, node: Node<'a>) -> bool {
        let Some(element) = element(node) else { return true };
        let name = element.name();
        if names::is_unseen(element) {
            self.page.unseen.push(node.id());
            return false;
        }
        match name {
            "br" => {
                self.breaks += 1;
                self.run.raw.push(' ');
                if self.breaks > 1 {
                    self.end();
                }
            }
            "hr" => self.end(),
            _ => {}
        }
        let is_block = is_block(name) && name != "br";
        if is_block {
            self.end();
        }
        let parent = self.open.last().copied();
        let own = names::hash_of(element);
        let around = parent.map_or(0, |at| self.page.elements[at].signature);
        let tag = Tag::of(name);
        let at = self.page.elements.len();
        self.page.elements.push(Element {
            id: node.id(),
            parent: parent.unwrap_or(at),
            depth: self.open.len(),
            tag,
            is_block,
            names: self.known.of(element),
            is_hidden: names::is_hidden(element),
            signature: own.wrapping_mul(31).wrapping_add(around & 0xFFFF_FFFF),
            letters: 0,
            linked: 0,
            prose: 0,
            pictures: 0,
        });
        if matches!(name, "img" | "amp-img") && !is_tiny(element) {
            self.page.pictures.push((at, self.page.passages.len()));
        }
        self.open.push(at);
        self.links += usize::from(tag == Tag::Link);
        self.strong += usize::from(tag == Tag::Strong);
        true
    }

    fn leave(&mut self, node: Node<'_>) {
        let Some(at) = self.open.pop_if(|at| self.page.elements[*at].id == node.id()) else {
            return;
        };
        let element = &self.page.elements[at];
        self.links -= usize::from(element.tag == Tag::Link);
        self.strong -= usize::from(element.tag == Tag::Strong);
        if element.is_block {
            self.end();
        }
    }

    fn end(&mut self) {
        self.breaks = 0;
        let run = std::mem::take(&mut self.run);
        if run.letters == 0 {
            return;
        }
        let text = text::folded(&run.raw);
        if !text.is_empty() {
            let Run { nodes, linked, strong, letters, within, .. } = run;
            self.page.passages.push(Passage { nodes, text, linked, strong, letters, within });
        }
    }
}

/// A picture that is no wider or higher than a letter or two: an icon, a pixel that counts.
fn is_tiny(picture: &scraper::node::Element) -> bool {
    ["width", "height"].iter().any(|side| {
        let size = picture
            .attr(side)
            .and_then(|size| size.trim().trim_end_matches("px").parse::<u32>().ok());
        size.is_some_and(|size| size <= 50)
    })
}
