use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use desk::{Damage, Desk, Droppable, Error, Repaired, Stats, Verified};
use indicatif::HumanBytes;
use jiff::civil::Date;
use serde::Serialize;

use crate::output::{Output, Status, counted};

pub(super) fn verify(desk: &Desk, deep: bool, output: &Output) -> Result<Status, Error> {
    let verified = desk.verify(deep)?;
    output.result(&verified, verified_text)?;
    Ok(if verified.ok { Status::Done } else { Status::Damaged })
}

fn verified_text(verified: &Verified) -> String {
    let checked = verified.checked;
    let mut text = format!(
        "{} of stories, {}, {} and {} checked: {}.\n",
        counted(checked.rows, "version", "versions"),
        counted(checked.captures, "capture", "captures"),
        counted(checked.photos, "photo", "photos"),
        counted(checked.index, "indexed story", "indexed stories"),
        if verified.ok { "all are as they were stored" } else { "some are damaged" }
    );
    text.extend(verified.damaged.iter().map(damage_text));
    text
}

fn damage_text(damage: &Damage) -> String {
    let Damage { what, id, url, detail, repair } = damage;
    let item: Vec<&str> = [*what, id, url].into_iter().filter(|word| !word.is_empty()).collect();
    format!("{}: {detail} {repair}\n", item.join(" "))
}

/// Shows what can be put right, asks, and does it; without a person to ask, `--yes` is the consent.
pub(super) fn repair(
    folder: &Path,
    from: &[PathBuf],
    yes: bool,
    output: &Output,
) -> Result<Status, Error> {
    let repaired = desk::repair(folder, from, &mut |plan| {
        output.message(&plan_text(plan));
        let agreed = yes || (output.can_ask() && output.confirm("Do this?"));
        if agreed { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    let Some(repaired) = repaired else {
        output.message("Nothing was changed. Say --yes to have it done without a question.");
        return Ok(Status::Damaged);
    };
    output.result(&repaired, repaired_text)?;
    Ok(match (repaired.ok, repaired.partial) {
        (true, false) => Status::Done,
        (true, true) => Status::Part,
        (false, _) => Status::Damaged,
    })
}

fn plan_text(plan: &Repaired) -> String {
    let mut text = String::new();
    if !plan.repaired.is_empty() {
        text.push_str("This can be put right:\n");
        text.extend(plan.repaired.iter().map(damage_text));
    }
    if !plan.damaged.is_empty() {
        text.push_str("This is damaged too, and is tried:\n");
        text.extend(plan.damaged.iter().map(damage_text));
    }
    text.push_str("A database that is written anew leaves the damaged one as archive-damaged.db.");
    text
}

fn repaired_text(repaired: &Repaired) -> String {
    if repaired.ok && repaired.repaired.is_empty() {
        return "Nothing is damaged.\n".to_owned();
    }
    let mut text =
        format!("Put right: {}.\n", counted(repaired.repaired.len() as u64, "item", "items"));
    text.extend(repaired.repaired.iter().map(damage_text));
    if !repaired.damaged.is_empty() {
        text.push_str("Still damaged:\n");
        text.extend(repaired.damaged.iter().map(damage_text));
    }
    text
}

/// What would go.
#[derive(Serialize)]
struct Plan {
    captures: u64,
    bytes: u64,
    by_source_and_year: Vec<Droppable>,
}

impl Plan {
    fn of(desk: &Desk, (before, source): Asked<'_>) -> Result<Self, Error> {
        let by_source_and_year = desk.droppable(before, source)?;
        let (captures, bytes) = by_source_and_year
            .iter()
            .fold((0, 0), |sum, some| (sum.0 + some.captures, sum.1 + some.bytes));
        Ok(Self { captures, bytes, by_source_and_year })
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for some in &self.by_source_and_year {
            let Droppable { source, year, captures, bytes } = some;
            let captures = counted(*captures, "download", "downloads");
            text.push_str(&format!("{source} {year}: {captures}, {}\n", HumanBytes(*bytes)));
        }
        text.push_str(&format!(
            "{} would go, {} in all. Stories, their versions and photos stay; so do addresses, times and hashes.\n",
            counted(self.captures, "download", "downloads"),
            HumanBytes(self.bytes)
        ));
        text
    }
}

/// Downloads from before a day, of a newspaper or of all.
type Asked<'a> = (Date, Option<&'a str>);

pub(super) fn droppable(desk: &Desk, asked: Asked<'_>, output: &Output) -> Result<Status, Error> {
    output.result(&Plan::of(desk, asked)?, Plan::text)?;
    Ok(Status::Done)
}

/// Shows what would go, asks, and drops it; without a person to ask, `--yes` is the consent.
pub(super) fn drop_captures(
    desk: &Desk,
    asked: Asked<'_>,
    yes: bool,
    output: &Output,
) -> Result<Status, Error> {
    let plan = Plan::of(desk, asked)?;
    output.message(plan.text().trim_end());
    let is_agreed = yes || (output.can_ask() && output.confirm("Drop them for good?"));
    if plan.captures > 0 && !is_agreed {
        output.message("Nothing was dropped. Say --yes to have it done without a question.");
        return Ok(Status::Done);
    }
    let dropped = desk.drop_captures(asked.0, asked.1)?;
    output.result(&dropped, |dropped| {
        let count = counted(dropped.captures, "download", "downloads");
        format!("{count} dropped, {}.\n", HumanBytes(dropped.bytes))
    })?;
    Ok(Status::Done)
}

pub(super) fn stats(desk: &Desk, output: &Output) -> Result<Status, Error> {
    output.result(&desk.stats()?, stats_text)?;
    Ok(Status::Done)
}

fn stats_text(stats: &Stats) -> String {
    let holdings = stats.holdings;
    let mut text = format!(
        "{}\n{}, {}, {} in {}, {}, {}\n\
         database {}, photos {}, search index {}, cache {}\n",
        stats.archive,
        counted(holdings.sources, "newspaper", "newspapers"),
        counted(holdings.days, "day", "days"),
        counted(holdings.stories, "story", "stories"),
        counted(holdings.revisions, "version", "versions"),
        counted(holdings.captures, "capture", "captures"),
        counted(holdings.photos, "photo", "photos"),
        HumanBytes(stats.database_bytes),
        HumanBytes(holdings.photo_bytes),
        HumanBytes(stats.index_bytes),
        HumanBytes(stats.cache_bytes)
    );
    for dropped in &stats.dropped {
        text.push_str(&format!(
            "{} from before {} dropped on {}, {}\n",
            counted(dropped.captures, "download", "downloads"),
            dropped.before,
            dropped.made,
            HumanBytes(dropped.bytes)
        ));
    }
    for (title, rooms) in [
        ("Newspapers", &stats.by_source),
        ("Sections", &stats.by_section),
        ("Years", &stats.by_year),
        ("Kinds", &stats.by_kind),
    ] {
        text.push_str(&format!(
            "\n{title:32}{:>10}{:>12}{:>12}{:>12}\n",
            "stories", "text", "downloads", "photos"
        ));
        for room in rooms {
            text.push_str(&format!(
                "{:32}{:>10}{:>12}{:>12}{:>12}\n",
                room.name,
                room.stories,
                HumanBytes(room.text_bytes).to_string(),
                HumanBytes(room.capture_bytes).to_string(),
                HumanBytes(room.photo_bytes).to_string()
            ));
        }
    }
    text
}

pub(super) fn reindex(desk: &Desk, output: &Output) -> Result<Status, Error> {
    let count = desk.reindex()?;
    output.message(&format!("{} can be found.", counted(count, "story", "stories")));
    Ok(Status::Done)
}
