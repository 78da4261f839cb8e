use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};
use model::{Kind, Moment};
use serde_json::json;

use super::furniture::{
    around, block_heading, card, long_date, same_section, section_link, sidebar,
};
use super::texture::titled;
use super::{author_path, content, load_more, not_found, path, pictures, rest, tag_path};
use crate::newspaper::http::Answer;
use crate::newspaper::markup::json_in_script;
use crate::newspaper::paper::{Picture, Post, Visibility};
use crate::newspaper::view::View;

/// The page of a story, or the way to where it was moved.
pub(super) fn answer(view: &View<'_>, day: Date, slug: &str) -> Answer {
    let is_it = |post: &&Post| post.slug == slug && post.day() == day;
    if let Some(post) = view.edition.listed().find(is_it) {
        let shortlink = format!("<{}>; rel=shortlink", view.url(&format!("/?p={}", post.id)));
        let root = format!("<{}>; rel=\"https://api.w.org/\"", view.url("/wp-json/"));
        return Answer::page(200, page(view, post)).with("Link", format!("{root}, {shortlink}"));
    }
    match view.edition.moved(day, slug) {
        Some(post) => Answer::redirect(301, &view.url(&path(post))),
        None => not_found(view),
    }
}

fn page(view: &View<'_>, post: &Post) -> Markup {
    let is_locked = post.visibility == Visibility::Password;
    let main = html! {
        div class="post-wrapper" { div class="post-wrap" { div class="jeg_main" { div class="jeg_container" {
            div class="jeg_content jeg_singlepage" { div class="container" { div class="row" {
                div class="jeg_main_content col-md-8" { div class="jeg_inner_content" {
                    (breadcrumb(view, post))
                    (entry_header(view, post))
                    @if !is_locked { (lead(view, post)) }
                    div class="jeg_share_top_container" { (share(view, post)) }
                    (entry(view, post, is_locked))
                    div class="jeg_share_bottom_container" { (share(view, post)) }
                    div class="jeg_ad jeg_article jnews_content_bottom_ads" { div class="ads-wrapper" {} }
                    (previous_and_next(view, post))
                    (author_box(view, post))
                    (related(view, post))
                    div class="jnews_comment_container" {}
                } }
                (sidebar(view))
            } } }
        } } } }
    };
    let class = if post.reading.language == "ur" { "single rtl-story" } else { "single" };
    around(view, &head(view, post), class, &main)
}

/// Open Graph and JSON-LD, as plugins for search engines write them.
fn head(view: &View<'_>, post: &Post) -> Markup {
    let (edition, reading) = (view.edition, &post.reading);
    let url = view.url(&path(post));
    let picture = rest::featured(view, post).map(|picture| view.url(&pictures::path(picture)));
    let sections: Vec<&str> = edition.sections_of(post).iter().map(|it| it.name()).collect();
    let graph = json!({"@context": "https://schema.org", "@graph": [{
        "@type": "NewsArticle",
        "@id": format!("{url}#article"),
        "headline": reading.headline,
        "datePublished": post.published().to_string(),
        "dateModified": post.modified().to_string(),
        "author": {"@type": "Person", "name": post.author()},
        "articleSection": sections,
        "image": picture,
        "inLanguage": reading.language,
    }]});
    html! {
        title { (titled(&reading.headline)) " - " (edition.name) }
        link rel="canonical" href=(url);
        link rel="shortlink" href=(view.url(&format!("/?p={}", post.id)));
        meta property="og:type" content="article";
        meta property="og:title" content=(reading.headline);
        meta property="og:url" content=(url);
        meta property="og:site_name" content=(edition.name);
        @if let Some(picture) = &picture { meta property="og:image" content=(picture); }
        @if !reading.deck.is_empty() { meta property="og:description" content=(reading.deck); }
        meta property="article:published_time" content=(post.published());
        meta property="article:modified_time" content=(post.modified());
        meta property="article:section" content=(sections.first().copied().unwrap_or_default());
        meta name="author" content=(post.author());
        script type="application/ld+json" class="yoast-schema-graph" { (json_in_script(&graph)) }
    }
}

