use serde_json::Value;
use url::Url;

use super::answer::{number, rendered, rows};
use crate::credit;
use crate::error::Error;
use crate::html::plain;

/// A picture as the site's media library holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Media {
    /// Its number.
    pub id: u64,
    /// Number of the post that it was uploaded to, or 0.
    pub parent: u64,
    /// Address of what was uploaded.
    pub original: String,
    /// Address of the full size that the site shows; as `original`, unless that was scaled down or turned.
    pub shown: String,
    /// Addresses of the smaller sizes.
    pub sizes: Vec<String>,
    /// Width in pixels of the original, where known.
    pub width: Option<u32>,
    /// Height in pixels of the original, where known.
    pub height: Option<u32>,
    /// Bytes of the original, where known.
    pub bytes: Option<u64>,
    /// What is printed under it, without the credit.
    pub cutline: String,
    /// Who took it or owns it.
    pub credit: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// Reads `media?include=…` or `media?parent=…`; what is no picture is left out.
///
/// # Errors
/// [`Error::NotJson`], [`Error::Refused`] or [`Error::TooLarge`].
pub fn media(bytes: &[u8]) -> Result<Vec<Media>, Error> {
    Ok(rows(bytes)?.iter().filter_map(|row| of_value(&row.value)).collect())
}

/// The picture that a media record describes, on its own or within a post.
pub(super) fn of_value(record: &Value) -> Option<Media> {
    let is_picture = record["media_type"] != "file"
        && record["mime_type"].as_str().is_none_or(|mime| mime.starts_with("image/"));
    let shown = record["source_url"].as_str().and_then(|url| Url::parse(url).ok());
    let shown = shown.filter(|url| matches!(url.scheme(), "http" | "https") && is_picture)?;
    let details = &record["media_details"];
    let original = details["original_image"].as_str().and_then(|name| beside(&shown, name));
    // The record measures what is shown, not what was scaled down to it.
    let of_original = |name: &str| match original {
        Some(_) => None,
        None => number(&details[name]).filter(|n| *n > 0),
    };
    let pixels = |name: &str| of_original(name).and_then(|n| u32::try_from(n).ok());
    let image_meta = |name: &str| plain(details["image_meta"][name].as_str().unwrap_or_default());
    let said = credit::split(&plain(rendered(&record["caption"])));
    let mut sizes: Vec<String> = details["sizes"]
        .as_object()
        .map(|sizes| {
            sizes
                .values()
                .filter_map(|size| size["source_url"].as_str())
                .map(str::to_owned)
                .collect()
        })
        .unwrap_or_default();
    sizes.sort_unstable();
    Some(Media {
        id: number(&record["id"])?,
        parent: number(&record["post"]).unwrap_or_default(),
        width: pixels("width"),
        height: pixels("height"),
        bytes: of_original("filesize"),
        original: original.unwrap_or_else(|| shown.clone()).into(),
        shown: shown.into(),
        sizes,
        credit: if said.credit.is_empty() { image_meta("credit") } else { said.credit },
        cutline: said.words,
        alt: plain(record["alt_text"].as_str().unwrap_or_default()),
    })
}

/// The file of that name in the same folder.
fn beside(shown: &Url, name: &str) -> Option<Url> {
    let (folder, _) = shown.path().rsplit_once('/')?;
    let mut url = shown.clone();
    (!name.is_empty() && !name.contains('/')).then(|| url.set_path(&format!("{folder}/{name}")))?;
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upload_that_was_scaled_down_is_the_original() {
        let read = media(
            br#"[{"id":7,"post":3,"source_url":"https://a.test/u/snow-scaled.jpg","mime_type":"image/jpeg","alt_text":"Snow",
            "caption":{"rendered":"<p>Snow &amp; ice in Leh. Gazette Photo/Sana Wani</p>\n"},
            "media_details":{"width":2560,"height":1707,"filesize":900000,"original_image":"snow.jpg","sizes":{"large":{"source_url":"https://a.test/u/snow-1024x683.jpg"}},"image_meta":{"credit":"Other"}}}]"#,
        )
        .unwrap();
        let expected = Media {
            id: 7,
            parent: 3,
            original: "https://a.test/u/snow.jpg".into(),
            shown: "https://a.test/u/snow-scaled.jpg".into(),
            sizes: vec!["https://a.test/u/snow-1024x683.jpg".into()],
            cutline: "Snow & ice in Leh.".into(),
            credit: "Gazette Photo/Sana Wani".into(),
            alt: "Snow".into(),
            ..Media::default()
        };
        assert_eq!(read, [expected]);
    }

    #[test]
    fn a_name_of_an_original_is_not_stripped_and_the_files_own_credit_is_used() {
        let read = media(
            br#"[{"id":7,"source_url":"https://a.test/u/leh-1024x683.jpg","caption":{"rendered":""},
            "media_details":{"width":"900","height":600,"filesize":81920,"image_meta":{"credit":"Sana Wani"}}}]"#,
        )
        .unwrap();
        assert_eq!(read[0].original, "https://a.test/u/leh-1024x683.jpg");
        assert_eq!((read[0].width, read[0].height), (Some(900), Some(600)));
        assert_eq!(read[0].bytes, Some(81_920));
        assert_eq!(read[0].credit, "Sana Wani");
    }

    #[test]
    fn what_is_no_picture_on_the_web_is_left_out() {
        let read = media(
            br#"[{"id":1,"source_url":"https://a.test/p.pdf","mime_type":"application/pdf"},
            {"id":2,"source_url":"file:///etc/passwd"},{"id":3},{"code":"rest_forbidden","message":"no"},
            {"id":4,"source_url":"https://a.test/u/x.jpg","media_details":[]}]"#,
        )
        .unwrap();
        assert_eq!(read.iter().map(|media| media.id).collect::<Vec<_>>(), [4]);
    }
}
