//! A day of a real WordPress newspaper is harvested whole: every story, block and picture, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::LazyLock;

use serde_json::Value;
use tests::{AuthorKind, Broadsheet, Manifest, Post, Wordpress, fold};

const DAY: &str = "2026-11-20";
const FETCH: &str = "fetch --day 2026-11-20 --delay-ms 0 --allow-private --json-events";
/// Stories and pictures of the day that a visitor can see.
const STORIES: usize = 80;
const ORIGINALS: usize = 100;

/// One newspaper for all tests of this file; ended by its own clean-up when this process ends.
static WORDPRESS: LazyLock<Wordpress> = LazyLock::new(|| {
    let wordpress = Wordpress::start();
    wordpress.seed(&["--days", "1", "--per-day", "99", "--photos", "120", "--until", DAY]);
    wordpress
});

/// Stories that were harvested, by path of their address.
type Stories = BTreeMap<String, Value>;

#[test]
fn a_day_is_whole_and_asking_again_changes_nothing() {
    let manifest = WORDPRESS.manifest();
    let proxy = WORDPRESS.behind("none");
    let broadsheet = following(proxy.url());
    assert_eq!(proxy.take_log()[0].path, "/robots.txt", "robots.txt is asked for first");

    let ran = broadsheet.run(FETCH);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let crowded = proxy.take_log().into_iter().find(|request| request.in_flight > 1);
    assert!(crowded.is_none(), "one request at a time, unless told otherwise: {crowded:?}");

    let stories = whole_stories(&broadsheet, proxy.url());
    assert_addresses(&manifest, &stories);
    println!("{}", assert_blocks(&manifest, &stories));
    println!("{}", assert_originals(&broadsheet, &manifest, &stories));
    assert_no_furniture(&manifest, &stories);
    println!("{}", assert_fields(&manifest, &stories));
    assert_found(&broadsheet, &manifest, proxy.url());

    let again = broadsheet.run(FETCH);
    assert_eq!(again.status, Some(0), "{}", again.stderr);
    let events = again.event_counts();
    assert!(!events.contains_key("stored"), "nothing new to store: {events:?}");
    assert!(!events.contains_key("updated"), "nothing was changed: {events:?}");
    let pictures =
        proxy.take_log().into_iter().filter(|request| request.path.contains("/uploads/"));
    assert_eq!(pictures.count(), 0, "no picture is downloaded twice");
    assert_eq!(whole_stories(&broadsheet, proxy.url()), stories);
    broadsheet.assert_whole();
}

#[test]
fn a_fetch_that_is_killed_goes_on_where_it_was() {
    let manifest = WORDPRESS.manifest();
    let broadsheet = following(WORDPRESS.url());
    for stored in [3, 40] {
        kill_after(&broadsheet, stored);
        broadsheet.assert_whole();
        let stories = whole_stories(&broadsheet, WORDPRESS.url());
        let photos = stories.values().flat_map(photos).count();
        assert!(photos < ORIGINALS, "killed in the middle, but {photos} pictures are there");
    }
    let ran = broadsheet.run(FETCH);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let stories = whole_stories(&broadsheet, WORDPRESS.url());
    assert_addresses(&manifest, &stories);
    assert_originals(&broadsheet, &manifest, &stories);
    assert!(stories.values().all(|story| story["revision"] == 1), "the same story is one revision");
    broadsheet.assert_whole();
}

fn following(url: &str) -> Broadsheet {
    let broadsheet = Broadsheet::new();
    let ran = broadsheet.run(&format!("source add {url} --yes --allow-private"));
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    broadsheet
}

