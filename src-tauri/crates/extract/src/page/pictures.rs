use model::{Block, Figure};
use scraper::node::Element;
use url::Url;

use super::body::Body;
use super::cutlines::printed;
use super::outline::Outline;
use crate::address;
use crate::html::{Part, Shown, image, image_without_script, plain};
use crate::text;
use crate::wordpress::Pictures;

/// Words in the names of elements whose pictures are not the story's.
const OTHERS: [&str; 44] = [
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
    "comment",
    "avatar",
    "logo",
    "icon",
    "newsletter",
    "mostread",
    "most-read",
    "readmore",
    "read-more",
    "read-also",
    "share",
    "social",
    "sponsor",
    "banner",
    "outbrain",
    "taboola",
    "carousel-card",
    "article-card",
    "card-link",
    "story-card",
    "next-",
    "author",
    "autor",
    "byline",
    "podcast",
    "headshot",
    "profile",
    "breadcrumb",
    "subscribe",
    "paywall",
    "weather",
    "modal",
];
/// Words in the names of the picture itself and of its frame, if it is not one of the story.
const DECORATES: [&str; 13] = [
    "avatar",
    "logo",
    "headshot",
    "author",
    "autor",
    "byline",
    "related",
    "recommend",
    "newsletter",
    "sponsor",
    "teaser-item",
    "emoji",
    "signature",
];
/// Folders of pictures that are not the story's.
const FOLDERS: [&str; 10] = [
    "autor",
    "author",
    "authors",
    "autores",
    "avatar",
    "avatars",
    "logo",
    "logos",
    "newsletters",
    "icons",
];
/// Elements that a frame around one picture does not hold.
const NO_FRAME: [&str; 4] = ["h1", "h2", "h3", "h4"];
/// The most elements of a frame around one picture.
const FRAME: usize = 40;
/// Levels around a picture within which its cutline is looked for.
pub(super) const LEVELS: usize = 9;
/// How far above the headline, in elements, the picture may stand that leads a story.
const ABOVE: usize = 120;
/// The least pixels of a picture of the story, on each side that is told.
const SMALL: u32 = 90;
/// The most pictures that are read.
const MOST: usize = 400;

/// A picture of the story, where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Number of its spot; that of the text where only data names it.
    pub(crate) at: usize,
    pub(crate) shown: Shown,
    /// What is printed under it, without the credit.
    pub(crate) cutline: String,
    pub(crate) credit: String,
}

/// The pictures of a story in the page's order: those in its text, and those that lead it.
///
/// `headline` is its spot.
pub(crate) fn of(
    outline: &Outline<'_>,
    base: &Url,
    headline: Option<usize>,
    text: &Body,
) -> Vec<Seen> {
    let all = candidates(outline, base);
    let body = text.at;
    let others = outline.within(body, &OTHERS);
    let in_gallery = outline.within(body, &["gallery", "slideshow", "galerie"]);
    let article = outline
        .around(body)
        .find(|at| outline.spots.get(*at).is_some_and(|spot| spot.element.name() == "article"));
    let end = article
        .and_then(|at| outline.spots.get(at))
        .map_or(text.end, |spot| spot.end.max(text.end));
    let heading = headline.unwrap_or(body).min(body);
    let named = named(outline, base);
    let named_keys: Vec<String> = named.iter().map(key).collect();
    let cutlines = said_cutlines(outline, base);
    let mut pictures: Vec<Seen> = Vec::new();
    let mut known: Vec<&str> = Vec::new();
    for candidate in &all {
        let at = candidate.at;
        let is_in_place = at >= heading.saturating_sub(ABOVE) && at < end;
        if !is_in_place
            || at > body && text.drops(outline, at)
            || leads_elsewhere(outline, base, at)
            || is_other(outline, candidate, &all, (&others, body))
        {
            continue;
        }
        let (mut cutline, credit) = printed(outline, candidate, &all);
        if let Some(again) = known.iter().position(|key| *key == candidate.key) {
            // The same picture in another size may be the one with the cutline.
            if let Some(first) = pictures.get_mut(again).filter(|first| first.cutline.is_empty()) {
                (first.cutline, first.credit) = (cutline, credit);
            }
            continue;
        }
        if cutline.is_empty() {
            cutline = cutlines
                .iter()
                .find(|(key, _)| *key == candidate.key)
                .map(|(_, said)| said.clone())
                .unwrap_or_default();
        }
        // Above the headline stand the pictures of other things too.
        let is_named = named_keys.contains(&candidate.key);
        if at < heading && cutline.is_empty() && !is_named {
            continue;
        }
        // Below the text stand other stories; a gallery has cutlines or says what it is.
        if at >= text.end && cutline.is_empty() && !in_gallery.get(at).copied().unwrap_or(false) {
            continue;
        }
        known.push(&candidate.key);
        pictures.push(Seen { at, shown: candidate.shown.clone(), cutline, credit });
    }
    if pictures.is_empty() {
        pictures.extend(named.into_iter().take(1).map(|url| Seen {
            at: body,
            shown: Shown { addresses: vec![url], ..Shown::default() },
            cutline: String::new(),
            credit: String::new(),
        }));
    }
    pictures
}

