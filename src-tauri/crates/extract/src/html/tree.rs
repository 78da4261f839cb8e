use std::borrow::Cow;
use std::iter;

use ego_tree::NodeRef;
use html5ever::driver::{self, ParseOpts, Parser};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{QualName, local_name, ns};
use scraper::node::Element;
use scraper::{Html, HtmlTreeSink};

use super::attributes;
use crate::error::Error;
use crate::text;

/// The most HTML that one page or one story can be; real ones have 0.3 MB at most.
pub(crate) const BYTES: usize = 8 << 20;
/// The deepest nesting that is parsed: html5ever looks through all open elements for each new one.
const DEPTH: usize = 512;
/// The most nodes: unclosed formatting elements are made anew in every paragraph, without limit.
const NODES: usize = 500_000;
/// How much is parsed between two looks at the tree.
const STEP: usize = 1_024;
/// The longest `img` that is kept when markup is dropped, in bytes.
const IMAGE: usize = 2_048;

/// The most nodes and bytes of a heading, a byline or a cutline, with the white space that sites put into them.
const FEW_NODES: usize = 400;
const FEW_BYTES: usize = 6_000;

/// A node of a parsed page.
pub(crate) type Node<'a> = NodeRef<'a, scraper::Node>;

/// Parses a whole page.
///
/// # Errors
/// [`Error::TooDeep`] if its nesting or its number of nodes is beyond what a page can have.
pub(crate) fn document(html: &str) -> Result<Html, Error> {
    let sink = HtmlTreeSink::new(Html::new_document());
    grown(driver::parse_document(sink, ParseOpts::default()), html).map_err(|_| Error::TooDeep)
}

/// Parses a piece of a page; what no page can be (too deep, too large) is read without its markup.
pub(crate) fn fragment(html: &str) -> Html {
    let html = &html[..html.floor_char_boundary(BYTES)];
    grown(fragment_parser(), html)
        .or_else(|_| grown(fragment_parser(), &flattened(html)))
        .unwrap_or_else(|begun| begun)
}

fn fragment_parser() -> Parser<HtmlTreeSink> {
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let sink = HtmlTreeSink::new(Html::new_fragment());
    driver::parse_fragment(sink, ParseOpts::default(), body, Vec::new(), false)
}

/// Feeds the parser step by step; as soon as the tree is out of bounds, what it has is the error.
fn grown(mut parser: Parser<HtmlTreeSink>, html: &str) -> Result<Html, Html> {
    let mut rest = if attributes::are_too_many(html) { "" } else { html };
    let mut nodes = 0;
    let mut fits = rest.len() == html.len();
    while fits && !rest.is_empty() {
        let (step, later) = rest.split_at(rest.floor_char_boundary(STEP));
        rest = later;
        parser.process(StrTendril::from_slice(step));
        let html = parser.tokenizer.sink.sink.0.borrow();
        let all = html.tree.nodes();
        let new = all.len() - nodes;
        nodes = all.len();
        fits = nodes <= NODES
            && !all.rev().take(new).any(|node| node.ancestors().nth(DEPTH).is_some());
    }
    let html = parser.finish();
    if fits { Ok(html) } else { Err(html) }
}

/// The words of HTML, its paragraphs and pictures, without any markup that can nest.
fn flattened(html: &str) -> String {
    let mut flat = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((words, markup)) = rest.split_once('<') {
        flat.push_str(words);
        let name_end =
            markup.find(|c: char| !c.is_ascii_alphanumeric() && c != '/').unwrap_or(markup.len());
        let name = markup[..name_end].to_ascii_lowercase();
        let closed = match name.as_str() {
            "script" | "style" => markup.find("</").map(|end| end + 1),
            _ => Some(0),
        };
        let Some(from) = closed else { return flat };
        let Some(end) = markup[from..].find('>').map(|end| from + end) else { return flat };
        match name.as_str() {
            "img" if end < IMAGE => flat.extend(["<img ", &markup[name_end..end], ">"]),
            "br" => flat.push_str("<br>"),
            "b" | "i" | "a" | "em" | "strong" | "span" | "font" => {}
            "/b" | "/i" | "/a" | "/em" | "/strong" | "/span" | "/font" => {}
            _ if flat.ends_with("<p>") => {}
            _ => flat.push_str("<p>"),
        }
        rest = &markup[end + 1..];
    }
    flat + rest
}

/// The element that a node is, if it is one.
pub(crate) fn element<'a>(node: Node<'a>) -> Option<&'a Element> {
    node.value().as_element()
}

