use maud::{Markup, html};

use super::content::Editor;
use super::pictures;
use crate::newspaper::paper::{Picture, Post};
use crate::newspaper::view::View;

/// The pictures of a gallery as one of WordPress' editors shows them.
pub(super) fn markup(view: &View<'_>, post: &Post, drawings: &[&Picture]) -> Markup {
    match Editor::of(view.edition, post) {
        Editor::Classic => shortcode(view, post, drawings),
        Editor::Blocks => blocks(view, drawings),
    }
}

/// What `[gallery columns="3" size="medium" link="file"]` becomes.
fn shortcode(view: &View<'_>, post: &Post, drawings: &[&Picture]) -> Markup {
    html! {
        div id="gallery-1" class={ "gallery galleryid-" (post.id) " gallery-columns-3 gallery-size-medium" } {
            @for picture in drawings {
                figure class="gallery-item" {
                    "\n"
                    div class={ "gallery-icon " (shape(picture)) } {
                        "\n"
                        a href=(view.url(&pictures::path(picture))) {
                            (pictures::image(view, picture, "medium", "attachment-medium size-medium"))
                        }
                        "\n"
                    }
                    figcaption class="wp-caption-text gallery-caption" id={ "gallery-1-" (picture.id) } {
                        "\n" (picture.caption()) "\n"
                    }
                }
            }
            "\n"
        }
        "\n"
    }
}

fn shape(picture: &Picture) -> &'static str {
    if picture.height > picture.width { "portrait" } else { "landscape" }
}

/// What the block editor's gallery becomes.
fn blocks(view: &View<'_>, drawings: &[&Picture]) -> Markup {
    html! {
        figure class="wp-block-gallery has-nested-images columns-default is-cropped wp-block-gallery-1 is-layout-flex wp-block-gallery-is-layout-flex" {
            @for picture in drawings {
                "\n"
                figure class="wp-block-image size-large" {
                    a href=(view.url(&pictures::path(picture))) {
                        (pictures::image(view, picture, "large", &format!("wp-image-{}", picture.id)))
                    }
                    figcaption class="wp-element-caption" { (picture.caption()) }
                }
                "\n\n\n"
            }
        }
    }
}
