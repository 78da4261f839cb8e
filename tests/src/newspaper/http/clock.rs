use std::time::SystemTime;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

/// Seconds since 1970.
#[expect(clippy::disallowed_methods, reason = "a server dates its answers and its log")]
pub(crate) fn unix_seconds() -> f64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs_f64()
}

/// A time as HTTP writes it; none stands for now.
pub(crate) fn http_date(time: Option<Timestamp>) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "seconds since 1970 are no large number")]
    let time = time
        .or_else(|| Timestamp::from_second(unix_seconds() as i64).ok())
        .unwrap_or(Timestamp::UNIX_EPOCH);
    DateTimePrinter::new().timestamp_to_rfc9110_string(&time).unwrap_or_default()
}
