use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::error::Error;
use crate::html::plain;
use crate::text;

/// The largest answer that is read, in bytes; a hundred stories are 0.9 MB.
const LIMIT: usize = 64 << 20;
/// How many places are tried after a notice that PHP printed before the answer.
const STARTS: usize = 64;

/// One object of a list.
pub(super) struct Row {
    /// Where it lies in the bytes of the answer.
    pub(super) range: Range<usize>,
    /// What it says.
    pub(super) value: Value,
}

/// Reads an answer that is a list of objects; what is no object in it is left out.
///
/// # Errors
/// [`Error::NotJson`], [`Error::Refused`] or [`Error::TooLarge`].
pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Row>, Error> {
    let text = text_of(bytes)?;
    let raw = answer(&text)?;
    let Ok(List(items)) = serde_json::from_str(raw.get()) else { return Err(no_list(raw)) };
    let is_object = |item: &&RawValue| item.get().starts_with('{');
    // PHP writes a list with holes as an object; a refusal and a single object are objects too.
    if raw.get().starts_with('{') && (items.is_empty() || !items.iter().all(is_object)) {
        return Err(no_list(raw));
    }
    let rows = items.into_iter().filter(is_object).filter_map(|item| {
        let start = item.get().as_ptr().addr() - text.as_ptr().addr();
        Some(Row { range: start..start + item.get().len(), value: value(item)? })
    });
    Ok(rows.collect())
}

/// Reads an answer that is one object.
///
/// # Errors
/// [`Error::NotJson`], [`Error::Refused`] or [`Error::TooLarge`].
pub(super) fn object(bytes: &[u8]) -> Result<Value, Error> {
    let text = text_of(bytes)?;
    let raw = answer(&text)?;
    match value(raw) {
        Some(value) if value.is_object() => match refusal(&value) {
            Some(refused) => Err(refused),
            None => Ok(value),
        },
        _ => Err(Error::NotJson { found: "another kind of JSON".to_owned() }),
    }
}

/// A number, also where a plugin wrote it as text.
pub(super) fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

/// A text of HTML (`{"rendered": "…"}` or the text itself), as it is.
pub(super) fn rendered(value: &Value) -> &str {
    value.get("rendered").unwrap_or(value).as_str().unwrap_or_default()
}

fn no_list(raw: &RawValue) -> Error {
    let refused = value(raw).as_ref().and_then(refusal);
    refused.unwrap_or_else(|| Error::NotJson {
        found: "an object where a list was asked for".to_owned(),
    })
}

/// What `{"code": …, "message": …}` says.
fn refusal(value: &Value) -> Option<Error> {
    let code = value.get("code")?.as_str()?;
    let message = value.get("message")?.as_str()?;
    Some(Error::Refused { code: code.to_owned(), message: text::cut(&plain(message), 200) })
}

fn value(raw: &RawValue) -> Option<Value> {
    let read = serde_json::from_str(raw.get());
    read.or_else(|_| serde_json::from_str(&without_lone_surrogates(raw.get()))).ok()
}

/// JSON in which each half of a character (`\ud83d` alone) is U+FFFD: some plugins cut texts by bytes.
fn without_lone_surrogates(json: &str) -> String {
    let mut clean = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        clean.push_str(&rest[..at]);
        let escape = &rest[at..];
        let length = match (surrogate(escape), escape.get(6..).and_then(surrogate)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => 0,
            _ => escape.chars().take(2).map(char::len_utf8).sum(),
        };
        clean.push_str(if length == 0 { "\\ufffd" } else { &escape[..length] });
        rest = &escape[if length == 0 { 6 } else { length }..];
    }
    clean + rest
}

fn surrogate(escape: &str) -> Option<u32> {
    let unit = u32::from_str_radix(escape.strip_prefix("\\u")?.get(..4)?, 16).ok()?;
    (0xD800..=0xDFFF).contains(&unit).then_some(unit)
}

/// The answer's text with every byte in its place: what is not UTF-8 becomes `?`.
fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
    if bytes.len() > LIMIT {
        return Err(Error::TooLarge { bytes: bytes.len(), limit: LIMIT });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(std::iter::repeat_n('?', chunk.invalid().len()));
    }
    Ok(Cow::Owned(text))
}

/// The JSON of an answer, which notices of PHP may stand around.
fn answer(text: &str) -> Result<&RawValue, Error> {
    let first = text.find(|c: char| !c.is_whitespace() && c != '\u{FEFF}');
    let Some(first) = first else { return Err(Error::NotJson { found: "nothing".to_owned() }) };
    let begins = text[first..].starts_with(['[', '{']);
    if !begins && is_page(text) {
        return Err(Error::NotJson { found: what(text) });
    }
    let starts = text[first..].match_indices(['[', '{']).map(|(at, _)| first + at);
    for start in starts.take(if begins { 1 } else { STARTS }) {
        let mut stream =
            serde_json::Deserializer::from_str(&text[start..]).into_iter::<&RawValue>();
        match stream.next() {
            Some(Ok(raw)) if begins || ends_there(&text[start + stream.byte_offset()..]) => {
                return Ok(raw);
            }
            Some(Err(error)) if error.is_eof() && (begins || looks_like_json(&text[start..])) => {
                return Err(Error::NotJson { found: "an answer that was cut off".to_owned() });
            }
            _ => {}
        }
    }
    Err(Error::NotJson { found: what(text) })
}

