#![expect(clippy::cast_precision_loss, reason = "measures for a judge, not numbers to count with")]

use std::collections::{HashMap, HashSet};

use super::names::GROUPS;
use super::passages::{Element, Page, Passage, Tag};

/// Farther out than this many elements nothing is looked for.
const FAR: usize = 12;

/// What the page says of itself, as far as passages are measured by it.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) titles: Vec<String>,
    pub(super) description: String,
    /// The text in JSON-LD, or empty.
    pub(super) body: String,
}

/// Elements whose nearness around a passage is measured.
const AROUND: [Tag; 19] = [
    Tag::Article,
    Tag::Main,
    Tag::Header,
    Tag::Footer,
    Tag::Aside,
    Tag::Nav,
    Tag::Section,
    Tag::Figure,
    Tag::Form,
    Tag::List,
    Tag::Table,
    Tag::Quote,
    Tag::Link,
    Tag::Button,
    Tag::Caption,
    Tag::Dl,
    Tag::Time,
    Tag::P,
    Tag::Li,
];

/// Words with which something begins that is not the story, and words that stand in it.
const BEGINS: [&str; 40] = [
    "read more",
    "read also",
    "also read",
    "more on",
    "related",
    "see also",
    "more:",
    "read:",
    "watch:",
    "listen:",
    "photo",
    "image",
    "picture",
    "foto",
    "bild",
    "credit",
    "source:",
    "quelle",
    "reporting by",
    "additional reporting",
    "follow",
    "sign up",
    "subscribe",
    "advertisement",
    "anzeige",
    "share",
    "lesen sie",
    "mehr zum",
    "lesen sie auch",
    "auch interessant",
    "lee también",
    "lea también",
    "te puede interesar",
    "à lire",
    "lire aussi",
    "leggi anche",
    "leia mais",
    "copyright",
    "©",
    "this article",
];
const HOLDS: [&str; 44] = [
    "newsletter",
    "subscribe",
    "subscription",
    "sign up",
    "sign in",
    "log in",
    "whatsapp",
    "telegram",
    "facebook",
    "twitter",
    "instagram",
    "youtube",
    "google news",
    "app store",
    "cookie",
    "privacy",
    "terms of",
    "copyright",
    "©",
    "all rights reserved",
    "rights reserved",
    "comments",
    "comment",
    "advertisement",
    "minutes to read",
    "min read",
    "read more",
    "click here",
    "contact",
    "@",
    "http",
    "abonnement",
    "abo",
    "registrieren",
    "anmelden",
    "weiterlesen",
    "kommentare",
    "suscríbete",
    "abonnez",
    "published",
    "updated",
    "veröffentlicht",
    "correction",
    "podcast",
];

/// Measures the passages of a page; each has as many measures as [`names`] names.
pub(super) fn of_page(page: &Page, said: &Said) -> Vec<Vec<f32>> {
    let whole = Whole::of(page, said);
    let own: Vec<Vec<f32>> = page
        .passages
        .iter()
        .enumerate()
        .map(|(at, passage)| own(page, passage, &whole, at))
        .collect();
    let near: Vec<[f32; 6]> = page.passages.iter().map(short).collect();
    own.iter()
        .enumerate()
        .map(|(at, own)| {
            let mut all = own.clone();
            for step in [-2_i64, -1, 1, 2] {
                let neighbour =
                    i64::try_from(at).ok().and_then(|at| usize::try_from(at + step).ok());
                match neighbour.and_then(|at| Some((near.get(at)?, &page.passages[at]))) {
                    Some((measures, neighbour)) => {
                        all.extend(measures);
                        all.push(steps_to_common(page, &page.passages[at], neighbour));
                    }
                    None => all.extend([-1.0; 7]),
                }
            }
            all
        })
        .collect()
}

/// What is measured once for a page.
struct Whole {
    /// Number of the element that holds the story, by the most prose at the least depth.
    root: usize,
    prose: f32,
    by_signature: HashMap<u64, f32>,
    /// Number of the first and last passage of prose within the root.
    first: usize,
    last: usize,
    heading: Option<usize>,
    titles: Vec<HashSet<String>>,
    description: HashSet<String>,
    body: HashSet<(String, String, String)>,
    seen: HashMap<String, u32>,
}

