use std::borrow::Cow;

use idna::uts46::{AsciiDenyList, Hyphens, Uts46};

/// A host as people read it: `xn--…` in its own script, unless that could be taken for another name.
///
/// A label is written out if all its letters belong to one script of this list: Latin up to `ɏ`, Hebrew, Arabic, the
/// scripts of India and Sri Lanka, Thai, Chinese with kana, Hangul. A label that mixes two, or is of a script whose letters
/// look like Latin ones (Cyrillic, Greek), stays as the network has it. The window does the same (`ui/src/kit/hosts.ts`).
#[must_use]
pub fn shown_host(host: &str) -> Cow<'_, str> {
    let in_own_script = |label: &[char], _: &[char], _: bool| is_of_one_script(label);
    let (shown, read) = Uts46::new().to_user_interface(
        host.as_bytes(),
        AsciiDenyList::URL,
        Hyphens::Allow,
        in_own_script,
    );
    if read.is_ok() { shown } else { Cow::Borrowed(host) }
}

/// An address with its host as people read it; all else stays.
#[must_use]
pub fn shown_address(address: &str) -> String {
    let start = address.find("://").map_or(0, |end| end + 3);
    let (scheme, rest) = address.split_at(start);
    let (host, path) = rest.split_at(rest.find(['/', ':', '?', '#']).unwrap_or(rest.len()));
    format!("{scheme}{}{path}", shown_host(host))
}

fn is_of_one_script(label: &[char]) -> bool {
    let mut scripts = label.iter().filter(|letter| !is_neutral(**letter)).map(|&one| script(one));
    let first = scripts.next().flatten();
    first.is_some() && scripts.all(|other| other == first)
}

/// Figures, hyphens and joiners belong to every script.
fn is_neutral(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '-' | '\u{200c}' | '\u{200d}')
}

/// A number for the script of a letter, where it is one of those that are written out.
fn script(letter: char) -> Option<u32> {
    let code = u32::from(letter);
    match letter {
        'a'..='z' | '\u{df}'..='\u{24f}' => Some(0),
        '\u{5d0}'..='\u{5f2}' => Some(1),
        '\u{620}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => Some(2),
        // Devanagari to Sinhala, then Thai: a block of 128 for each.
        '\u{900}'..='\u{e7f}' => Some(code >> 7),
        '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' => Some(3),
        '\u{ac00}'..='\u{d7a3}' => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_read_in_its_own_script() {
        for (host, shown) in [
            ("gazette.example", "gazette.example"),
            ("xn--mgbaam7a8h.example", "امارات.example"),
            ("xn--11b5bs3a9aj6g.example", "परीक्षा.example"),
            ("www.xn--mnchen-3ya.example", "www.münchen.example"),
            ("127.0.0.1", "127.0.0.1"),
            ("[::1]", "[::1]"),
        ] {
            assert_eq!(shown_host(host), shown);
        }
        let address = "http://xn--11b5bs3a9aj6g.example:8080/a/?b";
        assert_eq!(shown_address(address), "http://परीक्षा.example:8080/a/?b");
        assert_eq!(shown_address("xn--mgbaam7a8h.example/x"), "امارات.example/x");
    }

    #[test]
    fn what_could_be_taken_for_another_name_stays_as_the_network_has_it() {
        for host in [
            // аpple with a Cyrillic letter, apple in Cyrillic alone, a name in Greek, what is no punycode.
            "xn--pple-43d.example",
            "xn--80ak6aa92e.example",
            "xn--hxajbheg2az3al.example",
            "xn--a-ecp.example",
            "xn--zzzzzz.example",
        ] {
            assert_eq!(shown_host(host), host);
        }
    }
}
