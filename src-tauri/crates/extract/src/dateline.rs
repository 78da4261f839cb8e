use crate::agency;

/// The place and the agency that a story's first words name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// `New Delhi` in `New Delhi, Sep 11 (PTI): …`.
    pub(crate) place: String,
    /// `PTI` in it, or empty.
    pub(crate) agency: String,
}

/// Words that stand before a colon and are no place.
const LABELS: [&str; 34] = [
    "also",
    "analysis",
    "answer",
    "background",
    "breaking",
    "caption",
    "correction",
    "credit",
    "date",
    "details",
    "disclaimer",
    "editor",
    "exclusive",
    "explained",
    "file",
    "image",
    "live",
    "note",
    "opinion",
    "photo",
    "question",
    "read",
    "report",
    "review",
    "source",
    "sources",
    "summary",
    "update",
    "updated",
    "video",
    "warning",
    "watch",
    "what",
    "why",
];

/// The most characters of a dateline, from the place to the colon or dash.
const LENGTH: usize = 80;

/// Reads the dateline at the start of a story's first paragraph; `strong` counts the characters set bold there.
pub(crate) fn of_paragraph(text: &str, strong: usize) -> Option<Dateline> {
    let text = text.trim_start();
    let (end, length) = end_of_dateline(text)?;
    let head = text[..end].trim_end();
    let rest = &text[end + length..];
    if rest.trim().is_empty() {
        return None;
    }
    let (head, mark) = without_mark(head);
    let mut parts = head.split([',', '،']).map(str::trim);
    let place = parts.next()?.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let dated = parts.clone().any(is_date);
    let set_bold = strong >= end.min(text.chars().take_while(|c| *c != ':').count());
    let sure = dated || mark.is_some() || set_bold;
    let others_fit = parts.filter(|part| !is_date(part)).all(is_place);
    let fits = is_place(place) && others_fit && (sure || has_case(place));
    fits.then(|| Dateline { place: place.to_owned(), agency: mark.unwrap_or_default().to_owned() })
}

/// Where the dateline ends and how long its end mark is, in bytes.
fn end_of_dateline(text: &str) -> Option<(usize, usize)> {
    let limit = text.char_indices().nth(LENGTH).map_or(text.len(), |(at, _)| at);
    let head = &text[..limit];
    let ends = [": ", ":", " – ", " — ", "–", "—", " -- ", " - ", "؍", "।", "۔"];
    let found = ends.iter().filter_map(|end| head.find(end).map(|at| (at, end.len())));
    found.min_by_key(|(at, length)| (*at, usize::MAX - *length))
}

/// The head without `(PTI)` at its end or after its place, and that mark.
fn without_mark(head: &str) -> (String, Option<&str>) {
    let bracket =
        |head: &'_ str| head.rfind('(').zip(head.rfind(')')).filter(|(open, close)| open < close);
    let Some((open, close)) = bracket(head) else { return (head.to_owned(), None) };
    let mark = head[open + 1..close].trim();
    if !agency::is_mark(mark) {
        return (head.to_owned(), None);
    }
    (format!("{}{}", head[..open].trim_end(), &head[close + 1..]), Some(mark))
}

/// `Sep 11`, `11 September`, `20 نومبر`: some digits and at most three words.
fn is_date(part: &str) -> bool {
    part.chars().any(char::is_numeric) && part.split_whitespace().count() <= 3
}

/// Whether words can be a place's name: up to four, each with a capital where the script has them.
fn is_place(part: &str) -> bool {
    let words: Vec<&str> = part.split([' ', '/', '-']).filter(|word| !word.is_empty()).collect();
    let fits = |word: &&str| {
        let first = word.chars().next().unwrap_or(' ');
        let letters =
            word.chars().all(|c| c.is_alphabetic() || is_mark_of_letter(c) || ".'’&".contains(c));
        letters
            && (!first.is_lowercase() || matches!(*word, "de" | "of" | "la" | "el" | "al" | "sur"))
    };
    let label = words.first().is_some_and(|word| {
        LABELS.contains(&word.to_lowercase().trim_end_matches(['’', '\'', 's']))
    });
    (1..=4).contains(&words.len()) && !label && words.iter().all(fits)
}

/// Vowel signs and joiners, which stand with letters but are none.
fn is_mark_of_letter(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{DFF}' | '\u{64B}'..='\u{65F}' | '\u{200C}' | '\u{200D}')
}

fn has_case(text: &str) -> bool {
    text.chars().any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String)> {
        of_paragraph(text, 0).map(|dateline| (dateline.place, dateline.agency))
    }

    #[test]
    fn a_place_a_date_and_an_agency_are_read() {
        for (text, place, agency) in [
            ("New Delhi, Sep 11 (PTI): The court said so.", "New Delhi", "PTI"),
            ("Srinagar: The pass is closed.", "Srinagar", ""),
            ("WASHINGTON (AP) — The court said so.", "WASHINGTON", "AP"),
            ("Srinagar, Nov 20: Snow fell.", "Srinagar", ""),
            ("Baramulla, J&K, Nov 20 (KNO) – Snow fell.", "Baramulla", "KNO"),
            ("نئی دہلی، 20 نومبر (ایجنسیز): برف باری", "نئی دہلی", "ایجنسیز"),
            ("नई दिल्ली, 20 नवंबर (भाषा): बर्फ़", "नई दिल्ली", "भाषा"),
        ] {
            assert_eq!(read(text), Some((place.to_owned(), agency.to_owned())), "{text}");
        }
    }

    #[test]
    fn other_first_words_are_no_dateline() {
        for text in [
            "Snow fell in Srinagar on Friday.",
            "Correction: an earlier version was wrong.",
            "Editor’s note: this was written in May.",
            "The minister said: we go.",
            "Srinagar:",
            "It was cold – very cold.",
            "Question 1: Why?",
            "",
            "اس نے کہا: چلو",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn bold_words_before_a_colon_are_enough_in_a_script_without_capitals() {
        let text = "سرینگر: برف باری ہوئی۔";
        assert_eq!(read(text), None);
        assert_eq!(of_paragraph(text, 7).map(|d| d.place), Some("سرینگر".to_owned()));
    }
}
