//! A day becomes pages on which everything stands in its place.

use edition::page::Page;
use edition::page::{Edition, Source};
use edition::{Extent, Galleys, Paper, Placed, Sheet, Spot, Wish};
use jiff::civil::date;
use model::{Block, Figure, Kind, Reading, Story, plain_text};

const WORDS: &str = "The lake was at its lowest in forty-three Novembers, and the ferry ran aground \
    twice before noon, which the ferrymen had foretold and the harbour office had not.";

fn story(number: usize, language: &str) -> Story {
    let paragraphs = 3 + number % 9;
    let words = if language == "ur" {
        "جھیل کا پانی بہت نیچے ہے اور کشتی دو بار رکی۔ "
    } else {
        WORDS
    };
    let body: Vec<Block> =
        (0..paragraphs).map(|_| Block::paragraph(words.repeat(1 + number % 3).trim())).collect();
    let text = plain_text(&body);
    let reading = Reading {
        url: format!("https://courier.example/{number}"),
        headline: format!("Ferry Number {number} Runs Aground in the Low Lake"),
        language: language.to_owned(),
        body,
        ..Reading::default()
    };
    Story {
        id: format!("story-{number}"),
        source: "courier".to_owned(),
        day: date(2026, 11, 24),
        revision: 1,
        captured: None,
        gone: false,
        reading,
        text,
    }
}

fn paper(languages: &[&str]) -> Paper {
    let placed = languages
        .iter()
        .enumerate()
        .map(|(number, language)| Placed::new(number / 4, story(number, language)));
    Paper {
        title: "The Courier".to_owned(),
        day: date(2026, 11, 24),
        language: "en".to_owned(),
        sections: vec!["Nation".into(), "World".into(), "Sports".into(), "Local".into()],
        stories: placed.collect(),
        interest: std::collections::BTreeMap::new(),
        extent: Extent::Whole,
    }
}

fn sheets() -> [Sheet; 3] {
    [Sheet::Broadsheet, Sheet::A4, Sheet::Screen { width: 1440, height: 788 }]
}

/// The text of a story as its lines have it, in order.
fn printed(edition: &Edition, id: &str) -> Vec<[u32; 2]> {
    let lines = edition.pages.iter().skip(1).flat_map(|page| page.lines());
    let own = lines.filter(|line| line.source == Source::Text && line.story.as_deref() == Some(id));
    own.filter_map(|line| line.range).collect()
}

#[test]
fn every_story_is_printed_and_nothing_lies_on_another() {
    for sheet in sheets() {
        let made = Galleys::new(paper(&["en"; 16])).make_up_with_report(sheet, 100);
        assert_eq!((made.report.stories.given, made.report.stories.placed), (16, 16));
        assert_eq!(made.report.jumps.unmatched, 0);
        for page in &made.report.pages {
            assert_eq!(
                (page.overlaps, page.overflows, page.off_grid),
                (0, 0, 0),
                "{sheet:?} {page:?}"
            );
        }
    }
}

#[test]
fn a_line_knows_where_its_words_stand_in_the_story() {
    let screen = Sheet::Screen { width: 1440, height: 788 };
    let made = Galleys::new(paper(&["en"; 16])).make_up_with_report(screen, 100);
    let mut whole = 0;
    for number in 0..16 {
        let story = story(number, "en");
        let ranges = printed(&made.edition, &story.id);
        let covered: u32 = ranges.iter().map(|[from, to]| to - from).sum();
        assert!(ranges.iter().all(|[_, to]| *to as usize <= story.text.len()));
        // A story that stands on the front alone has no line inside.
        whole += usize::from(covered as usize * 10 > story.text.len() * 9);
    }
    assert!(whole >= 12, "{whole}");
}

#[test]
fn the_same_day_gives_the_same_pages() {
    let screen = Sheet::Screen { width: 1024, height: 588 };
    let first = Galleys::new(paper(&["en"; 9])).make_up_with_report(screen, 100);
    let second = Galleys::new(paper(&["en"; 9])).make_up_with_report(screen, 100);
    assert_eq!(first.report.hash, second.report.hash);
}

