use std::mem;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use model::{Block, Span};
use rustc_hash::FxHashSet;
use scraper::node::Element;
use url::Url;

use super::embeds::{self, Embedded};
use super::figures::{self, Shown};
use super::tree::{Node, element, fragment, is_block, parents, skip, words_of};
use super::words::{Style, Words};
use super::{furniture, galleries, shortcodes, tables};

/// The deepest nesting of lists and quotations; what is deeper stands in the last that fits.
const NESTED: usize = 12;

/// The most pictures of one story.
const PICTURES: usize = 2_000;
/// The most sliders of one story: for each, the whole story is searched for its script.
const SLIDERS: usize = 20;

/// One part of a story's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// Words, or something embedded.
    Block(Block),
    /// A picture; never within a list, quotation or table.
    Picture(Shown),
}

/// Reads a story's HTML: its parts in reading order, without furniture.
pub(crate) fn parts(html: &str, page: &Url) -> Vec<Part> {
    let html = fragment(html);
    let mut reader = Reader::new(page);
    reader.read(html.tree.root());
    if reader.parts.is_empty() {
        // A short story in a wrapper with the name of furniture is better read with it than lost.
        reader = Reader { cleans: false, ..Reader::new(page) };
        reader.read(html.tree.root());
    }
    without_headed_links(reader.parts)
}

/// Reads the part of a page below a node: what is kept of it, in reading order.
pub(crate) fn kept_parts(root: Node<'_>, kept: &Kept, page: &Url) -> Vec<Part> {
    let mut reader = Reader { kept: Some(kept), ..Reader::new(page) };
    reader.read(root);
    reader.parts
}

/// What is the story's in the page that holds it.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// Nodes of text.
    pub(crate) words: FxHashSet<NodeId>,
    /// Elements that nothing is read of, not even pictures.
    pub(crate) dropped: FxHashSet<NodeId>,
}

impl Kept {
    /// Whether a node of text is read; white space always is, for it parts words.
    fn reads(&self, node: NodeId, text: &str) -> bool {
        self.words.contains(&node) || text.trim().is_empty()
    }
}

/// Reads a story's HTML: its blocks in reading order, without furniture and pictures.
#[must_use]
pub fn body(html: &str, page: &Url) -> Vec<Block> {
    let block = |part| match part {
        Part::Block(block) => Some(block),
        Part::Picture(_) => None,
    };
    parts(html, page).into_iter().filter_map(block).collect()
}

/// The pictures among parts.
pub(crate) fn pictures(parts: &[Part]) -> impl Iterator<Item = &Shown> {
    parts.iter().filter_map(|part| match part {
        Part::Picture(shown) => Some(shown),
        Part::Block(_) => None,
    })
}

/// A list or quotation that is being read.
enum Open {
    Quote(Vec<Block>),
    List { ordered: bool, items: Vec<Vec<Block>> },
}

/// What is undone at the end of an element.
enum Scope {
    Style(Style),
    /// A block: what follows is a new paragraph.
    Block,
    Heading(Option<u8>),
    Nested,
    Preformatted,
    Gallery,
    /// A `q`, whose quotation marks are not in the text.
    Quotation,
}

struct Reader<'a> {
    page: &'a Url,
    /// Furniture is left out.
    cleans: bool,
    /// What is read, where that was judged before.
    kept: Option<&'a Kept>,
    parts: Vec<Part>,
    open: Vec<Open>,
    words: Words,
    heading: Option<u8>,
    scopes: Vec<(NodeId, Scope)>,
    /// Pictures and embeds within a paragraph: they come after it.
    later: Vec<Part>,
    galleries: usize,
    preformatted: usize,
    pictures: usize,
    sliders: usize,
}

impl<'a> Reader<'a> {
    fn new(page: &'a Url) -> Self {
        Self {
            page,
            cleans: true,
            kept: None,
            parts: Vec::new(),
            open: Vec::new(),
            words: Words::default(),
            heading: None,
            scopes: Vec::new(),
            later: Vec::new(),
            galleries: 0,
            preformatted: 0,
            pictures: 0,
            sliders: 0,
        }
    }

