use scraper::node::Element;
use url::Url;

use super::tree::{Node, element, fragment, parents, subtree, words_of};
use crate::address;
use crate::text;

/// Attributes in which themes and plugins keep the real address of a picture, the largest first.
const LAZY: [&str; 14] = [
    "data-orig-file",
    "data-full-url",
    "data-full-file",
    "data-large-file",
    "data-large_image",
    "data-original",
    "data-lazy-src",
    "data-src",
    "data-srcurl",
    "data-img-src",
    "data-image",
    "data-cfsrc",
    "data-ezsrc",
    "data-pin-media",
];
/// The most pixels of an icon or counter that is no picture of the story, on each side.
const ICON: u32 = 40;

/// The longest `noscript` that is read for a picture, in bytes.
const NOSCRIPT: usize = 8_192;

/// A picture as a story's page shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Its number in the site's media library, if the markup tells.
    pub(crate) attachment: Option<u64>,
    /// Its addresses, the largest first; the last is what the page shows.
    pub(crate) addresses: Vec<Url>,
    /// What the page prints under it, credit and all.
    pub(crate) cutline: String,
    /// What it shows.
    pub(crate) alt: String,
    /// It stands in a gallery or slider.
    pub(crate) in_gallery: bool,
}

/// Reads an `img`; none if it is an icon, a counter or has no address.
pub(crate) fn of_image(node: Node<'_>, page: &Url) -> Option<Shown> {
    let image = element(node)?;
    let side = |name: &str| {
        image.attr(name).and_then(|size| size.trim_end_matches("px").parse::<u32>().ok())
    };
    let is_small = |size: Option<u32>| size.is_some_and(|size| size <= ICON);
    let class = image.attr("class").unwrap_or_default();
    let decorates = ["emoji", "wp-smiley", "avatar", "icon"]
        .iter()
        .any(|name| class.split_whitespace().any(|c| c == *name));
    if decorates || is_small(side("width")) && is_small(side("height")) {
        return None;
    }
    let mut addresses = addresses(node, image, page);
    if addresses.is_empty() {
        addresses = in_noscript(node, page)?;
    }
    Some(Shown {
        attachment: attachment(node, image),
        addresses,
        cutline: String::new(),
        alt: text::folded(image.attr("alt").unwrap_or_default()),
        in_gallery: false,
    })
}

/// Reads a picture with its cutline (`figure`, `.wp-caption`, `.gallery-item`); none if it is something else.
pub(super) fn of_figure(node: Node<'_>, figure: &Element, page: &Url) -> Option<Vec<Shown>> {
    let class = figure.attr("class").unwrap_or_default();
    let has = |name: &str| class.split_whitespace().any(|class| class == name);
    if figure.name() != "figure"
        && !has("wp-caption")
        && !has("gallery-item")
        && !has("blocks-gallery-item")
    {
        return None;
    }
    let mut shown = Vec::new();
    for inner in subtree(node).skip(1) {
        match element(inner).map_or("", Element::name) {
            "figure" | "table" | "blockquote" | "iframe" | "video" | "audio" | "pre" | "ul"
            | "ol" => return None,
            "img" | "amp-img" => shown.extend(of_image(inner, page)),
            _ => {}
        }
    }
    // The cutline of several pictures in one frame stands under the last.
    let said = words_of(node);
    let last = shown.last_mut()?;
    last.cutline = if said.is_empty() { caption_attribute(node) } else { said };
    Some(shown)
}

fn caption_attribute(node: Node<'_>) -> String {
    let said = subtree(node).filter_map(element).find_map(|element| element.attr("data-caption"));
    said.map(super::tree::plain).unwrap_or_default()
}

