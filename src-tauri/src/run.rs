use std::env;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use desk::{BackupStep, Backups, Desk, Error, Fetch};
use model::{DayLedger, Event, EventKind};
use tauri::ipc::Channel;

/// Least time between two events of the same sort: the window draws no faster than this.
const PAUSE: Duration = Duration::from_millis(50);

/// Fetches, and tells the window as it goes. A window that is gone stops nothing.
///
/// The environment variable `BROADSHEET_DELAY_MS` sets the least time between two requests where the window does
/// not: the tests set it, so that a newspaper on their own machine need not be spared.
///
/// # Errors
/// As the desk says.
pub(crate) fn fetch(
    desk: &Desk,
    mut wanted: Fetch,
    events: &Channel<Event>,
) -> Result<Vec<DayLedger>, Error> {
    let set = || env::var("BROADSHEET_DELAY_MS").ok()?.parse().ok();
    wanted.delay_ms = wanted.delay_ms.or_else(set);
    let mut pace = Pace::default();
    desk.fetch(&wanted, &mut |event| {
        if pace.lets_pass(event.event, Instant::now()) {
            // It fails only when the window is closed; the run goes on, and what it stores stays.
            events.send(event).unwrap_or_default();
        }
    })
}

/// Makes the backup that is set, or only if it is due, and tells the window how far it is.
///
/// # Errors
/// As the desk says.
pub(crate) fn back_up(
    desk: &Desk,
    only_if_due: bool,
    steps: Channel<BackupStep>,
) -> Result<Backups, Error> {
    let mut tell = told(steps);
    let mut watch = |done, total| {
        tell(done, total);
        ControlFlow::Continue(())
    };
    if only_if_due {
        desk.back_up_if_due(&mut watch)?;
    } else {
        desk.back_up_now(&mut watch)?;
    }
    Ok(desk.backups())
}

/// Tells the window how far something is, as often as it can draw that.
pub(crate) fn told(steps: Channel<BackupStep>) -> impl FnMut(u64, u64) + Send + 'static {
    let mut last: Option<Instant> = None;
    move |done, total| {
        let now = Instant::now();
        let is_early = last.is_some_and(|last| now.saturating_duration_since(last) < PAUSE);
        if !is_early || done == total {
            last = Some(now);
            // It fails only when the window is closed; the work goes on.
            steps.send(BackupStep { done, total }).unwrap_or_default();
        }
    }
}

/// Lets so many events through as a person can follow; each holds the sums up to it, so none is missed.
#[derive(Default)]
struct Pace {
    last: Option<Instant>,
}

impl Pace {
    fn lets_pass(&mut self, kind: EventKind, now: Instant) -> bool {
        let may_be_left_out =
            matches!(kind, EventKind::Stored | EventKind::Updated | EventKind::Waiting);
        let is_early = self.last.is_some_and(|last| now.saturating_duration_since(last) < PAUSE);
        if may_be_left_out && is_early {
            return false;
        }
        self.last = Some(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_thinned_and_what_matters_passes() {
        let mut pace = Pace::default();
        let begin = Instant::now();
        assert!(pace.lets_pass(EventKind::Started, begin));
        let flood = (1..=1000_u64).map(|step| begin + Duration::from_millis(step));
        let passed = flood.filter(|now| pace.lets_pass(EventKind::Stored, *now)).count();
        assert_eq!(passed, 20);
        let end = begin + Duration::from_millis(1000);
        assert!(pace.lets_pass(EventKind::Failed, end));
        assert!(pace.lets_pass(EventKind::Failed, end));
        assert!(pace.lets_pass(EventKind::Finished, end));
    }
}
