use model::{Block, Figure};
use scraper::node::Element;
use url::Url;

use super::body::Body;
use super::outline::{Outline, has_name};
use crate::address;
use crate::credit;
use crate::html::{Node, Part, Shown, element, image, plain, words_of};
use crate::text;
use crate::wordpress::Pictures;

/// Words in the names of elements whose pictures are not the story's.
pub(super) const OTHERS: [&str; 44] = [
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
/// The most elements of a frame around one picture.
const FRAME: usize = 40;
/// Words in the names of elements that hold a film.
pub(super) const FILM: [&str; 3] = ["video", "player", "jwplayer"];
/// Words in the names of elements that hold what is printed under a picture.
const CAPTIONS: [&str; 15] = [
    "caption",
    "cutline",
    "legend",
    "bildunterschrift",
    "bildtext",
    "image-text",
    "imagetext",
    "image__text",
    "img-text",
    "pie-foto",
    "piefoto",
    "figure__text",
    "photo-desc",
    "image-desc",
    "didascalia",
];
/// Words in the names of elements that hold who took or owns a picture.
const CREDITS: [&str; 17] = [
    "credit",
    "copyright",
    "photographer",
    "fotograf",
    "bildquelle",
    "quelle",
    "source",
    "urheber",
    "rights",
    "agency",
    "bildautor",
    "crédit",
    "autor",
    "author",
    "attribution",
    "owner",
    "byline",
];
/// How a credit begins within a cutline.
const LABELS: [&str; 18] = [
    "Foto:",
    "Fotos:",
    "FOTO:",
    "Photo:",
    "Photo :",
    "PHOTO:",
    "Bild:",
    "Bildquelle:",
    "Quelle:",
    "Imagen:",
    "Fotografía:",
    "Crédit",
    "Credit:",
    "Image:",
    "Copyright",
    "©",
    "Φωτογραφία:",
    "Фото:",
];
/// Attributes that hold what is printed under a picture when it is opened.
const CAPTION_ATTRIBUTES: [&str; 4] =
    ["data-caption", "data-sub-html", "data-description", "data-title"];
/// Levels around a picture within which its cutline is looked for.
const LEVELS: usize = 9;
/// The most characters of a cutline.
const CUTLINE: usize = 900;
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
    let heading = headline.unwrap_or(body).min(body);
    let mut pictures: Vec<Seen> = Vec::new();
    for (number, (at, shown)) in all.iter().enumerate() {
        let is_in_place = *at >= heading.saturating_sub(ABOVE) && *at < text.end;
        if !is_in_place
            || text.drops(outline, *at)
            || is_other(outline, base, (*at, shown), &all, body)
            || pictures.iter().any(|known| is_same(&known.shown, shown))
        {
            continue;
        }
        let own = |from: usize, to: usize| {
            !all.iter().enumerate().any(|(other, (place, other_shown))| {
                other != number && *place >= from && *place < to && !is_same(other_shown, shown)
            })
        };
        let (cutline, credit) = printed(outline, *at, own);
        // Above the headline stand the pictures of other things too.
        if *at < heading && cutline.is_empty() && !is_named(outline, base, shown) {
            continue;
        }
        pictures.push(Seen { at: *at, shown: shown.clone(), cutline, credit });
    }
    if pictures.is_empty() {
        pictures.extend(named(outline, base).into_iter().take(1).map(|url| Seen {
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

/// All pictures that the page shows, with their spots.
pub(super) fn candidates(outline: &Outline<'_>, base: &Url) -> Vec<(usize, Shown)> {
    let images = outline
        .spots
        .iter()
        .enumerate()
        .filter(|(_, spot)| matches!(spot.element.name(), "img" | "amp-img"));
    images.filter_map(|(at, spot)| Some((at, image(spot.node, base)?))).take(MOST).collect()
}

/// Whether a picture decorates the page or belongs to something else.
///
/// What an element holds that has this picture alone is told by what the picture is: `share`, `widget` and `modal` say
/// there what can be done with it. Farther out such names say that another thing begins.
pub(super) fn is_other(
    outline: &Outline<'_>,
    base: &Url,
    (at, shown): (usize, &Shown),
    all: &[(usize, Shown)],
    body: usize,
) -> bool {
    let Some(spot) = outline.spots.get(at) else { return true };
    let side = |name: &str| {
        spot.element.attr(name).and_then(|size| size.trim_end_matches("px").parse::<u32>().ok())
    };
    let is_small = ["width", "height"]
        .iter()
        .filter_map(|name| side(name))
        .any(|size| size > 1 && size < SMALL);
    let path =
        shown.addresses.first().map(|url| url.path().to_ascii_lowercase()).unwrap_or_default();
    if is_small
        || path.ends_with(".svg")
        || path.ends_with(".gif")
        || leads_elsewhere(outline, base, at)
    {
        return true;
    }
    let is_frame = |around: usize, end: usize| {
        let texts = outline.spots.get(around..end).unwrap_or_default();
        end - around <= FRAME
            && !texts.iter().any(|spot| {
                matches!(spot.element.name(), "h1" | "h2" | "h3" | "h4" | "video" | "iframe")
            })
            && !all.iter().any(|(other, other_shown)| {
                (around..end).contains(other) && !is_same(other_shown, shown)
            })
    };
    let mut in_frame = true;
    std::iter::once(at).chain(outline.around(at)).any(|around| {
        let Some(spot) = outline.spots.get(around) else { return false };
        in_frame = in_frame && is_frame(around, spot.end);
        let holds_story = around <= body && body < spot.end;
        let name = spot.element.name();
        match () {
            () if in_frame => has_name(spot.element, &DECORATES),
            () if holds_story => matches!(name, "nav" | "footer"),
            () => {
                matches!(name, "nav" | "footer" | "aside" | "dialog")
                    || has_name(spot.element, &OTHERS)
                    || has_name(spot.element, &FILM)
            }
        }
    })
}

/// Whether it is the picture of a link to another page.
pub(super) fn leads_elsewhere(outline: &Outline<'_>, base: &Url, at: usize) -> bool {
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

/// Cutline and credit of a picture: in the nearest element around it that has one and no other picture.
fn printed(
    outline: &Outline<'_>,
    at: usize,
    holds_no_other: impl Fn(usize, usize) -> bool,
) -> (String, String) {
    let mut credit = String::new();
    let mut cutline = String::new();
    for (level, around) in outline.around(at).take(LEVELS).enumerate() {
        let Some(spot) = outline.spots.get(around) else { break };
        if matches!(spot.element.name(), "body" | "html" | "main")
            || !holds_no_other(around, spot.end)
        {
            break;
        }
        let within = || outline.spots.get(around..spot.end).unwrap_or_default().iter();
        if credit.is_empty() {
            let named = within().find(|inner| is_credit(inner.element));
            credit = named
                .map(|inner| words_of(inner.node))
                .filter(|words| words.chars().count() <= 120)
                .unwrap_or_default();
        }
        let mut captions = within().filter(|inner| is_caption(inner.element));
        let found = captions.find_map(|inner| {
            let words = words_of(inner.node);
            (!words.is_empty() && words != credit).then(|| (words, last_part(inner.node)))
        });
        // A frame without marks within holds the picture and its cutline.
        let is_frame = spot.element.name() == "figure" || level < 3 && spot.end - around <= 12;
        let found = found.or_else(|| {
            let words = words_of(spot.node);
            let has_heading = within().any(|inner| {
                matches!(inner.element.name(), "h1" | "h2" | "h3" | "h4" | "a" | "button")
            });
            (is_frame
                && !words.is_empty()
                && words != credit
                && words.chars().count() <= 300
                && !has_heading)
                .then(|| (words, None))
        });
        if let Some((words, last)) = found.filter(|(words, _)| words.chars().count() <= CUTLINE) {
            cutline = words;
            credit = if credit.is_empty() { last.unwrap_or_default() } else { credit };
            break;
        }
    }
    if cutline.is_empty() {
        cutline = attribute(outline, at).unwrap_or_default();
    }
    parted(&cutline, &credit)
}

fn is_caption(element: &Element) -> bool {
    element.name() == "figcaption" || has_name(element, &CAPTIONS)
}

fn is_credit(element: &Element) -> bool {
    has_name(element, &CREDITS)
        && !matches!(element.name(), "img" | "figure" | "a" | "picture")
        && !is_caption(element)
}

/// The last element of a cutline, if it stands after the words and is short: often the credit, whatever its name.
fn last_part(caption: Node<'_>) -> Option<String> {
    let last = caption
        .children()
        .filter(|child| {
            child.value().is_element()
                || child.value().as_text().is_some_and(|text| !text.trim().is_empty())
        })
        .last()?;
    let element = element(last)?;
    let part = words_of(last);
    let whole = words_of(caption);
    let before = whole.strip_suffix(part.as_str())?.trim_end();
    let is_emphasis = matches!(element.name(), "a" | "b" | "i" | "em" | "strong")
        && !before.ends_with(['.', '!', '?', '”', '"', '|', '–']);
    let fits = !before.is_empty()
        && !is_emphasis
        && text::word_count(&part) <= 10
        && !part.ends_with(['.', '!', '?']);
    fits.then_some(part)
}

/// What an attribute of the picture or of what is just around it holds as its cutline.
fn attribute(outline: &Outline<'_>, at: usize) -> Option<String> {
    let places = std::iter::once(at).chain(outline.around(at).take(3));
    places.filter_map(|at| outline.spots.get(at)).find_map(|spot| {
        let said = CAPTION_ATTRIBUTES.iter().find_map(|name| spot.element.attr(name))?;
        Some(plain(said)).filter(|words| !words.is_empty())
    })
}

/// A cutline without the credit that stands in it or after it.
fn parted(cutline: &str, credit: &str) -> (String, String) {
    let credit = text::folded(credit);
    let bare = match cutline.find(&credit) {
        Some(at) if !credit.is_empty() => {
            format!("{} {}", &cutline[..at], &cutline[at + credit.len()..])
        }
        _ => cutline.to_owned(),
    };
    let mut bare = text::folded(&bare);
    let mut said = without_label(&credit).to_owned();
    let label = LABELS.iter().filter_map(|label| bare.rfind(label)).max();
    if let Some(at) =
        label.filter(|at| bare[..*at].ends_with([' ', ',', '|', '(', '/', '.']) || *at == 0)
    {
        if said.is_empty() {
            without_label(&bare[at..]).clone_into(&mut said);
        }
        bare.truncate(at);
    }
    let is_end = |c: char| c.is_whitespace() || "|/–—(©,".contains(c);
    let split = credit::split(bare.trim_end_matches(is_end).trim_start_matches(['|', ' ']));
    let said = if said.is_empty() { split.credit } else { said };
    (split.words, said)
}

/// A credit without the word that says that it is one.
fn without_label(credit: &str) -> &str {
    let bare = LABELS.iter().find_map(|label| credit.strip_prefix(label)).unwrap_or(credit);
    bare.trim_matches(|c: char| c.is_whitespace() || ":|()[]".contains(c))
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

fn is_named(outline: &Outline<'_>, base: &Url, shown: &Shown) -> bool {
    named(outline, base).iter().any(|url| shown.addresses.iter().any(|own| key(own) == key(url)))
}

/// Whether two uses are of one picture, in whatever size.
pub(crate) fn is_same(one: &Shown, other: &Shown) -> bool {
    one.addresses.iter().any(|url| other.addresses.iter().any(|other| key(url) == key(other)))
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
