use std::mem;

use ego_tree::iter::Edge;
use model::Span;
use scraper::node::Element;
use url::Url;

use super::furniture;
use super::tree::{Node, element, is_block, skip};
use crate::text;

/// The longest address of a link, in bytes: each span within the link holds it.
const LINK: usize = 2_048;

/// What an element does to the words within it, kept to undo it at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Style {
    Strong,
    Emphasis,
    /// A link; holds the one that it stands in.
    Link(Option<String>),
}

/// The words of one paragraph while they are collected.
#[derive(Debug, Default)]
pub(super) struct Words {
    spans: Vec<Span>,
    strong: usize,
    emphasis: usize,
    link: Option<String>,
    /// White space was read and will be written before the next word.
    space: bool,
    /// Line breaks were read and will be written before the next word.
    breaks: usize,
    /// The style has changed since the last word.
    restyled: bool,
}

impl Words {
    pub(super) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Adds text of the page; white space is folded.
    pub(super) fn text(&mut self, raw: &str) {
        let before = self.spans.last().and_then(|span| span.text.chars().next_back());
        for c in text::seen(before.unwrap_or(' '), raw) {
            if c == ' ' {
                self.space = true;
            } else {
                self.letter(c);
            }
        }
    }

    /// Adds a line break; true if it is the second in a row, which ends a paragraph.
    pub(super) fn line_break(&mut self) -> bool {
        if !self.is_empty() {
            self.breaks += 1;
        }
        self.breaks > 1
    }

    /// The words so far, without white space around them; the style goes on.
    pub(super) fn take(&mut self) -> Vec<Span> {
        self.space = false;
        self.breaks = 0;
        self.restyled = true;
        mem::take(&mut self.spans)
    }

    /// Applies the styles of an element.
    pub(super) fn open(&mut self, element: &Element, page: &Url) -> Vec<Style> {
        let styles = styles(element, page, self.link.as_ref());
        for style in &styles {
            match style {
                Style::Strong => self.strong += 1,
                Style::Emphasis => self.emphasis += 1,
                Style::Link(_) => {
                    self.link = element.attr("href").and_then(|href| link(page, href));
                }
            }
        }
        self.restyled |= !styles.is_empty();
        styles
    }

    /// Undoes a style.
    pub(super) fn close(&mut self, style: Style) {
        match style {
            Style::Strong => self.strong -= 1,
            Style::Emphasis => self.emphasis -= 1,
            Style::Link(outer) => self.link = outer,
        }
        self.restyled = true;
    }

    fn letter(&mut self, c: char) {
        let gap = match (self.is_empty(), self.breaks, self.space) {
            (true, _, _) | (_, 0, false) => None,
            (_, 0, true) => Some(' '),
            _ => Some('\n'),
        };
        self.space = false;
        self.breaks = 0;
        if let (Some(gap), Some(last)) = (gap, self.spans.last_mut()) {
            // White space belongs to no link, except within it.
            if self.restyled && last.link.is_some() && last.link != self.link {
                self.write(gap);
            } else {
                last.text.push(gap);
            }
        }
        self.write(c);
    }

    fn write(&mut self, c: char) {
        let styled = |span: &Span| {
            span.strong == (self.strong > 0)
                && span.emphasis == (self.emphasis > 0)
                && span.link == self.link
        };
        match self.spans.last_mut() {
            Some(last) if !self.restyled || styled(last) => last.text.push(c),
            _ => self.spans.push(Span {
                text: c.to_string(),
                strong: self.strong > 0,
                emphasis: self.emphasis > 0,
                link: self.link.clone(),
            }),
        }
        self.restyled = false;
    }
}

/// Words within one element as one run of spans: each block in it begins a new line.
pub(super) fn of_node(node: Node<'_>, page: &Url) -> Vec<Span> {
    let mut words = Words::default();
    let mut open: Vec<(ego_tree::NodeId, Vec<Style>)> = Vec::new();
    let mut walk = node.traverse();
    while let Some(edge) = walk.next() {
        match edge {
            Edge::Open(inner) => {
                if let Some(text) = inner.value().as_text() {
                    words.text(text);
                }
                let Some(element) = element(inner) else { continue };
                if furniture::is_unseen(element) || furniture::is_furniture(inner, element) {
                    skip(&mut walk, inner);
                    continue;
                }
                if is_block(element.name()) && inner.id() != node.id() {
                    words.line_break();
                }
                open.push((inner.id(), words.open(element, page)));
            }
            Edge::Close(inner) => {
                while let Some((_, styles)) = open.pop_if(|(id, _)| *id == inner.id()) {
                    styles.into_iter().rev().for_each(|style| words.close(style));
                }
            }
        }
    }
    words.take()
}

