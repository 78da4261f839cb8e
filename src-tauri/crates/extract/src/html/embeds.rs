use model::{Block, Span};
use scraper::node::Element;
use url::Url;

use super::tree::{Node, element, subtree, words_of};
use super::words;
use crate::address;
use crate::text;

/// Classes of the quotations that a script of a network turns into its post.
const POSTS: [&str; 11] = [
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "bluesky-embed",
    "reddit-embed-bq",
    "reddit-card",
    "text-post-media",
    "imgur-embed-pub",
    "wp-embedded-content",
    "mastodon-embed",
];
/// Hosts whose bare address on a line of its own stands for what lies there.
const PROVIDERS: [&str; 18] = [
    "bsky.app",
    "dailymotion.com",
    "dai.ly",
    "facebook.com",
    "flickr.com",
    "instagram.com",
    "linkedin.com",
    "pinterest.com",
    "reddit.com",
    "rumble.com",
    "scribd.com",
    "soundcloud.com",
    "spotify.com",
    "threads.net",
    "tiktok.com",
    "twitter.com",
    "vimeo.com",
    "youtube.com",
];
/// Parts of hosts that only serve advertisements or counters.
const ADVERTISERS: [&str; 8] = [
    "adservice",
    "amazon-adsystem",
    "doubleclick",
    "googlesyndication",
    "googletagmanager",
    "mgid",
    "outbrain",
    "taboola",
];

/// What an element embeds: something, or nothing that a reader wants.
pub(super) enum Embedded {
    Block(Block),
    Nothing,
}

/// Reads an element that stands for something elsewhere; none if it is ordinary markup.
pub(super) fn of_element(node: Node<'_>, element: &Element, page: &Url) -> Option<Embedded> {
    match element.name() {
        "iframe" | "amp-iframe" => Some(framed(element, page)),
        "video" | "audio" | "amp-video" | "amp-audio" => Some(played(node, element, page)),
        "embed" => Some(at(element.attr("src"), page, String::new())),
        "object" => Some(at(element.attr("data"), page, String::new())),
        "blockquote" => post(node, element, page).map(Embedded::Block),
        "figure" => in_figure(node, page).map(Embedded::Block),
        "div" | "section" => in_division(node, element, page),
        _ => None,
    }
}

/// Reads a paragraph that is one address or one link to a PDF.
pub(super) fn of_line(spans: &[Span]) -> Option<Block> {
    let [span] = spans else { return None };
    let words = span.text.trim();
    let url = Url::parse(span.link.as_deref().unwrap_or(words)).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let is_bare = words.starts_with("http") && !words.contains(char::is_whitespace);
    if span.link.is_some() && address::is_pdf(&url) {
        return Some(block(&url, if is_bare { String::new() } else { words.to_owned() }));
    }
    let is_known = PROVIDERS.contains(&address::provider(&url).as_str()) && url.path().len() > 1;
    (is_bare && is_known).then(|| block(&url, String::new()))
}

fn block(url: &Url, title: String) -> Block {
    Block::Embed { url: url.to_string(), provider: address::provider(url), title }
}

fn at(raw: Option<&str>, page: &Url, title: String) -> Embedded {
    match raw.and_then(|raw| address::absolute(page, raw)) {
        Some(url) if !advertises(&url) => Embedded::Block(block(&url, title)),
        _ => Embedded::Nothing,
    }
}

fn advertises(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let liked = host.contains("facebook")
        && ["like", "share_button", "page.php"].iter().any(|part| url.path().contains(part));
    liked || ADVERTISERS.iter().any(|advertiser| host.contains(advertiser))
}

fn framed(frame: &Element, page: &Url) -> Embedded {
    let classes = frame.attr("class").unwrap_or_default();
    let counts = ["width", "height"].iter().all(|side| matches!(frame.attr(side), Some("0" | "1")));
    // WordPress sets such a frame beside a quotation that says the same.
    if counts || classes.split_whitespace().any(|class| class == "wp-embedded-content") {
        return Embedded::Nothing;
    }
    let raw = ["src", "data-src", "data-lazy-src", "data-litespeed-src", "data-cfsrc"]
        .iter()
        .filter_map(|name| frame.attr(name))
        .find(|raw| address::absolute(page, raw).is_some());
    let title = frame.attr("title").map(text::folded).unwrap_or_default();
    at(raw, page, if says_nothing(&title) { String::new() } else { title })
}

