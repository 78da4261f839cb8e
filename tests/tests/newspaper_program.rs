//! The test newspaper as a program and over its control addresses, for people and for other languages.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::newspaper::visitor::{ask, get};
use tests::newspaper::{Newspaper, Site};

const CORRECTED: &str = "lake-at-its-lowest-november-in-forty-three-years";
/// The newspaper starts within this time, and nothing is installed for it.
const START: Duration = Duration::from_millis(200);

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_paper"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A running program; it is ended when it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Starts the program for another program and reads its one line.
fn started(arguments: &[&str]) -> (Running, Value) {
    let arguments = [&["--json", "--while-stdin"], arguments].concat();
    let mut running = Running(program(&arguments).spawn().expect("the program starts"));
    let stdout = running.0.stdout.as_mut().expect("it was asked for");
    let mut line = String::new();
    BufReader::new(stdout).read_line(&mut line).expect("it prints a line");
    (running, serde_json::from_str(&line).expect("the line is JSON"))
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn done(method: &str, url: &str, body: &Value) -> Value {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let reply = ask(method, url, &[], &body);
    assert_eq!(reply.status, 200, "{method} {url}: {}", reply.text());
    serde_json::from_str(&reply.text()).expect("answers are JSON")
}

#[test]
fn four_sites_start_at_once_and_end_with_their_starter() {
    let begun = Instant::now();
    let (mut running, sites) = started(&[]);
    let took = begun.elapsed();
    for site in Site::ALL {
        assert_eq!(get(text(&sites, site.name())).status, 200, "{}", site.name());
    }
    drop(running.0.stdin.take());
    assert!(running.0.wait().expect("it is a child of ours").success());
    // The machine may be busy with other tests; a start that is really slow takes much longer.
    assert!(took < START * 10, "{took:?}");
    println!("started in {took:?}");
}

#[test]
fn a_port_that_is_taken_is_one_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = program(&["--port", &port]).output().unwrap();
    assert_eq!(ran.status.code(), Some(1));
    assert!(ran.stdout.is_empty());
    assert_eq!(
        String::from_utf8(ran.stderr).unwrap(),
        format!("Port {port} is taken by another program; choose another with --port.\n")
    );
}

#[test]
fn wrong_usage_is_told() {
    for (arguments, sign) in [
        (&["--preset", "explode"][..], "rest-401"),
        (&["--port", "many"][..], "many"),
        (&["--port", "65533"][..], "65532"),
        (&["--until", "yesterday"][..], "yesterday"),
        (&["--paper", "/nowhere"][..], "paper.toml is missing"),
        (&["--nonsense"][..], "--nonsense"),
    ] {
        let ran = program(arguments).output().unwrap();
        let said = String::from_utf8(ran.stderr).unwrap();
        assert!(matches!(ran.status.code(), Some(1 | 2)), "{arguments:?}");
        assert!(said.contains(sign) && said.lines().count() == 1, "{arguments:?}: {said}");
    }
}

#[test]
fn options_reach_all_sites() {
    let (_running, sites) = started(&["--until", "2026-11-22", "--preset", "sitemaps-off"]);
    let url = text(&sites, "wordpress");
    assert_eq!(get(&format!("{url}/wp-sitemap.xml")).status, 404);
    assert_eq!(get(&format!("{}/sitemap.xml", text(&sites, "sitemap-only"))).status, 404);
    let state = done("GET", &format!("{url}/__paper__/state"), &Value::Null);
    let stories = state["stories"].as_array().unwrap();
    let of = |visibility: &str| {
        let days = stories.iter().filter(|story| story["visibility"] == visibility);
        let mut days: Vec<&str> = days.map(|story| text(story, "day")).collect();
        days.sort_unstable();
        days.dedup();
        days
    };
    assert_eq!(of("public"), ["2026-11-22"]);
    assert_eq!(of("waiting"), ["2026-11-23", "2026-11-24"]);
}

#[test]
fn people_are_told_what_to_try() {
    let mut running = Running(program(&["--while-stdin"]).spawn().unwrap());
    drop(running.0.stdin.take());
    let mut said = String::new();
    running.0.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    for site in Site::ALL {
        assert!(said.contains(site.name()), "{said}");
    }
    for sign in ["source add http", "fetch --since 2026-11-22 --until 2026-11-24", "curl -X POST"] {
        assert!(said.contains(sign), "{sign}: {said}");
    }
    assert!(said.contains("--allow-private") && said.contains(CORRECTED), "{said}");
}

