//! A newspaper is found by whatever address a reader has, shown before it is added, and never added twice.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;
use tests::{Broadsheet, Wordpress, fold};

/// One small newspaper for all tests of this file.
static WORDPRESS: LazyLock<Wordpress> = LazyLock::new(|| {
    let wordpress = Wordpress::start();
    let size = ["--days", "3", "--per-day", "20", "--photos", "30", "--until", "2026-11-20"];
    wordpress.seed(&size);
    wordpress
});

#[test]
fn what_was_found_is_shown_and_nothing_is_stored() {
    let proxy = WORDPRESS.behind("none");
    let broadsheet = Broadsheet::new();
    let found =
        broadsheet.json(&format!("source add {} --dry-run --allow-private --json", proxy.url()));
    assert!(!broadsheet.archive().exists(), "nothing is stored");

    let printed: BTreeSet<String> =
        WORDPRESS.manifest().harvest().map(|post| fold(&post.headline())).collect();
    let preview = found["preview"].as_array().unwrap();
    assert_eq!(preview.len(), 10);
    for story in preview {
        assert!(printed.contains(&fold(story["headline"].as_str().unwrap())), "{story}");
        assert!(!story["section"].as_array().unwrap().is_empty(), "{story}");
        assert_eq!(story["lead"]["photo"], Value::Null, "no picture is downloaded");
    }
    assert!(preview.iter().any(|story| !story["opening"].as_array().unwrap().is_empty()));
    assert!(preview.iter().any(|story| story["byline"] != "" || story["agency"] != ""));

    let reaches = found["reaches"].as_array().unwrap();
    let field = |name: &str| reaches.iter().map(|reach| reach[name].clone()).collect::<Vec<_>>();
    assert_eq!(field("reach"), ["day", "all"], "the paper is three days old");
    assert_eq!(reaches[0]["stories"], found["newest_day_stories"]);
    assert_eq!(reaches[1]["stories"], found["stories"]);
    assert_eq!(reaches[1]["since"], found["oldest_day"]);
    for name in ["stories", "pictures", "bytes", "seconds"] {
        let values: Vec<u64> = field(name).iter().map(|value| value.as_u64().unwrap()).collect();
        assert!(values[0] > 0 && values[0] < values[1], "{name}: {values:?}");
    }
    assert_eq!(found["free"], Value::Null, "there is no archive yet");

    let asked: Vec<String> = proxy.take_log().into_iter().map(|request| request.path).collect();
    assert!(asked.len() <= 10, "a site is asked for little before it is added: {asked:#?}");
    assert!(asked.iter().all(|path| !path.contains("/uploads/")), "{asked:#?}");
}

#[test]
fn a_paper_is_added_once_and_gets_the_sections_that_are_named_later() {
    let broadsheet = Broadsheet::new();
    let url = WORDPRESS.url();
    let first = broadsheet.run(&format!("source add {url} --sections nation --allow-private"));
    assert_eq!(first.status, Some(0), "{}", first.stderr);
    let host = url.strip_prefix("http://").unwrap();
    for said in ["The Valley Gazette\n", "How far back\n", "are free.", "is followed as"] {
        assert!(first.stdout.contains(said), "{said}: {}", first.stdout);
    }
    let archive = broadsheet.archive().display();
    let fetching = format!("broadsheet --archive {archive} fetch {host}\n");
    assert!(first.stdout.contains(&fetching), "{}", first.stdout);
    assert_eq!(followed(&broadsheet), ["nation"]);

    let again = broadsheet.run(&format!("source add {url} --allow-private"));
    assert_eq!((again.status, again.stdout.lines().count()), (Some(0), 1), "{}", again.stdout);
    assert!(again.stdout.contains("is followed already"), "{}", again.stdout);
    assert_eq!(followed(&broadsheet), ["nation"], "nothing was named, so nothing changes");

    let more = format!("source add {url} --sections world --allow-private --json");
    assert_eq!(broadsheet.json(&more)["id"], host);
    assert_eq!(followed(&broadsheet), ["nation", "world"]);
    let sources = broadsheet.json("source list --json");
    assert_eq!(sources["sources"].as_array().unwrap().len(), 1);
    broadsheet.assert_whole();
}

#[test]
fn the_address_of_a_story_leads_to_its_paper() {
    let manifest = WORDPRESS.manifest();
    let story = manifest.harvest().next().unwrap();
    assert_leads_to_the_paper(&format!("{}?utm_source=letter#comments", story.url));
}

