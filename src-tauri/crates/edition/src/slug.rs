//! Slugs: the word above a headline that says from which section a story comes.

use makeup::{format::Top, plan::Page};

use crate::{copy::Copy, furniture::named_after, galleys::Setup, paper::Paper, sections::root};

/// Rows that are kept for the slug of each story: those whose section no folio will name say it.
pub(crate) fn rows(paper: &Paper, copies: &[&Copy], groups: &[u16]) -> Vec<u8> {
    let mut rows = Vec::with_capacity(copies.len());
    let mut first = 0;
    for (at, copy) in copies.iter().enumerate() {
        if groups[at] != groups[first] {
            first = at;
        }
        let own = paper.sections.get(copy.section).map_or("", String::as_str);
        rows.push(u8::from(!own.eq_ignore_ascii_case(root(paper, copies[first]))));
    }
    rows
}

/// Whether the folio of its page says a story's section after all, so that its headline takes the slug's row too.
pub(crate) fn is_said(setup: &Setup<'_>, page: &Page, copy: &Copy) -> bool {
    let own = setup.paper.sections.get(copy.section).map_or("", String::as_str);
    let folio = named_after(setup, page).map(|named| root(setup.paper, named));
    page.top != Top::Front && folio.is_some_and(|folio| own.eq_ignore_ascii_case(folio))
}
