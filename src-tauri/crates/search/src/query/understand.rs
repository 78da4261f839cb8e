//! Turns what was typed into what is searched, and says it in a sentence.

use std::fmt::Write;

use model::Kind;

use super::days::{self, Days};
use super::parse::{Parsed, Part};
use super::pattern;
use super::scope::Scope;
use crate::analyzer::words;
use crate::automaton::Pattern;

/// What is searched.
#[derive(Debug, Clone)]
pub(super) enum Clause {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    One(Leaf),
}

/// One condition.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    pub(super) scope: Scope,
    pub(super) want: Want,
    /// As a sentence says it, without the scope.
    said: String,
}

/// What a story must have.
#[derive(Debug, Clone)]
pub(super) enum Want {
    /// A word, as the index has it.
    Word {
        word: String,
        /// Its other forms are wanted too.
        forms: bool,
        /// Words that begin with it are wanted too.
        unfinished: bool,
    },
    /// Two words or more that follow each other.
    Phrase {
        words: Vec<String>,
        slop: u32,
        /// Words that begin with the last are wanted too.
        unfinished: bool,
    },
    /// A word that differs by one or two letters at most.
    Like { word: String, edits: u8 },
    /// A word of this pattern.
    Pattern(Pattern),
    /// A source or language by its name, in lower case.
    Value(String),
    /// One of these kinds.
    Kinds(Vec<Kind>),
    /// An edition's day among these.
    Days(Days),
}

/// What is searched, said in words, and what was left out.
#[derive(Debug, Clone, Default)]
pub(super) struct Understood {
    pub(super) clause: Option<Clause>,
    pub(super) sentence: String,
    pub(super) ignored: Vec<String>,
}

/// Parts that are said to be ignored, and characters of each.
const MOST_IGNORED: usize = 20;
const LONGEST_IGNORED: usize = 60;

/// Understands what was typed.
pub(super) fn understand(parsed: Parsed, exact: bool) -> Understood {
    let mut reader = Reader { exact, ignored: parsed.ignored };
    let clause = parsed.query.and_then(|part| reader.clause(part, Scope::default()));
    let sentence = clause.as_ref().map(sentence).unwrap_or_default();
    let shorten = |text: String| match text.char_indices().nth(LONGEST_IGNORED) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    };
    let ignored = reader.ignored.into_iter().take(MOST_IGNORED).map(shorten).collect();
    Understood { clause, sentence, ignored }
}

struct Reader {
    exact: bool,
    ignored: Vec<String>,
}

impl Reader {
    fn clause(&mut self, part: Part, scope: Scope) -> Option<Clause> {
        match part {
            Part::All(parts) => joined(self.clauses(parts, scope), Clause::All),
            Part::Any(parts) => joined(self.clauses(parts, scope), Clause::Any),
            Part::Not(part) => self.clause(*part, scope).map(|part| Clause::Not(Box::new(part))),
            Part::In(scope, part) => self.clause(*part, scope),
            Part::Word { text, unfinished } => self.word(scope, text, unfinished),
            Part::Like { text, edits } => self.like(scope, text, edits),
            Part::Phrase { text, slop, unfinished } => self.phrase(scope, &text, slop, unfinished),
            Part::Pattern(text) => {
                let said = format!("/{text}/");
                let want = pattern::from_expression(&text).map(Want::Pattern);
                self.leaf(scope, want, said)
            }
        }
    }

    fn clauses(&mut self, parts: Vec<Part>, scope: Scope) -> Vec<Clause> {
        parts.into_iter().filter_map(|part| self.clause(part, scope)).collect()
    }

    fn word(&mut self, scope: Scope, text: String, unfinished: bool) -> Option<Clause> {
        if let Some(clause) = self.value(scope, &text) {
            return clause;
        }
        if pattern::is_wildcard(&text) {
            let pieces = pattern::pieces(&text).map(|piece| self.piece(scope, piece)).collect();
            return joined(pieces, Clause::All);
        }
        let unfinished = unfinished && !self.exact;
        let want = self.words(words(&text), unfinished);
        let said = if unfinished { format!("{text}*") } else { text };
        self.leaf(scope, want, said)
    }

    /// A part of a word with wildcards that holds none itself is a word.
    fn piece(&mut self, scope: Scope, piece: &str) -> Option<Clause> {
        let want = if pattern::is_wildcard(piece) {
            pattern::from_wildcard(piece).map(Want::Pattern)
        } else {
            self.words(words(piece), false)
        };
        self.leaf(scope, want, piece.to_owned())
    }

    fn words(&self, mut words: Vec<String>, unfinished: bool) -> Option<Want> {
        if words.len() > 1 {
            return Some(Want::Phrase { words, slop: 0, unfinished });
        }
        words.pop().map(|word| Want::Word { word, forms: !self.exact, unfinished })
    }

    fn like(&mut self, scope: Scope, text: String, edits: Option<u8>) -> Option<Clause> {
        /// Words up to this length are like too many others at two letters' distance.
        const SHORT: usize = 5;
        /// Shorter words are like too many at one.
        const SHORTEST: usize = 3;
        if let Some(clause) = self.value(scope, &text) {
            return clause;
        }
        let mut words = words(&text);
        let length = words.first().map_or(0, |word| word.chars().count());
        if words.len() != 1 || length < SHORTEST {
            let want = self.words(words, false);
            return self.leaf(scope, want, text);
        }
        let edits = edits.unwrap_or(if length <= SHORT { 1 } else { 2 });
        let want = words.pop().map(|word| Want::Like { word, edits });
        self.leaf(scope, want, format!("like {text}"))
    }

