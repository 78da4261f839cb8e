use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan as _};
use model::Moment;

use super::months;

/// The years of which papers have pages.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2099;
/// The longest text in which a date is looked for, in characters.
const LENGTH: usize = 400;

/// A day as a page writes it, with the time and the offset if it says them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) date: Date,
    pub(super) time: Option<Time>,
    pub(super) offset: Option<Offset>,
}

/// Which of two numbers before a year is the month, where both could be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

impl Stamp {
    /// The moment; where no time is said the day's midnight, where no offset is said UTC.
    pub(super) fn moment(self) -> Option<Moment> {
        let zone = TimeZone::fixed(self.offset.unwrap_or(Offset::UTC));
        let at = self.date.to_datetime(self.time.unwrap_or(Time::midnight()));
        Some(Moment::new(at.to_zoned_datetime(zone.clone()).ok()?.timestamp(), &zone))
    }

    /// The same instant on the clock of another offset.
    pub(super) fn at(self, offset: Offset) -> Option<Self> {
        let moment = self.moment()?;
        let local = offset.to_datetime(moment.timestamp);
        Some(Self { date: local.date(), time: Some(local.time()), offset: Some(offset) })
    }

    /// It says a time on a clock that is no more than UTC's.
    pub(super) fn is_utc(self) -> bool {
        self.time.is_some() && self.offset.is_none_or(|offset| offset == Offset::UTC)
    }

    fn of_day(year: i64, month: i64, day: i64) -> Option<Self> {
        let year = i16::try_from(year).ok().filter(|year| YEARS.contains(year))?;
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Self { date, time: None, offset: None })
    }

    fn of_timestamp(timestamp: Timestamp) -> Option<Self> {
        let at: DateTime = Offset::UTC.to_datetime(timestamp);
        let known = YEARS.contains(&at.year());
        // What is kept has no parts of a second.
        let time = Time::new(at.hour(), at.minute(), at.second(), 0).ok()?;
        known.then_some(Self { date: at.date(), time: Some(time), offset: Some(Offset::UTC) })
    }
}

/// Reads the first date in a text, in any of the ways that machines and papers write one.
pub(super) fn read(text: &str, order: Order) -> Option<Stamp> {
    let end = text.char_indices().nth(LENGTH).map_or(text.len(), |(at, _)| at);
    let pieces = pieces(&text[..end]);
    let one = (pieces.len() == 1).then(|| number_alone(&pieces)).flatten();
    one.or_else(|| {
        let (mut stamp, after) = (0..pieces.len()).find_map(|at| date_at(&pieces, at, order))?;
        let rest = pieces.get(after..).unwrap_or_default();
        // "Friday 21:14, 3 May 2024" has the time before the day.
        let before = pieces.get(..after.saturating_sub(5)).unwrap_or_default();
        let time = time_in(rest, 4).or_else(|| time_in(before, 3));
        if let Some((time, end)) = time {
            stamp.time = Some(time);
            stamp.offset = offset_in(rest.get(end..).unwrap_or_default());
        }
        Some(stamp)
    })
}

/// A run of digits, a run of letters, or one other sign.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Number { value: i64, digits: usize },
    Word(String),
    Sign(char),
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut was_space = true;
    for c in text.chars() {
        let digit = digit(c);
        match (digit, pieces.last_mut()) {
            (Some(digit), Some(Piece::Number { value, digits })) if !was_space && *digits < 18 => {
                *value = *value * 10 + digit;
                *digits += 1;
            }
            (Some(value), _) => pieces.push(Piece::Number { value, digits: 1 }),
            (None, Some(Piece::Word(word)))
                if !was_space && c.is_alphabetic() && !is_unit(c) && !word.chars().all(is_unit) =>
            {
                word.extend(c.to_lowercase());
            }
            (None, _) if c.is_alphabetic() => pieces.push(Piece::Word(c.to_lowercase().collect())),
            // Vowel signs belong to their letters.
            (None, Some(Piece::Word(word)))
                if !was_space
                    && !c.is_ascii()
                    && !c.is_whitespace()
                    && !"、，。–—“”„·•।۔،".contains(c) =>
            {
                word.push(c);
            }
            (None, _) if !c.is_whitespace() => pieces.push(Piece::Sign(c)),
            _ => {}
        }
        was_space = c.is_whitespace();
    }
    pieces
}

/// The signs between the numbers of a date in Chinese, Japanese and Korean.
fn is_unit(c: char) -> bool {
    matches!(
        c,
        '年' | '月' | '日' | '년' | '월' | '일' | '時' | '时' | '分' | '시' | '분' | '秒' | '초'
    )
}

/// The value of a digit in the scripts that papers use.
fn digit(c: char) -> Option<i64> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '০'..='৯' => '০',
        '၀'..='၉' => '၀',
        '０'..='９' => '０',
        _ => return None,
    };
    Some(i64::from(u32::from(c) - u32::from(zero)))
}

