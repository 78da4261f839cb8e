use model::{Block, Figure, Row, Span, Story};

/// A story as plain text: headline, deck, byline, text.
#[must_use]
pub fn text(story: &Story) -> String {
    let reading = &story.reading;
    let mut parts = vec![reading.headline.clone()];
    parts.extend([reading.deck.clone(), signature(story), story.text.clone()]);
    parts.retain(|part| !part.is_empty());
    let cutlines = reading.figures().map(cutline).filter(|line| !line.is_empty());
    parts.extend(cutlines.map(|line| format!("[{line}]")));
    format!("{}\n", parts.join("\n\n"))
}

/// A story as Markdown: `CommonMark` with tables.
#[must_use]
pub fn markdown(story: &Story) -> String {
    let reading = &story.reading;
    let mut parts = vec![format!("# {}", escaped_markdown(&reading.headline))];
    if !reading.deck.is_empty() {
        parts.push(format!("**{}**", escaped_markdown(&reading.deck)));
    }
    parts.push(escaped_markdown(&signature(story)));
    parts.extend(reading.lead.iter().map(figure_markdown));
    parts.extend(reading.body.iter().map(block_markdown));
    parts.extend(reading.gallery.iter().map(figure_markdown));
    parts.push(bracketed(&reading.url));
    parts.retain(|part| !part.is_empty());
    format!("{}\n", parts.join("\n\n"))
}

/// A story as a piece of HTML: one `article` element, with pictures from their own addresses.
#[must_use]
pub fn html(story: &Story) -> String {
    article(story, &|url| Some(url.to_owned()))
}

/// A story as one `article` element; `source` tells where a picture is shown from, or that it is not.
pub(crate) fn article(story: &Story, source: Source<'_>) -> String {
    let reading = &story.reading;
    let mut page = String::new();
    let direction = if reading.direction == model::Direction::Rtl { "rtl" } else { "ltr" };
    line(
        &mut page,
        &format!("<article lang=\"{}\" dir=\"{direction}\">", escaped(&reading.language)),
    );
    line(&mut page, &format!("<h1>{}</h1>", escaped(&reading.headline)));
    if !reading.deck.is_empty() {
        line(&mut page, &format!("<p><strong>{}</strong></p>", escaped(&reading.deck)));
    }
    line(&mut page, &format!("<p><small>{}</small></p>", escaped(&signature(story))));
    if let Some(figure) = &reading.lead {
        line(&mut page, &figure_html(figure, source));
    }
    for block in &reading.body {
        line(&mut page, &block_html(block, source));
    }
    for figure in &reading.gallery {
        line(&mut page, &figure_html(figure, source));
    }
    let url = escaped(&reading.url);
    line(&mut page, &format!("<p><a href=\"{url}\">{url}</a></p>"));
    line(&mut page, "</article>");
    page
}

/// Where the picture of a figure's address is shown from; none if it is not.
type Source<'a> = &'a dyn Fn(&str) -> Option<String>;

fn line(page: &mut String, text: &str) {
    page.push_str(text);
    page.push('\n');
}

