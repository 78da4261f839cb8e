/// Scripts, their Unicode blocks, and the language that is assumed of each.
const SCRIPTS: [(&str, &[std::ops::RangeInclusive<u32>]); 13] = [
    ("ur", &[0x600..=0x6FF, 0x750..=0x77F, 0x8A0..=0x8FF, 0xFB50..=0xFDFF, 0xFE70..=0xFEFC]),
    ("hi", &[0x900..=0x97F]),
    ("bn", &[0x980..=0x9FF]),
    ("pa", &[0xA00..=0xA7F]),
    ("gu", &[0xA80..=0xAFF]),
    ("or", &[0xB00..=0xB7F]),
    ("ta", &[0xB80..=0xBFF]),
    ("te", &[0xC00..=0xC7F]),
    ("kn", &[0xC80..=0xCFF]),
    ("ml", &[0xD00..=0xD7F]),
    ("bo", &[0xF00..=0xFFF]),
    ("ru", &[0x400..=0x52F]),
    ("en", &[0x41..=0x5A, 0x61..=0x7A, 0xC0..=0x24F]),
];

/// Languages in which Indian and neighbouring papers print, by the script that they share.
const SHARED: [(&str, &[&str]); 6] = [
    ("ur", &["ar", "ckb", "fa", "ks", "pnb", "ps", "sd", "ug"]),
    ("hi", &["bh", "brx", "doi", "kok", "mai", "mr", "ne", "sa"]),
    ("bn", &["as", "mni"]),
    ("pa", &[]),
    ("bo", &["dz", "lbj"]),
    ("ru", &["bg", "be", "kk", "ky", "mk", "mn", "sr", "tg", "uk"]),
];

/// The language of a text (BCP 47): the paper's own, unless most letters are of another script.
///
/// Han, kana, hangul and other scripts that are not listed leave it at the paper's own.
pub(crate) fn of_text(text: &str, paper: &str) -> String {
    let mut counts = [0_usize; SCRIPTS.len()];
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let c = u32::from(c);
        if let Some(script) =
            SCRIPTS.iter().position(|(_, blocks)| blocks.iter().any(|b| b.contains(&c)))
        {
            counts[script] += 1;
        }
    }
    let most =
        (0..SCRIPTS.len()).max_by_key(|script| counts[*script]).filter(|most| counts[*most] > 0);
    let Some(most) = most.map(|most| SCRIPTS[most].0) else { return paper.to_owned() };
    if script_of_language(paper) == most { paper.to_owned() } else { most.to_owned() }
}

/// The language that stands for the script in which a language is written; Latin unless known.
fn script_of_language(language: &str) -> &'static str {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    let own = SCRIPTS.iter().map(|(name, _)| *name).find(|name| *name == primary);
    let shared =
        || SHARED.iter().find(|(_, others)| others.contains(&primary)).map(|(name, _)| *name);
    own.or_else(shared).unwrap_or("en")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_of_the_text_decides_between_languages() {
        assert_eq!(of_text("سری نگر میں برف باری", "en-US"), "ur");
        assert_eq!(of_text("श्रीनगर में बर्फ़बारी, NH-44", "en"), "hi");
        assert_eq!(of_text("Snow in Srinagar (سری نگر)", "en-US"), "en-US");
        assert_eq!(of_text("Snow in Srinagar", "ur"), "en");
    }

    #[test]
    fn a_paper_keeps_its_own_language_within_its_script() {
        assert_eq!(of_text("برف باری", "ks"), "ks");
        assert_eq!(of_text("श्रीनगरात बर्फवृष्टी", "mr-IN"), "mr-IN");
        assert_eq!(of_text("Schnee", "de"), "de");
        assert_eq!(of_text("2026", "hi"), "hi");
    }
}
