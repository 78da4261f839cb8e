use std::fmt;

use model::{Direction, Reading, plain_text};
use scraper::{ElementRef, Html};
use url::Url;

use super::byline;
use super::dates::Dates;
use super::outline::Outline;
use super::pictures;
use super::title::Title;
use crate::address;
use crate::encoding::decoded;
use crate::home::{base, language};
use crate::html::{self, BYTES, Node, element, words_of};
use crate::language::of_text;
use crate::picture::Extracted;
use crate::text;
use crate::wordpress::{Pictures, arrange, sign};

/// Classes of the element that holds a story's text, in the themes and systems that are common.
const BODIES: [&str; 12] = [
    "article-body",
    "article__body",
    "article-content",
    "article_content",
    "content-inner",
    "entry-content",
    "post-content",
    "single-content",
    "story-body",
    "story-content",
    "storytext",
    "td-post-content",
];
/// The least text of a story, in bytes: less is a notice, or a page that was put together in the browser.
const LEAST: usize = 140;

/// A page that is a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageStory {
    /// The story and its pictures.
    pub extracted: Extracted,
    /// Who signed it, people and agencies, in the page's order.
    pub signed: Vec<String>,
}

/// Why a page is no story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoStory {
    /// It is larger than a page can be, or nested too deep.
    TooLarge,
    /// It has too little text.
    Empty,
}

impl fmt::Display for NoStory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "it is larger or nested deeper than a page can be",
            Self::Empty => "it has no text of a story",
        })
    }
}

/// Reads the page of a story, whoever made it.
///
/// It goes by what pages say of themselves (JSON-LD, Open Graph, microdata) and by the common names of their parts.
///
/// # Errors
/// Why it is no story.
pub fn page_story(
    bytes: &[u8],
    content_type: Option<&str>,
    page: &Url,
) -> Result<PageStory, NoStory> {
    if bytes.len() > BYTES {
        return Err(NoStory::TooLarge);
    }
    let html = html::document(&decoded(bytes, content_type)).map_err(|_| NoStory::TooLarge)?;
    let outline = Outline::of(&html);
    let body = text_of(&html).ok_or(NoStory::Empty)?;
    let base = base(&html, page);
    let parts = html::parts(&body.inner_html(), &base);
    let in_galleries = html::pictures(&parts).filter(|shown| shown.in_gallery).count();
    let said = Said { outline: &outline };
    let title = Title::of(&outline, page);
    let at = outline.number_of(body.id()).unwrap_or_default();
    let dates = Dates::of(&outline, page, title.heading, at);
    let seen = pictures::of(&outline, &base, title.heading, at);
    let mut named = Pictures::new(std::iter::empty());
    let (lead, blocks) = pictures::placed(parts, &seen, at, &mut named);
    let mut reading = Reading {
        url: said.address(&base, page),
        headline: title.headline.clone(),
        published: dates.published,
        modified: dates.modified,
        section: said.section(),
        tags: outline
            .metas("article:tag")
            .map(text::folded)
            .filter(|tag| !tag.is_empty())
            .collect(),
        lead,
        body: blocks,
        extractor: crate::VERSION,
        ..Reading::default()
    };
    arrange(&mut reading, "", in_galleries);
    let signed = byline::of(&outline, &outline.site_names(page), title.heading, at);
    sign(&mut reading, signed.clone());
    let words = plain_text(&reading.body);
    if reading.headline.is_empty() || words.len() < LEAST && reading.gallery.is_empty() {
        return Err(NoStory::Empty);
    }
    reading.language = of_text(&format!("{}\n{words}", reading.headline), &language(&html));
    reading.direction = Direction::of_language(&reading.language);
    let extracted = Extracted { pictures: named.of_reading(&reading), reading };
    Ok(PageStory { extracted, signed })
}

/// What a page says of itself.
struct Said<'a> {
    outline: &'a Outline<'a>,
}