/// Whether a frame's title only says that it is one.
fn says_nothing(title: &str) -> bool {
    let lower = title.to_lowercase();
    let titles = [
        "audio",
        "embed",
        "embedded content",
        "embedded video",
        "iframe",
        "spotify embed",
        "video",
    ];
    titles.contains(&lower.as_str()) || lower.ends_with(" player") || lower.starts_with("embedded ")
}

fn played(node: Node<'_>, player: &Element, page: &Url) -> Embedded {
    let of_source =
        || subtree(node).filter_map(element).find(|e| e.name() == "source")?.attr("src");
    let raw = player.attr("src").or_else(of_source);
    let Some(mut url) = raw.and_then(|raw| address::absolute(page, raw)) else {
        return Embedded::Nothing;
    };
    // WordPress numbers its players in the address.
    if url.query().is_some_and(|query| query.starts_with("_=")) {
        url.set_query(None);
    }
    Embedded::Block(block(&url, String::new()))
}

/// The post of a network, with its words as title.
fn post(node: Node<'_>, quote: &Element, page: &Url) -> Option<Block> {
    let classes = quote.attr("class")?;
    classes.split_whitespace().find(|class| POSTS.contains(class))?;
    let said = ["data-instgrm-permalink", "data-text-post-permalink", "cite"]
        .iter()
        .find_map(|name| address::absolute(page, quote.attr(name)?));
    let links = || {
        let links = subtree(node).filter_map(element).filter(|element| element.name() == "a");
        links.filter_map(|link| address::absolute(page, link.attr("href")?)).last()
    };
    let url = said.or_else(links)?;
    let bare = Url::parse(url.as_str()).ok().map(|mut bare| {
        // `?ref_src=…` only tells the network who sent the reader.
        if bare
            .query()
            .is_some_and(|query| query.starts_with("ref_src") || query.starts_with("utm_"))
        {
            bare.set_query(None);
        }
        bare
    })?;
    Some(block(&bare, words_of(node)))
}

/// `figure.wp-block-embed`, `.wp-block-video`, `.wp-block-audio`: what it embeds, with its cutline as title.
fn in_figure(node: Node<'_>, page: &Url) -> Option<Block> {
    let mut found = None;
    for inner in subtree(node).skip(1) {
        let Some(inner_element) = element(inner) else { continue };
        match inner_element.name() {
            "img" | "figure" | "table" => return None,
            "iframe" | "video" | "audio" | "blockquote" if found.is_none() => {
                if let Some(Embedded::Block(block)) = of_element(inner, inner_element, page) {
                    found = Some(block);
                }
            }
            _ => {}
        }
    }
    let said = words_of(node);
    let (first, rest) = said.split_once(' ').unwrap_or((&said, ""));
    let is_address = first.starts_with("http://") || first.starts_with("https://");
    if let Some(Block::Embed { url, provider, title }) = found {
        let title = if title.is_empty() && !is_address { said } else { title };
        return Some(Block::Embed { url, provider, title });
    }
    let is_embed =
        element(node)?.attr("class").is_some_and(|class| class.contains("wp-block-embed"));
    let url = Url::parse(first).ok().filter(|_| is_embed && is_address)?;
    Some(block(&url, rest.to_owned()))
}

/// `.fb-post[data-href]`, `.wp-block-file`, a viewer of a PDF.
fn in_division(node: Node<'_>, division: &Element, page: &Url) -> Option<Embedded> {
    let class = division.attr("class").unwrap_or_default();
    let has = |names: &[&str]| class.split_whitespace().any(|class| names.contains(&class));
    if has(&["fb-post", "fb-video", "fb-reel"]) {
        return Some(at(division.attr("data-href"), page, words_of(node)));
    }
    if has(&["fb-like", "fb-share-button", "fb-page", "fb-comments"]) {
        return Some(Embedded::Nothing);
    }
    if !has(&["wp-block-file"]) {
        return None;
    }
    let link = subtree(node)
        .find(|node| element(*node).is_some_and(|e| e.name() == "a" && e.attr("href").is_some()))?;
    Some(at(element(link)?.attr("href"), page, words::plain(&words::of_node(link, page))))
}

