use std::time::Duration;

use texting_robots::Robot;
use url::Url;

/// The name that robots.txt knows this program by.
const AGENT: &str = "Broadsheet";

/// The longest pause between requests that a robots.txt may ask for: more is most often a mistake of units.
const LONGEST_DELAY: Duration = Duration::from_secs(30);

/// RFC 9309 asks to read at least 500 KiB of it; what comes after that is left out.
pub(crate) const LIMIT: usize = 500 * 1024;

/// What a host's robots.txt lets this program do.
#[derive(Debug)]
pub(crate) enum Robots {
    /// There is none, or it cannot be understood: everything may be read.
    Silent,
    /// The host failed while it was asked: nothing may be read now.
    Unreachable,
    /// Its rules.
    Rules(Robot),
}

impl Robots {
    /// Understands the answer to the request for robots.txt (RFC 9309, 2.3.1).
    pub(crate) fn of_answer(status: u16, body: &[u8]) -> Self {
        match status {
            200..=299 => {
                let whole_lines = body.get(..LIMIT).unwrap_or(body);
                Robot::new(AGENT, whole_lines).map_or(Self::Silent, Self::Rules)
            }
            500..=599 => Self::Unreachable,
            _ => Self::Silent,
        }
    }

    pub(crate) fn allows(&self, url: &Url) -> bool {
        match self {
            Self::Silent => true,
            Self::Unreachable => false,
            Self::Rules(rules) => rules.allowed(url.as_str()),
        }
    }

    pub(crate) fn delay(&self) -> Option<Duration> {
        let Self::Rules(rules) = self else { return None };
        let seconds = rules.delay.filter(|seconds| seconds.is_finite() && *seconds > 0.0)?;
        Some(Duration::from_secs_f32(seconds.min(LONGEST_DELAY.as_secs_f32())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(robots: &str, url: &str) -> bool {
        Robots::of_answer(200, robots.as_bytes()).allows(&Url::parse(url).unwrap())
    }

    #[test]
    fn follows_the_rules_for_its_own_name_before_those_for_all() {
        let robots = "User-agent: *\nDisallow: /\n\nUser-agent: Broadsheet\nDisallow: /private/\nCrawl-delay: 2\n";
        assert!(allows(robots, "https://gazette.example/2026/11/"));
        assert!(!allows(robots, "https://gazette.example/private/x"));
        assert_eq!(Robots::of_answer(200, robots.as_bytes()).delay(), Some(Duration::from_secs(2)));
    }

    #[test]
    fn a_missing_file_allows_and_a_failing_host_forbids() {
        let url = Url::parse("https://gazette.example/").unwrap();
        assert!(Robots::of_answer(404, b"").allows(&url));
        assert!(Robots::of_answer(403, b"").allows(&url));
        assert!(!Robots::of_answer(503, b"").allows(&url));
    }
}
