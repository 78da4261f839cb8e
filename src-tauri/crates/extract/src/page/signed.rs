use super::months;
use crate::agency;
use crate::text;

/// Words with which a byline begins, longer ones first.
const BY: [&str; 50] = [
    "written and reported by",
    "additional reporting by",
    "words and photos by",
    "reporting by",
    "written by",
    "reported by",
    "posted by",
    "published by",
    "edited by",
    "story by",
    "words by",
    "text by",
    "article by",
    "submitted by",
    "a report by",
    "erstellt von",
    "geschrieben von",
    "ein artikel von",
    "ein kommentar von",
    "eine analyse von",
    "kommentar von",
    "analyse von",
    "interview von",
    "text von",
    "escrito por",
    "publicado por",
    "redactado por",
    "escribe",
    "rédigé par",
    "publié par",
    "propos recueillis par",
    "a cura di",
    "scritto da",
    "interview:",
    "authors:",
    "author:",
    "autoren:",
    "autor:",
    "autora:",
    "text:",
    "texto:",
    "par",
    "por",
    "von",
    "by",
    "di",
    "door",
    "av",
    "af",
    "przez",
];
/// Words between names.
pub(super) const AND: [&str; 13] = [
    " and ", " und ", " et ", " y ", " e ", " og ", " och ", " with ", " mit ", " & ", " en ",
    " ve ", " और ",
];
/// Words that only a job's name has.
const ROLES: [&str; 44] = [
    "reporter",
    "correspondent",
    "editor",
    "staff",
    "writer",
    "redakteur",
    "redakteurin",
    "journalist",
    "journalistin",
    "contributor",
    "columnist",
    "bureau",
    "chief",
    "producer",
    "photographer",
    "fotograf",
    "photos",
    "korrespondent",
    "korrespondentin",
    "redactor",
    "redactora",
    "periodista",
    "journaliste",
    "envoyé",
    "spécial",
    "analyst",
    "author",
    "director",
    "professor",
    "intern",
    "team",
    "politics",
    "business",
    "sports",
    "sport",
    "health",
    "health.com",
    "twitter",
    "follow",
    "email",
    "contributing",
    "senior",
    "freelance",
    "volontär",
];
/// Words of links beside a name.
const CALLS: [&str; 21] = [
    "view",
    "get",
    "rss",
    "feed",
    "archive",
    "follow",
    "stories",
    "posts",
    "more",
    "all",
    "alerts",
    "sign",
    "email",
    "subscribe",
    "read",
    "facebook",
    "twitter",
    "instagram",
    "linkedin",
    "folgen",
    "bio",
];
/// Whether words can be a person's name: two to five, each with a capital where the script has them.
pub(super) fn is_name(words: &str) -> bool {
    let count = text::word_count(words);
    let has_capitals = words
        .split_whitespace()
        .filter(|word| word.chars().count() > 3)
        .all(|word| !word.starts_with(char::is_lowercase));
    let is_sentence =
        words.contains(['!', '?', ':', '”', '"']) || words.ends_with('.') && count > 2;
    // Names in Han, kana and hangul are one word of a few letters.
    let letters = words.chars().count();
    let is_east_asian =
        count == 1 && (2..=8).contains(&letters) && words.chars().all(|c| u32::from(c) >= 0x3000);
    agency::is_agency(words)
        || is_east_asian
        || (2..=5).contains(&count) && has_capitals && !is_sentence
}