fn kill_after(broadsheet: &Broadsheet, stored: usize) {
    let fetch = FETCH.replace("--delay-ms 0", "--delay-ms 20");
    let mut fetching = broadsheet
        .command(&fetch)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts");
    let events = BufReader::new(fetching.stdout.take().expect("it was asked for")).lines();
    let seen = events
        .map_while(Result::ok)
        .filter(|event| event.contains(r#""event":"stored""#))
        .take(stored)
        .count();
    fetching.kill().expect("it is a child of ours");
    fetching.wait().expect("it is a child of ours");
    assert_eq!(seen, stored, "the fetch ended before it was killed");
}

fn whole_stories(broadsheet: &Broadsheet, site: &str) -> Stories {
    let listed = broadsheet.stories(&format!("--day {DAY}"));
    assert_eq!(listed.len(), broadsheet.stories("").len(), "stories of that day alone are fetched");
    listed
        .iter()
        .map(|story| {
            let url = text(story, "url");
            let path = url.strip_prefix(site).expect("a story's address is on its site");
            (path.to_owned(), broadsheet.story(text(story, "id")))
        })
        .collect()
}

fn assert_addresses(manifest: &Manifest, stories: &Stories) {
    let expected: BTreeSet<&str> = manifest.harvest().map(|post| post.path.as_str()).collect();
    let found: BTreeSet<&str> = stories.keys().map(String::as_str).collect();
    let missing: Vec<_> = expected.difference(&found).collect();
    assert!(missing.is_empty(), "stories that were not found: {missing:?}");
    let hidden: Vec<_> =
        manifest.hidden().filter(|post| found.contains(post.path.as_str())).collect();
    assert!(hidden.is_empty(), "stories that nobody may see: {hidden:?}");
    assert_eq!(found, expected);
    assert_eq!(found.len(), STORIES);
}

fn assert_blocks(manifest: &Manifest, stories: &Stories) -> String {
    let mut total = 0;
    let mut missing = Vec::new();
    for post in manifest.harvest() {
        let text = fold(text(&stories[&post.path], "text"));
        total += post.blocks.len();
        let absent = post.blocks.iter().filter(|block| !text.contains(&fold(block)));
        missing.extend(absent.map(|block| format!("{} {:?}: {block}", post.path, post.features)));
    }
    let found = total - missing.len();
    let report = format!("blocks: {found} of {total}\n{}", missing.join("\n"));
    assert!(total > 0 && found * 100 >= total * 98, "{report}");
    report
}

/// Photos of a story as hashes, in order, each use of one.
fn photos(story: &Value) -> Vec<&str> {
    let body = story["body"].as_array().into_iter().flatten();
    let figures = body.filter(|block| block["type"] == "figure");
    let gallery = story["gallery"].as_array().into_iter().flatten();
    let all = std::iter::once(&story["lead"]).chain(figures).chain(gallery);
    all.filter_map(|figure| figure["photo"].as_str()).collect()
}

fn assert_originals(broadsheet: &Broadsheet, manifest: &Manifest, stories: &Stories) -> String {
    let hashes: BTreeSet<&str> = stories.values().flat_map(photos).collect();
    let stored: BTreeMap<&str, String> =
        hashes.into_iter().map(|hash| (hash, broadsheet.photo_sha256(hash))).collect();
    let mut all = BTreeSet::new();
    let mut wrong = Vec::new();
    for post in manifest.harvest() {
        let found: BTreeSet<&str> =
            photos(&stories[&post.path]).into_iter().map(|hash| stored[hash].as_str()).collect();
        let expected: BTreeSet<&str> =
            manifest.originals(post).map(|original| original.sha256.as_str()).collect();
        if found != expected {
            let absent = manifest
                .originals(post)
                .filter(|original| !found.contains(original.sha256.as_str()));
            let absent: Vec<_> = absent.map(|original| &original.url).collect();
            let more = found.difference(&expected).count();
            wrong
                .push(format!("{} {:?}: absent {absent:?}, {more} more", post.path, post.features));
        }
        all.extend(expected.intersection(&found).copied().map(str::to_owned));
    }
    let report = format!("originals: {} of {ORIGINALS}\n{}", all.len(), wrong.join("\n"));
    assert!(wrong.is_empty() && all.len() == ORIGINALS, "{report}");
    report
}

fn assert_no_furniture(manifest: &Manifest, stories: &Stories) {
    for post in manifest.harvest() {
        let text = text(&stories[&post.path], "text");
        for phrase in &manifest.furniture {
            let own = post.blocks.iter().any(|block| block.contains(phrase));
            assert!(own || !text.contains(phrase), "{phrase:?} is in the text of {}", post.path);
        }
    }
}

fn assert_fields(manifest: &Manifest, stories: &Stories) -> String {
    let mut right: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for post in manifest.harvest() {
        let story = &stories[&post.path];
        for (field, is_right) in fields(post, story) {
            *right.entry(field).or_default() += usize::from(is_right);
            if !is_right {
                let says =
                    [field, "byline", "agency"].map(|name| story[name].to_string()).join(" ");
                wrong.push(format!("{field} of {} {:?}: {says}", post.path, post.features));
            }
        }
    }
    let counts: Vec<_> = right.iter().map(|(field, n)| format!("{field} {n}")).collect();
    let report = format!("fields right, of {STORIES}: {}\n{}", counts.join(", "), wrong.join("\n"));
    assert!(wrong.is_empty(), "{report}");
    report
}

fn fields(post: &Post, story: &Value) -> [(&'static str, bool); 7] {
    let byline = text(story, "byline") == post.author;
    let agency = text(story, "agency") == post.author;
    let section = words(story, "section");
    let slug = section.last().map(|name| slug(name)).unwrap_or_default();
    let of_opinion = section.len() == 2 && section[0].eq_ignore_ascii_case("opinion");
    let language = text(story, "language").split('-').next();
    [
        ("headline", fold(text(story, "headline")) == fold(&post.headline())),
        ("author", if post.author_kind == AuthorKind::Agency { agency } else { byline }),
        (
            "tags",
            sorted(words(story, "tags")) == sorted(post.tags.iter().map(String::as_str).collect()),
        ),
        ("section", post.sections.contains(&slug) && (section.len() == 1 || of_opinion)),
        ("language", language == Some(post.lang.as_str())),
        ("kind", text(story, "kind") == post.kind),
        ("published", text(story, "published") == format!("{}+05:30", post.date.replace(' ', "T"))),
    ]
}

fn assert_found(broadsheet: &Broadsheet, manifest: &Manifest, site: &str) {
    let plain = |post: &&Post| {
        post.kind == "article" && !post.features.iter().any(|f| f.starts_with("title-"))
    };
    for language in ["en", "hi", "ur"] {
        for post in manifest.harvest().filter(plain).filter(|post| post.lang == language).take(8) {
            let answer = broadsheet.search(&post.headline().replace('"', " "));
            let hits = answer["hits"].as_array().expect("an answer has hits");
            let url = format!("{site}{}", post.path);
            assert!(
                hits.iter().any(|hit| hit["url"] == url),
                "{} is not found: {answer}",
                post.title
            );
        }
    }
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn words<'a>(value: &'a Value, name: &str) -> Vec<&'a str> {
    value[name].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn sorted(words: Vec<&str>) -> Vec<String> {
    let mut words: Vec<String> = words.into_iter().map(fold).collect();
    words.sort();
    words
}

/// As the paper's addresses have it: `CITY & TOWNS` is `city-towns`.
fn slug(name: &str) -> String {
    match name {
        "اردو" => return "urdu".to_owned(),
        "हिन्दी" => return "hindi".to_owned(),
        _ => {}
    }
    let words = name.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-").to_lowercase()
}
