//! What sets a feature off from news: a drop cap, and a sentence of its own set large.

use model::{Kind, Story};

use crate::{
    copy::script_of,
    sections::{Voice, is_letters, voice},
};

/// Words from which on a story is a long read.
const LONG: usize = 700;
/// Letters of a sentence that is set large.
const QUOTED: std::ops::RangeInclusive<usize> = 40..=140;
/// How many sentences are kept: a story that stands on several pages never says the same twice.
const QUOTATIONS: usize = 3;
/// Words with which a sentence hangs on the one before it.
const HANGING: [&str; 7] = ["And", "But", "So", "Or", "Nor", "Then", "Because"];

/// Letters of a sentence of the writer's own.
const OWN: std::ops::RangeInclusive<usize> = 40..=110;
/// Letters with which such a sentence says something and takes no more than four or five lines.
const APT: usize = 70;
/// Words with which a sentence speaks of what the one before it named.
const POINTING: [&str; 14] = [
    "He", "She", "It", "They", "This", "That", "These", "Those", "His", "Her", "Its", "Their",
    "There", "Here",
];

/// Whether a story is a feature, an opinion or a long read.
fn is_feature(story: &Story) -> bool {
    matches!(voice(story), Voice::Opinion | Voice::Feature)
        || story.text.split_whitespace().nth(LONG).is_some()
}

/// Whether its first letter may stand over several lines; what begins with a place is news.
pub(crate) fn bears_cap(story: &Story) -> bool {
    let reading = &story.reading;
    reading.kind == Kind::Article
        && reading.dateline.is_empty()
        && script_of(&reading.language) == makeup::format::Script::Latin
        && story.text.split_whitespace().nth(LONG / 3).is_some()
        && is_feature(story)
}

/// Sentences that people in the story said and that stand for themselves, the shortest first.
///
/// Only what is quoted whole is taken: it begins as a sentence begins, and its last mark is a sentence's own. Who
/// writes an opinion says it himself: where nobody is quoted, his own sentences are taken.
pub(crate) fn quotations(story: &Story) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    // What opens a story need not be said again.
    for paragraph in story.text.split('\n').skip(1) {
        let mut from = 0;
        while let Some(begin) = paragraph[from..].find('“').map(|at| from + at) {
            let Some(end) = paragraph[begin..].find('”').map(|at| begin + at) else { break };
            let words = &paragraph[begin + '“'.len_utf8()..end];
            if stands_alone(&paragraph[..begin], words) && !found.iter().any(|one| one == words) {
                found.push(words.to_owned());
            }
            from = end + '”'.len_utf8();
        }
    }
    found.sort_by_key(|words| words.chars().count());
    let mark = |words: String| format!("“{words}”");
    let mut found: Vec<String> = found.into_iter().map(mark).collect();
    if found.is_empty() && voice(story) == Voice::Opinion && !is_letters(story) {
        found.extend(story.text.split('\n').skip(1).filter_map(point).map(str::to_owned));
        // How it ends is not said before.
        found.retain(|words| !story.text.trim_end().ends_with(words));
        found.sort_by_key(|words| words.chars().count().abs_diff(APT));
    }
    found.truncate(QUOTATIONS);
    found
}

/// The point of a paragraph: its last sentence, if that stands for itself.
fn point(paragraph: &str) -> Option<&str> {
    let words = paragraph.trim_end();
    let marks = [". ", "! ", "? "];
    let begin = marks.iter().filter_map(|mark| words.rfind(mark)).max()?;
    // The full stop of an abbreviation ends no sentence: those are names and titles.
    let before = words[..begin].rsplit(char::is_whitespace).next()?;
    let is_word = before.chars().all(char::is_lowercase);
    let sentence = &words[begin + 2..];
    let first = sentence.split(' ').next()?;
    let stands = is_word
        && first.starts_with(char::is_uppercase)
        && !HANGING.contains(&first)
        && !POINTING.contains(&first)
        && sentence.ends_with(['.', '!', '?'])
        && !sentence.contains(['“', '”', '"', '('])
        && OWN.contains(&sentence.chars().count());
    stands.then_some(sentence)
}

/// Whether quoted words are whole sentences, and say enough and not too much.
fn stands_alone(before: &str, words: &str) -> bool {
    let ends = |text: &str| text.trim_end().ends_with(['.', '!', '?', '۔', '।', '”', ':']);
    let before_is_whole = before.trim().is_empty() || ends(before);
    let begins =
        words.chars().next().is_some_and(|letter| letter.is_alphabetic() && !letter.is_lowercase());
    let is_quoted_again = words.contains('“') || words.contains('‘');
    let ends = words.ends_with(['.', '!', '?', '۔', '।']);
    let hangs = words.split(' ').next().is_some_and(|word| HANGING.contains(&word));
    before_is_whole
        && begins
        && !hangs
        && ends
        && !is_quoted_again
        && QUOTED.contains(&words.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copy::tests::story;

    #[test]
    fn only_what_is_said_whole_is_quoted() {
        let first = "“This opens the story and is not said again on the same page.”";
        let second = "“It is not over and it never was over,” he said, “until the spring comes back.” \
            She laughed. “A bargain that melts in the hand was never one to begin with.” “But \
            that is how it has always been here in this valley.” Then rain.";
        let story = story("Snow", &[first, second, "“Too short.”"]);
        assert_eq!(
            quotations(&story),
            ["“A bargain that melts in the hand was never one to begin with.”"]
        );
    }

    #[test]
    fn an_opinion_is_quoted_by_its_own_sentences() {
        let paragraphs = [
            "First of all we are sorry. An apology that opens a text is not said twice in it.",
            "Levels are read by eye. An instrument is only as good as the neighbour who checks it.",
            "That is so. It was thanked for what had been done by all the people of the village.",
            "We heard Prof. Wani said so again and he was right when all the others were not.",
            "Nobody knew. We shall print the name of the reader under every number from today.",
        ];
        let mut story = story("Snow", &paragraphs);
        assert!(quotations(&story).is_empty());
        story.reading.section = vec!["Opinion".to_owned()];
        assert_eq!(
            quotations(&story),
            ["An instrument is only as good as the neighbour who checks it."]
        );
    }

    #[test]
    fn news_from_a_place_has_no_drop_cap() {
        let long =
            "Nobody knew what the lake would do next year, or the year after that. ".repeat(60);
        let mut story = story("Lake", &[&long]);
        assert!(bears_cap(&story));
        story.reading.dateline = "TARSANG".to_owned();
        assert!(!bears_cap(&story));
    }
}
