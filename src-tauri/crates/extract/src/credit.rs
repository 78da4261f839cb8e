use crate::agency;

/// Words with which a credit says what it is.
const LABELS: [&str; 22] = [
    "photo credit",
    "photo courtesy",
    "photos courtesy",
    "image credit",
    "image courtesy",
    "picture credit",
    "picture courtesy",
    "photographs by",
    "photograph by",
    "photos by",
    "photo by",
    "pictures by",
    "picture by",
    "image by",
    "pic by",
    "photographs",
    "photograph",
    "photos",
    "photo",
    "image",
    "picture",
    "pic",
];

/// A cutline and the credit that stood at its end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cutline {
    /// What is printed under the picture, without the credit.
    pub(crate) words: String,
    /// Who took or owns the picture, or empty.
    pub(crate) credit: String,
}

/// Parts a cutline from the credit in its last sentence: `Snow in Leh. AP/Sana Wani`.
pub(crate) fn split(text: &str) -> Cutline {
    let text = text.trim();
    for (end, start) in breaks(text) {
        let (words, last) = (&text[..end], &text[start..]);
        if let Some(credit) = credit_in(last, words.is_empty()) {
            return Cutline { words: words.trim_end().to_owned(), credit };
        }
    }
    Cutline { words: text.to_owned(), credit: String::new() }
}

/// Where a last part may begin, from the end on: after a sentence, a bar, a dash, an opening bracket, at the start.
fn breaks(text: &str) -> Vec<(usize, usize)> {
    let mut breaks = Vec::new();
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        match c {
            ' ' if matches!(previous, '.' | '!' | '?' | '”' | '"' | '।' | '۔' | ')') => {
                breaks.push((at, after));
            }
            '|' => breaks.push((at, after)),
            '(' | '[' | '©' | '–' | '—' => breaks.push((at, at)),
            _ => {}
        }
        previous = c;
    }
    breaks.reverse();
    breaks.truncate(3);
    breaks.push((0, 0));
    breaks
}

/// The credit that a last part is; `alone` if nothing stands before it.
fn credit_in(last: &str, alone: bool) -> Option<String> {
    let bare = without_marks(last);
    if bare.is_empty() || bare.split_whitespace().count() > 8 {
        return None;
    }
    if let Some(owner) = bare.strip_prefix('©') {
        return Some(owner.trim().to_owned());
    }
    let is_slashed = bare.contains('/') && is_named(bare);
    let is_owner = |name: &str| agency::is_agency(name) || name.to_lowercase().contains("photo");
    // Alone or after a dash, two names with a slash may as well be two places.
    let may_be_places = alone || last.starts_with(['–', '—']);
    let is_credit =
        agency::is_agency(bare) || is_slashed && (!may_be_places || bare.split('/').any(is_owner));
    labelled(bare).or_else(|| is_credit.then(|| bare.to_owned()))
}

/// The words without the marks around them; a bracket that closes one within them belongs to them.
fn without_marks(last: &str) -> &str {
    let is_mark = |c: char| c.is_whitespace() || "()[]|–—.".contains(c);
    let words = last.trim_start_matches(is_mark);
    let bare = words.trim_end_matches(is_mark);
    let is_open = bare.matches('(').count() > bare.matches(')').count();
    if is_open && words[bare.len()..].starts_with(')') { &words[..=bare.len()] } else { bare }
}

/// The name after "Photo:", "Photo by", "Courtesy".
fn labelled(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let label = LABELS.iter().find(|label| lower.starts_with(**label));
    if let Some(label) = label {
        let rest = text.get(label.len()..)?;
        let rest_trimmed = rest.trim_start();
        let name = rest_trimmed.trim_start_matches([':', '/', '-', '–', '|']).trim();
        let marked =
            rest_trimmed.len() != name.len() && rest_trimmed.starts_with([':', '/', '-', '–', '|']);
        let said = label.contains(' ');
        return ((marked || said) && !name.is_empty()).then(|| name.to_owned());
    }
    let (first, rest) = text.split_once([' ', ':'])?;
    let is_source = matches!(
        first.to_lowercase().as_str(),
        "courtesy" | "credit" | "source" | "فوٹو" | "तस्वीर" | "फोटो"
    );
    let name = rest.trim_matches([' ', ':']);
    (is_source && !name.is_empty()).then(|| name.to_owned())
}

/// Whether a text is made of names: words that begin with a capital, or letters without case.
fn is_named(text: &str) -> bool {
    text.split(['/', ' ', ',']).filter(|word| !word.is_empty()).all(|word| {
        let first = word.chars().next().unwrap_or(' ');
        first.is_alphabetic() && !first.is_lowercase()
            || matches!(word, "for" | "via" | "of" | "al" | "bin" | "de")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (String, String) {
        let Cutline { words, credit } = split(text);
        (words, credit)
    }

    #[test]
    fn a_credit_is_the_last_sentence() {
        for (text, words, credit) in [
            (
                "Snow in Leh on Friday. Gazette Photo/Sana Wani",
                "Snow in Leh on Friday.",
                "Gazette Photo/Sana Wani",
            ),
            (
                "Snow in Leh on Friday. Press Trust Wire",
                "Snow in Leh on Friday.",
                "Press Trust Wire",
            ),
            ("Snow in Leh. (AP Photo/Sana Wani)", "Snow in Leh.", "AP Photo/Sana Wani"),
            ("Snow in Leh | Photo Credit: Sana Wani", "Snow in Leh", "Sana Wani"),
            ("Snow in Leh. Photo: Sana Wani.", "Snow in Leh.", "Sana Wani"),
            ("Snow in Leh © Sana Wani", "Snow in Leh", "Sana Wani"),
            ("Snow in Leh. Photo: Sana Wani (CC0 1.0)", "Snow in Leh.", "Sana Wani (CC0 1.0)"),
            ("Photo: PTI", "", "PTI"),
            ("PTI", "", "PTI"),
        ] {
            assert_eq!(parts(text), (words.to_owned(), credit.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_cutline_without_a_credit_stays_whole() {
        for text in [
            "A view of the lake — Srinagar, “File”",
            "Sana Wani",
            "Jammu/Srinagar",
            "A view of the lake — Jammu/Srinagar",
            "Photo shows the lake in winter.",
            "The minister said so. He left at 9/11 memorial",
            "",
            "Snow (file) in Leh.",
        ] {
            assert_eq!(parts(text), (text.to_owned(), String::new()), "{text}");
        }
    }
}
