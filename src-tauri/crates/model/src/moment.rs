use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant together with the offset at which its paper wrote it.
///
/// Written as RFC 3339 with offset (`2026-11-20T06:30:00+05:30`). Two moments are equal only if
/// instant and offset are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub timestamp: Timestamp,
    /// The offset of the paper's clock from UTC at that instant.
    pub offset: Offset,
}

/// A text that is no RFC 3339 time with an offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidMoment;

impl fmt::Display for InvalidMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a time with an offset (such as 2026-11-20T06:30:00+05:30)")
    }
}

impl std::error::Error for InvalidMoment {}

impl Moment {
    /// The instant as the clocks of `zone` show it.
    #[must_use]
    pub fn new(timestamp: Timestamp, zone: &TimeZone) -> Self {
        Self { timestamp, offset: zone.to_offset(timestamp) }
    }

    /// The calendar day on the paper's own clock.
    #[must_use]
    pub fn date(self) -> jiff::civil::Date {
        self.offset.to_datetime(self.timestamp).date()
    }
}

/// The time zone of an IANA name or a fixed offset such as `+05:30`; UTC where it is neither.
#[must_use]
pub fn time_zone(name: &str) -> TimeZone {
    static PARSER: DateTimeParser = DateTimeParser::new();
    PARSER.parse_time_zone(name).unwrap_or(TimeZone::UTC)
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zoned = self.timestamp.to_zoned_datetime(TimeZone::fixed(self.offset));
        write!(f, "{}", zoned.strftime("%Y-%m-%dT%H:%M:%S%:z"))
    }
}

impl FromStr for Moment {
    type Err = InvalidMoment;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        static PARSER: DateTimeParser = DateTimeParser::new();
        let timestamp = PARSER.parse_timestamp(s).map_err(|_| InvalidMoment)?;
        let pieces = PARSER.parse_pieces(s).map_err(|_| InvalidMoment)?;
        let offset = pieces.to_numeric_offset().unwrap_or(Offset::UTC);
        Ok(Self { timestamp, offset })
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_offset_of_the_paper() {
        let moment: Moment = "2026-11-20T00:40:09+05:30".parse().unwrap();
        assert_eq!(moment.to_string(), "2026-11-20T00:40:09+05:30");
        assert_eq!(moment.date().to_string(), "2026-11-20");
        assert_eq!(moment.timestamp.to_string(), "2026-11-19T19:10:09Z");
    }

    #[test]
    fn knows_zones_by_name_and_by_offset() {
        let instant: Timestamp = "2026-11-20T00:00:00Z".parse().unwrap();
        for name in ["Asia/Kolkata", "+05:30"] {
            assert_eq!(
                Moment::new(instant, &time_zone(name)).to_string(),
                "2026-11-20T05:30:00+05:30",
                "{name}"
            );
        }
        assert_eq!(
            Moment::new(instant, &time_zone("nowhere")).to_string(),
            "2026-11-20T00:00:00+00:00"
        );
    }

    #[test]
    fn reads_utc_and_refuses_a_time_without_offset() {
        assert_eq!(
            "2026-11-20T00:40:09Z".parse::<Moment>().unwrap().to_string(),
            "2026-11-20T00:40:09+00:00"
        );
        assert_eq!("2026-11-20T00:40:09".parse::<Moment>(), Err(InvalidMoment));
        assert_eq!("yesterday".parse::<Moment>(), Err(InvalidMoment));
    }
}
