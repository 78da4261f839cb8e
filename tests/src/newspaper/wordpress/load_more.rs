use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};
use serde_json::json;

use super::furniture::{block_heading, card, same_section};
use super::path;
use super::texture::titled;
use crate::newspaper::http::Answer;
use crate::newspaper::paper::Post;
use crate::newspaper::view::View;

/// Stories that the block shows at first, and with each click more.
const SHOWN: usize = 3;

/// “More News … Load More”, as it stands in the middle of a story.
pub(super) fn block(view: &View<'_>, post: &Post) -> Markup {
    let name = format!("jnews_module_{}", post.id);
    let section = view.edition.sections_of(post).first().map_or(0, |section| section.id);
    let attributes = json!({"include_category": section.to_string(), "number_post": SHOWN.to_string(),
        "exclude_post": post.id, "class": "jnews_block_29"});
    html! {
        div class="jnews_inline_related_post_wrapper left" { div class="jnews_inline_related_post" {
            div class={ "jeg_postblock_29 jeg_postblock jeg_module_hook jeg_pagination_loadmore jeg_col_2o3 " (name) } data-unique=(name) {
                (block_heading(&html! { "More" strong { " News" } }))
                div class="jeg_block_container" { div class="jeg_posts jeg_load_more_flag" {
                    @for post in same_section(view.edition, post).into_iter().take(SHOWN) {
                        article class="jeg_post jeg_pl_xs_4" { div class="jeg_postblock_content" {
                            h3 class="jeg_post_title" { a href=(view.url(&path(post))) { (titled(&post.reading.headline)) } }
                        } }
                    }
                } }
                div class="jeg_block_navigation" {
                    div class="navigation_overlay" {
                        div class="module-preloader jeg_preloader" { span {} span {} span {} }
                    }
                    div class="jeg_block_loadmore" {
                        a href="#" data-load="Load More" data-loading="Loading..." { "Load More" }
                    }
                }
                script { (PreEscaped(format!("var {name} = {attributes};"))) }
            }
        } }
    }
}

/// `POST /?ajax-request=jnews`: the next cards of a section.
pub(super) fn answer(view: &View<'_>) -> Answer {
    if view.request.parameter("ajax-request").as_deref() != Some("jnews") {
        return Answer::json(405, &json!({"code": "method_not_allowed"}));
    }
    let form: BTreeMap<String, String> =
        view.request.form().map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    let number = |name: &str| form.get(name).and_then(|value| value.parse::<usize>().ok());
    let section = number("data[attribute][include_category]").unwrap_or(0) as u64;
    let count = number("data[attribute][number_post]").unwrap_or(6).clamp(1, 20);
    let page = number("data[current_page]").unwrap_or(1).max(1);
    let section = view.edition.sections.iter().find(|it| it.id == section);
    let stories: Vec<&Post> = view
        .edition
        .listed()
        .filter(|post| section.is_none_or(|section| view.edition.is_in(post, section)))
        .collect();
    let shown = stories.iter().skip((page - 1) * count).take(count);
    let cards = html! { @for post in shown { (card(view, post, "jeg_pl_md_2", true)) } };
    let next = page * count < stories.len();
    Answer::json(200, &json!({"content": cards.into_string(), "next": next, "prev": page > 1}))
}
