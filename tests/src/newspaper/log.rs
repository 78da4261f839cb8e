use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

/// A request that was answered, or not.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Visit {
    /// When it came, in seconds since 1970.
    pub time: f64,
    /// How long the answer took, in seconds.
    pub seconds: f64,
    /// Number of the connection, from 1.
    pub connection: u64,
    /// `GET`, `HEAD` …
    pub method: String,
    /// The name by which the server was called.
    pub host: String,
    /// Path and query.
    pub path: String,
    /// Status that was sent, or 0 for none.
    pub status: u16,
    /// Bytes of the body that were sent.
    pub bytes: u64,
    /// The fault that was made (`cut`), or empty.
    pub rule: String,
    /// Requests under way when it came, itself included.
    pub in_flight: u32,
    /// Who asks.
    pub user_agent: String,
    /// What it says it accepts.
    pub accept_encoding: String,
    /// The tag of what it has.
    pub if_none_match: String,
    /// The time of what it has.
    pub if_modified_since: String,
    /// Where it says it comes from.
    pub referer: String,
    /// Why the connection broke, or empty.
    pub error: String,
}

/// What a log says about a visitor's manners.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Summary {
    /// All of them.
    pub requests: usize,
    /// From the first to the last.
    pub seconds: f64,
    /// How often each status was sent; 0 is none.
    pub by_status: BTreeMap<u16, usize>,
    /// How often each fault was made.
    pub by_rule: BTreeMap<String, usize>,
    /// Bytes of all bodies.
    pub bytes: u64,
    /// The most requests at one time.
    pub most_in_flight: u32,
    /// Connections.
    pub connections: usize,
    /// The shortest time between two requests in seconds, if there are two.
    pub smallest_gap: Option<f64>,
    /// The median of them.
    pub median_gap: Option<f64>,
    /// The most requests within a second.
    pub most_in_a_second: usize,
    /// Requests that say what the visitor has.
    pub conditional: usize,
    /// Addresses that were asked more than once, and how often.
    pub asked_twice: BTreeMap<String, usize>,
    /// How often each program asked.
    pub user_agents: BTreeMap<String, usize>,
    /// The first request was for robots.txt.
    pub robots_first: bool,
}

/// Every request so far.
#[derive(Debug, Default)]
pub(super) struct Log {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    visits: Vec<Visit>,
    in_flight: u32,
}

impl Log {
    /// Notes that a request came; gives how many are under way.
    pub(super) fn begin(&self) -> u32 {
        let mut state = self.lock();
        state.in_flight += 1;
        state.in_flight
    }

    /// Notes that it is over.
    pub(super) fn end(&self, visit: Visit) {
        let mut state = self.lock();
        state.in_flight -= 1;
        state.visits.push(visit);
    }

    /// The requests so far, in the order in which they came.
    pub(super) fn visits(&self) -> Vec<Visit> {
        in_order(self.lock().visits.clone())
    }

    /// The requests so far, which are forgotten.
    pub(super) fn take(&self) -> Vec<Visit> {
        in_order(std::mem::take(&mut self.lock().visits))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn in_order(mut visits: Vec<Visit>) -> Vec<Visit> {
    visits.sort_by(|one, other| one.time.total_cmp(&other.time));
    visits
}

impl Summary {
    /// Of requests in the order in which they came.
    #[must_use]
    pub fn of(visits: &[Visit]) -> Self {
        let times: Vec<f64> = visits.iter().map(|visit| visit.time).collect();
        let mut gaps: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
        gaps.sort_by(f64::total_cmp);
        let mut summary = Self {
            requests: visits.len(),
            seconds: times.last().zip(times.first()).map_or(0.0, |(last, first)| last - first),
            bytes: visits.iter().map(|visit| visit.bytes).sum(),
            most_in_flight: visits.iter().map(|visit| visit.in_flight).max().unwrap_or(0),
            smallest_gap: gaps.first().copied(),
            median_gap: gaps.get(gaps.len() / 2).copied(),
            most_in_a_second: most_in_a_second(&times),
            robots_first: visits.first().is_some_and(|visit| visit.path == "/robots.txt"),
            ..Self::default()
        };
        let mut connections: Vec<u64> = visits.iter().map(|visit| visit.connection).collect();
        connections.sort_unstable();
        connections.dedup();
        summary.connections = connections.len();
        for visit in visits {
            *summary.by_status.entry(visit.status).or_default() += 1;
            *summary.user_agents.entry(visit.user_agent.clone()).or_default() += 1;
            *summary.asked_twice.entry(visit.path.clone()).or_default() += 1;
            if !visit.rule.is_empty() {
                *summary.by_rule.entry(visit.rule.clone()).or_default() += 1;
            }
            let is_conditional =
                !visit.if_none_match.is_empty() || !visit.if_modified_since.is_empty();
            summary.conditional += usize::from(is_conditional);
        }
        summary.asked_twice.retain(|_, count| *count > 1);
        summary
    }
}

fn most_in_a_second(times: &[f64]) -> usize {
    let (mut most, mut first) = (0, 0);
    for (last, time) in times.iter().enumerate() {
        while times[first] < time - 1.0 {
            first += 1;
        }
        most = most.max(last - first + 1);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(time: f64, path: &str, in_flight: u32) -> Visit {
        Visit { time, path: path.to_owned(), in_flight, status: 200, ..Visit::default() }
    }

    #[test]
    fn manners_are_read_from_the_log() {
        let visits = [
            visit(10.0, "/robots.txt", 1),
            visit(10.5, "/", 1),
            visit(10.75, "/", 2),
            visit(12.0, "/a", 1),
        ];
        let summary = Summary::of(&visits);
        assert_eq!((summary.requests, summary.most_in_flight, summary.most_in_a_second), (4, 2, 3));
        assert_eq!(summary.smallest_gap, Some(0.25));
        assert_eq!(summary.asked_twice.get("/"), Some(&2));
        assert!(summary.robots_first && summary.seconds == 2.0);
    }

    #[test]
    fn an_empty_log_says_nothing_against_anybody() {
        let summary = Summary::of(&[]);
        assert_eq!(
            (summary.requests, summary.smallest_gap, summary.robots_first),
            (0, None, false)
        );
    }
}
