//! Turns what is searched into queries of the index engine, and notes what to mark.

use std::ops::Bound;

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur,
    PhrasePrefixQuery, PhraseQuery, Query, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::days::Days;
use super::scope::Scope;
use super::understand::{Clause, Leaf, Want};
use crate::automaton::PatternQuery;
use crate::completion::completions;
use crate::dictionary::beginning_with;
use crate::schema::{Fields, first_second};
use crate::snippet::Marks;
use crate::spot::Spot;
use crate::stems::forms;
use crate::{Error, schema};

/// What another form of a word is worth beside the word itself.
const FORM: f32 = 0.7;
/// What a word is worth that an unfinished one may become.
const COMPLETION: f32 = 0.5;

/// A query and what to mark in the stories that it finds.
pub(super) struct Built {
    pub(super) query: Box<dyn Query>,
    pub(super) marks: Marks,
}

/// Builds a query; words without a field search headline and body alone when `exact`.
pub(super) fn build(
    searcher: &Searcher,
    fields: &Fields,
    clause: &Clause,
    exact: bool,
) -> Result<Built, Error> {
    let mut builder = Builder { searcher, fields, exact, marks: Marks::default(), unwanted: false };
    let query = builder.clause(clause)?;
    Ok(Built { query, marks: builder.marks })
}

struct Builder<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    exact: bool,
    marks: Marks,
    /// Within something that stories must not have: nothing of it is marked.
    unwanted: bool,
}

/// A field that is searched and what a hit in it is worth.
#[derive(Debug, Clone, Copy)]
struct Target {
    field: Field,
    worth: f32,
}

/// A word that is searched and what it is worth beside the one that was typed.
struct Variant {
    word: String,
    worth: f32,
}

