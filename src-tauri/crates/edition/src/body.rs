//! The body of a story: its blocks as shaped paragraphs, crossheads, items and rows of tables.

use makeup::format::{Format, Script};
use model::{Block, Kind as StoryKind, Row, Span, Story};
use typeset::{
    Alignment, DropCap, Face, Fonts, Language, Length, Paragraph, Run, Size, Slot, Style, Table,
    TableStyle, Tracking,
};

use crate::{
    copy::{SHAPED, flat, script_of},
    feature,
    page::Kind,
    roles::{Roles, face_of},
};

/// Levels by which a paragraph stands in at most: beyond that a column is too narrow.
const LEVELS: u8 = 3;

/// Lines that stand beside a drop cap.
pub(crate) const CAP_LINES: u32 = 3;
/// Bytes of a paragraph that stands beside a drop cap at least.
const LEAST_BESIDE: usize = 160;

/// What a story says, in the order of reading.
pub(crate) struct Body {
    pub(crate) paragraphs: Vec<Text>,
    pub(crate) tables: Vec<Table>,
    /// Paragraphs of the story, crossheads counted.
    pub(crate) length: usize,
}

/// A paragraph of the body.
pub(crate) struct Text {
    pub(crate) shaped: Paragraph,
    pub(crate) kind: Kind,
    /// Begins without an indent: the first one, or the first after a heading or a break.
    is_flush: bool,
    /// Levels by which it stands in.
    pub(crate) level: u8,
    /// Which paragraph of the story it is, crossheads counted.
    pub(crate) number: usize,
    /// Byte of the story's text at which its own words begin.
    pub(crate) start: Option<u32>,
    /// The mark of a list's item, which is not in the text.
    mark: Option<Paragraph>,
    /// Its first letter over several lines, where the story bears that.
    pub(crate) cap: Option<Cap>,
    /// Crossheads that stand before it, and never without it.
    pub(crate) heads: Vec<Crosshead>,
    /// The table and the row that it is, and where each cell begins within the row.
    pub(crate) row: Option<TableRow>,
}

/// A first letter over several lines, and the words after it.
pub(crate) struct Cap {
    pub(crate) letter: DropCap,
    pub(crate) rest: Paragraph,
}

/// Letters of the crossheads that stand with one paragraph: more find no leg that is high enough.
const HEAD_LETTERS: usize = 80;

fn letters(shaped: &Paragraph) -> usize {
    shaped.text().chars().count()
}

/// A heading within the text.
pub(crate) struct Crosshead {
    pub(crate) shaped: Paragraph,
    pub(crate) number: usize,
    pub(crate) start: Option<u32>,
}

/// A row of a table.
pub(crate) struct TableRow {
    /// Index of the table in the body.
    pub(crate) table: usize,
    /// Its number in the table.
    pub(crate) row: u32,
    /// Byte of each cell, from the row's first.
    pub(crate) cells: Vec<u32>,
}

impl Text {
    /// Letters in it that no face has.
    pub(crate) fn missing(&self) -> usize {
        let heads = self.heads.iter().map(|head| head.shaped.missing().len());
        self.shaped.missing().len() + heads.sum::<usize>()
    }

    /// Bytes before its own words: the mark of a list's item.
    pub(crate) fn mark(&self) -> u32 {
        self.mark.as_ref().map_or(0, |mark| short(mark.text().len()))
    }

    /// The style of this paragraph in a format.
    pub(crate) fn style(&self, roles: &Roles) -> Style {
        let body = roles.body.style;
        let flush = Style { indent: Length(0), ..body };
        match self.kind {
            Kind::Paragraph if !self.is_flush => body,
            Kind::Paragraph | Kind::Quotation | Kind::Item => flush,
            Kind::Crosshead => Style { alignment: Alignment::Start, ..roles.crosshead.style },
            Kind::Head | Kind::Cell => Style { alignment: Alignment::Start, ..flush },
        }
    }

