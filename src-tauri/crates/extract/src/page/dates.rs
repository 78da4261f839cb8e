use std::ops::Range;

use jiff::ToSpan as _;
use jiff::tz::Offset;
use model::Moment;
use url::Url;

use super::outline::Outline;
use super::stamp::{Order, Stamp, read};
use crate::text;

/// Names of `meta` that say when a story was published, the surest first.
const PUBLISHED: [&str; 34] = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "article:published:time",
    "og:published_time",
    "article:publicationdate",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:publishtime",
    "cxenseparse:recs:publishtime",
    "iso-8601-publish-date",
    "publish-date",
    "publish_date",
    "publishdate",
    "published-date",
    "publication_date",
    "publicationdate",
    "pub_date",
    "pubdate",
    "cse_pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date",
    "dc:date",
    "citation_publication_date",
    "citation_date",
    "bepress_citation_date",
    "date",
    "article_date_original",
    "article.published",
    "epoch-publish-date",
];
/// Names of `meta` that say when it was last changed.
const MODIFIED: [&str; 6] = [
    "article:modified_time",
    "article:modified:time",
    "og:updated_time",
    "datemodified",
    "dc.date.modified",
    "last-modified",
];
/// Words in the names of elements that hold the times of other things.
const OTHERS: [&str; 21] = [
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
    "card",
    "tweet",
    "more-",
    "most",
    "kommentar",
    "reply",
    "recent",
    "breaking",
    "ticker",
];
/// Words in the names of elements that hold a day.
const DATED: [&str; 12] = [
    "date", "time", "publish", "posted", "byline", "meta", "fecha", "datum", "stand", "info",
    "created", "issued",
];
/// Words of a time that is not that of publication.
const CHANGED: [&str; 16] = [
    "updat",
    "modif",
    "aktualis",
    "geändert",
    "mis à jour",
    "modifié",
    "actualiz",
    "aggiornat",
    "atualiz",
    "güncel",
    "oppdatert",
    "uppdaterad",
    "更新",
    "обновл",
    "수정",
    "اپ ڈیٹ",
];

/// When a story was published and last changed, as its page says.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dates {
    pub(super) published: Option<Moment>,
    pub(super) modified: Option<Moment>,
}

impl Dates {
    /// Reads them; `from` and `to` are the spots of the headline and of the story's text.
    ///
    /// What the page says in data wins over what it shows, because people read "yesterday". Where data knows only UTC's
    /// clock, the day that address and page show is the paper's own.
    pub(super) fn of(
        outline: &Outline<'_>,
        page: &Url,
        headline: Option<usize>,
        text: &Range<usize>,
    ) -> Self {
        let body = text.start;
        let order = order(outline);
        let one = |text: &str| read(text, order);
        let data = |name: &str| outline.data.text(name).and_then(|text| one(&text));
        let metas =
            |names: &[&str]| names.iter().flat_map(|name| outline.metas(name)).find_map(one);
        let said =
            data("datePublished").or_else(|| metas(&PUBLISHED)).or_else(|| data("dateCreated"));
        let in_address = of_address(page);
        let mut others = outline.within(body, &OTHERS);
        for (at, other) in others.iter_mut().enumerate() {
            *other |= outline.is_furniture(at);
        }
        let shown = shown(outline, headline, text, (order, &others));
        let web_page = || {
            let mut pages = outline.data.of_kind("WebPage");
            pages.find_map(|page| one(page.get("datePublished")?.as_str()?))
        };
        let modified = data("dateModified").or_else(|| metas(&MODIFIED));
        let published = said
            .or_else(|| marked(outline, &others, order))
            .or(shown)
            .or_else(web_page)
            .or(in_address)
            .or_else(|| text_of_head(outline, headline, body, order))
            .or(modified);
        let published =
            published.map(|stamp| on_own_clock(stamp, [&in_address, &shown], outline, order));
        // What says no offset was written by the clock on the wall.
        let clock = clock(page, &language(outline));
        let published = published.map(|stamp| Stamp { offset: stamp.offset.or(clock), ..stamp });
        let moment = |stamp: Option<Stamp>| stamp.and_then(Stamp::moment);
        let offset = published.and_then(|stamp| stamp.offset);
        let modified = modified.map(|stamp| match offset {
            Some(offset) if stamp.is_utc() => stamp.at(offset).unwrap_or(stamp),
            _ => stamp,
        });
        Self { published: moment(published), modified: moment(modified) }
    }
}

