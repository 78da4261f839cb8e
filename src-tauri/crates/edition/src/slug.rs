//! Slugs: the word above a headline that says from which section a story comes.

use crate::{copy::Copy, paper::Paper, sections::root};

/// Rows of the slug of each story: those that the folio does not name say from which section they are.
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
