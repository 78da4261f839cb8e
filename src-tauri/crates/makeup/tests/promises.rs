//! What holds for every supply: nothing is lost, nothing overlaps, nothing panics, nothing varies.

#[path = "../examples/day/mod.rs"]
mod day;

use day::{Kind, day, invented, named};
use makeup::{
    format::{BODY, CLASSES, Format, Script, Top, UNIT},
    plan::{Edition, Page, PageKind},
    quality::{faults, of_edition},
    stone::Stone,
    supply::{Element, Filler, Gallery, Paragraph, Picture, Supply, Variant, Wish},
};
use proptest::prelude::*;

fn edition(format: &Format, supply: &Supply) -> Edition {
    Stone::new(format, supply).edition()
}

fn paragraph() -> impl Strategy<Value = Paragraph> {
    let variants = prop::collection::vec((1_u16..40, 0_i32..500), 0..5);
    let kept = prop_oneof![8 => Just((0, 0)), 1 => (1_u8..4, Just(0)), 1 => (Just(0), 2_u8..7)];
    let joined = prop::bool::weighted(0.1);
    (variants, kept, joined).prop_map(|(variants, (head, keep), joined)| Paragraph {
        variants: variants.into_iter().map(|(lines, cost)| Variant { lines, cost, keep }).collect(),
        head,
        air: head.min(1),
        joined,
    })
}

fn picture() -> impl Strategy<Value = Picture> {
    let sides = prop_oneof![
        (100..3_000, 100..3_000),
        Just((1, 1)),
        Just((1, 20)),
        Just((20, 1)),
        (0..2, 0..2),
    ];
    (sides, 0..120, prop::collection::vec(0_u8..5, 0..3))
        .prop_map(|((width, height), kept, cutlines)| Picture { width, height, kept, cutlines })
}

fn element() -> impl Strategy<Value = Element> {
    let wish = prop_oneof![4 => Just(Wish::None), 1 => Just(Wish::Front), 1 => Just(Wish::Mute)];
    let text = (prop::collection::vec(paragraph(), 0..14), 0_u16..4, 0..900, wish);
    let head = prop::collection::vec(prop::array::uniform7(0_u8..5), 0..8);
    let rest = (
        head,
        prop::collection::vec(0_u8..5, 0..8),
        0_u8..4,
        prop::collection::vec(picture(), 0..3),
        0_u8..9,
        0_u8..4,
    );
    (text, rest).prop_map(|(text, rest)| {
        let (paragraphs, section, score, wish) = text;
        // Every second one may be set wide: half as many lines.
        let half = |it: &Variant| Variant { lines: it.lines.div_ceil(2), ..*it };
        let wider = |it: &Paragraph| Paragraph {
            variants: it.variants.iter().map(half).collect(),
            ..it.clone()
        };
        let wide: Vec<_> = paragraphs.iter().filter(|_| score % 2 == 0).map(wider).collect();
        let (heads, decks, byline, pictures, quotation, brief_head) = rest;
        Element {
            section,
            score,
            wish,
            paragraphs,
            wide,
            heads,
            decks,
            slug: 0,
            byline,
            pictures,
            quotation,
            rest_quotation: quotation,
            brief_head,
        }
    })
}

fn supply(most: usize) -> impl Strategy<Value = Supply> {
    let fillers = prop::collection::vec((0_u16..4, 0_u8..12), 0..30);
    let openers = prop::collection::vec(0_u16..4, 0..3);
    let galleries =
        prop::collection::vec((0_u16..4, prop::collection::vec(picture(), 0..10)), 0..2);
    let rest = (0_usize..15, openers, galleries);
    (prop::collection::vec(element(), 0..most), fillers, rest).prop_map(
        |(elements, fillers, (index_rows, openers, galleries))| Supply {
            elements,
            fillers: fillers
                .into_iter()
                .map(|(section, rows)| Filler { element: None, section, rows })
                .collect(),
            index_rows,
            imprint_rows: 3,
            plates: vec![(0, 0), (5, 8), (6, 9)],
            quiet: openers.clone(),
            openers,
            galleries: galleries
                .into_iter()
                .map(|(section, pictures)| Gallery { section, pictures, head: 5, foot: 9 })
                .collect(),
        },
    )
}

