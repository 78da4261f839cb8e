use super::outline::{Outline, Spot};
use super::pictures::{Candidate, LEVELS};
use crate::credit;
use crate::html::{Node, element, few_words_of, plain};
use crate::text;

/// Words in the names of elements that hold what is printed under a picture.
const CAPTIONS: [&str; 17] = [
    "img-desc",
    "media-desc",
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
/// The most characters of a cutline.
const CUTLINE: usize = 900;
/// The most elements around a picture within which its cutline is looked for.
const WIDEST: usize = 400;
/// The most characters of a credit.
const CREDIT: usize = 120;

/// Cutline and credit of a picture: in the nearest element around it that has one and no other picture.
pub(super) fn printed(
    outline: &Outline<'_>,
    candidate: &Candidate,
    all: &[Candidate],
) -> (String, String) {
    let mut credit = String::new();
    let mut cutline = String::new();
    for (level, around) in outline.around(candidate.at).take(LEVELS).enumerate() {
        let Some(spot) = outline.spots.get(around) else { break };
        let inner = outline.spots.get(around..spot.end).unwrap_or_default();
        let holds_page = matches!(spot.element.name(), "body" | "html" | "main");
        if holds_page || inner.len() > WIDEST || !candidate.is_alone(all, around, spot.end) {
            break;
        }
        if credit.is_empty() {
            let words = inner.iter().find(|inner| is_credit(inner)).map(Spot::words);
            let words = words.filter(|words| words.chars().count() <= CREDIT);
            credit = words.unwrap_or_default();
        }
        let found = caption_in(inner, level, &credit);
        if let Some((words, last)) = found.filter(|(words, _)| words.chars().count() <= CUTLINE) {
            cutline = words;
            credit = if credit.is_empty() { last.unwrap_or_default() } else { credit };
            break;
        }
    }
    if cutline.is_empty() {
        cutline = attribute(outline, candidate.at).unwrap_or_default();
    }
    parted(&cutline, &credit)
}

/// The words under the picture that the first of some spots holds with the others, and the last part of them.
fn caption_in(spots: &[Spot<'_>], level: usize, credit: &str) -> Option<(String, Option<String>)> {
    let fits = |words: &String| !words.is_empty() && words != credit;
    let marked = spots.iter().filter(|inner| is_caption(inner));
    let marked = marked.map(|inner| (inner.words(), inner)).find(|(words, _)| fits(words));
    if let Some((words, inner)) = marked {
        return Some((words, last_part(inner.node)));
    }
    // A frame without marks within holds the picture and its cutline.
    let frame = spots.first()?;
    let is_frame = frame.element.name() == "figure" || level < 5 && spots.len() <= 14;
    let others = ["h1", "h2", "h3", "h4", "a", "button"];
    if !is_frame || spots.iter().any(|inner| others.contains(&inner.element.name())) {
        return None;
    }
    Some(frame.words())
        .filter(|words| fits(words) && words.chars().count() <= 300)
        .map(|words| (words, None))
}

fn is_caption(spot: &Spot<'_>) -> bool {
    spot.element.name() == "figcaption" || spot.is_named(&CAPTIONS)
}

fn is_credit(spot: &Spot<'_>) -> bool {
    spot.is_named(&CREDITS)
        && !matches!(spot.element.name(), "img" | "figure" | "a" | "picture")
        && !is_caption(spot)
}

/// The last element of a cutline, if it stands after the words and is short: often the credit, whatever its name.
fn last_part(caption: Node<'_>) -> Option<String> {
    let parts = |node: Node<'_>| -> Vec<_> {
        let is_part = |child: &Node<'_>| {
            child.value().is_element()
                || child.value().as_text().is_some_and(|text| !text.trim().is_empty())
        };
        node.children().filter(is_part).map(|child| child.id()).collect()
    };
    let mut parts_of_it = parts(caption);
    let mut holder = caption;
    // Wrappers around all of it part nothing.
    while let [one] = parts_of_it.as_slice()
        && let Some(inner) = caption.tree().get(*one).filter(|inner| inner.value().is_element())
    {
        holder = inner;
        parts_of_it = parts(holder);
    }
    let last = caption.tree().get(*parts_of_it.last()?)?;
    let element = element(last)?;
    let part = few_words_of(last);
    let whole = few_words_of(holder);
    let before = whole.strip_suffix(part.as_str())?.trim_end();
    let is_emphasis = matches!(element.name(), "a" | "b" | "i" | "em" | "strong")
        && !before.ends_with(['.', '!', '?', '”', '"', '|', '–']);
    let is_right = ["©", "Copyright", "rights"].iter().any(|word| part.contains(word));
    let is_short = text::word_count(&part) <= 10 && !part.ends_with(['.', '!', '?']);
    (!before.is_empty() && !is_emphasis && (is_short || is_right)).then_some(part)
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
    if said.is_empty()
        && let Some((words, name)) = bare.strip_suffix(')').and_then(|rest| rest.rsplit_once(". ("))
        && name.split_whitespace().all(|word| !word.starts_with(char::is_lowercase))
        && text::word_count(name) <= 6
    {
        said = name.to_owned();
        bare = format!("{words}.");
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
