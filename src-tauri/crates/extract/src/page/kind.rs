use std::fmt;

use super::outline::Outline;
use super::title::Title;

/// The least text of a story, in bytes: less is a notice, or a page that was put together in the browser.
const LEAST: usize = 140;
/// The most text, in bytes, of a page that only says that the story is elsewhere, or that somebody must prove himself.
const NOTICE: usize = 1_500;
/// The most text, in bytes, that a paper gives away before it asks for money.
const TEASER: usize = 900;

/// Why a page is no story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoStory {
    /// It is larger than a page can be, or nested too deep.
    TooLarge,
    /// It is no HTML.
    NotHtml,
    /// It has too little text: nothing, or what a script puts together in the browser.
    Empty,
    /// It says that there is no such page.
    NotFound,
    /// It asks whether the reader may be followed about.
    Consent,
    /// It asks for a proof that a person is there, or refuses.
    BotCheck,
    /// Only the beginning was public.
    Paywall,
    /// It lists stories.
    List,
}

impl fmt::Display for NoStory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "it is larger or nested deeper than a page can be",
            Self::NotHtml => "it is no HTML",
            Self::Empty => "it has no text of a story",
            Self::NotFound => "not found: the page says that there is no such story",
            Self::Consent => "consent: the page only asks whether it may set cookies",
            Self::BotCheck => "bot check: the page asks for a proof that a person is there",
            Self::Paywall => "paywall: only the first paragraph was public",
            Self::List => "it lists stories and is none",
        })
    }
}

/// What sort of page a story stands on, beside what [`model::Kind`] says of its contents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// One that is done.
    #[default]
    Story,
    /// One to which entries are added while something happens.
    Live,
    /// A film with some words.
    Video,
}

const MISSING: [&str; 20] = [
    "not found",
    "page not found",
    "doesn't exist",
    "does not exist",
    "no longer available",
    "nicht gefunden",
    "existiert nicht",
    "introuvable",
    "n'existe pas",
    "no encontrad",
    "no existe",
    "non trovata",
    "não encontrad",
    "niet gevonden",
    "bulunamadı",
    "не найден",
    "見つかりません",
    "찾을 수 없",
    "لم يتم العثور",
    "नहीं मिला",
];
const ROBOTS: [&str; 22] = [
    "just a moment",
    "checking your browser",
    "are you a robot",
    "are you human",
    "you are human",
    "not a robot",
    "captcha",
    "access denied",
    "attention required",
    "unusual traffic",
    "unusual activity",
    "pardon our interruption",
    "request blocked",
    "security check",
    "forbidden",
    "bot detection",
    "ddos protection",
    "enable javascript and cookies",
    "verifying you",
    "bist du ein mensch",
    "kein roboter",
    "eres humano",
];
const CONSENTS: [&str; 16] = [
    "before you continue",
    "we value your privacy",
    "your privacy choices",
    "cookie settings",
    "accept all",
    "accept cookies",
    "uses cookies",
    "use cookies",
    "alle akzeptieren",
    "cookies zustimmen",
    "einwilligung",
    "ihre privatsphäre",
    "accepter et continuer",
    "tout accepter",
    "aceptar todas",
    "accetta tutti",
];
const WALLS: [&str; 7] = [
    "paywall",
    "regwall",
    "piano-offer",
    "subscription-wall",
    "offer-page",
    "metered-wall",
    "premium-wall",
];

/// What the page is, if it is no story; `text` is the text that would be its story, `dated` whether a day is known.
pub(super) fn refusal(
    outline: &Outline<'_>,
    title: &Title,
    text: &str,
    has_pictures: bool,
    dated: bool,
) -> Option<NoStory> {
    let length = text.len();
    let heads = heads(outline, title);
    let says = |known: &[&str], words: &str| known.iter().any(|known| words.contains(known));
    let numbered = heads.trim_start().starts_with("404") || heads.contains("error 404");
    if !dated && (numbered || length < NOTICE && says(&MISSING, &heads)) {
        return Some(NoStory::NotFound);
    }
    if length < NOTICE && !dated {
        let words = format!("{heads} {}", text.to_lowercase());
        if says(&ROBOTS, &words) && (length < LEAST * 3 || says(&ROBOTS, &heads))
            || challenges(outline)
        {
            return Some(NoStory::BotCheck);
        }
        if says(&CONSENTS, &words) && (length < LEAST || says(&CONSENTS, &heads)) {
            return Some(NoStory::Consent);
        }
    }
    if length < TEASER && is_paid(outline) {
        return Some(NoStory::Paywall);
    }
    if is_list(outline, title, dated) {
        return Some(NoStory::List);
    }
    (title.headline.is_empty() || length < LEAST && !has_pictures).then_some(NoStory::Empty)
}

