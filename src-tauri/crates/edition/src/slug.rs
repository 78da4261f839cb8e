//! Slugs: the word above a headline that says from which section a story comes.

use crate::copy::Copy;

/// Rows of the slug of each story: small sections share pages, and those that the folio does not name say who
/// they are.
pub(crate) fn rows(copies: &[&Copy], groups: &[u16]) -> Vec<u8> {
    let mut first = None;
    let row = |(copy, group): (&&Copy, &u16)| {
        let (_, section) = match first {
            Some(own @ (last, _)) if last == *group => own,
            _ => *first.insert((*group, copy.section)),
        };
        u8::from(copy.section != section)
    };
    copies.iter().zip(groups).map(row).collect()
}
