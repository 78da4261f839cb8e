use std::collections::BTreeSet;

use url::Url;

use super::outline::Outline;
use crate::text;

/// Where the title of a window parts the headline from names of sections and of the paper.
const PARTS: [&str; 13] =
    [" | ", " – ", " — ", " - ", " :: ", " » ", " « ", " · ", " • ", " / ", "_", "ㅣ", ": "];
/// How much a heading and what the page calls itself agree at least if they are the same headline, from 0 to 1.
const SAME: f32 = 0.45;
/// The longest kicker, in characters.
const KICKER: usize = 60;

/// What stands over a story's text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) headline: String,
    /// The words over the headline, or empty.
    pub(super) kicker: String,
    /// Number of the spot that is the heading, if the page shows one.
    pub(super) heading: Option<usize>,
}

impl Title {
    /// Chooses among the page's headings and what it calls itself.
    ///
    /// What a reader sees wins: the heading that agrees best with the names that the page gives itself. They agree with
    /// none where headings are the site's name or parts of the story; then the name wins that agrees best with the others.
    pub(super) fn of(outline: &Outline<'_>, page: &Url) -> Self {
        let names = names(outline, page);
        let headings: Vec<(usize, String)> = ["h1", "h2"]
            .iter()
            .flat_map(|name| outline.named(name))
            .filter(|(at, _)| !outline.is_furniture(*at))
            .map(|(at, spot)| (at, spot.words()))
            .filter(|(_, words)| !words.is_empty())
            .collect();
        let is_first =
            |at: usize| outline.spots.get(at).is_some_and(|spot| spot.element.name() == "h1");
        let mut best: Option<(f32, usize, &str)> = None;
        for (at, words) in &headings {
            let agrees = names.iter().map(|name| alike(words, &name.words)).fold(0.0, f32::max);
            // A second-order heading is a title only where it is one word for word.
            let least = if is_first(*at) { SAME } else { 0.9 };
            let rank = agrees + if is_first(*at) { 0.2 } else { 0.0 };
            if agrees >= least && best.is_none_or(|(known, ..)| rank > known + 0.001) {
                best = Some((rank, *at, words));
            }
        }
        if let Some((_, at, words)) = best {
            return parted(outline, at, words, &names);
        }
        let shown = || {
            // A heading of a word or two is often the site's name; a page that says nothing else has no better.
            let first = headings.iter().filter(|(at, words)| {
                is_first(*at) && (names.is_empty() || text::word_count(words) > 2)
            });
            first.max_by_key(|(_, words)| words.len()).map(|(at, words)| (*at, words.as_str()))
        };
        // The title of the window alone is written for search engines.
        let is_weak = names.iter().all(|name| !name.is_strong);
        match shown().filter(|_| is_weak) {
            Some((at, headline)) => {
                Self { headline: headline.to_owned(), heading: Some(at), ..Self::default() }
            }
            None => {
                Self { headline: agreed(&names).unwrap_or_default().to_owned(), ..Self::default() }
            }
        }
    }
}

/// What a page calls its story in one place.
struct Name {
    words: String,
    /// It says so of the story, not of the window.
    is_strong: bool,
}

/// What the page calls its story, the site's own name cut off, the likeliest first.
fn names(outline: &Outline<'_>, page: &Url) -> Vec<Name> {
    let host = text::squeezed(page.host_str().unwrap_or_default());
    let site = outline.site_names(page);
    let marked =
        outline.spots.iter().filter(|spot| spot.element.attr("itemprop") == Some("headline"));
    let marked = marked.map(|spot| match spot.element.attr("content") {
        Some(content) => text::folded(content),
        None => spot.words(),
    });
    let window = outline.named("title").next().map(|(_, spot)| spot.words());
    let said = [
        outline.data.text("headline"),
        outline.meta(&["og:title"]),
        marked.take(1).next(),
        outline.meta(&["twitter:title"]),
        outline.meta(&["dc.title", "parsely-title", "sailthru.title"]),
        outline.meta(&["title"]),
        window,
    ];
    let names = said.into_iter().enumerate().filter_map(|(at, name)| {
        let words = without_site(&name?, &site, &host);
        (!words.is_empty()).then_some(Name { words, is_strong: at < 5 })
    });
    names.collect()
}

/// A title without the parts at its ends that name the site.
fn without_site(title: &str, site: &[String], host: &str) -> String {
    let is_site = |part: &str| {
        let name = text::squeezed(part);
        let bare = name.strip_prefix("the").unwrap_or(&name);
        name.is_empty()
            || site.contains(&name)
            || bare.len() > 2 && host.contains(bare)
            || (name.len() > 5
                && site.iter().any(|site| site.contains(&name) && 2 * name.len() > site.len()))
    };
    let mut rest = title.trim();
    for part in PARTS {
        while let Some((before, last)) = rest.rsplit_once(part)
            && !before.trim().is_empty()
            && is_site(last)
        {
            rest = before.trim();
        }
        if let Some((_, after)) = rest
            .split_once(part)
            .filter(|(first, after)| !after.trim().is_empty() && is_site(first))
        {
            rest = after.trim();
        }
    }
    rest.to_owned()
}