    fn read(&mut self, root: Node<'_>) {
        let mut walk = root.traverse();
        while let Some(edge) = walk.next() {
            match edge {
                // What holds the story is none of its parts, whatever its name.
                Edge::Open(node) | Edge::Close(node) if node.id() == root.id() => {}
                Edge::Open(node) => {
                    let is_read =
                        |text: &str| self.kept.is_none_or(|kept| kept.reads(node.id(), text));
                    if let Some(text) = node.value().as_text().filter(|text| is_read(text)) {
                        self.text(text);
                    } else if let Some(element) = element(node)
                        && !self.enter(node, element)
                    {
                        skip(&mut walk, node);
                    }
                }
                Edge::Close(node) => self.leave(node.id()),
            }
        }
        self.paragraph();
    }

    fn text(&mut self, raw: &str) {
        if self.preformatted == 0 {
            return self.words.text(raw);
        }
        for (line, text) in raw.split('\n').enumerate() {
            if line > 0 {
                self.line_break();
            }
            self.words.text(text);
        }
    }

    fn line_break(&mut self) {
        if self.words.line_break() {
            self.paragraph();
        }
    }

    /// Reads the start of an element; false if nothing within it is to be read any more.
    fn enter(&mut self, node: Node<'_>, element: &Element) -> bool {
        let is_left_out = match self.kept {
            Some(kept) => kept.dropped.contains(&node.id()),
            None => {
                furniture::is_unseen(element)
                    || self.cleans && furniture::is_furniture(node, element)
            }
        };
        if is_left_out {
            return false;
        }
        if let Some(embedded) = embeds::of_element(node, element, self.page) {
            if let Embedded::Block(block) = embedded {
                self.aside(Part::Block(block));
            }
            return false;
        }
        if let Some(shown) = self.shown(node, element) {
            shown.into_iter().for_each(|shown| self.picture(shown));
            return false;
        }
        !self.caption(node, element) && self.enter_markup(node, element)
    }

    /// The pictures that an element is, if it is such.
    fn shown(&mut self, node: Node<'_>, element: &Element) -> Option<Vec<Shown>> {
        if matches!(element.name(), "img" | "amp-img") {
            return Some(figures::of_image(node, self.page).into_iter().collect());
        }
        if galleries::is_slider(element) && self.sliders < SLIDERS {
            self.sliders += 1;
            return Some(galleries::of_slider(node, element, self.page));
        }
        figures::of_figure(node, element, self.page)
    }

    /// Gives a cutline that stands outside of its frame to the picture before it.
    fn caption(&mut self, node: Node<'_>, element: &Element) -> bool {
        let class = element.attr("class").unwrap_or_default();
        if !class.split_whitespace().any(|class| class == "wp-caption-text")
            || !self.words.is_empty()
        {
            return false;
        }
        match self.parts.last_mut() {
            Some(Part::Picture(shown)) if shown.cutline.is_empty() => {
                shown.cutline = words_of(node);
                true
            }
            _ => false,
        }
    }

    fn enter_markup(&mut self, node: Node<'_>, element: &Element) -> bool {
        let id = node.id();
        if galleries::is_gallery(element) {
            self.galleries += 1;
            self.scopes.push((id, Scope::Gallery));
        }
        match element.name() {
            "br" => self.line_break(),
            "hr" => {
                self.paragraph();
                self.put(Block::Rule);
            }
            "table" => return self.table(node),
            "q" => {
                self.words.text("“");
                self.scopes.push((id, Scope::Quotation));
            }
            "cite" if parents(node).next().is_some_and(|parent| parent.name() == "blockquote") => {
                self.block(id);
            }
            name if is_block(name) => self.enter_block(id, name),
            _ => {
                let styles = self.words.open(element, self.page);
                self.scopes.extend(styles.into_iter().map(|style| (id, Scope::Style(style))));
            }
        }
        true
    }

