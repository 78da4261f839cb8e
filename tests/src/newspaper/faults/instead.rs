use super::{Fault, bombs, presets};
use crate::newspaper::http::{Answer, Request, http_date, unix_seconds};

const NOT_FOUND: &str = "<html><head><title>Page not found</title></head>\
    <body><h1>404</h1><p>Sorry the page was not found</p></body></html>";
const SOMETHING_ELSE: &str = "<!doctype html><html><head><title>Welcome</title></head>\
    <body><h1>This is not what you asked for</h1></body></html>";

/// What is answered in place of the site; none: the site is asked.
pub(super) fn answer(fault: &Fault, request: &Request) -> Option<Answer> {
    let target = request.target.as_str();
    Some(match fault {
        Fault::Status { code, headers, body } => {
            let body = body.clone().unwrap_or_else(|| format!("<h1>{code}</h1>"));
            let mut answer = page(*code, body);
            for (name, value) in headers {
                answer.set(name, value.as_str());
            }
            answer
        }
        Fault::Empty => page(200, ""),
        Fault::Gone { code } => page(*code, NOT_FOUND),
        Fault::RetryAfter { code, s, date } => {
            let until = if *date { date_in(*s) } else { s.to_string() };
            page(*code, "<h1>Too Many Requests</h1>").with("Retry-After", until)
        }
        Fault::Redirect { to, code } => Answer::redirect(*code, to),
        Fault::Login => {
            let back: String = url::form_urlencoded::byte_serialize(target.as_bytes()).collect();
            Answer::redirect(302, &format!("/wp-login.php?redirect_to={back}"))
        }
        Fault::Loop { code } => {
            let again = if target.contains('?') { "" } else { "?again=1" };
            Answer::redirect(*code, &format!("{target}{again}"))
        }
        Fault::Chain { n } => {
            let hop: u32 = request.parameter("hop").and_then(|hop| hop.parse().ok()).unwrap_or(0);
            if hop >= *n {
                return None;
            }
            Answer::redirect(302, &format!("{}?hop={}", request.raw_path(), hop + 1))
        }
        Fault::Waf { kind } => presets::wall(kind),
        Fault::Html { kind } => Answer::new(200, kind, SOMETHING_ELSE),
        Fault::Bomb { kind, mb } => bombs::packed(kind, *mb),
        Fault::AlwaysNotModified => Answer::bare(304),
        _ => return None,
    })
}

fn page(status: u16, body: impl Into<Vec<u8>>) -> Answer {
    Answer::new(status, "text/html; charset=UTF-8", body)
}

fn date_in(seconds: u32) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "seconds since 1970 are no large number")]
    let time = jiff::Timestamp::from_second(unix_seconds() as i64 + i64::from(seconds));
    http_date(time.ok())
}
