use maud::{DOCTYPE, Markup, html};

use super::texture::titled;
use super::{day_path, path, pictures, rest, section_path};
use crate::newspaper::http::Answer;
use crate::newspaper::markup::opening;
use crate::newspaper::paper::{Edition, Post, Section};
use crate::newspaper::view::View;

/// A page that is no story.
pub(super) struct Page {
    pub(super) slug: &'static str,
    pub(super) title: &'static str,
}

/// What the paper says of itself.
pub(super) const PAGES: [Page; 4] = [
    Page { slug: "about-us", title: "About us" },
    Page { slug: "contact-us", title: "Contact us" },
    Page { slug: "our-team", title: "Our team" },
    Page { slug: "terms", title: "Terms of Service" },
];

/// Words of the first lines on a card.
const TEASER: usize = 20;

/// A whole page around what is its own.
pub(super) fn around(view: &View<'_>, head: &Markup, class: &str, main: &Markup) -> Markup {
    let edition = view.edition;
    let direction = None::<&str>;
    html! {
        (DOCTYPE)
        html lang="en-US" dir=[direction] {
            head {
                meta charset="UTF-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                script { "var jnews_ajax_url = '/?ajax-request=jnews'" }
                (head)
                link rel="https://api.w.org/" href=(view.url("/wp-json/"));
                link rel="EditURI" type="application/rsd+xml" title="RSD" href=(view.url("/xmlrpc.php?rsd"));
                link rel="alternate" type="application/rss+xml" title={ (edition.name) " » Feed" } href=(view.url("/feed/"));
                link rel="icon" href=(view.url("/favicon.svg")) type="image/svg+xml";
                link rel="apple-touch-icon" href=(view.url("/favicon.svg"));
                link rel="stylesheet" href=(view.url("/wp-content/themes/lantern/style.css"));
                meta name="generator" content="WordPress 6.6.2";
            }
            body class={ "jnews jeg_single_tpl_1 " (class) } {
                div class="jeg_viewport" {
                    (header(view))
                    (main)
                    (footer(view))
                }
                script { (maud::PreEscaped(include_str!("theme.js"))) }
            }
        }
    }
}

fn header(view: &View<'_>) -> Markup {
    let today = view.edition.days().first().copied();
    let epaper = view.edition.sections.iter().find(|section| section.slug == "epaper");
    html! {
        div class="jeg_header_wrapper" { div class="jeg_header full" { div class="container" {
            div class="jeg_top_bar" {
                ul class="jeg_menu jeg_top_menu" { (own_pages(view)) }
                div class="jeg_top_date" {
                    @if let Some(today) = today { (today.strftime("%A, %B %-d, %Y")) }
                }
            }
            div class="jeg_logo" {
                a href=(view.url("/")) {
                    img src=(view.url("/wp-content/themes/lantern/logo.svg")) alt=(view.edition.name);
                }
                span class="tagline" { (view.edition.tagline) }
            }
            @if let Some(epaper) = epaper {
                a class="btn" href=(view.url(&section_path(view.edition, epaper))) { "Epaper" }
            }
            div class="jeg_nav_item jeg_main_menu_wrapper" {
                (menu(view, "jeg_menu jeg_main_menu jeg_menu_style_1"))
            }
            (search())
        } } }
    }
}

fn own_pages(view: &View<'_>) -> Markup {
    html! {
        @for page in &PAGES {
            li { a href=(view.url(&format!("/{}/", page.slug))) { (page.title) } }
        }
    }
}

