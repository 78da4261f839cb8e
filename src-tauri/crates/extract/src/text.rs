/// Folds white space to single spaces, trims, and takes out what cannot be seen.
pub(crate) fn folded(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    for c in seen(' ', raw) {
        match c {
            ' ' if text.is_empty() || text.ends_with(' ') => {}
            c => text.push(c),
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The characters of a text as a reader sees them: each kind of white space is a space.
///
/// Left out are soft hyphens, zero-width spaces, marks and controls that came with pasting. Joiners
/// and direction marks stay where they shape what is read: after letters of scripts from Hebrew on,
/// and in emoji. `before` is the character before the text.
pub(crate) fn seen(before: char, raw: &str) -> impl Iterator<Item = char> {
    let mut previous = before;
    raw.chars().filter_map(move |c| {
        let kept = match c {
            c if c.is_whitespace() => Some(' '),
            '\u{200C}'..='\u{200F}' => joins(previous).then_some(c),
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}' => None,
            '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => None,
            // Search marks its hits with the first two of the private use area.
            '\u{E000}' | '\u{E001}' | '\u{FFFC}' => None,
            c if c.is_control() => None,
            c => Some(c),
        };
        previous = kept.unwrap_or(previous);
        kept
    })
}

fn joins(previous: char) -> bool {
    previous >= '\u{590}' && !('\u{2000}'..='\u{206F}').contains(&previous)
}

/// The letters and digits of a text alone, lower case: what stays equal through typography.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Words in a text, as white space parts them.
pub(crate) fn word_count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Cuts a text for a message at a number of characters.
pub(crate) fn cut(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_rubbish_taken_out() {
        assert_eq!(folded("  a\u{a0}\u{2009}b\n\tc\u{200b}\u{ad}d\u{feff} "), "a b cd");
        assert_eq!(folded("\u{202e}spoof\u{7}"), "spoof");
    }

    #[test]
    fn joiners_stay_where_they_shape_letters() {
        assert_eq!(
            folded("क\u{200d}ष می\u{200c}خواہم a\u{200d}b"),
            "क\u{200d}ष می\u{200c}خواہم ab"
        );
        assert_eq!(folded("👨\u{200d}👩"), "👨\u{200d}👩");
    }

    #[test]
    fn a_message_is_cut_at_a_character() {
        assert_eq!(cut("سری نگر", 3), "سری…");
        assert_eq!(cut("abc", 3), "abc");
    }
}
