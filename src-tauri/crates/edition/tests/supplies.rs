//! What holds for every supply, the worst included: always pages, every story once, nothing on another.
//!
//! `BROADSHEET_SUPPLIES=5000 cargo test --release -p edition --test supplies` tries as many as it says.

mod days;
mod judge;

use days::{Kind, day, text};
use edition::{
    Galleys, Made, Paper, Sheet,
    page::{Line, Page},
};
use judge::{collisions, headless, told};
use model::{Block, Figure, Span, Story, plain_text};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Random supplies that are tried where nothing else is said.
const USUAL: u32 = 24;

/// What is wrong with a story.
#[derive(Clone, Copy, Debug)]
enum Bad {
    Nothing,
    LongHeadline,
    NoHeadline,
    LongWord,
    LongStory,
    NoText,
    SmallPicture,
    NarrowPicture,
    FlatPicture,
    MissingGlyphs,
    Controls,
    Capitals,
    Emoji,
    BothDirections,
    Headings,
}

const ALL: [Bad; 15] = [
    Bad::Nothing,
    Bad::LongHeadline,
    Bad::NoHeadline,
    Bad::LongWord,
    Bad::LongStory,
    Bad::NoText,
    Bad::SmallPicture,
    Bad::NarrowPicture,
    Bad::FlatPicture,
    Bad::MissingGlyphs,
    Bad::Controls,
    Bad::Capitals,
    Bad::Emoji,
    Bad::BothDirections,
    Bad::Headings,
];

impl Bad {
    fn spoil(self, story: &mut Story) {
        let reading = &mut story.reading;
        let picture = |width, height| {
            let photo = Some("0".repeat(64));
            let cutline = "The lake at dusk.".to_owned();
            Figure { photo, cutline, width: Some(width), height: Some(height), ..Figure::default() }
        };
        let mut say = |words: &str| reading.body.insert(0, Block::paragraph(words));
        match self {
            Self::Nothing => {}
            Self::LongHeadline => reading.headline = "Snow Shuts the Pass ".repeat(15),
            Self::NoHeadline => reading.headline.clear(),
            Self::LongWord => {
                say(&"w".repeat(200));
                reading.headline = "W".repeat(200);
            }
            Self::LongStory => {
                let words = "The ferry ran aground twice before noon. ".repeat(25);
                (0..30).for_each(|_| say(words.trim()));
            }
            Self::NoText => reading.body.clear(),
            Self::SmallPicture => reading.lead = Some(picture(1, 1)),
            Self::NarrowPicture => reading.lead = Some(picture(150, 3000)),
            Self::FlatPicture => reading.lead = Some(picture(3000, 150)),
            Self::MissingGlyphs => {
                say("The sign read \u{13000}\u{12000}\u{10380} and 漢字 and \u{e123}.");
                reading.headline.push_str(" \u{13000}");
            }
            Self::Controls => {
                say(
                    "A\u{0}b\u{7}c\u{1b}[31m \u{200b}\u{202e}\u{feff}\u{ad}d\r\ne\u{85}f\u{2028}g\th.",
                );
                reading.headline.push_str("\u{0}\n\u{202e}");
            }
            Self::Capitals => {
                reading.headline = reading.headline.to_uppercase();
                say(&"NOBODY KNEW OF IT UNTIL THE MINUTES WERE READ. ".repeat(9));
            }
            Self::Emoji => {
                say("Rain ☔ and 👩‍👩‍👧‍👦 and 🇮🇳 ❤️‍🔥.");
                reading.headline.push_str(" 🎉");
            }
            Self::BothDirections => {
                say("He said «جھیل کا پانی بہت نیچے ہے» 12 times, in हिन्दी too.");
                reading.deck = "جھیل and lake".to_owned();
            }
            Self::Headings => {
                let heading = |number: usize| {
                    let words = format!("{number}. Why the ferry is late").repeat(1 + number % 9);
                    Block::Heading { level: 2, spans: vec![Span::plain(words)] }
                };
                reading.body.splice(1..1, (0..12).map(heading));
            }
        }
        story.text = plain_text(&story.reading.body);
    }
}

/// A paper with something wrong in some of its stories.
fn spoilt(kind: Kind, seed: u64, bad: &[Bad]) -> Paper {
    let mut paper = day(kind, seed, &mut |random| text(kind, random));
    for (placed, bad) in paper.stories.iter_mut().zip(bad) {
        bad.spoil(&mut placed.story);
    }
    paper
}

