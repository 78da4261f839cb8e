//! Stories of a folder of real texts, or invented ones.

use std::{fs, io::Read as _, path::Path};

use fastrand::Rng;
use flate2::read::GzDecoder;
use model::{Block, Span};

use crate::days::{Kind, Text, text};

/// Files of each language, and how many stories of each are taken: one of them would drown the others.
const FILES: [(&str, &str, usize); 5] = [
    ("en", "en-wikinews", 10_000),
    ("en", "en-ntrex", 10_000),
    ("en", "en-digitalgov", 300),
    ("ur", "ur-ntrex", 10_000),
    ("hi", "hi-ntrex", 10_000),
];

/// Where stories come from.
pub(crate) struct Texts {
    /// Headline and body; empty where words are invented.
    stories: Vec<(String, Vec<Block>)>,
}

impl Texts {
    /// The stories of a language in a folder.
    pub(crate) fn of(language: &str, folder: Option<&Path>) -> Self {
        let files = FILES.iter().filter(|file| file.0 == language);
        let read = |(_, name, most): &(&str, &str, usize)| {
            let path = folder.map(|folder| folder.join(format!("{name}.jsonl.gz")));
            path.map(|path| stories(&path, *most)).unwrap_or_default()
        };
        Self { stories: files.flat_map(read).collect() }
    }

    /// One of them, or one that is made up now.
    pub(crate) fn pick(&self, kind: Kind, random: &mut Rng) -> Text {
        let mut told = text(kind, random);
        if let Some((headline, body)) = random.choice(&self.stories) {
            told.headline.clone_from(headline);
            told.body.clone_from(body);
        }
        told
    }
}

fn stories(path: &Path, most: usize) -> Vec<(String, Vec<Block>)> {
    let mut text = String::new();
    let read = fs::read(path).and_then(|bytes| GzDecoder::new(&*bytes).read_to_string(&mut text));
    match read {
        Ok(_) => text.lines().filter_map(story).take(most).collect(),
        Err(_) => Vec::new(),
    }
}

fn story(line: &str) -> Option<(String, Vec<Block>)> {
    let story: serde_json::Value = serde_json::from_str(line).ok()?;
    let title = letters_of(story["title"].as_str()?);
    let mut body = Vec::new();
    for part in story["html"].as_str()?.split("</") {
        // What stands before a closing tag: the last opening tag says what it is.
        let tags = ["<p>", "<h2>", "<h3>", "<h4>", "<li>"];
        let opened = tags.iter().filter_map(|tag| Some((part.rfind(tag)?, *tag))).max();
        let Some((at, tag)) = opened else {
            append(&mut body, part);
            continue;
        };
        let words = plain(&part[at + tag.len()..]);
        let spans = vec![Span::plain(words)];
        body.push(match tag {
            "<p>" => Block::Paragraph { spans },
            "<li>" => Block::List { ordered: false, items: vec![vec![Block::Paragraph { spans }]] },
            _ => Block::Heading { level: 2, spans },
        });
    }
    body.retain(|block| !model::plain_text(std::slice::from_ref(block)).trim().is_empty());
    let words = model::plain_text(&body).split_whitespace().count();
    let fits = (90..=2600).contains(&words) && (18..=110).contains(&title.chars().count());
    fits.then_some((title, body))
}

/// What follows a closing tag within a paragraph (`</a> and so on`) belongs to the words before it.
fn append(body: &mut [Block], part: &str) {
    let Some((tag, rest)) = part.split_once('>') else { return };
    let is_inline = matches!(tag, "a" | "em" | "strong" | "b" | "i" | "span");
    let spans = match body.last_mut() {
        Some(Block::Paragraph { spans } | Block::Heading { spans, .. }) if is_inline => spans,
        _ => return,
    };
    if let Some(span) = spans.last_mut() {
        let space = if rest.starts_with(char::is_whitespace) { " " } else { "" };
        span.text = format!("{}{space}{}", span.text, plain(rest));
    }
}

fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => is_tag = true,
            '>' => is_tag = false,
            letter if !is_tag => text.push(letter),
            _ => {}
        }
    }
    letters_of(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text whose entities are the letters that they stand for.
fn letters_of(text: &str) -> String {
    let mut parts = text.split('&');
    let mut letters = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let entity = part.split_once(';').and_then(|(name, rest)| Some((letter(name)?, rest)));
        match entity {
            Some((letter, rest)) => letters.extend([letter.to_string().as_str(), rest]),
            None => letters.extend(["&", part]),
        }
    }
    letters
}

fn letter(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        return number.parse().ok().and_then(char::from_u32);
    }
    let named = [
        ("quot", '"'),
        ("lt", '<'),
        ("gt", '>'),
        ("amp", '&'),
        ("nbsp", '\u{a0}'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("eacute", 'é'),
    ];
    named.iter().find(|(name, _)| *name == entity).map(|(_, letter)| *letter)
}
