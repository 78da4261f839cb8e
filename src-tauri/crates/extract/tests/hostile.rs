//! Bytes that nobody meant well with: no panic, no time without end.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

use extract::wordpress::{self, Context, Post};
use extract::{NoStory, home, page_story, rest_root_of_header};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use url::Url;

/// The size of the stories that are made to cost time.
const SIZE: usize = 256 << 10;

fn post(content: &str) -> Post {
    let json = serde_json::json!([{
        "id": 1,
        "link": "https://gazette.test/1/",
        "title": {"rendered": content.get(..200)},
        "content": {"rendered": content},
        "excerpt": {"rendered": content},
        "categories": [1, 1, 2],
    }]);
    wordpress::posts(json.to_string().as_bytes()).unwrap().remove(0)
}

fn read(content: &str) -> model::Reading {
    let post = post(content);
    assert!(post.attachments().len() < 3_000);
    let _asked = post.wants_children();
    let context = Context {
        sections: &[],
        media: &[],
        leads_on_pages: &[],
        zone: &TimeZone::UTC,
        language: "en",
    };
    let extracted = post.reading(&context);
    assert!(extracted.pictures.len() <= extracted.reading.figures().count());
    extracted.reading
}

fn all(bytes: &[u8]) {
    let address = Url::parse("https://gazette.test/").unwrap();
    drop(home(bytes, None, &address));
    drop(page_story(bytes, None, &address));
    drop(wordpress::site(bytes));
    drop(wordpress::media(bytes));
    let categories = wordpress::categories(bytes).unwrap_or_default();
    assert!(wordpress::sections(&categories, &[]).len() <= categories.len());
    for post in wordpress::posts(bytes).unwrap_or_default() {
        assert!(post.range.end <= bytes.len());
        let _asked = post.attachments();
    }
}

/// Pieces of markup that parsers trip over, in any order.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class='gallery share'>",
        "</div>",
        "<b>",
        "</i>",
        "<i>",
        "<a href='http://[::1'>",
        "<a href=/x>",
        "</a>",
        "<table>",
        "<tr>",
        "<td colspan=-1 rowspan=99999999999>",
        "</table>",
        "<caption>x",
        "<ul>",
        "<li>",
        "</ul>",
        "<ol>",
        "<blockquote class=twitter-tweet>",
        "</blockquote>",
        "<figure>",
        "<figcaption>",
        "</figure>",
        "<br>",
        "<hr>",
        "<h1>",
        "</h6>",
        "<img src=a.jpg srcset=', ,a 1w,b NaNw'>",
        "<img data-id=0 width=9999999999>",
        "<iframe src='//x'>",
        "</iframe>",
        "<pre>\n\n",
        "</pre>",
        "<q>",
        "</q>",
        "<noscript><img src=b.jpg>",
        "</noscript>",
        "<template><p>",
        "</template>",
        "<svg><title>",
        "<math><mi>",
        "<select><option>",
        "<script>var x = {\"image_sequence\":[",
        "</script>",
        "<div class=jeg_preview_slider data-selector=x>",
        "<div class='wp-caption' id=attachment_99999999999999999999>",
        "<p class=wp-caption-text>",
        "<span style='display:none'>",
        "[x id=”7″]",
        "[/x]",
        "[[",
        "]",
        "&#x110000;",
        "&amp",
        "Leh:",
        "(PTI)",
        "words",
        " ",
        "\u{200d}",
        "\u{202e}",
        "کشمیر",
        "👨\u{200d}👩",
        "http://youtu.be/x",
        "<!--more-->",
        "<!--",
        "-->",
        "\0",
        "<",
        "</",
        "<p class='related share'>",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// What a page says of itself, cut off and false in any way.
fn page_head() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<meta property=og:title content='Snow | Gazette'>",
        "<meta property=og:image content='//[::1'>",
        "<meta property=article:published_time content='2026-13-45T99:99:99+99:99'>",
        "<meta name=date content='１２３４５６７８９０１２３'>",
        "<meta name=author content='By By By , / and'>",
        "<link rel=canonical href='http://x:99999999'>",
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":[[[{}]]],\"author\":{\"name\":[1]}",
        "<script type=application/ld+json>[{\"@graph\":[{\"@id\":1,\"@type\":[\"Article\"],\"author\":{\"@id\":1},\"datePublished\":\"0\"}]},]</script>",
        "<title>Snow : : | - _",
        "</title>",
        "<h1><span>Weather</span>Snow",
        "<time datetime='31 февраля 2026 25:61 UTC+99'>",
        "<div class='byline author'>Von",
        "<figure><img src=/snow-in-the-valley-300x200.jpg><figcaption>Foto:",
        "<nav class=breadcrumb><a href=/>",
        "</div>",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        all(&bytes);
    }

    #[test]
    fn any_text_after_a_json_start_is_survived(start in "\\[?\\{\"id\":1,\"(link|post|code)\":", rest in "\\PC{0,60}") {
        all(format!("{start}{rest}").as_bytes());
    }

    #[test]
    fn any_soup_is_read(html in soup()) {
        let reading = read(&html);
        let json = serde_json::to_string(&reading).unwrap();
        prop_assert_eq!(serde_json::from_str::<model::Reading>(&json).unwrap(), reading);
        drop(home(html.as_bytes(), Some("text/html"), &Url::parse("https://gazette.test/").unwrap()));
    }

    #[test]
    fn any_page_is_read_or_refused(head in page_head(), html in soup()) {
        let url = Url::parse("https://gazette.test/2026/11/20/snow/").unwrap();
        let page = format!("{head}<h1>Snow closes the pass</h1>{html}<p>{}</p>{html}", "Snow fell. ".repeat(20));
        if let Ok(story) = page_story(page.as_bytes(), Some("text/html"), &url) {
            prop_assert!(!story.extracted.reading.headline.is_empty());
            let json = serde_json::to_string(&story.extracted.reading).unwrap();
            prop_assert_eq!(serde_json::from_str::<model::Reading>(&json).unwrap(), story.extracted.reading);
        }
    }

    #[test]
    fn any_link_header_is_survived(header in "[<>;=,\"a-z:/. ]{0,80}") {
        let _root = rest_root_of_header(&header);
    }
}

