use archive::PictureAddress;
use jiff::civil::{Date, DateTime, Time};
use model::{Block, Direction, Reading, plain_text};
use serde::Deserialize;
use serde_json::{Map, Value};
use url::Url;

/// One line of the format `stories`.
#[derive(Debug, Deserialize)]
#[serde(default)]
struct Line {
    id: Value,
    url: String,
    lang: String,
    date: Option<Date>,
    time: String,
    section: String,
    byline: String,
    agency: String,
    dateline: String,
    headline: String,
    deck: String,
    tags: Vec<String>,
    body: String,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            id: Value::Null,
            url: String::new(),
            lang: "en".to_owned(),
            date: None,
            time: String::new(),
            section: String::new(),
            byline: String::new(),
            agency: String::new(),
            dateline: String::new(),
            headline: String::new(),
            deck: String::new(),
            tags: Vec::new(),
            body: String::new(),
        }
    }
}

/// A line that was understood.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Id of its source.
    pub(crate) source: String,
    /// The front page of its source.
    pub(crate) home: String,
    /// Its own id, if it names one.
    pub(crate) id: Option<String>,
    /// The edition's day.
    pub(crate) day: Date,
    /// When it was published on the clocks of its source.
    pub(crate) published: DateTime,
    /// The rest; the moment of publication is to be filled in.
    pub(crate) reading: Reading,
    /// Pictures that come with it.
    pub(crate) pictures: Vec<PictureAddress>,
}

/// Reads one line of the format `stories`.
///
/// # Errors
/// Says why it is no story, to follow its number.
pub(crate) fn entry(text: &str) -> Result<Entry, String> {
    if !text.trim_start().starts_with('{') {
        return Err("it is no JSON object".to_owned());
    }
    let line: Line = serde_json::from_str(text).map_err(|_| complaint(text))?;
    let day = line.date.ok_or("it has no date")?;
    if line.headline.is_empty() && line.body.is_empty() {
        return Err("it has neither headline nor body".to_owned());
    }
    let address = web_address(&line.url)?;
    let time: Time = line.time.parse().unwrap_or(Time::midnight());
    let body = body(&line.body, &address);
    debug_assert_eq!(plain_text(&body).is_empty(), body.is_empty());
    let direction = Direction::of_language(&line.lang);
    Ok(Entry {
        source: source_id(&address),
        home: address.join("/").map(String::from).unwrap_or_default(),
        id: match line.id {
            Value::String(id) if !id.is_empty() => Some(id),
            Value::Number(id) => Some(id.to_string()),
            _ => None,
        },
        day,
        published: day.to_datetime(time),
        reading: Reading {
            url: line.url.trim().to_owned(),
            headline: line.headline,
            deck: line.deck,
            byline: line.byline,
            agency: line.agency,
            dateline: line.dateline,
            section: line
                .section
                .split('>')
                .map(|name| name.trim().to_owned())
                .filter(|name| !name.is_empty())
                .collect(),
            tags: line.tags,
            language: line.lang,
            direction,
            body,
            ..Reading::default()
        },
        pictures: Vec::new(),
    })
}

/// Ends of elements that text alone does not have.
const MARKUP: [&str; 14] = [
    "</p>",
    "<br",
    "</div>",
    "</li>",
    "</blockquote>",
    "</h2>",
    "</h3>",
    "</h4>",
    "</table>",
    "</a>",
    "</b>",
    "</em>",
    "</i>",
    "</strong>",
];

/// The elements among them that make paragraphs.
const PARAGRAPHS: usize = 9;

/// The body of a story: HTML where it holds any, without its pictures, else paragraphs with a blank line between them.
fn body(text: &str, address: &Url) -> Vec<Block> {
    let lower = text.to_ascii_lowercase();
    let holds = |signs: &[&str]| signs.iter().any(|sign| lower.contains(sign));
    let paragraphs = text.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
    if holds(&MARKUP[..PARAGRAPHS]) {
        extract::body(text, address)
    } else if holds(&MARKUP) {
        let html: String = paragraphs.map(|text| format!("<p>{text}</p>")).collect();
        extract::body(&html, address)
    } else {
        paragraphs.map(Block::paragraph).collect()
    }
}

/// The address of a web page that names no user.
pub(crate) fn web_address(text: &str) -> Result<Url, &'static str> {
    if text.trim().is_empty() {
        return Err("it has no address");
    }
    let url = Url::parse(text).map_err(|_| "its address is no address of a web page")?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("its address does not begin with http:// or https://");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("its address names a user");
    }
    Ok(url)
}