fn number_alone(pieces: &[Piece]) -> Option<Stamp> {
    let Some(Piece::Number { value, digits }) = pieces.first() else { return None };
    match digits {
        8 => Stamp::of_day(value / 10_000, value / 100 % 100, value % 100),
        10 => Stamp::of_timestamp(Timestamp::from_second(*value).ok()?),
        13 => Stamp::of_timestamp(Timestamp::from_millisecond(*value).ok()?),
        // 20220503214452
        14 => {
            let day = value / 1_000_000;
            let stamp = Stamp::of_day(day / 10_000, day / 100 % 100, day % 100)?;
            let part = |by: i64| i8::try_from(value / by % 100).ok();
            let time = Time::new(part(10_000)?, part(100)?, part(1)?, 0).ok();
            Some(Stamp { time, ..stamp })
        }
        _ => None,
    }
}

/// A date that begins at a piece, and the number of the piece after it.
fn date_at(pieces: &[Piece], at: usize, order: Order) -> Option<(Stamp, usize)> {
    let number = |at: usize| match pieces.get(at)? {
        Piece::Number { value, digits } => Some((*value, *digits)),
        _ => None,
    };
    let month = |at: usize| match pieces.get(at)? {
        Piece::Word(word) => months::number(word),
        _ => None,
    };
    let skip = |mut at: usize| {
        while pieces.get(at).is_some_and(is_between) {
            at += 1;
        }
        at
    };
    // 2024-04-26, 2024/4/26, 2024年4月26日
    if let Some((year, 4)) = number(at) {
        let second = skip(at + 1);
        let middle = number(second).map(|(value, _)| value).or_else(|| month(second))?;
        let third = skip(second + 1);
        let (day, _) = number(third)?;
        let is_near = second - at <= 3 && third - second <= 3;
        return Stamp::of_day(year, middle, day)
            .filter(|_| is_near)
            .map(|stamp| (stamp, third + 1));
    }
    // April 26, 2024
    if let Some(named) = month(at) {
        let second = skip(at + 1);
        let (day, digits) = number(second)?;
        let third = skip(second + 1);
        let (year, 4) = number(third)? else { return None };
        return Stamp::of_day(year, named, day)
            .filter(|_| digits <= 2)
            .map(|stamp| (stamp, third + 1));
    }
    // 26 April 2024, 26.04.2024, 4/26/24
    let (first, digits) = number(at)?;
    let second = skip(at + 1);
    let mut third = skip(second + 1);
    // Arabic papers name a month twice: آب/أغسطس.
    if month(second).is_some() && month(third).is_some() {
        third = skip(third + 1);
    }
    let (year, year_digits) = number(third)?;
    let is_marked = matches!(pieces.get(at + 1), Some(Piece::Sign('.' | '/' | '-')));
    let year = match year_digits {
        4 => year,
        2 if is_marked => 2000 + year,
        _ => return None,
    };
    if digits > 2 || second - at > 4 || third - second > 5 {
        return None;
    }
    let is_dotted = matches!(pieces.get(at + 1), Some(Piece::Sign('.')));
    let (day, month) = match (month(second), number(second)) {
        (Some(named), _) => (first, named),
        (None, Some((other, 1..=2))) if is_marked => {
            let is_american = order == Order::MonthFirst && !is_dotted && first <= 12;
            if other > 12 || is_american { (other, first) } else { (first, other) }
        }
        _ => return None,
    };
    Stamp::of_day(year, month, day).map(|stamp| (stamp, third + 1))
}

/// Whether a piece may stand between the parts of a date: `26. de abril del 2024`, `April 26th, 2024`.
fn is_between(piece: &Piece) -> bool {
    match piece {
        Piece::Sign(sign) => ".,/-،،".contains(*sign),
        Piece::Word(word) => {
            matches!(
                word.as_str(),
                "de" | "del" | "of" | "st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "the"
            ) || word.chars().all(is_unit)
        }
        Piece::Number { .. } => false,
    }
}

/// A time among the first pieces, and the number of the piece after it.
fn time_in(pieces: &[Piece], within: usize) -> Option<(Time, usize)> {
    let within = within.min(pieces.len());
    (0..within).find_map(|at| {
        let (
            Piece::Number { value: hour, digits: 1..=2 },
            Piece::Sign(':' | '.' | 'h') | Piece::Word(_),
            Piece::Number { value: minute, digits: 2 },
        ) = (pieces.get(at)?, pieces.get(at + 1)?, pieces.get(at + 2)?)
        else {
            return None;
        };
        if let Some(Piece::Word(word)) = pieces.get(at + 1)
            && !(word == "h" || word.chars().all(is_unit))
        {
            return None;
        }
        let mut end = at + 3;
        let mut second = 0;
        if let (Some(Piece::Sign(':')), Some(Piece::Number { value, digits: 2 })) =
            (pieces.get(end), pieces.get(end + 1))
        {
            second = *value;
            end += 2;
            if let (Some(Piece::Sign('.' | ',')), Some(Piece::Number { .. })) =
                (pieces.get(end), pieces.get(end + 1))
            {
                end += 2;
            }
        }
        let mut hour = *hour;
        if let Some(Piece::Word(word)) = pieces.get(end) {
            let dotted = matches!(pieces.get(end + 1), Some(Piece::Sign('.')));
            match word.as_str() {
                "pm" if hour < 12 => hour += 12,
                "p" if dotted && hour < 12 => hour += 12,
                "am" if hour == 12 => hour = 0,
                "a" if dotted && hour == 12 => hour = 0,
                _ => {}
            }
            end += match word.as_str() {
                "pm" | "am" | "uhr" => 1,
                "a" | "p" if dotted => 4,
                _ => 0,
            };
        }
        let part = |value: i64| i8::try_from(value).ok();
        Some((Time::new(part(hour)?, part(*minute)?, part(second)?, 0).ok()?, end))
    })
}