#[test]
fn made_again_it_is_as_if_made_at_once() {
    let screen = Sheet::Screen { width: 1024, height: 588 };
    let mut galleys = Galleys::new(paper(&["en"; 9]));
    let large = galleys.make_up_with_report(screen, 150);
    let usual = galleys.make_up_with_report(screen, 100);
    let once = Galleys::new(paper(&["en"; 9])).make_up_with_report(screen, 100);
    assert_eq!(usual.report.hash, once.report.hash);
    assert_ne!(usual.report.hash, large.report.hash);
}

#[test]
fn another_script_has_pages_of_its_own() {
    let languages = ["en", "en", "ur", "en", "ur", "en"];
    let made = Galleys::new(paper(&languages)).make_up_with_report(Sheet::Broadsheet, 100);
    assert!(made.report.stories.missing.is_empty());
    for page in &made.edition.pages {
        let scripts = page
            .lines()
            .filter(|line| line.source == Source::Text)
            .map(|line| line.fragments.iter().any(|fragment| fragment.right_to_left));
        let scripts: Vec<bool> = scripts.collect();
        assert!(scripts.windows(2).all(|pair| pair[0] == pair[1]), "page {}", page.number);
    }
    let numbers: Vec<usize> = made.edition.pages.iter().map(|page| page.number).collect();
    assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
}

#[test]
fn a_day_of_little_is_a_page_and_of_nothing_is_none() {
    for count in [1, 2, 3] {
        let made =
            Galleys::new(paper(&vec!["en"; count])).make_up_with_report(Sheet::Broadsheet, 100);
        assert!(made.report.stories.missing.is_empty());
    }
    let made = Galleys::new(paper(&[])).make_up_with_report(Sheet::Broadsheet, 100);
    assert!(made.edition.pages.is_empty());
}

#[test]
fn a_description_comes_back_from_json() {
    let made = Galleys::new(paper(&["en", "ur"])).make_up_with_report(Sheet::A4, 100);
    let json = serde_json::to_string(&made.edition).unwrap();
    assert_eq!(serde_json::from_str::<Edition>(&json).unwrap(), made.edition);
}

/// A story with so many pictures of its own.
fn pictured(number: usize, kind: Kind, pictures: usize) -> Story {
    let mut story = story(number, "en");
    story.reading.kind = kind;
    story.reading.gallery = (0..pictures)
        .map(|at| Figure {
            photo: Some(format!("{number:032x}{at:032x}")),
            width: Some(1500),
            height: Some(1000),
            cutline: format!("Boat number {at} at the landing."),
            ..Figure::default()
        })
        .collect();
    story
}

fn with(story: Story) -> Paper {
    let mut paper = paper(&["en"; 12]);
    paper.stories.push(Placed::new(3, story));
    paper
}

#[test]
fn a_gallery_has_a_page_of_pictures_and_a_key_with_their_numbers() {
    for sheet in sheets() {
        let made =
            Galleys::new(with(pictured(50, Kind::Gallery, 5))).make_up_with_report(sheet, 100);
        assert!(made.report.stories.missing.is_empty(), "{sheet:?}");
        let is_of_pictures = |page: &&Page| page.kind == makeup::plan::PageKind::Pictures;
        let pages: Vec<&Page> = made.edition.pages.iter().filter(is_of_pictures).collect();
        let pictures =
            pages.iter().flat_map(|page| &page.modules).flat_map(|module| &module.pictures);
        let pictures: Vec<_> = pictures.collect();
        assert_eq!(pictures.len(), 5, "{sheet:?}");
        for (at, picture) in pictures.iter().enumerate() {
            let number = (at + 1).to_string();
            assert_eq!(picture.tab.as_ref().map(|tab| tab.line.text()), Some(number.clone()));
            assert_eq!(picture.cutline.first().map(|line| line.text()), Some(number));
        }
    }
}