/// The host without `www.`, and the port where it is not the usual one.
pub(crate) fn source_id(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// What is wrong with a line that could not be read, in plain words.
fn complaint(text: &str) -> String {
    let fields: Map<String, Value> = match serde_json::from_str(text) {
        Ok(fields) => fields,
        Err(error) if error.is_eof() => return "it is no JSON object: it breaks off".to_owned(),
        Err(error) => {
            // The column counts bytes; who looks for it counts letters.
            let before =
                text.get(..error.column()).map_or(error.column(), |text| text.chars().count());
            return format!("it is no JSON object from character {before} on");
        }
    };
    let wrong = fields.iter().find_map(|(name, value)| field_complaint(name, value));
    wrong.unwrap_or_else(|| "it gives a field twice".to_owned())
}

fn field_complaint(name: &str, value: &Value) -> Option<String> {
    let (right, wanted) = match name {
        "date" => {
            let is_day = value.as_str().is_some_and(|day| day.parse::<Date>().is_ok());
            (is_day || value.is_null(), "day such as 2020-04-03")
        }
        "tags" => {
            let is_list = value.as_array().is_some_and(|tags| tags.iter().all(Value::is_string));
            (is_list, "list of texts")
        }
        "url" | "lang" | "time" | "section" | "byline" | "agency" | "dateline" | "headline"
        | "deck" | "body" => (value.is_string(), "text"),
        _ => (true, ""),
    };
    (!right).then(|| format!("its {name} is no {wanted}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_line_as_databases_print_it() {
        let line = r#"{"id": 7, "url": "https://paper.example/7/", "lang": "ur", "date": "2020-04-03", "time": "10:25",
            "section": "Opinion > Editorial", "headline": "سرخی", "body": "ایک۔\n\nدو۔", "tags": ["x"], "more": 1}"#;
        let entry = entry(line).unwrap();
        assert_eq!((entry.source.as_str(), entry.id.as_deref()), ("paper.example", Some("7")));
        assert_eq!(entry.reading.section, ["Opinion", "Editorial"]);
        assert_eq!(entry.published.to_string(), "2020-04-03T10:25:00");
        assert_eq!(entry.reading.direction, Direction::Rtl);
        assert_eq!(entry.reading.body.len(), 2);
    }

    #[test]
    fn a_body_of_markup_is_read_as_a_page_is() {
        let page = Url::parse("https://paper.example/7/").unwrap();
        let texts = |html: &str| plain_text(&body(html, &page));
        assert_eq!(
            texts("<p>Snow &amp; <b>ice</b>.</p><h2>Roads</h2><P>Shut.</P>"),
            "Snow & ice.\n\nRoads\n\nShut."
        );
        assert_eq!(texts("Snow, <em>again</em>.\n\nShut."), "Snow, again.\n\nShut.");
        assert_eq!(texts("If a <b and c> d.\n\nShut."), "If a <b and c> d.\n\nShut.");
    }

    #[test]
    fn names_what_is_wrong_with_a_line() {
        for (line, why) in [
            ("{", "it is no JSON object: it breaks off"),
            ("[1]", "it is no JSON object"),
            (r#"{"url": x}"#, "it is no JSON object from character 9 on"),
            (r#"{"deck": "برف", x}"#, "it is no JSON object from character 17 on"),
            (r#"{"url": "https://a.example/", "headline": "x"}"#, "it has no date"),
            (r#"{"date": "2020-13-01", "headline": "x"}"#, "its date is no day such as 2020-04-03"),
            (r#"{"date": "2020-01-01", "headline": 5}"#, "its headline is no text"),
            (r#"{"date": "2020-01-01", "tags": "x"}"#, "its tags is no list of texts"),
            (r#"{"deck": "x", "deck": "x"}"#, "it gives a field twice"),
            (r#"{"date": "2020-01-01", "headline": "x"}"#, "it has no address"),
            (
                r#"{"date": "2020-01-01", "url": "https://a.example/"}"#,
                "it has neither headline nor body",
            ),
        ] {
            assert_eq!(entry(line).unwrap_err(), why, "{line}");
        }
    }

    #[test]
    fn a_source_is_the_host_of_a_web_page() {
        let id = |text: &str| web_address(text).map(|url| source_id(&url));
        assert_eq!(id("https://www.Paper.example/7/?a://b"), Ok("paper.example".to_owned()));
        assert_eq!(id("http://paper.example:8080/7/"), Ok("paper.example:8080".to_owned()));
        assert_eq!(id("https://paper.example:443"), Ok("paper.example".to_owned()));
        for bad in ["ftp://paper.example/", "https://me:pw@paper.example/", "paper", "https://"] {
            assert!(id(bad).is_err(), "{bad}");
        }
    }
}
