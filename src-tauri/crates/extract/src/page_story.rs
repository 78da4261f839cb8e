use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use model::{Block, Direction, Moment, Reading, plain_text};
use scraper::{ElementRef, Html};
use serde_json::Value;
use url::Url;

use crate::address;
use crate::encoding::decoded;
use crate::home::{base, language, meta, metas};
use crate::html::{self, BYTES, Node, Part, Shown, element, subtree, words_of};
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

/// Reads the page of a story, whoever made it; none if it is no story.
///
/// It goes by what pages say of themselves (JSON-LD, Open Graph, microdata) and by the common names of their parts.
#[must_use]
pub fn page_story(bytes: &[u8], content_type: Option<&str>, page: &Url) -> Option<Extracted> {
    if bytes.len() > BYTES {
        return None;
    }
    let html = html::document(&decoded(bytes, content_type)).ok()?;
    let said = Said { data: article(&html), html: &html };
    let body = said.is_story().then(|| text_of(&html)).flatten()?;
    let base = base(&html, page);
    let parts = html::parts(&body.inner_html(), &base);
    let in_galleries = html::pictures(&parts).filter(|shown| shown.in_gallery).count();
    let mut pictures = Pictures::new(std::iter::empty());
    let mut blocks = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Part::Block(block) => blocks.push(block),
            Part::Picture(shown) => blocks.extend(pictures.figure(&shown).map(Block::Figure)),
        }
    }
    let lead = said.picture().and_then(|named| address::absolute(&base, named));
    let lead = lead.map(|url| Shown { addresses: vec![url], ..Shown::default() });
    let mut reading = Reading {
        url: said.address(&base, page),
        headline: said.headline(),
        published: said.moment("datePublished", "article:published_time"),
        modified: said.moment("dateModified", "article:modified_time"),
        section: said.section(),
        tags: metas(&html, "article:tag").map(text::folded).filter(|tag| !tag.is_empty()).collect(),
        lead: lead.and_then(|shown| pictures.figure(&shown)),
        body: blocks,
        extractor: crate::VERSION,
        ..Reading::default()
    };
    arrange(&mut reading, "", in_galleries);
    sign(&mut reading, said.authors());
    let words = plain_text(&reading.body);
    if reading.headline.is_empty() || words.len() < LEAST && reading.gallery.is_empty() {
        return None;
    }
    reading.language = of_text(&format!("{}\n{words}", reading.headline), &language(&html));
    reading.direction = Direction::of_language(&reading.language);
    Some(Extracted { pictures: pictures.of_reading(&reading), reading })
}

/// What a page says of itself.
struct Said<'a> {
    html: &'a Html,
    /// Its article in JSON-LD, or null.
    data: Value,
}

impl Said<'_> {
    fn is_story(&self) -> bool {
        !self.data.is_null()
            || meta(self.html, "og:type").is_some_and(|kind| kind.eq_ignore_ascii_case("article"))
            || meta(self.html, "article:published_time").is_some()
            || elements(self.html, "article").take(2).count() == 1
    }

    fn headline(&self) -> String {
        let heading = || {
            let headings: Vec<_> = elements(self.html, "h1").map(words_of).collect();
            // A second one is often that of the site.
            <[String; 1]>::try_from(headings).ok().map(|[heading]| heading)
        };
        let title = || elements(self.html, "title").next().map(words_of);
        let named = self.data["headline"].as_str().map(html::plain);
        named
            .filter(|headline| !headline.is_empty())
            .or_else(heading)
            .or_else(|| meta(self.html, "og:title").map(text::folded))
            .or_else(title)
            .unwrap_or_default()
    }

    /// The address that the page gives itself, where it lies on the same host.
    fn address(&self, base: &Url, page: &Url) -> String {
        let canonical = elements(self.html, "link")
            .filter_map(element)
            .find(|link| link.attr("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")));
        let named = canonical.and_then(|link| address::absolute(base, link.attr("href")?));
        let mut own = named.filter(|url| url.host() == page.host()).unwrap_or_else(|| page.clone());
        own.set_fragment(None);
        own.into()
    }

    fn moment(&self, data: &str, property: &str) -> Option<Moment> {
        let said = self.data[data].as_str().or_else(|| meta(self.html, property))?.trim();
        let without_offset = || {
            let civil: DateTime = said.parse().ok()?;
            Some(Moment::new(
                civil.to_zoned_datetime(TimeZone::UTC).ok()?.timestamp(),
                &TimeZone::UTC,
            ))
        };
        said.parse().ok().or_else(without_offset)
    }

    fn section(&self) -> Vec<String> {
        let data = texts(&self.data["articleSection"]).into_iter().next();
        let named = data.or_else(|| meta(self.html, "article:section").map(str::to_owned));
        named.map(|name| html::plain(&name)).filter(|name| !name.is_empty()).into_iter().collect()
    }

    fn authors(&self) -> Vec<String> {
        let data = texts(&self.data["author"]);
        let named = if data.is_empty() {
            metas(self.html, "author").map(str::to_owned).collect()
        } else {
            data
        };
        // Some give the address of the author's page in place of a name.
        let names = named.iter().filter(|name| !name.contains("://"));
        names.map(|name| html::plain(name)).collect()
    }

    fn picture(&self) -> Option<&str> {
        let image = &self.data["image"];
        let image = image.get(0).unwrap_or(image);
        let named = image.as_str().or_else(|| image["url"].as_str());
        meta(self.html, "og:image").or(named)
    }
}

/// A text, the names of things, or a list of either.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Object(thing) => thing.get("name").map(texts).unwrap_or_default(),
        Value::Array(values) => {
            values.iter().filter_map(|it| texts(it).into_iter().next()).collect()
        }
        _ => Vec::new(),
    }
}

/// The article among what a page says in JSON-LD, or null.
pub(crate) fn article(html: &Html) -> Value {
    let scripts = elements(html, "script").filter(|node| {
        let kind = element(*node).and_then(|script| script.attr("type"));
        kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
    });
    let is_article = |value: &&Value| {
        let kinds = texts(&value["@type"]);
        kinds.iter().any(|kind| kind.ends_with("Article") || kind.ends_with("Posting"))
    };
    for script in scripts {
        let raw: String =
            script.children().filter_map(|it| it.value().as_text()).map(|it| &**it).collect();
        let Ok(data) = serde_json::from_str::<Value>(&raw) else { continue };
        let listed =
            |value: &Value| value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        let things = listed(&data).into_iter().flat_map(|thing| match thing.get("@graph") {
            Some(graph) => listed(graph),
            None => vec![thing],
        });
        if let Some(found) = things.collect::<Vec<_>>().iter().find(is_article) {
            return (*found).clone();
        }
    }
    Value::Null
}

/// The element that holds the text of a story.
fn text_of(html: &Html) -> Option<ElementRef<'_>> {
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

fn elements<'a>(html: &'a Html, name: &str) -> impl Iterator<Item = Node<'a>> {
    subtree(html.tree.root())
        .filter(move |node| element(*node).is_some_and(|element| element.name() == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &str) -> Option<Extracted> {
        let url = Url::parse("https://gazette.example/snow/?utm=1").unwrap();
        page_story(page.as_bytes(), Some("text/html; charset=utf-8"), &url)
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
            ("https://gazette.example/snow/", "Snow & ice", "Ayesha Mir")
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
