use desk::{Code, Desk, Error, Period};
use model::{DayLedger, Following};
use serde::Serialize;

use super::read::ledger_text;
use super::{Place, backup};
use crate::arguments;
use crate::output::{Output, Status};
use crate::progress::Progress;

#[derive(Serialize)]
struct Ledgers {
    days: Vec<DayLedger>,
}

pub(super) fn run(
    place: &Place,
    wanted: &arguments::Fetch,
    output: &Output,
) -> Result<Status, Error> {
    // To fetch nothing is no reason to make an archive.
    drop(place.read()?);
    let desk = place.write()?;
    let mut came = None;
    let mut failed = None;
    for source in sources(&desk, &wanted.sources)? {
        match fetch(&desk, source, wanted, output) {
            Ok(days) => came.get_or_insert_with(Vec::new).extend(days),
            // One newspaper that does not answer is no reason to leave out the others.
            Err(error) => {
                output.message(&error.to_string());
                failed = Some(Status::of_error(&error));
                if ends_all(&error) {
                    break;
                }
            }
        }
    }
    let told = came.map(|days| tell(days, wanted, output)).transpose()?;
    let backed_up = backup::when_due(&desk, output);
    Ok(match status(told, failed) {
        Status::Done => backed_up,
        other => other,
    })
}

fn fetch(
    desk: &Desk,
    source: String,
    wanted: &arguments::Fetch,
    output: &Output,
) -> Result<Vec<DayLedger>, Error> {
    let fetch = desk::Fetch {
        source,
        period: period(wanted),
        delay_ms: wanted.delay_ms,
        concurrency: wanted.concurrency,
        allow_private: wanted.allow_private,
    };
    let mut progress = Progress::new(output, wanted.json_events);
    let fetched = desk.fetch(&fetch, &mut |event| progress.tell(&event));
    progress.end()?;
    fetched
}

/// The others would fare no better.
fn ends_all(error: &Error) -> bool {
    matches!(error.code, Code::Stopped | Code::Storage | Code::Damaged | Code::InUse | Code::Newer)
}

/// Prints the ledgers of what came.
fn tell(days: Vec<DayLedger>, wanted: &arguments::Fetch, output: &Output) -> Result<Status, Error> {
    let whole = days.iter().all(|day| day.complete);
    let missing: usize = days.iter().map(|day| day.failures.len()).sum();
    if output.is_json() {
        output.document(&Ledgers { days })?;
    } else if !wanted.json_events {
        output.text(&days.iter().map(ledger_text).collect::<String>())?;
    }
    if !whole {
        output.message(&format!(
            "{missing} stories or pictures could not be stored: see broadsheet ledger; fetch again to try once more."
        ));
    }
    Ok(if whole { Status::Done } else { Status::Part })
}

/// Some newspapers that came and some that did not are a part; a damaged archive stays one.
fn status(came: Option<Status>, failed: Option<Status>) -> Status {
    match (came, failed) {
        (Some(came), None) => came,
        (Some(_), Some(Status::Failed)) => Status::Part,
        (_, Some(failed)) => failed,
        (None, None) => Status::Done,
    }
}

fn period(wanted: &arguments::Fetch) -> Period {
    match (wanted.span.first(), wanted.span.last()) {
        (Some(since), Some(until)) => Period::Days { since, until },
        // One without the other was refused as wrong usage.
        _ => Period::Latest,
    }
}

fn sources(desk: &Desk, named: &[String]) -> Result<Vec<String>, Error> {
    if !named.is_empty() {
        return Ok(named.to_owned());
    }
    let followed =
        desk.sources()?.into_iter().filter(|source| source.following == Following::Followed);
    let followed: Vec<String> = followed.map(|source| source.id).collect();
    if followed.is_empty() {
        return Err(Error {
            code: Code::NotFound,
            message: "No newspaper is followed yet.".to_owned(),
            hint: "Add one first: broadsheet source add ADDRESS.".to_owned(),
        });
    }
    Ok(followed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_beside_a_failure_is_a_part() {
        let (done, failed) = (Some(Status::Done), Some(Status::Failed));
        assert_eq!(status(done, None), Status::Done);
        assert_eq!(status(done, failed), Status::Part);
        assert_eq!(status(None, failed), Status::Failed);
        assert_eq!(status(done, Some(Status::Damaged)), Status::Damaged);
        assert_eq!(status(Some(Status::Part), None), Status::Part);
    }
}
