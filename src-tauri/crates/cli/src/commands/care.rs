use desk::{Desk, Error, Stats, Verified};
use indicatif::HumanBytes;

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
    for damage in &verified.damaged {
        text.push_str(&format!(
            "{} {} {}: {} {}\n",
            damage.what, damage.id, damage.url, damage.detail, damage.repair
        ));
    }
    text
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