/// The sections in the paper's own order.
fn menu(view: &View<'_>, class: &str) -> Markup {
    let edition = view.edition;
    let below = |parent: u64| -> Vec<&Section> {
        edition.sections.iter().filter(|section| section.parent == parent).collect()
    };
    html! {
        ul class=(class) {
            @for section in below(0) {
                li class="menu-item menu-item-object-category" {
                    (section_link(view, section))
                    @let children = below(section.id);
                    @if !children.is_empty() {
                        ul class="sub-menu" {
                            @for child in children {
                                li class="menu-item menu-item-object-category" {
                                    (section_link(view, child))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A section's name, leading to its page.
pub(super) fn section_link(view: &View<'_>, section: &Section) -> Markup {
    html! { a href=(view.url(&section_path(view.edition, section))) { (titled(section.name())) } }
}

fn search() -> Markup {
    html! {
        div class="jeg_search_wrapper jeg_search_no_expand round" {
            form action="/" method="get" class="jeg_search_form" {
                input name="s" class="jeg_search_input" placeholder="Search..." type="text";
                button type="submit" class="jeg_search_button btn" { i class="fa fa-search" {} }
            }
            div class="jeg_search_result jeg_search_hide with_result" {
                div class="search-result-wrapper" {}
                div class="search-link search-noresult" { "No Result" }
                div class="search-link search-all-button" { i class="fa fa-search" {} " View All Result" }
            }
        }
    }
}

fn footer(view: &View<'_>) -> Markup {
    let copyright = html! {
        p class="copyright" { "© 2026 " (view.edition.name) " - Designed by Lamp Street Works." }
    };
    html! {
        div class="widget widget_newsletter newsletter" {
            h3 { "Get the morning’s stories by mail" }
            form action="/newsletter/" method="post" {
                input type="email" name="email" placeholder="Your mail address";
                button type="submit" { "Subscribe" }
            }
            p { "By signing up, you agree to our terms. Unsubscribe at any time." }
        }
        div class="jeg_footer jeg_footer_1" { div class="container" {
            ul class="jeg_menu_footer" { (own_pages(view)) }
            p { "E-Mailus: desk@lantern.example" }
            (copyright)
        } }
        div class="jeg_mobile_wrapper" {
            (search())
            (menu(view, "jeg_mobile_menu"))
            div class="nav_wrap" { (copyright) }
        }
    }
}

/// The column beside a story or a list.
pub(super) fn sidebar(view: &View<'_>) -> Markup {
    html! {
        div class="jeg_sidebar jeg_sticky_sidebar col-md-4" {
            div class="widget widget_jnews_recent_news" {
                (block_heading(&html! { "Latest News" }))
                div class="jeg_posts" {
                    @for post in view.edition.listed().take(6) {
                        (card(view, post, "jeg_pl_sm", false))
                    }
                }
            }
            div class="widget widget_ad" {
                div class="ads-wrapper jnews_content_advertisement" {
                    span { "Advertisement" }
                    a href="https://ads.example/" {
                        img src=(super::BLANK) alt="" width="300" height="250";
                    }
                }
            }
        }
    }
}

/// The title over a block of cards.
pub(super) fn block_heading(title: &Markup) -> Markup {
    html! {
        div class="jeg_block_heading jeg_block_heading_6" {
            h3 class="jeg_block_title" { span { (title) } }
        }
    }
}

/// A story in a list.
pub(super) fn card(view: &View<'_>, post: &Post, class: &str, has_teaser: bool) -> Markup {
    let url = view.url(&path(post));
    html! {
        article class={ "jeg_post " (class) " post-" (post.id) } {
            @if let Some(picture) = rest::featured(view, post) {
                div class="jeg_thumb" { a href=(url) {
                    div class="thumbnail-container animate-lazy size-715" {
                        (pictures::lazy_image(view, picture, "medium"))
                    }
                } }
            }
            div class="jeg_postblock_content" {
                h3 class="jeg_post_title" { a href=(url) { (titled(&post.reading.headline)) } }
                div class="jeg_post_meta" { div class="jeg_meta_date" {
                    a href=(url) { i class="fa fa-clock-o" {} " " (long_date(post)) }
                } }
                @if has_teaser {
                    div class="jeg_post_excerpt" {
                        p { (teaser(post)) }
                        a href=(url) class="jeg_readmore" {
                            "Read more" span class="screen-reader-text" { "Details" }
                        }
                    }
                }
            }
        }
    }
}

fn teaser(post: &Post) -> String {
    if !post.is_public() {
        return String::new();
    }
    let (words, is_cut) = opening(&post.reading.body, TEASER);
    if is_cut { format!("{words}...") } else { words }
}

/// `November 24, 2026`.
pub(super) fn long_date(post: &Post) -> String {
    post.day().strftime("%B %-d, %Y").to_string()
}

/// The stories of a story's main section, without itself, the newest first.
pub(super) fn same_section<'a>(edition: &'a Edition, post: &Post) -> Vec<&'a Post> {
    let Some(section) = edition.sections_of(post).first().copied() else { return Vec::new() };
    edition.listed().filter(|it| it.id != post.id && edition.is_in(it, section)).collect()
}

/// A page that is no story.
pub(super) fn page(view: &View<'_>, page: &Page) -> Answer {
    let edition = view.edition;
    let head = html! { title { (page.title) " - " (edition.name) } };
    let main = html! {
        div class="jeg_main" { div class="container" {
            h1 class="jeg_post_title" { (page.title) }
            div class="content-inner" {
                @if page.slug == "our-team" {
                    @for author in edition.authors.iter().filter(|author| !author.about.is_empty()) {
                        h3 { (author.name) }
                        p { (author.about) }
                    }
                } @else {
                    p { (edition.about) }
                }
            }
        } }
    };
    Answer::page(200, around(view, &head, "page", &main))
}

/// The page for what is not there.
pub(super) fn not_found(view: &View<'_>) -> Answer {
    let head = html! { title { "Page not found - " (view.edition.name) } };
    let main = html! {
        div class="jeg_main" { div class="container" {
            h1 class="jeg_archive_title" { "Page Not Found" }
            p { "Sorry the page you were looking for cannot be found. Try searching for the best match or browse the links below:" }
            @if let Some(day) = view.edition.days().first() {
                a href=(view.url(&day_path(*day))) { "Today’s paper" }
            }
        } }
    };
    Answer::page(404, around(view, &head, "error404", &main))
        .with("Cache-Control", "no-cache, must-revalidate, max-age=0")
}
