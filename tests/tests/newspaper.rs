//! The test newspaper as a WordPress site: the real program harvests all of it, and follows what changes.

use std::collections::{BTreeMap, BTreeSet};

use model::{Block, Figure, Kind, Reading, Row, Span, Story};
use tests::newspaper::{Change, Newspaper, Post, Visibility};
use tests::{Broadsheet, fold, sha256};

const FETCH: &str = "fetch --since 2026-11-22 --until 2026-11-24 --delay-ms 0";
const CORRECTED: &str = "lake-at-its-lowest-november-in-forty-three-years";
/// What stands around stories on the site's pages and in none of them.
const FURNITURE: [&str; 16] = [
    "More News",
    "Load More",
    "Loading...",
    "Previous Post",
    "Next Post",
    "Related Posts",
    "Latest News",
    "Read more",
    "Advertisement",
    "Facebook",
    "Whatsapp",
    "View All Result",
    "Terms of Service",
    "Tags:",
    "Subscribe",
    "Unsubscribe",
];

#[test]
fn every_story_is_harvested_as_it_was_written() {
    let paper = Newspaper::start();
    let broadsheet = following(&paper);
    let ran = broadsheet.run(FETCH);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);

    let held = held(&broadsheet);
    let posts = paper.stories();
    let expected: BTreeSet<String> = posts.iter().map(|post| paper.address(&post.slug)).collect();
    assert_eq!(held.keys().cloned().collect::<BTreeSet<_>>(), expected);
    let mut wrong = Vec::new();
    for post in &posts {
        let story = &held[&paper.address(&post.slug)];
        for (what, found, wanted) in compared(&paper, post, story) {
            if found != wanted {
                wrong
                    .push(format!("{what} of {}:\n  found  {found}\n  wanted {wanted}", post.slug));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
    assert_sure(&paper, &held);
    assert_pictures(&broadsheet, &paper, &held);
    assert_no_furniture(&paper, &held);
    assert!(paper.summary().robots_first, "robots.txt is asked for first");
    assert_eq!(paper.summary().most_in_flight, 1, "one request at a time");
    broadsheet.assert_whole();
}

#[test]
fn what_the_editor_does_is_followed() {
    let paper = Newspaper::start_on(jiff::civil::date(2026, 11, 23));
    let broadsheet = following(&paper);
    assert_eq!(broadsheet.run(FETCH).status, Some(0));
    let before = held(&broadsheet);
    assert!(before.values().all(|story| story.day < jiff::civil::date(2026, 11, 24)));

    paper.publish_until(jiff::civil::date(2026, 11, 24));
    paper.correct(CORRECTED);
    let others: Vec<Post> = paper
        .stories()
        .into_iter()
        .filter(|post| post.reading.kind == Kind::Article && post.slug != CORRECTED)
        .filter(|post| before.contains_key(&paper.address(&post.slug)))
        .take(4)
        .collect();
    let [removed, hidden, moved, rewritten] = others.as_slice() else {
        panic!("there are four more stories")
    };
    let removed_url = paper.address(&removed.slug);
    paper.remove(&removed.slug);
    paper.edit(&hidden.slug, Change::visibility(Visibility::Private));
    let slug = Some("moved-elsewhere".to_owned());
    paper.edit(&moved.slug, Change { slug, ..Change::default() });
    paper.edit(&rewritten.slug, Change::text("TARSANG: It was otherwise.\n\nSo we print it anew."));
    let ran = broadsheet.run(FETCH);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);

    let after = held(&broadsheet);
    assert_eq!(after.len(), paper.stories().len(), "what was held stays, and a day came");
    let corrected = &after[&paper.address(CORRECTED)];
    assert_eq!(corrected.revision, 2);
    let [first, second] = versions(&paper, CORRECTED);
    assert_eq!(fold(&corrected.reading.headline), fold(&second.headline));
    assert_eq!(fold(&before[&paper.address(CORRECTED)].reading.headline), fold(&first.headline));
    assert_eq!(corrected.reading.modified, second.modified);
    assert!(after[&removed_url].gone);
    assert!(after[&paper.address(&hidden.slug)].gone, "who may not read it finds it gone");
    assert!(after.contains_key(&paper.address("moved-elsewhere")));
    let rewritten = &after[&paper.address(&rewritten.slug)];
    assert_eq!((rewritten.revision, rewritten.reading.body.len()), (2, 2));
    broadsheet.assert_whole();
}

#[test]
fn a_story_that_is_locked_is_withheld() {
    let paper = Newspaper::start();
    let locked = paper.stories()[0].clone();
    paper.edit(&locked.slug, Change::visibility(Visibility::Password));
    let broadsheet = following(&paper);
    assert_eq!(broadsheet.run(FETCH).status, Some(0));
    assert!(!held(&broadsheet).contains_key(&paper.address(&locked.slug)));
    let ledger = broadsheet.json(&format!("ledger --day {} --json", locked.day()));
    assert_eq!(ledger["days"][0]["stories"]["withheld"], 1, "{ledger}");
}

#[test]
fn newspapers_in_one_process_do_not_know_of_each_other() {
    let (one, other) = (Newspaper::start(), Newspaper::start());
    one.fail("", tests::newspaper::Fault::status(503));
    let story = one.stories()[0].slug.clone();
    one.remove(&story);
    let there = tests::newspaper::visitor::get(&other.address(&story));
    assert_eq!(there.status, 200);
    assert_eq!((one.log().len(), other.log().len()), (0, 1));
}

fn following(paper: &Newspaper) -> Broadsheet {
    let broadsheet = Broadsheet::new();
    let ran = broadsheet.run(&format!("source add {} --yes --allow-private", paper.url()));
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    broadsheet
}

/// The stories of an archive by their address.
fn held(broadsheet: &Broadsheet) -> BTreeMap<String, Story> {
    let listed = broadsheet.stories("");
    let stories = listed.iter().map(|story| {
        let story = broadsheet.story(story["id"].as_str().expect("a story has an id"));
        let story: Story = serde_json::from_value(story).expect("a story has its fields");
        (story.reading.url.clone(), story)
    });
    stories.collect()
}

fn versions(paper: &Newspaper, slug: &str) -> [Reading; 2] {
    let story = paper.sample().stories.iter().find(|story| story.slug == slug);
    let versions = story.expect("the sample has it").versions.clone();
    versions.try_into().expect("it has two versions")
}

/// What of a story is compared: its name, as it was found, as it was written.
fn compared(paper: &Newspaper, post: &Post, story: &Story) -> Vec<(&'static str, String, String)> {
    let (found, wanted) = (&story.reading, &post.reading);
    let home = paper.sample().url.as_str();
    let shapes = |blocks: &[Block], site: &str| {
        blocks.iter().map(|block| shape(block, site)).collect::<Vec<_>>().join("\n")
    };
    let sections = |reading: &Reading| {
        let all = std::iter::once(&reading.section).chain(&reading.also_in);
        all.map(|path| path.join(" > ")).collect::<BTreeSet<_>>()
    };
    let figures = |figures: &[Figure]| figures.iter().map(figure).collect::<Vec<_>>().join("\n");
    let mut compared = vec![
        ("headline", fold(&found.headline), fold(&wanted.headline)),
        ("deck", fold(&found.deck), fold(&wanted.deck)),
        ("author", author(found), author(wanted)),
        ("dateline", place(&found.dateline), dateline(found, wanted)),
        ("sections", format!("{:?}", sections(found)), format!("{:?}", sections(wanted))),
        ("tags", sorted(&found.tags), sorted(&wanted.tags)),
        ("published", format!("{:?}", found.published), format!("{:?}", wanted.published)),
        ("modified", format!("{:?}", found.modified), format!("{:?}", wanted.modified)),
        ("kind", found.kind.as_str().to_owned(), wanted.kind.as_str().to_owned()),
        ("language", found.language.clone(), wanted.language.clone()),
        ("text", shapes(&found.body, &format!("{}/", paper.url())), shapes(&wanted.body, home)),
        ("gallery", figures(&found.gallery), figures(&wanted.gallery)),
    ];
    // The picture that leads a gallery is the first of it.
    if wanted.kind == Kind::Article {
        let lead = |lead: &Option<Figure>| figures(lead.as_slice());
        compared.push(("lead", lead(&found.lead), lead(&wanted.lead)));
    }
    compared
}

/// The place alone, in small letters: papers print it in capitals.
fn place(dateline: &str) -> String {
    fold(dateline.split(',').next().unwrap_or_default()).to_lowercase()
}

/// The place that must be found; where the extractor is not sure it finds none, see [`assert_sure`].
fn dateline(found: &Reading, wanted: &Reading) -> String {
    if found.dateline.is_empty() { String::new() } else { place(&wanted.dateline) }
}

/// Who signs it, as a person or as an agency.
fn author(reading: &Reading) -> String {
    if reading.byline.is_empty() { &reading.agency } else { &reading.byline }.clone()
}

/// Few English datelines are missed, and no agency whose dateline was understood is taken for a person.
fn assert_sure(paper: &Newspaper, held: &BTreeMap<String, Story>) {
    let (mut found, mut missed) = (0, Vec::new());
    for post in paper.stories() {
        let story = &held[&paper.address(&post.slug)].reading;
        let is_agency = !story.agency.is_empty();
        if !story.dateline.is_empty() {
            assert_eq!(is_agency, !post.reading.agency.is_empty(), "agency of {}", post.slug);
        }
        if post.reading.language == "en" && !post.reading.dateline.is_empty() {
            found += usize::from(!story.dateline.is_empty());
            missed.extend(story.dateline.is_empty().then_some(post.slug));
        }
    }
    assert!(missed.len() * 20 <= found, "{found} datelines were found, not those of {missed:?}");
}

fn sorted(words: &[String]) -> String {
    let mut words: Vec<String> = words.iter().map(|word| fold(word)).collect();
    words.sort();
    words.join(", ")
}

/// A block as one line, with what WordPress itself changes folded.
fn shape(block: &Block, site: &str) -> String {
    let inner = |blocks: &[Block]| {
        blocks.iter().map(|block| shape(block, site)).collect::<Vec<_>>().join(" / ")
    };
    match block {
        Block::Paragraph { spans } => format!("p {}", said(spans, site)),
        Block::Heading { level, spans } => format!("h{level} {}", said(spans, site)),
        Block::Quote { blocks } => format!("quote [{}]", inner(blocks)),
        Block::List { ordered, items } => {
            let items: Vec<String> = items.iter().map(|item| inner(item)).collect();
            format!("list {ordered} [{}]", items.join(" | "))
        }
        Block::Table { rows } => {
            let cells = |row: &Row| {
                let cells = row.cells.iter().map(|cell| {
                    format!("{}{}", if cell.header { "#" } else { "" }, said(&cell.spans, site))
                });
                cells.collect::<Vec<_>>().join(" | ")
            };
            format!("table [{}]", rows.iter().map(cells).collect::<Vec<_>>().join(" // "))
        }
        Block::Figure(it) => format!("figure {}", figure(it)),
        Block::Embed { url, title, .. } => format!("embed {} {}", file(url), fold(title)),
        Block::Rule => "rule".to_owned(),
    }
}

/// Words with marks for their styles; a link is told by its path on the site.
fn said(spans: &[Span], site: &str) -> String {
    let mut text = String::new();
    for span in spans {
        let marks = [(span.strong, "*"), (span.emphasis, "_")];
        let marks: String = marks.iter().filter(|(is_set, _)| *is_set).map(|(_, it)| *it).collect();
        let link = span.link.as_deref().map(|link| link.strip_prefix(site).unwrap_or(link));
        let link = link.map(|link| format!("({link})")).unwrap_or_default();
        // A space at the edge of a style belongs to either side.
        let (before, rest) = edge(&span.text, str::trim_start);
        let (after, words) = edge(rest, str::trim_end);
        text.push_str(&format!("{before}{marks}{words}{marks}{link}{after}"));
    }
    fold(&text)
}

/// The white space at one end of a text, and the rest.
fn edge(text: &str, trim: fn(&str) -> &str) -> (&'static str, &str) {
    let rest = trim(text);
    (if rest.len() < text.len() { " " } else { "" }, rest)
}

fn file(url: &str) -> &str {
    url.rsplit('/').next().unwrap_or_default()
}

fn figure(figure: &Figure) -> String {
    format!(
        "{} {}x{} “{}” {} [{}]",
        file(&figure.url),
        figure.width.unwrap_or(0),
        figure.height.unwrap_or(0),
        fold(&figure.cutline),
        figure.credit,
        figure.alt
    )
}

/// Every picture is held as it was uploaded, byte by byte.
fn assert_pictures(broadsheet: &Broadsheet, paper: &Newspaper, held: &BTreeMap<String, Story>) {
    let mut wanted = BTreeMap::new();
    for figure in paper.stories().iter().flat_map(|post| post.reading.figures()) {
        let bytes = paper.sample().file(&figure.url).expect("the sample has its pictures");
        wanted.insert(file(&figure.url).to_owned(), sha256(&bytes));
    }
    let figures = held.values().flat_map(|story| story.reading.figures());
    let found: BTreeMap<String, String> = figures
        .map(|figure| {
            let photo = figure.photo.as_deref().expect("the picture is held");
            (file(&figure.url).to_owned(), broadsheet.photo_sha256(photo))
        })
        .collect();
    assert!(!wanted.is_empty());
    assert_eq!(found, wanted);
}

fn assert_no_furniture(paper: &Newspaper, held: &BTreeMap<String, Story>) {
    for post in paper.stories() {
        let own = model::plain_text(&post.reading.body);
        let text = &held[&paper.address(&post.slug)].text;
        for phrase in FURNITURE.iter().filter(|phrase| !own.contains(**phrase)) {
            assert!(!text.contains(phrase), "{phrase:?} is in the text of {}", post.slug);
        }
        let page = tests::newspaper::visitor::get(&paper.address(&post.slug)).text();
        assert!(
            page.contains("Next Post") || page.contains("Previous Post"),
            "pages have furniture"
        );
    }
}
