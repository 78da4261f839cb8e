use model::{Direction, Moment, Reading, plain_text};
use url::Url;

use super::body::Body;
use super::dates::Dates;
use super::judge::Judge;
use super::kind::{self, Form, NoStory};
use super::outline::Outline;
use super::title::Title;
use super::{byline, pictures, said, state};
use crate::encoding::decoded;
use crate::home::{base, language, not_html};
use crate::html::{self, BYTES, Part};
use crate::language::of_text;
use crate::picture::Extracted;
use crate::wordpress::{Pictures, arrange, sign};

/// A page with less text than this, in bytes, may keep it for a script.
const SCRIPTED: usize = 400;

/// A page that is a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageStory {
    /// The story and its pictures.
    pub extracted: Extracted,
    /// What sort of page it stands on.
    pub form: Form,
    /// The words over the headline, or empty.
    pub kicker: String,
    /// Who signed it, people and agencies, in the page's order.
    pub signed: Vec<String>,
    /// The page that goes on where this one ends.
    pub next: Option<Url>,
    /// The page that this one goes on from.
    pub previous: Option<Url>,
}

/// A page that is no story, and what it says all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why it is none.
    pub why: NoStory,
    /// The headline of the story that would stand there, or empty.
    pub headline: String,
    /// Who signed that story.
    pub signed: Vec<String>,
    /// When it was published.
    pub published: Option<Moment>,
}

impl Refusal {
    fn of(why: NoStory) -> Self {
        Self { why, headline: String::new(), signed: Vec::new(), published: None }
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
) -> Result<PageStory, Refusal> {
    story_by(Judge::learned(), bytes, content_type, page)
}

/// Reads the page of a story by what a judge says.
pub(super) fn story_by(
    judge: &Judge,
    bytes: &[u8],
    content_type: Option<&str>,
    page: &Url,
) -> Result<PageStory, Refusal> {
    if bytes.len() > BYTES {
        return Err(Refusal::of(NoStory::TooLarge));
    }
    let text = decoded(bytes, content_type);
    if is_no_page(&text, content_type) {
        let is_empty = text.trim().is_empty();
        return Err(Refusal::of(if is_empty { NoStory::Empty } else { NoStory::NotHtml }));
    }
    let html = html::document(&text).map_err(|_| Refusal::of(NoStory::TooLarge))?;
    let outline = Outline::of(&html);
    let base = base(&html, page);
    let title = Title::of(&outline, page);
    let body = Body::of(&html, &outline, title.heading, judge);
    let at = body.at;
    let mut parts = body.parts(&html, &base);
    if words(&parts) < SCRIPTED
        && let Some(told) = state::html(&outline)
    {
        parts = html::parts(&told, &base);
    }
    let in_galleries = html::pictures(&parts).filter(|shown| shown.in_gallery).count();
    let dates = Dates::of(&outline, page, title.heading, &(at..body.end));
    let site = outline.site_names(page);
    let seen = pictures::of(&outline, &base, title.heading, &body);
    let mut named = Pictures::new(std::iter::empty());
    let (lead, blocks) = pictures::placed(parts, &seen, at, &mut named);
    let mut reading = Reading {
        url: said::own_address(&outline, &base, page),
        headline: title.headline.clone(),
        deck: said::deck(&outline, title.heading, at),
        published: dates.published,
        modified: dates.modified,
        section: said::section(&outline, &title.headline, &site),
        tags: said::tags(&outline),
        lead,
        body: blocks,
        extractor: crate::VERSION,
        ..Reading::default()
    };
    arrange(&mut reading, "", in_galleries);
    let signed = byline::of(&outline, &site, title.heading, &(at..body.end));
    sign(&mut reading, signed.clone());
    let words = plain_text(&reading.body);
    let dated = dates.published.is_some();
    // The root of a site is its front page, whatever is kept of it.
    let is_list = body.is_list || page.path() == "/" && page.query().is_none();
    let lists = (is_list && !outline.data.has_article()).then_some(NoStory::List);
    let refused = || kind::refusal(&outline, &title, &words, !reading.gallery.is_empty(), dated);
    if let Some(why) = lists.or_else(refused) {
        let Reading { headline, published, .. } = reading;
        return Err(Refusal { why, headline, signed, published });
    }
    reading.language = of_text(&format!("{}\n{words}", reading.headline), &language(&html));
    reading.direction = Direction::of_language(&reading.language);
    let extracted = Extracted { pictures: named.of_reading(&reading), reading };
    Ok(PageStory {
        form: kind::form(&outline, &words),
        extracted,
        kicker: title.kicker,
        signed,
        next: said::linked(&outline, &base, "next"),
        previous: said::linked(&outline, &base, "prev"),
    })
}

/// Bytes of the words of parts.
fn words(parts: &[Part]) -> usize {
    let blocks = parts.iter().filter_map(|part| match part {
        Part::Block(block) => Some(block),
        Part::Picture(_) => None,
    });
    blocks.map(|block| plain_text(std::slice::from_ref(block)).len()).sum()
}

/// Whether what came is no page: nothing, another kind of file, or bytes that are no text.
fn is_no_page(text: &str, content_type: Option<&str>) -> bool {
    let head = &text[..text.floor_char_boundary(2_048)];
    let garbage =
        head.chars().filter(|c| *c == '\u{FFFD}' || c.is_control() && !c.is_whitespace()).count();
    not_html(text, content_type).is_some() || 10 * garbage > head.chars().count()
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
