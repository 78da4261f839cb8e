//! Counts tests by what their runners print.

use std::ops::AddAssign;

/// Tests that ran.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    passed: u32,
    failed: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Tally {
    /// Reads one line of a runner: of `cargo test`, vitest, or node's own.
    pub(crate) fn read(&mut self, line: &str) {
        let line = line.trim();
        let words: Vec<&str> =
            line.split([' ', ';', '.']).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            // test result: ok. 3 passed; 0 failed; …      and      Tests  2 failed | 38 passed (40)
            ["test", "result:", ..] | ["Tests", ..] => self.read_pairs(&words),
            // # pass 12      and      ℹ pass 12
            ["#" | "ℹ", "pass", count] => self.passed += count.parse().unwrap_or(0),
            ["#" | "ℹ", "fail", count] => self.failed += count.parse().unwrap_or(0),
            _ => {}
        }
    }

    fn read_pairs(&mut self, words: &[&str]) {
        for pair in words.windows(2) {
            match pair {
                [count, "passed"] => self.passed += count.parse().unwrap_or(0),
                [count, "failed"] => self.failed += count.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    /// The closing line, or none when no test ran.
    pub(crate) fn line(self) -> Option<String> {
        (self != Self::default())
            .then(|| format!("tests: {} passed, {} failed", self.passed, self.failed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_three_runners_and_nothing_else() {
        let mut tally = Tally::default();
        for line in [
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.02s",
            "      Tests  2 failed | 38 passed (40)",
            "# pass 5",
            "ℹ fail 1",
            "test reads_9_passed ... ok",
            " Test Files  1 passed (1)",
        ] {
            tally.read(line);
        }
        assert_eq!(tally.line().as_deref(), Some("tests: 46 passed, 3 failed"));
        assert_eq!(Tally::default().line(), None);
    }
}
