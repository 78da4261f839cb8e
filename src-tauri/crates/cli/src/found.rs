use indicatif::{DecimalBytes, HumanCount};
use model::{Estimate, Found, Reach, Section, Summary, shown_address};

use crate::output::counted;

/// A newspaper that was found, for people: what it is, its sections, its newest stories, how far back it goes.
pub(crate) fn text(found: &Found) -> String {
    let mut parts = vec![head(found), format!("Sections\n{}", sections(&found.sections))];
    if !found.preview.is_empty() {
        parts.push(format!("Newest stories\n{}", stories(&found.preview)));
    }
    if !found.reaches.is_empty() {
        parts.push(format!("How far back\n{}", reaches(found)));
    }
    parts.join("\n")
}

/// Sections as a tree, with what the site counts in them.
pub(crate) fn sections(sections: &[Section]) -> String {
    let lines = sections.iter().map(|section| {
        let indent = "  ".repeat(section.path.len());
        let mark = if section.followed { "" } else { "  (not followed)" };
        let count = HumanCount(section.count.into());
        format!("{indent}{} [{}] {count}{mark}\n", section.name(), section.slug)
    });
    lines.collect()
}

fn head(found: &Found) -> String {
    let mut lines = vec![found.name.clone(), shown_address(&found.url), found.tagline.clone()];
    lines.retain(|line| !line.is_empty());
    let since = found.oldest_day.map(|day| format!(" since {day}")).unwrap_or_default();
    lines.push(format!(
        "It lists {}{since}, in {}. It is asked for one thing at a time, {} apart.",
        counted(found.stories, "story", "stories"),
        counted(found.sections.len() as u64, "section", "sections"),
        pause(found.delay_ms),
    ));
    format!("{}\n", lines.join("\n"))
}

fn stories(preview: &[Summary]) -> String {
    let lines = preview.iter().map(|story| {
        let writer = if story.byline.is_empty() { &story.agency } else { &story.byline };
        let pictures = match story.pictures {
            0 => String::new(),
            some => counted(some, "picture", "pictures"),
        };
        let facts = [story.day.to_string(), story.section.join(" > "), writer.clone(), pictures];
        let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        let headline =
            if story.headline.is_empty() { "Without a headline" } else { &story.headline };
        format!("  {headline}\n    {}\n", facts.join(", "))
    });
    lines.collect()
}

fn reaches(found: &Found) -> String {
    let lines = found.reaches.iter().map(|estimate| {
        format!(
            "  {:<14} since {}  {:>16}  {:>10}  {}\n",
            name(estimate.reach),
            estimate.since,
            counted(estimate.stories, "story", "stories"),
            DecimalBytes(estimate.bytes).to_string(),
            duration(estimate.seconds)
        )
    });
    let free = found.free.map(|free| format!("  {} are free.\n", DecimalBytes(free)));
    lines.chain(free).collect()
}

fn name(reach: Reach) -> &'static str {
    match reach {
        Reach::Day => "the newest day",
        Reach::Month => "30 days",
        Reach::Year => "a year",
        Reach::All => "everything",
    }
}

/// The commands that fetch the newest day, and all that is listed where that is more.
pub(crate) fn fetching(found: &Found, program: &str) -> String {
    let latest = format!("Fetch its newest day: {program} fetch {}\n", found.id);
    let longest = found.reaches.last().filter(|Estimate { reach, .. }| *reach != Reach::Day);
    let all = longest.zip(found.newest_day).map(|(estimate, newest)| {
        format!(
            "Fetch everything: {program} fetch {} --since {} --until {newest}\n",
            found.id, estimate.since
        )
    });
    latest + &all.unwrap_or_default()
}

fn pause(milliseconds: u32) -> String {
    match milliseconds {
        1000 => "a second".to_owned(),
        _ if milliseconds.is_multiple_of(1000) => format!("{} seconds", milliseconds / 1000),
        _ => format!("{milliseconds} milliseconds"),
    }
}

/// A span of time as people say it: minutes, then hours, then half days.
fn duration(seconds: u64) -> String {
    match seconds {
        0..=60 => "a minute".to_owned(),
        61..5_400 => format!("{} minutes", seconds.div_ceil(60)),
        5_400..129_600 => format!("{} hours", (seconds + 1_800) / 3_600),
        _ => {
            let half_days = (seconds + 21_600) / 43_200;
            let half = if half_days.is_multiple_of(2) { "" } else { "½" };
            format!("{}{half} days", half_days / 2)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_said_as_people_say_it() {
        for (seconds, said) in [
            (0, "a minute"),
            (60, "a minute"),
            (61, "2 minutes"),
            (5_399, "90 minutes"),
            (5_400, "2 hours"),
            (7 * 3_600, "7 hours"),
            (129_600, "1½ days"),
            (216_000, "2½ days"),
            (260_000, "3 days"),
        ] {
            assert_eq!(duration(seconds), said, "{seconds}");
        }
    }

    #[test]
    fn a_paper_that_was_found_says_what_each_reach_takes() {
        let day = |text: &str| text.parse().unwrap();
        let estimate = |reach, since, stories, bytes, seconds| Estimate {
            reach,
            since: day(since),
            stories,
            pictures: 0,
            bytes,
            seconds,
        };
        let found = Found {
            id: "xn--mgbaam7a8h.example".to_owned(),
            name: "Gazette".to_owned(),
            url: "https://xn--mgbaam7a8h.example/".to_owned(),
            stories: 214_806,
            newest_day: Some(day("2026-11-24")),
            oldest_day: Some(day("2010-05-04")),
            delay_ms: 1000,
            reaches: vec![
                estimate(Reach::Day, "2026-11-24", 54, 12_000_000, 90),
                estimate(Reach::All, "2010-05-04", 214_806, 42_000_000_000, 216_000),
            ],
            free: Some(212_000_000_000),
            ..Found::default()
        };
        let said = text(&found);
        assert!(said.contains("https://امارات.example/\n"), "{said}");
        assert!(said.contains("It lists 214,806 stories since 2010-05-04"), "{said}");
        assert!(said.contains("212.00 GB are free."), "{said}");
        let all = said.lines().find(|line| line.contains("everything")).unwrap();
        assert!(all.contains("214,806 stories") && all.ends_with("42.00 GB  2½ days"), "{all}");
        assert_eq!(
            fetching(&found, "broadsheet"),
            "Fetch its newest day: broadsheet fetch xn--mgbaam7a8h.example\n\
             Fetch everything: broadsheet fetch xn--mgbaam7a8h.example --since 2010-05-04 --until 2026-11-24\n"
        );
    }
}
