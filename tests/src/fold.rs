use sha2::{Digest, Sha256};

/// A text without what WordPress sets in its own way: quotes, dashes, dots, spaces. Case is kept.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => folded.push('\''),
            '“' | '”' | '„' | '‟' | '″' => folded.push('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => folded.push('-'),
            '…' => folded.push_str("..."),
            '×' => folded.push('x'),
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            other => folded.push(other),
        }
    }
    let mut folded = folded.replace("''", "\"");
    while folded.contains("--") {
        folded = folded.replace("--", "-");
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_wordpress_curls_and_keeps_the_rest() {
        assert_eq!(fold("“Don’t”\u{a0}— say… 5″"), fold("\"Don't\" --  say... 5\""));
        assert_ne!(fold("The"), fold("the"));
        assert_ne!(fold("a-b"), fold("a b"));
    }

    #[test]
    fn hashes_as_everybody_does() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(b""), empty);
    }
}
