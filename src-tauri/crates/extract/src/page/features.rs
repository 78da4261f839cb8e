#![expect(clippy::cast_precision_loss, reason = "measures for a judge, not numbers to count with")]
//! What is measured of a passage: its words, its place, what stands around it and beside it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::names::GROUPS;
use super::passages::{Element, Page, Passage, Tag};
use super::wording::{self, Words, ends_sentence, flag};

/// Farther out than this many elements nothing is looked for.
const FAR: usize = 12;
/// Measures of a neighbour: its [`short`] ones, and how far away it is.
const NEIGHBOUR: usize = 7;

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

/// Measures the passages of a page; each has the same number of measures.
pub(super) fn of_page(page: &Page, said: &Said) -> Vec<Vec<f32>> {
    let words: Vec<Words> = page.passages.iter().map(|passage| Words::of(&passage.text)).collect();
    let whole = Whole::of(page, said, &words);
    let mut all: Vec<Vec<f32>> =
        (0..page.passages.len()).map(|at| own(page, at, &words[at], &whole)).collect();
    let near: Vec<[f32; 6]> = page.passages.iter().map(short).collect();
    for (at, all) in all.iter_mut().enumerate() {
        for step in [-2, -1, 1, 2] {
            match at
                .checked_add_signed(step)
                .and_then(|other| Some((near.get(other)?, &page.passages[other])))
            {
                Some((measures, neighbour)) => {
                    all.extend(measures);
                    all.push(page.steps_up(page.passages[at].within, neighbour.within, FAR));
                }
                None => all.extend([-1.0; NEIGHBOUR]),
            }
        }
    }
    all
}

/// What is measured once for a page.
struct Whole {
    /// Number of the element that holds the story, by the most prose at the least depth.
    root: usize,
    prose: f32,
    by_signature: FxHashMap<u64, f32>,
    /// Number of the first and last passage of prose within the root.
    first: usize,
    last: usize,
    /// Number of the first passage in a heading of the first rank, and of the first that is a title of the page.
    heading: Option<usize>,
    titled: Option<usize>,
    titles: Vec<Words>,
    description: Words,
    body: FxHashSet<u64>,
    /// How often a text stands in the page, and in how many different ones a run of three words does.
    seen: FxHashMap<String, u32>,
    threes: FxHashMap<u64, u32>,
    /// For each passage, how many elements `article` with prose, and how many headings of the first rank, began up to it.
    articles: Vec<usize>,
    headings: Vec<usize>,
}

impl Whole {
    fn of(page: &Page, said: &Said, words: &[Words]) -> Self {
        let mut by_signature = FxHashMap::default();
        let mut score = vec![0.0_f32; page.elements.len()];
        for passage in page.passages.iter().filter(|passage| passage.is_prose()) {
            let block = page.block_of(passage);
            *by_signature.entry(page.elements[block].signature).or_insert(0.0) +=
                passage.letters as f32;
            let mut weight = passage.letters as f32;
            for (at, _) in page.around(block).skip(1).take(3) {
                score[at] += weight;
                weight *= 0.5;
            }
        }
        let root = (0..score.len()).max_by(|a, b| score[*a].total_cmp(&score[*b])).unwrap_or(0);
        let in_root = |passage: &Passage| {
            passage.is_prose() && page.around(passage.within).any(|(at, _)| at == root)
        };
        let is_heading = |passage: &Passage| {
            page.around(passage.within).take(4).any(|(_, element)| element.tag == Tag::H1)
        };
        let titles: Vec<Words> = said.titles.iter().map(|title| Words::of(title)).collect();
        let (seen, threes) = repeated(page, words);
        let (articles, headings) = page.begun();
        Self {
            root,
            prose: page.elements.first().map_or(1.0, |top| top.prose.max(1) as f32),
            by_signature,
            first: page.passages.iter().position(in_root).unwrap_or(0),
            last: page.passages.iter().rposition(in_root).unwrap_or(0),
            heading: page.passages.iter().position(is_heading),
            titled: words.iter().position(|own| {
                own.len() > 1 && titles.iter().any(|title| own.likeness(title) >= 0.8)
            }),
            titles,
            description: Words::of(&said.description),
            body: Words::of(&said.body).threes().collect(),
            seen,
            threes,
            articles,
            headings,
        }
    }
}

/// How often each text stands in a page, and in how many different texts each run of three words does.
fn repeated(page: &Page, words: &[Words]) -> (FxHashMap<String, u32>, FxHashMap<u64, u32>) {
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    let mut threes = FxHashMap::default();
    for (passage, words) in page.passages.iter().zip(words) {
        let times = seen.entry(passage.text.clone()).or_default();
        *times += 1;
        if *times == 1 {
            let own: FxHashSet<u64> = words.threes().collect();
            own.into_iter().for_each(|three| *threes.entry(three).or_default() += 1);
        }
    }
    (seen, threes)
}

