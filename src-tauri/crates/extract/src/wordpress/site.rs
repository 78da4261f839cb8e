use serde_json::Value;

use super::answer::object;
use crate::error::Error;
use crate::html::plain;

/// What the root of the REST interface tells of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its name.
    pub name: String,
    /// What it says of itself, or empty.
    pub tagline: String,
    /// Its time zone: an IANA name, or a fixed offset such as `+05:30`.
    pub zone: String,
    /// It lists its posts (`wp/v2`).
    pub serves_posts: bool,
}

/// Reads the answer of the root (`?_fields=name,description,gmt_offset,timezone_string,namespaces`).
///
/// # Errors
/// [`Error::NotJson`], [`Error::Refused`] or [`Error::TooLarge`].
pub fn site(bytes: &[u8]) -> Result<Site, Error> {
    let root = object(bytes)?;
    let text = |name: &str| plain(root[name].as_str().unwrap_or_default());
    let namespaces = root["namespaces"].as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(Site {
        name: text("name"),
        tagline: text("description"),
        zone: zone(&root["timezone_string"], &root["gmt_offset"]),
        serves_posts: namespaces.iter().any(|namespace| namespace == "wp/v2"),
    })
}

fn zone(name: &Value, offset: &Value) -> String {
    let name = name.as_str().unwrap_or_default().trim();
    let is_name = |c: char| c.is_ascii_alphanumeric() || "/_+-".contains(c);
    if !name.is_empty() && name.len() <= 64 && name.chars().all(is_name) {
        return name.to_owned();
    }
    let hours =
        offset.as_f64().or_else(|| offset.as_str()?.trim().parse().ok()).unwrap_or_default();
    let minutes = if (-14.0..=14.0).contains(&hours) { (hours * 60.0).round() } else { 0.0 };
    let sign = if minutes < 0.0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("{sign}{:02}:{:02}", (minutes / 60.0).floor(), minutes % 60.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone_of(fields: &str) -> String {
        site(format!(r#"{{"name":"A",{fields}}}"#).as_bytes()).unwrap().zone
    }

    #[test]
    fn a_site_tells_its_name_zone_and_what_it_serves() {
        let root = br#"{"name":"Snow &amp; Sun","description":"","timezone_string":"Asia/Kolkata",
            "gmt_offset":5.5,"namespaces":["oembed/1.0","wp/v2"]}"#;
        let expected = Site {
            name: "Snow & Sun".into(),
            tagline: String::new(),
            zone: "Asia/Kolkata".into(),
            serves_posts: true,
        };
        assert_eq!(site(root), Ok(expected));
        assert!(!site(b"{\"name\":\"A\"}").unwrap().serves_posts);
    }

    #[test]
    fn without_a_name_the_offset_is_the_zone() {
        assert_eq!(zone_of(r#""timezone_string":"","gmt_offset":"5.5""#), "+05:30");
        assert_eq!(zone_of(r#""gmt_offset":-3.5"#), "-03:30");
        assert_eq!(zone_of(r#""gmt_offset":5.75"#), "+05:45");
        assert_eq!(zone_of(r#""gmt_offset":1e300"#), "+00:00");
        assert_eq!(zone_of(r#""timezone_string":"no zone","gmt_offset":0"#), "+00:00");
    }
}
