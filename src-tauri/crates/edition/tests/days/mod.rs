//! Generated days: a paper of invented stories for tests, measurements and the gallery.

mod words;

use std::collections::BTreeMap;

use edition::{Extent, Paper, Placed};
use fastrand::Rng;
use jiff::civil::date;
use model::{Block, Figure, Reading, Story, plain_text};

pub(crate) use words::text;

const SECTIONS: [&str; 6] = ["Nation", "World", "City", "Business", "Sports", "Opinion"];
/// The section of a story, drawn at random: the first ones have more.
const SHARES: [usize; 11] = [0, 0, 0, 1, 1, 2, 2, 3, 4, 4, 5];
/// Widths of pictures in hundredths of their height.
const SHAPES: [u32; 9] = [150, 150, 133, 178, 178, 75, 100, 67, 210];

/// What a day is like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    /// BCP 47.
    pub(crate) language: &'static str,
    /// Stories.
    pub(crate) stories: usize,
    /// Share of stories with a picture, in percent.
    pub(crate) pictures: u32,
    /// Words of a story: the least, and the most.
    pub(crate) words: (usize, usize),
}

/// Headline and body of a story.
pub(crate) struct Text {
    pub(crate) headline: String,
    pub(crate) deck: String,
    pub(crate) body: Vec<Block>,
}

impl Kind {
    /// Eighty stories of 35,000 words together, most of them with a picture.
    pub(crate) fn usual(language: &'static str) -> Self {
        Self { language, stories: 80, pictures: 60, words: (90, 780) }
    }
}

/// A day whose stories `tell` tells; the same seed gives the same one.
pub(crate) fn day(kind: Kind, seed: u64, tell: &mut dyn FnMut(&mut Rng) -> Text) -> Paper {
    let mut random = Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut sections: Vec<usize> =
        (0..kind.stories).map(|_| SHARES[random.usize(0..SHARES.len())]).collect();
    sections.sort_unstable();
    let mut stories: Vec<Placed> = Vec::with_capacity(kind.stories);
    for (number, section) in sections.into_iter().enumerate() {
        let text = tell(&mut random);
        let story = story(kind, (seed, number, section), text, &mut random);
        stories.push(Placed::new(section, story));
    }
    Paper {
        title: "The Valley Courier".to_owned(),
        day: date(2026, 11, 24),
        language: kind.language.to_owned(),
        sections: SECTIONS.map(str::to_owned).to_vec(),
        stories,
        extent: Extent::Whole,
        interest: BTreeMap::new(),
    }
}

fn story(
    kind: Kind,
    (seed, number, section): (u64, usize, usize),
    text: Text,
    random: &mut Rng,
) -> Story {
    let mut body = text.body;
    let has_picture = random.u32(0..100) < kind.pictures;
    let lead = has_picture.then(|| figure(kind, random));
    if has_picture && random.u32(0..100) < 12 && body.len() > 4 {
        body.insert(body.len() / 2, Block::Figure(figure(kind, random)));
    }
    let agency = if random.u32(0..5) == 0 { "Wire" } else { "" };
    let plain = plain_text(&body);
    Story {
        id: format!("story-{seed}-{number}"),
        source: "courier".to_owned(),
        day: date(2026, 11, 24),
        revision: 1,
        captured: None,
        gone: false,
        reading: Reading {
            url: format!("https://courier.example/{seed}/{number}"),
            headline: text.headline,
            deck: if random.u32(0..5) < 3 { text.deck } else { String::new() },
            byline: words::NAMES[random.usize(0..words::NAMES.len())].to_owned(),
            agency: agency.to_owned(),
            section: vec![SECTIONS[section].to_owned()],
            language: kind.language.to_owned(),
            lead,
            body,
            ..Reading::default()
        },
        text: plain,
    }
}

/// A picture of which nothing but its size is known.
fn figure(kind: Kind, random: &mut Rng) -> Figure {
    let shape = SHAPES[random.usize(0..SHAPES.len())];
    let cutline = words::sentence(kind.language, random);
    Figure {
        photo: Some(format!("{:064x}", random.u64(..))),
        cutline,
        credit: "Valley Courier".to_owned(),
        width: Some(900 * shape / 100),
        height: Some(900),
        ..Figure::default()
    }
}
