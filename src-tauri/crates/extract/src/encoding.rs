use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Bytes at the start of a page in which its `meta` may name the encoding (HTML Standard, 1,024; real pages need more).
const META_WITHIN: usize = 4_096;

/// Characters of more than one byte after which text that could be UTF-8 is.
const CERTAIN: usize = 16;

/// Turns a page's bytes into text.
///
/// The encoding is told by the byte order mark, the content type or `meta`, in that order; without
/// one it is UTF-8 where that fits and windows-1252 otherwise. What fits nowhere becomes U+FFFD.
pub(crate) fn decoded<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    let named = content_type.and_then(charset).or_else(|| {
        let head = &bytes[..bytes.len().min(META_WITHIN)];
        charset_of_meta(&String::from_utf8_lossy(head))
    });
    let fits = std::str::from_utf8(bytes).is_ok();
    let encoding = match named {
        // Text of another encoding is not UTF-8 so often by chance: what names that encoding is left over.
        // A page that says UTF-8 and is not was most often pasted together from Windows text, but one
        // bad byte must not spoil all the others.
        Some(_) if fits && characters(bytes) >= CERTAIN => UTF_8,
        Some(encoding) => encoding,
        None if fits => UTF_8,
        None => WINDOWS_1252,
    };
    encoding.decode_without_bom_handling(bytes).0
}

/// The characters of UTF-8 that have more than one byte, counted no further than is asked for.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte >= 0xC0).take(CERTAIN).count()
}

/// The encoding that follows `charset=`.
fn charset(text: &str) -> Option<&'static Encoding> {
    let lower = text.to_ascii_lowercase();
    let (_, rest) = lower.split_once("charset")?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
    Encoding::for_label(&value.as_bytes()[..end.unwrap_or(value.len())])
}

fn charset_of_meta(head: &str) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    let metas = lower.split("<meta").skip(1);
    let found = metas.filter_map(|rest| rest.split('>').next()).find_map(charset)?;
    // A `meta` that could be read as ASCII cannot be in UTF-16 (HTML Standard, 13.2.3.2).
    Some(found.output_encoding())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_beats_the_header_and_the_header_beats_meta() {
        assert_eq!(decoded(b"\xEF\xBB\xBF\xC3\xA9", Some("text/html; charset=latin1")), "é");
        let page = b"<meta charset=utf-8>\xE9";
        assert_eq!(
            decoded(page, Some("text/html; charset=\"ISO-8859-1\"")),
            "<meta charset=utf-8>é"
        );
    }

    #[test]
    fn meta_names_it_or_the_bytes_do() {
        let page = b"<META http-equiv=Content-Type content='text/html; charset=windows-1256'>\xC7";
        assert!(decoded(page, None).ends_with('ا'));
        assert_eq!(decoded("سری نگر".as_bytes(), Some("text/html")), "سری نگر");
        assert_eq!(decoded(b"\x93Snow\x94", None), "“Snow”");
    }

    #[test]
    fn what_a_page_says_of_its_encoding_is_not_believed_against_its_bytes() {
        let text = "促进航天技术更好惠及人民习近平主席";
        assert!(decoded(format!("<meta charset=gb2312>{text}").as_bytes(), None).ends_with(text));
    }
}
