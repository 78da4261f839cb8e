//! A day becomes pages on which everything stands in its place.

use edition::page::{Area, Edition, Leg, Line, Module, ModuleKind, Page, Source};
use edition::{Extent, Galleys, Paper, Passage, Placed, Sheet, Spot, Wish, region};
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

#[test]
fn a_rectangle_says_what_is_in_it_in_both_directions() {
    const POINT: i32 = 64;
    for language in ["en", "ur"] {
        let mut paper = paper(&[language; 8]);
        for Placed { story, .. } in &mut paper.stories {
            story.reading.body = [&story.reading.body[..]; 3].concat();
            story.text = plain_text(&story.reading.body);
        }
        let edition = Galleys::new(paper).make_up(Sheet::Broadsheet, 100);
        let mut cut = 0;
        for page in &edition.pages {
            let is_story = |module: &&Module| module.kind == ModuleKind::Story;
            for module in page.modules.iter().filter(is_story).filter(|it| !it.legs.is_empty()) {
                // Drawn a little too large, it lies on the module's edges.
                let Area { x, y, width, height } = module.area;
                let loose = Area {
                    x: x - 3 * POINT,
                    y: y - 3 * POINT,
                    width: width + 6 * POINT,
                    height: height + 6 * POINT,
                };
                let whole = region(page, loose, 4 * POINT);
                assert_eq!(whole.area, module.area, "{language}");
                assert_eq!(whole.stories.len(), 1);
                assert_eq!(Some(&whole.stories[0].story), module.story.as_ref());
                let is_text = |passage: &&Passage| passage.source == Source::Text;
                let passages: Vec<_> = whole.stories[0].passages.iter().filter(is_text).collect();
                let lines = module.legs.iter().flat_map(|leg| &leg.lines);
                let paragraphs: Vec<usize> = lines.map(|line| line.paragraph).collect();
                let told: Vec<usize> = passages.iter().map(|passage| passage.paragraph).collect();
                let runs = paragraphs.chunk_by(|one, next| one == next).map(|run| run[0]);
                assert_eq!(told, runs.collect::<Vec<_>>(), "each paragraph once, in its order");
                // One leg alone: from its first line to its last.
                let leg = &module.legs[module.legs.len() - 1];
                let part = region(page, leg.area, 0);
                let passages = &part.stories[0].passages;
                let range = |line: Option<&Line>| line.and_then(|line| line.range);
                assert_eq!(
                    (passages.first().map(|it| it.range[0]), passages.last().map(|it| it.range[1])),
                    (
                        range(leg.lines.first()).map(|it| it[0]),
                        range(leg.lines.last()).map(|it| it[1])
                    ),
                );
                cut += 1;
            }
        }
        assert!(cut > 2, "{language}: {cut}");
    }
}

#[test]
fn a_box_says_nothing_that_its_page_has_and_nothing_twice() {
    let mut told = 0;
    for sheet in sheets() {
        for stories in [5, 9, 16, 23] {
            let edition = Galleys::new(paper(&vec!["en"; stories])).make_up(sheet, 100);
            for page in &edition.pages {
                let (boxes, copy): (Vec<_>, Vec<_>) =
                    page.modules.iter().partition(|module| module.kind == ModuleKind::Briefs);
                let own: Vec<_> = copy.iter().flat_map(|module| &module.story).collect();
                let legs = boxes.iter().flat_map(|module| &module.legs);
                let mut seen: Vec<&String> = Vec::new();
                for leg in legs {
                    let mut here: Vec<_> = leg.lines.iter().flat_map(|line| &line.story).collect();
                    here.dedup();
                    seen.extend(here);
                }
                let mut once = seen.clone();
                once.sort_unstable();
                once.dedup();
                assert_eq!(once.len(), seen.len(), "{sheet:?} {stories}, page {}", page.number);
                assert!(seen.iter().all(|id| !own.contains(id)), "{sheet:?}, page {}", page.number);
                told += seen.len();
            }
        }
    }
    assert!(told > 0);
}

#[test]
fn short_galleries_are_pictures_and_no_briefs() {
    let gallery = |number: usize| {
        let mut story = story(number * 9, "en");
        story.reading.kind = Kind::Gallery;
        story.reading.headline = format!("Stalls {number}");
        Placed::new(4, story)
    };
    let mut paper = paper(&["en"; 16]);
    paper.sections.push("Photo Gallery".to_owned());
    paper.stories.extend([gallery(2), gallery(3)]);
    let edition = Galleys::new(paper).make_up(Sheet::Screen { width: 1440, height: 788 }, 100);
    let modules = edition.pages.iter().flat_map(|page| &page.modules);
    let groups = modules.filter(|module| module.kind == ModuleKind::Group);
    let heads: Vec<String> =
        groups.flat_map(|group| &group.headline).map(|line| line.text()).collect();
    assert!(heads.iter().any(|head| head == "In Pictures"), "{heads:?}");
    assert!(!heads.iter().any(|head| head.contains("Gallery")), "{heads:?}");
}

