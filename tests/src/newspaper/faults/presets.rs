use serde_json::{Value, json};

use super::Rule;
use crate::newspaper::http::Answer;

const REST: &str = r"^/wp-json|[?&]rest_route=";
const FEED: &str = r"/feed/|[?&]feed=|/(rss|atom)\.xml";
const SITEMAP: &str = r"sitemap.*\.xml";
const PICTURE: &str = r"(?i)\.(jpe?g|png|webp)(\?|$)";
const SIZED: &str = r"-\d+x\d+\.";
const NOTICE: &str =
    "\n<br />\n<b>Notice</b>: Undefined index in <b>functions.php</b> on line <b>7</b><br />\n";
const NEEDS_LOGIN: &str = r#"{"code":"rest_cannot_access","message":"DRA: Only authenticated users can access the REST API.","data":{"status":401}}"#;

/// What can be told by name, beside `robots-…`.
const NAMES: [&str; 26] = [
    "none",
    "rest-401",
    "rest-403",
    "rest-404",
    "rest-html",
    "rest-notice",
    "rest-users-off",
    "feed-broken",
    "feed-off",
    "feed-space",
    "sitemaps-broken",
    "sitemaps-off",
    "bare",
    "overload",
    "maintenance",
    "flaky",
    "pictures-bad",
    "hotlink",
    "originals-gone",
    "ssrf",
    "cloudflare",
    "cookie-wall",
    "slow",
    "validators-lie",
    "dates-wrong",
    "numbers-twice",
];
const ROBOTS: [&str; 9] =
    ["allow", "deny", "deny-us", "delay", "no-rest", "wild", "html", "huge", "bom"];
const ROBOTS_STATUS: [u16; 4] = [404, 403, 500, 503];

/// The names of all presets.
pub(crate) fn names() -> Vec<String> {
    let robots = ROBOTS.iter().map(|name| format!("robots-{name}"));
    let status = ROBOTS_STATUS.iter().map(|status| format!("robots-{status}"));
    NAMES.iter().map(ToString::to_string).chain(robots).chain(status).collect()
}

/// The rules of a preset: a way in which real sites fail.
///
/// # Errors
/// If there is none of that name; names them all.
pub(crate) fn preset(name: &str) -> Result<Vec<Rule>, String> {
    let unknown = || format!("There is no preset “{name}”; there are {}.", names().join(", "));
    if !names().iter().any(|it| it == name) {
        return Err(unknown());
    }
    let rules = match name.strip_prefix("robots-") {
        Some(kind) => json!([robots(kind)]),
        None => rules(name),
    };
    serde_json::from_value(rules).map_err(|_| unknown())
}

