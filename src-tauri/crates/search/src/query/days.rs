//! Spans of days as they are typed: `2020`, `2020-09`, `2019..2021`, `2020-01-02..2020-03`.

use jiff::civil::Date;

use crate::fold::fold;

/// From the first to the last day, both included; none where it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
}

/// A span, how a sentence says it, and what was not understood of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReadDays {
    pub(super) days: Days,
    pub(super) said: String,
    pub(super) ignored: Option<String>,
}

/// Reads a span as far as it can be; none when no day can be read.
pub(super) fn read(typed: &str) -> Option<ReadDays> {
    let text: String = typed.trim().chars().map(in_ascii).collect();
    let text = text.replace('…', "..");
    let Some((from, to)) = text.split_once("..") else {
        let (first, last) = span(&text)?;
        let days = Days { first: Some(first), last: Some(last) };
        return Some(ReadDays { days, said: format!("date {}", trim(&text)), ignored: None });
    };
    let to = to.trim_start_matches('.');
    let (mut from_span, mut to_span) = (span(from), span(to));
    let (mut from, mut to) = (trim(from), trim(to));
    if let (Some(begins), Some(ends)) = (from_span, to_span)
        && ends.1 < begins.0
    {
        (from_span, to_span) = (to_span, from_span);
        (from, to) = (to, from);
    }
    let said = match (from_span, to_span) {
        (Some(_), Some(_)) => format!("dates {from} to {to}"),
        (Some(_), None) => format!("dates from {from}"),
        (None, Some(_)) => format!("dates until {to}"),
        (None, None) => return None,
    };
    let unread =
        |text: &str, span: Option<_>| (span.is_none() && !text.is_empty()).then(|| text.to_owned());
    let ignored = unread(from, from_span).or_else(|| unread(to, to_span));
    let days = Days { first: from_span.map(|span| span.0), last: to_span.map(|span| span.1) };
    Some(ReadDays { days, said, ignored })
}

/// The first and the last day of a year, a month or a day.
fn span(text: &str) -> Option<(Date, Date)> {
    let mut numbers = trim(text).split('-');
    let year = numbers.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month = numbers.next().map(str::parse).transpose().ok()?;
    let day = numbers.next().map(str::parse).transpose().ok()?;
    if numbers.next().is_some() {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (_, Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        (None, None) => first.last_of_year(),
    };
    Some((first, last))
}

/// Without the hyphen behind which a month or day is still to be typed.
fn trim(text: &str) -> &str {
    text.trim().trim_end_matches('-')
}

/// Digits of every script that the index folds.
fn in_ascii(c: char) -> char {
    if c.is_ascii() { c } else { fold(c).unwrap_or(c) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let read = read(typed).map(|read| {
            let day = |day: Option<Date>| day.map_or_else(|| "*".to_owned(), |day| day.to_string());
            let ignored = read.ignored.map(|text| format!("; ignored {text}")).unwrap_or_default();
            format!("{}: {}..{}{ignored}", read.said, day(read.days.first), day(read.days.last))
        });
        assert_eq!(read.unwrap_or_default(), expected, "{typed}");
    }

    #[test]
    fn a_year_month_or_day_is_all_of_it() {
        check("2020", "date 2020: 2020-01-01..2020-12-31");
        check("2020-02", "date 2020-02: 2020-02-01..2020-02-29");
        check("2020-9-5", "date 2020-9-5: 2020-09-05..2020-09-05");
        check("२०२०-०९", "date 2020-09: 2020-09-01..2020-09-30");
        check("۲۰۲۰", "date 2020: 2020-01-01..2020-12-31");
    }

    #[test]
    fn a_range_goes_from_the_first_to_the_last_day() {
        check("2019..2021", "dates 2019 to 2021: 2019-01-01..2021-12-31");
        check("2020-01-02..2020-03", "dates 2020-01-02 to 2020-03: 2020-01-02..2020-03-31");
        check("2021..2019", "dates 2019 to 2021: 2019-01-01..2021-12-31");
        check("2019..", "dates from 2019: 2019-01-01..*");
        check("..2021-05", "dates until 2021-05: *..2021-05-31");
    }

    #[test]
    fn what_is_not_finished_is_read_as_far_as_it_goes() {
        check("2020-", "date 2020: 2020-01-01..2020-12-31");
        check("2019..20", "dates from 2019: 2019-01-01..*; ignored 20");
        check("202", "");
        check("2020-13", "");
        check("2020-02-30", "");
        check("..", "");
        check("2020-01-01-01", "");
    }
}