/// A node and all below it, in document order.
pub(crate) fn subtree(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    node.descendants()
}

/// The words that make up an element's classes and id: `jeg_share-bar` gives `jeg`, `share`, `bar`.
pub(crate) fn class_words(element: &Element) -> impl Iterator<Item = &str> {
    let names = element.attr("class").into_iter().chain(element.attr("id"));
    names
        .flat_map(|name| name.split(|c: char| !c.is_ascii_alphanumeric()))
        .filter(|w| !w.is_empty())
}

/// The words of a subtree as plain text; what a reader does not see is left out.
pub(crate) fn words_of(node: Node<'_>) -> String {
    words_within(node, usize::MAX, usize::MAX).unwrap_or_default()
}

/// The words of what can be a heading, a byline or a cutline; empty where it holds more than one of these can.
pub(crate) fn few_words_of(node: Node<'_>) -> String {
    words_within(node, FEW_NODES, FEW_BYTES).unwrap_or_default()
}

fn words_within(node: Node<'_>, nodes: usize, bytes: usize) -> Option<String> {
    let mut raw = String::new();
    let mut walk = node.traverse();
    let mut seen = 0;
    while let Some(edge) = walk.next() {
        let (node, open) = match edge {
            ego_tree::iter::Edge::Open(node) => (node, true),
            ego_tree::iter::Edge::Close(node) => (node, false),
        };
        seen += usize::from(open);
        if seen > nodes || raw.len() > bytes {
            return None;
        }
        if let (Some(text), true) = (node.value().as_text(), open) {
            raw.push_str(text);
        }
        let Some(element) = element(node) else { continue };
        match element.name() {
            "script" | "style" | "noscript" | "template" if open => skip(&mut walk, node),
            name if is_block(name) => raw.push(' '),
            _ => {}
        }
    }
    Some(text::folded(&raw))
}

/// Goes on to the end of a node that was just opened.
pub(crate) fn skip<'a>(
    walk: &mut impl Iterator<Item = ego_tree::iter::Edge<'a, scraper::Node>>,
    node: Node<'a>,
) {
    walk.find(
        |edge| matches!(edge, ego_tree::iter::Edge::Close(closed) if closed.id() == node.id()),
    );
}

/// Whether an element begins and ends a line of its own.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// A short text of HTML (a title, a name) as plain text.
pub(crate) fn plain(html: &str) -> String {
    let plain = if html.contains(['<', '&']) {
        Cow::Owned(words_of(fragment(html).tree.root()))
    } else {
        Cow::Borrowed(html)
    };
    text::folded(&plain)
}

/// A node's ancestors that are elements, from the nearest on.
pub(crate) fn parents(node: Node<'_>) -> impl Iterator<Item = &Element> {
    iter::successors(node.parent(), |parent| parent.parent()).filter_map(element)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_has_entities_decoded_and_no_markup() {
        assert_eq!(plain("CITY &amp; TOWNS"), "CITY & TOWNS");
        assert_eq!(
            plain("&#8220;5 < 7&#8221; <em>said</em>&nbsp;she<script>x</script>"),
            "“5 < 7” said she"
        );
        assert_eq!(plain("<p>One</p><p>two</p>"), "One two");
    }

    #[test]
    fn too_deep_a_page_is_refused_and_a_piece_keeps_its_words() {
        let deep = format!("{}Snow.{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert_eq!(document(&deep).map(|_| ()), Err(Error::TooDeep));
        assert_eq!(words_of(fragment(&deep).tree.root()), "Snow.");
        let formatting: String = (0..50_000).map(|n| format!("<b id={n}>")).collect();
        let formatted = format!("{formatting}{}Snow.", "<p>x".repeat(50_000));
        assert!(words_of(fragment(&formatted).tree.root()).ends_with("Snow."));
        let attributes: String = (0..400_000).map(|n| format!(" a{n}=x")).collect();
        assert_eq!(words_of(fragment(&format!("<a{attributes}>Snow.</a>")).tree.root()), "Snow.");
    }

    #[test]
    fn an_ordinary_page_is_not_refused() {
        let page = format!("{}Snow.", "<div class='a b c'>".repeat(DEPTH / 2));
        assert!(document(&page).is_ok());
        let data = format!("<img src='data:image/png;base64,{}'>Snow.", "A".repeat(1_000_000));
        assert!(document(&data).is_ok());
    }
}