fn format() -> impl Strategy<Value = Format> {
    let screen = (300..2_600, 240..1_500, 12..40, any::<bool>()).prop_map(|(w, h, body, urdu)| {
        let script = if urdu { Script::Nastaliq } else { Script::Latin };
        Format::screen(w, h, body * UNIT, script)
    });
    let print = prop::sample::select(vec!["tabloid", "a4", "letter", "eink", "urdu"]);
    prop_oneof![2 => screen, 1 => print.prop_map(named)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn every_supply_becomes_an_edition_without_a_fault(format in format(), supply in supply(18)) {
        let edition = edition(&format, &supply);
        prop_assert_eq!(faults(&edition, &supply), vec![]);
        prop_assert_eq!(of_edition(&edition, &supply).len(), edition.pages.len());
    }
}

/// A few hundred in the usual run; as many as `MAKEUP_CASES` says in the long one.
fn cases() -> u32 {
    std::env::var("MAKEUP_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(200)
}

#[test]
fn the_same_supply_gives_the_same_pages() {
    let format = named("window");
    let supply = day(&format, &invented(), 7, Kind { stories: 30, ..Kind::default() });
    assert_eq!(edition(&format, &supply), edition(&format, &supply));
}

#[test]
fn days_of_every_size_are_whole() {
    let format = named("window");
    for stories in [0, 1, 2, 3, 12, 13, 80] {
        let supply = day(&format, &invented(), 11, Kind { stories, ..Kind::default() });
        let edition = edition(&format, &supply);
        assert_eq!(faults(&edition, &supply), [], "{stories} stories");
        assert_eq!(edition.pages.is_empty(), stories == 0);
    }
}

#[test]
fn a_usual_day_has_no_tombstone_and_no_headline_against_rank() {
    for name in ["window", "tabloid"] {
        let format = named(name);
        let supply = day(&format, &invented(), 3, Kind { stories: 40, ..Kind::default() });
        let edition = edition(&format, &supply);
        let pages = of_edition(&edition, &supply);
        // The last page may end with an imprint.
        let full = &pages[..pages.len() - 1];
        let white = full.iter().filter(|page| page.white > 0).count();
        assert!(white * 10 <= pages.len(), "{name}: {white} of {} pages have white", pages.len());
        for (number, page) in pages.iter().enumerate() {
            let faults = page.tombstones + page.growing + page.against_rank + page.widows;
            assert_eq!(faults, 0, "{name} page {}: {page:?}", number + 1);
        }
    }
}

#[test]
fn the_last_pages_of_a_printed_day_share_what_is_left() {
    let format = named("broadsheet");
    let mut thin = Vec::new();
    for seed in 0..8 {
        let stories = 24 + 4 * usize::try_from(seed).unwrap();
        let supply = day(&format, &invented(), seed, Kind { stories, ..Kind::default() });
        let pages = of_edition(&edition(&format, &supply), &supply);
        thin.extend(
            pages.iter().filter(|page| page.white_blocks > 0).map(|page| (seed, page.white)),
        );
    }
    assert!(thin.len() <= 1, "white over three lines: {thin:?}");
}

#[test]
fn no_leg_is_more_than_a_row_shorter_than_another_and_hardly_a_first_line_stands_alone() {
    for name in ["window", "small", "large", "urdu", "eink", "broadsheet", "a4"] {
        let format = named(name);
        let supply = day(&format, &invented(), 13, Kind { stories: 24, ..Kind::default() });
        let edition = edition(&format, &supply);
        let pages = of_edition(&edition, &supply);
        let orphans = pages.iter().map(|page| page.orphans).sum::<usize>();
        assert!(orphans <= 1, "{name}: {orphans} on {} pages", pages.len());
        for page in &pages {
            assert!(page.legs_differ <= 1, "{name}: {page:?}");
        }
    }
}

#[test]
fn a_paper_that_one_page_holds_is_one_page() {
    for name in ["broadsheet", "tabloid", "a4", "window"] {
        let format = named(name);
        let mut supply = day(&format, &invented(), 4, Kind { stories: 1, ..Kind::default() });
        let variants = vec![Variant { lines: 7, cost: 0, keep: 0 }];
        supply.elements[0].paragraphs = vec![Paragraph { variants, ..Paragraph::default() }; 7];
        let edition = edition(&format, &supply);
        assert_eq!(edition.pages.len(), 1, "{name}");
        assert!(edition.pages[0].modules.iter().all(|module| module.jump.is_none()), "{name}");
    }
}

#[test]
fn a_page_can_begin_anywhere() {
    let format = named("window");
    let supply = day(&format, &invented(), 5, Kind { stories: 20, ..Kind::default() });
    for element in 0..supply.elements.len() {
        let page = Stone::new(&format, &supply).page_from(element).unwrap();
        let has = page.modules.iter().flat_map(|module| &module.legs).flat_map(|leg| &leg.runs);
        assert!(has.clone().any(|run| run.element == element), "element {element}");
    }
    assert!(Stone::new(&format, &supply).page_from(99).is_none());
}

#[test]
fn a_story_of_thousands_of_lines_goes_over_many_pages() {
    let format = Format::screen(1440, 788, BODY, Script::Latin);
    let mut supply = day(&format, &invented(), 5, Kind { stories: 3, ..Kind::default() });
    let variants = vec![Variant { lines: 9, cost: 0, keep: 0 }];
    let long = Paragraph { variants, ..Paragraph::default() };
    supply.elements[0].paragraphs = vec![long; 450];
    supply.elements[0].heads = vec![[3; CLASSES]; 5];
    let edition = edition(&format, &supply);
    assert_eq!(faults(&edition, &supply), []);
    assert!(edition.pages.len() > 24);
}

#[test]
fn a_pinned_story_leads_the_front_and_a_muted_one_is_not_on_it() {
    let format = named("window");
    let mut supply = day(&format, &invented(), 9, Kind { stories: 20, ..Kind::default() });
    supply.elements[13].wish = Wish::Front;
    let best = (0..20).max_by_key(|at| supply.elements[*at].score).unwrap();
    supply.elements[best].wish = Wish::Mute;
    let front = &edition(&format, &supply).pages[0];
    assert_eq!(front.modules[0].element, Some(13));
    assert!(front.modules.iter().all(|module| module.element != Some(best)));
}

/// FNV-1a over the plan as JSON: the same on every system, or something that decides is not an integer.
fn hash(edition: &Edition) -> String {
    let text = serde_json::to_string(edition).expect("a plan is plain data");
    let hash = text.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    format!("{} pages, {hash:016x}", edition.pages.len())
}

#[test]
fn the_plans_of_two_days_are_the_same_on_every_system() {
    let plan = |name: &str, stories| {
        let format = named(name);
        let supply = day(&format, &invented(), 2, Kind { stories, ..Kind::default() });
        hash(&edition(&format, &supply))
    };
    insta::assert_snapshot!("hashes", [plan("window", 40), plan("broadsheet", 12)].join("\n"));
}

#[test]
fn a_plan_survives_being_written_and_read() {
    let format = named("a4");
    let supply = day(&format, &invented(), 8, Kind { stories: 6, ..Kind::default() });
    let edition = edition(&format, &supply);
    let text = serde_json::to_string(&edition).unwrap();
    assert_eq!(serde_json::from_str::<Edition>(&text).unwrap(), edition);
}

#[test]
fn the_plan_of_a_small_day_stays_as_it_is() {
    let format = named("window");
    let supply = day(&format, &invented(), 21, Kind { stories: 4, ..Kind::default() });
    let text = edition(&format, &supply)
        .pages
        .iter()
        .map(|page| {
            let modules = page.modules.iter().map(|module| {
                let rect = module.rect;
                let class = module.head.map(|head| head.class);
                format!(
                    "\n  {:?} {:?} at {},{} {}x{} class {class:?} picture {:?} jump {:?} lines {}",
                    module.kind,
                    module.element,
                    rect.column,
                    rect.row,
                    rect.columns,
                    rect.rows,
                    module.picture.map(|place| (place.rect.columns, place.rect.rows)),
                    module.jump.map(|jump| jump.to_page),
                    module.lines(),
                )
            });
            format!("{} {:?}{}\n", page.number, page.kind, modules.collect::<String>())
        })
        .collect::<String>();
    insta::assert_snapshot!(text);
}

#[test]
fn a_section_with_a_plate_begins_under_it_and_a_gallery_ends_the_paper() {
    let format = named("window");
    let mut supply = day(&format, &invented(), 9, Kind { stories: 40, ..Kind::default() });
    supply.openers = vec![5];
    let picture = Picture { width: 3, height: 2, kept: 66, cutlines: vec![1] };
    supply.galleries = vec![Gallery { section: 5, pictures: vec![picture; 9], head: 4, foot: 5 }];
    let edition = edition(&format, &supply);
    assert_eq!(faults(&edition, &supply), []);
    let plates = edition.pages.iter().filter(|page| page.top == Top::Opener).collect::<Vec<_>>();
    assert_eq!(plates.len(), 1);
    let of_sports = |page: &&Page| {
        page.number > 1
            && page.modules.iter().any(|module| {
                module.element.is_some_and(|element| supply.elements[element].section == 5)
            })
    };
    assert_eq!(
        edition.pages.iter().find(of_sports).map(|page| page.number),
        Some(plates[0].number)
    );
    let pictures = edition.pages.iter().filter(|page| page.kind == PageKind::Pictures);
    assert_eq!(
        pictures.map(|page| page.number).collect::<Vec<_>>(),
        [edition.pages.len() - 1, edition.pages.len()]
    );
}