fn breadcrumb(view: &View<'_>, post: &Post) -> Markup {
    let sections = view.edition.sections_of(post);
    let main = sections.first();
    let above = main.and_then(|main| view.edition.sections.iter().find(|it| it.id == main.parent));
    html! {
        div class="jeg_breadcrumbs jeg_breadcrumb_container" { div id="breadcrumbs" {
            span { a href=(view.url("/")) { "Home" } }
            @if let Some(above) = above {
                i class="fa fa-angle-right" {}
                span { (section_link(view, above)) }
            }
            @if let Some(main) = main {
                i class="fa fa-angle-right" {}
                span class="breadcrumb_last_link" { (section_link(view, main)) }
            }
        } }
    }
}

fn author_link(view: &View<'_>, post: &Post) -> Markup {
    match view.edition.author_of(post) {
        Some(author) => html! { a href=(view.url(&author_path(author))) { (author.name) } },
        None => html! {},
    }
}

fn entry_header(view: &View<'_>, post: &Post) -> Markup {
    let url = view.url(&path(post));
    html! {
        div class="entry-header" {
            h1 class="jeg_post_title" { (titled(&post.reading.headline)) }
            @if !post.reading.deck.is_empty() {
                h2 class="jeg_post_subtitle" { (titled(&post.reading.deck)) }
            }
            div class="jeg_meta_container" { div class="jeg_post_meta jeg_post_meta_1" {
                div class="meta_left" {
                    div class="jeg_meta_author" {
                        img alt="" src=(super::BLANK) class="avatar avatar-80 photo" height="80" width="80";
                        span class="meta_text" { "by" } " " (author_link(view, post))
                    }
                    div class="jeg_meta_date" { a href=(url) {
                        time datetime=(post.published()) { (long_date(post)) " - " (clock(post.published())) }
                    } }
                    @if post.modified() != post.published() {
                        div class="jeg_meta_date jeg_meta_updated" {
                            "Updated " time datetime=(post.modified()) { (clock(post.modified())) }
                        }
                    }
                    div class="jeg_meta_category" { span {
                        span class="meta_text" { "in" }
                        @for section in view.edition.sections_of(post) { " " (section_link(view, section)) }
                    } }
                }
                div class="meta_right" {
                    div class="jeg_meta_zoom" data-in-step="3" data-out-step="2" { div class="zoom-dropdown" {
                        div class="zoom-icon" {
                            span class="zoom-icon-small" { "A" } span class="zoom-icon-big" { "A" }
                        }
                    } }
                    div class="jeg_meta_comment" { a href={ (url) "#respond" } { i class="fa fa-comment-o" {} " 0" } }
                }
            } }
        }
    }
}

fn clock(moment: Moment) -> String {
    moment.offset.to_datetime(moment.timestamp).strftime("%-I:%M %p").to_string()
}

fn lead(view: &View<'_>, post: &Post) -> Markup {
    let picture = rest::featured(view, post).filter(|_| post.reading.kind != Kind::Gallery);
    let Some(picture) = picture else { return html! {} };
    html! {
        div class="jeg_featured featured_image" {
            a href=(view.url(&pictures::path(picture))) {
                div class="thumbnail-container animate-lazy" style="padding-bottom:0" {
                    (pictures::lazy_image(view, picture, "large"))
                }
            }
            (lead_caption(picture))
        }
    }
}

fn lead_caption(picture: &Picture) -> Markup {
    let caption = picture.caption();
    html! { @if !caption.is_empty() { p class="wp-caption-text" { (caption) } } }
}

fn share(view: &View<'_>, post: &Post) -> Markup {
    let url = view.url(&path(post));
    let encoded: String = url::form_urlencoded::byte_serialize(url.as_bytes()).collect();
    let links = [
        ("facebook", "Facebook", "http://www.facebook.com/sharer.php?u="),
        ("twitter", "Twitter", "https://twitter.com/intent/tweet?url="),
        ("whatsapp", "Whatsapp", "//api.whatsapp.com/send?text="),
    ];
    html! {
        div class="jeg_share_button clearfix" { div class="jeg_sharelist" {
            @for (name, label, address) in links {
                a href={ (address) (encoded) } class={ "jeg_btn-" (name) " expanded" } {
                    i class={ "fa fa-" (name) } {} span { (label) }
                }
            }
        } }
    }
}