#[test]
fn deep_and_wide_stories_take_no_time_without_end() {
    let repeated = |piece: &str| piece.repeat(SIZE / piece.len());
    let numbered = |before: &str, after: &str| {
        (0..SIZE / 20).map(|n| format!("{before}{n}{after}")).collect::<String>()
    };
    let stories = [
        ("nested divisions", repeated("<div>")),
        ("nested lists", repeated("<ul><li>")),
        ("nested quotations", repeated("<blockquote class=twitter-tweet>")),
        ("nested tables", repeated("<table><tr><td>")),
        ("nested figures", repeated("<figure>")),
        ("nested spans", repeated("<span style='font-weight:bold'>")),
        ("nested furniture", repeated("<div class=related>x ")),
        ("formatting that is made anew", numbered("<b id=", ">") + &repeated("<p>x")),
        ("attributes", format!("<a {}>x</a>", numbered("a", "=x "))),
        ("paragraphs", repeated("<p>x")),
        ("breaks", repeated("x<br>")),
        ("brackets", repeated("[a]")),
        ("open brackets", repeated("[")),
        ("shortcodes", repeated("[x id=1]")),
        ("pictures", numbered("<img src=/", ".jpg>")),
        (
            "galleries",
            numbered(
                "<figure class=gallery-item><img src=/",
                ".jpg><figcaption>x. AP</figcaption></figure>",
            ),
        ),
        ("sliders", repeated("<div class=jeg_preview_slider data-selector=x></div>")),
        ("links in links", repeated("<a href=/x><b>x")),
        ("words", repeated("word ")),
        ("signs", repeated("<")),
        ("entities", repeated("&amp;")),
    ];
    for (name, html) in stories.into_iter().chain(pages()) {
        let start = Instant::now();
        read(&html);
        let page =
            format!("<h1>Snow closes the pass</h1><p>{}</p>{html}", "Snow fell. ".repeat(20));
        drop(page_story(page.as_bytes(), None, &Url::parse("https://gazette.test/1/").unwrap()));
        let took = start.elapsed();
        eprintln!("{took:8.2?} {name}");
        // A quadratic step takes minutes at this size; the bound leaves room for a busy machine.
        assert!(took < Duration::from_secs(60), "{name}: {took:?}");
    }
}

/// What costs time where a page is searched for what it says of its story.
fn pages() -> Vec<(&'static str, String)> {
    let repeated = |piece: &str| piece.repeat(SIZE / piece.len());
    vec![
        ("bylines", repeated("<span class=author>x</span>")),
        ("nested bylines", "<div class=byline>".repeat(400) + &repeated("x <i></i>")),
        ("times", repeated("<time>1 May</time>")),
        ("nested times", "<div class=date>".repeat(400) + &repeated("2026 <i></i>")),
        ("headings", repeated("<h1>Snow closes <h2>")),
        ("cutlines", repeated("<figure><img src=/a.jpg><figcaption>x Foto: x")),
        (
            "pictures in one frame",
            format!("<figure class=gallery>{}", repeated("<img src=/a.jpg>x")),
        ),
        (
            "data",
            format!("<script type=application/ld+json>{}</script>", repeated("[{\"@graph\":")),
        ),
        (
            "names in data",
            format!(
                "<script type=application/ld+json>{{\"@type\":\"Article\",\"author\":[{}{{}}]}}</script>",
                repeated("{\"name\":\"A B\"},")
            ),
        ),
        ("meta", repeated("<meta name=author content='A B'>")),
        ("figures and marks", repeated("1/2/")),
    ]
}

#[test]
fn a_page_beyond_all_bounds_is_refused() {
    let url = Url::parse("https://gazette.test/1/").unwrap();
    let why = |bytes: &[u8]| page_story(bytes, None, &url).unwrap_err().why;
    assert_eq!(why("<div>".repeat(100_000).as_bytes()), NoStory::TooLarge);
    assert_eq!(why(&vec![b'x'; (8 << 20) + 1]), NoStory::TooLarge);
    assert_eq!(why(b""), NoStory::Empty);
    assert_eq!(why(b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj\n"), NoStory::NotHtml);
    assert_eq!(
        why(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01<a>\0\0\0\x01\x08\x06"),
        NoStory::NotHtml
    );
}

#[test]
fn the_words_of_a_story_nested_too_deep_are_kept() {
    let html = format!("{}<p>Snow fell.</p><p>It melted.</p>", "<div>".repeat(100_000));
    assert_eq!(model::plain_text(&read(&html).body), "Snow fell.\n\nIt melted.");
}

#[test]
fn a_reading_can_be_written_and_read_again_however_deep() {
    let reading = read(&format!("{}Snow", "<ul><li><blockquote>".repeat(150)));
    let json = serde_json::to_string(&reading).unwrap();
    assert_eq!(serde_json::from_str::<model::Reading>(&json).unwrap(), reading);
}