/// The form of a story's page.
pub(super) fn form(outline: &Outline<'_>, text: &str) -> Form {
    let kinds = outline.data.kinds();
    let og = outline.meta(&["og:type"]).unwrap_or_default();
    match () {
        () if kinds.contains(&"LiveBlogPosting") => Form::Live,
        () if og.starts_with("video") && text.len() < TEASER => Form::Video,
        () => Form::Story,
    }
}

/// The headline and the title of the window, in lower case.
fn heads(outline: &Outline<'_>, title: &Title) -> String {
    let window = outline.named("title").next().map(|(_, spot)| spot.words()).unwrap_or_default();
    format!("{} {window}", title.headline).to_lowercase()
}

/// Whether scripts or elements of the services that tell people from programs make up the page.
fn challenges(outline: &Outline<'_>) -> bool {
    let known = [
        "captcha-delivery.com",
        "px-captcha",
        "cf-challenge",
        "cf_chl_opt",
        "incapsula_resource",
        "challenge-platform",
    ];
    outline.spots.len() < 150
        && outline.spots.iter().any(|spot| {
            ["src", "id", "class", "action"].iter().filter_map(|name| spot.element.attr(name)).any(
                |value| {
                    let lower = value.to_ascii_lowercase();
                    known.iter().any(|known| lower.contains(known))
                },
            )
        })
}

/// Whether the page says that its story is not for everybody.
fn is_paid(outline: &Outline<'_>) -> bool {
    let is_free = outline.data.get("isAccessibleForFree");
    let says_no = is_free.is_some_and(|value| match value {
        serde_json::Value::Bool(free) => !free,
        serde_json::Value::String(free) => free.eq_ignore_ascii_case("false"),
        _ => false,
    });
    let tier = outline
        .meta(&["article:content_tier"])
        .is_some_and(|tier| matches!(tier.as_str(), "locked" | "metered"));
    (says_no || tier) && outline.spots.iter().any(|spot| spot.is_named(&WALLS))
}

/// Whether the page only lists stories: it names none as its own, has no day, and several with headings of their own.
fn is_list(outline: &Outline<'_>, title: &Title, dated: bool) -> bool {
    let og = outline.meta(&["og:type"]).unwrap_or_default();
    if outline.data.has_article()
        || og.eq_ignore_ascii_case("article")
        || dated
        || title.heading.is_some()
    {
        return false;
    }
    let heads = outline.named("article").filter(|(at, spot)| {
        let inner = outline.spots.get(*at..spot.end).unwrap_or_default();
        inner.iter().any(|inner| matches!(inner.element.name(), "h1" | "h2" | "h3" | "h4"))
    });
    heads.take(3).count() == 3
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::page::page_story;

    fn why(page: &str) -> Option<NoStory> {
        let url = Url::parse("https://gazette.test/2/snow/").unwrap();
        page_story(page.as_bytes(), Some("text/html"), &url).err().map(|refusal| refusal.why)
    }

    #[test]
    fn what_is_no_story_says_why() {
        for (page, expected) in [
            (
                "<title>Just a moment...</title><h1>gazette.test</h1><p>Verifying you are human. This may take a few seconds.</p>",
                NoStory::BotCheck,
            ),
            (
                "<title>Page not found - Gazette</title><h1>Page not found</h1><p>The page that you asked for does not exist. Try the search.</p>",
                NoStory::NotFound,
            ),
            (
                "<title>Seite nicht gefunden</title><h1>404</h1><p>Bitte versuchen Sie es mit der Suche.</p>",
                NoStory::NotFound,
            ),
            (
                "<title>Before you continue</title><h1>Before you continue</h1><p>We and our partners use cookies. Accept all or manage them.</p>",
                NoStory::Consent,
            ),
            ("<title>Gazette</title><div id=root></div>", NoStory::Empty),
            ("plain words", NoStory::NotHtml),
        ] {
            assert_eq!(why(page), Some(expected), "{page}");
        }
    }

    #[test]
    fn the_beginning_of_a_paid_story_is_none_and_its_whole_text_is_one() {
        let page = |text: &str| {
            format!(
                r#"<title>Snow</title><script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Snow closes the pass",
                "datePublished": "2026-11-20", "isAccessibleForFree": "False"}}</script><article><h1>Snow closes the pass</h1>{text}</article><div class=paywall>Subscribe</div>"#
            )
        };
        let paragraph = "<p>Snow closed the pass on Friday, and two hundred trucks wait below it, the officer said.</p>";
        assert_eq!(why(&page(paragraph)), Some(NoStory::Paywall));
        let whole: String =
            (1..20).map(|n| paragraph.replace("two hundred", &format!("{n} hundred"))).collect();
        assert_eq!(why(&page(&whole)), None);
    }
}