#[test]
fn the_address_of_a_section_leads_to_its_paper() {
    assert_leads_to_the_paper(&format!("{}/category/nation/", WORDPRESS.url()));
}

#[test]
fn the_address_of_a_feed_leads_to_its_paper() {
    assert_leads_to_the_paper(&format!("{}/feed/", WORDPRESS.url()));
}

#[test]
fn a_path_that_is_gone_leads_to_the_paper_in_capitals_too() {
    let url = WORDPRESS.url().replace("http://", "HTTP://");
    assert_leads_to_the_paper(&format!(" {url}/No/Such/Page/ "));
}

#[test]
fn a_name_in_another_script_is_shown_in_it_and_kept_in_ascii() {
    let port = WORDPRESS.url().rsplit(':').next().unwrap();
    for (typed, id) in [
        (format!("http://परीक्षा.localhost:{port}"), "xn--11b5bs3a9aj6g.localhost"),
        (format!("http://XN--MGBAAM7A8H.localhost.:{port}/"), "xn--mgbaam7a8h.localhost"),
    ] {
        let broadsheet = Broadsheet::new();
        let ran = broadsheet.run(&format!("source add {typed} --allow-private"));
        assert_eq!(ran.status, Some(0), "{}", ran.stderr);
        let shown = if id.contains("11b5") {
            "http://परीक्षा.localhost"
        } else {
            "http://امارات.localhost"
        };
        assert!(ran.stdout.contains(&format!("{shown}:{port}/\n")), "{}", ran.stdout);
        let source = broadsheet.json(&format!("source show {id}:{port} --json"));
        assert_eq!(source["url"], format!("http://{id}:{port}/"));
    }
}

#[test]
fn a_name_below_localhost_is_private() {
    let port = WORDPRESS.url().rsplit(':').next().unwrap();
    let broadsheet = Broadsheet::new();
    let ran = broadsheet.run(&format!("source add http://परीक्षा.localhost:{port}"));
    assert_eq!(ran.status, Some(1));
    let named = format!("परीक्षा.localhost:{port} lies on this computer");
    assert!(
        ran.stderr.starts_with(&named) && ran.stderr.contains("--allow-private"),
        "{}",
        ran.stderr
    );
}

#[test]
fn what_is_no_address_gets_one_sentence_that_says_what_to_type() {
    let broadsheet = Broadsheet::new();
    for (typed, advice) in [
        ("", "such as gazette.example."),
        (" gazette .example ", "If you mean gazette.example, type that alone."),
        ("the valley gazette", "does not search the web"),
        ("editor@gazette.example", "such as gazette.example."),
        ("/home/reader/paper.html", "broadsheet import"),
        ("C:\\papers\\paper.html", "broadsheet import"),
        ("gazette", "such as gazette.example."),
        ("ftp://gazette.example", "as in a browser"),
        ("xn--zzzzzz.example", "as in a browser"),
    ] {
        let ran = broadsheet.run_with("source add", &[typed]);
        assert_eq!(ran.status, Some(1), "{typed}: {}", ran.stderr);
        let line = ran.stderr.strip_suffix('\n').unwrap();
        assert!(line.contains(advice) && line.ends_with('.'), "{typed}: {line}");
        assert!(!line.contains('\n'), "{line}");
        assert_eq!(broadsheet.json("source list --json")["sources"], Value::Array(Vec::new()));
    }
}

/// The address is found as the paper itself: its own front page, sections and id.
fn assert_leads_to_the_paper(address: &str) {
    let broadsheet = Broadsheet::new();
    let ran = broadsheet.run_with("source add --dry-run --allow-private --json", &[address]);
    assert_eq!(ran.status, Some(0), "{address}: {}", ran.stderr);
    let found = ran.json();
    assert_eq!(found["url"], format!("{}/", WORDPRESS.url()));
    assert_eq!(WORDPRESS.url().strip_prefix("http://"), found["id"].as_str());
    let sections = found["sections"].as_array().map_or(0, Vec::len);
    assert!(sections > 15, "the menu of the front page was read");
}

fn followed(broadsheet: &Broadsheet) -> Vec<String> {
    let sources = broadsheet.json("source list --json");
    let sections = sources["sources"][0]["sections"].as_array().into_iter().flatten();
    let followed = sections.filter(|section| section["followed"] == true);
    followed.filter_map(|section| section["slug"].as_str().map(str::to_owned)).collect()
}
