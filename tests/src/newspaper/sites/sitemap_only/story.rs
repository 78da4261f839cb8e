use maud::{Markup, html};
use model::{Block, Direction, Figure, Kind, Row, Span};
use serde_json::{Value, json};

use super::super::files;
use super::{front, section_path};
use crate::newspaper::markup::{self, json_in_script};
use crate::newspaper::paper::{Picture, Post, Visibility};
use crate::newspaper::view::View;

const WIDTHS: [u32; 3] = [400, 800, 1200];

/// The page of a story.
pub(super) fn page(view: &View<'_>, post: &Post) -> Markup {
    let reading = &post.reading;
    let direction = (reading.direction == Direction::Rtl).then_some("rtl");
    let main = html! {
        article class={ "story story--" (reading.kind.as_str()) } lang=(reading.language) dir=[direction] {
            header class="story__header" {
                @if let Some(section) = view.edition.sections_of(post).first() {
                    p class="story__kicker" { a href=(section_path(section)) { (section.name()) } }
                }
                h1 class="story__headline" { (reading.headline) }
                @if !reading.deck.is_empty() { p class="story__standfirst" { (reading.deck) } }
                (byline(post))
            }
            @if post.visibility == Visibility::Password {
                div class="paywall" { p { "This story is for subscribers." } a href="/signin" { "Sign in" } }
            } @else {
                @if let Some(lead) = &reading.lead { (figure(view, lead, "story__lead")) }
                (share())
                div class="story__body" {
                    @for block in &reading.body { (self::block(view, block)) }
                    (pictures(view, post))
                }
            }
        }
        (read_next(view, post))
    };
    front::around(view, &head(view, post), &main)
}

fn head(view: &View<'_>, post: &Post) -> Markup {
    let reading = &post.reading;
    let url = view.story_url(post);
    html! {
        title { (reading.headline) " | " (view.edition.name) }
        link rel="canonical" href=(url);
        meta name="description" content=(reading.deck);
        meta property="og:title" content=(reading.headline);
        meta property="og:type" content="article";
        meta property="og:locale" content=(reading.language);
        script type="application/ld+json" { (json_in_script(&facts(view, post))) }
    }
}

/// The story as data for search engines.
fn facts(view: &View<'_>, post: &Post) -> Value {
    let reading = &post.reading;
    let author = if reading.byline.is_empty() {
        json!({"@type": "Organization", "name": post.author()})
    } else {
        json!({"@type": "Person", "name": reading.byline})
    };
    let images: Vec<Value> = reading
        .figures()
        .filter_map(|figure| view.edition.picture_of(figure))
        .map(|picture| {
            json!({"@type": "ImageObject", "url": view.url(&address(picture)), "caption": picture.cutline,
                "creditText": picture.credit, "width": picture.width, "height": picture.height})
        })
        .collect();
    json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": view.story_url(post),
        "headline": reading.headline,
        "alternativeHeadline": reading.deck,
        "datePublished": post.published().to_string(),
        "dateModified": post.modified().to_string(),
        "articleSection": view.edition.sections_of(post).iter().map(|it| it.path.join(" > ")).collect::<Vec<_>>(),
        "keywords": reading.tags,
        "inLanguage": reading.language,
        "author": [author],
        "publisher": {"@type": "NewsMediaOrganization", "name": view.edition.name},
        "image": images,
        "isAccessibleForFree": post.is_public(),
    })
}

fn byline(post: &Post) -> Markup {
    let (published, modified) = (post.published(), post.modified());
    let day = post.day().strftime("%-d %B %Y").to_string();
    html! {
        div class="story__meta" {
            @if !post.author().is_empty() { address class="story__byline" { "By " a rel="author" href="/people" { (post.author()) } } }
            time class="story__published" datetime=(published) { (day) }
            @if modified != published { time class="story__updated" datetime=(modified) { "Updated" } }
        }
    }
}