/// The offset of a country's clock, which its host or its language tells, where it is one all the year.
fn clock(page: &Url, language: &str) -> Option<Offset> {
    let country = page.host_str().unwrap_or_default().rsplit('.').next().unwrap_or_default();
    let minutes = match (country, language) {
        ("in" | "lk", _)
        | (_, "hi" | "mr" | "gu" | "kn" | "te" | "ml" | "or" | "ta" | "pa" | "as") => 330,
        ("jp" | "kr", _) | (_, "ja" | "ko") => 540,
        ("cn" | "tw" | "hk" | "sg" | "my" | "ph", _) | (_, "zh") => 480,
        ("th" | "vn", _) | (_, "th" | "vi") => 420,
        ("bd", _) => 360,
        ("np", _) | (_, "ne") => 345,
        ("pk", _) => 300,
        ("ae", _) => 240,
        ("tr" | "ke" | "ru" | "sa", _) | (_, "tr" | "ru") => 180,
        ("za", _) => 120,
        ("ng", _) => 60,
        ("is", _) | (_, "is") => 0,
        ("ar" | "br" | "uy", _) => -180,
        ("co" | "pe", _) => -300,
        _ => return None,
    };
    Offset::UTC.checked_add(i64::from(minutes).minutes()).ok()
}

/// The language of the page without its country, in lower case.
fn language(outline: &Outline<'_>) -> String {
    let html = outline.spots.iter().find(|spot| spot.element.name() == "html");
    let named = html.and_then(|html| html.element.attr("lang")).unwrap_or_default();
    named.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

/// Americans write the month first.
fn order(outline: &Outline<'_>) -> Order {
    let html = outline.spots.iter().find(|spot| spot.element.name() == "html");
    let language =
        html.and_then(|html| html.element.attr("lang")).unwrap_or_default().to_ascii_lowercase();
    let locale = outline.meta(&["og:locale"]).unwrap_or_default().to_ascii_lowercase();
    let is_american = |name: &str| matches!(name, "en" | "en-us" | "en_us" | "fil" | "tl");
    if is_american(&language)
        && !matches!(locale.as_str(), "en_gb" | "en_in" | "en_au" | "en_nz" | "en_ie" | "en_za")
    {
        Order::MonthFirst
    } else {
        Order::DayFirst
    }
}

/// The day in an address: `/2024/04/26/`, `/2024-04-26-`, `/20240426/`.
fn of_address(page: &Url) -> Option<Stamp> {
    let path = page.path();
    path.match_indices(['/', '-', '_']).find_map(|(at, _)| {
        let rest = path.get(at + 1..)?;
        let begins_year = rest.starts_with("19") || rest.starts_with("20");
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let parted = matches!(rest.as_bytes().get(4), Some(b'/' | b'-' | b'_')) && digits == 4;
        let end = rest
            .bytes()
            .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b'-' | b'_'))
            .count();
        let text = if digits == 8 { &rest[..8] } else { &rest[..end.min(10)] };
        (begins_year && (digits == 8 || parted))
            .then(|| read(&text.replace(['/', '_'], "-"), Order::DayFirst))
            .flatten()
    })
}

/// The day in microdata.
fn marked(outline: &Outline<'_>, others: &[bool], order: Order) -> Option<Stamp> {
    let mut marked = outline.spots.iter().enumerate().filter(|(_, spot)| {
        spot.element
            .attr("itemprop")
            .is_some_and(|name| name.split_ascii_whitespace().any(|name| name == "datePublished"))
    });
    marked.find_map(|(at, _)| {
        if others.get(at).copied().unwrap_or(true) { None } else { of_spot(outline, at, order) }
    })
}

/// The day of a `time` or of an element that is named after it, near the headline or at the end of the text.
fn shown(
    outline: &Outline<'_>,
    headline: Option<usize>,
    text: &Range<usize>,
    (order, others): (Order, &[bool]),
) -> Option<Stamp> {
    let (body, end) = (text.start, text.end);
    let near = headline.map_or(body, |headline| headline.min(body));
    let mut best: Option<(usize, Stamp)> = None;
    for (at, spot) in outline.spots.iter().enumerate() {
        let is_time = spot.element.name() == "time" || spot.element.attr("datetime").is_some();
        if !(is_time || spot.end - at <= 12 && spot.is_named(&DATED))
            || others.get(at).copied().unwrap_or(true)
        {
            continue;
        }
        let Some(stamp) = of_spot(outline, at, order) else { continue };
        let changed = usize::from(is_changed(outline, at));
        let place = match at {
            at if at >= near && at < body => 0,
            at if at < near => 40 + (near - at).min(400),
            at if at < end => 300,
            at => 100 + (at - end).min(400),
        };
        let cost = place + 20 * usize::from(!is_time) + 500 * changed;
        if best.is_none_or(|(known, _)| cost < known) {
            best = Some((cost, stamp));
        }
    }
    best.filter(|(cost, _)| *cost < 900).map(|(_, stamp)| stamp)
}

