//! What the classes and ids of elements say that they are for.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use scraper::node::Element;

use crate::html::is_spoken;

/// A set of [`GROUPS`], one bit each.
pub(super) type Names = u32;

/// Words that name the same purpose; an element has it where one of them is in its classes, id or role.
pub(super) const GROUPS: [(&str, &[&str]); 22] = [
    (
        "story",
        &[
            "article", "story", "post", "entry", "single", "detail", "artikel", "articulo",
            "noticia", "news", "hentry",
        ],
    ),
    (
        "text",
        &[
            "body",
            "content",
            "text",
            "paragraph",
            "copy",
            "richtext",
            "prose",
            "bodytext",
            "articlebody",
            "storybody",
            "articletext",
            "contenido",
            "inhalt",
            "fliesstext",
            "maincontent",
            "wysiwyg",
            "storytext",
        ],
    ),
    (
        "related",
        &[
            "related",
            "recommend",
            "recommended",
            "recommendation",
            "recommendations",
            "similar",
            "recirc",
            "recirculation",
            "more",
            "also",
            "readmore",
            "further",
            "mehr",
            "seealso",
            "crosslink",
            "linkbox",
            "relacionadas",
            "relacionados",
            "outbrain",
            "taboola",
            "plista",
        ],
    ),
    (
        "ranking",
        &[
            "trending", "popular", "latest", "mostread", "most", "top", "recent", "ticker",
            "aktuell", "newest",
        ],
    ),
    (
        "teaser",
        &[
            "teaser",
            "teasers",
            "card",
            "cards",
            "tile",
            "promo",
            "promotion",
            "listing",
            "feed",
            "stream",
            "collection",
            "carousel",
            "swiper",
            "slick",
        ],
    ),
    (
        "share",
        &[
            "share",
            "sharing",
            "social",
            "follow",
            "facebook",
            "twitter",
            "whatsapp",
            "sharebar",
            "addthis",
            "sharethis",
            "bookmark",
            "print",
            "toolbar",
            "tools",
            "actions",
            "teilen",
        ],
    ),
    (
        "author",
        &[
            "author",
            "authors",
            "byline",
            "bio",
            "contributor",
            "writer",
            "autor",
            "autoren",
            "signature",
            "reporter",
            "credits",
        ],
    ),
    (
        "caption",
        &[
            "caption",
            "captions",
            "credit",
            "figcaption",
            "copyright",
            "legend",
            "bildunterschrift",
            "wp-caption-text",
            "pie",
            "source",
            "quelle",
        ],
    ),
    (
        "picture",
        &[
            "image",
            "img",
            "picture",
            "photo",
            "media",
            "figure",
            "thumbnail",
            "thumb",
            "bild",
            "foto",
            "imagen",
        ],
    ),
    (
        "comment",
        &[
            "comment",
            "comments",
            "commenting",
            "disqus",
            "discussion",
            "kommentar",
            "kommentare",
            "replies",
            "respond",
            "livefyre",
        ],
    ),
    (
        "letter",
        &[
            "newsletter",
            "subscribe",
            "subscription",
            "subscriber",
            "signup",
            "register",
            "login",
            "abo",
            "email",
            "mailing",
            "optin",
        ],
    ),
    (
        "wall",
        &[
            "paywall", "piano", "offer", "premium", "plus", "metered", "regwall", "barrier",
            "gate", "locked",
        ],
    ),
    (
        "ad",
        &[
            "ad",
            "ads",
            "advert",
            "advertisement",
            "advertising",
            "sponsor",
            "sponsored",
            "anzeige",
            "werbung",
            "publicidad",
            "adslot",
            "dfp",
            "gpt",
            "banner",
            "adbox",
            "reklame",
        ],
    ),
    (
        "tag",
        &[
            "tag",
            "tags",
            "topic",
            "topics",
            "keyword",
            "keywords",
            "category",
            "categories",
            "label",
            "labels",
            "temas",
            "themen",
            "taxonomy",
            "hashtag",
        ],
    ),
    (
        "nav",
        &[
            "nav",
            "navbar",
            "navigation",
            "menu",
            "breadcrumb",
            "breadcrumbs",
            "sidebar",
            "footer",
            "header",
            "rail",
            "aside",
            "masthead",
            "topbar",
            "pagination",
            "pager",
            "sitemap",
            "skip",
        ],
    ),
    (
        "date",
        &[
            "date",
            "time",
            "timestamp",
            "published",
            "meta",
            "info",
            "datetime",
            "dateline",
            "datum",
            "fecha",
            "posted",
            "updated",
            "lastmod",
        ],
    ),
    (
        "title",
        &[
            "title",
            "headline",
            "heading",
            "headlines",
            "kicker",
            "eyebrow",
            "overline",
            "titulo",
            "titel",
            "hed",
        ],
    ),
    (
        "deck",
        &[
            "deck",
            "lead",
            "lede",
            "summary",
            "standfirst",
            "intro",
            "description",
            "subtitle",
            "subheadline",
            "subhead",
            "dek",
            "excerpt",
            "abstract",
            "sub",
            "entradilla",
            "vorspann",
            "bajada",
        ],
    ),
    (
        "box",
        &[
            "widget",
            "infobox",
            "factbox",
            "module",
            "box",
            "embed",
            "fact",
            "info",
            "highlight",
            "callout",
            "inset",
            "inline",
            "insert",
            "plugin",
            "component",
        ],
    ),
    (
        "gallery",
        &[
            "gallery",
            "slideshow",
            "slider",
            "video",
            "player",
            "videos",
            "podcast",
            "audio",
            "galerie",
            "lightbox",
        ],
    ),
    (
        "legal",
        &[
            "cookie",
            "cookies",
            "consent",
            "gdpr",
            "privacy",
            "disclaimer",
            "notice",
            "modal",
            "popup",
            "overlay",
            "toast",
            "alert",
            "legal",
            "copyright",
            "impressum",
            "terms",
        ],
    ),
    ("quote", &["quote", "pullquote", "blockquote", "zitat", "pull"]),
];

