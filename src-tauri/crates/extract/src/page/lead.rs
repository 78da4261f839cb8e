use url::Url;

use crate::address;
use crate::encoding::decoded;
use crate::home::{base, meta};
use crate::html::document;

/// The picture by which a story's page presents itself (Open Graph), or none.
///
/// Where a site keeps the record of a lead picture to itself, its page is the only one to name it.
#[must_use]
pub fn lead_picture(bytes: &[u8], content_type: Option<&str>, page: &Url) -> Option<Url> {
    let html = document(&decoded(bytes, content_type)).ok()?;
    let named =
        ["og:image", "og:image:url", "twitter:image"].iter().find_map(|name| meta(&html, name))?;
    address::absolute(&base(&html, page), named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_picture_that_a_page_names() {
        let page = Url::parse("https://gazette.example/snow/").unwrap();
        let html = br#"<html><head><meta property="og:image" content="/uploads/pass-scaled.jpg"></head></html>"#;
        assert_eq!(
            lead_picture(html, None, &page).unwrap().as_str(),
            "https://gazette.example/uploads/pass-scaled.jpg"
        );
        assert_eq!(lead_picture(b"<html>", None, &page), None);
    }
}
