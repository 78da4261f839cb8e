//! A described page is drawn as it says.

use std::collections::BTreeSet;

use edition::page::{Area, Glyphs, Ink, Line, Module, Page, Picture, Rule, Source};
use press::{Colours, Halftone, Pixels, png, svg};
use tiny_skia::Pixmap;
use typeset::Fonts;

const WHOLE: Area = Area { x: 0, y: 0, width: 10_000, height: 10_000 };

/// A page of 40 × 20 with a rule, a letter and a picture.
fn page() -> Page {
    let area = |x: i32, y: i32, width: i32, height: i32| Area {
        x: x * 64,
        y: y * 64,
        width: width * 64,
        height: height * 64,
    };
    let glyphs = Glyphs {
        face: "BroadsheetSans-Black".to_owned(),
        size: 64,
        ink: Ink::Accent,
        letters: "AB".to_owned(),
        starts: Vec::new(),
        ids: vec![40, 41],
        x: vec![0, 8 * 64],
        up: Vec::new(),
    };
    let line = Line {
        x: 64,
        y: 18 * 64,
        width: 16 * 64,
        source: Source::Page,
        kind: edition::page::Kind::default(),
        story: None,
        paragraph: 0,
        range: None,
        word_space: 0,
        letter_space: 0,
        to_page: None,
        hyphen: false,
        fragments: Vec::new(),
        glyphs: vec![glyphs],
    };
    let picture = Picture {
        photo: "a\"b".to_owned(),
        alt: "A & B".to_owned(),
        area: area(20, 4, 20, 16),
        crop: WHOLE,
        cutline: Vec::new(),
        tab: None,
    };
    let module: Module = serde_json::from_value(serde_json::json!({
        "kind": "story", "part": "lead", "area": area(0, 0, 40, 20), "headline": [], "legs": [],
        "pictures": [picture],
    }))
    .expect("a module");
    Page {
        number: 1,
        width: 40 * 64,
        height: 20 * 64,
        kind: serde_json::from_str("\"front\"").expect("a kind"),
        section: "Nation".to_owned(),
        furniture: vec![line],
        rules: vec![Rule { area: Area { height: 6, ..area(0, 2, 40, 0) }, ink: Ink::Ink }],
        modules: vec![module],
    }
}

fn drawn(photo: Option<&Pixels>) -> Pixmap {
    drawn_as(Halftone::None, photo)
}

fn drawn_as(halftone: Halftone, photo: Option<&Pixels>) -> Pixmap {
    let bytes = png(&page(), 1.0, halftone, &mut Fonts::new(), &|_, _| photo.cloned());
    let bytes = bytes.expect("a page");
    Pixmap::decode_png(&bytes).expect("a picture")
}

fn at(map: &Pixmap, x: u32, y: u32) -> [u8; 3] {
    let pixel = map.pixel(x, y).expect("a pixel");
    [pixel.red(), pixel.green(), pixel.blue()]
}

#[test]
fn a_picture_fills_its_place_and_a_thin_rule_is_seen() {
    let green = [0, 160, 0, 255].repeat(8 * 4);
    let map = drawn(Some(&Pixels { width: 8, height: 4, rgba: green }));
    assert_eq!((map.width(), map.height()), (40, 20));
    assert_eq!(at(&map, 30, 12), [0, 160, 0]);
    assert_eq!(at(&map, 5, 2), Colours::NEWSPRINT.of(Ink::Ink));
    let accent = Colours::NEWSPRINT.of(Ink::Accent);
    assert!((0..20).any(|x| (6..19).any(|y| at(&map, x, y) == accent)), "no letter");
}

#[test]
fn a_picture_that_is_not_held_leaves_a_tint() {
    assert_eq!(at(&drawn(None), 30, 12), Colours::NEWSPRINT.of(Ink::Hair));
}

#[test]
fn e_ink_shows_black_and_white_alone() {
    let green = [0, 160, 0, 255].repeat(8 * 4);
    let map = drawn_as(Halftone::Ink, Some(&Pixels { width: 8, height: 4, rgba: green }));
    let tones: BTreeSet<[u8; 3]> =
        (0..40 * 20).map(|pixel| at(&map, pixel % 40, pixel / 40)).collect();
    assert_eq!(tones, BTreeSet::from([[0; 3], [255; 3]]));
}

#[test]
fn an_svg_has_outlines_and_escapes_what_it_names() {
    let address = |hash: &str| Some(format!("photo/{hash}"));
    let text = svg(&page(), &Colours::NEWSPRINT, &mut Fonts::new(), &address);
    assert!(text.starts_with("<svg ") && text.ends_with("</svg>\n"));
    assert!(text.contains("href=\"photo/a&quot;b\"") && text.contains("<title>A &amp; B</title>"));
    assert!(text.matches("<path ").count() == 1);
}
