use maud::{DOCTYPE, Markup, html};

use super::section_path;
use crate::newspaper::http::{Answer, Freshness};
use crate::newspaper::paper::{Post, Section};
use crate::newspaper::view::View;

pub(super) const STYLE: &str = "body{font:1.1rem/1.5 Georgia,serif;max-width:44rem;margin:auto;padding:0 1rem}\
.site-nav__list{display:flex;flex-wrap:wrap;gap:1rem;list-style:none;padding:0}img{max-width:100%}\
.story__kicker{text-transform:uppercase;font-size:.8rem}figcaption{font-size:.85rem}[dir=rtl]{text-align:right}";
/// Stories on the front page and on a section's page, which lead no further.
const SHOWN: usize = 6;

/// A whole page around what is its own.
pub(super) fn around(view: &View<'_>, head: &Markup, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(view.edition.language) {
            head {
                meta charset="UTF-8";
                meta name="viewport" content="width=device-width";
                (head)
                link rel="stylesheet" href="/style.css";
            }
            body class="page" {
                a class="skip-link" href="#main" { "Skip to main content" }
                header class="site-header" {
                    a class="site-header__name" href="/" { (view.edition.name) }
                    nav class="site-nav" aria-label="Sections" { ul class="site-nav__list" {
                        @for section in view.edition.sections.iter().filter(|it| it.parent == 0) {
                            li { a href=(section_path(section)) { (section.name()) } }
                        }
                    } }
                }
                main id="main" { (main) }
                aside class="signup" {
                    h2 { "The Lantern by post" }
                    p { "One letter each evening. No advertisements, no tracking." }
                    form action="/signup" method="post" { input type="email" name="email"; button { "Sign up" } }
                }
                footer class="site-footer" {
                    p { (view.edition.name) ", Lamp Street, Tarsang. All rights reserved." }
                    a href="/privacy" { "Privacy" } " " a href="/corrections" { "Corrections policy" }
                }
            }
        }
    }
}

fn title(title: &str) -> Markup {
    html! { title { (title) } }
}

/// The front page: the newest stories and the way to the sections.
pub(super) fn home(view: &View<'_>) -> Answer {
    let stories: Vec<&Post> = view.edition.public().take(SHOWN).collect();
    let main =
        html! { h1 class="visually-hidden" { (view.edition.name) } (teasers(view, &stories)) };
    let head = title(&format!("{} | {}", view.edition.name, view.edition.tagline));
    Answer::page(200, around(view, &head, &main)).fresh_by(Freshness::Tag)
}

/// A section's page: its newest stories alone.
pub(super) fn section(view: &View<'_>, section: &Section) -> Answer {
    let is_in = |post: &&Post| view.edition.is_in(post, section);
    let stories: Vec<&Post> = view.edition.public().filter(is_in).take(SHOWN).collect();
    let main = html! { h1 { (section.name()) } (teasers(view, &stories)) };
    let head = title(&format!("{} | {}", section.name(), view.edition.name));
    Answer::page(200, around(view, &head, &main)).fresh_by(Freshness::Tag)
}

/// Stories in short.
pub(super) fn teasers(view: &View<'_>, stories: &[&Post]) -> Markup {
    html! {
        div class="teasers" {
            @for post in stories {
                article class="teaser" {
                    h3 class="teaser__title" { a href=(view.story_url(post)) { (post.reading.headline) } }
                    @if !post.reading.deck.is_empty() { p class="teaser__text" { (post.reading.deck) } }
                }
            }
        }
    }
}

/// The page for what is not there, or no more.
pub(super) fn not_found(view: &View<'_>, status: u16) -> Answer {
    let main =
        html! { h1 { "We cannot find that page" } p { "It may have been moved or taken down." } };
    Answer::page(status, around(view, &title("Not found"), &main))
}