/// Whether nothing but another notice follows: an inner list is followed by a comma or bracket.
fn ends_there(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with('<')
}

fn looks_like_json(text: &str) -> bool {
    let start: String = text.chars().filter(|c| !c.is_whitespace()).take(3).collect();
    start.starts_with("[{\"") || start.starts_with("{\"")
}

/// Whether a whole page came: scripts within it are no answer.
fn is_page(text: &str) -> bool {
    let head = text::cut(text.trim_start(), 2_000).to_ascii_lowercase();
    head.contains("<html") || head.contains("<!doctype")
}

/// What came in place of JSON, in a few words.
fn what(text: &str) -> String {
    if !is_page(text) {
        return "text that is no JSON".to_owned();
    }
    let head = text::cut(text.trim_start(), 2_000);
    let lower = head.to_ascii_lowercase();
    let from = lower.find("<title").and_then(|at| Some(at + lower[at..].find('>')? + 1));
    let title = from.and_then(|from| head.get(from..)?.split('<').next());
    match title.map(plain).filter(|title| !title.is_empty()) {
        Some(title) => format!("an HTML page (“{}”)", text::cut(&title, 60)),
        None => "an HTML page".to_owned(),
    }
}

/// The items of a list, or the values of an object.
struct List<'a>(Vec<&'a RawValue>);

impl<'de> Deserialize<'de> for List<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor)
    }
}

struct ListVisitor;

impl<'de> Visitor<'de> for ListVisitor {
    type Value = List<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some((_, item)) = map.next_entry::<serde::de::IgnoredAny, _>()? {
            items.push(item);
        }
        Ok(List(items))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(bytes: &[u8]) -> Result<Vec<u64>, Error> {
        Ok(rows(bytes)?.iter().filter_map(|row| number(&row.value["id"])).collect())
    }

    fn not_json(bytes: &[u8]) -> String {
        match ids(bytes) {
            Err(Error::NotJson { found }) => found,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_list_is_found_behind_and_before_notices() {
        let bytes = b"\xEF\xBB\xBF<br />\n<b>Notice</b>: Undefined index [x] in {y}\n[{\"id\":1},{\"id\":\"2\"}]\n<b>Warning</b>";
        assert_eq!(ids(bytes), Ok(vec![1, 2]));
        let row = &rows(bytes).unwrap()[1];
        assert_eq!(&bytes[row.range.clone()], b"{\"id\":\"2\"}");
    }

    #[test]
    fn one_odd_item_loses_no_other() {
        let deep = format!("{}{}", "[".repeat(300), "]".repeat(300));
        let json = format!(
            r#"[{{"id":1,"t":"\ud83d!"}},null,7,{{"id":2,"x":{deep}}},{{"id":3,"t":"\ud83d\ude00\\u"}}]"#
        );
        let rows = rows(json.as_bytes()).unwrap();
        let texts: Vec<_> = rows.iter().map(|row| row.value["t"].as_str().unwrap()).collect();
        assert_eq!(texts, ["\u{fffd}!", "😀\\u"]);
    }

    #[test]
    fn bytes_that_are_no_text_keep_their_places() {
        let bytes = b"[{\"id\":1,\"t\":\"\xff\xfe\"},{\"id\":2}]";
        let rows = rows(bytes).unwrap();
        assert_eq!(&bytes[rows[1].range.clone()], b"{\"id\":2}");
    }

    #[test]
    fn a_list_with_holes_comes_as_an_object() {
        assert_eq!(ids(br#"{"0":{"id":10},"2":{"id":9}}"#), Ok(vec![10, 9]));
    }

    #[test]
    fn a_refusal_is_told_from_rubbish() {
        let refused =
            br#"{"code":"rest_no_route","message":"No route &amp; no way","data":{"status":404}}"#;
        let expected =
            Error::Refused { code: "rest_no_route".into(), message: "No route & no way".into() };
        assert_eq!(ids(refused), Err(expected));
        assert_eq!(not_json(b"{\"id\":1}"), "an object where a list was asked for");
        assert_eq!(not_json(b"  "), "nothing");
        assert_eq!(not_json(b"[{\"id\":1},{\"id\":2,\"tags\":[]"), "an answer that was cut off");
        assert_eq!(not_json(b"<b>x</b>[{\"id\":1,\"tags\":[]"), "an answer that was cut off");
        assert_eq!(not_json(b"[{\"id\":1,\"tags\":[]},oops]"), "text that is no JSON");
        let page = b"<!DOCTYPE html><html><head><title>Just a moment&#8230;</title><script>x={\"a\":[]}</script>";
        assert_eq!(not_json(page), "an HTML page (“Just a moment…”)");
    }
}
