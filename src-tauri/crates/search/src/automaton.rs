//! Patterns that are held against the index's lists of words.

use std::fmt;
use std::sync::Arc;

use regex_automata::dfa::{Automaton as _, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};
use tantivy::query::{AutomatonWeight, EnableScoring, Query, Weight};
use tantivy::schema::Field;
use tantivy_fst::Automaton;

/// What a pattern may take to be made ready, in bytes; it bounds the time too: some milliseconds.
const ROOM: usize = 1 << 19;

/// A regular expression for a whole word.
///
/// The engine's own regular expressions need seconds for what a reader can type in a moment
/// (`\w+ab\w+`); these give up at [`ROOM`].
#[derive(Clone)]
pub(crate) struct Pattern {
    machine: Arc<dense::DFA<Vec<u32>>>,
    start: StateID,
}

impl Pattern {
    /// None when the expression is broken or takes too much.
    pub(crate) fn new(expression: &str) -> Option<Self> {
        let room = Some(ROOM);
        let config = dense::Config::new()
            // All matches, not the leftmost: one of them must reach the word's end.
            .match_kind(MatchKind::All)
            .start_kind(regex_automata::dfa::StartKind::Anchored)
            .dfa_size_limit(room)
            .determinize_size_limit(room);
        let machine = dense::Builder::new()
            .configure(config)
            .thompson(thompson::Config::new().nfa_size_limit(room))
            .build(expression)
            .ok()?;
        let anchored = start::Config::new().anchored(Anchored::Yes);
        let start = machine.start_state(&anchored).ok()?;
        Some(Self { machine: Arc::new(machine), start })
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pattern").finish_non_exhaustive()
    }
}

impl Automaton for Pattern {
    type State = StateID;

    fn start(&self) -> StateID {
        self.start
    }

    fn is_match(&self, state: &StateID) -> bool {
        self.machine.is_match_state(self.machine.next_eoi_state(*state))
    }

    fn can_match(&self, state: &StateID) -> bool {
        !self.machine.is_dead_state(*state) && !self.machine.is_quit_state(*state)
    }

    fn accept(&self, state: &StateID, byte: u8) -> StateID {
        self.machine.next_state(*state, byte)
    }
}

/// An automaton accepts a word.
pub(crate) fn accepts(automaton: &impl Automaton, word: &str) -> bool {
    let mut state = automaton.start();
    for byte in word.bytes() {
        if !automaton.can_match(&state) {
            return false;
        }
        state = automaton.accept(&state, byte);
    }
    automaton.is_match(&state)
}

/// Finds the stories that have a word of a pattern in a field.
#[derive(Debug, Clone)]
pub(crate) struct PatternQuery {
    pub(crate) field: Field,
    pub(crate) pattern: Pattern,
}

impl Query for PatternQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(AutomatonWeight::new(self.field, self.pattern.clone())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_of_several_ways_counts() {
        let pattern = Pattern::new("a|ab|abc?d").unwrap();
        for (word, accepted) in
            [("a", true), ("ab", true), ("abd", true), ("abc", false), ("", false)]
        {
            assert_eq!(accepts(&pattern, word), accepted, "{word}");
        }
        assert!(accepts(&Pattern::new("^ab$").unwrap(), "ab"));
        assert!(accepts(&Pattern::new(".").unwrap(), "ज"));
    }

    #[test]
    fn expressions_that_take_too_much_are_refused() {
        for expression in [r"(\p{L}|.)*ab\p{L}{40}", "(ab|a.{30}c){8}", ".*ab.{20}"] {
            assert!(Pattern::new(expression).is_none(), "{expression}");
        }
    }

    #[test]
    fn expressions_that_match_nothing_are_none_the_worse() {
        for expression in [r"[^\s\S]ab", "[a&&b]ab"] {
            let pattern = Pattern::new(expression);
            assert!(pattern.is_none_or(|pattern| !accepts(&pattern, "ab")), "{expression}");
        }
    }
}
