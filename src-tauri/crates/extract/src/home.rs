use std::borrow::Cow;

use scraper::Html;
use scraper::node::Element;
use url::Url;

use crate::address;
use crate::encoding::decoded;
use crate::error::Error;
use crate::html::{document, element, subtree, words_of};
use crate::text;

/// The relation that WordPress gives the root of its REST interface.
const REST: &str = "https://api.w.org/";
/// The largest page that is read, in bytes.
const LIMIT: usize = 8 << 20;

/// A link of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, absolute.
    pub url: Url,
    /// Its words, or empty.
    pub text: String,
}

/// What a paper's home page tells of the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The paper's name, or empty.
    pub title: String,
    /// BCP 47 as the page says it, or empty.
    pub language: String,
    /// The root of its WordPress REST interface, if it names one.
    pub rest_root: Option<Url>,
    /// Its links to web pages in document order.
    pub links: Vec<Link>,
}

/// Reads a home page; `content_type` is the header of its answer.
///
/// # Errors
/// [`Error::NotHtml`], [`Error::TooLarge`] or [`Error::TooDeep`].
pub fn home(bytes: &[u8], content_type: Option<&str>, address: &Url) -> Result<Home, Error> {
    if bytes.len() > LIMIT {
        return Err(Error::TooLarge { bytes: bytes.len(), limit: LIMIT });
    }
    let page = decoded(bytes, content_type);
    if let Some(found) = not_html(&page, content_type) {
        return Err(Error::NotHtml { found: found.into_owned() });
    }
    let html = document(&page)?;
    let base = base(&html, address);
    Ok(Home {
        title: title(&html, address),
        language: language(&html),
        rest_root: elements(&html)
            .filter(|element| element.name() == "link" && element.attr("rel") == Some(REST))
            .find_map(|element| address::absolute(&base, element.attr("href")?)),
        links: links(&html, &base),
    })
}

/// The REST root in a `Link` header (RFC 8288): `<https://…/wp-json/>; rel="https://api.w.org/"`.
#[must_use]
pub fn rest_root_of_header(link: &str) -> Option<Url> {
    link.split('<').skip(1).find_map(|entry| {
        let (target, parameters) = entry.split_once('>')?;
        let rel = parameters.split(';').find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let named = name.trim().eq_ignore_ascii_case("rel");
            named.then(|| value.trim().trim_end_matches(',').trim().trim_matches('"'))
        })?;
        let ours = rel.split_ascii_whitespace().any(|rel| rel == REST);
        let url = ours.then(|| Url::parse(target.trim()).ok()).flatten()?;
        matches!(url.scheme(), "http" | "https").then_some(url)
    })
}

/// What came, if it is no page.
pub(crate) fn not_html(page: &str, content_type: Option<&str>) -> Option<Cow<'static, str>> {
    let kind = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    let lower = kind.to_ascii_lowercase();
    let start = page.trim_start();
    let head = text::cut(start, 400).to_ascii_lowercase();
    if start.is_empty() {
        return Some("nothing".into());
    }
    if head.starts_with("<?xml") && !head.contains("<html") || head.starts_with("<rss") {
        return Some("a feed or other XML".into());
    }
    let other = ["image/", "video/", "audio/", "font/", "application/pdf", "application/zip"];
    if other.iter().any(|other| lower.starts_with(other)) {
        return Some(lower.into());
    }
    let marked =
        page.split('<').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    (!marked).then(|| "text without markup".into())
}

fn elements(html: &Html) -> impl Iterator<Item = &Element> {
    subtree(html.tree.root()).filter_map(element)
}

pub(crate) fn base(html: &Html, address: &Url) -> Url {
    let base = elements(html).find(|element| element.name() == "base");
    base.and_then(|base| address::absolute(address, base.attr("href")?))
        .unwrap_or_else(|| address.clone())
}

/// What a `meta` says: its `content`.
pub(crate) fn meta<'a>(html: &'a Html, property: &'a str) -> Option<&'a str> {
    metas(html, property).next()
}

/// What all `meta` of one name say.
pub(crate) fn metas<'a>(html: &'a Html, property: &'a str) -> impl Iterator<Item = &'a str> {
    let named = move |element: &&Element| {
        element.name() == "meta"
            && (element.attr("property") == Some(property)
                || element.attr("name") == Some(property))
    };
    elements(html).filter(named).filter_map(|element| element.attr("content"))
}

fn title(html: &Html, address: &Url) -> String {
    let site_name = meta(html, "og:site_name").map(text::folded).filter(|name| !name.is_empty());
    site_name.unwrap_or_else(|| {
        let title = subtree(html.tree.root())
            .find(|node| element(*node).is_some_and(|element| element.name() == "title"));
        let title = title.map(words_of).unwrap_or_default();
        without_tagline(&title, address.host_str().unwrap_or_default()).to_owned()
    })
}