fn share() -> Markup {
    html! {
        ul class="share-bar" aria-label="Share this story" {
            @for place in ["Copy link", "Mail", "Print"] { li { button type="button" { (place) } } }
        }
    }
}

/// The path of a picture as it was uploaded.
fn address(picture: &Picture) -> String {
    format!("/media/{}", picture.file)
}

fn figure(view: &View<'_>, figure: &Figure, class: &str) -> Markup {
    let Some(picture) = view.edition.picture_of(figure) else { return html! {} };
    let path = address(picture);
    let set = WIDTHS.map(|width| format!("{path}?w={width} {width}w")).join(", ");
    html! {
        figure class=(class) {
            picture {
                source media="(min-width: 60em)" srcset=(set) sizes="44rem";
                img src={ (path) "?w=800" } alt=(picture.alt) width=(picture.width) height=(picture.height) loading="lazy";
            }
            figcaption {
                (figure.cutline)
                @if !figure.credit.is_empty() { " " span class="credit" { "Photograph: " (figure.credit) } }
            }
        }
    }
}

/// A gallery is a slider: only its first picture is an element, all of them are in an attribute.
fn pictures(view: &View<'_>, post: &Post) -> Markup {
    let reading = &post.reading;
    if reading.kind != Kind::Gallery {
        return html! { @for it in &reading.gallery { (figure(view, it, "story__drawing")) } };
    }
    let slides: Vec<Value> = files::pictures(view.edition, &reading.gallery)
        .into_iter()
        .map(|picture| {
            json!({"src": address(picture), "thumb": format!("{}?w=400", address(picture)),
                "caption": picture.cutline, "credit": picture.credit, "alt": picture.alt})
        })
        .collect();
    html! {
        div class="slider" data-component="slider" data-count=(slides.len()) data-slides=(Value::Array(slides)) {
            @if let Some(first) = reading.gallery.first() { (figure(view, first, "slider__slide is-current")) }
            button class="slider__next" type="button" { "Next picture" }
        }
    }
}

fn read_next(view: &View<'_>, post: &Post) -> Markup {
    let others: Vec<&Post> = view
        .edition
        .public()
        .filter(|it| it.id != post.id && it.reading.section == post.reading.section)
        .take(3)
        .collect();
    html! { section class="read-next" { h2 { "Read next" } (front::teasers(view, &others)) } }
}

fn block(view: &View<'_>, block: &Block) -> Markup {
    let said = |spans: &[Span]| markup::words(view, spans);
    match block {
        Block::Paragraph { spans } => html! { p class="story__text" { (said(spans)) } },
        Block::Heading { level, spans } => {
            markup::heading(*level, Some("story__crosshead"), &said(spans))
        }
        Block::Quote { blocks } => {
            html! { blockquote class="story__quote" { @for inner in blocks { (self::block(view, inner)) } } }
        }
        Block::List { ordered: true, items } => {
            html! { ol class="story__list" { (listed(view, items)) } }
        }
        Block::List { ordered: false, items } => {
            html! { ul class="story__list" { (listed(view, items)) } }
        }
        Block::Table { rows } => table(view, rows),
        Block::Figure(it) => figure(view, it, "story__figure"),
        Block::Embed { url, title, .. } => html! {
            p class="story__download" { a href=(view.link(url)) type="application/pdf" { (title) } }
        },
        Block::Rule => html! { hr class="story__break"; },
    }
}

fn listed(view: &View<'_>, items: &[Vec<Block>]) -> Markup {
    html! {
        @for item in items {
            li {
                @for inner in item {
                    @match inner {
                        Block::Paragraph { spans } => (markup::words(view, spans)),
                        other => (block(view, other)),
                    }
                }
            }
        }
    }
}

fn table(view: &View<'_>, rows: &[Row]) -> Markup {
    let (heads, others) = markup::parted(rows);
    html! {
        div class="table-scroll" { table {
            thead { @for head in heads { (markup::row(view, head)) } }
            tbody { @for row in others { (markup::row(view, row)) } }
        } }
    }
}
