use maud::{Markup, html};
use model::{Block, Figure, Span};

use super::{page::around, section_path, stories, urdu};
use crate::newspaper::markup;
use crate::newspaper::paper::Post;
use crate::newspaper::view::View;

/// The page of a story.
pub(super) fn page(view: &View<'_>, post: &Post) -> Markup {
    let headline = urdu::headline(post);
    let section = view.edition.sections_of(post).first().copied();
    let main = html! {
        div.rasta {
            a href="/" { "سرِورق" }
            @if let Some(section) = section { " › " a href=(section_path(section)) { (urdu::section(&section.slug)) } }
        }
        div.mazmoon {
            h1 { (headline) }
            @if !urdu::deck(post).is_empty() { h4 { (urdu::deck(post)) } }
            p.likhari { (urdu::byline(post)) " " span.waqt { (urdu::date(post.published())) } }
            div.share { a href="#" { "فیس بک" } " " a href="#" { "واٹس ایپ" } " " a href="#" { "ٹوئٹر" } }
            div.matan {
                @if let Some(lead) = &post.reading.lead { (figure(view, lead)) }
                (blocks(view, urdu::body(post)))
                (gallery(view, post))
            }
        }
        div.mutaliqa {
            h3 { "یہ بھی پڑھیں" }
            @for other in stories(view).filter(|it| it.id != post.id).take(3) {
                p { a href=(super::path(other)) { (urdu::headline(other)) } }
            }
        }
    };
    around(view, headline, &main)
}

fn figure(view: &View<'_>, figure: &Figure) -> Markup {
    let Some(picture) = view.edition.picture_of(figure) else { return html! {} };
    html! {
        div.tasveer {
            img src={ "/tasveer/" (picture.file) } alt=(picture.alt);
            small { (figure.cutline) @if !figure.credit.is_empty() { " (فوٹو: " (figure.credit) ")" } }
        }
    }
}

/// A gallery is a list of links to pictures.
fn gallery(view: &View<'_>, post: &Post) -> Markup {
    let pictures = post.reading.gallery.iter().filter_map(|figure| view.edition.picture_of(figure));
    html! {
        @for (number, picture) in (1_i16..).zip(pictures) {
            p {
                a href={ "/tasveer/" (picture.file) } { "تصویر " (urdu::number(number)) }
                " — " (urdu::cutline(picture))
                @if !picture.credit.is_empty() { " (فوٹو: " (picture.credit) ")" }
            }
        }
    }
}

fn blocks(view: &View<'_>, blocks: &[Block]) -> Markup {
    let said = |spans: &[Span]| markup::words(view, spans);
    html! {
        @for block in blocks {
            @match block {
                Block::Paragraph { spans } => p { (said(spans)) },
                Block::Heading { spans, .. } => h3 { (said(spans)) },
                Block::Quote { blocks } => div.iqtibas { (self::blocks(view, blocks)) },
                Block::List { items, .. } => ul {
                    @for item in items { li { (self::blocks(view, item)) } }
                },
                Block::Table { rows } => table { @for row in rows { (markup::row(view, row)) } },
                Block::Figure(it) => (figure(view, it)),
                Block::Embed { url, title, .. } => p { a href=(view.link(url)) { (title) } },
                Block::Rule => hr;,
            }
        }
    }
}