    /// Where its lines stand in a column: the words of an item hang beside its mark.
    pub(crate) fn slots(&self, roles: &Roles, format: &Format) -> Vec<Slot> {
        let style = self.style(roles);
        let inset = i32::from(self.level) * roles.body.style.indent.0;
        let hang = match (&self.mark, &self.row) {
            (Some(mark), _) => mark.natural_width(&style).0,
            (None, Some(_)) => roles.body.style.indent.0,
            (None, None) => 0,
        };
        // A quotation stands in at both sides.
        let end = if self.kind == Kind::Quotation { inset } else { 0 };
        let slot = |start: i32| {
            let width = Length((format.column - start - end).max(format.column / 2));
            let x = if self.shaped.is_right_to_left() { end } else { start };
            Slot { x: Length(x), width }
        };
        if hang == 0 { vec![slot(inset)] } else { vec![slot(inset), slot(inset + hang)] }
    }
}

impl Body {
    /// Shapes the body of a story.
    pub(crate) fn shape(fonts: &mut Fonts, story: &Story, language: Language) -> Self {
        let script = script_of(&story.reading.language);
        let is_drawn = story.reading.kind == StoryKind::Cartoon && script == Script::Latin;
        let mut shaping = Shaping {
            fonts,
            language,
            face: if is_drawn { Face::TextItalic } else { face_of(script) },
            whole: &story.text,
            at: 0,
            number: 0,
            is_flush: true,
            level: 0,
            is_quoted: false,
            bears_cap: feature::bears_cap(story),
            heads: Vec::new(),
            out: Self { paragraphs: Vec::new(), tables: Vec::new(), length: 0 },
        };
        shaping.blocks(&story.reading.body);
        shaping.lonely_heads();
        if shaping.out.paragraphs.is_empty() {
            shaping.instead(story);
        }
        shaping.out.length = shaping.number;
        shaping.out
    }
}

/// Makes paragraphs of blocks.
struct Shaping<'a> {
    fonts: &'a mut Fonts,
    language: Language,
    face: Face,
    whole: &'a str,
    /// Byte of the story's text after the last paragraph that was found in it.
    at: usize,
    number: usize,
    is_flush: bool,
    level: u8,
    is_quoted: bool,
    bears_cap: bool,
    /// Crossheads that wait for the paragraph after them.
    heads: Vec<Crosshead>,
    out: Body,
}