/// Puts the pictures of a story where its text shows them; gives the one that leads it, and the blocks.
///
/// `body` is the spot of the text. A picture that the text's parts hold and the story does not is left out; one that
/// they lack stands before the next that they have.
pub(super) fn placed(
    parts: Vec<Part>,
    seen: &[Seen],
    body: usize,
    pictures: &mut Pictures<'_>,
) -> (Option<Figure>, Vec<Block>) {
    let (above, within): (Vec<&Seen>, Vec<&Seen>) = seen.iter().partition(|seen| seen.at <= body);
    let mut figures =
        above.into_iter().filter_map(|seen| figure(seen, pictures)).collect::<Vec<_>>().into_iter();
    let lead = figures.next();
    let mut blocks: Vec<Block> = figures.map(Block::Figure).collect();
    let mut next = 0;
    for part in parts {
        match part {
            Part::Block(block) => blocks.push(block),
            Part::Picture(shown) => {
                let rest = within.get(next..).unwrap_or_default();
                let Some(found) = rest.iter().position(|seen| is_same(&seen.shown, &shown)) else {
                    continue;
                };
                let until = next + found + 1;
                blocks.extend(
                    rest.iter()
                        .take(found + 1)
                        .filter_map(|seen| figure(seen, pictures))
                        .map(Block::Figure),
                );
                next = until;
            }
        }
    }
    let rest = within.get(next..).unwrap_or_default();
    blocks.extend(rest.iter().filter_map(|seen| figure(seen, pictures)).map(Block::Figure));
    (lead, blocks)
}

fn figure(seen: &Seen, pictures: &mut Pictures<'_>) -> Option<Figure> {
    let bare = Shown { cutline: String::new(), ..seen.shown.clone() };
    let figure = pictures.figure(&bare)?;
    Some(Figure { cutline: seen.cutline.clone(), credit: seen.credit.clone(), ..figure })
}

/// A picture that the page shows.
pub(super) struct Candidate {
    pub(super) at: usize,
    shown: Shown,
    /// What its best address has in common with those of the same picture in other sizes.
    key: String,
}

impl Candidate {
    fn of(at: usize, shown: Shown) -> Self {
        let key = shown.addresses.first().map(key).unwrap_or_default();
        Self { at, shown, key }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.key == other.key
    }

    /// Whether it is the only picture among the spots of a span.
    pub(super) fn is_alone(&self, all: &[Self], from: usize, to: usize) -> bool {
        !all.iter().any(|other| (from..to).contains(&other.at) && !self.is_same(other))
    }
}