/// Spans with their texts changed and folded anew.
pub(super) fn rewritten(spans: &[Span], change: impl Fn(&str) -> String) -> Vec<Span> {
    let mut words = Words::default();
    for span in spans {
        words.strong = usize::from(span.strong);
        words.emphasis = usize::from(span.emphasis);
        words.link.clone_from(&span.link);
        words.restyled = true;
        for (line, text) in change(&span.text).split('\n').enumerate() {
            if line > 0 {
                words.line_break();
            }
            words.text(text);
        }
    }
    words.take()
}

/// The address that a link leads a reader to: `http`, `https` or `mailto`, and not within the same page.
pub(super) fn link(page: &Url, href: &str) -> Option<String> {
    let href = href.trim();
    if href.is_empty() || href.starts_with('#') || href.len() > LINK {
        return None;
    }
    let url = page.join(href).ok()?;
    matches!(url.scheme(), "http" | "https" | "mailto").then(|| url.into())
}

fn styles(element: &Element, page: &Url, outer: Option<&String>) -> Vec<Style> {
    let style = element.attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    let lightened = style.contains("font-weight:normal") || style.contains("font-weight:400");
    let bold = ["font-weight:bold", "font-weight:600", "font-weight:700", "font-weight:800"];
    let mut styles = Vec::new();
    match element.name() {
        // Google Docs wraps what is pasted from it in such a `b`.
        "b" | "strong" if !lightened => styles.push(Style::Strong),
        "em" | "i" | "dfn" | "var" | "cite" => styles.push(Style::Emphasis),
        "a" if element.attr("href").is_some_and(|href| link(page, href).is_some()) => {
            styles.push(Style::Link(outer.cloned()));
        }
        "span" | "font" => {
            styles.extend(bold.iter().any(|bold| style.contains(bold)).then_some(Style::Strong));
            styles.extend(style.contains("font-style:italic").then_some(Style::Emphasis));
        }
        _ => {}
    }
    let initial = element.attr("class").is_some_and(|class| {
        let class = class.to_ascii_lowercase();
        class.contains("dropcap") || class.contains("drop-cap")
    });
    if initial {
        styles.retain(|style| matches!(style, Style::Link(_)));
    }
    styles
}

/// The plain words of spans.
pub(super) fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::fragment;
    use super::*;

    fn spans(html: &str) -> Vec<Span> {
        let page = Url::parse("https://a.test/story/").unwrap();
        of_node(fragment(html).tree.root(), &page)
    }

    #[test]
    fn styles_nest_and_equal_ones_are_one_span() {
        let read =
            spans("<b>Snow <i>and</i></b><strong> ice</strong> fell <em>in <em>Leh</em></em>.");
        let strong = |text: &str| Span { strong: true, ..Span::plain(text) };
        let expected = [
            strong("Snow "),
            Span { emphasis: true, ..strong("and ") },
            strong("ice "),
            Span::plain("fell "),
            Span { emphasis: true, ..Span::plain("in Leh") },
            Span::plain("."),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn links_lead_out_and_hold_no_space_around_them() {
        let read = spans(
            "see <a href='/x'> this </a> and <a href='javascript:x'>that</a>, <a href=#n>1</a> <a href='mailto:a@b.test'>us</a>",
        );
        let link = |text: &str, link: &str| Span { link: Some(link.into()), ..Span::plain(text) };
        let expected = [
            Span::plain("see "),
            link("this", "https://a.test/x"),
            Span::plain(" and that, 1 "),
            link("us", "mailto:a@b.test"),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn a_pasted_wrapper_is_not_bold_and_a_drop_cap_rejoins_its_word() {
        assert_eq!(spans("<b style='font-weight: normal'>Snow</b>"), [Span::plain("Snow")]);
        let read = spans(
            "<strong class='dropcap'>S</strong>now <span style='font-weight: 700'>fell</span>",
        );
        assert_eq!(read, [Span::plain("Snow "), Span { strong: true, ..Span::plain("fell") }]);
    }

    #[test]
    fn breaks_and_blocks_within_become_lines() {
        assert_eq!(spans("<p>One<br>two</p><p>three</p>"), [Span::plain("One\ntwo\nthree")]);
    }
}
