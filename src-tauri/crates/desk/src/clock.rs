use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::Moment;

/// The instant now. The only place that reads the system's clock: all else is handed the time.
#[expect(clippy::disallowed_methods, reason = "this is the one clock that the rest is given")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// The time now on the clocks of the reader's own system.
pub(crate) fn local_now() -> Moment {
    Moment::new(now(), &TimeZone::system())
}
