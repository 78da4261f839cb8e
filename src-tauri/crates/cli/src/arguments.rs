mod extract;

use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use desk::Sheet;
use jiff::civil::Date;
use model::Moment;

pub(crate) use extract::Extract;

/// A newspaper archive that belongs to its reader.
#[derive(Debug, Parser)]
#[command(name = "broadsheet", version, about)]
pub(crate) struct Arguments {
    /// The archive's folder; otherwise the platform's data folder.
    #[arg(long, global = true, env = "BROADSHEET_ARCHIVE", value_name = "DIR")]
    pub(crate) archive: Option<PathBuf>,

    /// Print one JSON document.
    #[arg(long, global = true)]
    pub(crate) json: bool,

    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Arguments {
    /// What cannot be meant, in a sentence; global options may stand before the command, where clap does not compare.
    pub(crate) fn contradiction(&self) -> Option<&'static str> {
        let span = match &self.command {
            Command::Fetch(fetch) if fetch.json_events && self.json => {
                return Some(
                    "--json prints one document at the end, --json-events each step: say one of them.",
                );
            }
            Command::Fetch(fetch) if fetch.span.is_open() => {
                return Some("To fetch needs both --since and --until; for one day say --day.");
            }
            Command::Fetch(fetch) => &fetch.span,
            Command::Ledger { span, .. }
            | Command::Stories { span, .. }
            | Command::Export(Export { span, .. }) => span,
            _ => return None,
        };
        span.is_backward()
            .then_some("The day of --since lies after the day of --until: change them.")
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find, add and remove newspapers.
    #[command(subcommand)]
    Source(SourceCommand),
    /// Download the stories and pictures of days; goes on with what was begun.
    Fetch(Fetch),
    /// The days held and their state.
    Days {
        /// Id or name of a newspaper.
        source: Option<String>,
    },
    /// What was listed, what is held, what is missing and why, day by day.
    Ledger {
        /// Id or name of a newspaper.
        source: Option<String>,
        #[command(flatten)]
        span: Span,
    },
    /// The stories held, without their text.
    Stories {
        /// Id or name of a newspaper.
        source: Option<String>,
        #[command(flatten)]
        span: Span,
        /// In this section (name, short name or path) and those below it.
        #[arg(long, value_name = "X")]
        section: Option<String>,
    },
    /// One story.
    Story {
        /// Its id, or its address.
        story: String,
        /// Which version, from 1; otherwise the newest.
        #[arg(long, value_name = "N")]
        revision: Option<u32>,
        /// How to print it.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// The versions of a story: when it said what, and what each changed.
    History {
        /// Its id, or its address.
        story: String,
    },
    /// What a story says differently in two of its versions, word by word.
    Diff {
        /// Its id, or its address.
        story: String,
        /// The older version, from 1; otherwise the one before the newer.
        from: Option<u32>,
        /// The newer version; otherwise the newest.
        to: Option<u32>,
    },
    /// The raw download behind a story: address, headers, time, hash.
    Capture {
        /// Id or address of the story, or the number of a capture.
        #[arg(value_name = "ID")]
        name: String,
        /// Print the body alone, byte by byte.
        #[arg(long)]
        raw: bool,
    },
    /// Read all that is captured again, where this program reads better than the one that read it.
    Reread {
        /// Only show what would be read otherwise.
        #[arg(long)]
        dry_run: bool,
    },
    /// The original bytes of a photograph, or what is known of it.
    #[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
    Photo {
        #[command(subcommand)]
        ask: Option<PhotoCommand>,
        /// Its BLAKE3 in hexadecimal.
        #[arg(required = true)]
        hash: Option<String>,
        /// The file to write; otherwise standard output.
        #[arg(long, value_name = "F")]
        out: Option<PathBuf>,
    },
    /// Search all that is held.
    Search(Search),
    /// Make up a day, or what a search finds, as a newspaper.
    Compose(Compose),
    /// Bring in stories from a file: downloads that another program kept, or lines of a database.
    Import {
        /// WACZ, WARC, or one JSON object a line; - for lines on standard input.
        file: PathBuf,
        /// What the file holds; otherwise that is told by its first bytes.
        #[arg(long, value_enum)]
        from: Option<ImportFormat>,
    },
    /// Write stories with their downloads and pictures into a file for others.
    Export(Export),
    /// Read the story of a page that was downloaded, without an archive.
    Extract(Extract),
    /// Bring in the sample paper: three days of an invented newspaper, to see what this is.
    Sample {
        /// The paper in this folder in place of the one that comes with the program.
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
    },
    /// Check everything that is stored.
    Verify {
        /// Also every page of the database.
        #[arg(long)]
        deep: bool,
        /// Put right what can be: by its seals, from backups, captures and newspapers; shows what it would do and asks.
        #[arg(long)]
        repair: bool,
        /// Take from this folder of backups too; may be said again.
        #[arg(long, value_name = "DIR", requires = "repair")]
        from: Vec<PathBuf>,
        /// Do not ask.
        #[arg(long, requires = "repair")]
        yes: bool,
    },
    /// Save the archive as it is now into a folder of backups; what did not change is held there once.
    Backup {
        /// The folder, best on another disk; it is made if need be. Otherwise the one that was set with --every.
        folder: Option<PathBuf>,
        /// Only list the backups that it holds.
        #[arg(long, conflicts_with = "every")]
        list: bool,
        /// From now on also by itself, into the same folder: after a fetch or when the window is opened.
        #[arg(long, value_enum, value_name = "TIME")]
        every: Option<Often>,
        /// How many of those are kept, the newest.
        #[arg(long, default_value_t = 10, value_name = "N", requires = "every", value_parser = clap::value_parser!(u32).range(1..))]
        keep: u32,
    },
    /// Bring back from a folder of backups what the archive does not hold.
    Restore {
        /// The folder that broadsheet backup wrote to.
        folder: PathBuf,
        /// The backup of this time, as --list shows it; otherwise the newest.
        #[arg(long, value_name = "TIME", value_parser = moment)]
        made: Option<Moment>,
    },
    /// Drop what takes room; shows what would go and asks.
    #[command(subcommand)]
    Drop(DropCommand),
    /// Where the archive lies, and moving it.
    #[command(subcommand)]
    Archive(ArchiveCommand),
    /// What is held, and the room that it takes: by newspaper, section, year and kind.
    Stats,
    /// Make the search index anew.
    Reindex,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DropCommand {
    /// The raw downloads from before a day; stories, their versions and photos stay.
    Captures {
        /// Made before this day.
        #[arg(long, value_name = "D", value_parser = day)]
        before: Date,
        /// Id or name of the newspaper; otherwise of all.
        #[arg(long, value_name = "S")]
        source: Option<String>,
        /// Only show what would go.
        #[arg(long, conflicts_with = "yes")]
        dry_run: bool,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ArchiveCommand {
    /// Where it lies.
    Show,
    /// Move it to another folder: copied, verified there, then removed here if you agree.
    Move {
        /// A new or an empty folder.
        to: PathBuf,
        /// Remove the old one without a question.
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SourceCommand {
    /// Find the newspaper at an address and add it.
    Add {
        /// Its address, as in a browser.
        url: String,
        /// Call it so.
        #[arg(long, value_name = "N")]
        name: Option<String>,
        /// Follow these sections alone.
        #[arg(long, value_delimiter = ',', value_name = "A,B")]
        sections: Vec<String>,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
        /// Only show what was found.
        #[arg(long)]
        dry_run: bool,
        /// Its host may lie on this computer or in a private network.
        #[arg(long)]
        allow_private: bool,
    },
    /// The newspapers that are followed or kept.
    List,
    /// One newspaper and its sections.
    Show {
        /// Id or name.
        source: String,
    },
    /// Stop following a newspaper, and hide its stories.
    Remove {
        /// Id or name.
        source: String,
        /// Its stories stay.
        #[arg(long)]
        keep_stories: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum PhotoCommand {
    /// What is known of a photograph: its own data, and where it is printed, in other sizes and crops too.
    Show {
        /// Its BLAKE3 in hexadecimal.
        hash: String,
    },
    /// The photographs that are held.
    List {
        /// Id or name of a newspaper; otherwise of all.
        source: Option<String>,
        /// Those alone that are damaged or cannot be shown.
        #[arg(long)]
        damaged: bool,
    },
    /// Read those that an older program stored, so that they too are found in other sizes and crops.
    Read,
}

/// A span of days.
#[derive(Debug, Clone, Copy, Default, Args)]
#[command(group = ArgGroup::new("one").args(["day"]).conflicts_with_all(["since", "until"]))]
pub(crate) struct Span {
    /// This day alone.
    #[arg(long, value_name = "D", value_parser = day)]
    pub(crate) day: Option<Date>,
    /// From this day on.
    #[arg(long, value_name = "D", value_parser = day)]
    pub(crate) since: Option<Date>,
    /// Up to this day.
    #[arg(long, value_name = "D", value_parser = day)]
    pub(crate) until: Option<Date>,
}

impl Span {
    pub(crate) fn first(&self) -> Option<Date> {
        self.day.or(self.since)
    }

    pub(crate) fn last(&self) -> Option<Date> {
        self.day.or(self.until)
    }

    fn is_open(&self) -> bool {
        self.since.is_some() != self.until.is_some()
    }

    fn is_backward(&self) -> bool {
        self.since.zip(self.until).is_some_and(|(since, until)| since > until)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Fetch {
    /// Ids or names of newspapers; otherwise all that are followed.
    pub(crate) sources: Vec<String>,
    #[command(flatten)]
    pub(crate) span: Span,
    /// The newest day on which the paper printed (so too if no day is named).
    #[arg(long, conflicts_with_all = ["day", "since", "until"])]
    pub(crate) latest: bool,
    /// Least milliseconds between two requests; robots.txt can make it longer.
    #[arg(long, value_name = "N")]
    pub(crate) delay_ms: Option<u32>,
    /// Requests at once to one host, 1 to 8.
    #[arg(long, value_name = "N")]
    pub(crate) concurrency: Option<u32>,
    /// The newspaper's own host may lie on this computer or in a private network.
    #[arg(long)]
    pub(crate) allow_private: bool,
    /// Print one JSON object a line for each step.
    #[arg(long)]
    pub(crate) json_events: bool,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").args(["day", "query"]).required(true))]
pub(crate) struct Compose {
    /// The day.
    #[arg(value_parser = day)]
    pub(crate) day: Option<Date>,
    /// What a search finds, on whatever day it was printed, in place of a day.
    #[arg(long, value_name = "Q", value_parser = words)]
    pub(crate) query: Option<String>,
    /// Id or name of the newspaper; may be said again for a paper of several.
    #[arg(long = "source", value_name = "S")]
    pub(crate) sources: Vec<String>,
    /// In this section (name, short name or path) and those below it alone.
    #[arg(long, value_name = "X")]
    pub(crate) section: Option<String>,
    /// Size of the text on screens, in percent.
    #[arg(long, default_value_t = 100, value_name = "N", value_parser = text_size)]
    pub(crate) text_size: i32,
    /// The sheet or screen: broadsheet, tabloid, a4, letter, eink, or screen:WxH with the window's pixels.
    #[arg(long, default_value = "screen:1440x788", value_parser = sheet, value_name = "F")]
    pub(crate) format: Sheet,
    /// A story that is to be on the front, by its id or address; may be said again.
    #[arg(long = "pin", value_name = "ID|URL")]
    pub(crate) pinned: Vec<String>,
    /// A story that is to come last in its section, and not on the front; may be said again.
    #[arg(long = "mute", value_name = "ID|URL")]
    pub(crate) muted: Vec<String>,
    /// The edition of this number as it was made, in place of a new one.
    #[arg(long, value_name = "N", requires = "day")]
    pub(crate) edition: Option<u32>,
    /// Write the pages into this file, as PDF for archives (PDF/A-2a) and for all readers (PDF/UA-1).
    #[arg(long, value_name = "F.pdf")]
    pub(crate) pdf: Option<PathBuf>,
    /// Write each page as a picture into this folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) png: Option<PathBuf>,
    /// Print photographs as black dots, as newspapers do; on e-ink they are black and white in any case.
    #[arg(long)]
    pub(crate) halftone: bool,
    /// Write the page description into this file, as JSON.
    #[arg(long, value_name = "F.json")]
    pub(crate) pages: Option<PathBuf>,
    /// Write the quality of each page into this file, as JSON.
    #[arg(long, value_name = "F.json")]
    pub(crate) report: Option<PathBuf>,
}

impl Compose {
    /// Pages are written, so that somebody may cite them.
    pub(crate) fn gives_pages(&self) -> bool {
        self.pdf.is_some() || self.png.is_some() || self.pages.is_some()
    }
}

/// A day as people and programs write it.
fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write a day as 2026-11-24: year, month, day".to_owned())
}

/// Words to search for.
fn words(text: &str) -> Result<String, String> {
    let has_words = !text.trim().is_empty();
    has_words.then(|| text.to_owned()).ok_or_else(|| "say what to search for".to_owned())
}

/// A size of the text.
fn text_size(text: &str) -> Result<i32, String> {
    let size = text.trim_end_matches('%').trim().parse().ok();
    size.filter(|size| (80..=200).contains(size))
        .ok_or_else(|| "say a whole number of percent from 80 to 200".to_owned())
}

/// A time as backups are listed.
fn moment(text: &str) -> Result<Moment, String> {
    text.parse().map_err(|_| "write a time as broadsheet backup --list shows it".to_owned())
}

/// A sheet or screen by its name.
fn sheet(name: &str) -> Result<Sheet, String> {
    name.parse().map_err(|_| {
        "say broadsheet, tabloid, a4, letter, eink or screen:1440x788 (200 to 8000 pixels)"
            .to_owned()
    })
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Words, "phrases", -not, OR, headline:word, date:2026-11 …
    #[arg(allow_hyphen_values = true)]
    pub(crate) query: String,
    /// No stems, no aliases; words are looked for in headline and body alone.
    #[arg(long)]
    pub(crate) exact: bool,
    /// Most hits to print.
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(crate) limit: u32,
    /// Hits to pass over first.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(crate) offset: u32,
    /// Their order.
    #[arg(long, value_enum, default_value = "relevance")]
    pub(crate) sort: Sort,
    /// Count sections, newspapers, years … too.
    #[arg(long)]
    pub(crate) facets: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Often {
    /// Once a day.
    Day,
    /// Once a week.
    Week,
    /// No more; the backups that were made stay.
    Never,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Sort {
    /// Best first.
    Relevance,
    /// Newest day first.
    Newest,
    /// Oldest day first.
    Oldest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The whole story as data.
    Json,
    /// Plain text.
    Text,
    /// Markdown.
    Md,
    /// HTML.
    Html,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ImportFormat {
    /// Stories of a database, one JSON object a line: url, date, section, headline, body …
    Stories,
    /// Downloads, in a WACZ file.
    Wacz,
    /// Downloads, in a WARC file.
    Warc,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("which").args(["source", "query", "stories"]).required(true))]
pub(crate) struct Export {
    /// Id or name of a newspaper.
    pub(crate) source: Option<String>,
    #[command(flatten)]
    pub(crate) span: Span,
    /// In this section (name, short name or path) and those below it alone.
    #[arg(long, value_name = "X", requires = "source")]
    pub(crate) section: Option<String>,
    /// What a search finds, in place of a newspaper.
    #[arg(long, value_name = "Q", value_parser = words, conflicts_with_all = ["day", "since", "until"])]
    pub(crate) query: Option<String>,
    /// This story, by its id or address; may be said again.
    #[arg(long = "story", value_name = "ID|URL", conflicts_with_all = ["day", "since", "until"])]
    pub(crate) stories: Vec<String>,
    /// WACZ, which ReplayWeb.page opens, or WARC.
    #[arg(long, value_enum)]
    pub(crate) format: ExportFormat,
    /// The file to write; a WARC file is compressed if its name ends in .gz.
    #[arg(long, value_name = "F")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// WACZ 1.1.1.
    Wacz,
    /// WARC 1.1.
    Warc,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contradiction(line: &str) -> Option<&'static str> {
        let words = std::iter::once("broadsheet").chain(line.split_whitespace());
        Arguments::try_parse_from(words).unwrap().contradiction()
    }

    fn query(line: &str) -> String {
        let words = ["broadsheet", "search"].into_iter().chain(line.split_whitespace());
        match Arguments::try_parse_from(words).unwrap().command {
            Command::Search(search) => search.query,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn help_is_a_word_too() {
        for line in [&["broadsheet", "help"][..], &["broadsheet", "help", "sample"]] {
            let kind = Arguments::try_parse_from(line).unwrap_err().kind();
            assert_eq!(kind, clap::error::ErrorKind::DisplayHelp);
        }
    }

    #[test]
    fn a_format_is_a_sheet_or_the_size_of_a_window() {
        assert_eq!(sheet("a4"), Ok(Sheet::A4));
        assert_eq!(sheet("screen:1024x588"), Ok(Sheet::Screen { width: 1024, height: 588 }));
        for wrong in ["a5", "screen", "screen:10x10", "screen:1024", "screen:99999x1", ""] {
            assert!(sheet(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_said() {
        for line in [
            "fetch --since 2026-11-01",
            "fetch --until 2026-11-01",
            "fetch --since 2026-11-02 --until 2026-11-01",
            "stories --since 2026-11-02 --until 2026-11-01",
            "ledger paper --since 2026-11-02 --until 2026-11-01",
            "--json fetch --json-events",
            "fetch --json-events --json",
        ] {
            assert!(contradiction(line).is_some_and(|said| said.ends_with('.')), "{line}");
        }
        for line in [
            "fetch",
            "fetch --json-events",
            "fetch --since 2026-11-01 --until 2026-11-01",
            "stories --since 2026-11-01",
            "ledger --until 2026-11-01 --json",
        ] {
            assert_eq!(contradiction(line), None, "{line}");
        }
    }

    #[test]
    fn a_query_may_begin_with_a_word_that_is_left_out() {
        assert_eq!(query("-snow"), "-snow");
        assert_eq!(query("-hail --limit 3"), "-hail");
        assert_eq!(query("--exact --limit 3 snow"), "snow");
        assert_eq!(query("--json -vote"), "-vote");
    }
}