impl Said<'_> {
    /// The address that the page gives itself, where it lies on the same host.
    fn address(&self, base: &Url, page: &Url) -> String {
        let canonical =
            self.outline.named("link").map(|(_, spot)| spot.element).find(|link| {
                link.attr("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
            });
        let named = canonical.and_then(|link| address::absolute(base, link.attr("href")?));
        let mut own = named.filter(|url| url.host() == page.host()).unwrap_or_else(|| page.clone());
        own.set_fragment(None);
        own.into()
    }

    fn section(&self) -> Vec<String> {
        let named = self
            .outline
            .data
            .text("articleSection")
            .or_else(|| self.outline.meta(&["article:section"]));
        named.into_iter().collect()
    }
}

/// The element that holds the text of a story.
pub(super) fn text_of(html: &Html) -> Option<ElementRef<'_>> {
    let all = || html.tree.root().descendants().filter_map(ElementRef::wrap);
    let marked = all().find(|it| it.value().attr("itemprop") == Some("articleBody"));
    let named = || all().find(|it| it.value().classes().any(|class| BODIES.contains(&class)));
    marked.or_else(named).or_else(|| all().max_by_key(|it| paragraphs(**it)))
}

/// Bytes of an element's own paragraphs.
fn paragraphs(node: Node<'_>) -> usize {
    let own = node.children().filter(|it| element(*it).is_some_and(|it| it.name() == "p"));
    own.map(|paragraph| words_of(paragraph).len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &str) -> Option<Extracted> {
        let url = Url::parse("https://gazette.example/snow/?utm=1").unwrap();
        page_story(page.as_bytes(), Some("text/html; charset=utf-8"), &url)
            .ok()
            .map(|story| story.extracted)
    }

    const TEXT: &str = "<p>SRINAGAR: Snow closed the pass on Friday, and two hundred trucks wait below it.</p>\
        <figure><img src=/pass.jpg><figcaption>The pass.</figcaption></figure>\
        <p>It is the earliest that it was ever closed, said the officer who closed it.</p>";

    #[test]
    fn a_page_says_what_its_story_is() {
        let page = format!(
            r#"<html lang=en><head><title>Snow | Gazette</title><link rel=canonical href="/snow/">
            <meta property="article:tag" content="Snow"><script type="application/ld+json">{{"@graph": [
            {{"@type": "WebSite"}}, {{"@type": ["NewsArticle"], "headline": "Snow &amp; ice", "articleSection": ["Nation"],
            "datePublished": "2026-11-20T09:00:00+05:30", "author": [{{"@type": "Person", "name": "Ayesha Mir"}}]}}]}}
            </script></head><body><nav><p>Home</p></nav><h1>Snow</h1><div class="x entry-content">{TEXT}</div></body></html>"#
        );
        let Extracted { reading, pictures } = read(&page).unwrap();
        assert_eq!(
            (reading.url.as_str(), reading.headline.as_str(), reading.byline.as_str()),
            ("https://gazette.example/snow/", "Snow", "Ayesha Mir")
        );
        assert_eq!(reading.published.unwrap().to_string(), "2026-11-20T09:00:00+05:30");
        assert_eq!(
            (reading.section, reading.tags),
            (vec!["Nation".to_owned()], vec!["Snow".to_owned()])
        );
        assert!(plain_text(&reading.body).starts_with("SRINAGAR: Snow"));
        assert_eq!(pictures[0].url, "https://gazette.example/pass.jpg");
    }

    #[test]
    fn a_page_that_says_little_is_read_by_its_paragraphs() {
        let page = format!("<title>Snow</title><article><h1>Snow</h1><div>{TEXT}</div></article>");
        let reading = read(&page).unwrap().reading;
        assert_eq!((reading.headline.as_str(), reading.published), ("Snow", None));
        assert_eq!(reading.url, "https://gazette.example/snow/?utm=1");
    }

    #[test]
    fn a_page_that_lists_stories_or_says_nothing_is_none() {
        let list = "<title>Nation</title>".to_owned()
            + &format!("<article><h2>Snow</h2>{TEXT}</article>").repeat(3);
        assert_eq!(read(&list), None);
        assert_eq!(read("<article><h1>Snow</h1><p>Turn on JavaScript.</p></article>"), None);
        assert_eq!(read(""), None);
    }
}
