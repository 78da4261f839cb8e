use std::ops::Range;

use super::outline::{Outline, Spot};
use super::signed::{AND, is_name, named, without_by};
use crate::agency;
use crate::text;

/// Parts of the names of elements that hold who wrote something.
const SIGNED: [&str; 13] = [
    "author",
    "byline",
    "autor",
    "writer",
    "reporter",
    "contributor",
    "redakteur",
    "journalist",
    "verfasser",
    "auteur",
    "signature",
    "creator",
    "firma-",
];
/// Parts of addresses of the pages of those who write.
const PAGES: [&str; 24] = [
    "/author/",
    "/authors/",
    "/autor/",
    "/autoren/",
    "/autores/",
    "/auteur/",
    "/writers/",
    "/writer/",
    "/reporter/",
    "/journalist/",
    "/journaliste/",
    "/redakteur/",
    "/periodista/",
    "/contributor/",
    "/contributors/",
    "/columnist/",
    "/staff/",
    "/profile/",
    "/profiles/",
    "/people/",
    "/by/",
    "/u/",
    "/redakteure/",
    "/person/",
];
/// Words in the names of elements that hold others' names.
const OTHERS: [&str; 26] = [
    "comment",
    "related",
    "recommend",
    "teaser",
    "sidebar",
    "widget",
    "recirc",
    "popular",
    "trending",
    "latest",
    "menu",
    "promo",
    "teaser-",
    "tweet",
    "reply",
    "kommentar",
    "most-",
    "mostread",
    "avatar",
    "bild",
    "foto",
    "photo",
    "snippet",
    "newsletter",
    "more-from",
    "carousel",
];
/// Who signs where nobody is named.
const NOBODY: [&str; 13] = [
    "admin",
    "administrator",
    "webmaster",
    "webadmin",
    "root",
    "newsroom",
    "editor",
    "editors",
    "redaktion",
    "redacción",
    "rédaction",
    "web desk",
    "webdesk",
];
/// The longest text of an element that holds a byline, in bytes.
const LENGTH: usize = 220;

/// Who signed a story, people and agencies, in the order of the page.
///
/// Data names people most surely, if it does not name the paper itself; what stands under the headline comes next, then
/// `meta`.
pub(super) fn of(
    outline: &Outline<'_>,
    site: &[String],
    headline: Option<usize>,
    text: &Range<usize>,
) -> Vec<String> {
    let data = data_names(outline);
    let shown = shown(outline, headline, text);
    let metas = meta_names(outline);
    let is_nobody = |name: &String| {
        let letters = text::squeezed(name);
        NOBODY.contains(&name.to_lowercase().as_str())
            || letters.is_empty()
            || site.iter().any(|site| same_site(site, &letters))
    };
    let names_somebody = |names: &Vec<String>| names.iter().any(|name| !is_nobody(name));
    if names_somebody(&data) {
        return data;
    }
    // What is shown can run on into other words; where `meta` names the same people, it knows where they end.
    let run_on: String = shown.iter().map(|name| text::squeezed(name)).collect();
    let is_shown = |name: &String| run_on.contains(&text::squeezed(name));
    if names_somebody(&metas) && (metas.iter().all(is_shown) || !names_somebody(&shown)) {
        return metas;
    }
    let people: Vec<String> = shown.iter().filter(|name| !is_nobody(name)).cloned().collect();
    // A paper that signs itself is not overruled by an agency.
    let paper = [&data, &metas].into_iter().find(|names| !names.is_empty());
    let are_agencies = people.iter().all(|name| agency::is_agency(name));
    match paper {
        Some(paper) if are_agencies || !people.iter().all(|name| is_name(name)) => {
            begun_with_name(outline, text).unwrap_or_else(|| paper.clone())
        }
        _ if people.is_empty() => shown,
        _ => people,
    }
}

/// The name that is the first line of the text.
fn begun_with_name(outline: &Outline<'_>, text: &Range<usize>) -> Option<Vec<String>> {
    let spots = outline.spots.get(text.clone())?.iter();
    let lines = spots.filter(|spot| spot.element.name() == "p");
    let first = lines.map(|spot| spot.words()).find(|words| !words.is_empty())?;
    let is_line = first.len() <= 60
        && first.split_whitespace().all(|word| {
            word.starts_with(char::is_uppercase) || AND.contains(&format!(" {word} ").as_str())
        });
    let names = if is_line { named(&first) } else { Vec::new() };
    (!names.is_empty() && names.iter().all(|name| is_name(name))).then_some(names)
}

fn same_site(site: &str, name: &str) -> bool {
    let bare = |name: &str| name.strip_prefix("the").unwrap_or(name).to_owned();
    bare(site) == bare(name)
}

fn data_names(outline: &Outline<'_>) -> Vec<String> {
    let data = &outline.data;
    let listed = data.texts(data.get("author").or_else(|| data.get("creator")));
    let names: Vec<String> = listed
        .iter()
        .filter(|name| !name.contains("://") && !name.contains('@'))
        .cloned()
        .collect();
    match names.as_slice() {
        [one] => named(one),
        _ => names,
    }
}

