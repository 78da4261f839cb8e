use std::thread::available_parallelism;

use desk::{Error, extract_batch, extract_file};

use crate::arguments::Extract;
use crate::output::{Output, Status};

pub(super) fn run(order: &Extract, output: &Output) -> Result<Status, Error> {
    if let Some(list) = &order.batch {
        let all = available_parallelism().map_or(1, usize::from);
        let threads = order.threads.map_or(all, usize::from);
        extract_batch(list, order.pages.as_deref(), threads, &mut |read| output.line(read))?;
    } else if let (Some(file), Some(url)) = (&order.file, &order.url) {
        output.document(&extract_file(file, url)?)?;
    }
    Ok(Status::Done)
}