/// Where the picture may be had: link target, larger versions, the largest of the set, what is shown.
fn addresses(node: Node<'_>, image: &Element, page: &Url) -> Vec<Url> {
    let link = parents(node).take(4).find(|parent| parent.name() == "a");
    let target = link.and_then(|link| address::absolute(page, link.attr("href")?));
    let lazy = |name: &&str| image.attr(name).and_then(|raw| address::absolute(page, raw));
    let larger = LAZY[..5].iter().filter_map(&lazy);
    let waiting = LAZY[5..].iter().filter_map(lazy);
    let source = image
        .attr("src")
        .and_then(|src| address::absolute(page, src))
        .filter(|src| !is_placeholder(src));
    let found = target
        .filter(address::is_picture)
        .into_iter()
        .chain(larger)
        .chain(largest_of_sets(node, image, page))
        .chain(waiting)
        .chain(source);
    let mut addresses: Vec<Url> = Vec::new();
    for url in found {
        if !addresses.contains(&url) {
            addresses.push(url);
        }
    }
    addresses
}

/// What a `noscript` after a placeholder holds.
fn in_noscript(node: Node<'_>, page: &Url) -> Option<Vec<Url>> {
    let next = node.next_siblings().find(|sibling| sibling.value().is_element())?;
    element(next).filter(|element| element.name() == "noscript")?;
    image_without_script(next, page).map(|shown| shown.addresses)
}

/// The picture that a `noscript` holds.
pub(crate) fn image_without_script(node: Node<'_>, page: &Url) -> Option<Shown> {
    let raw: String =
        node.children().filter_map(|child| child.value().as_text()).map(|text| &**text).collect();
    if raw.len() > NOSCRIPT || !raw.contains("<img") {
        return None;
    }
    let html = fragment(&raw);
    let image =
        subtree(html.tree.root()).find(|node| element(*node).is_some_and(|e| e.name() == "img"))?;
    of_image(image, page)
}

/// The widest picture of `srcset`, also of the lazy kind and of a `picture`'s sources.
fn largest_of_sets(node: Node<'_>, image: &Element, page: &Url) -> Option<Url> {
    let picture =
        node.parent().filter(|parent| element(*parent).is_some_and(|e| e.name() == "picture"));
    let sources = picture.into_iter().flat_map(|picture| picture.children()).filter_map(element);
    let sets = std::iter::once(image)
        .chain(sources.filter(|element| element.name() == "source"))
        .flat_map(Element::attrs)
        .filter(|(name, _)| name.ends_with("srcset"))
        .map(|(_, set)| set);
    let mut largest: Option<(f64, Url)> = None;
    for (size, raw) in sets.flat_map(entries) {
        let known = largest.as_ref().map_or(0.0, |(size, _)| *size);
        if let Some(url) = address::absolute(page, raw).filter(|_| size > known) {
            largest = Some((size, url));
        }
    }
    largest.map(|(_, url)| url)
}

/// The entries of a `srcset`: width or density, and address, which may itself hold commas (HTML Standard, 4.8.4.2).
fn entries(set: &str) -> Vec<(f64, &str)> {
    let mut entries = Vec::new();
    let between = |c: char| c.is_ascii_whitespace() || c == ',';
    let mut rest = set.trim_start_matches(between);
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let (descriptor, later) = if address.ends_with(',') {
            ("", after)
        } else {
            after.split_once(',').unwrap_or((after, ""))
        };
        entries.push((size(descriptor).unwrap_or(1.0), address.trim_end_matches(',')));
        rest = later.trim_start_matches(between);
    }
    entries
}

/// `1024w` or `2x`.
fn size(descriptor: &str) -> Option<f64> {
    let number = descriptor.split_ascii_whitespace().next()?.strip_suffix(['w', 'x'])?;
    number.parse().ok().filter(|size: &f64| size.is_finite())
}

/// Whether an address is that of the empty picture which waits for the real one.
fn is_placeholder(url: &Url) -> bool {
    let name = url.path().rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    if stem.ends_with("placeholder") || stem.ends_with("fallback") {
        return true;
    }
    [
        "jeg-empty",
        "blank",
        "spacer",
        "placeholder",
        "lazy",
        "1x1",
        "pixel",
        "transparent",
        "loading",
        "trans",
    ]
    .contains(&stem)
}