    fn phrase(&mut self, scope: Scope, text: &str, slop: u32, unfinished: bool) -> Option<Clause> {
        if let Some(clause) = self.value(scope, text) {
            return clause;
        }
        let mut words = words(text);
        let mut said = format!("\"{}\"", text.trim());
        let want = if words.len() > 1 {
            if slop > 0 {
                let _ = write!(said, " within {slop}");
            }
            Some(Want::Phrase { words, slop, unfinished })
        } else {
            words.pop().map(|word| Want::Word { word, forms: false, unfinished })
        };
        self.leaf(scope, want, said)
    }

    /// A value of a field that holds no words; none when the field holds words.
    fn value(&mut self, scope: Scope, text: &str) -> Option<Option<Clause>> {
        let (want, said) = match scope {
            Scope::Day => match days::read(text) {
                Some(read) => {
                    self.ignored.extend(read.ignored);
                    (Some(Want::Days(read.days)), read.said)
                }
                None => (None, text.to_owned()),
            },
            Scope::Kind => (kinds(text), text.to_owned()),
            Scope::Source | Scope::Language => {
                let value = text.trim().to_lowercase();
                ((!value.is_empty()).then_some(Want::Value(value)), text.trim().to_owned())
            }
            _ => return None,
        };
        Some(self.leaf(scope, want, said))
    }

    /// The condition, or a note that it was left out.
    fn leaf(&mut self, scope: Scope, want: Option<Want>, said: String) -> Option<Clause> {
        match want {
            Some(want) => Some(Clause::One(Leaf { scope, want, said })),
            None if scope == Scope::Anywhere => {
                self.ignored.push(said);
                None
            }
            None => {
                self.ignored.push(format!("{}:{said}", scope.typed()));
                None
            }
        }
    }
}

/// Several clauses, or the only one.
fn joined<T>(clauses: Vec<T>, join: impl Fn(Vec<Clause>) -> Clause) -> Option<Clause>
where
    T: Into<Option<Clause>>,
{
    let mut clauses: Vec<Clause> = clauses.into_iter().filter_map(Into::into).collect();
    if clauses.len() > 1 { Some(join(clauses)) } else { clauses.pop() }
}

/// The kinds whose name begins with what was typed.
fn kinds(text: &str) -> Option<Want> {
    let typed = text.trim().to_lowercase();
    let all = [Kind::Article, Kind::Gallery, Kind::Cartoon, Kind::Epage];
    let kinds: Vec<Kind> =
        all.into_iter().filter(|kind| kind.as_str().starts_with(&typed)).collect();
    (!typed.is_empty() && !kinds.is_empty()).then_some(Want::Kinds(kinds))
}

impl Clause {
    /// Stories are ranked by it, not only chosen.
    pub(super) fn is_ranked(&self) -> bool {
        match self {
            Self::All(clauses) | Self::Any(clauses) => clauses.iter().any(Self::is_ranked),
            Self::Not(_) => false,
            Self::One(leaf) => !leaf.scope.is_filter(),
        }
    }

    fn is_filter(&self) -> bool {
        matches!(self, Self::One(leaf) if leaf.scope.is_filter())
    }
}

/// `All of: snow, "the pass"; not: cricket; dates 2019 to 2021`.
fn sentence(clause: &Clause) -> String {
    let (clauses, opening) = match clause {
        Clause::All(clauses) => (clauses.as_slice(), "all of"),
        Clause::Any(clauses) => {
            let all: Vec<String> = clauses.iter().map(said).collect();
            return format!("Any of: {}", all.join(", "));
        }
        one => (std::slice::from_ref(one), "all of"),
    };
    let (mut wanted, mut unwanted, mut filters) = (Vec::new(), Vec::new(), Vec::new());
    for clause in clauses {
        match clause {
            Clause::Not(clause) => unwanted.push(said(clause)),
            clause if clause.is_filter() => filters.push(said(clause)),
            clause => wanted.push(said(clause)),
        }
    }
    let list = |opening: &str, all: &[String]| {
        (!all.is_empty()).then(|| format!("{opening}: {}", all.join(", ")))
    };
    let parts = list(opening, &wanted).into_iter().chain(list("not", &unwanted)).chain(filters);
    capitalized(&parts.collect::<Vec<_>>().join("; "))
}

fn said(clause: &Clause) -> String {
    let list = |clauses: &[Clause], joint: &str| {
        let all: Vec<String> = clauses.iter().map(said).collect();
        format!("({})", all.join(joint))
    };
    match clause {
        Clause::All(clauses) => list(clauses, " and "),
        Clause::Any(clauses) => list(clauses, " or "),
        Clause::Not(clause) => format!("not {}", said(clause)),
        Clause::One(Leaf { scope: Scope::Anywhere | Scope::Day, said, .. }) => said.clone(),
        Clause::One(leaf) if leaf.scope.is_filter() => {
            format!("{} {}", leaf.scope.name(), leaf.said)
        }
        Clause::One(leaf) => format!("{}: {}", leaf.scope.name(), leaf.said),
    }
}

fn capitalized(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