/// Makes a paper up and looks at everything that no supply may break.
fn assert_whole(paper: &Paper, sheet: Sheet, percent: i32) -> Made {
    let made = Galleys::new(paper.clone()).make_up_with_report(sheet, percent);
    let stories: Vec<Story> = paper.stories.iter().map(|placed| placed.story.clone()).collect();
    let report = &made.report;
    assert_eq!(report.stories.given, stories.len());
    assert_eq!(report.stories.missing, Vec::<String>::new());
    assert_eq!(report.jumps.unmatched, 0);
    let told = told(&made.edition, &stories);
    assert_eq!(told.doubled, Vec::<String>::new(), "printed twice");
    // A letter that cannot be seen has no line.
    let all_seen = |id: &String| {
        let story = stories.iter().find(|story| story.id == *id);
        story.is_some_and(|story| !story.text.contains(char::is_control))
    };
    assert_eq!(told.missing.into_iter().filter(all_seen).collect::<Vec<_>>(), Vec::<String>::new());
    assert_eq!(headless(&made.edition, &stories), Vec::<String>::new(), "without headline");
    for (page, drawn) in report.pages.iter().zip(&made.edition.pages) {
        let faults = (page.overlaps, page.overflows, page.off_grid);
        assert_eq!(faults, (0, 0, 0), "overlaps, overflows, off grid: {page:?}");
        assert_eq!(collisions(drawn), Vec::<[String; 2]>::new(), "page {}", page.number);
    }
    made
}

fn sheet() -> impl Strategy<Value = Sheet> {
    prop_oneof![
        Just(Sheet::Broadsheet),
        Just(Sheet::Tabloid),
        Just(Sheet::A4),
        Just(Sheet::Letter),
        Just(Sheet::Eink),
        Just(Sheet::Screen { width: 1440, height: 788 }),
        (200..2600, 200..1500).prop_map(|(width, height)| Sheet::Screen { width, height }),
    ]
}

fn kind() -> impl Strategy<Value = Kind> {
    let language = prop::sample::select(vec!["en", "en", "ur", "hi"]);
    let stories = prop_oneof![4 => 0_usize..16, 1 => 16_usize..50];
    (language, stories, 0_u32..=100, 0_usize..300, 1_usize..900).prop_map(
        |(language, stories, pictures, least, more)| Kind {
            language,
            stories,
            pictures,
            words: (least, least + more),
        },
    )
}

#[test]
fn no_supply_loses_a_story_or_lays_words_on_others() {
    let told = std::env::var("BROADSHEET_SUPPLIES").ok();
    let cases = told.and_then(|count| count.parse().ok()).unwrap_or(USUAL);
    let bad = prop::collection::vec(prop::sample::select(ALL.to_vec()), 0..8);
    let supply =
        (kind(), 0_u64..1_000_000, bad, sheet(), prop_oneof![3 => Just(100), 1 => 80..200]);
    let config =
        Config { cases, max_shrink_iters: 200, failure_persistence: None, ..Config::default() };
    let checked = TestRunner::new_with_rng(config, rng()).run(
        &supply,
        |(kind, seed, bad, sheet, percent)| {
            assert_whole(&spoilt(kind, seed, &bad), sheet, percent);
            Ok(())
        },
    );
    if let Err(error) = checked {
        panic!("{error}");
    }
}

/// The same supplies every time: a failure can be seen again.
fn rng() -> proptest::test_runner::TestRng {
    proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha)
}

#[test]
fn each_bad_story_alone_and_among_others_is_printed() {
    for bad in ALL {
        for stories in [1, 6] {
            let kind = Kind { stories, ..Kind::usual("en") };
            let paper = spoilt(kind, 7, &[bad]);
            for sheet in [Sheet::Broadsheet, Sheet::Screen { width: 1024, height: 588 }] {
                let made = assert_whole(&paper, sheet, 100);
                assert!(!made.edition.pages.is_empty(), "{bad:?}");
            }
        }
    }
}

