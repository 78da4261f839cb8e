use maud::{Markup, PreEscaped, html};
use model::{Block, Row, Span};

use super::paper::Post;
use super::view::View;

/// Words with their styles and links.
pub(super) fn words(view: &View<'_>, spans: &[Span]) -> Markup {
    html! { @for span in spans { (word(view, span)) } }
}

fn word(view: &View<'_>, span: &Span) -> Markup {
    let mut markup = lines(&span.text);
    if span.emphasis {
        markup = html! { em { (markup) } };
    }
    if span.strong {
        markup = html! { strong { (markup) } };
    }
    match &span.link {
        Some(link) => html! { a href=(view.link(link)) { (markup) } },
        None => markup,
    }
}

fn lines(text: &str) -> Markup {
    html! {
        @for (index, line) in text.split('\n').enumerate() {
            @if index > 0 { br; "\n" }
            (line)
        }
    }
}

/// What a sitemap tells Google News of a story; the element that holds it declares `xmlns:news`.
pub(super) fn news(view: &View<'_>, post: &Post) -> Markup {
    html! {
        news:news {
            news:publication {
                news:name { (view.edition.name) }
                news:language { (post.reading.language) }
            }
            news:publication_date { (post.published()) }
            news:title { (post.reading.headline) }
        }
    }
}

/// A heading of a level.
pub(super) fn heading(level: u8, class: Option<&str>, words: &Markup) -> Markup {
    html! {
        @match level {
            0..=2 => h2 class=[class] { (words) },
            3 => h3 class=[class] { (words) },
            4 => h4 class=[class] { (words) },
            5 => h5 class=[class] { (words) },
            _ => h6 class=[class] { (words) },
        }
    }
}

/// The rows of a table: those at its top that have only heads, and the others.
pub(super) fn parted(rows: &[Row]) -> (&[Row], &[Row]) {
    let is_head = |row: &&Row| row.cells.iter().all(|cell| cell.header);
    rows.split_at(rows.iter().take_while(is_head).count())
}

/// A row of a table.
pub(super) fn row(view: &View<'_>, row: &Row) -> Markup {
    html! {
        tr {
            @for cell in &row.cells {
                @let columns = (cell.colspan > 1).then_some(cell.colspan);
                @let rows = (cell.rowspan > 1).then_some(cell.rowspan);
                @if cell.header {
                    th colspan=[columns] rowspan=[rows] { (words(view, &cell.spans)) }
                } @else {
                    td colspan=[columns] rowspan=[rows] { (words(view, &cell.spans)) }
                }
            }
        }
    }
}

/// The first words of a story, at most so many.
pub(super) fn opening(body: &[Block], count: usize) -> (String, bool) {
    let text = model::plain_text(body);
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(count).collect();
    (first.join(" "), words.next().is_some())
}

/// Text that must stand in XML as it is, because it is HTML in itself.
pub(super) fn cdata(html: &str) -> Markup {
    PreEscaped(format!("<![CDATA[{}]]>", html.replace("]]>", "]]]]><![CDATA[>")))
}

/// A value as JSON that may stand in a `script` element.
pub(super) fn json_in_script(value: &serde_json::Value) -> Markup {
    PreEscaped(value.to_string().replace("</", "<\\/"))
}
