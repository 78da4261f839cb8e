use maud::{Markup, html};
use model::{Block, Direction, Figure, Kind, Span};

use super::super::files;
use super::feed::raw;
use super::table::around;
use crate::newspaper::markup;
use crate::newspaper::paper::Post;
use crate::newspaper::view::View;

/// The page of a story; of a gallery the page of one picture, from 1, and none beyond the last.
pub(super) fn page(view: &View<'_>, post: &Post, picture: usize) -> Option<Markup> {
    let reading = &post.reading;
    let count = if reading.kind == Kind::Gallery { reading.gallery.len().max(1) } else { 1 };
    if picture == 0 || picture > count {
        return None;
    }
    let direction = (reading.direction == Direction::Rtl).then_some("rtl");
    let main = html! {
        font size="1" { a href="/" { "Home" } " > " (reading.section.join(" > ")) }
        br; br;
        font size="5" class="headline" { b { (reading.headline) } }
        br;
        @if !reading.deck.is_empty() { i class="subhead" { (reading.deck) } br; }
        font size="2" class="dateline" {
            @if !post.author().is_empty() { "By " b { (post.author()) } " | " }
            (written_date(post))
        }
        br;
        a href={ "/print.php?id=" (post.id) } { "Print this" } " | " a href={ "/mail.php?id=" (post.id) } { "Mail this" }
        hr;
        table width="100%" border="0" { tr { td class="bodytext" dir=[direction] {
            @if let Some(lead) = &reading.lead { (figure(view, lead, "left")) }
            (blocks(view, &reading.body))
            (pictures(view, post, picture))
        } } }
        hr;
        font size="2" { b { "Related stories" } br;
            @for other in view.edition.public().filter(|it| it.id != post.id && it.reading.section == reading.section).take(4) {
                "» " a href=(super::path(other)) { (other.reading.headline) } br;
            }
        }
    };
    let head = html! {
        meta name="description" content=(reading.deck);
        meta name="keywords" content=(reading.tags.join(", "));
    };
    Some(around(view, &reading.headline, &head, &main))
}

/// `Tuesday, 24 November 2026, 05:15 IST`.
fn written_date(post: &Post) -> String {
    let published = post.published();
    let local = published.offset.to_datetime(published.timestamp);
    format!("{} IST", local.strftime("%A, %-d %B %Y, %H:%M"))
}

/// A picture in a table of its own.
fn figure(view: &View<'_>, figure: &Figure, align: &str) -> Markup {
    let Some(picture) = view.edition.picture_of(figure) else { return html! {} };
    html! {
        table class="pic" align=(align) border="0" cellpadding="4" width="300" { tr { td {
            a href={ "/images/" (picture.file) } target="_blank" {
                img src={ "/images/thumbs/" (picture.file) } alt=(picture.alt) border="0";
            }
            br;
            font size="1" {
                (figure.cutline)
                @if !figure.credit.is_empty() { " " i { "Pic: " (figure.credit) } }
            }
        } } }
    }
}

/// A gallery shows one picture a page, with the way to the next.
fn pictures(view: &View<'_>, post: &Post, number: usize) -> Markup {
    let gallery = &post.reading.gallery;
    if post.reading.kind != Kind::Gallery {
        return html! { @for it in gallery { (whole(view, it)) } };
    }
    let address = |number: usize| format!("{}&pic={number}", super::path(post));
    html! {
        @if let Some(it) = gallery.get(number - 1) { (whole(view, it)) }
        center class="pager" {
            @if number > 1 { a href=(address(number - 1)) { "« Previous" } " " }
            "Picture " (number) " of " (gallery.len())
            @if number < gallery.len() { " " a href=(address(number + 1)) { "Next »" } }
        }
    }
}

fn whole(view: &View<'_>, figure: &Figure) -> Markup {
    let found = files::pictures(view.edition, std::slice::from_ref(figure));
    html! {
        @for picture in found {
            center {
                img src={ "/images/" (picture.file) } alt=(picture.alt) width="460"; br;
                font size="2" class="cap" { (figure.cutline) }
                @if !figure.credit.is_empty() { " " font size="1" { "Pic: " (figure.credit) } }
            }
        }
    }
}

/// Blocks, parted by two line breaks.
fn blocks(view: &View<'_>, blocks: &[Block]) -> Markup {
    let said = |spans: &[Span]| markup::words(view, spans);
    html! {
        @for block in blocks {
            @match block {
                Block::Paragraph { spans } => { (said(spans)) br; br; },
                Block::Heading { spans, .. } => { b { font size="4" { (said(spans)) } } br; br; },
                Block::Quote { blocks } => blockquote { i { (self::blocks(view, blocks)) } },
                Block::List { ordered, items } => (list(view, *ordered, items)),
                Block::Table { rows } => {
                    table border="1" cellpadding="3" class="data" {
                        @for row in rows { (markup::row(view, row)) }
                    }
                    br;
                },
                Block::Figure(it) => (figure(view, it, "right")),
                Block::Embed { url, title, .. } => { a href=(view.link(url)) { (title) } br; br; },
                Block::Rule => center { "* * *" },
            }
        }
    }
}

fn list(view: &View<'_>, ordered: bool, items: &[Vec<Block>]) -> Markup {
    let inner = html! {
        @for item in items {
            li {
                @for block in item {
                    @match block {
                        Block::Paragraph { spans } => (markup::words(view, spans)),
                        other => (blocks(view, std::slice::from_ref(other))),
                    }
                }
            }
        }
    };
    html! { @if ordered { ol { (inner) } } @else { ul { (inner) } } }
}

/// The text as the feed has it: in paragraphs.
pub(super) fn feed_text(view: &View<'_>, post: &Post) -> String {
    let body = post.reading.body.iter().map(|block| match block {
        Block::Paragraph { spans } => html! { p { (markup::words(view, spans)) } },
        other => blocks(view, std::slice::from_ref(other)),
    });
    body.map(raw).collect::<Vec<_>>().join("\n")
}