/// The part of a title that the host is named after, else its first part.
fn without_tagline<'a>(title: &'a str, host: &str) -> &'a str {
    let parts: Vec<&str> = [" | ", " – ", " — ", " - ", " :: ", " » ", " · ", ": "]
        .iter()
        .find(|separator| title.contains(**separator))
        .map_or_else(|| vec![title], |separator| title.split(separator).collect());
    let host = text::squeezed(host);
    let of_host = parts.iter().find(|part| {
        let name = text::squeezed(part);
        name.len() > 2 && host.contains(name.strip_prefix("the").unwrap_or(&name))
    });
    of_host.or(parts.first()).copied().unwrap_or_default().trim()
}

pub(crate) fn language(html: &Html) -> String {
    let of_html = elements(html).find(|element| element.name() == "html");
    let of_html = of_html.and_then(|html| html.attr("lang").or_else(|| html.attr("xml:lang")));
    let named = of_html.filter(|lang| !lang.trim().is_empty()).or_else(|| meta(html, "og:locale"));
    let language = named.unwrap_or_default().trim().replace('_', "-");
    let fits =
        language.len() <= 35 && language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if fits { language } else { String::new() }
}

fn links(html: &Html, base: &Url) -> Vec<Link> {
    let anchors =
        subtree(html.tree.root()).filter(|node| element(*node).is_some_and(|e| e.name() == "a"));
    anchors
        .filter_map(|node| {
            let url = address::absolute(base, element(node)?.attr("href")?)?;
            Some(Link { url, text: words_of(node) })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &str) -> Result<Home, Error> {
        home(
            page.as_bytes(),
            Some("text/html; charset=utf-8"),
            &Url::parse("https://www.gazette.test/").unwrap(),
        )
    }

    #[test]
    fn a_home_page_tells_name_language_root_and_links() {
        let home = read(
            "<!doctype html><html lang=en_IN><head><title>The Gazette &#8211; News you &amp; I need</title>
             <link rel='https://api.w.org/' href='/index.php?rest_route=/'></head><body>
             <a href=/nation/><b>NA</b>TION</a> <a href='#top'>Top</a> <a href='javascript:void 0'>x</a>
             <a href='https://b.test/x'><img alt=x></a><a name=here>here</a></body></html>",
        )
        .unwrap();
        assert_eq!(home.title, "The Gazette");
        assert_eq!(home.language, "en-IN");
        assert_eq!(
            home.rest_root.unwrap().as_str(),
            "https://www.gazette.test/index.php?rest_route=/"
        );
        let links: Vec<_> =
            home.links.iter().map(|link| (link.url.as_str(), link.text.as_str())).collect();
        assert_eq!(
            links,
            [("https://www.gazette.test/nation/", "NATION"), ("https://b.test/x", "")]
        );
    }

    #[test]
    fn the_name_is_the_sites_own_or_the_part_that_the_host_is_named_after() {
        let named =
            read("<meta property='og:site_name' content=' Valley  Gazette '><title>x</title>")
                .unwrap();
        assert_eq!(named.title, "Valley Gazette");
        assert_eq!(read("<title>Latest news today | Gazette</title>").unwrap().title, "Gazette");
        assert_eq!(read("<title>Morning Herald - Home</title>").unwrap().title, "Morning Herald");
        assert_eq!(read("<svg><title>Menu</title></svg><p>x").unwrap().title, "Menu");
    }

    #[test]
    fn what_is_no_page_is_said() {
        for (bytes, kind) in [
            (&b""[..], "nothing"),
            (b"{\"a\": 1}", "text without markup"),
            (b"<?xml version='1.0'?><rss/>", "a feed or other XML"),
        ] {
            let error = home(bytes, None, &Url::parse("https://a.test").unwrap()).unwrap_err();
            assert_eq!(error, Error::NotHtml { found: kind.to_owned() });
        }
        let image = home(b"<a>", Some("image/png"), &Url::parse("https://a.test").unwrap());
        assert_eq!(image, Err(Error::NotHtml { found: "image/png".to_owned() }));
    }

    #[test]
    fn the_root_is_read_from_a_header_with_other_links() {
        let header = "<https://a.test/>; rel=shortlink, <https://a.test/wp-json/>; rel=\"https://api.w.org/\"";
        assert_eq!(rest_root_of_header(header).unwrap().as_str(), "https://a.test/wp-json/");
        let swapped = "<https://a.test/wp-json/>; rel=\"https://api.w.org/\", <https://a.test/>; rel=shortlink";
        assert_eq!(rest_root_of_header(swapped).unwrap().as_str(), "https://a.test/wp-json/");
        assert_eq!(rest_root_of_header("<file:///etc>; rel=\"https://api.w.org/\""), None);
        assert_eq!(rest_root_of_header("<https://a.test/>; rel=next"), None);
    }
}