#[cfg(test)]
mod tests {
    use super::super::tree::fragment;
    use super::*;

    fn read(html: &str) -> Vec<(String, String, String)> {
        let html = fragment(html);
        let page = Url::parse("https://a.test/story/").unwrap();
        let found =
            subtree(html.tree.root()).filter_map(|node| of_element(node, element(node)?, &page));
        found
            .filter_map(|embedded| match embedded {
                Embedded::Block(Block::Embed { url, provider, title }) => {
                    Some((url, provider, title))
                }
                _ => None,
            })
            .collect()
    }

    fn one(html: &str, url: &str, provider: &str, title: &str) {
        assert_eq!(
            read(html).first(),
            Some(&(url.to_owned(), provider.to_owned(), title.to_owned())),
            "{html}"
        );
    }

    #[test]
    fn frames_players_and_posts_become_addresses() {
        one(
            "<iframe src='//www.youtube-nocookie.com/embed/a' title='Snow'></iframe>",
            "https://www.youtube-nocookie.com/embed/a",
            "youtube.com",
            "Snow",
        );
        one(
            "<iframe src='about:blank' data-src='https://player.vimeo.com/video/1'></iframe>",
            "https://player.vimeo.com/video/1",
            "vimeo.com",
            "",
        );
        one(
            "<audio><source src='/u/b.mp3?_=1'><a href=/u/b.mp3>x</a></audio>",
            "https://a.test/u/b.mp3",
            "a.test",
            "",
        );
        one(
            "<blockquote class=twitter-tweet><p>Closed.</p>— Police <a href='https://twitter.com/p/status/1?ref_src=x'>May 5</a></blockquote>",
            "https://twitter.com/p/status/1",
            "twitter.com",
            "Closed. — Police May 5",
        );
        one(
            "<div class=fb-post data-href='https://www.facebook.com/v/posts/1'></div>",
            "https://www.facebook.com/v/posts/1",
            "facebook.com",
            "",
        );
        one(
            "<div class=wp-block-file><a href=/u/r.pdf>The report</a><a href=/u/r.pdf download>Download</a></div>",
            "https://a.test/u/r.pdf",
            "a.test",
            "The report",
        );
    }

    #[test]
    fn a_figure_gives_its_cutline_to_what_it_embeds() {
        let bare = "<figure class='wp-block-embed is-type-video'><div>\nhttps://youtu.be/a\n</div><figcaption>Snow falls</figcaption></figure>";
        one(bare, "https://youtu.be/a", "youtube.com", "Snow falls");
        let framed = "<figure class=wp-block-video><video src=/u/v.mp4></video><figcaption>Snow falls</figcaption></figure>";
        one(framed, "https://a.test/u/v.mp4", "a.test", "Snow falls");
    }

    #[test]
    fn advertisements_and_counters_embed_nothing() {
        for html in [
            "<iframe src='https://x.doubleclick.net/a'></iframe>",
            "<iframe src='https://www.facebook.com/plugins/like.php?x'></iframe>",
            "<iframe src='https://b.test/c' width=1 height=1></iframe>",
            "<iframe></iframe>",
            "<blockquote><p>Snow</p></blockquote>",
        ] {
            assert_eq!(read(html), [], "{html}");
        }
    }

    #[test]
    fn a_line_that_is_one_address_or_a_pdf_is_embedded() {
        let linked =
            |text: &str, link: &str| vec![Span { link: Some(link.into()), ..Span::plain(text) }];
        assert!(of_line(&[Span::plain("https://www.youtube.com/watch?v=a")]).is_some());
        assert!(of_line(&linked("https://x.com/a/status/1", "https://x.com/a/status/1")).is_some());
        assert_eq!(of_line(&linked("Our video", "https://www.youtube.com/watch?v=a")), None);
        assert_eq!(of_line(&[Span::plain("https://gov.test/report")]), None);
        let Some(Block::Embed { title, .. }) =
            of_line(&linked("Download PDF", "https://a.test/p.PDF"))
        else {
            panic!("no PDF")
        };
        assert_eq!(title, "Download PDF");
    }
}
