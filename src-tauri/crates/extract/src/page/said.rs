use std::collections::BTreeSet;

use url::Url;

use super::outline::Outline;
use crate::address;
use crate::text;

/// The first steps of a path that lead to every page of a site, letters alone.
const HOMES: [&str; 16] = [
    "home",
    "homepage",
    "startseite",
    "start",
    "inicio",
    "portada",
    "accueil",
    "início",
    "strona główna",
    "ana sayfa",
    "anasayfa",
    "hem",
    "forside",
    "index",
    "главная",
    "ホーム",
];
/// The most steps of a path of sections.
const STEPS: usize = 5;
/// The most characters of a section's or a subject's name.
const NAME: usize = 60;
/// The most subject words of one story.
const TAGS: usize = 40;

/// The address that the page gives itself, where it lies on the same host.
pub(super) fn own_address(outline: &Outline<'_>, base: &Url, page: &Url) -> String {
    let named = linked(outline, base, "canonical");
    let is_home = |url: &Url| url.path() == "/" && page.path() != "/";
    let own = named.filter(|url| url.host() == page.host() && !is_home(url));
    let mut own = own.unwrap_or_else(|| page.clone());
    own.set_fragment(None);
    own.into()
}

/// Where a `link` or an `a` of one relation leads.
pub(super) fn linked(outline: &Outline<'_>, base: &Url, relation: &str) -> Option<Url> {
    let links = outline
        .spots
        .iter()
        .map(|spot| spot.element)
        .filter(|link| matches!(link.name(), "link" | "a"));
    let is_it =
        |rel: &str| rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case(relation));
    links
        .filter(|link| link.attr("rel").is_some_and(is_it))
        .find_map(|link| address::absolute(base, link.attr("href")?))
}

/// The path of the story's section, from the top: as breadcrumbs tell it, else the one name that data or `meta` has.
pub(super) fn section(outline: &Outline<'_>, headline: &str, site: &[String]) -> Vec<String> {
    let is_step = |name: &String| {
        let letters = text::squeezed(name);
        let is_home = HOMES.contains(&name.to_lowercase().as_str()) || site.contains(&letters);
        !letters.is_empty()
            && !is_home
            && letters != text::squeezed(headline)
            && name.chars().count() <= NAME
    };
    let listed =
        outline.data.of_kind("BreadcrumbList").next().and_then(|list| list.get("itemListElement"));
    let crumbs: Vec<String> = listed
        .and_then(|items| items.as_array())
        .into_iter()
        .flatten()
        .filter_map(|item| {
            let name = item.get("name").or_else(|| item.get("item")?.get("name"));
            outline.data.texts(name).into_iter().next()
        })
        .collect();
    let named = || {
        let data = outline.data.texts(outline.data.get("articleSection"));
        let meta =
            outline.meta(&["article:section", "cxenseparse:section", "parsely-section", "section"]);
        data.into_iter().next().or(meta).into_iter().collect()
    };
    let sources: [&dyn Fn() -> Vec<String>; 3] =
        [&|| crumbs.clone(), &|| shown_crumbs(outline), &named];
    let paths = sources
        .iter()
        .map(|source| source().into_iter().filter(is_step).take(STEPS).collect::<Vec<_>>());
    // A trail that ends in a shortened headline has no section there.
    let without_end = |mut path: Vec<String>| {
        path.pop_if(|last| super::title::alike(last, headline) > 0.6);
        path
    };
    paths.map(without_end).find(|path| !path.is_empty()).unwrap_or_default()
}