impl Shaping<'_> {
    /// What stands for the text of a story that has none: it is in the edition all the same.
    fn instead(&mut self, story: &Story) {
        let reading = &story.reading;
        let numbered = reading.kind == StoryKind::Gallery;
        for (number, figure) in reading.figures().enumerate() {
            let mark = if numbered { format!("{}\u{a0}", number + 1) } else { String::new() };
            self.is_flush = true;
            self.text(&mark, &[Span::plain(figure.cutline.as_str())], Kind::Paragraph);
        }
        for words in [&reading.deck, &reading.url] {
            if self.out.paragraphs.is_empty() {
                self.text("", &[Span::plain(words.as_str())], Kind::Paragraph);
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { spans } => self.paragraph(spans),
            Block::Heading { spans, .. } => self.heading(spans),
            Block::Quote { blocks } => self.quote(blocks),
            Block::List { ordered, items } => {
                for (number, item) in items.iter().enumerate() {
                    let mark = if *ordered {
                        format!("{}.\u{a0}", number + 1)
                    } else {
                        "•\u{a0}".into()
                    };
                    self.item(&mark, item);
                }
                self.is_flush = true;
            }
            Block::Table { rows } => self.table(rows),
            Block::Embed { title, .. } => self.paragraph(&[Span::plain(title.as_str())]),
            Block::Rule => self.is_flush = true,
            Block::Figure(_) => {}
        }
    }

    fn paragraph(&mut self, spans: &[Span]) {
        let kind = if self.is_quoted { Kind::Quotation } else { Kind::Paragraph };
        self.text("", spans, kind);
        self.is_flush = false;
    }

    fn quote(&mut self, blocks: &[Block]) {
        let (level, is_quoted) = (self.level, self.is_quoted);
        (self.level, self.is_quoted) = ((level + 1).min(LEVELS), true);
        self.blocks(blocks);
        (self.level, self.is_quoted) = (level, is_quoted);
        self.is_flush = true;
    }

    fn item(&mut self, mark: &str, blocks: &[Block]) {
        let mut mark = mark;
        for block in blocks {
            match block {
                Block::Paragraph { spans } => {
                    self.text(mark, spans, Kind::Item);
                    mark = "";
                }
                other => {
                    let level = self.level;
                    self.level = (level + 1).min(LEVELS);
                    self.block(other);
                    self.level = level;
                }
            }
        }
    }

    fn heading(&mut self, spans: &[Span]) {
        let style = Style { tracking: Tracking::fixed(0), ..flat(Face::SansBold) };
        let own = words_of(spans);
        let shaped = Paragraph::plain(self.fonts, &own, &style, self.language);
        if !own.trim().is_empty() && !shaped.is_blank() {
            let (start, number) = (self.find(&own), self.next());
            let waiting = self.heads.iter().map(|head| letters(&head.shaped)).sum::<usize>();
            if waiting + letters(&shaped) > HEAD_LETTERS {
                self.lonely_heads();
            }
            let is_long = letters(&shaped) > HEAD_LETTERS;
            self.heads.push(Crosshead { shaped, number, start });
            if is_long {
                self.lonely_heads();
            }
        }
        self.is_flush = true;
    }

    /// Crossheads that no paragraph follows, or that are too many for it, are paragraphs themselves.
    fn lonely_heads(&mut self) {
        for Crosshead { shaped, number, start } in std::mem::take(&mut self.heads) {
            let text = Text { number, start, ..self.plain(shaped, Kind::Crosshead) };
            self.out.paragraphs.push(text);
        }
    }

    fn table(&mut self, rows: &[Row]) {
        let table = self.out.tables.len();
        let style = table_style(SHAPED, self.face);
        self.out.tables.push(Table::new(self.fonts, rows, &style, self.language));
        for (row, cells) in (0..).zip(rows) {
            let mut spans = Vec::new();
            let mut starts = Vec::new();
            let mut at = 0;
            for cell in &cells.cells {
                if !spans.is_empty() {
                    spans.push(Span::plain("\t"));
                    at += 1;
                }
                starts.push(short(at));
                at += words_of(&cell.spans).len();
                let strong = cell.header || starts.len() == 1;
                spans.extend(cell.spans.iter().map(|span| Span { strong, ..span.clone() }));
            }
            let before = self.out.paragraphs.len();
            self.text("", &spans, Kind::Cell);
            if let Some(text) = self.out.paragraphs.get_mut(before) {
                text.row = Some(TableRow { table, row, cells: starts });
            }
        }
        self.is_flush = true;
    }

    fn text(&mut self, mark: &str, spans: &[Span], kind: Kind) {
        let hyphens = kind != Kind::Cell;
        let style = Style { tracking: Tracking::PRINT, hyphens, ..flat(self.face) };
        let own = words_of(spans);
        let mut runs = vec![Run::plain(mark, &style)];
        // What parts the cells of a row is wider than a word space.
        let wide = |run: Run<'_>| if run.text == "\t" { Size(run.size.0 * 3) } else { run.size };
        let own_runs = Run::of_spans(spans, &style);
        runs.extend(own_runs.iter().map(|run| Run { size: wide(*run), ..*run }));
        let shaped = Paragraph::new(self.fonts, &runs, &style, self.language);
        if own.trim().is_empty() || shaped.is_blank() {
            return;
        }
        let is_first = self.number == 0 && kind == Kind::Paragraph;
        let cap = is_first.then(|| self.cap(&own, &runs, &style)).flatten();
        let start = self.find(&own);
        let mark =
            (!mark.is_empty()).then(|| Paragraph::plain(self.fonts, mark, &style, self.language));
        let heads = std::mem::take(&mut self.heads);
        let number = self.next();
        let text = Text { number, start, mark, cap, heads, ..self.plain(shaped, kind) };
        self.out.paragraphs.push(text);
    }

    /// The first letter of a story that bears one over several lines.
    fn cap(&mut self, own: &str, runs: &[Run<'_>], style: &Style) -> Option<Cap> {
        if !self.bears_cap || own.len() < LEAST_BESIDE {
            return None;
        }
        let letter = DropCap::new(self.fonts, own, style, (Face::DisplayMedium, CAP_LINES))?;
        let rest = Run::after(runs, letter.taken);
        let rest = Paragraph::new(self.fonts, &rest, style, self.language);
        Some(Cap { letter, rest })
    }

    fn plain(&self, shaped: Paragraph, kind: Kind) -> Text {
        Text {
            shaped,
            kind,
            is_flush: self.is_flush,
            level: self.level,
            number: 0,
            start: None,
            mark: None,
            cap: None,
            heads: Vec::new(),
            row: None,
        }
    }

    fn next(&mut self) -> usize {
        self.number += 1;
        self.number - 1
    }

    /// Where words stand in the story's text, after those that were found before.
    fn find(&mut self, own: &str) -> Option<u32> {
        let found = self.whole.get(self.at..).and_then(|rest| rest.find(own));
        let start = found.map(|at| self.at + at);
        self.at = start.map_or(self.at, |start| start + own.len());
        start.map(short)
    }
}

/// How a table is set in type of a size beside text in a face.
pub(crate) fn table_style(size: Size, text: Face) -> TableStyle {
    let face = if text == Face::Nastaliq { text } else { Face::Sans };
    let agate = Style {
        alignment: Alignment::Start,
        figures: typeset::Figures::Tabular,
        hyphens: false,
        ..Style::new(face, size)
    };
    let head = Style { face: face.styled(true, false), ..agate };
    TableStyle { body: agate, head, gap: Length(size.length().0 * 7 / 10) }
}

fn words_of(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use model::{Cell, plain_text};

    use super::*;
    use crate::copy::{Copy, tests::story};

    fn shaped(blocks: Vec<Block>) -> Body {
        let mut story = story("Snow", &["It snowed.", "It snowed."]);
        story.reading.body.extend(blocks);
        story.text = plain_text(&story.reading.body);
        Copy::shape(&mut Fonts::new(), story, 0).body
    }

    #[test]
    fn paragraphs_know_where_they_stand_in_the_text() {
        let items = vec![vec![Block::paragraph("Chains.")]];
        let body = shaped(vec![Block::List { ordered: true, items }]);
        let starts: Vec<_> = body.paragraphs.iter().map(|text| text.start).collect();
        assert_eq!(starts, [Some(0), Some(12), Some(24)]);
        assert_eq!(body.paragraphs[2].shaped.text(), "1.\u{a0}Chains.");
        assert_eq!(body.paragraphs[2].mark(), 4);
        assert_eq!(body.paragraphs[2].kind, Kind::Item);
    }

    #[test]
    fn a_crosshead_stands_with_the_paragraph_after_it() {
        let heading = |text: &str| Block::Heading { level: 2, spans: vec![Span::plain(text)] };
        let body = shaped(vec![heading("Roads"), Block::paragraph("Shut."), heading("The end")]);
        let numbers: Vec<_> = body.paragraphs.iter().map(|text| text.number).collect();
        assert_eq!(numbers, [0, 1, 3, 4]);
        assert_eq!(body.paragraphs[2].heads.len(), 1);
        assert_eq!(body.paragraphs[2].heads[0].start, Some(24));
        assert_eq!(body.paragraphs[3].kind, Kind::Crosshead);
    }

    #[test]
    fn cells_know_where_they_begin() {
        let cell = |text: &str| Cell {
            header: false,
            colspan: 1,
            rowspan: 1,
            spans: vec![Span::plain(text)],
        };
        let rows = vec![Row { cells: vec![cell("Tarsang"), cell("41")] }];
        let body = shaped(vec![Block::Table { rows }]);
        let row = body.paragraphs[2].row.as_ref().unwrap();
        assert_eq!((row.table, row.row, row.cells.as_slice()), (0, 0, &[0, 8][..]));
        assert_eq!(body.tables[0].cells.len(), 2);
    }

    #[test]
    fn a_story_without_text_says_something() {
        let copy = Copy::shape(&mut Fonts::new(), story("Snow", &[]), 0);
        assert_eq!(copy.body.paragraphs.len(), 1);
    }
}
