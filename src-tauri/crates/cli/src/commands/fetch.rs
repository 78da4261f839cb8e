use desk::{Code, Desk, Error, Period};
use model::{DayLedger, Following};
use serde::Serialize;

use super::Place;
use super::read::ledger_text;
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
    let period = period(wanted)?;
    let mut days = Vec::new();
    for source in sources(&desk, &wanted.sources)? {
        let fetch = desk::Fetch {
            source,
            period,
            delay_ms: wanted.delay_ms,
            concurrency: wanted.concurrency,
            allow_private: wanted.allow_private,
        };
        let mut progress = Progress::new(output, wanted.json_events);
        let fetched = desk.fetch(&fetch, &mut |event| progress.tell(&event));
        progress.end()?;
        days.extend(fetched?);
    }
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

fn period(wanted: &arguments::Fetch) -> Result<Period, Error> {
    match (wanted.span.first(), wanted.span.last()) {
        (Some(since), Some(until)) => Ok(Period::Days { since, until }),
        (None, None) => Ok(Period::Latest),
        _ => Err(Error {
            code: Code::BadInput,
            message: "A span of days needs both --since and --until.".to_owned(),
            hint: "For one day say --day.".to_owned(),
        }),
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