fn entry(view: &View<'_>, post: &Post, is_locked: bool) -> Markup {
    let gallery = (post.reading.kind == Kind::Gallery).then_some("jeg_gallery_content");
    let tags = view.edition.tags_of(post);
    html! {
        div class="entry-content no-share" {
            div class="jeg_share_button share-float jeg_sticky_share clearfix share-monocrhome" {}
            div class={ "content-inner " (gallery.unwrap_or_default()) } {
                @if is_locked {
                    (password_form(post))
                } @else {
                    (PreEscaped(with_more_news(view, post)))
                    @if !tags.is_empty() {
                        div class="jeg_post_tags" {
                            span { "Tags:" }
                            @for tag in tags { " " a href=(view.url(&tag_path(tag))) rel="tag" { (tag.name) } }
                        }
                    }
                }
            }
        }
    }
}

fn password_form(post: &Post) -> Markup {
    html! {
        form action="/wp-login.php?action=postpass" class="post-password-form" method="post" {
            p { "This content is password protected. To view it please enter your password below:" }
            p {
                label for={ "pwbox-" (post.id) } { "Password: " input name="post_password" id={ "pwbox-" (post.id) } type="password"; }
                " " input type="submit" name="Submit" value="Enter";
            }
        }
    }
}

/// The text with “More News … Load More” after its second paragraph, as the theme does it.
fn with_more_news(view: &View<'_>, post: &Post) -> String {
    let html = content::rendered(view, post);
    if post.reading.kind != Kind::Article {
        return html;
    }
    match html.match_indices("</p>").nth(1) {
        Some((at, end)) => {
            let (before, after) = html.split_at(at + end.len());
            format!("{before}{}{after}", load_more::block(view, post).into_string())
        }
        None => html,
    }
}

fn previous_and_next(view: &View<'_>, post: &Post) -> Markup {
    let stories: Vec<&Post> = view.edition.listed().collect();
    let place = stories.iter().position(|it| it.id == post.id).unwrap_or(0);
    let next = place.checked_sub(1).and_then(|place| stories.get(place));
    let neighbours =
        [("prev", "Previous Post", stories.get(place + 1)), ("next", "Next Post", next)];
    html! {
        div class="jnews_prev_next_container" { div class="jeg_prevnext_post" {
            @for (class, label, neighbour) in neighbours {
                @if let Some(neighbour) = neighbour {
                    a href=(view.url(&path(neighbour))) class={ "post " (class) "-post" } {
                        span class="caption" { (label) }
                        h3 class="post-title" { (titled(&neighbour.reading.headline)) }
                    }
                }
            }
        } }
        @if let Some(next) = next {
            div class="jnews_popup_post_container" { section class="jeg_popup_post" {
                span class="caption" { "Next Post" }
                div class="jeg_popup_content" {
                    h3 class="post-title" { a href=(view.url(&path(next))) { (titled(&next.reading.headline)) } }
                }
            } }
        }
    }
}

fn author_box(view: &View<'_>, post: &Post) -> Markup {
    let Some(author) = view.edition.author_of(post) else { return html! {} };
    html! {
        div class="jnews_author_box_container" { div class="jeg_authorbox" {
            div class="jeg_author_image" {
                img alt=(author.name) src=(super::BLANK) class="avatar" height="80" width="80";
            }
            div class="jeg_author_content" {
                h3 class="jeg_author_name" { (author_link(view, post)) }
                p class="jeg_author_desc" { (author.about) }
            }
        } }
    }
}

fn related(view: &View<'_>, post: &Post) -> Markup {
    html! {
        div class="jnews_related_post_container" {
            div class="jeg_postblock_21 jeg_postblock jeg_module_hook jeg_pagination_disable jeg_col_2o3" {
                (block_heading(&html! { "Related" strong { " Posts" } }))
                div class="jeg_posts row" {
                    @for post in same_section(view.edition, post).into_iter().take(6) {
                        (card(view, post, "jeg_pl_md_2", true))
                    }
                }
            }
        }
    }
}