/// The names in a byline, without "By", jobs, places, addresses and times.
pub(super) fn named(line: &str) -> Vec<String> {
    let mut rest = without_by(line);
    // A time or a count ends the names, but not one within a name that somebody gave himself.
    let end = rest.char_indices().find(|(at, c)| {
        c.is_numeric()
            && rest[..*at].chars().next_back().is_some_and(|before| !before.is_ascii_alphanumeric())
    });
    rest = end.map_or(rest, |(at, _)| &rest[..at]);
    rest = [
        "|",
        "•",
        " – ",
        " — ",
        " - ",
        "(",
        "@",
        " Published",
        " Updated",
        " Zuerst",
        " Publié",
        " Posted",
        " View ",
        " Follow",
        " Mis à jour",
    ]
    .iter()
    .fold(rest, |rest, stop| rest.find(stop).filter(|at| *at > 1).map_or(rest, |at| &rest[..at]));
    // "More stories by …", and the beginning of a date.
    rest = [" by ", " von ", " par ", " por "]
        .iter()
        .fold(rest, |rest, by| rest.split_once(by).map_or(rest, |(_, after)| after));
    while let Some((before, last)) = rest.trim_end().rsplit_once(' ')
        && (last.ends_with(':')
            || ["on", "am", "le", "el", "at"].contains(&last)
            || months::number(&last.to_lowercase()).is_some())
    {
        rest = before;
    }
    let mut parts: Vec<String> = vec![rest.to_owned()];
    for and in AND {
        parts = parts
            .iter()
            .flat_map(|part| part.split(and).map(str::to_owned).collect::<Vec<_>>())
            .collect();
    }
    let mut names: Vec<String> = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let mut pieces = part
            .split([',', ';', '/', '、', '，', '،'])
            .map(str::trim)
            .filter(|piece| !piece.is_empty());
        let Some(first) = pieces.next() else { continue };
        let first = if number > 0 { without_by(first) } else { first };
        push(&mut names, first, true);
        for piece in pieces {
            push(&mut names, piece, false);
        }
    }
    names
}

fn push(names: &mut Vec<String>, piece: &str, leads: bool) {
    let piece = piece.trim_matches(|c: char| c.is_whitespace() || "-–—:;,|*•·".contains(c));
    let piece =
        [" 기자", "記者", "记者"].iter().find_map(|job| piece.strip_suffix(job)).unwrap_or(piece);
    let words: Vec<String> = piece.split_whitespace().map(str::to_lowercase).collect();
    let has = |known: &[&str]| {
        words.iter().any(|word| known.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())))
    };
    let is_job = has(&ROLES);
    let is_place = !leads && words.len() < 2 && !agency::is_agency(piece);
    let is_sentence = words.len() > 6 || piece.contains("://") || piece.contains('@');
    let other = names.is_empty() && leads && words.len() <= 4;
    if !piece.contains(char::is_alphabetic)
        || is_sentence
        || has(&CALLS)
        || is_place
        || is_job && !other
    {
        return;
    }
    if !names.iter().any(|known| text::squeezed(known) == text::squeezed(piece)) {
        names.push(piece.to_owned());
    }
}

pub(super) fn without_by(line: &str) -> &str {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    // Where a theme draws the space: "Byby Sana Wani", "BySana Wani".
    let is_glued = |rest: &&str| rest.starts_with("by ") || rest.starts_with(char::is_uppercase);
    let line = line.strip_prefix("By").filter(is_glued).unwrap_or(line);
    let lower = line.to_lowercase();
    for by in BY {
        let Some(rest) = lower.strip_prefix(by).and_then(|_| line.get(by.len()..)) else {
            continue;
        };
        let parted = by.ends_with(':') || rest.starts_with(|c: char| c.is_whitespace() || c == ':');
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
        if parted && !rest.is_empty() {
            return rest;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_is_names_alone() {
        for (line, expected) in [
            ("By Sana Wani", "Sana Wani"),
            ("Von Thilo Schäfer, Madrid", "Thilo Schäfer"),
            ("By Sana Wani and Omar Mir, Staff Reporters", "Sana Wani;Omar Mir"),
            ("by Julia Horowitz @juliakhorowitz November 29, 2016: 3:42 PM ET", "Julia Horowitz"),
            ("Par David Mouriquand Publié le 06/01/2026 - 14:16", "David Mouriquand"),
            ("delta201", "delta201"),
            ("AFP/The Local", "AFP;The Local"),
            (
                "By JOSH HASKELL, DAVID CAPLAN and PATRICK REEVELL",
                "JOSH HASKELL;DAVID CAPLAN;PATRICK REEVELL",
            ),
            ("Staff Reporter", "Staff Reporter"),
            ("erstellt von Dominique — veröffentlicht 28.01.2022 06:00", "Dominique"),
            ("Byron Shaw", "Byron Shaw"),
        ] {
            assert_eq!(named(line).join(";"), expected, "{line}");
        }
    }
}
