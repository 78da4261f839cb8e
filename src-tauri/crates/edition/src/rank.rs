//! How important a story is, by what the paper itself shows.

use model::Kind;

use crate::{
    paper::Placed,
    sections::{Voice, voice},
};

/// Stories of a front page whose place there counts.
const FRONT: usize = 10;
/// Changes of a story that count.
const UPDATES: usize = 5;

/// Importance in hundredths of the story that stands `place`-th in its section.
///
/// The paper's own front page counts most, then its order; then a picture, length, and that the story was
/// followed up. An agency's copy is not the paper's own work. The reader's wish is not weighed here.
pub(crate) fn score(placed: &Placed, place: usize, has_picture: bool) -> i32 {
    let story = &placed.story;
    let words = i32::try_from(story.text.split_whitespace().count()).unwrap_or(i32::MAX);
    let steps =
        |count: usize, most: usize, each: i32| i32::try_from(count.min(most)).unwrap_or(0) * each;
    let mut score = 400 - steps(placed.section, 12, 12) - steps(place, 12, 25);
    score += placed.front.map_or(0, |front| 450 - steps(front, FRONT, 35));
    score += steps(placed.updates, UPDATES, 15);
    score += 40 * i32::try_from(words.max(1).ilog2()).unwrap_or(0) + 2 * words.min(600) / 20;
    score += if has_picture { 60 } else { 0 };
    score -= if story.reading.agency.is_empty() { 0 } else { 40 };
    // Opinion, drawings and galleries are not news.
    let is_news = story.reading.kind == Kind::Article && voice(story) != Voice::Opinion;
    if is_news { score } else { score - 400 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copy::tests::story;

    fn placed(section: usize) -> Placed {
        Placed::new(section, story("Snow Shuts the Pass", &["It snowed."]))
    }

    #[test]
    fn the_papers_own_order_and_a_picture_count() {
        assert!(score(&placed(0), 0, false) > score(&placed(0), 1, false));
        assert!(score(&placed(0), 0, false) > score(&placed(1), 0, false));
        assert!(score(&placed(0), 0, true) > score(&placed(0), 0, false));
    }

    #[test]
    fn the_papers_front_page_counts_more_than_its_sections() {
        let front = |place| Placed { front: Some(place), ..placed(6) };
        assert!(score(&front(0), 4, false) > score(&placed(0), 0, true));
        assert!(score(&front(0), 0, false) > score(&front(1), 0, false));
        let followed = Placed { updates: 3, ..placed(0) };
        assert!(score(&followed, 0, false) > score(&placed(0), 0, false));
    }

    #[test]
    fn opinion_does_not_lead() {
        let mut opinion = placed(0);
        opinion.story.reading.section = vec!["Opinion".into()];
        assert!(score(&opinion, 0, true) < score(&placed(3), 3, false));
    }
}