/// The cutlines that data gives to pictures, by the pictures' keys.
fn said_cutlines(outline: &Outline<'_>, base: &Url) -> Vec<(String, String)> {
    let images = match outline.data.get("image") {
        Some(serde_json::Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    };
    let said = |value: &serde_json::Value| {
        let url = address::absolute(
            base,
            value["url"].as_str().or_else(|| value["contentUrl"].as_str())?,
        )?;
        let words = value["caption"].as_str().map(plain).filter(|words| !words.is_empty())?;
        Some((key(&url), words))
    };
    images.into_iter().filter_map(said).collect()
}

/// Whether an element shows a picture: `img`, or one of a site's own such as `brick-image`.
fn is_image(element: &Element) -> bool {
    let name = element.name();
    let is_own = name.contains('-') && (name.contains("image") || name.contains("img"));
    matches!(name, "img" | "amp-img")
        || is_own && ["src", "data-src"].iter().any(|name| element.attr(name).is_some())
}

fn candidates(outline: &Outline<'_>, base: &Url) -> Vec<Candidate> {
    let spots = outline.spots.iter().enumerate();
    let images = spots.filter(|(_, spot)| is_image(spot.element));
    let read = images.filter_map(|(at, spot)| {
        let shown = image(spot.node, base)?;
        Some(Candidate::of(at, shown))
    });
    let mut found: Vec<Candidate> = read.take(MOST).collect();
    // Some give the picture only to those who run no scripts; it stands for what is around it.
    let hidden = outline.named("noscript").filter_map(|(_, spot)| {
        Some(Candidate::of(spot.parent, image_without_script(spot.node, base)?))
    });
    for candidate in hidden.take(MOST) {
        if !found.iter().any(|known| known.is_same(&candidate)) {
            found.push(candidate);
        }
    }
    found.retain(|candidate| !decorates(outline, candidate));
    found.sort_by_key(|candidate| candidate.at);
    found
}

/// Whether its size or its address says that a picture decorates the page.
fn decorates(outline: &Outline<'_>, candidate: &Candidate) -> bool {
    let Some(spot) = outline.spots.get(candidate.at) else { return true };
    let side = |name: &str| spot.element.attr(name)?.trim_end_matches("px").parse::<u32>().ok();
    let sides = ["width", "height"].iter().filter_map(|name| side(name));
    let is_small = sides.filter(|size| *size > 1).any(|size| size < SMALL);
    let path = candidate.shown.addresses.first().map(|url| url.path().to_ascii_lowercase());
    let path = path.unwrap_or_default();
    is_small
        || path.ends_with(".svg")
        || path.ends_with(".gif")
        || path.split('/').any(|part| FOLDERS.contains(&part))
}

/// Whether a picture belongs to something else than the story.
///
/// What an element holds that has this picture alone is told by what the picture is: `share`, `widget` and `modal` say
/// there what can be done with it. Farther out such names say that another thing begins.
fn is_other(
    outline: &Outline<'_>,
    candidate: &Candidate,
    all: &[Candidate],
    (others, body): (&[bool], usize),
) -> bool {
    for around in std::iter::once(candidate.at).chain(outline.around(candidate.at)) {
        let Some(spot) = outline.spots.get(around) else { return true };
        let inner = outline.spots.get(around..spot.end).unwrap_or_default();
        let is_frame = inner.len() <= FRAME
            && !inner.iter().any(|spot| NO_FRAME.contains(&spot.element.name()))
            && candidate.is_alone(all, around, spot.end);
        if !is_frame {
            let is_furniture = outline.is_furniture(around) && !outline.is_furniture(body);
            return is_furniture || others.get(around).copied().unwrap_or(true);
        }
        if spot.is_named(&DECORATES) {
            return true;
        }
    }
    false
}

/// Whether it is the picture of a link to another page.
fn leads_elsewhere(outline: &Outline<'_>, base: &Url, at: usize) -> bool {
    let link = outline.around(at).take(LEVELS).find_map(|at| {
        let element = outline.spots.get(at)?.element;
        (element.name() == "a").then(|| element.attr("href")).flatten()
    });
    let Some(url) = link.and_then(|href| address::absolute(base, href)) else { return false };
    let is_own = url.path() == base.path();
    let path = url.path().to_ascii_lowercase();
    let shows_picture = address::is_picture(&url)
        || ["gallery", "galerie", "photo", "image", "bild", "foto", "slideshow", "attachment"]
            .iter()
            .any(|word| path.contains(word));
    !is_own && !shows_picture
}

/// The pictures that the page names as those of its story, for search engines and for sharing.
fn named(outline: &Outline<'_>, base: &Url) -> Vec<Url> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |value: &serde_json::Value| {
        let one = value
            .as_str()
            .or_else(|| value["url"].as_str())
            .or_else(|| value["contentUrl"].as_str());
        found.extend(one.map(str::to_owned));
    };
    match outline.data.get("image") {
        Some(serde_json::Value::Array(values)) => values.iter().for_each(&mut add),
        Some(value) => add(value),
        None => {}
    }
    found.extend(
        ["og:image", "og:image:url", "twitter:image"]
            .iter()
            .filter_map(|name| outline.meta(&[name])),
    );
    found.iter().filter_map(|said| address::absolute(base, said)).collect()
}

/// Whether two uses are of one picture, in whatever size.
fn is_same(one: &Shown, other: &Shown) -> bool {
    let key = |shown: &Shown| shown.addresses.first().map(key);
    key(one) == key(other)
}

/// What the addresses of one picture in several sizes have in common: the file's own name, if it is one.
fn key(url: &Url) -> String {
    // A server that scales pictures has the address of the original within its own.
    let whole = url.as_str();
    let inner = whole
        .rfind("http%3A")
        .or_else(|| whole.rfind("https%3A"))
        .map(|at| whole[at..].replace("%3A", ":").replace("%2F", "/"));
    let inner = inner.and_then(|inner| Url::parse(&inner).ok());
    let url = inner.as_ref().unwrap_or(url);
    let path = url.path().to_ascii_lowercase();
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut stem = stem.trim_end_matches("-scaled");
    while let Some((before, size)) = stem.rsplit_once(['-', '_']) {
        let is_size = size.split_once('x').is_some_and(|(width, height)| {
            [width, height].iter().all(|side| {
                (2..=4).contains(&side.len()) && side.bytes().all(|byte| byte.is_ascii_digit())
            })
        });
        if !is_size {
            break;
        }
        stem = before;
    }
    if text::squeezed(stem).len() >= 8 { stem.to_owned() } else { address::key(url) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_picture_is_known_in_all_its_sizes() {
        let key = |url: &str| key(&Url::parse(url).unwrap());
        let whole = key("https://a.test/u/snow-in-leh-scaled.jpg");
        assert_eq!(key("https://a.test/u/snow-in-leh-300x200.jpg?w=3"), whole);
        assert_eq!(
            key("https://i.test/resize/200/https%3A%2F%2Fa.test%2Fu%2Fsnow-in-leh.webp"),
            whole
        );
        assert_ne!(key("https://a.test/1/large.jpg"), key("https://a.test/2/large.jpg"));
    }
}
