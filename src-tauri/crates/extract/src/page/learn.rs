//! For learning what is a story's: `cargo xtask learn`.

use super::features::{self, Said};
use super::judge::Judge;
use super::passages::Page;
use super::trees::Trees;
use super::context;
use scraper::Html;
use url::Url;

fn said(html: &Html) -> Said {
    let data = crate::page_story::article(html);
    let mut titles: Vec<String> =
        ["og:title", "twitter:title"].iter().filter_map(|name| crate::home::meta(html, name)).map(str::to_owned).collect();
    titles.extend(data["headline"].as_str().map(str::to_owned));
    Said {
        titles,
        description: crate::home::meta(html, "og:description").or_else(|| crate::home::meta(html, "description")).unwrap_or_default().to_owned(),
        body: data["articleBody"].as_str().map(crate::html::plain).unwrap_or_default(),
    }
}

fn cut(bytes: &[u8]) -> Option<(Page, Said)> {
    let html = crate::html::document(&crate::encoding::decoded(bytes, None)).ok()?;
    Some((Page::of(html.tree.root()), said(&html)))
}

/// The passages of a page and their measures; those of the second look where it is said how likely each passage is.
#[must_use]
pub fn measures(bytes: &[u8], likely: Option<&[f32]>) -> Vec<(String, Vec<f32>)> {
    let Some((page, said)) = cut(bytes) else { return Vec::new() };
    let mut measures = features::of_page(&page, &said);
    if let Some(likely) = likely {
        let second = context::of_page(&page, likely);
        measures.iter_mut().zip(second).for_each(|(all, more)| all.extend(more));
    }
    page.passages.into_iter().map(|passage| passage.text).zip(measures).collect()
}

/// The body that trees find in a page, as plain text.
#[must_use]
pub fn judged(bytes: &[u8], first: &[u8], second: &[u8], page: &Url) -> String {
    let judge = Judge { first: Trees::of(first), second: Trees::of(second) };
    let Ok(html) = crate::html::document(&crate::encoding::decoded(bytes, None)) else { return String::new() };
    let stop = std::env::var("STOP").unwrap_or_default();
    if stop == "1" { return String::new(); }
    let cut = Page::of(html.tree.root());
    if stop == "2" { return String::new(); }
    if stop == "3" { let n = features::of_page(&cut, &said(&html)).len(); return n.to_string(); }
    let kept = judge.judge(&cut, &said(&html));
    if std::env::var_os("RAW").is_some() {
        let texts: Vec<&str> = cut.passages.iter().zip(kept).filter(|(_, kept)| *kept).map(|(passage, _)| passage.text.as_str()).collect();
        return texts.join("\n\n");
    }
    let Some((root, kept)) = super::kept::of(&cut, &kept) else { return String::new() };
    let root = html.tree.get(root).expect("an element of this page");
    let parts = crate::html::kept_parts(root, &kept, page);
    let blocks: Vec<_> = parts.into_iter().filter_map(|part| match part { crate::html::Part::Block(block) => Some(block), _ => None }).collect();
    model::plain_text(&blocks)
}
