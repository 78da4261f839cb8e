//! What the index does not tell apart, letter by letter.

/// Separates two words although Unicode's annex 29 holds them for one.
pub(crate) fn parts(c: char) -> bool {
    matches!(
        c,
        ':' | '_'
            | '·'
            | '\u{2027}'
            | '\u{202F}'
            | '\u{203F}'
            | '\u{2040}'
            | '\u{2054}'
            | '\u{FE13}'
            | '\u{FE33}'..='\u{FE34}'
            | '\u{FE4D}'..='\u{FE4F}'
            | '\u{FE55}'
            | '\u{FF1A}'
            | '\u{FF3F}'
    )
}

/// The letter that stands for `c` (decomposed, NFKD) in the index, or none where `c` says nothing.
pub(crate) fn fold(c: char) -> Option<char> {
    if says_nothing(c) {
        return None;
    }
    Some(match c {
        // Yeh: Arabic, without dots, Pashto.
        'ي' | 'ى' | 'ې' => 'ی',
        // Kaf: Arabic.
        'ك' => 'ک',
        // Heh: Arabic, ae, both with two dots.
        'ه' | 'ە' | 'ة' | 'ۃ' => 'ہ',
        // Alef with wasla; those with hamza or madda are decomposed already.
        'ٱ' => 'ا',
        // Candrabindu is often printed as a dot.
        'ँ' => 'ं',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '०'..='९' => digit(c, '०'),
        _ => c,
    })
}

/// Marks that are set or left out at will, and signs that only shape or part what stands beside them.
fn says_nothing(c: char) -> bool {
    matches!(
        c,
        // Inside a word, as annex 29 lets them stand.
        '.' | ',' | ';' | '&' | '\'' | '’' | '‘' | '․' | '٫' | '٬'
        // Combining diacritics.
        | '\u{0300}'..='\u{036F}'
        // Arabic vowel signs, Koranic marks, tatweel.
        | '\u{0610}'..='\u{061A}'
        | '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{06D6}'..='\u{06ED}'
        | '\u{0640}'
        // Soft hyphen, joiners, direction marks.
        | '\u{00AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}'
        // Nukta: Devanagari, Bengali, Gurmukhi, Gujarati, Odia.
        | '\u{093C}' | '\u{09BC}' | '\u{0A3C}' | '\u{0ABC}' | '\u{0B3C}'
    )
}

fn digit(c: char, zero: char) -> char {
    let value = u32::from(c) - u32::from(zero);
    char::from_digit(value, 10).unwrap_or(c)
}
