use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ArgGroup, Args};

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["file", "batch"])))]
pub(crate) struct Extract {
    /// The page, packed with gzip if it ends in .gz.
    #[arg(requires = "url")]
    pub(crate) file: Option<PathBuf>,
    /// The address that it was downloaded from.
    #[arg(long, value_name = "U", requires = "file")]
    pub(crate) url: Option<String>,
    /// A list of pages, one JSON object {id, file, url} a line; prints one a line, in the same order.
    #[arg(long, value_name = "MANIFEST.jsonl")]
    pub(crate) batch: Option<PathBuf>,
    /// Where the list's files lie; otherwise beside it.
    #[arg(long, value_name = "DIR", requires = "batch")]
    pub(crate) pages: Option<PathBuf>,
    /// Pages that are read at the same time; otherwise as many as there are cores.
    #[arg(long, value_name = "N", requires = "batch")]
    pub(crate) threads: Option<NonZeroUsize>,
}