impl Whole {
    fn of(page: &Page, said: &Said) -> Self {
        let mut by_signature = HashMap::new();
        let mut score = vec![0.0_f32; page.elements.len()];
        let mut seen = HashMap::new();
        for passage in &page.passages {
            *seen.entry(passage.text.clone()).or_insert(0) += 1;
            if !passage.is_prose() {
                continue;
            }
            let block = page.block_of(passage);
            *by_signature.entry(page.elements[block].signature).or_insert(0.0) +=
                passage.letters as f32;
            let mut weight = passage.letters as f32;
            for (at, _) in page.around(block).skip(1).take(3) {
                score[at] += weight;
                weight *= 0.5;
            }
        }
        let best = |at: &usize| score[*at];
        let root = (0..score.len()).max_by(|a, b| best(a).total_cmp(&best(b))).unwrap_or(0);
        let within = |passage: &&(usize, &Passage)| {
            passage.1.is_prose() && page.around(passage.1.within).any(|(at, _)| at == root)
        };
        let passages: Vec<(usize, &Passage)> = page.passages.iter().enumerate().collect();
        let first = passages.iter().find(within).map_or(0, |(at, _)| *at);
        let last = passages.iter().rev().find(within).map_or(0, |(at, _)| *at);
        let heading = page.passages.iter().position(|passage| {
            page.around(passage.within).take(4).any(|(_, element)| element.tag == Tag::H1)
        });
        Self {
            root,
            prose: page.elements.first().map_or(1.0, |top| top.prose.max(1) as f32),
            by_signature,
            first,
            last,
            heading,
            titles: said.titles.iter().map(|title| words(title).collect()).collect(),
            description: words(&said.description).collect(),
            body: threes(&said.body).collect(),
            seen,
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

fn threes(text: &str) -> impl Iterator<Item = (String, String, String)> {
    let words: Vec<String> = words(text).collect();
    (2..words.len())
        .map(move |at| (words[at - 2].clone(), words[at - 1].clone(), words[at].clone()))
}

/// What a passage is measured by as a neighbour of another.
fn short(passage: &Passage) -> [f32; 6] {
    let letters = passage.letters.max(1) as f32;
    [
        letters.ln(),
        passage.link_share(),
        f32::from(u8::from(ends_sentence(&passage.text))),
        passage.strong as f32 / letters,
        f32::from(u8::from(passage.text.ends_with(':'))),
        f32::from(u8::from(passage.is_prose())),
    ]
}

fn own(page: &Page, passage: &Passage, whole: &Whole, at: usize) -> Vec<f32> {
    let mut all = Vec::with_capacity(130);
    all.extend(short(passage));
    all.extend(of_text(passage, whole));
    all.extend(of_place(page, passage, whole, at));
    all.extend(of_surroundings(page, passage));
    all
}

fn of_text(passage: &Passage, whole: &Whole) -> Vec<f32> {
    let text = &passage.text;
    let lower = text.to_lowercase();
    let letters = passage.letters.max(1) as f32;
    let of = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count() as f32;
    let count = words(text).count().max(1) as f32;
    let own: HashSet<String> = words(text).collect();
    let overlap = |other: &HashSet<String>| {
        let both = own.intersection(other).count() as f32;
        both / (own.len() + other.len()).max(1) as f32 * 2.0
    };
    let said: Vec<_> = threes(text).collect();
    let told = said.iter().filter(|three| whole.body.contains(three)).count() as f32;
    vec![
        count.ln(),
        letters / count,
        of(|c| matches!(c, '.' | '!' | '?' | '।' | '۔' | '。' | '…')) / count,
        of(|c| matches!(c, ',' | '،' | '、' | ';')) / count,
        of(|c| c.is_ascii_digit()) / letters,
        of(char::is_uppercase) / letters,
        of(|c| matches!(c, '"' | '“' | '”' | '«' | '»' | '„' | '‘' | '’')).min(6.0),
        of(|c| matches!(c, '|' | '•' | '›' | '»' | '→' | '/')).min(6.0),
        flag(text.chars().next().is_some_and(char::is_lowercase)),
        flag(text.ends_with('?')),
        flag(BEGINS.iter().any(|begin| lower.starts_with(begin))),
        HOLDS.iter().filter(|held| lower.contains(*held)).count() as f32,
        flag(lower.starts_with(['(', '[']) && lower.ends_with([')', ']'])),
        whole.titles.iter().map(overlap).fold(0.0, f32::max),
        overlap(&whole.description),
        if whole.body.is_empty() {
            -1.0
        } else if said.is_empty() {
            -0.5
        } else {
            told / said.len() as f32
        },
        (whole.seen.get(text).copied().unwrap_or(1) as f32).min(4.0),
    ]
}

fn of_place(page: &Page, passage: &Passage, whole: &Whole, at: usize) -> Vec<f32> {
    let count = page.passages.len().max(1) as f32;
    let block = page.block_of(passage);
    let away = |from: usize| (at as f32 - from as f32).clamp(-20.0, 20.0);
    let share = |n: usize| {
        let element = page.around(block).nth(n).map(|(_, element)| element);
        element.map_or(1.0, |element| element.prose as f32 / whole.prose)
    };
    let density = |n: usize| {
        let element = page.around(block).nth(n).map(|(_, element)| element);
        element.map_or(1.0, |element| element.prose as f32 / element.letters.max(1) as f32)
    };
    let up = page.around(passage.within).position(|(at, _)| at == whole.root);
    let common = page
        .around(whole.root)
        .position(|(at, _)| page.around(passage.within).any(|(own, _)| own == at));
    vec![
        at as f32 / count,
        count.ln(),
        whole.prose.ln(),
        away(whole.first),
        away(whole.last),
        whole.heading.map_or(-30.0, away),
        up.map_or(-1.0, |up| up.min(FAR) as f32),
        common.map_or(30.0, |common| common.min(FAR) as f32),
        share(1),
        share(2),
        share(3),
        density(1),
        density(2),
        whole.by_signature.get(&page.elements[block].signature).copied().unwrap_or(0.0)
            / whole.prose,
        page.elements[block].depth as f32,
    ]
}

fn of_surroundings(page: &Page, passage: &Passage) -> Vec<f32> {
    let block = page.block_of(passage);
    let mut all = vec![
        f32::from(page.elements[block].tag as u8),
        f32::from(page.elements[passage.within].tag as u8),
        flag(page.around(passage.within).any(|(_, element)| element.is_hidden)),
    ];
    let around: Vec<&Element> =
        page.around(passage.within).map(|(_, element)| element).take(FAR).collect();
    let near = |is: &dyn Fn(&Element) -> bool| {
        around.iter().position(|element| is(element)).unwrap_or(FAR + 2) as f32
    };
    all.extend(AROUND.iter().map(|tag| near(&|element| element.tag == *tag)));
    all.extend((0..GROUPS.len()).map(|group| near(&|element| element.names & (1 << group) != 0)));
    all
}

/// How many elements a passage stands below what it has in common with another.
fn steps_to_common(page: &Page, passage: &Passage, other: &Passage) -> f32 {
    let theirs: HashSet<usize> = page.around(other.within).map(|(at, _)| at).collect();
    page.around(passage.within).position(|(at, _)| theirs.contains(&at)).unwrap_or(FAR).min(FAR)
        as f32
}

fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '”', '“', '»', '«', '’', '\'', ')', ']', ' ']);
    end.ends_with(['.', '!', '?', '…', '।', '۔', '。', '！', '？'])
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// For learning: each passage's words and measures.
pub fn dump(bytes: &[u8], content_type: Option<&str>) -> Vec<(String, Vec<f32>)> {
    let Ok(html) = crate::html::document(&crate::encoding::decoded(bytes, content_type)) else {
        return Vec::new();
    };
    let page = Page::of(html.tree.root());
    let outline = super::outline::Outline::of(&html);
    let data = &outline.data;
    let mut titles: Vec<String> = ["og:title", "twitter:title"]
        .iter()
        .filter_map(|name| crate::home::meta(&html, name))
        .map(str::to_owned)
        .collect();
    titles.extend(data.text("headline"));
    let said = Said {
        titles,
        description: crate::home::meta(&html, "og:description")
            .or_else(|| crate::home::meta(&html, "description"))
            .unwrap_or_default()
            .to_owned(),
        body: data.text("articleBody").unwrap_or_default(),
    };
    let measures = of_page(&page, &said);
    page.passages.into_iter().map(|passage| passage.text).zip(measures).collect()
}
