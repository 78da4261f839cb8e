//! How important a story is, by what the paper itself shows.

use model::{Kind, Story};

/// Importance in hundredths of the story that stands `place`-th in the `section`-th section.
///
/// The paper's order counts most; then a picture and length. An agency's copy is not the paper's own work.
pub(crate) fn score(story: &Story, section: usize, place: usize, has_picture: bool) -> i32 {
    let words = i32::try_from(story.text.split_whitespace().count()).unwrap_or(i32::MAX);
    let steps = |count: usize, each: i32| i32::try_from(count.min(12)).unwrap_or(12) * each;
    let mut score = 400 - steps(section, 12) - steps(place, 25);
    score += 40 * i32::try_from(words.max(1).ilog2()).unwrap_or(0) + 2 * words.min(600) / 20;
    score += if has_picture { 60 } else { 0 };
    score -= if story.reading.agency.is_empty() { 0 } else { 40 };
    // Opinion, drawings and galleries are not news.
    let is_news = story.reading.kind == Kind::Article
        && !story.reading.section.iter().any(|name| name.eq_ignore_ascii_case("opinion"));
    if is_news { score } else { score - 400 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copy::tests::story;

    #[test]
    fn the_papers_own_order_and_a_picture_count() {
        let story = story("Snow Shuts the Pass", &["It snowed."]);
        assert!(score(&story, 0, 0, false) > score(&story, 0, 1, false));
        assert!(score(&story, 0, 0, false) > score(&story, 1, 0, false));
        assert!(score(&story, 0, 0, true) > score(&story, 0, 0, false));
    }

    #[test]
    fn opinion_does_not_lead() {
        let news = story("Snow", &["It snowed."]);
        let mut opinion = news.clone();
        opinion.reading.section = vec!["Opinion".into()];
        assert!(score(&opinion, 0, 0, true) < score(&news, 3, 3, false));
    }
}
