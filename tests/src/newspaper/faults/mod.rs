//! How the newspaper fails as told: rules that say when, and faults that say how.
//!
//! `fault` names them all; `instead` answers in place of the site, `alter` changes its answer, `send` sends it in
//! another way; `presets` are rules with a name.
//!
//! The words are those of `tests/wordpress/faults.py`, so that a rule can be moved from one to the other; only
//! `except` is more, in place of the look-ahead that Rust's expressions do not have, and `replace`.

mod alter;
mod bombs;
mod fault;
mod instead;
mod presets;
mod rules;
mod send;

pub use fault::Fault;
pub(super) use presets::{names, preset};
pub use rules::Rule;
pub(super) use rules::Rules;