fn of_spot(outline: &Outline<'_>, at: usize, order: Order) -> Option<Stamp> {
    let spot = outline.spots.get(at)?;
    let named =
        ["datetime", "content", "data-datetime", "data-timestamp", "data-time", "data-published"];
    let said =
        named.iter().filter_map(|name| spot.element.attr(name)).find_map(|said| read(said, order));
    said.or_else(|| {
        let words = spot.words();
        (words.len() <= 300).then(|| read(&words, order)).flatten()
    })
}

/// Whether it tells when something was changed: by its name, or by the words before it.
fn is_changed(outline: &Outline<'_>, at: usize) -> bool {
    let Some(spot) = outline.spots.get(at) else { return false };
    let words = spot.words().to_lowercase();
    let around = outline
        .spots
        .get(spot.parent)
        .map(|parent| parent.words().to_lowercase())
        .unwrap_or_default();
    let before = around.find(&words).and_then(|at| around.get(..at)).unwrap_or_default();
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(24))..];
    spot.is_named(&["updat", "modif"])
        || CHANGED.iter().any(|word| words.starts_with(word) || before.contains(word))
}

/// A day in the words between headline and text, where no element is named after it.
fn text_of_head(
    outline: &Outline<'_>,
    headline: Option<usize>,
    body: usize,
    order: Order,
) -> Option<Stamp> {
    let from = headline.unwrap_or(body);
    // Where the text's element holds the headline too, its first elements are looked at.
    let to = if body > from { body } else { (from + 40).min(outline.spots.len()) };
    let texts = outline.spots.get(from..to).unwrap_or_default();
    texts
        .iter()
        .filter(|spot| !matches!(spot.element.name(), "script" | "style" | "noscript"))
        .find_map(|spot| {
            let own: String = spot
                .node
                .children()
                .filter_map(|child| child.value().as_text())
                .map(|text| &**text)
                .collect();
            let words = text::folded(&own);
            (words.len() <= 200).then(|| read(&words, order)).flatten()
        })
}

/// A stamp as the paper's own clock has it, where other stamps of the page tell that clock.
fn on_own_clock(
    stamp: Stamp,
    days: [&Option<Stamp>; 2],
    outline: &Outline<'_>,
    order: Order,
) -> Stamp {
    if !stamp.is_utc() {
        return stamp;
    }
    let instant = stamp.moment().map(|moment| moment.timestamp);
    let mut others =
        PUBLISHED.iter().flat_map(|name| outline.metas(name)).filter_map(|said| read(said, order));
    let same = others
        .find(|other| !other.is_utc() && other.moment().map(|moment| moment.timestamp) == instant);
    if let Some(offset) = same.and_then(|other| other.offset) {
        return stamp.at(offset).unwrap_or(stamp);
    }
    let own = days.into_iter().flatten().find(|day| day.date != stamp.date);
    let Some(own) = own else { return stamp };
    let offset = match own.offset.filter(|offset| *offset != Offset::UTC) {
        Some(offset) => Some(offset),
        None => offset_between(stamp, *own),
    };
    let moved = offset.and_then(|offset| stamp.at(offset));
    moved.filter(|moved| moved.date == own.date).unwrap_or(stamp)
}

/// The offset at which UTC's stamp falls on the day, and the time if there is one, that the page shows.
fn offset_between(utc: Stamp, own: Stamp) -> Option<Offset> {
    let at = utc.date.to_datetime(utc.time?);
    if let Some(time) = own.time {
        let minutes =
            at.until((jiff::Unit::Minute, own.date.to_datetime(time))).ok()?.get_minutes();
        // Zones lie on quarters of an hour; what is shown can be some minutes off.
        let quarters = (minutes + if minutes < 0 { -7 } else { 7 }) / 15;
        let fits = (-12 * 4..=14 * 4).contains(&quarters);
        return fits.then(|| Offset::UTC.checked_add((quarters * 15).minutes()).ok()).flatten();
    }
    // The least whole hour that reaches the day.
    let hours =
        if own.date < utc.date { -i64::from(at.hour()) - 1 } else { 24 - i64::from(at.hour()) };
    let fits = (-12..=14).contains(&hours);
    fits.then(|| Offset::UTC.checked_add(hours.hours()).ok()).flatten()
}