#[test]
fn letters_without_a_face_are_told() {
    let kind = Kind { stories: 2, ..Kind::usual("en") };
    let missing = |bad: Bad| {
        let paper = spoilt(kind, 7, &[bad]);
        assert_whole(&paper, Sheet::A4, 100).report.missing_glyphs
    };
    assert_eq!(missing(Bad::Nothing), 0);
    assert!(missing(Bad::MissingGlyphs) > 0);
}

#[test]
fn five_hundred_stories_and_a_very_long_one_are_printed() {
    let many = Kind { stories: 500, words: (20, 60), ..Kind::usual("en") };
    assert_whole(&spoilt(many, 1, &[]), Sheet::Broadsheet, 100);
    let long = Kind { stories: 2, words: (30_000, 30_001), ..Kind::usual("en") };
    assert_whole(&spoilt(long, 1, &[]), Sheet::Screen { width: 1440, height: 788 }, 100);
}

#[test]
fn a_bad_day_made_up_twice_is_the_same() {
    let paper = spoilt(Kind { stories: 14, ..Kind::usual("en") }, 3, &ALL);
    let hash = || Galleys::new(paper.clone()).make_up_with_report(Sheet::A4, 100).report.hash;
    assert_eq!(hash(), hash());
}

#[test]
fn a_reference_takes_as_many_rows_as_were_counted() {
    let kind = Kind { language: "en", stories: 21, pictures: 28, words: (159, 613) };
    assert_whole(&spoilt(kind, 215_894, &[]), Sheet::Eink, 100);
}

#[test]
fn the_headline_of_a_brief_that_two_legs_share_is_set_once() {
    let kind = Kind { language: "ur", stories: 13, pictures: 28, words: (238, 555) };
    let bad = [Bad::Nothing, Bad::NarrowPicture, Bad::LongWord];
    assert_whole(&spoilt(kind, 126_955, &bad), Sheet::Broadsheet, 100);
}

#[test]
fn a_headline_that_would_fill_a_page_is_set_smaller() {
    let small = Sheet::Screen { width: 360, height: 640 };
    for stories in [1, 6] {
        let paper = spoilt(Kind { stories, ..Kind::usual("en") }, 7, &[Bad::LongWord]);
        assert_whole(&paper, small, 200);
    }
}

#[test]
fn a_long_deck_is_set_smaller_or_told() {
    let decks = |words: usize| {
        let mut paper = spoilt(Kind { stories: 1, pictures: 0, ..Kind::usual("en") }, 7, &[]);
        paper.stories[0].story.reading.deck = "The ferry ran aground twice ".repeat(words);
        assert_whole(&paper, Sheet::Screen { width: 1440, height: 788 }, 100)
    };
    let size = |made: &Made| {
        let modules = made.edition.pages.iter().flat_map(|page| &page.modules);
        modules.flat_map(|module| &module.deck).map(|line| line.glyphs[0].size).min()
    };
    let [short, longer, endless] = [2, 13, 60].map(decks);
    assert!(size(&short) > size(&longer) && size(&longer).is_some(), "{:?}", size(&longer));
    assert_eq!(size(&endless), None);
    let untold = |made: &Made| made.report.stories.without_deck.len();
    assert_eq!([&short, &longer, &endless].map(untold), [0, 0, 1]);
}

#[test]
fn the_imprint_of_a_narrow_column_says_the_day() {
    // One column of 180 px.
    let sheet = Sheet::Screen { width: 220, height: 640 };
    let made = assert_whole(&spoilt(Kind { stories: 3, ..Kind::usual("en") }, 7, &[]), sheet, 100);
    let said: String = made.edition.pages.iter().flat_map(Page::lines).map(Line::text).collect();
    assert!(said.contains("24 November"), "{said}");
}

#[test]
fn the_words_of_a_folio_do_not_touch() {
    for width in [240, 360, 520] {
        let sheet = Sheet::Screen { width, height: 640 };
        let made = assert_whole(&spoilt(Kind::usual("en"), 7, &[]), sheet, 100);
        for page in &made.edition.pages[1..] {
            let mut folio: Vec<_> = page.furniture.iter().filter(|line| line.y < 36 * 64).collect();
            folio.sort_by_key(|line| line.x);
            let gaps = folio.windows(2).map(|pair| pair[1].x - pair[0].x - pair[0].width);
            assert!(gaps.min() >= Some(5 * 64), "{width}: {folio:?}");
        }
    }
}
