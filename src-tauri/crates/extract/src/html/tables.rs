use model::{Block, Cell, Row, Span};
use scraper::node::Element;
use url::Url;

use super::tree::{Node, element, parents, subtree};
use super::words;

/// The most rows and columns that a table of a newspaper can have.
const SIDE: usize = 2_000;

/// Reads a table of words; none if it only lays out pictures, paragraphs or other tables.
pub(super) fn table(node: Node<'_>, page: &Url) -> Option<Block> {
    let holds_more = ["img", "figure", "iframe", "video", "audio", "blockquote", "table"];
    if subtree(node).skip(1).any(|inner| holds_more.contains(&name(inner))) {
        return None;
    }
    let rows =
        subtree(node).filter(|inner| name(*inner) == "tr").take(SIDE).map(|tr| row(tr, page));
    let rows: Vec<Row> =
        rows.filter(|row| row.cells.iter().any(|cell| !cell.spans.is_empty())).collect();
    let columns = rows.iter().map(|row| row.cells.len()).max()?;
    (columns > 1).then_some(Block::Table { rows })
}

/// The words over a table, or nothing.
pub(super) fn caption(node: Node<'_>, page: &Url) -> Vec<Span> {
    let caption = node.children().find(|child| name(*child) == "caption");
    caption.map(|caption| words::of_node(caption, page)).unwrap_or_default()
}

fn name(node: Node<'_>) -> &str {
    element(node).map_or("", Element::name)
}

fn row(node: Node<'_>, page: &Url) -> Row {
    let in_head = parents(node).take(2).any(|parent| parent.name() == "thead");
    let cells = node.children().filter_map(|cell| {
        let element = element(cell).filter(|element| matches!(element.name(), "td" | "th"))?;
        let span = |name: &str, most: u32| {
            let said = element.attr(name).and_then(|said| said.trim().parse().ok());
            said.unwrap_or(1).clamp(1, most)
        };
        Some(Cell {
            header: in_head || element.name() == "th",
            colspan: span("colspan", 100),
            rowspan: span("rowspan", 1_000),
            spans: words::of_node(cell, page),
        })
    });
    Row { cells: cells.take(SIDE).collect() }
}

#[cfg(test)]
mod tests {
    use super::super::tree::fragment;
    use super::*;

    fn read(html: &str) -> Option<Block> {
        let html = fragment(html);
        let table = subtree(html.tree.root())
            .find(|node| element(*node).is_some_and(|e| e.name() == "table"));
        table.and_then(|node| table_of(node))
    }

    fn table_of(node: Node<'_>) -> Option<Block> {
        table(node, &Url::parse("https://a.test").unwrap())
    }

    #[test]
    fn heads_and_spans_are_kept_and_empty_rows_are_not() {
        let Some(Block::Table { rows }) = read(
            "<table><thead><tr><td>District<td>Cases</thead><tr><th rowspan=2>Leh<td>1<br>2</tr><tr><td colspan=0>3</tr>
             <tr><td><td>&nbsp;</table>",
        ) else {
            panic!("no table");
        };
        let flat: Vec<Vec<(bool, u32, u32, String)>> = rows
            .iter()
            .map(|row| {
                row.cells
                    .iter()
                    .map(|c| (c.header, c.colspan, c.rowspan, words::plain(&c.spans)))
                    .collect()
            })
            .collect();
        let cell = |header, rowspan, text: &str| (header, 1, rowspan, text.to_owned());
        assert_eq!(
            flat,
            [
                vec![cell(true, 1, "District"), cell(true, 1, "Cases")],
                vec![cell(true, 2, "Leh"), cell(false, 1, "1\n2")],
                vec![cell(false, 1, "3")],
            ]
        );
    }

    #[test]
    fn the_words_over_a_table_are_its_caption() {
        let html = fragment("<table><caption>Cases <b>by</b> day</caption><tr><td>1<td>2</table>");
        let table = subtree(html.tree.root()).find(|node| name(*node) == "table").unwrap();
        assert_eq!(
            words::plain(&caption(table, &Url::parse("https://a.test").unwrap())),
            "Cases by day"
        );
    }

    #[test]
    fn layout_is_no_table() {
        assert_eq!(read("<table><tr><td>One</tr><tr><td>two</table>"), None);
        assert_eq!(read("<table><tr><td><img src=x><td>words</table>"), None);
        assert_eq!(read("<table></table>"), None);
    }
}