/// Who wrote it, for whom and when.
fn signature(story: &Story) -> String {
    let reading = &story.reading;
    let published = reading.published.map(|published| published.to_string()).unwrap_or_default();
    let section = reading.section.join(" > ");
    let parts = [&reading.byline, &reading.agency, &section, &published];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

fn cutline(figure: &Figure) -> String {
    [figure.cutline.as_str(), figure.credit.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn block_markdown(block: &Block) -> String {
    match block {
        Block::Paragraph { spans } => spans_markdown(spans),
        Block::Heading { level, spans } => {
            format!("{} {}", "#".repeat(usize::from(*level)), spans_markdown(spans))
        }
        Block::Quote { blocks } => prefixed(&blocks_markdown(blocks), "> ", "> "),
        Block::List { ordered, items } => {
            let items = items.iter().zip(1..).map(|(item, number)| {
                let mark = if *ordered { format!("{number}. ") } else { "- ".to_owned() };
                prefixed(&blocks_markdown(item), &mark, &" ".repeat(mark.len()))
            });
            items.collect::<Vec<_>>().join("\n")
        }
        Block::Table { rows } => table_markdown(rows),
        Block::Figure(figure) => figure_markdown(figure),
        Block::Embed { url, provider, title } => {
            let name = if title.is_empty() { provider } else { title };
            format!("[{}]({})", escaped_markdown(name), bracketed(url))
        }
        Block::Rule => "---".to_owned(),
    }
}

fn blocks_markdown(blocks: &[Block]) -> String {
    blocks.iter().map(block_markdown).collect::<Vec<_>>().join("\n\n")
}

fn prefixed(text: &str, first: &str, others: &str) -> String {
    let lines = text.lines().enumerate().map(|(index, line)| {
        let prefix = if index == 0 { first } else { others };
        format!("{prefix}{line}").trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn table_markdown(rows: &[Row]) -> String {
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut table = String::new();
    for (index, row) in rows.iter().enumerate() {
        let cells = row
            .cells
            .iter()
            .map(|cell| spans_markdown(&cell.spans).replace('|', "\\|").replace('\n', " "));
        line(&mut table, &format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
        if index == 0 {
            line(&mut table, &format!("|{}", " --- |".repeat(columns)));
        }
    }
    table.trim_end().to_owned()
}

fn figure_markdown(figure: &Figure) -> String {
    let mut text = format!("![{}]({})", escaped_markdown(&figure.alt), bracketed(&figure.url));
    let cutline = cutline(figure);
    if !cutline.is_empty() {
        text.push_str("\n\n*");
        text.push_str(&escaped_markdown(&cutline));
        text.push('*');
    }
    text
}

fn spans_markdown(spans: &[Span]) -> String {
    spans.iter().map(span_markdown).collect()
}

fn span_markdown(span: &Span) -> String {
    // Marks must touch the words, so white space at the ends stays outside them.
    let words = span.text.trim();
    if words.is_empty() {
        return span.text.clone();
    }
    let (before, after) = span.text.split_once(words).unwrap_or_default();
    let mark = match (span.strong, span.emphasis) {
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => "",
    };
    let inner = format!("{mark}{}{mark}", escaped_markdown(words).replace('\n', "  \n"));
    let inner =
        span.link.as_ref().map_or(inner.clone(), |link| format!("[{inner}]({})", bracketed(link)));
    format!("{before}{inner}{after}")
}

/// Words as Markdown that says nothing but these words.
///
/// What begins a text is escaped as at the start of a line, since nobody knows here where it will stand.
fn escaped_markdown(text: &str) -> String {
    text.split('\n').map(escaped_line).collect::<Vec<_>>().join("\n")
}

fn escaped_line(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    let start = line.trim_start();
    let number = start.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let dangerous = if number.len() < start.len() && number.starts_with(['.', ')']) {
        Some(line.len() - number.len())
    } else {
        start.starts_with(['-', '+', '=']).then(|| line.len() - start.len())
    };
    for (index, letter) in line.char_indices() {
        let always =
            matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '~');
        if always || Some(index) == dangerous {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// An address between angle brackets, which it cannot leave.
fn bracketed(url: &str) -> String {
    let mut bracketed = "<".to_owned();
    for letter in url.chars() {
        if matches!(letter, '<' | '>' | '\\' | ' ') || letter.is_ascii_control() {
            bracketed.push_str(&format!("%{:02X}", u32::from(letter)));
        } else {
            bracketed.push(letter);
        }
    }
    bracketed.push('>');
    bracketed
}

fn block_html(block: &Block, source: Source<'_>) -> String {
    match block {
        Block::Paragraph { spans } => format!("<p>{}</p>", spans_html(spans)),
        Block::Heading { level, spans } => {
            let level = (*level).clamp(2, 6);
            format!("<h{level}>{}</h{level}>", spans_html(spans))
        }
        Block::Quote { blocks } => {
            format!("<blockquote>{}</blockquote>", blocks_html(blocks, source))
        }
        Block::List { ordered, items } => {
            let element = if *ordered { "ol" } else { "ul" };
            let items: String = items
                .iter()
                .map(|item| format!("<li>{}</li>", blocks_html(item, source)))
                .collect();
            format!("<{element}>{items}</{element}>")
        }
        Block::Table { rows } => {
            format!("<table>{}</table>", rows.iter().map(row_html).collect::<String>())
        }
        Block::Figure(figure) => figure_html(figure, source),
        Block::Embed { url, provider, title } => {
            let name = if title.is_empty() { provider } else { title };
            format!("<p><a href=\"{}\">{}</a></p>", escaped(url), escaped(name))
        }
        Block::Rule => "<hr>".to_owned(),
    }
}

fn blocks_html(blocks: &[Block], source: Source<'_>) -> String {
    blocks.iter().map(|block| block_html(block, source)).collect()
}

fn row_html(row: &Row) -> String {
    let mut html = "<tr>".to_owned();
    for cell in &row.cells {
        let element = if cell.header { "th" } else { "td" };
        let words = spans_html(&cell.spans);
        html.push_str(&format!(
            "<{element} colspan=\"{}\" rowspan=\"{}\">{words}</{element}>",
            cell.colspan, cell.rowspan
        ));
    }
    html.push_str("</tr>");
    html
}

fn figure_html(figure: &Figure, source: Source<'_>) -> String {
    let alt = escaped(&figure.alt);
    let image =
        source(&figure.url).map(|url| format!("<img src=\"{}\" alt=\"{alt}\">", escaped(&url)));
    format!(
        "<figure>{}<figcaption>{}</figcaption></figure>",
        image.unwrap_or(alt),
        escaped(&cutline(figure))
    )
}

fn spans_html(spans: &[Span]) -> String {
    spans.iter().map(span_html).collect()
}

fn span_html(span: &Span) -> String {
    let mut html = escaped(&span.text).replace('\n', "<br>");
    if span.emphasis {
        html = format!("<em>{html}</em>");
    }
    if span.strong {
        html = format!("<strong>{html}</strong>");
    }
    match &span.link {
        Some(link) => format!("<a href=\"{}\">{html}</a>", escaped(link)),
        None => html,
    }
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_keeps_marks_on_words_and_escapes_the_rest() {
        let spans = [
            Span { text: "Snow ".to_owned(), strong: true, ..Span::default() },
            Span {
                text: "5 * 3".to_owned(),
                link: Some("https://a.example/".to_owned()),
                ..Span::default()
            },
        ];
        assert_eq!(spans_markdown(&spans), "**Snow** [5 \\* 3](<https://a.example/>)");
    }

    #[test]
    fn markdown_says_nothing_but_the_words() {
        for (words, escaped) in [
            ("Tom & Jerry ~~never~~ lost &copy;", "Tom \\& Jerry \\~\\~never\\~\\~ lost \\&copy;"),
            ("- a dash", "\\- a dash"),
            ("+ a plus", "\\+ a plus"),
            ("> said\n===", "\\> said\n\\==="),
            ("# 1", "\\# 1"),
            ("1. May was cold", "1\\. May was cold"),
            ("1947) a year", "1947\\) a year"),
            ("In 1947. a - b = c + 1.", "In 1947. a - b = c + 1."),
            ("۱. اردو", "۱. اردو"),
            ("", ""),
        ] {
            assert_eq!(escaped_markdown(words), escaped);
        }
    }

    #[test]
    fn addresses_stay_within_their_brackets() {
        let figure = Figure {
            url: "https://a.example/a)b>c (1).jpg".to_owned(),
            alt: "Snow".to_owned(),
            ..Figure::default()
        };
        assert_eq!(figure_markdown(&figure), "![Snow](<https://a.example/a)b%3Ec%20(1).jpg>)");
        let embed = Block::Embed {
            url: "https://v.example/<1>\n".to_owned(),
            provider: "v.example".to_owned(),
            title: String::new(),
        };
        assert_eq!(block_markdown(&embed), "[v.example](<https://v.example/%3C1%3E%0A>)");
    }

    #[test]
    fn nested_lists_are_indented_below_their_item() {
        let inner = Block::List { ordered: false, items: vec![vec![Block::paragraph("two")]] };
        let list = Block::List { ordered: true, items: vec![vec![Block::paragraph("one"), inner]] };
        assert_eq!(block_markdown(&list), "1. one\n\n   - two");
    }

    #[test]
    fn html_escapes_what_a_story_says() {
        assert_eq!(
            block_html(&Block::paragraph("<script>\"&"), &|_| None),
            "<p>&lt;script&gt;&quot;&amp;</p>"
        );
    }
}