#[test]
fn the_papers_own_voice_stands_in_wide_legs() {
    let mut editorial = story(70, "en");
    editorial.reading.section = vec!["Opinion".into(), "Editorial".into()];
    editorial.reading.body = (0..9).map(|_| Block::paragraph(WORDS.repeat(2).trim())).collect();
    editorial.text = plain_text(&editorial.reading.body);
    let (id, length) = (editorial.id.clone(), editorial.text.len());
    for sheet in [Sheet::Broadsheet, Sheet::Tabloid] {
        let made = Galleys::new(with(editorial.clone())).make_up_with_report(sheet, 100);
        let column = made.edition.format.column;
        let legs = made.edition.pages.iter().flat_map(|page| &page.modules);
        let legs = legs.filter(|module| module.story.as_deref() == Some(id.as_str()));
        let legs: Vec<_> = legs.flat_map(|module| &module.legs).collect();
        assert!(legs.iter().all(|leg| leg.area.width > 2 * column), "{sheet:?}");
        let ranges = legs.iter().flat_map(|leg| &leg.lines).filter_map(|line| line.range);
        let covered: u32 = ranges.map(|[from, to]| to - from).sum();
        assert!(covered as usize * 10 > length * 9, "{sheet:?}");
        assert!(made.report.pages.iter().all(|page| page.overflows + page.off_grid == 0));
    }
}

#[test]
fn the_text_of_a_wide_leg_runs_around_a_quotation() {
    let mut editorial = story(70, "en");
    editorial.reading.section = vec!["Opinion".into(), "Editorial".into()];
    let point = " Nobody had asked. An instrument is only as good as the neighbour who checks it.";
    let said = format!("{}{point}", WORDS.repeat(3).trim());
    editorial.reading.body = (0..9).map(|_| Block::paragraph(WORDS.repeat(3).trim())).collect();
    editorial.reading.body.insert(6, Block::paragraph(said));
    editorial.text = plain_text(&editorial.reading.body);
    for sheet in [Sheet::Broadsheet, Sheet::Tabloid] {
        let edition = Galleys::new(with(editorial.clone())).make_up(sheet, 100);
        let modules = edition.pages.iter().flat_map(|page| &page.modules);
        let quoting = modules.filter(|module| !module.quotation.is_empty());
        let module = quoting.clone().next().expect("it has a point of its own");
        let said: Vec<String> = module.quotation.iter().map(Line::text).collect();
        assert_eq!(said.join(" "), point.trim_start_matches(" Nobody had asked. "));
        let last = module.quotation.len() - 1;
        let (first, last) = (&module.quotation[0], &module.quotation[last]);
        let beside = |line: &&Line| (first.y..=last.y).contains(&line.y);
        let holds = |leg: &&Leg| (leg.area.x..leg.area.x + leg.area.width).contains(&first.x);
        let leg = module.legs.iter().find(holds).unwrap();
        let lines: Vec<&Line> = leg.lines.iter().filter(beside).collect();
        assert!(lines.len() >= 3, "{sheet:?}");
        assert!(lines.iter().all(|line| line.x + line.width < first.x), "{sheet:?}");
    }
}

#[test]
fn the_index_leads_to_the_pages_that_sections_name() {
    for sheet in sheets() {
        let edition = Galleys::new(paper(&["en"; 16])).make_up(sheet, 100);
        let mut modules = edition.pages[0].modules.iter();
        let index = modules.find(|module| module.kind == ModuleKind::Index).unwrap();
        let lines = index.legs[0].lines.iter();
        let entries: Vec<_> = lines.skip(1).map(|line| (line.text(), line.to_page)).collect();
        for entry in entries.chunks(2) {
            let named = edition.pages[1..].iter().find(|page| page.section == entry[0].0);
            if let Some(page) = named {
                assert_eq!(entry[1].1, Some(page.number), "{sheet:?} {entry:?}");
            }
        }
        for page in &edition.pages[1..] {
            assert!(entries.iter().any(|(name, _)| *name == page.section), "{sheet:?}");
        }
    }
}

#[test]
fn a_story_of_several_pages_says_in_the_window_which_one_this_is() {
    let mut long = story(80, "en");
    long.reading.body = (0..40).map(|_| Block::paragraph(WORDS.repeat(3).trim())).collect();
    long.text = plain_text(&long.reading.body);
    let screen = Sheet::Screen { width: 1440, height: 788 };
    let edition = Galleys::new(with(long)).make_up(screen, 100);
    let folios = edition.pages.iter().flat_map(|page| &page.furniture).map(|line| line.text());
    let parts: Vec<_> = folios.filter(|folio| folio.starts_with("LOCAL PAGE")).collect();
    let (first, last) = (parts.first().unwrap(), parts.len());
    assert!(last > 1 && first.ends_with(&format!("PAGE 1 OF {last}")), "{parts:?}");
}