fn meta_names(outline: &Outline<'_>) -> Vec<String> {
    let known = [
        "author",
        "article:author_name",
        "article:author",
        "og:article:author",
        "parsely-author",
        "sailthru.author",
        "cxenseparse:author",
        "dc.creator",
        "dc:creator",
        "dcterms.creator",
        "citation_author",
        "bepress_citation_author",
        "byl",
        "authors",
        "article.author",
    ];
    let mut best: Vec<String> = Vec::new();
    for name in known {
        let mut found: Vec<String> = Vec::new();
        for said in outline.metas(name) {
            if !said.contains("://") && !said.contains('@') && !said.starts_with("www.") {
                add(&mut found, named(&text::folded(said)));
            }
        }
        if best.is_empty() {
            best = found;
        }
    }
    best
}

fn add(names: &mut Vec<String>, more: Vec<String>) {
    for name in more {
        if !names.iter().any(|known| text::squeezed(known) == text::squeezed(&name)) {
            names.push(name);
        }
    }
}

/// Those who are named near the headline, else under the text.
fn shown(outline: &Outline<'_>, headline: Option<usize>, text: &Range<usize>) -> Vec<String> {
    let (body, end) = (text.start, text.end);
    let others = outline.within(body, &OTHERS);
    let top = headline.unwrap_or(body).min(body);
    let place = |at: usize| match at {
        at if at >= top && at < body.max(top + 40) => at - top,
        at if at < top => 200 + (top - at).min(1_000),
        at if at < end => 600,
        at => 300 + (at - end).min(1_000),
    };
    let mut best: Option<(usize, Vec<String>)> = None;
    for (at, spot) in outline.spots.iter().enumerate() {
        let surety = match sureness(spot) {
            0 => continue,
            surety => surety,
        };
        if outline.is_furniture(at) || others.get(at).copied().unwrap_or(true) {
            continue;
        }
        let cost = place(at) + 40 * (3 - surety);
        if cost > 700 || best.as_ref().is_some_and(|(known, _)| *known <= cost) {
            continue;
        }
        let names = names_of(outline, at);
        if !names.is_empty() {
            best = Some((cost, names));
        }
    }
    best.map(|(_, names)| names).or_else(|| begun_with_by(outline, top, body)).unwrap_or_default()
}

/// How surely an element holds who wrote the story, from 0 to 3.
fn sureness(spot: &Spot<'_>) -> usize {
    let element = spot.element;
    if matches!(
        element.name(),
        "meta"
            | "link"
            | "script"
            | "style"
            | "img"
            | "input"
            | "svg"
            | "body"
            | "html"
            | "form"
            | "button"
    ) {
        return 0;
    }
    let is_marked = ["rel", "itemprop"].iter().any(|name| {
        element
            .attr(name)
            .is_some_and(|value| value.split_ascii_whitespace().any(|value| value == "author"))
    });
    let href = element.attr("href").unwrap_or_default().to_ascii_lowercase();
    let leads_to_page = element.name() == "a" && PAGES.iter().any(|part| href.contains(part));
    match () {
        () if is_marked => 3,
        () if spot.is_named(&SIGNED) => 2,
        () if leads_to_page => 1,
        () => 0,
    }
}

/// The names within an element: those that links or marks single out, else those in its words.
fn names_of(outline: &Outline<'_>, at: usize) -> Vec<String> {
    let Some(spot) = outline.spots.get(at) else { return Vec::new() };
    let whole = spot.words();
    if whole.is_empty() || whole.len() > LENGTH {
        return Vec::new();
    }
    let mut names = Vec::new();
    let inner = outline.spots.get(at..spot.end).unwrap_or_default();
    for inner in inner {
        let element = inner.element;
        let href = element.attr("href").unwrap_or_default().to_ascii_lowercase();
        let is_name = element.attr("itemprop") == Some("name")
            || element.name() == "a"
                && (element.attr("rel") == Some("author")
                    || PAGES.iter().any(|part| href.contains(part)));
        if is_name && element.name() != "meta" {
            add(&mut names, named(&inner.words()));
        }
    }
    if names.is_empty() {
        names = named(&whole);
    }
    // Each of several who wrote it can stand in an element of its own.
    let end = outline.spots.get(spot.parent).map_or(spot.end, |parent| parent.end);
    let siblings = std::iter::successors(outline.spots.get(spot.end), |sibling| {
        outline.spots.get(sibling.end)
    });
    for sibling in
        siblings.take(8).take_while(|sibling| sibling.end <= end && sibling.parent == spot.parent)
    {
        let is_alike = sibling.element.name() == spot.element.name()
            && sibling.element.attr("class") == spot.element.attr("class")
            && sureness(sibling) > 0;
        let words = sibling.words();
        if is_alike && words.len() <= LENGTH {
            add(&mut names, named(&words));
        }
    }
    names
}

/// The names after "By" in a line between headline and text, or in the first lines of the text.
fn begun_with_by(outline: &Outline<'_>, top: usize, body: usize) -> Option<Vec<String>> {
    let to = (body.max(top) + 60).min(outline.spots.len());
    let lines = outline.spots.get(top..to)?.iter().filter(|spot| {
        matches!(
            spot.element.name(),
            "p" | "div"
                | "span"
                | "address"
                | "li"
                | "small"
                | "em"
                | "i"
                | "strong"
                | "b"
                | "h5"
                | "h6"
                | "h4"
        )
    });
    lines.filter(|spot| spot.end <= outline.spots.len()).find_map(|spot| {
        let words = spot.words();
        let begins = words.len() <= 120 && without_by(&words).len() < words.len();
        let names = if begins { named(&words) } else { Vec::new() };
        let are_names = !names.is_empty() && names.iter().all(|name| is_name(name));
        are_names.then_some(names)
    })
}
