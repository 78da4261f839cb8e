/// What a header of an HTTP answer says; names are alike in any case.
#[must_use]
pub fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let named = headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    named.map(|(_, value)| value.as_str())
}

/// The media type that an HTTP answer names, without its parameters.
#[must_use]
pub fn media_type(headers: &[(String, String)]) -> Option<&str> {
    let named = header(headers, "content-type")?.split(';').next().unwrap_or_default().trim();
    (!named.is_empty()).then_some(named)
}
