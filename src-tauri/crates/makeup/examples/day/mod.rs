//! Generated days: supplies from the lengths of stories.

use makeup::{
    format::{BODY, CLASSES, Format, Script},
    supply::{Element, Filler, Paragraph, Picture, Supply, Variant, Wish},
};

/// A format by its name.
pub(crate) fn named(name: &str) -> Format {
    match name {
        "broadsheet" => Format::broadsheet(Script::Latin),
        "tabloid" => Format::tabloid(Script::Latin),
        "a4" => Format::a4(Script::Latin),
        "letter" => Format::letter(Script::Latin),
        "eink" => Format::eink(Script::Latin),
        "urdu" => Format::screen(1440, 788, BODY, Script::Nastaliq),
        "small" => Format::screen(1024, 588, BODY, Script::Latin),
        "large" => Format::screen(1440, 788, 2 * BODY, Script::Latin),
        _ => Format::screen(1440, 788, BODY, Script::Latin),
    }
}

/// The lengths of one story, in characters.
#[derive(Clone, Debug)]
pub(crate) struct Lengths {
    /// Words of the headline, in characters.
    pub(crate) title: Vec<usize>,
    /// Paragraphs.
    pub(crate) paragraphs: Vec<usize>,
}

/// What kind of day is generated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    /// Stories.
    pub(crate) stories: usize,
    /// Share of stories with a picture, in percent.
    pub(crate) pictures: u64,
    /// Headlines of at least so many characters.
    pub(crate) title: usize,
    /// Paragraphs are repeated so many times.
    pub(crate) repeat: usize,
}

impl Default for Kind {
    fn default() -> Self {
        Self { stories: 80, pictures: 60, title: 0, repeat: 1 }
    }
}

/// Stories whose lengths are invented, for where there are no texts.
pub(crate) fn invented() -> Vec<Lengths> {
    let mut random = fastrand::Rng::with_seed(1961);
    let story = |_| Lengths {
        title: (0..random.usize(4..11)).map(|_| random.usize(2..10)).collect(),
        paragraphs: (0..random.usize(4..22)).map(|_| random.usize(60..480)).collect(),
    };
    (0..600).map(story).collect()
}

/// A day of these stories as a supply for `format`.
pub(crate) fn day(format: &Format, all: &[Lengths], seed: u64, kind: Kind) -> Supply {
    let mut random = fastrand::Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut order = (0..all.len()).collect::<Vec<_>>();
    random.shuffle(&mut order);
    let mut elements = order
        .iter()
        .cycle()
        .take(kind.stories)
        .map(|at| element(format, &all[*at], kind, &mut random))
        .collect::<Vec<_>>();
    elements.sort_by_key(|element| (element.section, -element.score));
    let fillers = elements
        .iter()
        .enumerate()
        .map(|(at, element)| Filler {
            element: Some(at),
            section: element.section,
            rows: element.brief_head + random.u8(2..6),
        })
        .collect();
    let index_rows = if format.is_screen() { 6 } else { 11 };
    Supply { elements, fillers, index_rows, imprint_rows: 3, ..Supply::default() }
}

fn element(format: &Format, lengths: &Lengths, kind: Kind, random: &mut fastrand::Rng) -> Element {
    let screen = format.is_screen();
    let paragraphs = (0..kind.repeat)
        .flat_map(|_| &lengths.paragraphs)
        .map(|length| paragraph(format, *length))
        .collect::<Vec<_>>();
    let words = lengths.paragraphs.iter().sum::<usize>() / 6;
    let pictures = if random.u64(0..100) < kind.pictures {
        1 + usize::from(random.u64(0..100) < 12)
    } else {
        0
    };
    let shapes = [150, 150, 133, 178, 178, 75, 100, 67, 210];
    let pictures = (0..pictures)
        .map(|_| Picture {
            width: shapes[random.usize(0..shapes.len())],
            height: 100,
            kept: 66,
            cutlines: vec![2, 1],
        })
        .collect::<Vec<_>>();
    let mut title = lengths.title.clone();
    while title.iter().sum::<usize>() + title.len() < kind.title {
        title.push(random.usize(2..10));
    }
    let section = [0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 5][random.usize(0..11)];
    // 0.8 ln words + 0.5 a picture + noise up to 1.2, in hundredths; without floating point, so that the
    // golden pages are the same everywhere.
    let words = words.clamp(1, 900) as i32;
    let doublings = words.ilog2() as i32;
    let logarithm = 100 * doublings + 100 * (words - (1 << doublings)) / (1 << doublings);
    let score = logarithm * 55 / 100 + 50 * pictures.len() as i32 + random.i32(0..120);
    let deck = random.usize(40..95);
    let decks = (1..=format.columns).map(|columns| {
        let width = format.span(columns) as usize * if screen { 1 } else { 2 };
        let fits = columns > 1 && deck * 42 * format.body as usize * 115 / 10_000 <= width;
        if fits { if screen { 2 } else { 4 } } else { 0 }
    });
    Element {
        section,
        score,
        wish: Wish::None,
        heads: (1..=format.columns).map(|columns| heads(format, &title, columns)).collect(),
        decks: if deck > 45 { decks.collect() } else { Vec::new() },
        slug: 0,
        byline: if screen { 1 } else { 2 },
        pictures,
        quotation: if random.u64(0..100) < 75 { 6 } else { 0 },
        rest_quotation: if random.u64(0..100) < 75 { 6 } else { 0 },
        brief_head: if title.len() > 5 { 2 } else { 1 },
        paragraphs,
        wide: Vec::new(),
    }
}

/// Lines at the format's measure, and the variants that a breaker would keep.
fn paragraph(format: &Format, length: usize) -> Paragraph {
    let line = (format.column as usize * 1_000 / (419 * format.body as usize)).max(8) * 100;
    let fine = format.column as usize * 100_000 / (419 * format.body as usize);
    let line = fine.max(line.min(800)) * 99 / 100;
    let length = (length + 2) * 100;
    let lines = length.div_ceil(line).max(1);
    let last = (length - (lines - 1) * line) * 100 / line;
    let mut variants = vec![Variant { lines: lines as u16, cost: 0, keep: 0 }];
    if lines >= 3 && last > 58 {
        let cost = ((100 - last) * 6 / lines) as i32;
        variants.push(Variant { lines: lines as u16 + 1, cost: cost.min(100), keep: 0 });
    }
    if lines >= 5 && last < 8 {
        variants.push(Variant { lines: lines as u16 - 1, cost: 40, keep: 0 });
    }
    Paragraph { variants, ..Paragraph::default() }
}

/// Lines of a headline in each class; 41 % of an em is a mean character.
fn heads(format: &Format, title: &[usize], columns: usize) -> [u8; CLASSES] {
    let mut heads = [0; CLASSES];
    for (class, head) in heads.iter_mut().enumerate() {
        let line = (format.span(columns) * 100 / (41 * format.classes[class])).max(1) as usize;
        let (mut lines, mut free) = (1, line);
        let mut fits = true;
        for word in title {
            fits &= *word <= line;
            if *word > free {
                lines += 1;
                free = line;
            }
            free = free.saturating_sub(word + 1);
        }
        let most = if columns == 1 { 4 } else { 3 };
        if fits && lines <= most {
            *head = lines;
        }
    }
    heads
}
