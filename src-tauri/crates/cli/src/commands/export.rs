use desk::{Chosen, Desk, Error, ExportFormat, StoryFilter};
use indicatif::HumanBytes;

use super::backup::watched;
use crate::arguments::{self, Export};
use crate::output::{Output, Status, counted};

pub(super) fn run(desk: &Desk, order: Export, output: &Output) -> Result<Status, Error> {
    let (since, until) = (order.span.first(), order.span.last());
    let chosen = match order.query {
        Some(query) => Chosen::Found(query),
        None if !order.stories.is_empty() => Chosen::These(order.stories),
        None => {
            Chosen::Of(StoryFilter { source: order.source, since, until, section: order.section })
        }
    };
    let format = match order.format {
        arguments::ExportFormat::Wacz => ExportFormat::Wacz,
        arguments::ExportFormat::Warc => ExportFormat::Warc,
    };
    let done = watched(|watch| desk.export(&chosen, format, &order.out, watch))?;
    for (what, why) in &done.left_out {
        output.message(&format!("{what} was left out: {why}."));
    }
    output.result(&done, |done| {
        format!(
            "{}, {}, {} and {} in {} ({}).\n",
            counted(done.stories, "story", "stories"),
            counted(done.revisions, "version", "versions"),
            counted(done.captures, "download", "downloads"),
            counted(done.photos, "picture", "pictures"),
            order.out.display(),
            HumanBytes(done.bytes)
        )
    })?;
    Ok(if done.left_out.is_empty() { Status::Done } else { Status::Part })
}