/// The links of the breadcrumbs that the page shows.
fn shown_crumbs(outline: &Outline<'_>) -> Vec<String> {
    let trail = outline.spots.iter().enumerate().find(|(_, spot)| {
        spot.is_named(&["breadcrumb"])
            && !matches!(spot.element.name(), "body" | "html" | "a" | "li" | "span")
    });
    let Some((at, spot)) = trail else { return Vec::new() };
    let links = outline
        .spots
        .get(at..spot.end)
        .unwrap_or_default()
        .iter()
        .filter(|spot| spot.element.name() == "a");
    let mut names: Vec<String> = Vec::new();
    for name in links.take(STEPS + 2).map(|link| link.words()) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The paper's own subject words: of `meta`, of data, of links that say that they are such.
pub(super) fn tags(outline: &Outline<'_>) -> Vec<String> {
    let data = outline.data.texts(outline.data.get("keywords"));
    let split = |names: Vec<String>| -> Vec<String> {
        match names.as_slice() {
            [one] => one.split([',', ';']).map(text::folded).collect(),
            _ => names,
        }
    };
    let links = outline.spots.iter().filter(|spot| {
        spot.element
            .attr("rel")
            .is_some_and(|rel| rel.split_ascii_whitespace().any(|rel| rel == "tag"))
    });
    let sources = [
        outline.metas("article:tag").flat_map(|tag| tag.split(',')).map(text::folded).collect(),
        split(data),
        split(
            outline.meta(&["news_keywords", "parsely-tags", "sailthru.tags"]).into_iter().collect(),
        ),
        links.map(|link| link.words()).collect(),
    ];
    let mut seen = BTreeSet::new();
    let tags = sources
        .into_iter()
        .find(|tags: &Vec<String>| tags.iter().any(|tag| !tag.is_empty()))
        .unwrap_or_default();
    let mut tags: Vec<String> = tags
        .into_iter()
        .filter(|tag| !tag.is_empty() && tag.chars().count() <= NAME && !tag.contains("://"))
        .filter(|tag| seen.insert(text::squeezed(tag)))
        .collect();
    tags.truncate(TAGS);
    tags
}

/// The summary that the page gives its story, if it also stands near the headline; else what an element of that name says.
pub(super) fn deck(outline: &Outline<'_>, headline: Option<usize>, body: usize) -> String {
    let said = [
        outline.meta(&["og:description"]),
        outline.meta(&["description", "twitter:description"]),
        outline.data.text("description"),
    ];
    let said: Vec<String> = said
        .into_iter()
        .flatten()
        .map(|text| text::squeezed(&text))
        .filter(|text| text.len() > 20)
        .collect();
    let from = headline.unwrap_or(body).min(body);
    let spots = outline.spots.get(from..body.max(from)).unwrap_or_default();
    let texts = spots.iter().filter(|spot| {
        matches!(spot.element.name(), "p" | "div" | "h2" | "h3" | "span" | "section" | "ul")
    });
    for spot in texts {
        let is_named = spot.is_named(&[
            "deck",
            "standfirst",
            "subtitle",
            "subtitulo",
            "subheadline",
            "summary",
            "chapo",
            "bajada",
            "entradilla",
            "dek",
            "lead-text",
            "intro",
            "excerpt",
        ]);
        if spot.end - from > 400 {
            continue;
        }
        let words = spot.words();
        let letters = text::squeezed(&words);
        // A description that was cut short is the beginning of the deck.
        let is_said = letters.len() > 20
            && said.iter().any(|said| {
                *said == letters || said.len() > 80 && letters.starts_with(said.as_str())
            });
        let fits = (20..=600).contains(&words.chars().count());
        if fits && (is_said || is_named) {
            return words;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breadcrumbs_are_the_path_without_home_and_headline() {
        let page = r#"<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": [
            {"@type": "ListItem", "item": {"@id": "/", "name": "Home"}}, {"@type": "ListItem", "name": "Nation"},
            {"@type": "ListItem", "name": "Kashmir"}, {"@type": "ListItem", "name": "Snow closes the pass"}]}</script>
            <a rel=tag href=/t/snow>Snow</a><a rel="tag" href=/t/pass>Pass</a><link rel=next href="/snow/2/">"#;
        let html = crate::html::document(page).unwrap();
        let outline = Outline::of(&html);
        assert_eq!(section(&outline, "Snow closes the pass", &[]), ["Nation", "Kashmir"]);
        assert_eq!(tags(&outline), ["Snow", "Pass"]);
        let base = Url::parse("https://gazette.test/snow/").unwrap();
        assert_eq!(linked(&outline, &base, "next").unwrap().path(), "/snow/2/");
    }

    #[test]
    fn a_summary_that_is_printed_under_the_headline_is_the_deck() {
        let summary = "Two hundred trucks wait below the pass, and nobody knows for how long.";
        let page = format!(
            "<meta name=description content='{summary}'><h1>Snow</h1><p>{summary}</p><p id=text>The story.</p>"
        );
        let html = crate::html::document(&page).unwrap();
        let outline = Outline::of(&html);
        let at = |name: &str, id: Option<&str>| {
            outline
                .spots
                .iter()
                .position(|spot| spot.element.name() == name && spot.element.attr("id") == id)
        };
        assert_eq!(deck(&outline, at("h1", None), at("p", Some("text")).unwrap()), summary);
    }
}