#[test]
fn another_language_edits_the_paper() {
    let paper = Newspaper::start_on(jiff::civil::date(2026, 11, 23));
    let control = format!("{}/__paper__", paper.url());
    let state = done("GET", &format!("{control}/state"), &Value::Null);
    assert_eq!(text(&state, "name"), "The Lantern");

    let waiting = paper.stories().into_iter().find(|post| !post.is_listed()).unwrap();
    assert_eq!(get(&paper.address(&waiting.slug)).status, 404);
    done("POST", &format!("{control}/publish"), &json!({"story": waiting.slug}));
    assert_eq!(get(&paper.address(&waiting.slug)).status, 200);
    done("POST", &format!("{control}/publish"), &json!({"until": "2026-11-24"}));
    assert!(paper.stories().iter().all(tests::newspaper::Post::is_public));

    let own = json!({"headline": "A Story of One’s Own", "text": "First.\n\nSecond.", "section": ["World"]});
    let id = done("POST", &format!("{control}/publish"), &own)["id"].as_u64().unwrap();
    let story = paper.story(&id.to_string());
    assert_eq!((story.slug.as_str(), story.reading.body.len()), ("a-story-of-one-s-own", 2));
    assert!(get(&format!("{}/category/world/", paper.url())).text().contains("One&#8217;s Own"));

    let before = paper.story(CORRECTED);
    done("POST", &format!("{control}/edit"), &json!({"story": CORRECTED}));
    let after = paper.story(CORRECTED);
    assert_ne!(before.reading.headline, after.reading.headline);
    assert!(after.modified().timestamp > before.modified().timestamp);
    let again =
        ask("POST", &format!("{control}/edit"), &[], &json!({"story": CORRECTED}).to_string());
    assert_eq!(again.status, 400);
    assert!(again.text().contains("no later version"));

    let old = paper.address(CORRECTED);
    done(
        "POST",
        &format!("{control}/edit"),
        &json!({"story": CORRECTED, "slug": "lake", "published": "2026-11-20T08:00:00+05:30"}),
    );
    let moved = get(&old);
    assert_eq!((moved.status, moved.header("location")), (301, paper.address("lake").as_str()));
    assert!(paper.address("lake").ends_with("/2026/11/20/lake/"));
    done("POST", &format!("{control}/remove"), &json!({"story": "lake"}));
    assert_eq!(get(&paper.address("lake")).status, 404);
    assert_eq!(get(&format!("{}/wp-json/wp/v2/posts/{}", paper.url(), before.id)).status, 404);
}

#[test]
fn another_language_makes_faults_and_reads_the_log() {
    let paper = Newspaper::start();
    let control = format!("{}/__paper__", paper.url());
    let rule = json!({"match": "^/feed/", "do": "status", "code": 500});
    let rules = done("POST", &format!("{control}/rules"), &rule);
    assert_eq!(rules[0]["do"], "status");
    assert_eq!(get(&format!("{}/feed/", paper.url())).status, 500);
    done("PUT", &format!("{control}/preset/feed-broken"), &Value::Null);
    assert_eq!(get(&format!("{}/feed/", paper.url())).status, 200);
    assert_eq!(done("DELETE", &format!("{control}/rules"), &Value::Null), json!([]));

    let log = done("GET", &format!("{control}/log"), &Value::Null);
    assert_eq!(log.as_array().unwrap().len(), 2, "control is not logged: {log}");
    assert_eq!((&log[0]["rule"], &log[0]["status"]), (&json!("status"), &json!(500)));
    let summary = done("GET", &format!("{control}/summary"), &Value::Null);
    assert_eq!((&summary["requests"], &summary["most_in_flight"]), (&json!(2), &json!(1)));
    assert_eq!(summary["asked_twice"]["/feed/"], 2);
    done("DELETE", &format!("{control}/log"), &Value::Null);
    assert!(paper.log().is_empty());

    for (path, body) in [
        ("rules", "{"),
        ("rules", r#"{"do": "explode"}"#),
        ("rules", r#"{"match": "(", "do": "cut"}"#),
        ("edit", r#"{"story": "nowhere"}"#),
        ("edit", r#"{"story": "letters-to-the-editor", "slug": "who-reads-the-gauge"}"#),
        ("edit", r#"{"story": "letters-to-the-editor", "slug": ""}"#),
        ("edit", r#"{"story": "letters-to-the-editor", "slug": "../x y"}"#),
        ("publish", "{}"),
    ] {
        let refused = ask("POST", &format!("{control}/{path}"), &[], body);
        assert_eq!(refused.status, 400, "{path} {body}");
        assert!(refused.text().contains("error"));
    }
    assert_eq!(get(&format!("{control}/nonsense")).status, 404);
    let wrong = ask("PATCH", &format!("{control}/rules"), &[], "");
    assert_eq!(wrong.status, 404);
    assert!(wrong.text().contains("PATCH rules"), "{}", wrong.text());
}