    fn enter_block(&mut self, id: NodeId, name: &str) {
        self.block(id);
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1].wrapping_sub(b'0').max(2);
                let outer = self.heading.replace(level);
                self.scopes.push((id, Scope::Heading(outer)));
            }
            "pre" => {
                self.preformatted += 1;
                self.scopes.push((id, Scope::Preformatted));
            }
            "blockquote" => self.nest(id, Open::Quote(Vec::new())),
            "ul" | "ol" => self.nest(id, Open::List { ordered: name == "ol", items: Vec::new() }),
            "li" => {
                if let Some(Open::List { items, .. }) = self.open.last_mut() {
                    items.push(Vec::new());
                }
            }
            _ => {}
        }
    }

    fn block(&mut self, id: NodeId) {
        self.paragraph();
        self.scopes.push((id, Scope::Block));
    }

    fn nest(&mut self, id: NodeId, open: Open) {
        if self.open.len() < NESTED {
            self.open.push(open);
            self.scopes.push((id, Scope::Nested));
        }
    }

    /// Reads a table; true if it only lays out what is to be read on.
    fn table(&mut self, node: Node<'_>) -> bool {
        self.paragraph();
        match tables::table(node, self.page) {
            Some(table) => {
                let spans = tables::caption(node, self.page);
                self.words_block(spans);
                self.put(table);
                false
            }
            None => {
                self.scopes.push((node.id(), Scope::Block));
                true
            }
        }
    }

    fn leave(&mut self, id: NodeId) {
        while let Some((_, scope)) = self.scopes.pop_if(|(opened, _)| *opened == id) {
            match scope {
                Scope::Style(style) => self.words.close(style),
                Scope::Block => self.paragraph(),
                Scope::Heading(outer) => {
                    self.paragraph();
                    self.heading = outer;
                }
                Scope::Nested => self.close_nested(),
                Scope::Preformatted => self.preformatted -= 1,
                Scope::Gallery => self.galleries -= 1,
                Scope::Quotation => self.words.text("”"),
            }
        }
    }

    fn close_nested(&mut self) {
        self.paragraph();
        let block = match self.open.pop() {
            Some(Open::Quote(blocks)) if !blocks.is_empty() => Block::Quote { blocks },
            Some(Open::List { ordered, mut items }) => {
                items.retain(|item| !item.is_empty());
                if items.is_empty() {
                    return;
                }
                Block::List { ordered, items }
            }
            _ => return,
        };
        self.put(block);
    }

    /// Ends the paragraph that was being read.
    fn paragraph(&mut self) {
        let spans = shortcodes::without(self.words.take());
        self.words_block(spans);
        for part in mem::take(&mut self.later) {
            self.put_part(part);
        }
    }

    fn words_block(&mut self, spans: Vec<Span>) {
        if spans.is_empty() {
            return;
        }
        if let Some(level) = self.heading {
            return self.put(Block::Heading { level, spans });
        }
        if let Some(embed) = embeds::of_line(&spans) {
            return self.put(embed);
        }
        if !furniture::is_call(&spans) {
            self.put(Block::Paragraph { spans });
        }
    }

    fn picture(&mut self, mut shown: Shown) {
        self.pictures += 1;
        if self.pictures <= PICTURES {
            shown.in_gallery |= self.galleries > 0;
            self.aside(Part::Picture(shown));
        }
    }

    /// Puts what stands within or beside a paragraph: before it if it has no words yet.
    fn aside(&mut self, part: Part) {
        if self.words.is_empty() {
            self.put_part(part);
        } else {
            self.later.push(part);
        }
    }

    fn put_part(&mut self, part: Part) {
        match part {
            Part::Block(block) => self.put(block),
            picture @ Part::Picture(_) => self.parts.push(picture),
        }
    }

    fn put(&mut self, block: Block) {
        match self.open.last_mut() {
            None => self.parts.push(Part::Block(block)),
            Some(Open::Quote(blocks)) => blocks.push(block),
            Some(Open::List { items, .. }) => match items.last_mut() {
                Some(item) => item.push(block),
                None => items.push(vec![block]),
            },
        }
    }
}

/// Leaves out labels such as "Related stories", together with the links that they head.
fn without_headed_links(parts: Vec<Part>) -> Vec<Part> {
    let mut kept = Vec::with_capacity(parts.len());
    let mut headed = false;
    for part in parts {
        let spans = match &part {
            Part::Block(Block::Heading { spans, .. } | Block::Paragraph { spans }) => {
                spans.as_slice()
            }
            _ => &[],
        };
        let is_label = furniture::is_label(spans);
        let is_headed = headed && matches!(&part, Part::Block(block) if furniture::is_links(block));
        headed = is_headed || furniture::heads_links(spans);
        if !is_label && !is_headed {
            kept.push(part);
        }
    }
    kept
}

#[cfg(test)]
mod tests;