/// What a passage is measured by as a neighbour of another.
fn short(passage: &Passage) -> [f32; 6] {
    let letters = passage.letters.max(1) as f32;
    [
        letters.ln(),
        passage.link_share(),
        flag(ends_sentence(&passage.text)),
        passage.strong as f32 / letters,
        flag(passage.text.ends_with(':')),
        flag(passage.is_prose()),
    ]
}

fn own(page: &Page, at: usize, words: &Words, whole: &Whole) -> Vec<f32> {
    let passage = &page.passages[at];
    let mut all = Vec::with_capacity(130);
    all.extend(short(passage));
    all.extend(wording::of_text(&passage.text, words, passage.letters.max(1) as f32));
    all.extend(of_likeness(&passage.text, words, whole));
    all.extend(of_place(page, passage, whole, at));
    all.extend(of_surroundings(page, passage, at));
    all
}

fn of_likeness(text: &str, words: &Words, whole: &Whole) -> [f32; 5] {
    let threes: Vec<u64> = words.threes().collect();
    let share = |is: &dyn Fn(&u64) -> bool| {
        threes.iter().filter(|three| is(three)).count() as f32 / threes.len() as f32
    };
    let seen = whole.seen.get(text).copied().unwrap_or(1);
    [
        whole.titles.iter().map(|title| words.likeness(title)).fold(0.0, f32::max),
        words.likeness(&whole.description),
        match (whole.body.is_empty(), threes.is_empty()) {
            (true, _) => -1.0,
            (false, true) => -0.5,
            (false, false) => share(&|three| whole.body.contains(three)),
        },
        (seen as f32).min(4.0),
        // What a quotation drawn out of the text has in common with it.
        if threes.len() < 3 || seen > 1 {
            0.0
        } else {
            share(&|three| whole.threes.get(three).is_some_and(|times| *times > 1))
        },
    ]
}

fn of_place(page: &Page, passage: &Passage, whole: &Whole, at: usize) -> Vec<f32> {
    let count = page.passages.len().max(1) as f32;
    let block = page.block_of(passage);
    let away = |from: usize| (at as f32 - from as f32).clamp(-20.0, 20.0);
    let outer = |n: usize| page.around(block).nth(n).map(|(_, element)| element);
    let share = |n: usize| outer(n).map_or(1.0, |element| element.prose as f32 / whole.prose);
    let density = |n: usize| {
        outer(n).map_or(1.0, |element| element.prose as f32 / element.letters.max(1) as f32)
    };
    let up = page.around(passage.within).position(|(at, _)| at == whole.root);
    vec![
        at as f32 / count,
        count.ln(),
        whole.prose.ln(),
        away(whole.first),
        away(whole.last),
        whole.heading.map_or(-30.0, away),
        whole.titled.map_or(-30.0, away),
        whole.articles[at] as f32,
        whole.headings[at] as f32,
        up.map_or(-1.0, |up| up.min(FAR) as f32),
        page.steps_up(whole.root, passage.within, FAR),
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

fn of_surroundings(page: &Page, passage: &Passage, at: usize) -> Vec<f32> {
    let block = page.block_of(passage);
    let pictures = |n: usize| {
        page.around(block).nth(n).map_or(-1.0, |(_, element)| (element.pictures as f32).min(5.0))
    };
    let beside = |next: usize| {
        let from = page.pictures.partition_point(|(_, following)| *following <= next);
        let last = page.pictures[..from].last().filter(|(_, following)| *following == next);
        last.map_or(15.0, |(picture, _)| page.steps_up(passage.within, *picture, FAR))
    };
    let mut all = vec![
        pictures(0),
        pictures(1),
        pictures(2),
        beside(at),
        beside(at + 1),
        f32::from(page.elements[block].tag as u8),
        f32::from(page.elements[passage.within].tag as u8),
        flag(page.around(passage.within).any(|(_, element)| element.is_hidden)),
    ];
    // How many elements out the nearest of each tag and each purpose stands; those nearer overwrite those farther.
    let mut tags = [(FAR + 2) as f32; AROUND.len()];
    let mut purposes = [(FAR + 2) as f32; GROUPS.len()];
    let around: Vec<&Element> =
        page.around(passage.within).map(|(_, element)| element).take(FAR).collect();
    for (distance, element) in around.iter().enumerate().rev() {
        if let Some(known) = AROUND.iter().position(|tag| *tag == element.tag) {
            tags[known] = distance as f32;
        }
        let mut names = element.names;
        while names != 0 {
            purposes[names.trailing_zeros() as usize] = distance as f32;
            names &= names - 1;
        }
    }
    all.extend(tags);
    all.extend(purposes);
    all
}
