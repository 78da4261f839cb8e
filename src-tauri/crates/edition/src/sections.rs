//! Sections: how a day is cut into the parts of a paper, and which of them begin under a plate.

use makeup::{format::Format, supply::Element};
use model::{Kind, Story};

use crate::{copy::Copy, paper::Paper};

/// Stories with which a section has pages of its own.
const GROUP: usize = 5;

/// How a section speaks, which its headlines and its plate show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// What happened.
    News,
    /// What somebody thinks of it.
    Opinion,
    /// Who won.
    Sports,
    /// What will be as true tomorrow.
    Feature,
}

/// For each story its group, and the groups that begin under a plate.
pub(crate) struct Cut {
    pub(crate) groups: Vec<u16>,
    pub(crate) openers: Vec<u16>,
    /// Those of them that are opinion.
    pub(crate) quiet: Vec<u16>,
}

/// The section at the root of a story's own, by which pages are named.
pub(crate) fn root<'a>(paper: &'a Paper, copy: &'a Copy) -> &'a str {
    let own = copy.story.reading.section.first().map(String::as_str);
    let listed = paper.sections.get(copy.section).map(String::as_str);
    own.or(listed).unwrap_or_default()
}

/// Words in the names of sections, and how the stories in them speak; a plural counts, too.
const NAMED: [(Voice, &[&str]); 3] = [
    (
        Voice::Opinion,
        &[
            "opinion",
            "editorial",
            "column",
            "comment",
            "letter",
            "view",
            "perspective",
            "رائے",
            "اداریہ",
            "विचार",
        ],
    ),
    (Voice::Sports, &["sport", "کھیل", "खेल"]),
    (
        Voice::Feature,
        &["feature", "magazine", "culture", "book", "art", "weekend", "essay", "profile", "travel"],
    ),
];

/// What a word in a section's name says of the stories in it.
fn said_by(word: &str) -> Option<Voice> {
    let is = |known: &&str| word == *known || word.strip_suffix('s') == Some(known);
    NAMED.iter().find(|(_, words)| words.iter().any(|known| is(&known))).map(|(voice, _)| *voice)
}

fn words(name: &str) -> impl Iterator<Item = String> {
    let parts = name.split(|letter: char| !letter.is_alphanumeric() && letter.is_ascii());
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// How a story speaks: by the first word of its section, by its kind, and a feature by any word.
pub(crate) fn voice(story: &Story) -> Voice {
    if story.reading.kind == Kind::Cartoon {
        return Voice::Opinion;
    }
    let names = &story.reading.section;
    let first = names.first().and_then(|name| words(name).next());
    let of_section = first.and_then(|word| said_by(&word));
    let mut all = names.iter().flat_map(|name| words(name));
    let mut is_feature = || all.any(|word| said_by(&word) == Some(Voice::Feature));
    of_section.or_else(|| is_feature().then_some(Voice::Feature)).unwrap_or(Voice::News)
}

/// Whether a story is what readers wrote.
pub(crate) fn is_letters(story: &Story) -> bool {
    let names = story.reading.section.iter().chain([&story.reading.headline]);
    names.flat_map(|name| words(name)).any(|word| word == "letters" || word == "letter")
}

/// Puts stories in the order of their pages: a drawing stands on the opinion page, after the paper's own voice.
pub(crate) fn in_order<'a>(paper: &Paper, mut copies: Vec<&'a Copy>) -> Vec<&'a Copy> {
    let mut roots: Vec<String> = Vec::new();
    for copy in &copies {
        let root = root(paper, copy);
        if !roots.iter().any(|other| other == root) {
            roots.push(root.to_owned());
        }
    }
    let is_opinion =
        |copy: &&Copy| copy.voice == Voice::Opinion && copy.story.reading.kind != Kind::Cartoon;
    let opinion = copies.iter().copied().find(is_opinion).map(|copy| root(paper, copy).to_owned());
    let place = |name: &str| roots.iter().position(|other| other == name);
    copies.sort_by_key(|copy| {
        let drawn = copy.story.reading.kind == Kind::Cartoon;
        let name = opinion.as_deref().filter(|_| drawn).unwrap_or(root(paper, copy));
        let own = Some(name) == opinion.as_deref();
        let rank = match (own, drawn, is_editorial(&copy.story)) {
            (true, _, true) => 0,
            (true, true, _) => 1,
            _ => 2,
        };
        (place(name), rank)
    });
    copies
}

fn is_editorial(story: &Story) -> bool {
    let names = ["editorial", "editorials", "leader", "اداریہ", "संपादकीय"];
    story.reading.section.iter().any(|name| names.contains(&name.trim().to_lowercase().as_str()))
}

/// Cuts a day into groups: small sections share pages, large ones begin under a plate.
pub(crate) fn cut(paper: &Paper, copies: &[&Copy], elements: &[&Element], format: &Format) -> Cut {
    let mut cut =
        Cut { groups: Vec::with_capacity(copies.len()), openers: Vec::new(), quiet: Vec::new() };
    let mut group: u16 = 0;
    let mut held = 0;
    let mut before = false;
    let mut at = 0;
    while at < copies.len() {
        let end = at + run(paper, &copies[at..]);
        let opens = at > 0 && fills_pages(&elements[at..end], copies[at].voice, format);
        if at > 0 && (opens || before || held >= GROUP) {
            (group, held) = (group + 1, 0);
        }
        if opens {
            cut.openers.push(group);
            cut.quiet.extend((copies[at].voice == Voice::Opinion).then_some(group));
        }
        before = opens;
        held += end - at;
        cut.groups.extend((at..end).map(|_| group));
        at = end;
    }
    cut
}

/// Stories from the first that are of one section; a drawing goes with the opinion before it.
fn run(paper: &Paper, copies: &[&Copy]) -> usize {
    let Some(first) = copies.first() else { return 0 };
    let name = root(paper, first);
    let same = |copy: &&&Copy| {
        let drawn = copy.story.reading.kind == Kind::Cartoon && first.voice == Voice::Opinion;
        drawn || root(paper, copy) == name
    };
    copies.iter().take_while(same).count().max(1)
}

/// Whether a section has enough for a plate: two pages, and one of opinion.
fn fills_pages(elements: &[&Element], voice: Voice, format: &Format) -> bool {
    let page = format.columns * format.rows[1];
    let room = |element: &&Element| {
        let picture = if element.pictures.is_empty() { 0 } else { page / 8 };
        element.lines() * 6 / 5 + picture
    };
    let room: usize = elements.iter().map(room).sum();
    room >= if voice == Voice::Opinion { page } else { 2 * page }
}
