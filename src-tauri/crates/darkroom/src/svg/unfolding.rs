//! Elements refer to others, which are drawn again at each: few can unfold to thousands of millions.

use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node, NodeId};

/// How many elements a drawing comes to, each as often as it is referred to; endless where one refers to itself, or
/// where they stand deeper in each other than this.
pub(super) fn elements(document: &Document<'_>, deepest: u32) -> u64 {
    let named = document.descendants().filter_map(|node| Some((node.attribute("id")?, node)));
    let sheets = document.descendants().filter(|node| node.tag_name().name() == "style");
    let rules = sheets.filter_map(|sheet| sheet.text()).flat_map(|sheet| sheet.split('}'));
    let rules = rules.filter_map(|rule| rule.split_once('{'));
    let mut unfolding = Unfolding {
        named: named.collect(),
        rules: rules.filter(|(_, says)| says.contains("url(")).collect(),
        known: HashMap::new(),
    };
    unfolding.elements(document.root(), deepest)
}

struct Unfolding<'a, 'input> {
    named: HashMap<&'a str, Node<'a, 'input>>,
    /// Selectors of style sheets, and what they say, where that refers to elements.
    rules: Vec<(&'a str, &'a str)>,
    known: HashMap<NodeId, u64>,
}

impl<'a, 'input> Unfolding<'a, 'input> {
    /// How many elements one comes to with all that it holds and refers to.
    fn elements(&mut self, node: Node<'a, 'input>, depth: u32) -> u64 {
        if depth == 0 {
            return u64::MAX;
        }
        if let Some(known) = self.known.get(&node.id()) {
            return *known;
        }
        let mut inner: Vec<_> = node.children().collect();
        for attribute in node.attributes() {
            match attribute.name() {
                "href" => inner.extend(
                    attribute.value().strip_prefix('#').and_then(|name| self.named.get(name)),
                ),
                _ => inner.extend(self.referred(attribute.value())),
            }
        }
        // Gradients and their stops are as they are drawn: a sheet gives them colours alone.
        let is_paint =
            matches!(node.tag_name().name(), "linearGradient" | "radialGradient" | "stop");
        if node.is_element() && !is_paint {
            let rules = self.rules.iter().filter(|(selectors, _)| may_be_meant(node, selectors));
            inner.extend(rules.flat_map(|(_, says)| self.referred(says)));
        }
        let elements = inner
            .into_iter()
            .fold(1_u64, |sum, inner| sum.saturating_add(self.elements(inner, depth - 1)));
        self.known.insert(node.id(), elements);
        elements
    }

    /// The elements that a text names as `url(#name)`.
    fn referred(&self, text: &str) -> Vec<Node<'a, 'input>> {
        let names = text.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
        let names = names.map(|name| name.trim_matches(['\'', '"', ' ']).trim_start_matches('#'));
        names.filter_map(|name| self.named.get(name).copied()).collect()
    }
}

/// Whether one of the selectors of a rule may mean an element: a class is looked up, all others are taken to.
fn may_be_meant(node: Node<'_, '_>, selectors: &str) -> bool {
    selectors.split(',').any(|selector| match selector.trim().strip_prefix('.') {
        Some(class)
            if class.chars().all(|letter| letter.is_alphanumeric() || "-_".contains(letter)) =>
        {
            let classes = node.attribute("class").unwrap_or_default();
            classes.split_whitespace().any(|one| one == class)
        }
        _ => true,
    })
}
