use std::borrow::Cow;
use std::collections::BTreeSet;

use model::Span;

use super::words;

/// Takes out of a paragraph what WordPress left of shortcodes that nothing answers to any more.
///
/// `[box id=”7″]words[/box]` keeps its words; brackets that an editor wrote (`[sic]`, `[the] lake`) stay.
pub(super) fn without(spans: Vec<Span>) -> Vec<Span> {
    if !spans.iter().any(|span| span.text.contains('[')) {
        return spans;
    }
    let whole = words::plain(&spans);
    let paragraph = Paragraph {
        ended: whole.split("[/").skip(1).filter_map(|rest| rest.split(']').next()).collect(),
        whole: whole.trim(),
    };
    words::rewritten(&spans, |text| without_in(text, &paragraph).into_owned())
}

/// What is known of the paragraph that a bracket stands in.
struct Paragraph<'a> {
    whole: &'a str,
    /// Names of the shortcodes that end in it.
    ended: BTreeSet<&'a str>,
}

fn without_in<'a>(text: &'a str, paragraph: &Paragraph<'_>) -> Cow<'a, str> {
    let mut clean = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let Some(length) = rest[at..].find(']').map(|end| end + 1) else { break };
        let bracket = &rest[at..at + length];
        clean.push_str(&rest[..at]);
        if !is_shortcode(bracket, paragraph) {
            clean.push_str(bracket);
        }
        rest = &rest[at + length..];
    }
    if rest.len() == text.len() { Cow::Borrowed(text) } else { Cow::Owned(clean + rest) }
}

/// Whether `[…]` is a shortcode: it has attributes, ends one, is ended, or stands alone with such a name.
fn is_shortcode(bracket: &str, paragraph: &Paragraph<'_>) -> bool {
    let inner = bracket.trim_start_matches('[').trim_end_matches(']');
    let (closing, inner) = match inner.strip_prefix('/') {
        Some(name) => (true, name),
        None => (false, inner.trim_end_matches('/').trim_end()),
    };
    let end = inner
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))
        .unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(end);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    if closing {
        return attributes.trim().is_empty();
    }
    let attributed = attributes.starts_with(char::is_whitespace) && attributes.contains('=');
    let bare = attributes.trim().is_empty();
    let ended = bare && paragraph.ended.contains(name);
    let alone =
        bare && paragraph.whole == bracket && (name.contains(['_', '-']) || KNOWN.contains(&name));
    attributed || ended || alone
}

/// Shortcodes without attributes that themes and plugins leave behind.
const KNOWN: [&str; 10] = [
    "ads",
    "adsense",
    "audio",
    "caption",
    "embed",
    "gallery",
    "playlist",
    "poll",
    "sharethis",
    "video",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str) -> String {
        words::plain(&without(vec![Span::plain(text)]))
    }

    #[test]
    fn dead_shortcodes_go_and_their_words_stay() {
        assert_eq!(clean("[box id=”7″]words in it[/box]"), "words in it");
        assert_eq!(clean("[ad_unit]"), "");
        assert_eq!(clean("[gallery ids=\"1,2\"]"), "");
        assert_eq!(clean("Snow [dropcap]f[/dropcap]ell"), "Snow fell");
    }

    #[test]
    fn brackets_of_an_editor_stay() {
        for text in [
            "It is [sic] so.",
            "[The] lake froze.",
            "[1]",
            "See [box] here",
            "open [ end",
            "[x] marks it",
            "[ad_unit] ran",
        ] {
            assert_eq!(clean(text), text);
        }
    }
}
