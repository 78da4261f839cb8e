//! What lines are: headings, paragraphs, items, cells.

use std::num::NonZeroU16;

use edition::page::{Kind, Line, Module, Source};
use krilla::tagging::{ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind};

/// Lines that belong together.
pub(super) struct Part<'a> {
    kind: PartKind,
    /// One paragraph each.
    paragraphs: Vec<Vec<&'a Line>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PartKind {
    Heading(u16),
    Paragraph,
    Quotation,
    List,
    Table,
}

/// The parts of a module's type in the order of reading, without its pictures.
pub(super) fn parts(module: &Module) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut after: Option<&Line> = None;
    for (at, line) in module.text_lines().enumerate() {
        let is_headline = at >= module.slug.iter().count()
            && at < module.slug.iter().count() + module.headline.len();
        let kind = if is_headline { PartKind::Heading(2) } else { kind_of(line) };
        let goes_on = after.is_some_and(|last| is_one(last, line));
        let joins = |part: &&mut Part<'_>| {
            part.kind == kind && (goes_on || matches!(kind, PartKind::List | PartKind::Table))
        };
        match parts.last_mut().filter(joins) {
            Some(part) => match part.paragraphs.last_mut().filter(|_| goes_on) {
                Some(paragraph) => paragraph.push(line),
                None => part.paragraphs.push(vec![line]),
            },
            None => parts.push(Part { kind, paragraphs: vec![vec![line]] }),
        }
        after = Some(line);
    }
    parts
}

/// Adds a part to its article; `draw` draws lines and gives what stands for them.
pub(super) fn push(
    article: &mut TagGroup,
    part: &Part<'_>,
    draw: &mut dyn FnMut(&[&Line]) -> Vec<Node>,
) {
    match part.kind {
        PartKind::List => {
            let mut list = TagGroup::new(Tag::L(ListNumbering::None));
            for item in &part.paragraphs {
                let body = TagGroup::with_children(Tag::LBody, draw(item));
                list.push(TagGroup::with_children(Tag::LI, vec![body.into()]));
            }
            article.push(list);
        }
        PartKind::Table => {
            let mut table = TagGroup::new(Tag::Table);
            // A part whose head stands on another page is read by the first cell of each row.
            let has_head = part.paragraphs.iter().flatten().any(|line| line.kind == Kind::Head);
            for row in &part.paragraphs {
                // The lines of a cell stand under each other, and the next cell begins above them.
                let cells = row.chunk_by(|line, next| next.y > line.y).enumerate();
                let cells = cells.map(|(at, cell)| {
                    let tag: TagKind = if cell.iter().all(|line| line.kind == Kind::Head) {
                        Tag::TH(TableHeaderScope::Column).into()
                    } else if at == 0 && !has_head {
                        Tag::TH(TableHeaderScope::Row).into()
                    } else {
                        Tag::TD.into()
                    };
                    Node::from(TagGroup::with_children(tag, draw(cell)))
                });
                table.push(TagGroup::with_children(Tag::TR, cells.collect()));
            }
            article.push(table);
        }
        PartKind::Heading(_) | PartKind::Paragraph | PartKind::Quotation => {
            for paragraph in &part.paragraphs {
                let tag = match part.kind {
                    PartKind::Heading(level) => heading(level, paragraph),
                    PartKind::Quotation => Tag::BlockQuote.into(),
                    _ => Tag::P.into(),
                };
                article.push(TagGroup::with_children(tag, draw(paragraph)));
            }
        }
    }
}

/// A heading of a level, from 1.
pub(super) fn heading(level: u16, lines: &[&Line]) -> TagKind {
    let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
    Tag::Hn(level, Some(words(lines.iter().copied()))).into()
}

/// The words of lines.
pub(super) fn words<'a>(lines: impl Iterator<Item = &'a Line>) -> String {
    lines.map(Line::text).collect::<Vec<_>>().join(" ")
}

fn kind_of(line: &Line) -> PartKind {
    match (line.source, line.kind) {
        // A brief's headline stands in its leg.
        (Source::Headline, _) | (_, Kind::Crosshead) => PartKind::Heading(3),
        (_, Kind::Quotation) => PartKind::Quotation,
        (_, Kind::Item) => PartKind::List,
        (_, Kind::Head | Kind::Cell) => PartKind::Table,
        (_, Kind::Paragraph) => PartKind::Paragraph,
    }
}

/// Whether two lines that follow each other are of one paragraph.
fn is_one(last: &Line, line: &Line) -> bool {
    // Heads and cells of a table's row are one paragraph.
    let kind = |line: &Line| if line.kind == Kind::Head { Kind::Cell } else { line.kind };
    let of = |line: &Line| (line.source, kind(line), line.paragraph, line.to_page);
    let level = line.source != Source::Page || last.story.is_some() || last.y == line.y;
    of(last) == of(line) && last.story == line.story && level
        || line.source == Source::Page && last.source == Source::Page && last.y == line.y
}
