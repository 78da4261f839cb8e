use model::{Block, Span};
use scraper::node::Element;

use super::tree::{Node, class_words, element, subtree};
use super::words;
use crate::text;

/// Classes of what themes and plugins put into a story.
const CLASSES: [&str; 51] = [
    "a2a_kit",
    "addtoany_content",
    "addtoany_share_save_container",
    "adsbygoogle",
    "crp_related",
    "essb_links",
    "ez-toc-container",
    "google-auto-placed",
    "heateor_sss_sharing_container",
    "jeg_ad",
    "jeg_meta_zoom",
    "jeg_mobile_wrapper",
    "jeg_pagelinks",
    "jeg_post_tags",
    "jeg_search_result",
    "jeg_share_button",
    "jeg_sidebar",
    "jnews_author_box_container",
    "jnews_inline_related_post",
    "jnews_inline_related_post_wrapper",
    "jnews_popup_post_container",
    "jnews_prev_next_container",
    "jnews_related_post_container",
    "jp-relatedposts",
    "lwptoc",
    "mc4wp-form",
    "molongui-author-box",
    "page-links",
    "post-ratings",
    "post-views",
    "print-link",
    "printfriendly",
    "rp4wp-related-posts",
    "saboxplugin-wrap",
    "sd-sharing-enabled",
    "sharedaddy",
    "simplesocialbuttons",
    "ssba",
    "swp_social_panel",
    "td-a-rec",
    "td-button",
    "td-doubleSlider-2",
    "td-gallery-slide-top",
    "td-post-sharing",
    "td_block_related_posts",
    "tnp",
    "wp-block-latest-posts",
    "wp-block-search",
    "wp-block-social-links",
    "wpcf7",
    "yarpp-related",
];
/// Words in a class or id that name furniture, if little but links stands in it.
const CLASS_WORDS: [&str; 19] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "authorbox",
    "breadcrumb",
    "breadcrumbs",
    "newsletter",
    "pagelinks",
    "pagination",
    "popup",
    "promo",
    "related",
    "share",
    "sharing",
    "signup",
    "social",
    "subscribe",
    "subscription",
];
/// Pairs of such words.
const CLASS_PAIRS: [(&str, &str); 7] = [
    ("also", "read"),
    ("author", "bio"),
    ("author", "box"),
    ("more", "news"),
    ("more", "stories"),
    ("read", "also"),
    ("read", "more"),
];
/// Classes of what is for the ear only.
const UNSEEN: [&str; 5] =
    ["assistive-text", "screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden"];
/// The most words of prose that furniture has.
const PROSE: usize = 40;
/// The most nodes that are looked through to tell furniture from a wrapper around the story.
const NODES: usize = 2_000;

/// Whether a reader does not see an element, or it is none of the story's words.
pub(super) fn is_unseen(element: &Element) -> bool {
    let never = [
        "script", "style", "noscript", "template", "head", "title", "meta", "link", "nav", "form",
        "button", "input", "select", "textarea", "svg", "canvas", "rp",
    ];
    never.contains(&element.name()) || is_hidden(element)
}

/// Whether an element is what a theme or plugin put around or into the story.
pub(super) fn is_furniture(node: Node<'_>, element: &Element) -> bool {
    has_class(element, &CLASSES) || is_named_furniture(node, element)
}

fn has_class(element: &Element, names: &[&str]) -> bool {
    let class = element.attr("class").unwrap_or_default();
    class.split_ascii_whitespace().any(|class| names.contains(&class))
}

fn is_hidden(element: &Element) -> bool {
    let style = || {
        let style = element.attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
        ["display:none", "visibility:hidden", "mso-hide:all"]
            .iter()
            .any(|hidden| style.contains(hidden))
    };
    element.attr("hidden").is_some() || is_spoken(element) || style()
}

/// Whether an element is for the ear only.
pub(crate) fn is_spoken(element: &Element) -> bool {
    has_class(element, &UNSEEN)
}

fn is_named_furniture(node: Node<'_>, element: &Element) -> bool {
    if !matches!(element.name(), "div" | "section" | "aside" | "footer" | "ul" | "p") {
        return false;
    }
    let words: Vec<String> = class_words(element).map(str::to_ascii_lowercase).collect();
    let names = words.iter().any(|word| CLASS_WORDS.contains(&word.as_str()))
        || words.windows(2).any(|pair| CLASS_PAIRS.contains(&(pair[0].as_str(), pair[1].as_str())));
    names && holds_little_prose(node)
}

/// Whether an element has few words outside links, and nothing that only a story has.
fn holds_little_prose(node: Node<'_>) -> bool {
    let mut prose = 0;
    for (n, inner) in subtree(node).enumerate() {
        let name = element(inner).map_or("", Element::name);
        if n > NODES
            || prose > PROSE
            || matches!(name, "figure" | "blockquote" | "iframe" | "video" | "audio" | "table")
        {
            return false;
        }
        let text = inner.value().as_text().map_or(0, |text| text::word_count(text));
        let linked = || {
            super::tree::parents(inner)
                .take(6)
                .any(|parent| matches!(parent.name(), "a" | "script" | "style"))
        };
        prose += if text > 0 && !linked() { text } else { 0 };
    }
    prose <= PROSE
}