#[test]
fn a_drawing_is_whole_and_its_words_stand_under_it() {
    for sheet in sheets() {
        let mut drawing = pictured(60, Kind::Cartoon, 1);
        drawing.reading.body = vec![Block::paragraph("The ferry that was foretold.")];
        drawing.text = plain_text(&drawing.reading.body);
        let id = drawing.id.clone();
        let made = Galleys::new(with(drawing)).make_up_with_report(sheet, 100);
        assert!(made.report.stories.missing.is_empty(), "{sheet:?}");
        let modules = made.edition.pages.iter().flat_map(|page| &page.modules);
        let mut modules = modules.rev();
        let module = modules.find(|module| module.story.as_deref() == Some(id.as_str()));
        let picture = &module.unwrap().pictures[0];
        assert_eq!((picture.crop.x, picture.crop.y), (0, 0), "{sheet:?}");
        assert!(picture.crop.width.min(picture.crop.height) > 9_900, "{sheet:?} {picture:?}");
        assert!(picture.cutline.iter().all(|line| line.source == Source::Text));
    }
}

#[test]
fn another_script_has_no_second_front() {
    let languages = ["en", "en", "en", "en", "en", "ur", "ur", "ur"];
    for sheet in sheets() {
        let edition = Galleys::new(paper(&languages)).make_up(sheet, 100);
        let fronts = edition.pages.iter().filter(|page| page.kind == makeup::plan::PageKind::Front);
        assert_eq!(fronts.map(|page| page.number).collect::<Vec<_>>(), [1], "{sheet:?}");
    }
}

#[test]
fn the_reader_decides_what_leads_and_what_is_not_on_the_front() {
    let screen = Sheet::Screen { width: 1440, height: 788 };
    let mut paper = paper(&["en"; 16]);
    paper.stories[11].wish = Wish::Front;
    paper.stories[0].wish = Wish::Mute;
    let edition = Galleys::new(paper).make_up(screen, 100);
    let front: Vec<_> =
        edition.pages[0].modules.iter().map(|module| module.story.clone()).collect();
    assert_eq!(front[0].as_deref(), Some("story-11"));
    assert!(!front.contains(&Some("story-0".to_owned())));
}

#[test]
fn the_page_of_a_story_is_made_alone() {
    let mut galleys = Galleys::new(paper(&["en", "ur", "en", "en", "ur", "en", "en", "en"]));
    for number in 0..8 {
        let id = format!("story-{number}");
        let sheet = Sheet::Screen { width: 1024, height: 588 };
        let spot = Spot::Inside { story: &id, at: 0, page: 7 };
        let page = galleys.page_at(sheet, 100, spot).unwrap();
        let mut own = page.lines().filter(|line| line.story.as_deref() == Some(&id));
        assert!(own.any(|line| line.source == Source::Text), "{id}");
    }
    let nobody = Spot::Inside { story: "nobody", at: 0, page: 1 };
    assert!(galleys.page_at(Sheet::A4, 100, nobody).is_none());
}

#[test]
fn the_page_of_a_long_story_is_the_one_that_is_read() {
    let mut paper = paper(&["en", "en"]);
    let body: Vec<Block> = (0..90).map(|_| Block::paragraph(WORDS.to_owned())).collect();
    paper.stories[1].story.text = plain_text(&body);
    paper.stories[1].story.reading.body = body;
    let mut galleys = Galleys::new(paper);
    let sheet = Sheet::Screen { width: 1024, height: 588 };
    for at in [0, 3_000, 9_000, 12_000] {
        let spot = Spot::Inside { story: "story-1", at, page: 3 };
        let page = galleys.page_at(sheet, 100, spot).unwrap();
        let ranges = page.modules.iter().flat_map(|it| &it.legs).flat_map(|it| &it.lines);
        let mut ranges = ranges.filter_map(|line| line.range);
        assert!(
            ranges.any(|[from, until]| from <= at && at <= until),
            "{at}: page {}",
            page.number
        );
    }
}

#[test]
fn the_front_alone_is_the_front_of_the_whole_paper() {
    let headlines = |page: &Page| -> Vec<_> {
        let stories = page.modules.iter().filter(|module| module.story.is_some());
        stories.map(|module| (module.story.clone(), module.area, module.class)).collect()
    };
    let mut galleys = Galleys::new(paper(&["en"; 40]));
    for (width, height) in [(1440, 788), (1024, 588), (700, 900)] {
        let sheet = Sheet::Screen { width, height };
        let alone = galleys.page_at(sheet, 100, Spot::Front).unwrap();
        let whole = galleys.make_up(sheet, 100);
        assert_eq!(headlines(&alone), headlines(&whole.pages[0]));
    }
}
