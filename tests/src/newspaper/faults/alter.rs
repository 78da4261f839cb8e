use encoding_rs::Encoding;
use regex::Regex;

use super::Fault;
use crate::newspaper::http::{Answer, http_date};

/// Changes what the site answered.
pub(super) fn answer(fault: &Fault, answer: &mut Answer) {
    match fault {
        Fault::Headers { set, drop } => {
            for name in drop {
                answer.unset(name);
            }
            for (name, value) in set {
                answer.set(name, value.as_str());
            }
        }
        Fault::Type { value } => answer.set("Content-Type", value.as_str()),
        Fault::Stale => {
            answer.set("ETag", format!("\"{:016x}\"", fastrand::u64(..)));
            answer.set("Last-Modified", http_date(None));
        }
        Fault::Charset { declare } => declared(answer, declare.as_deref()),
        Fault::Encode { charset, declare } => {
            encode(answer, charset);
            declared(answer, declare.as_deref());
        }
        Fault::Nul => {
            let middle = answer.body.len() / 2;
            answer.body.splice(middle..middle, *b"\0\xff\xfe\x80");
        }
        Fault::Bom => drop(answer.body.splice(..0, *b"\xef\xbb\xbf")),
        Fault::Prefix { text } => drop(answer.body.splice(..0, text.bytes())),
        Fault::Replace { find, with } => replace(answer, find, with),
        Fault::Truncate { at, part } => {
            let length = at.unwrap_or_else(|| part_of(answer.body.len(), *part));
            answer.body.truncate(length);
        }
        _ => {}
    }
}

/// An expression that cannot be read replaces nothing.
fn replace(answer: &mut Answer, find: &str, with: &str) {
    let Ok(find) = Regex::new(find) else { return };
    let text = String::from_utf8_lossy(&answer.body);
    answer.body = find.replace_all(&text, with).into_owned().into_bytes();
}

fn part_of(length: usize, part: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a part of a body is none of its borders"
    )]
    let length = (length as f64 * part.clamp(0.0, 1.0)) as usize;
    length
}

fn declared(answer: &mut Answer, charset: Option<&str>) {
    let kind = answer.kind().to_owned();
    let charset = charset.map(|charset| format!("; charset={charset}")).unwrap_or_default();
    answer.set("Content-Type", format!("{kind}{charset}"));
}

/// Writes the text in another character set and takes out what the page says of its own.
fn encode(answer: &mut Answer, charset: &str) {
    let text = String::from_utf8_lossy(&answer.body).replace("<meta charset=\"UTF-8\">", "");
    answer.body = match charset.to_ascii_lowercase().as_str() {
        // Browsers write no UTF-16, so the library does not either.
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        label => match Encoding::for_label(label.as_bytes()) {
            Some(encoding) => encoding.encode(&text).0.into_owned(),
            None => text.into_bytes(),
        },
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn altered(fault: &Fault) -> (String, Vec<u8>) {
        let mut page = Answer::new(200, "text/html; charset=UTF-8", "<meta charset=\"UTF-8\">“é”");
        answer(fault, &mut page);
        (page.header("content-type").unwrap_or_default().to_owned(), page.body)
    }

    #[test]
    fn text_is_written_in_another_character_set() {
        let encode = |charset: &str, declare: Option<&str>| {
            altered(&Fault::Encode { charset: charset.into(), declare: declare.map(str::to_owned) })
        };
        assert_eq!(encode("windows-1252", None), ("text/html".into(), b"\x93\xe9\x94".to_vec()));
        let (kind, bytes) = encode("utf-16le", Some("utf-8"));
        assert_eq!((kind.as_str(), &bytes[..2]), ("text/html; charset=utf-8", &b"\x1c\x20"[..]));
    }

    #[test]
    fn bytes_are_put_in_and_left_out() {
        assert!(altered(&Fault::Nul).1.windows(2).any(|pair| pair == b"\0\xff"));
        assert!(altered(&Fault::Bom).1.starts_with(b"\xef\xbb\xbf<meta"));
        assert_eq!(altered(&Fault::Truncate { at: Some(5), part: 1.0 }).1, b"<meta");
        assert_eq!(altered(&Fault::truncate()).1.len(), 15);
        let replace = Fault::Replace { find: "“(.)”".into(), with: "$1$1".into() };
        assert!(altered(&replace).1.ends_with("éé".as_bytes()));
    }
}
