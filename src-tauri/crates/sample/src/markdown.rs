use model::{Block, Cell, Figure, Row, Span};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Containers within each other; what walks the blocks calls itself as often.
const DEEPEST: usize = 20;

/// Makes blocks of Markdown; `figure` finds a picture by its file and cutline.
///
/// # Errors
/// Says what is not understood: a picture that is not there, or markup that no story of the paper has.
pub(crate) fn blocks(
    text: &str,
    figure: &dyn Fn(&str, &str) -> Result<Figure, String>,
) -> Result<Vec<Block>, String> {
    let mut builder =
        Builder { figure, open: vec![Open::default()], spans: Vec::new(), style: Span::default() };
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        builder.take(event)?;
    }
    Ok(builder.open.pop().map(|open| open.blocks).unwrap_or_default())
}

/// A container that is being filled: the body itself, a quotation, a list, a table.
#[derive(Default)]
struct Open {
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
    rows: Vec<Row>,
}

struct Builder<'a> {
    figure: &'a dyn Fn(&str, &str) -> Result<Figure, String>,
    open: Vec<Open>,
    /// The words of the block that is being read.
    spans: Vec<Span>,
    /// The style in force; its text is empty.
    style: Span,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(tag) => self.begin(tag)?,
            Event::End(end) => self.end(end)?,
            Event::Text(text) | Event::Code(text) => self.say(&text),
            Event::SoftBreak => self.say(" "),
            Event::HardBreak => self.say("\n"),
            Event::Rule => self.put(Block::Rule),
            other => return Err(format!("{other:?} is not understood")),
        }
        Ok(())
    }

    fn begin(&mut self, tag: Tag<'_>) -> Result<(), String> {
        match tag {
            Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::Table(_) => {
                self.finish_paragraph();
                if self.open.len() > DEEPEST {
                    return Err(format!("it is nested more than {DEEPEST} deep"));
                }
                self.open.push(Open::default());
            }
            Tag::TableHead | Tag::TableRow => self.innermost().rows.push(Row::default()),
            Tag::Emphasis => self.style.emphasis = true,
            Tag::Strong => self.style.strong = true,
            Tag::Link { dest_url, .. } => self.style.link = Some(dest_url.into_string()),
            // Its cutline is the text within it.
            Tag::Image { dest_url, .. } => {
                self.finish_paragraph();
                self.style.link = Some(dest_url.into_string());
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell => {}
            other => return Err(format!("{other:?} is not understood")),
        }
        Ok(())
    }

    fn end(&mut self, end: TagEnd) -> Result<(), String> {
        match end {
            TagEnd::Paragraph => self.finish_paragraph(),
            TagEnd::Heading(level) => {
                let spans = std::mem::take(&mut self.spans);
                self.put(Block::Heading { level: number(level), spans });
            }
            TagEnd::BlockQuote(_) => {
                let blocks = self.close().blocks;
                self.put(Block::Quote { blocks });
            }
            TagEnd::Item => {
                self.finish_paragraph();
                let blocks = self.close().blocks;
                self.innermost().items.push(blocks);
            }
            TagEnd::List(ordered) => {
                let items = self.close().items;
                self.put(Block::List { ordered, items });
            }
            TagEnd::Table => {
                let rows = self.close().rows;
                self.put(Block::Table { rows });
            }
            TagEnd::TableCell => self.finish_cell(),
            TagEnd::Emphasis => self.style.emphasis = false,
            TagEnd::Strong => self.style.strong = false,
            TagEnd::Link => self.style.link = None,
            TagEnd::Image => self.finish_figure()?,
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, text: &str) {
        match self.spans.last_mut() {
            Some(last) if same_style(last, &self.style) => last.text.push_str(text),
            _ => self.spans.push(Span { text: text.to_owned(), ..self.style.clone() }),
        }
    }

    fn finish_paragraph(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        if !spans.iter().all(|span| span.text.trim().is_empty()) {
            self.put(Block::Paragraph { spans });
        }
    }

    fn finish_cell(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        let rows = &mut self.innermost().rows;
        let header = rows.len() == 1;
        if let Some(row) = rows.last_mut() {
            row.cells.push(Cell { header, colspan: 1, rowspan: 1, spans });
        }
    }

    fn finish_figure(&mut self) -> Result<(), String> {
        let words = std::mem::take(&mut self.spans);
        let cutline: String = words.into_iter().map(|span| span.text).collect();
        let file = self.style.link.take().unwrap_or_default();
        let figure = (self.figure)(&file, &cutline)?;
        self.put(Block::Figure(figure));
        Ok(())
    }

    fn put(&mut self, block: Block) {
        self.innermost().blocks.push(block);
    }

    fn innermost(&mut self) -> &mut Open {
        if self.open.is_empty() {
            self.open.push(Open::default());
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    fn close(&mut self) -> Open {
        self.open.pop().unwrap_or_default()
    }
}

fn same_style(one: &Span, other: &Span) -> bool {
    one.strong == other.strong && one.emphasis == other.emphasis && one.link == other.link
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Block>, String> {
        blocks(text, &|file, cutline| match file {
            "lake.jpg" => Ok(Figure { cutline: cutline.to_owned(), ..Figure::default() }),
            _ => Err(format!("no picture {file}")),
        })
    }

    #[test]
    fn every_block_of_a_story_is_understood() {
        let text = "TARSANG: One *two* **three** [four](https://lantern.example/).\nStill one.\n\n## Head\n\n\
                    > Said\n\n- a\n- b\n\n1. c\n\n| x | y |\n|---|---:|\n| 1 | 2 |\n\n![The lake.](lake.jpg)\n\n---\n";
        let body = read(text).unwrap();
        let kinds: Vec<String> =
            body.iter().map(|block| format!("{block:?}").chars().take(6).collect()).collect();
        assert_eq!(
            kinds,
            ["Paragr", "Headin", "Quote ", "List {", "List {", "Table ", "Figure", "Rule"]
        );
        assert_eq!(
            model::plain_text(&body),
            "TARSANG: One two three four. Still one.\n\nHead\n\nSaid\n\na\nb\n\nc\n\nx\ty\n1\t2"
        );
        let Block::Figure(figure) = &body[6] else { panic!("{body:?}") };
        assert_eq!(figure.cutline, "The lake.");
        let Block::Table { rows } = &body[5] else { panic!("{body:?}") };
        assert!(rows[0].cells[0].header && !rows[1].cells[0].header);
    }

    #[test]
    fn lines_of_a_poem_stay_apart() {
        let body = read("The bell  \nsays nothing").unwrap();
        assert_eq!(model::plain_text(&body), "The bell\nsays nothing");
    }

    #[test]
    fn what_no_story_has_is_named() {
        assert!(read("![x](moon.jpg)").unwrap_err().contains("moon.jpg"));
        assert!(read("<b>x</b>").is_err());
    }

    #[test]
    fn what_is_nested_too_deep_is_refused_before_it_overflows_the_stack() {
        assert!(read(&format!("{}x", "> ".repeat(DEEPEST))).is_ok());
        let why = read(&format!("{}x", "> ".repeat(20_000))).unwrap_err();
        assert!(why.contains("deep"), "{why}");
    }
}
