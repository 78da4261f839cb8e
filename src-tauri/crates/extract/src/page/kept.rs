use ego_tree::NodeId;

use super::names;
use super::passages::{Page, Passage};
use crate::html::Kept;

/// What an element with pictures is for, if none of them is the story's.
const OTHERS: [&str; 9] =
    ["related", "ranking", "teaser", "share", "author", "comment", "letter", "ad", "nav"];

/// What is read of a page whose story's passages are known, and the innermost element around them all; none if there are none.
pub(super) fn of(page: &Page, is_kept: &[bool]) -> Option<(NodeId, Kept)> {
    let mut kept = Kept::default();
    let mut holds = vec![false; page.elements.len()];
    let mut root = None;
    for (passage, _) in page.passages.iter().zip(is_kept).filter(|(_, is_kept)| **is_kept) {
        kept.words.extend(&passage.nodes);
        page.around(passage.within).for_each(|(at, _)| holds[at] = true);
        root = Some(root.map_or(passage.within, |root| page.common(root, passage.within)));
    }
    let others = names::groups(&OTHERS);
    let is_dropped = |(at, element): &(usize, &super::passages::Element)| {
        let is_cutline = element.pictures > 0
            && element.linked * 2 < element.letters
            && element.names & others == 0;
        !holds[*at] && element.letters > 0 && !is_cutline
    };
    kept.dropped = page
        .elements
        .iter()
        .enumerate()
        .filter(is_dropped)
        .map(|(_, element)| element.id)
        .collect();
    kept.dropped.extend(&page.unseen);
    Some((page.elements.get(root?)?.id, kept))
}

/// Whether most of what is kept stands under headings that lead elsewhere, a passage or two under each: a list of stories.
pub(super) fn is_list(page: &Page, is_kept: &[bool]) -> bool {
    let mut kept = vec![0_usize; page.elements.len()];
    let mut headed = vec![false; page.elements.len()];
    for (passage, is_kept) in page.passages.iter().zip(is_kept) {
        let leads = page.is_heading(passage) && passage.link_share() > 0.8;
        for (at, _) in page.around(passage.within) {
            kept[at] += usize::from(*is_kept);
            headed[at] |= leads;
        }
    }
    let is_excerpt =
        |passage: &Passage| page.around(passage.within).any(|(at, _)| kept[at] <= 2 && headed[at]);
    let all = page.passages.iter().zip(is_kept).filter(|(_, is_kept)| **is_kept);
    let (excerpts, others): (Vec<_>, Vec<_>) = all.partition(|(passage, _)| is_excerpt(passage));
    excerpts.len() > others.len().max(1)
}
