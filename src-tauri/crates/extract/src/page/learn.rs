//! For learning what is a story's (`cargo xtask learn`): pages are measured, and read by other trees than the learned ones.

use url::Url;

use super::context::Context;
use super::judge::Judge;
use super::outline::Outline;
use super::passages::Page;
use super::trees::Trees;
use super::{PageStory, Refusal, body, features, story};
use crate::encoding::decoded;
use crate::html::document;

/// The passages of a page and their measures; with how likely each passage is by the first look, those of the second look too.
///
/// Empty for what is no page.
#[must_use]
pub fn measures(bytes: &[u8], likely: Option<&[f32]>) -> Vec<(String, Vec<f32>)> {
    let Ok(html) = document(&decoded(bytes, None)) else { return Vec::new() };
    let page = Page::of(html.tree.root());
    let mut measures = features::of_page(&page, &body::said(&Outline::of(&html)));
    if let Some(likely) = likely {
        let context = Context::of(&page, likely);
        measures.iter_mut().enumerate().for_each(|(at, all)| all.extend(context.of_passage(at)));
    }
    page.passages.into_iter().map(|passage| passage.text).zip(measures).collect()
}

/// The story of a page by trees of the first and the second look.
///
/// # Errors
/// Why the page is none.
pub fn story_by(
    first: &[u8],
    second: &[u8],
    bytes: &[u8],
    page: &Url,
) -> Result<PageStory, Refusal> {
    let judge = Judge { first: Trees::of(first), second: Trees::of(second) };
    story::story_by(&judge, bytes, None, page)
}
