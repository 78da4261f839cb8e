//! Where a headline may be broken without hurting its sense.

use crate::bond::{bond, is_among};

/// A word that announces the next one hangs at the end of a line.
const HANGING: i64 = 350_000;
/// A word that leans on the one before it begins a line.
const LEANING: i64 = 400_000;
/// An auxiliary is torn from its verb.
const TORN_VERB: i64 = 110_000;
/// A number or a name is torn.
const TORN: i64 = 220_000;
/// A break after a comma or a colon is one that a speaker would make.
const UNSPOKEN: i64 = 60_000;

/// What a break between two neighbouring words of a headline costs.
///
/// 1,000,000 is what a whole line of white costs. `names` says that only names have capitals.
pub(crate) fn torn(left: &str, right: &str, names: bool) -> i64 {
    let spoken = left.ends_with([',', ';', ':', '—', '–', '?', '!', '،', '؛', '؟', '।', '۔']);
    if spoken {
        return 0;
    }
    let word = bare(left).to_lowercase();
    let next = bare(right).to_lowercase();
    let mut cost = UNSPOKEN;
    if announces(&word) {
        cost += HANGING;
    } else if is_auxiliary(&word) {
        cost += TORN_VERB;
    }
    if leans(&next) {
        cost += LEANING;
    } else if follows_verb(&next) {
        cost += TORN_VERB;
    }
    let is_number = word.starts_with(char::is_numeric);
    let is_name = names && is_capitalised(left) && is_capitalised(right);
    if bond(left, right) > 0 || is_number || is_name {
        cost += TORN;
    }
    cost
}

/// Tells whether only names begin with a capital: most other words begin with a small letter.
pub(crate) fn has_small_words(text: &str) -> bool {
    let mut small = 0;
    let mut capital = 0;
    for word in text.split_whitespace().skip(1) {
        match word.chars().next() {
            Some(letter) if letter.is_lowercase() && !announces(word) => small += 1,
            Some(letter) if letter.is_uppercase() => capital += 1,
            _ => {}
        }
    }
    small >= capital
}

fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| letter.is_ascii_punctuation() || "‘’“”«»".contains(letter))
}

fn is_capitalised(word: &str) -> bool {
    bare(word).chars().next().is_some_and(char::is_uppercase)
}

/// Articles, prepositions, conjunctions: a reader waits for what follows.
const ANNOUNCING: &str = "a an the of to in on at by for from with as and or nor but that than into onto over \
    under after before about between through during against amid among upon via vs per \
    if when while who which its his her their our my your this these no not without \
    until till since near और या कि जो एक इस उस यह वह इन उन न लेकिन मगर तथा एवं اور یا کہ \
    جو ایک اس یہ وہ ان نہ لیکن مگر";

fn announces(word: &str) -> bool {
    is_among(ANNOUNCING, word)
}

const AUXILIARIES: &str = "is are was were be been has have had will would can could may might must should \
    shall does do did";

fn is_auxiliary(word: &str) -> bool {
    is_among(AUXILIARIES, word)
}

/// Postpositions and particles of Hindi and Urdu: they belong to the word before them.
const LEANING_WORDS: &str = "का के की को से में पर ने तक भी ही तो वाला वाले वाली सहित کا کے کی کو سے میں پر نے تک \
    بھی ہی تو والا والے والی";

fn leans(word: &str) -> bool {
    is_among(LEANING_WORDS, word)
}

/// What ends a verb of Hindi or Urdu.
const VERB_ENDS: &str = "है हैं था थी थे हो गया गई गए रहा रही रहे दिया दी किया हुआ हुई ہے ہیں تھا تھی تھے \
    ہو گیا گئی گئے رہا رہی رہے دیا دی کیا ہوا ہوئی";

fn follows_verb(word: &str) -> bool {
    is_among(VERB_ENDS, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_do_not_hang() {
        assert!(torn("of", "Snow", false) > torn("Snow", "of", false));
        assert!(torn("The", "Lake", false) >= HANGING);
        assert!(torn("will", "open", true) > torn("open", "bridge", true));
        assert!(torn("झील", "में", false) >= LEANING);
        assert!(torn("جھیل", "میں", false) >= LEANING);
        assert!(torn("اور", "جھیل", false) >= HANGING);
    }

    #[test]
    fn names_and_numbers_stay_whole() {
        assert!(torn("Tsering", "Wangmo", true) >= TORN);
        assert!(torn("Tsering", "Wangmo", false) < TORN);
        assert!(torn("40", "Die", false) >= TORN);
        assert_eq!(torn("Wangmo,", "Rider", true), 0);
    }

    #[test]
    fn the_style_of_capitals_is_seen() {
        assert!(has_small_words("Tsering Wangmo rides to the pass before the snow"));
        assert!(!has_small_words("Tsering Wangmo Rides to the Pass Before the Snow"));
    }
}