/// The attachment's number in `wp-image-7`, `data-id`, `attachment_7`, `gallery-1-7`.
fn attachment(node: Node<'_>, image: &Element) -> Option<u64> {
    let of_class = image
        .attr("class")
        .unwrap_or_default()
        .split_whitespace()
        .find_map(|class| class.strip_prefix("wp-image-")?.parse().ok());
    let of_data = || {
        ["data-id", "data-attachment-id", "data-image-id"]
            .iter()
            .find_map(|name| image.attr(name)?.parse().ok())
    };
    let of_caption = || {
        let id = image.attr("aria-describedby")?;
        let number = id
            .strip_prefix("caption-attachment-")
            .or_else(|| id.strip_prefix("gallery-")?.split_once('-').map(|(_, n)| n))?;
        number.parse().ok()
    };
    let of_parent = || {
        parents(node)
            .take(4)
            .find_map(|parent| parent.attr("id")?.strip_prefix("attachment_")?.parse().ok())
    };
    of_class.or_else(of_data).or_else(of_caption).or_else(of_parent).filter(|id| *id > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn images(html: &str) -> Vec<Shown> {
        let page = Url::parse("https://a.test/story/").unwrap();
        let html = fragment(html);
        let images = subtree(html.tree.root())
            .filter(|node| element(*node).is_some_and(|e| e.name() == "img"));
        images.filter_map(|node| of_image(node, &page)).collect()
    }

    fn addresses_of(html: &str) -> Vec<String> {
        images(html).remove(0).addresses.iter().map(Url::to_string).collect()
    }

    #[test]
    fn the_link_target_the_largest_of_the_set_and_what_is_shown() {
        let html = "<a href='/u/snow.jpg'><img src='/u/s-300x200.jpg' srcset='/u/s-300x200.jpg 300w, /u/s,a-1536x1024.jpg 1536w,/u/s-768x512.jpg 768w'></a>";
        assert_eq!(
            addresses_of(html),
            [
                "https://a.test/u/snow.jpg",
                "https://a.test/u/s,a-1536x1024.jpg",
                "https://a.test/u/s-300x200.jpg"
            ]
        );
        assert_eq!(
            addresses_of("<a href='/story/2/'><img src=/u/s.jpg></a>"),
            ["https://a.test/u/s.jpg"]
        );
    }

    #[test]
    fn a_lazy_picture_is_found_behind_its_placeholder() {
        let html = "<img src='data:image/gif;base64,R0' data-src=/u/s.jpg data-srcset='/u/s.jpg 1x, /u/s2.jpg 2x'>";
        assert_eq!(addresses_of(html), ["https://a.test/u/s2.jpg", "https://a.test/u/s.jpg"]);
        assert_eq!(
            addresses_of("<img src=/t/jeg-empty.png data-src=/u/s.jpg>"),
            ["https://a.test/u/s.jpg"]
        );
        let html = "<img src=/t/blank.gif class=lazy><noscript><img src='/u/s.jpg'></noscript>";
        assert_eq!(addresses_of(html), ["https://a.test/u/s.jpg"]);
        let html = "<picture><source srcset='/u/s.webp 2000w'><img src=/u/s.jpg></picture>";
        assert_eq!(addresses_of(html), ["https://a.test/u/s.webp", "https://a.test/u/s.jpg"]);
    }

    #[test]
    fn icons_and_counters_are_no_pictures() {
        for html in [
            "<img src=/c.gif width=1 height=1>",
            "<img class='emoji' src=/e.png>",
            "<img src='data:x'>",
            "<img>",
        ] {
            assert_eq!(images(html), [], "{html}");
        }
    }

    #[test]
    fn the_number_in_the_library_is_found_in_all_its_places() {
        let of = |html: &str| images(html)[0].attachment;
        assert_eq!(of("<img src=/a.jpg class='size-full wp-image-7'>"), Some(7));
        assert_eq!(of("<img src=/a.jpg data-id=8>"), Some(8));
        assert_eq!(of("<img src=/a.jpg aria-describedby=gallery-2-9>"), Some(9));
        assert_eq!(
            of("<div id=attachment_10 class=wp-caption><a href=/x><img src=/a.jpg></a></div>"),
            Some(10)
        );
        assert_eq!(of("<img src=/a.jpg class=wp-image-x>"), None);
    }
}
