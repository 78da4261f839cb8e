/// How often two attributes of one element may be compared: html5ever compares each with all before it. Real pages,
/// whose scripts are counted too, have 8 million at most.
const COMPARED: usize = 40_000_000;
/// One element with so many is more than that.
const MOST: usize = 6_400;
/// How often each byte may be looked at before the answer is yes.
const LOOKS: usize = 16;

/// Whether any element of a page could have more attributes than a parser should be given.
///
/// Each `<` that could begin an element is read as one, also where it stands in a script, a comment or
/// a value, so that nothing can be hidden from it.
pub(super) fn are_too_many(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut budget = bytes.len().saturating_mul(LOOKS);
    let mut compared = 0_usize;
    for (at, _) in html.match_indices('<') {
        if !bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let mut tag = Tag { rest: &bytes[at + 1..] };
        let before = tag.rest.len();
        let count = tag.attributes();
        let looked = before - tag.rest.len();
        compared = compared.saturating_add(count * count);
        if compared > COMPARED || looked > budget {
            return true;
        }
        budget -= looked;
    }
    false
}

/// What is left of a tag that is being read (HTML Standard, 13.2.5.32 to 13.2.5.40).
struct Tag<'a> {
    rest: &'a [u8],
}

impl Tag<'_> {
    /// Counts the attributes up to the end of the tag, or up to too many.
    fn attributes(&mut self) -> usize {
        self.pass(|byte| !ends_name(byte));
        for count in 0..=MOST {
            self.pass(|byte| byte.is_ascii_whitespace() || byte == b'/');
            if matches!(self.rest.first(), None | Some(b'>')) {
                return count;
            }
            // A first `=` is part of the name.
            self.rest = &self.rest[1..];
            self.pass(|byte| !ends_name(byte) && byte != b'=');
            self.pass(|byte| byte.is_ascii_whitespace());
            if self.rest.first() == Some(&b'=') {
                self.rest = &self.rest[1..];
                self.value();
            }
        }
        MOST + 1
    }

    fn value(&mut self) {
        self.pass(|byte| byte.is_ascii_whitespace());
        match self.rest.first().copied() {
            Some(quote @ (b'"' | b'\'')) => {
                self.rest = &self.rest[1..];
                self.pass(|byte| byte != quote);
                self.rest = self.rest.get(1..).unwrap_or_default();
            }
            _ => self.pass(|byte| !byte.is_ascii_whitespace() && byte != b'>'),
        }
    }

    fn pass(&mut self, over: impl Fn(u8) -> bool) {
        let end = self.rest.iter().position(|byte| !over(*byte)).unwrap_or(self.rest.len());
        self.rest = &self.rest[end..];
    }
}

fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/' || byte == b'>'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_page_has_few() {
        let words = "5 < 7 a = b ".repeat(10_000);
        let script = format!(
            "<p title='{words}' class=x id = \"y\">{words}<script>x = \"<a href='b'>\"; {words}</script>"
        );
        assert!(!are_too_many(&script));
        let nested = "<div class=\"a b\" data-x='<p class=\"y\">'>".repeat(1_000);
        assert!(!are_too_many(&nested));
        assert!(!are_too_many("<a x='<"));
    }

    #[test]
    fn too_many_are_found_wherever_they_hide() {
        let many: String = (0..7_000).map(|n| format!(" a{n}=\">\"")).collect();
        for html in [
            format!("<a{many}>"),
            format!("<!-- <b \" --><a{many}>"),
            format!("<a{}>", "/x".repeat(7_000)),
            format!("<a {}>", "x='y'".repeat(7_000)),
            "<a/x=".repeat(100_000),
        ] {
            assert!(are_too_many(&html), "{}", &html[..40]);
        }
    }
}