impl Builder<'_> {
    fn clause(&mut self, clause: &Clause) -> Result<Box<dyn Query>, Error> {
        match clause {
            Clause::All(clauses) => self.all(clauses),
            Clause::Any(clauses) => {
                let any: Result<Vec<_>, Error> =
                    clauses.iter().map(|clause| self.clause(clause)).collect();
                Ok(any_of(any?))
            }
            not @ Clause::Not(_) => self.all(std::slice::from_ref(not)),
            Clause::One(leaf) => {
                let query = self.leaf(leaf)?;
                let is_filter = leaf.scope.is_filter();
                Ok(if is_filter { Box::new(ConstScoreQuery::new(query, 0.0)) } else { query })
            }
        }
    }

    fn all(&mut self, clauses: &[Clause]) -> Result<Box<dyn Query>, Error> {
        let mut all = Vec::with_capacity(clauses.len() + 1);
        for clause in clauses {
            all.push(match clause {
                Clause::Not(clause) => {
                    let outer = std::mem::replace(&mut self.unwanted, true);
                    let query = self.clause(clause)?;
                    self.unwanted = outer;
                    (Occur::MustNot, query)
                }
                clause => (Occur::Must, self.clause(clause)?),
            });
        }
        if all.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            all.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))));
        }
        Ok(Box::new(BooleanQuery::new(all)))
    }

    fn leaf(&mut self, leaf: &Leaf) -> Result<Box<dyn Query>, Error> {
        let targets = self.targets(leaf.scope);
        match &leaf.want {
            Want::Word { word, forms, unfinished } => {
                let variants = self.variants(&targets, word, *forms, *unfinished)?;
                self.word(leaf.scope, &targets, &variants)
            }
            Want::Phrase { words, slop, unfinished } => {
                self.mark(leaf.scope, |spot| spot.phrase(words, *slop, *unfinished));
                self.phrase(&targets, words, *slop, *unfinished)
            }
            Want::Like { word, edits } => self.like(leaf.scope, &targets, word, *edits),
            Want::Pattern(pattern) => {
                self.mark(leaf.scope, |spot| spot.pattern(pattern));
                let query = |target: &Target| -> Box<dyn Query> {
                    let query = PatternQuery { field: target.field, pattern: pattern.clone() };
                    Box::new(BoostQuery::new(Box::new(query), target.worth))
                };
                Ok(any_of(targets.iter().map(query).collect()))
            }
            Want::Value(value) => self.value(leaf.scope, value),
            Want::Kinds(kinds) => {
                let kinds = kinds.iter().map(|kind| exactly(self.fields.kind, kind.as_str()));
                Ok(any_of(kinds.collect()))
            }
            Want::Days(days) => Ok(self.days(*days)),
        }
    }

    fn targets(&self, scope: Scope) -> Vec<Target> {
        let fields = self.fields;
        let target = |field, worth| Target { field, worth };
        match scope {
            Scope::Anywhere if self.exact => {
                vec![target(fields.headline, 3.0), target(fields.body, 1.0)]
            }
            Scope::Anywhere => vec![
                target(fields.headline, 3.0),
                target(fields.deck, 1.5),
                target(fields.body, 1.0),
                target(fields.caption, 0.8),
                target(fields.tag, 0.8),
                target(fields.byline, 0.5),
            ],
            Scope::Headline => vec![target(fields.headline, 1.0)],
            Scope::Byline => vec![target(fields.byline, 1.0)],
            Scope::Caption => vec![target(fields.caption, 1.0)],
            Scope::Agency => vec![target(fields.agency, 1.0)],
            Scope::Section => vec![target(fields.section, 1.0)],
            Scope::Tag => vec![target(fields.tag, 1.0)],
            Scope::Place => vec![target(fields.place, 1.0)],
            Scope::Source | Scope::Kind | Scope::Language | Scope::Day => Vec::new(),
        }
    }

    /// The word, then its other forms, then what it may become; each once, by its highest worth.
    fn variants(
        &self,
        targets: &[Target],
        word: &str,
        with_forms: bool,
        unfinished: bool,
    ) -> Result<Vec<Variant>, Error> {
        let fields = self.lists(targets);
        let mut variants = vec![Variant { word: word.to_owned(), worth: 1.0 }];
        let mut add = |words: Vec<String>, worth| {
            for word in words {
                if variants.iter().all(|variant| variant.word != word) {
                    variants.push(Variant { word, worth });
                }
            }
        };
        if with_forms {
            add(forms(self.searcher, &fields, word)?, FORM);
        }
        if unfinished {
            add(completions(self.searcher, self.fields, &fields, word)?, COMPLETION);
        }
        Ok(variants)
    }

    /// The fields whose words are looked through: nearly all words stand in headlines or bodies.
    fn lists(&self, targets: &[Target]) -> Vec<Field> {
        let fields: Vec<Field> = targets.iter().map(|target| target.field).collect();
        if fields.contains(&self.fields.body) {
            return vec![self.fields.headline, self.fields.body];
        }
        fields
    }

    fn word(
        &mut self,
        scope: Scope,
        targets: &[Target],
        variants: &[Variant],
    ) -> Result<Box<dyn Query>, Error> {
        let stories = self.searcher.num_docs();
        let mut any: Vec<Box<dyn Query>> = Vec::new();
        for target in targets {
            let mut first = None;
            for variant in variants {
                let term = Term::from_field_text(target.field, &variant.word);
                let count = self.searcher.doc_freq(&term)?;
                if count == 0 {
                    continue;
                }
                let rarity = rarity(stories, count);
                // A rare form must not outweigh the word itself.
                let first = *first.get_or_insert(rarity);
                let worth = target.worth * variant.worth * (first / rarity).min(1.0);
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                any.push(Box::new(BoostQuery::new(Box::new(query), worth)));
            }
        }
        self.mark(scope, |spot| {
            spot.words(variants.iter().map(|variant| (&variant.word, variant.worth)));
        });
        Ok(any_of(any))
    }

    fn phrase(
        &self,
        targets: &[Target],
        words: &[String],
        slop: u32,
        unfinished: bool,
    ) -> Result<Box<dyn Query>, Error> {
        let mut any: Vec<Box<dyn Query>> = Vec::new();
        for target in targets {
            let terms: Vec<Term> =
                words.iter().map(|word| Term::from_field_text(target.field, word)).collect();
            let whole = if unfinished { &terms[..terms.len() - 1] } else { &terms };
            let mut all_there = true;
            for term in whole {
                all_there = all_there && self.searcher.doc_freq(term)? > 0;
            }
            if !all_there {
                continue;
            }
            let query: Box<dyn Query> = if unfinished {
                Box::new(PhrasePrefixQuery::new(terms))
            } else {
                let mut query = PhraseQuery::new(terms);
                query.set_slop(slop);
                Box::new(query)
            };
            any.push(Box::new(BoostQuery::new(query, target.worth)));
        }
        Ok(any_of(any))
    }

    fn like(
        &mut self,
        scope: Scope,
        targets: &[Target],
        word: &str,
        edits: u8,
    ) -> Result<Box<dyn Query>, Error> {
        let mut any: Vec<Box<dyn Query>> = Vec::new();
        for target in targets {
            let term = Term::from_field_text(target.field, word);
            let exactly = TermQuery::new(term.clone(), IndexRecordOption::WithFreqs);
            any.push(Box::new(BoostQuery::new(Box::new(exactly), target.worth)));
            let like = FuzzyTermQuery::new(term, edits, true);
            any.push(Box::new(BoostQuery::new(Box::new(like), target.worth)));
        }
        let like = FuzzyTermQuery::new(Term::from_field_text(self.fields.body, word), edits, true);
        let like = std::sync::Arc::new(like.automaton()?);
        self.mark(scope, |spot| spot.like(&like));
        Ok(any_of(any))
    }

    /// Stories of a source whose id contains the value, or of a language or one of its varieties.
    fn value(&self, scope: Scope, value: &str) -> Result<Box<dyn Query>, Error> {
        let is_source = scope == Scope::Source;
        let field = if is_source { self.fields.source } else { self.fields.language };
        let is_wanted = |known: &str| {
            let known = known.to_lowercase();
            if is_source {
                known.contains(value)
            } else {
                known
                    .strip_prefix(value)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            }
        };
        let known = beginning_with(self.searcher, &[field], "", usize::MAX, is_wanted)?;
        Ok(any_of(known.into_keys().map(|known| exactly(field, &known)).collect()))
    }

    fn days(&self, days: Days) -> Box<dyn Query> {
        let second = |second| Term::from_field_i64(self.fields.printed, second);
        let from =
            days.first.map_or(Bound::Unbounded, |day| Bound::Included(second(first_second(day))));
        let to = days.last.map_or(Bound::Unbounded, |day| {
            Bound::Excluded(second(first_second(day) + schema::SECONDS_A_DAY))
        });
        Box::new(RangeQuery::new(from, to))
    }

    /// Notes what to mark where a scope's words stand.
    fn mark(&mut self, scope: Scope, mut note: impl FnMut(&mut Spot)) {
        if self.unwanted {
            return;
        }
        if matches!(scope, Scope::Anywhere | Scope::Headline) {
            note(&mut self.marks.headline);
        }
        if scope == Scope::Anywhere {
            note(&mut self.marks.text);
        }
    }
}

fn exactly(field: Field, value: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
}

fn any_of(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

/// How much a word says that stands in so many of the stories (as BM25 has it).
fn rarity(stories: u64, count: u64) -> f32 {
    let (stories, count) = (stories as f32, count as f32);
    ((stories - count + 0.5).max(0.5) / (count + 0.5)).ln_1p()
}