/// The offset at the beginning of what follows a time: `Z`, `+05:30`, `GMT+1`, `MESZ`.
fn offset_in(pieces: &[Piece]) -> Option<Offset> {
    let named = match pieces.first() {
        Some(Piece::Word(zone)) => Some(zone_offset(zone)?),
        _ => None,
    };
    let signs = pieces.get(usize::from(named.is_some())..).unwrap_or_default();
    let sign = match signs.first() {
        Some(Piece::Sign('+')) => 1,
        Some(Piece::Sign('-' | '−')) => -1,
        _ => return named,
    };
    if named.is_some_and(|named| named != Offset::UTC) {
        return named;
    }
    let seconds = match signs.get(1)? {
        Piece::Number { value, digits: 4 } => value / 100 * 3600 + value % 100 * 60,
        Piece::Number { value, digits: 1..=2 } => {
            let minutes = match (signs.get(2), signs.get(3)) {
                (Some(Piece::Sign(':')), Some(Piece::Number { value, digits: 2 })) => *value,
                _ => 0,
            };
            value * 3600 + minutes * 60
        }
        _ => return named,
    };
    // From -12 to +14 hours, as the world has them.
    let fits = (-12 * 3600..=14 * 3600).contains(&(sign * seconds));
    Offset::from_seconds(i32::try_from(sign * seconds).ok()?).ok().filter(|_| fits)
}

/// The offset of a zone's abbreviation, where it names one alone.
fn zone_offset(zone: &str) -> Option<Offset> {
    let minutes = match zone {
        "z" | "utc" | "gmt" | "wet" => 0,
        "bst" | "cet" | "mez" | "wat" => 60,
        "cest" | "mesz" | "cat" | "sast" => 120,
        "msk" | "eat" => 180,
        "ist" => 330,
        "jst" | "kst" => 540,
        "est" => -300,
        "edt" => -240,
        "cdt" => -300,
        "mst" => -420,
        "pdt" => -420,
        "pst" => -480,
        _ => return None,
    };
    Offset::UTC.checked_add(i64::from(minutes).minutes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<String> {
        let stamp = read(text, Order::DayFirst)?;
        let time = stamp.time.map(|time| format!(" {time}")).unwrap_or_default();
        let offset = stamp.offset.map(|offset| format!(" {offset}")).unwrap_or_default();
        Some(format!("{}{time}{offset}", stamp.date))
    }

    #[test]
    fn machines_and_papers_write_days_in_many_ways() {
        for (text, expected) in [
            ("2024-04-26T17:35:55+05:30", "2024-04-26 17:35:55 +05:30"),
            ("2022-05-03 21:44:52.123Z", "2022-05-03 21:44:52 +00"),
            ("2016-12-16 13:05:39-05:00", "2016-12-16 13:05:39 -05"),
            ("2016-12-20T15:32:57+0000", "2016-12-20 15:32:57 +00"),
            ("Tue, 13 Dec 2016 22:33:06 +0000", "2016-12-13 22:33:06 +00"),
            ("1529283660000", "2018-06-18 01:01:00 +00"),
            ("20191019", "2019-10-19"),
            ("December 16, 2016, 4:19 PM", "2016-12-16 16:19:00"),
            ("By A B December 16th 2016", "2016-12-16"),
            ("Published on 06/01/2026 - 13:55 GMT+1 •Updated 14:20", "2026-01-06 13:55:00 +01"),
            ("Stand: 26.04.2024, 7:05 Uhr", "2024-04-26 07:05:00"),
            ("3 de mayo de 2022", "2022-05-03"),
            ("1er août 2023 à 08h30", "2023-08-01 08:30:00"),
            ("2019年4月3日 15時00分", "2019-04-03 15:00:00"),
            ("2026년 1월 29일", "2026-01-29"),
            ("2 мая 2022", "2022-05-02"),
            ("12 मई 2023", "2023-05-12"),
            ("۲۰ نومبر 2023", "2023-11-20"),
        ] {
            assert_eq!(told(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "1970-01-01",
            "31.02.2020",
            "5 minutes ago",
            "12345",
            "2024",
            "May 2020",
            "phone 555-12-2020 x",
            "99/99/9999",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn the_order_of_the_language_decides_between_two_numbers() {
        assert_eq!(read("04/05/2020", Order::DayFirst).unwrap().date.to_string(), "2020-05-04");
        assert_eq!(read("04/05/2020", Order::MonthFirst).unwrap().date.to_string(), "2020-04-05");
        assert_eq!(read("04/25/2020", Order::DayFirst).unwrap().date.to_string(), "2020-04-25");
    }
}
