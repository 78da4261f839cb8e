use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Figure;

/// A run of text in one style.
///
/// A line feed inside `text` is a line break that the paper set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Span {
    /// The words, unescaped, with single spaces.
    pub text: String,
    /// Set bold by the paper.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub strong: bool,
    /// Set in italics by the paper.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub emphasis: bool,
    /// The absolute `http`, `https` or `mailto` address that the words lead to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub link: Option<String>,
}

impl Span {
    /// Plain words without style or link.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// One cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Cell {
    /// Heads its row or column.
    pub header: bool,
    /// Columns that it covers, 1 or more.
    pub colspan: u32,
    /// Rows that it covers, 1 or more.
    pub rowspan: u32,
    /// What it says.
    pub spans: Vec<Span>,
}

/// One row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Row {
    /// In reading order.
    pub cells: Vec<Cell>,
}

/// One block of a story's body, in the order in which the paper printed them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "lowercase")]
#[ts(export)]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its words.
        spans: Vec<Span>,
    },
    /// A crosshead.
    Heading {
        /// 2 (most important) to 6.
        level: u8,
        /// Its words.
        spans: Vec<Span>,
    },
    /// A quotation set off from the text.
    Quote {
        /// What is quoted.
        blocks: Vec<Self>,
    },
    /// A list.
    List {
        /// Numbered.
        ordered: bool,
        /// The items, each of one or more blocks; a list within an item is a nested list.
        items: Vec<Vec<Self>>,
    },
    /// A table.
    Table {
        /// Top to bottom.
        rows: Vec<Row>,
    },
    /// A picture within the text.
    Figure(Figure),
    /// Something that lives elsewhere (a video, a post), kept as its address.
    Embed {
        /// Absolute address.
        url: String,
        /// Who serves it, such as `youtube.com`.
        provider: String,
        /// What it is called or says, or empty.
        title: String,
    },
    /// A break between parts.
    Rule,
}

impl Block {
    /// A paragraph of plain words.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { spans: vec![Span::plain(text)] }
    }
}

/// The body as plain text: blocks separated by one empty line, items and cells by white space alone.
///
/// Figures, embeds and rules say nothing in it, but an embed's own words do.
#[must_use]
pub fn plain_text(body: &[Block]) -> String {
    let texts: Vec<String> = body.iter().map(block_text).filter(|text| !text.is_empty()).collect();
    texts.join("\n\n")
}

fn block_text(block: &Block) -> String {
    match block {
        Block::Paragraph { spans } | Block::Heading { spans, .. } => spans_text(spans),
        Block::Quote { blocks } => blocks_text(blocks),
        Block::List { items, .. } => joined(items.iter().map(|item| blocks_text(item))),
        Block::Table { rows } => joined(rows.iter().map(|row| {
            let cells: Vec<String> = row.cells.iter().map(|cell| spans_text(&cell.spans)).collect();
            cells.join("\t")
        })),
        Block::Embed { title, .. } => title.clone(),
        Block::Figure(_) | Block::Rule => String::new(),
    }
}

fn blocks_text(blocks: &[Block]) -> String {
    joined(blocks.iter().map(block_text))
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

fn spans_text(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Cell {
        Cell { header: false, colspan: 1, rowspan: 1, spans: vec![Span::plain(text)] }
    }

    #[test]
    fn plain_text_parts_blocks_by_an_empty_line_and_items_by_white_space() {
        let body = [
            Block::paragraph("Keep to the left."),
            Block::Rule,
            Block::List {
                ordered: true,
                items: vec![
                    vec![Block::paragraph("Carry chains.")],
                    vec![
                        Block::paragraph("Drive slowly"),
                        Block::List {
                            ordered: false,
                            items: vec![vec![Block::paragraph("at night.")]],
                        },
                    ],
                ],
            },
            Block::Table { rows: vec![Row { cells: vec![cell("District"), cell("Cases")] }] },
        ];
        assert_eq!(
            plain_text(&body),
            "Keep to the left.\n\nCarry chains.\nDrive slowly\nat night.\n\nDistrict\tCases"
        );
    }

    #[test]
    fn a_block_names_its_type() {
        let json = serde_json::to_value(Block::paragraph("Snow.")).unwrap();
        assert_eq!(json, serde_json::json!({"type": "paragraph", "spans": [{"text": "Snow."}]}));
        let json = serde_json::to_value(Block::Figure(Figure::default())).unwrap();
        assert_eq!(json["type"], "figure");
        assert_eq!(serde_json::to_value(Block::Rule).unwrap(), serde_json::json!({"type": "rule"}));
    }
}
