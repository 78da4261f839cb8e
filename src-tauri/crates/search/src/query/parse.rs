//! Reads a query as it is typed: no text is an error, what cannot be read is put aside and said.

use super::scope::Scope;

/// A part of a query, as it was typed.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// All of them.
    All(Vec<Self>),
    /// Any of them.
    Any(Vec<Self>),
    /// Without it.
    Not(Box<Self>),
    /// In one field.
    In(Scope, Box<Self>),
    /// A word; `*` and `?` stand for letters.
    Word {
        text: String,
        /// The reader may still be typing it.
        unfinished: bool,
    },
    /// Words that differ from it by a few letters.
    Like {
        text: String,
        /// 1 or 2; none for what suits the word's length.
        edits: Option<u8>,
    },
    /// Words that follow each other, with as many others between as the slop says.
    Phrase {
        text: String,
        slop: u32,
        /// The reader may still be typing its last word.
        unfinished: bool,
    },
    /// A regular expression for a word.
    Pattern(String),
}

/// A query as it was typed, and what could not be read of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Parsed {
    /// None when nothing was asked.
    pub(super) query: Option<Part>,
    /// As typed.
    pub(super) ignored: Vec<String>,
}

/// Longest query that is read, in characters.
const LONGEST: usize = 4_000;
/// Parentheses within each other that are read.
const DEEPEST: usize = 8;
/// Words and phrases that are read.
const MOST: usize = 32;
/// Words that may lie between those of a phrase.
const WIDEST: u32 = 50;

/// Reads a query.
///
/// `growing`: a last word without white space behind it may be unfinished.
pub(super) fn parse(text: &str, growing: bool) -> Parsed {
    let cut = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let mut parser = Parser {
        rest: &text[..cut],
        growing: growing && cut == text.len(),
        depth: 0,
        taken: 0,
        ignored: Vec::new(),
    };
    let query = parser.all();
    let mut ignored = parser.ignored;
    if cut < text.len() {
        ignored.push(text[cut..].to_owned());
    }
    Parsed { query, ignored }
}

struct Parser<'a> {
    rest: &'a str,
    growing: bool,
    depth: usize,
    taken: usize,
    ignored: Vec<String>,
}

impl<'a> Parser<'a> {
    /// Parts up to the end or the closing parenthesis; `OR` binds its two neighbours.
    fn all(&mut self) -> Option<Part> {
        let mut all: Vec<Part> = Vec::new();
        loop {
            self.skip_space();
            if self.rest.is_empty() || self.depth > 0 && self.ends() {
                break;
            }
            if self.rest.starts_with(')') {
                self.ignore(1);
            } else if self.take_keyword("AND") {
                // Parts are joined by `and` anyway.
            } else if let Some(or) = self.keyword("OR") {
                self.or(&mut all, or);
            } else if let Some(part) = self.part() {
                all.push(part);
            }
        }
        match all.len() {
            0 => None,
            1 => all.pop(),
            _ => Some(Part::All(all)),
        }
    }

    /// Joins the part before `OR` and the one behind it.
    fn or(&mut self, all: &mut Vec<Part>, or: usize) {
        let Some(left) = all.pop() else { return self.ignore(or) };
        let typed = &self.rest[..or];
        self.rest = &self.rest[or..];
        self.skip_space();
        let right = if self.ends() { None } else { self.part() };
        all.push(match (left, right) {
            (left, None) => {
                self.ignored.push(typed.to_owned());
                left
            }
            (Part::Any(mut any), Some(right)) => {
                any.push(right);
                Part::Any(any)
            }
            (left, Some(right)) => Part::Any(vec![left, right]),
        });
    }

    /// One part; none when it could not be read, which is noted.
    fn part(&mut self) -> Option<Part> {
        if let Some(negation) = self.negation() {
            let typed = &self.rest[..negation];
            self.rest = &self.rest[negation..];
            self.skip_space();
            // `- - -` would nest as deeply as it is long.
            let part = if self.negation().is_some() || self.ends() { None } else { self.part() };
            if part.is_none() {
                self.ignored.push(typed.trim_end().to_owned());
            }
            return part.map(|part| Part::Not(Box::new(part)));
        }
        if let Some((scope, behind)) = Scope::before_colon(self.rest) {
            return self.field(scope, behind);
        }
        self.atom()
    }

