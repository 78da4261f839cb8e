use std::ops::Range;

use super::months;
use super::outline::{Outline, Spot};
use crate::agency;
use crate::text;

/// Words with which a byline begins, longer ones first.
const BY: [&str; 50] = [
    "written and reported by",
    "additional reporting by",
    "words and photos by",
    "reporting by",
    "written by",
    "reported by",
    "posted by",
    "published by",
    "edited by",
    "story by",
    "words by",
    "text by",
    "article by",
    "submitted by",
    "a report by",
    "erstellt von",
    "geschrieben von",
    "ein artikel von",
    "ein kommentar von",
    "eine analyse von",
    "kommentar von",
    "analyse von",
    "interview von",
    "text von",
    "escrito por",
    "publicado por",
    "redactado por",
    "escribe",
    "rédigé par",
    "publié par",
    "propos recueillis par",
    "a cura di",
    "scritto da",
    "interview:",
    "authors:",
    "author:",
    "autoren:",
    "autor:",
    "autora:",
    "text:",
    "texto:",
    "par",
    "por",
    "von",
    "by",
    "di",
    "door",
    "av",
    "af",
    "przez",
];
/// Words between names.
const AND: [&str; 13] = [
    " and ", " und ", " et ", " y ", " e ", " og ", " och ", " with ", " mit ", " & ", " en ",
    " ve ", " और ",
];
/// Words that only a job's name has.
const ROLES: [&str; 44] = [
    "reporter",
    "correspondent",
    "editor",
    "staff",
    "writer",
    "redakteur",
    "redakteurin",
    "journalist",
    "journalistin",
    "contributor",
    "columnist",
    "bureau",
    "chief",
    "producer",
    "photographer",
    "fotograf",
    "photos",
    "korrespondent",
    "korrespondentin",
    "redactor",
    "redactora",
    "periodista",
    "journaliste",
    "envoyé",
    "spécial",
    "analyst",
    "author",
    "director",
    "professor",
    "intern",
    "team",
    "politics",
    "business",
    "sports",
    "sport",
    "health",
    "health.com",
    "twitter",
    "follow",
    "email",
    "contributing",
    "senior",
    "freelance",
    "volontär",
];
/// Words of links beside a name.
const CALLS: [&str; 21] = [
    "view",
    "get",
    "rss",
    "feed",
    "archive",
    "follow",
    "stories",
    "posts",
    "more",
    "all",
    "alerts",
    "sign",
    "email",
    "subscribe",
    "read",
    "facebook",
    "twitter",
    "instagram",
    "linkedin",
    "folgen",
    "bio",
];
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
const OTHERS: [&str; 27] = [
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
    "footer",
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

/// Whether words can be a person's name: two to five, each with a capital where the script has them.
fn is_name(words: &str) -> bool {
    let count = text::word_count(words);
    let has_capitals = words
        .split_whitespace()
        .filter(|word| word.chars().count() > 3)
        .all(|word| !word.starts_with(char::is_lowercase));
    let is_sentence =
        words.contains(['!', '?', ':', '”', '"']) || words.ends_with('.') && count > 2;
    // Names in Han, kana and hangul are one word of a few letters.
    let letters = words.chars().count();
    let is_east_asian =
        count == 1 && (2..=8).contains(&letters) && words.chars().all(|c| u32::from(c) >= 0x3000);
    agency::is_agency(words)
        || is_east_asian
        || (2..=5).contains(&count) && has_capitals && !is_sentence
}

/// The names in a byline, without "By", jobs, places, addresses and times.
pub(super) fn named(line: &str) -> Vec<String> {
    let mut rest = without_by(line);
    // A time or a count ends the names, but not one within a name that somebody gave himself.
    let end = rest.char_indices().find(|(at, c)| {
        c.is_numeric()
            && rest[..*at].chars().next_back().is_some_and(|before| !before.is_ascii_alphanumeric())
    });
    rest = end.map_or(rest, |(at, _)| &rest[..at]);
    rest = [
        "|",
        "•",
        " – ",
        " — ",
        " - ",
        "(",
        "@",
        " Published",
        " Updated",
        " Zuerst",
        " Publié",
        " Posted",
        " View ",
        " Follow",
        " Mis à jour",
    ]
    .iter()
    .fold(rest, |rest, stop| rest.find(stop).filter(|at| *at > 1).map_or(rest, |at| &rest[..at]));
    // "More stories by …", and the beginning of a date.
    rest = [" by ", " von ", " par ", " por "]
        .iter()
        .fold(rest, |rest, by| rest.split_once(by).map_or(rest, |(_, after)| after));
    while let Some((before, last)) = rest.trim_end().rsplit_once(' ')
        && (last.ends_with(':')
            || ["on", "am", "le", "el", "at"].contains(&last)
            || months::number(&last.to_lowercase()).is_some())
    {
        rest = before;
    }
    let mut parts: Vec<String> = vec![rest.to_owned()];
    for and in AND {
        parts = parts
            .iter()
            .flat_map(|part| part.split(and).map(str::to_owned).collect::<Vec<_>>())
            .collect();
    }
    let mut names: Vec<String> = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let mut pieces = part
            .split([',', ';', '/', '、', '，', '،'])
            .map(str::trim)
            .filter(|piece| !piece.is_empty());
        let Some(first) = pieces.next() else { continue };
        let first = if number > 0 { without_by(first) } else { first };
        push(&mut names, first, true);
        for piece in pieces {
            push(&mut names, piece, false);
        }
    }
    names
}

