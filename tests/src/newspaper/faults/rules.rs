use std::sync::{Mutex, MutexGuard, PoisonError};

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::Fault;
use crate::newspaper::http::Request;

/// When a fault is made: `{"match": "uploads/.*jpg", "do": "cut", "every": 3}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Expression on path and query; all where it is empty.
    #[serde(rename = "match", default)]
    pub matches: String,
    /// Expression on what it does not hold for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub except: Option<String>,
    /// What happens.
    #[serde(flatten)]
    pub fault: Fault,
    /// Only requests of this method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Only so many of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
    /// Not the first so many.
    #[serde(default)]
    pub after: u64,
    /// Only each so many-th.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<u64>,
    /// Only this part of them, 0 to 1; the same ones each time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance: Option<f64>,
    /// Only requests that do not say where they come from.
    #[serde(default)]
    pub no_referer: bool,
    /// Requests that it held for so far.
    #[serde(default)]
    pub seen: u64,
}

impl Rule {
    /// Makes a fault of every answer whose path and query match.
    #[must_use]
    pub fn new(matches: &str, fault: Fault) -> Self {
        Self {
            matches: matches.to_owned(),
            except: None,
            fault,
            method: None,
            times: None,
            after: 0,
            every: None,
            chance: None,
            no_referer: false,
            seen: 0,
        }
    }

    /// Only the first so many times.
    #[must_use]
    pub fn times(self, times: u64) -> Self {
        Self { times: Some(times), ..self }
    }

    /// Not the first so many times.
    #[must_use]
    pub fn after(self, after: u64) -> Self {
        Self { after, ..self }
    }

    /// Only each so many-th time.
    #[must_use]
    pub fn every(self, every: u64) -> Self {
        Self { every: Some(every), ..self }
    }

    /// Whether it takes its turn, now that it was seen once more.
    fn takes_turn(&self, chance: &mut fastrand::Rng) -> bool {
        let turn = self.seen.saturating_sub(self.after);
        turn > 0
            && self.times.is_none_or(|times| turn <= times)
            && self.every.is_none_or(|every| self.seen.is_multiple_of(every.max(1)))
            && self.chance.is_none_or(|part| chance.f64() <= part)
    }
}

/// The rules in force; the first that holds wins.
#[derive(Debug)]
pub(crate) struct Rules {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    rules: Vec<Compiled>,
    chance: fastrand::Rng,
}

#[derive(Debug)]
struct Compiled {
    rule: Rule,
    matches: Regex,
    except: Option<Regex>,
}

impl Compiled {
    fn new(rule: Rule) -> Result<Self, String> {
        let compile = |text: &str| {
            Regex::new(text).map_err(|error| format!("“{text}” is no expression: {error}"))
        };
        let matches = compile(&rule.matches)?;
        let except = rule.except.as_deref().map(compile).transpose()?;
        Ok(Self { rule, matches, except })
    }

    fn holds_for(&self, request: &Request) -> bool {
        let rule = &self.rule;
        let is_method = rule.method.as_ref().is_none_or(|method| *method == request.method);
        let is_referred = rule.no_referer && request.header("referer").is_some();
        let is_excepted = self.except.as_ref().is_some_and(|it| it.is_match(&request.target));
        is_method && !is_referred && !is_excepted && self.matches.is_match(&request.target)
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self { state: Mutex::new(State { rules: Vec::new(), chance: fastrand::Rng::with_seed(7) }) }
    }
}

impl Rules {
    /// Puts rules in place of all others.
    ///
    /// # Errors
    /// If an expression cannot be read; nothing has changed then.
    pub(crate) fn replace(&self, rules: Vec<Rule>) -> Result<(), String> {
        let rules = rules.into_iter().map(Compiled::new).collect::<Result<_, _>>()?;
        self.lock().rules = rules;
        Ok(())
    }

    /// Puts rules before all others.
    ///
    /// # Errors
    /// If an expression cannot be read; nothing has changed then.
    pub(crate) fn add(&self, rules: Vec<Rule>) -> Result<(), String> {
        let mut rules: Vec<_> = rules.into_iter().map(Compiled::new).collect::<Result<_, _>>()?;
        let mut state = self.lock();
        rules.append(&mut state.rules);
        state.rules = rules;
        Ok(())
    }

    /// The rules and how often each has held.
    pub(crate) fn all(&self) -> Vec<Rule> {
        self.lock().rules.iter().map(|compiled| compiled.rule.clone()).collect()
    }

    /// The fault that the answer to a request has.
    pub(crate) fn pick(&self, request: &Request) -> Fault {
        let mut state = self.lock();
        let State { rules, chance } = &mut *state;
        for compiled in rules {
            if !compiled.holds_for(request) {
                continue;
            }
            compiled.rule.seen += 1;
            if compiled.rule.takes_turn(chance) {
                return compiled.rule.fault.clone();
            }
        }
        Fault::Pass
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(rule: Rule, count: usize) -> Vec<bool> {
        let rules = Rules::default();
        rules.add(vec![rule]).unwrap();
        (0..count).map(|_| rules.pick(&Request::to("/a.jpg?x=1")) != Fault::Pass).collect()
    }

    #[test]
    fn a_rule_takes_its_turns() {
        let cut = || Rule::new(r"\.jpg", Fault::cut());
        assert_eq!(picked(cut(), 2), [true, true]);
        assert_eq!(picked(cut().times(1), 3), [true, false, false]);
        assert_eq!(picked(cut().after(1).times(1), 3), [false, true, false]);
        assert_eq!(picked(cut().every(2), 4), [false, true, false, true]);
        assert_eq!(picked(Rule { except: Some("x=1".into()), ..cut() }, 1), [false]);
        assert_eq!(picked(Rule { method: Some("HEAD".into()), ..cut() }, 1), [false]);
    }

    #[test]
    fn chance_is_the_same_each_time_and_near_what_it_says() {
        let rule = || Rule { chance: Some(0.3), ..Rule::new("", Fault::cut()) };
        let picks = picked(rule(), 300);
        assert_eq!(picks, picked(rule(), 300));
        let count = picks.iter().filter(|it| **it).count();
        assert!((60..=120).contains(&count), "{count}");
    }

    #[test]
    fn rules_are_read_as_they_are_written() {
        let rule: Rule =
            serde_json::from_str(r#"{"match": "feed", "do": "retry_after", "s": 2, "every": 5}"#)
                .unwrap();
        assert_eq!(rule.fault, Fault::RetryAfter { code: 429, s: 2, date: false });
        assert_eq!(rule.every, Some(5));
        assert!(serde_json::from_str::<Rule>(r#"{"match": "", "do": "explode"}"#).is_err());
        assert!(Rules::default().add(vec![Rule::new("(", Fault::Nul)]).is_err());
    }
}