fn rules(name: &str) -> Value {
    match name {
        "rest-401" => json!([{"match": REST, "do": "status", "code": 401,
            "headers": {"Content-Type": "application/json"}, "body": NEEDS_LOGIN}]),
        "rest-403" => json!([{"match": REST, "do": "waf", "kind": "modsecurity"}]),
        "rest-404" => json!([{"match": REST, "do": "gone", "code": 404}]),
        "rest-html" => json!([{"match": REST, "do": "html", "type": "text/html"}]),
        "rest-notice" => json!([{"match": REST, "do": "prefix", "text": NOTICE}]),
        "rest-users-off" => json!([{"match": r"^/wp-json/wp/v2/users", "do": "status", "code": 401,
            "body": r#"{"code":"rest_user_cannot_view"}"#}]),
        "feed-broken" => json!([{"match": FEED, "do": "truncate", "part": 0.6}]),
        "feed-off" => json!([{"match": FEED, "do": "status", "code": 500}]),
        "feed-space" => json!([{"match": FEED, "do": "prefix", "text": "\n \n"}]),
        "sitemaps-broken" => json!([{"match": SITEMAP, "do": "truncate", "part": 0.6}]),
        "dates-wrong" => json!([{"match": format!("{REST}|{FEED}|{SITEMAP}"), "do": "replace",
            "find": r"2026(-\d\d-\d\dT| \d\d:)", "with": "2062$1"}]),
        "numbers-twice" => {
            json!([{"match": REST, "do": "replace", "find": r#""id":10\d\d"#, "with": r#""id":1001"#}])
        }
        "sitemaps-off" => json!([{"match": SITEMAP, "do": "gone", "code": 404}]),
        "bare" => {
            json!([{"match": format!("{REST}|{FEED}|{SITEMAP}"), "do": "gone", "code": 404}])
        }
        "overload" => {
            json!([{"match": "", "do": "retry_after", "code": 429, "s": 2, "every": 5}])
        }
        "maintenance" => {
            json!([{"match": "", "do": "retry_after", "code": 503, "s": 3, "times": 3}])
        }
        "flaky" => json!([
            {"match": "", "do": "cut", "at": 3000, "chance": 0.1},
            {"match": "", "do": "status", "code": 502, "chance": 0.1},
            {"match": "", "do": "drop", "chance": 0.05},
        ]),
        "pictures-bad" => json!([
            {"match": PICTURE, "do": "truncate", "part": 0.5, "every": 4},
            {"match": PICTURE, "do": "html", "type": "image/jpeg", "every": 5},
            {"match": PICTURE, "do": "gone", "code": 404, "every": 6},
        ]),
        "hotlink" => {
            json!([{"match": PICTURE, "do": "status", "code": 403, "no_referer": true}])
        }
        "originals-gone" => {
            json!([{"match": PICTURE, "except": SIZED, "do": "gone", "code": 404}])
        }
        "ssrf" => json!([
            {"match": PICTURE, "do": "redirect", "to": "http://169.254.169.254/latest/meta-data/", "every": 2},
            {"match": PICTURE, "do": "redirect", "to": "http://10.0.0.1/a.jpg"},
        ]),
        "cloudflare" => json!([{"match": "", "do": "waf", "kind": "cloudflare"}]),
        "cookie-wall" => json!([{"match": "", "do": "waf", "kind": "cookie"}]),
        "slow" => json!([{"match": "", "do": "slow", "bytes": 2000, "s": 0.1}]),
        "validators-lie" => json!([{"match": "", "do": "stale"}]),
        _ => json!([]),
    }
}

fn robots(kind: &str) -> Value {
    let only = r"^/robots\.txt$";
    if let Ok(status) = kind.parse::<u16>() {
        return json!({"match": only, "do": "status", "code": status});
    }
    let body = match kind {
        "deny" => "User-agent: *\nDisallow: /\n".to_owned(),
        "deny-us" => "User-agent: Broadsheet\nDisallow: /\n\nUser-agent: *\nAllow: /\n".to_owned(),
        "delay" => "User-agent: *\nCrawl-delay: 5\nDisallow: /wp-admin/\n".to_owned(),
        "no-rest" => {
            "User-agent: *\nDisallow: /wp-json/\nDisallow: /?rest_route=\nDisallow: /*/feed/\n"
                .to_owned()
        }
        "wild" => {
            "User-agent: *\nDisallow: /*?s=\nDisallow: /2026/*/*-bell*/$\nAllow: /\n".to_owned()
        }
        "html" => "<!doctype html><title>Not robots</title>".to_owned(),
        "huge" => format!("User-agent: *\n{}Disallow: /2\n", "Disallow: /x\n".repeat(60_000)),
        "bom" => "\u{feff}User-agent: *\nDisallow: /category/\n".to_owned(),
        _ => "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n".to_owned(),
    };
    json!({"match": only, "do": "status", "code": 200,
        "headers": {"Content-Type": "text/plain"}, "body": body})
}

/// The page of a firewall: what tells it from a story.
pub(super) fn wall(kind: &str) -> Answer {
    let page = |status, body: &str| Answer::new(status, "text/html; charset=UTF-8", body);
    match kind {
        "wordfence" => page(
            503,
            "<html><head><title>Your access to this site has been limited</title></head>\
             <body><h1>Your access to this site has been limited by the site owner</h1>\
             <p>Generated by Wordfence</p></body></html>",
        )
        .with("Retry-After", "60"),
        "sucuri" => page(
            403,
            "<html><head><title>Sucuri WebSite Firewall - Access Denied</title></head>\
             <body><h1>Access Denied - Sucuri Website Firewall</h1></body></html>",
        )
        .with("Server", "Sucuri/Cloudproxy")
        .with("X-Sucuri-Block", "1"),
        "modsecurity" => page(
            406,
            "<html><head><title>Not Acceptable!</title></head><body><h1>Not Acceptable!</h1>\
             <p>An appropriate representation of the requested resource could not be found on this server.\
              This error was generated by Mod_Security.</p></body></html>",
        )
        .with("Server", "Apache"),
        "cookie" => page(
            200,
            "<html><head><title>One moment, please...</title><meta http-equiv=\"refresh\" content=\"5\"></head>\
             <body>Please wait while your request is being verified...\
             <script>document.cookie=\"ok=1\";location.reload()</script></body></html>",
        )
        .with("Set-Cookie", "wall=1; path=/"),
        _ => page(
            403,
            "<!DOCTYPE html><html lang=\"en-US\"><head><title>Just a moment...</title>\
             <meta name=\"robots\" content=\"noindex,nofollow\"><meta http-equiv=\"refresh\" content=\"390\"></head>\
             <body><noscript>Enable JavaScript and cookies to continue</noscript>\
             <script>window._cf_chl_opt={};</script>\
             <script src=\"/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1\"></script></body></html>",
        )
        .with("Server", "cloudflare")
        .with("cf-mitigated", "challenge")
        .with("CF-RAY", "8f0000000000-DEL"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::newspaper::faults::Rules;

    #[test]
    fn every_preset_has_rules_that_can_be_read() {
        for name in names() {
            let rules = preset(&name).unwrap();
            assert_eq!(rules.is_empty(), name == "none", "{name}");
            Rules::default().replace(rules).unwrap();
        }
        assert!(preset("explode").unwrap_err().contains("rest-401"));
    }
}
