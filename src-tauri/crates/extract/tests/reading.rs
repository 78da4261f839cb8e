//! Stories of a small paper of our own, from the answer of its REST interface to readings.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use extract::wordpress::{Context, Media, Post, media, posts};
use extract::{Extracted, Picture};
use jiff::tz::{TimeZone, offset};
use model::{Block, Direction, Figure, Kind, Section, plain_text};

const POSTS: &[u8] = include_bytes!("fixtures/posts.json");

fn section(id: u64, path: &[&str]) -> Section {
    Section {
        key: format!("wp:{id}"),
        path: path.iter().map(ToString::to_string).collect(),
        ..Section::default()
    }
}

fn post(id: u64) -> Post {
    posts(POSTS).unwrap().into_iter().find(|post| post.id == id).unwrap()
}

fn read(id: u64, media: &[Media]) -> Extracted {
    let sections =
        [section(5, &["Nation"]), section(2, &["Opinion"]), section(3, &["Opinion", "Editorial"])];
    let zone = TimeZone::fixed(offset(5));
    post(id).reading(&Context {
        sections: &sections,
        media,
        leads_on_pages: &[],
        zone: &zone,
        language: "en-US",
    })
}

fn uploads(name: &str) -> String {
    format!("https://gazette.test/wp-content/uploads/2026/11/{name}")
}

#[test]
fn every_post_that_can_be_named_is_listed_where_it_lies() {
    let posts = posts(POSTS).unwrap();
    let listed: Vec<(u64, bool)> = posts.iter().map(|post| (post.id, post.withheld)).collect();
    assert_eq!(listed, [(41, false), (42, false), (43, false), (44, true)]);
    for post in posts {
        let object: serde_json::Value = serde_json::from_slice(&POSTS[post.range.clone()]).unwrap();
        assert_eq!(object["id"], post.id);
    }
}

#[test]
fn a_story_is_read_whole_and_without_furniture() {
    let reading = read(41, &[]).reading;
    assert_eq!(reading.kind, Kind::Article);
    assert_eq!(reading.headline, "Snow closes the pass; ‘wait’, drivers told");
    assert_eq!(reading.deck, "");
    assert_eq!((reading.byline.as_str(), reading.agency.as_str()), ("", "Press Trust Wire"));
    assert_eq!(reading.dateline, "Leh");
    assert_eq!(reading.published.unwrap().to_string(), "2026-11-20T06:00:00+05:00");
    assert_eq!(reading.modified.unwrap().to_string(), "2026-11-20T08:30:00+05:00");
    assert_eq!(reading.section, ["Nation"]);
    assert_eq!(reading.also_in, [["Opinion", "Editorial"]]);
    assert_eq!(reading.tags, ["Roads & Bridges"]);
    assert_eq!((reading.language.as_str(), reading.direction), ("en-US", Direction::Ltr));
    assert_eq!(
        plain_text(&reading.body),
        "Leh, Nov 20 (PTW): Snow closed the pass on Friday.\n\nIt may open on Sunday."
    );
    let Some(Block::Paragraph { spans }) = reading.body.get(2) else {
        panic!("{:?}", reading.body)
    };
    assert_eq!(spans[1].link.as_deref(), Some("https://gazette.test/weather/"));
}

#[test]
fn pictures_are_asked_for_by_number_and_told_by_their_records() {
    assert_eq!(post(41).attachments(), [71, 72]);
    assert!(!post(41).wants_children());
    let records = media(
        br#"[{"id":71,"source_url":"https://gazette.test/wp-content/uploads/2026/11/leh-1024x683.jpg",
        "media_details":{"width":1600,"height":1067},"caption":{"rendered":"Other words"}}]"#,
    )
    .unwrap();
    let Extracted { reading, pictures } = read(41, &records);
    let lead = Figure {
        url: uploads("pass.jpg"),
        cutline: "The pass on Friday.".into(),
        credit: "PTW".into(),
        alt: "A pass in snow".into(),
        ..Figure::default()
    };
    let trucks = Figure {
        url: uploads("leh-1024x683.jpg"),
        cutline: "Trucks below the pass.".into(),
        credit: "Gazette Photo/Sana Wani".into(),
        width: Some(1600),
        height: Some(1067),
        ..Figure::default()
    };
    let plough = Figure { url: uploads("plough-300x200.jpg"), ..Figure::default() };
    assert_eq!(reading.figures().collect::<Vec<_>>(), [&lead, &trucks, &plough]);
    let candidates = |names: &[&str]| names.iter().map(|name| uploads(name)).collect::<Vec<_>>();
    let expected = [
        Picture {
            url: lead.url,
            candidates: candidates(&["pass.jpg", "pass-scaled.jpg"]),
            bytes: None,
        },
        Picture {
            url: trucks.url,
            candidates: candidates(&["leh-1024x683.jpg", "leh-1024x683-300x200.jpg"]),
            bytes: None,
        },
        Picture {
            url: plough.url,
            candidates: candidates(&["plough.jpg", "plough-300x200.jpg"]),
            bytes: None,
        },
    ];
    assert_eq!(pictures, expected);
}

#[test]
fn a_gallery_wants_the_records_of_its_uploads() {
    assert!(post(42).wants_children());
    let records = media(
        br#"[{"id":80,"post":42,"source_url":"https://gazette.test/wp-content/uploads/2026/11/two.jpg",
        "media_details":{"sizes":{"thumbnail":{"source_url":"https://gazette.test/wp-content/uploads/2026/11/two-150x150.jpg"}}},
        "caption":{"rendered":"<p>Two. PTI<\/p>"}}]"#,
    )
    .unwrap();
    let reading = read(42, &records).reading;
    assert_eq!(reading.kind, Kind::Gallery);
    let told: Vec<(String, &str, &str)> = reading
        .gallery
        .iter()
        .map(|f| (f.url.clone(), f.cutline.as_str(), f.credit.as_str()))
        .collect();
    assert_eq!(
        told,
        [(uploads("one.jpg"), "One.", "Sana Wani"), (uploads("two.jpg"), "Two.", "PTI")]
    );
    assert_eq!(reading.lead.as_ref(), reading.gallery.first());
    assert_eq!(reading.body, []);
}

#[test]
fn language_and_direction_follow_the_script() {
    let reading = read(43, &[]).reading;
    assert_eq!((reading.language.as_str(), reading.direction), ("ur", Direction::Rtl));
    assert_eq!(reading.deck, "گاڑیاں رک گئیں");
}

#[test]
fn a_lead_picture_that_only_the_page_names_leads_the_story() {
    let bytes = br#"[{"id":9,"link":"https://gazette.test/9/","featured_media":30,"content":{"rendered":"<p>Snow.</p>"},
        "_embedded":{"wp:featuredmedia":[{"code":"rest_forbidden","message":"no","data":{"status":401}}]}}]"#;
    let post = posts(bytes).unwrap().remove(0);
    let known = Media { id: 30, ..Media::default() };
    assert!(post.hides_its_lead(&[]) && !post.hides_its_lead(&[known]));
    let leads_on_pages = [(9, uploads("pass-scaled.jpg").parse().unwrap())];
    let context = Context {
        sections: &[],
        media: &[],
        leads_on_pages: &leads_on_pages,
        zone: &TimeZone::UTC,
        language: "en",
    };
    let extracted = post.reading(&context);
    assert_eq!(extracted.reading.lead.unwrap().url, uploads("pass-scaled.jpg"));
    assert_eq!(extracted.pictures[0].candidates, [uploads("pass.jpg"), uploads("pass-scaled.jpg")]);
}