fn push(names: &mut Vec<String>, piece: &str, leads: bool) {
    let piece = piece.trim_matches(|c: char| c.is_whitespace() || "-–—:;,|*•·".contains(c));
    let piece =
        [" 기자", "記者", "记者"].iter().find_map(|job| piece.strip_suffix(job)).unwrap_or(piece);
    let words: Vec<String> = piece.split_whitespace().map(str::to_lowercase).collect();
    let has = |known: &[&str]| {
        words.iter().any(|word| known.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())))
    };
    let is_job = has(&ROLES);
    let is_place = !leads && words.len() < 2 && !agency::is_agency(piece);
    let is_sentence = words.len() > 6 || piece.contains("://") || piece.contains('@');
    let other = names.is_empty() && leads && words.len() <= 4;
    if !piece.contains(char::is_alphabetic)
        || is_sentence
        || has(&CALLS)
        || is_place
        || is_job && !other
    {
        return;
    }
    if !names.iter().any(|known| text::squeezed(known) == text::squeezed(piece)) {
        names.push(piece.to_owned());
    }
}

fn without_by(line: &str) -> &str {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    // Where a theme draws the space: "Byby Sana Wani", "BySana Wani".
    let is_glued = |rest: &&str| rest.starts_with("by ") || rest.starts_with(char::is_uppercase);
    let line = line.strip_prefix("By").filter(is_glued).unwrap_or(line);
    let lower = line.to_lowercase();
    for by in BY {
        let Some(rest) = lower.strip_prefix(by).and_then(|_| line.get(by.len()..)) else {
            continue;
        };
        let parted = by.ends_with(':') || rest.starts_with(|c: char| c.is_whitespace() || c == ':');
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
        if parted && !rest.is_empty() {
            return rest;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_is_names_alone() {
        for (line, expected) in [
            ("By Sana Wani", "Sana Wani"),
            ("Von Thilo Schäfer, Madrid", "Thilo Schäfer"),
            ("By Sana Wani and Omar Mir, Staff Reporters", "Sana Wani;Omar Mir"),
            ("by Julia Horowitz @juliakhorowitz November 29, 2016: 3:42 PM ET", "Julia Horowitz"),
            ("Par David Mouriquand Publié le 06/01/2026 - 14:16", "David Mouriquand"),
            ("delta201", "delta201"),
            ("AFP/The Local", "AFP;The Local"),
            (
                "By JOSH HASKELL, DAVID CAPLAN and PATRICK REEVELL",
                "JOSH HASKELL;DAVID CAPLAN;PATRICK REEVELL",
            ),
            ("Staff Reporter", "Staff Reporter"),
            ("erstellt von Dominique — veröffentlicht 28.01.2022 06:00", "Dominique"),
            ("Byron Shaw", "Byron Shaw"),
        ] {
            assert_eq!(named(line).join(";"), expected, "{line}");
        }
    }
}