/// Lines that are furniture wherever they stand alone.
const LINES: [&str; 10] = [
    "ad",
    "ads",
    "advertisement",
    "advertisements",
    "click to share",
    "share",
    "share this",
    "share this post",
    "sponsored",
    "story continues below this ad",
];
/// Lines that, where they stand alone, head links to other stories.
const HEADS: [&str; 18] = [
    "also read",
    "latest news",
    "load more",
    "more news",
    "more stories",
    "next post",
    "previous post",
    "read also",
    "read more",
    "related",
    "related articles",
    "related news",
    "related posts",
    "related stories",
    "see also",
    "trending",
    "यह भी पढ़ें",
    "یہ بھی پڑھیں",
];
/// How a line begins that sends the reader to another story.
const CALLS: [&str; 14] = [
    "also read",
    "must read",
    "read also",
    "read more",
    "read:",
    "related:",
    "related story",
    "see also",
    "you may also like",
    "इसे भी पढ़ें",
    "यह भी पढ़ें",
    "ये भी पढ़ें",
    "مزید پڑھیں",
    "یہ بھی پڑھیں",
];
/// How a line begins in which a paper asks to be followed …
const WISHES: [&str; 14] = [
    "click here to follow",
    "click here to join",
    "click here to subscribe",
    "download our",
    "follow us",
    "for latest updates",
    "get the latest",
    "join our",
    "join us on",
    "like us on",
    "sign up for our",
    "sign up to our",
    "stay updated",
    "subscribe to our",
];
/// … and where.
const PLACES: [&str; 12] = [
    " app",
    "channel",
    "facebook",
    "google news",
    "instagram",
    "linkedin",
    "newsletter",
    "play store",
    "telegram",
    "twitter",
    "whatsapp",
    "youtube",
];
/// The most words of a line that asks the reader to do something else than read.
const CALL: usize = 25;

/// Whether a paragraph calls away from the story: to another one, or to be followed elsewhere.
pub(super) fn is_call(spans: &[Span]) -> bool {
    let said = words::plain(spans);
    if text::word_count(&said) > CALL || spans.iter().all(|span| span.link.is_none()) {
        return false;
    }
    let lower = said.to_lowercase();
    let calls = CALLS.iter().any(|call| lower.starts_with(call)) && prose_beside_links(spans) <= 4;
    let asks = WISHES.iter().any(|wish| lower.starts_with(wish))
        && PLACES.iter().any(|place| lower.contains(place));
    calls || asks
}

/// Whether words that stand alone are furniture.
pub(super) fn is_label(spans: &[Span]) -> bool {
    LINES.contains(&bare(&words::plain(spans)).as_str()) || heads_links(spans)
}

/// Whether words that stand alone head links to other stories.
pub(super) fn heads_links(spans: &[Span]) -> bool {
    HEADS.contains(&bare(&words::plain(spans)).as_str())
}

/// Words without the marks around them, lower case.
fn bare(words: &str) -> String {
    words.trim_matches([' ', ':', '-', '–', '—', '>', '»', '|', '.', '…']).to_lowercase()
}

fn prose_beside_links(spans: &[Span]) -> usize {
    spans.iter().filter(|span| span.link.is_none()).map(|span| text::word_count(&span.text)).sum()
}

/// Whether a block is links and nothing else: what a label of furniture heads.
pub(super) fn is_links(block: &Block) -> bool {
    match block {
        Block::Paragraph { spans } => !spans.is_empty() && prose_beside_links(spans) == 0,
        Block::List { items, .. } => items
            .iter()
            .flatten()
            .all(|block| matches!(block, Block::Paragraph { .. }) && is_links(block)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::fragment;
    use super::*;

    fn left_out(html: &str) -> bool {
        let html = fragment(html);
        let node = subtree(html.tree.root()).filter(|node| element(*node).is_some()).nth(1);
        node.is_some_and(|node| {
            let element = element(node).unwrap();
            is_unseen(element) || is_furniture(node, element)
        })
    }

    #[test]
    fn hidden_and_named_furniture_is_left_out() {
        for html in [
            "<div style='Display : none'>words</div>",
            "<p hidden>words</p>",
            "<span class='x screen-reader-text'>words</span>",
            "<div class='jeg_share_button clearfix'>words</div>",
            "<div class='post-related'><h3>Related</h3><a href=/x>Snow falls in Leh and on the pass</a></div>",
            "<ul id=breadcrumbs><li><a href=/>Home</a></ul>",
            "<script>x</script>",
        ] {
            assert!(left_out(html), "{html}");
        }
    }

    #[test]
    fn a_wrapper_with_such_a_name_is_not() {
        let story = format!(
            "<div class='content has-share'>{}</div>",
            "<p>Snow fell on the pass on Friday.</p>".repeat(9)
        );
        assert!(!left_out(&story));
        assert!(!left_out("<div class='social-post'><blockquote>Snow</blockquote></div>"));
        assert!(!left_out("<div class='shared-bread'>Snow</div>"));
        assert!(!left_out("<ins>Snow</ins>"));
    }

    #[test]
    fn calls_are_told_from_lines_of_the_story() {
        let linked = |text: &str| Span { link: Some("https://a.test".into()), ..Span::plain(text) };
        assert!(is_label(&[Span::plain("— ADVERTISEMENT —")]));
        assert!(is_call(&[Span::plain("Also Read: "), linked("Snow falls in Leh")]));
        assert!(is_call(&[Span::plain("यह भी पढ़ें: "), linked("बर्फ़")]));
        assert!(is_call(&[linked("Click here to join our WhatsApp channel")]));
        assert!(!is_call(&[Span::plain("Read more books, he said.")]));
        assert!(!is_call(&[
            Span::plain("Read more books, he said, and pointed to "),
            linked("a list")
        ]));
        assert!(!is_call(&[Span::plain("The group has a Facebook page, where people join us.")]));
        assert!(!is_call(&[linked("The report")]));
        assert!(!is_call(&[
            Span::plain("Download the app of the office in the "),
            linked("Play Store")
        ]));
    }
}
