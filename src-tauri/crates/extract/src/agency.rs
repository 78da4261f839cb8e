/// Agencies by the names under which papers print them, lower case.
const NAMES: [&str; 45] = [
    "afp",
    "agence france presse",
    "agence france-presse",
    "aninews",
    "ani",
    "ani news",
    "anadolu",
    "anadolu agency",
    "ap",
    "app",
    "asian news international",
    "associated press",
    "bbc",
    "bloomberg",
    "cnn",
    "cns",
    "dpa",
    "dw",
    "efe",
    "gns",
    "ians",
    "indo-asian news service",
    "jk news service",
    "jkns",
    "kashmir news observer",
    "kashmir news service",
    "kashmir news trust",
    "kdc",
    "kinsdesk",
    "kins",
    "kno",
    "kns",
    "knt",
    "pib",
    "press trust of india",
    "pti",
    "reuters",
    "the associated press",
    "the canadian press",
    "uni",
    "united news of india",
    "upi",
    "xinhua",
    "भाषा",
    "वार्ता",
];

/// Words that only an agency's name has.
const WORDS: [&str; 11] = [
    "agencies",
    "agency",
    "newswire",
    "newswires",
    "wire",
    "wires",
    "एजेंसी",
    "एजेंसियां",
    "ایجنسی",
    "ایجنسیاں",
    "ایجنسیز",
];

/// Whether a name is an agency's and not a person's or a desk's.
pub(crate) fn is_agency(name: &str) -> bool {
    let lower =
        name.trim().trim_matches(['(', ')', '[', ']', '.', '—', '–', '-']).trim().to_lowercase();
    if lower.is_empty() || lower.split_whitespace().count() > 6 {
        return false;
    }
    // Two agencies are signed as one: "PTI/ANI", "AP, Reuters".
    let one = |name: &str| {
        let name = name.trim();
        NAMES.contains(&name)
            || name.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
            || ["news service", "news agency", "press trust", "news network international"]
                .iter()
                .any(|part| name.contains(part))
    };
    one(&lower) || lower.split(['/', ',', '&', '|']).all(one)
}

/// Whether a mark in a dateline (`New Delhi, Sep 11 (PTI)`) is an agency's: known, or short and in capitals.
pub(crate) fn is_mark(mark: &str) -> bool {
    let mark = mark.trim();
    let letters = mark.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = mark.chars().all(|c| c.is_uppercase() || "/ &-.".contains(c));
    is_agency(mark) || (capitals && (2..=6).contains(&letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_are_told_from_people_and_desks() {
        for name in [
            "PTI",
            "Reuters",
            "Press Trust Wire",
            "Valley News Service",
            "Agencies",
            "AP/AFP",
            "United Newswire",
            "KNO",
            "भाषा",
        ] {
            assert!(is_agency(name), "{name}");
        }
        for name in [
            "Sana Wani",
            "News Desk",
            "Sports Desk",
            "Dr. Uni Koul",
            "",
            "Aparna",
            "The Valley Monitor",
        ] {
            assert!(!is_agency(name), "{name}");
        }
    }

    #[test]
    fn a_mark_may_be_an_agency_nobody_listed() {
        assert!(is_mark("KNB") && is_mark("PTI") && is_mark("Agencies"));
        assert!(!is_mark("File") && !is_mark("I") && !is_mark("UNITED NATIONS"));
    }
}
