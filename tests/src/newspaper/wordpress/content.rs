use maud::{Markup, PreEscaped, html};
use model::{Block, Figure, Kind, Row, Span};

use super::texture::texturized;
use super::{gallery, pictures};
use crate::newspaper::markup;
use crate::newspaper::paper::{Edition, Picture, Post};
use crate::newspaper::view::View;

/// With which of WordPress' editors a story was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Editor {
    Classic,
    Blocks,
}

impl Editor {
    /// Half of the stories come from each, and half of the galleries.
    pub(super) fn of(edition: &Edition, post: &Post) -> Self {
        let galleries = edition.all().iter().filter(|it| it.reading.kind == Kind::Gallery);
        let number = match post.reading.kind {
            Kind::Gallery => galleries.filter(|it| it.id < post.id).count() as u64,
            _ => post.id,
        };
        if number.is_multiple_of(2) { Self::Blocks } else { Self::Classic }
    }

    fn class(self, name: &'static str) -> Option<&'static str> {
        (self == Self::Blocks).then_some(name)
    }
}

/// A story's text as WordPress gives it out (`content.rendered`).
pub(super) fn rendered(view: &View<'_>, post: &Post) -> String {
    let writer = Writer { view, post, editor: Editor::of(view.edition, post) };
    let mut parts: Vec<Markup> =
        post.reading.body.iter().map(|block| writer.block(block)).collect();
    let drawings: Vec<&Picture> =
        post.reading.gallery.iter().filter_map(|it| view.edition.picture_of(it)).collect();
    if post.reading.kind == Kind::Gallery {
        parts.push(gallery::markup(view, post, &drawings));
    } else {
        // A drawing or a printed page stands before the words about it.
        parts.splice(..0, drawings.iter().map(|picture| whole_picture(view, picture)));
    }
    let between = if writer.editor == Editor::Blocks { "\n\n\n\n" } else { "\n" };
    let parts: Vec<String> = parts.into_iter().map(PreEscaped::into_string).collect();
    format!("{}\n", texturized(&parts.join(between)))
}

/// A picture that is the story: a cartoon, a page of the paper.
fn whole_picture(view: &View<'_>, picture: &Picture) -> Markup {
    let class = format!("aligncenter size-full wp-image-{}", picture.id);
    html! {
        p {
            a href=(view.url(&pictures::path(picture))) {
                (pictures::image(view, picture, "full", &class))
            }
        }
    }
}

struct Writer<'a> {
    view: &'a View<'a>,
    post: &'a Post,
    editor: Editor,
}

impl Writer<'_> {
    fn block(&self, block: &Block) -> Markup {
        let class = |name| self.editor.class(name);
        match block {
            Block::Paragraph { spans } => html! { p { (self.words(spans)) } },
            Block::Heading { level, spans } => {
                markup::heading(*level, class("wp-block-heading"), &self.words(spans))
            }
            Block::Quote { blocks } => {
                let class = class("wp-block-quote is-layout-flow wp-block-quote-is-layout-flow");
                html! {
                    blockquote class=[class] {
                        "\n" @for block in blocks { (self.block(block)) "\n" }
                    }
                }
            }
            Block::List { ordered: true, items } => {
                html! { ol class=[class("wp-block-list")] { (self.items(items)) } }
            }
            Block::List { ordered: false, items } => {
                html! { ul class=[class("wp-block-list")] { (self.items(items)) } }
            }
            Block::Table { rows } => self.table(rows),
            Block::Figure(figure) => self.figure(figure),
            Block::Embed { url, title, .. } => self.printed_page(url, title),
            Block::Rule => {
                html! { hr class=[class("wp-block-separator has-alpha-channel-opacity")]; }
            }
        }
    }

    fn words(&self, spans: &[Span]) -> Markup {
        markup::words(self.view, spans)
    }

    fn items(&self, items: &[Vec<Block>]) -> Markup {
        html! {
            "\n"
            @for item in items {
                li {
                    @for block in item {
                        @match block {
                            Block::Paragraph { spans } => (self.words(spans)),
                            other => (self.block(other)),
                        }
                    }
                }
                "\n"
            }
        }
    }

    fn table(&self, rows: &[Row]) -> Markup {
        let (heads, others) = markup::parted(rows);
        let table = html! {
            table {
                @if !heads.is_empty() {
                    thead { @for head in heads { (markup::row(self.view, head)) } }
                }
                tbody { @for row in others { (markup::row(self.view, row)) "\n" } }
            }
        };
        match self.editor {
            Editor::Classic => table,
            Editor::Blocks => html! { figure class="wp-block-table" { (table) } },
        }
    }

    fn figure(&self, figure: &Figure) -> Markup {
        let Some(picture) = self.view.edition.picture_of(figure) else { return html! {} };
        let caption = picture.caption();
        let id = picture.id;
        if self.editor == Editor::Blocks {
            let class = format!("wp-image-{id}");
            return html! {
                figure class="wp-block-image size-large" {
                    (pictures::image(self.view, picture, "large", &class))
                    @if !caption.is_empty() {
                        figcaption class="wp-element-caption" { (caption) }
                    }
                }
            };
        }
        let class = format!("size-medium wp-image-{id}");
        html! {
            figure id={ "attachment_" (id) } aria-describedby={ "caption-attachment-" (id) }
                style="width: 300px" class="wp-caption aligncenter" {
                a href=(self.view.url(&pictures::path(picture))) {
                    (pictures::image(self.view, picture, "medium", &class))
                }
                figcaption id={ "caption-attachment-" (id) } class="wp-caption-text" { (caption) }
            }
        }
    }

    fn printed_page(&self, url: &str, title: &str) -> Markup {
        let address = self.view.url(&pictures::pdf_path(self.post.day(), url));
        if self.editor == Editor::Classic {
            return html! { p { a href=(address) { (title) } } };
        }
        html! {
            div class="wp-block-file" {
                a id="wp-block-file--media" href=(address) { (title) }
                a href=(address) class="wp-block-file__button wp-element-button" download { "Download" }
            }
        }
    }
}