    /// Length of a `-` that stands before something, or of `NOT`.
    fn negation(&self) -> Option<usize> {
        let behind = self.rest.strip_prefix('-');
        let is_minus = behind.is_some_and(|behind| {
            behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '(' | '/' | '#'))
        });
        if is_minus { Some(1) } else { self.keyword("NOT") }
    }

    /// What stands behind `field:`.
    fn field(&mut self, scope: Scope, behind: usize) -> Option<Part> {
        let (typed, rest) = self.rest.split_at(behind);
        if rest.is_empty() || rest.starts_with(|c: char| is_space(c) || c == ')') {
            self.ignored.push(typed.to_owned());
            self.rest = rest;
            return None;
        }
        self.rest = rest;
        Some(Part::In(scope, Box::new(self.atom()?)))
    }

    /// A group, phrase, regular expression or word.
    fn atom(&mut self) -> Option<Part> {
        if self.rest.starts_with('(') {
            return self.group();
        }
        if self.taken == MOST {
            let end = self.rest.find(is_space).unwrap_or(self.rest.len());
            self.ignore(end);
            return None;
        }
        self.taken += 1;
        if let Some(rest) = self.rest.strip_prefix(is_quote) {
            self.rest = rest;
            return Some(self.phrase());
        }
        if self.rest.starts_with('/') {
            return self.pattern();
        }
        self.word()
    }

    fn group(&mut self) -> Option<Part> {
        if self.depth == DEEPEST {
            self.ignore(1);
            return None;
        }
        self.rest = &self.rest[1..];
        self.depth += 1;
        let part = self.all();
        self.depth -= 1;
        self.rest = self.rest.strip_prefix(')').unwrap_or(self.rest);
        part
    }

    /// The phrase behind an opening quotation mark; one that is still open closes itself.
    fn phrase(&mut self) -> Part {
        let end = self.rest.find(is_quote);
        let text = &self.rest[..end.unwrap_or(self.rest.len())];
        let unfinished = self.growing && end.is_none() && text.ends_with(is_wordly);
        self.rest = self.rest[text.len()..].strip_prefix(is_quote).unwrap_or_default();
        let slop = self.tilde().flatten().unwrap_or(0).min(WIDEST);
        Part::Phrase { text: text.to_owned(), slop, unfinished }
    }

    /// `/…/`; without a closing slash it is not finished and is put aside.
    fn pattern(&mut self) -> Option<Part> {
        let mut escaped = false;
        for (at, c) in self.rest.char_indices().skip(1) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '/' if at > 1 => {
                    let pattern = self.rest[1..at].to_owned();
                    self.rest = &self.rest[at + 1..];
                    return Some(Part::Pattern(pattern));
                }
                c if is_space(c) => {
                    self.ignore(at);
                    return None;
                }
                _ => {}
            }
        }
        self.ignore(self.rest.len());
        None
    }

    fn word(&mut self) -> Option<Part> {
        let end = self
            .rest
            .find(|c: char| is_space(c) || is_quote(c) || matches!(c, '(' | ')' | '~'))
            .unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        let is_last = rest.is_empty();
        self.rest = rest;
        let tilde = self.tilde();
        if !text.contains(is_wordly) {
            self.taken -= 1;
            let mark = if text.is_empty() { "~" } else { text };
            self.ignored.push(mark.to_owned());
            return None;
        }
        let text = text.to_owned();
        Some(match tilde {
            Some(Some(0)) => Part::Word { text, unfinished: false },
            Some(edits) => Part::Like { text, edits: edits.map(|edits| edits.min(2) as u8) },
            None => {
                let unfinished = self.growing && is_last && text.ends_with(is_wordly);
                Part::Word { text, unfinished }
            }
        })
    }

    /// `~` and the number behind it.
    fn tilde(&mut self) -> Option<Option<u32>> {
        let behind = self.rest.strip_prefix('~')?;
        let rest = behind.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = &behind[..behind.len() - rest.len()];
        self.rest = rest;
        Some((!digits.is_empty()).then(|| digits.parse().unwrap_or(u32::MAX)))
    }

    /// Nothing more stands in this group.
    fn ends(&self) -> bool {
        self.rest.is_empty() || self.rest.starts_with(')')
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches(is_space);
    }

    fn take_keyword(&mut self, keyword: &str) -> bool {
        let length = self.keyword(keyword);
        self.rest = &self.rest[length.unwrap_or(0)..];
        length.is_some()
    }

    /// Length of a keyword that stands here as a word of its own.
    fn keyword(&self, keyword: &str) -> Option<usize> {
        let behind = self.rest.strip_prefix(keyword)?;
        let ends =
            behind.is_empty() || behind.starts_with(|c: char| is_space(c) || "()\"".contains(c));
        ends.then_some(keyword.len())
    }

    /// Puts so many bytes aside.
    fn ignore(&mut self, length: usize) {
        let (ignored, rest) = self.rest.split_at(length);
        self.ignored.push(ignored.to_owned());
        self.rest = rest;
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Letters, digits and the signs that belong to a letter before them.
fn is_wordly(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{065F}' | '\u{093C}' | '\u{094D}')
}