/// The set of the groups with these names.
pub(super) fn groups(names: &[&str]) -> Names {
    let named = GROUPS.iter().enumerate().filter(|(_, (name, _))| names.contains(name));
    named.fold(0, |set, (at, _)| set | 1 << at)
}

static PURPOSES: LazyLock<FxHashMap<&str, Names>> = LazyLock::new(|| {
    let mut purposes: FxHashMap<&str, Names> = FxHashMap::default();
    for (group, (_, words)) in GROUPS.iter().enumerate() {
        for word in *words {
            *purposes.entry(*word).or_default() |= 1 << group;
        }
    }
    purposes
});

/// What elements are for by their names, each name looked at once.
#[derive(Debug, Default)]
pub(super) struct Known<'a>(FxHashMap<&'a str, Names>);

impl<'a> Known<'a> {
    /// What an element is for.
    pub(super) fn of(&mut self, element: &'a Element) -> Names {
        let telling = |name: &str| {
            matches!(name, "class" | "id" | "role" | "itemprop" | "data-component" | "data-testid")
        };
        let values = element.attrs().filter(|(name, _)| telling(name)).map(|(_, value)| value);
        values
            .fold(0, |found, value| found | *self.0.entry(value).or_insert_with(|| of_name(value)))
    }
}

fn of_name(name: &str) -> Names {
    let mut found = 0;
    each_word(name, |word| found |= PURPOSES.get(word).copied().unwrap_or_default());
    found
}

/// Calls `told` with each word of a name, in lower case: `ArticleBody__text-1x` has `article`, `body`, `text`, `articlebody`.
fn each_word(value: &str, mut told: impl FnMut(&str)) {
    let mut word = String::new();
    for name in value.split(|c: char| !c.is_ascii_alphanumeric()).filter(|name| !name.is_empty()) {
        let lower = name.to_ascii_lowercase();
        told(&lower);
        let mut parts = 0;
        word.clear();
        let mut was_small = false;
        for c in name.chars() {
            let begins = c.is_ascii_uppercase() && was_small
                || c.is_ascii_digit() != word.ends_with(|c: char| c.is_ascii_digit());
            if begins && !word.is_empty() {
                told(&word);
                parts += 1;
                word.clear();
            }
            word.push(c.to_ascii_lowercase());
            was_small = c.is_ascii_lowercase();
        }
        if parts > 0 && !word.is_empty() {
            told(&word);
        }
    }
}

/// A hash of an element's name and classes; digits do not count, for they number what is alike.
pub(super) fn hash_of(element: &Element) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let class = element.attr("class").unwrap_or_default();
    for byte in element.name().bytes().chain([b' ']).chain(class.bytes()) {
        if !byte.is_ascii_digit() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

/// Whether nobody reads the words of an element.
pub(super) fn is_unseen(element: &Element) -> bool {
    let never = [
        "script", "style", "noscript", "template", "head", "title", "meta", "link", "svg",
        "canvas", "rp", "select", "textarea", "input", "iframe", "object", "math", "option",
        "datalist", "video", "audio",
    ];
    never.contains(&element.name()) || is_spoken(element)
}

/// Whether an element says that it is not to be seen, or not at first.
pub(super) fn is_hidden(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or_default();
    element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("display: none")
}