/// The name that agrees best with all others.
fn agreed(names: &[Name]) -> Option<&str> {
    let mut best: Option<(f32, &str)> = None;
    for Name { words, .. } in names {
        let sum: f32 = names.iter().map(|other| alike(words, &other.words)).sum();
        if best.is_none_or(|(known, _)| sum > known + 0.01) {
            best = Some((sum, words));
        }
    }
    let (_, chosen) = best?;
    // What others only add a section or a site to is the headline.
    let begins = names.iter().find(|name| {
        let rest = chosen.strip_prefix(name.words.as_str()).map(str::trim_start);
        name.is_strong
            && rest.is_some_and(|rest| {
                rest.starts_with(['|', '-', '–', '—', '_', ':', '·', '•', '/', '«', '»'])
            })
    });
    Some(begins.map_or(chosen, |name| &name.words))
}

/// The heading as the page writes it elsewhere, with or without the kicker or the deck that stands within it.
fn parted(outline: &Outline<'_>, at: usize, words: &str, names: &[Name]) -> Title {
    let whole = Title { headline: words.to_owned(), kicker: String::new(), heading: Some(at) };
    let named = |words: &str| {
        let letters = text::squeezed(words);
        names.iter().find(|name| text::squeezed(&name.words) == letters)
    };
    let Some(spot) = outline.spots.get(at) else { return whole };
    let inner = outline.spots.get(at + 1..spot.end).unwrap_or_default();
    let texts = inner.iter().map(|spot| (spot.element, spot.words()));
    let texts: Vec<_> =
        texts.filter(|(_, text)| !text.is_empty() && text.len() < words.len()).collect();
    if let Some(name) = named(words) {
        // Between a kicker and a headline there is often no mark but the space that is drawn.
        let headline = if texts.is_empty() { words } else { &name.words };
        return Title { headline: headline.to_owned(), ..whole };
    }
    for (element, text) in &texts {
        if let Some(rest) =
            words.strip_prefix(text.as_str()).filter(|_| text.chars().count() <= KICKER)
        {
            let rest = rest.trim_start_matches([':', '|', '-', '–', '—', '/', '•', '·', ' ']);
            if !rest.is_empty() && (is_kicker(element) || named(rest).is_some()) {
                return Title {
                    headline: rest.to_owned(),
                    kicker: text.clone(),
                    heading: Some(at),
                };
            }
        }
        if named(text).is_some() {
            return Title { headline: text.clone(), ..whole };
        }
    }
    whole
}

/// Whether the names of an element say that it holds the words over a headline.
fn is_kicker(element: &scraper::node::Element) -> bool {
    let class = element.attr("class").unwrap_or_default().to_ascii_lowercase();
    [
        "kicker",
        "topline",
        "overline",
        "eyebrow",
        "roofline",
        "dachzeile",
        "subtitle",
        "prefix",
        "label",
        "antetitulo",
    ]
    .iter()
    .any(|word| class.contains(word))
}

/// How much two titles have in common, from 0 to 1: pairs of letters, in any script (Dice).
pub(super) fn alike(one: &str, other: &str) -> f32 {
    let pairs = |text: &str| -> BTreeSet<(char, char)> {
        let letters: Vec<char> = text::squeezed(text).chars().collect();
        letters.iter().zip(letters.iter().skip(1)).map(|(a, b)| (*a, *b)).collect()
    };
    let (one, other) = (pairs(one), pairs(other));
    let both = one.intersection(&other).count();
    let all = one.len() + other.len();
    // A headline has a few hundred pairs at most.
    if all == 0 {
        0.0
    } else {
        f32::from(u16::try_from(2 * both).unwrap_or(u16::MAX))
            / f32::from(u16::try_from(all).unwrap_or(u16::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(page: &str) -> (String, String) {
        let html = crate::html::document(page).unwrap();
        let url = Url::parse("https://www.gazette.test/2026/snow/").unwrap();
        let title = Title::of(&Outline::of(&html), &url);
        (title.headline, title.kicker)
    }

    fn headline(page: &str) -> String {
        title(page).0
    }

    #[test]
    fn the_heading_that_agrees_with_the_page_is_the_headline() {
        let head = "<title>Snow closes the pass | Nation | Gazette</title><meta property=og:title content='Snow shuts the pass'>";
        let page = format!(
            "{head}<h1><a href=/>Gazette</a></h1><h1>Nation</h1><h1>Snow closes pass</h1><h1>More news</h1>"
        );
        assert_eq!(headline(&page), "Snow closes pass");
    }

    #[test]
    fn without_such_a_heading_the_name_without_the_site_is_taken() {
        let head = "<title>Snow closes the pass - Nation - The Gazette</title><meta property=og:title content='Snow closes the pass - The Gazette'>";
        assert_eq!(headline(&format!("{head}<h1>Gazette</h1>")), "Snow closes the pass");
        assert_eq!(
            headline("<title>For search engines</title><h1>Snow closes the pass</h1>"),
            "Snow closes the pass"
        );
        assert_eq!(headline(""), "");
    }

    #[test]
    fn a_kicker_is_parted_unless_the_page_calls_its_story_so() {
        let heading = "<h1><span class=kicker>Weather</span> Snow closes the pass</h1>";
        let parted = ("Snow closes the pass".to_owned(), "Weather".to_owned());
        assert_eq!(
            title(&format!("<meta property=og:title content='Snow closes the pass'>{heading}")),
            parted
        );
        let whole =
            format!("<meta property=og:title content='Weather: Snow closes the pass'>{heading}");
        assert_eq!(headline(&whole), "Weather: Snow closes the pass");
    }
}
