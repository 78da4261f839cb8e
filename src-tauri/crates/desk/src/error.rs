use std::fmt;
use std::path::Path;

use archive::Hazard;
use harvest::Flaw;
use model::shown_address;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::{Position, Url};

/// What kind of failure it is, for those who must treat kinds differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Code {
    /// The address cannot be read as one.
    BadAddress,
    /// The address lies on this machine or in a private network, and that was not allowed.
    PrivateAddress,
    /// What answers there is no newspaper that can be followed.
    NotANewspaper,
    /// The host cannot be reached.
    NoAnswer,
    /// The host's certificate is not valid.
    Certificate,
    /// The site refuses programs, or asks for a proof that a person is there.
    Refused,
    /// There is no such source, story, photo or day.
    NotFound,
    /// Something that was to be written or read is not as it must be.
    BadInput,
    /// The archive's folder cannot be read or written.
    Storage,
    /// The archive is damaged.
    Damaged,
    /// Another program writes the archive.
    InUse,
    /// The archive was made by a newer program.
    Newer,
    /// The reader stopped it.
    Stopped,
}

/// The only shape of a failure that a person sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Error {
    /// What kind of failure it is.
    pub code: Code,
    /// What happened and why: one sentence with its full stop.
    pub message: String,
    /// What to do about it: one sentence with its full stop, or empty.
    pub hint: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if !self.hint.is_empty() {
            write!(f, " {}", self.hint)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl Error {
    pub(crate) fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: hint.into() }
    }

    pub(crate) fn not_found(what: &str, name: &str) -> Self {
        Self::new(Code::NotFound, format!("There is no {what} “{name}” in this archive."), "")
    }
}

impl From<archive::Error> for Error {
    fn from(error: archive::Error) -> Self {
        match error {
            archive::Error::Missing { folder } if folder.is_file() => Self::new(
                Code::NotFound,
                format!("{} is a file; an archive is a folder.", folder.display()),
                "Name the folder that the archive lies in.",
            ),
            archive::Error::Missing { folder } => Self::new(
                Code::NotFound,
                format!("There is no archive in {} yet.", folder.display()),
                "Add a newspaper first: broadsheet source add ADDRESS.",
            ),
            archive::Error::InUse { folder } => Self::new(
                Code::InUse,
                format!("Another program writes the archive in {}.", folder.display()),
                "Close it or wait until it is done, then try again.",
            ),
            archive::Error::Newer { found, known } => Self::new(
                Code::Newer,
                format!(
                    "A newer Broadsheet made this archive (its schema is {found}, this program knows {known})."
                ),
                "Update Broadsheet; the archive was not touched.",
            ),
            archive::Error::Damaged { detail } => Self::new(
                Code::Damaged,
                format!("The archive is damaged: {detail}."),
                "Nothing was changed; see what is damaged with broadsheet verify, and put it right with broadsheet verify --repair.",
            ),
            archive::Error::UnsafePlace { folder, hazard } => unsafe_place(&folder, &hazard),
            archive::Error::Occupied { folder } => Self::new(
                Code::BadInput,
                format!("{} is not empty.", folder.display()),
                "Name a new or an empty folder; nothing was changed.",
            ),
            archive::Error::NoBackup { folder } => Self::new(
                Code::NotFound,
                format!("There is no such backup in {}.", folder.display()),
                "Name a folder that broadsheet backup wrote to; it lists its backups with --list.",
            ),
            archive::Error::Stopped => Self::new(
                Code::Stopped,
                "It was stopped.",
                "Ask for it again: it goes on where it was.",
            ),
            archive::Error::Io { path, source } => Self::new(
                Code::Storage,
                format!("{} cannot be read or written ({}).", path.display(), plain(&source)),
                storage_hint(&source),
            ),
            archive::Error::Sql(source) => Self::new(
                Code::Storage,
                format!("The archive's database cannot be read or written ({source})."),
                "What was stored is safe; see that the disk has room and can be written, then try again.",
            ),
        }
    }
}

/// Says why no archive may be written in a folder, and what may be done.
fn unsafe_place(folder: &Path, hazard: &Hazard) -> Error {
    let folder = folder.display();
    let why = match hazard {
        Hazard::Synced { by, root } => format!(
            "{by} copies {} while it is written, and a database that is copied so is damaged sooner or later",
            root.display()
        ),
        Hazard::Network => {
            "it lies on a network drive, where a database is damaged when the line goes".to_owned()
        }
    };
    Error::new(
        Code::Storage,
        format!("No archive is written in {folder}: {why}."),
        "Choose a folder on a disk of this computer, or move the archive there with broadsheet archive move; here it can be read, and backups of it may lie here.",
    )
}

/// What the system said, without its number.
pub(crate) fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    let said = text.split(" (os error").next().unwrap_or_default();
    said.to_lowercase()
}

/// What a download says of robots.txt, for people who have never heard of it.
fn plainly(why: &str) -> &str {
    match why {
        "its robots.txt" => "its rules for programs (robots.txt) forbid it",
        "its robots.txt failed" => "its rules for programs (robots.txt) could not be read",
        plain => plain,
    }
}

/// The address of a WordPress newspaper's REST interface, or below it.
fn is_list_of_stories(url: &str) -> bool {
    url.contains("/wp-json") || url.contains("rest_route=")
}

/// Host and, where it is not the usual one, port.
fn host_of(url: &str) -> String {
    let place = |url: Url| url[Position::BeforeHost..Position::AfterPort].to_owned();
    Url::parse(url).map_or_else(|_| url.to_owned(), place)
}

pub(crate) fn storage_hint(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::StorageFull => {
            "The disk is full: make room and try again; what was stored is safe."
        }
        _ => "Choose another folder for the archive, or make this one writable.",
    }
}

impl From<search::Error> for Error {
    fn from(error: search::Error) -> Self {
        Self::new(
            Code::Storage,
            format!("The search index cannot be used ({error})."),
            "The stories are safe; make the index anew with broadsheet reindex.",
        )
    }
}

/// Says what is wrong with an address, and what to type in its place.
fn bad_address(text: &str, flaw: &Flaw) -> Error {
    let hint = "Type it as in a browser, such as gazette.example.";
    let no_address = format!("“{text}” is no address of a website.");
    let (message, hint) = match flaw {
        Flaw::Empty => ("There is no address.".to_owned(), hint.to_owned()),
        Flaw::Spaces { meant: Some(meant) } => (
            format!("“{text}” has spaces in it."),
            format!("If you mean {meant}, type that alone."),
        ),
        Flaw::Spaces { meant: None } => (
            no_address,
            "Broadsheet does not search the web: type the paper's address as in a browser, such as gazette.example."
                .to_owned(),
        ),
        Flaw::Mail { host } => (
            format!("“{text}” is the address of a mailbox."),
            format!("Type the address of the paper's website, such as {host}."),
        ),
        Flaw::File => (
            format!("“{text}” is a file, no address of a website."),
            "Type the address of the paper's website; a file of stories comes in with broadsheet import."
                .to_owned(),
        ),
        Flaw::Bare => (
            format!("“{text}” lacks the end of an address."),
            "Type it whole, as in a browser, such as gazette.example.".to_owned(),
        ),
        Flaw::Unreadable => (no_address, hint.to_owned()),
    };
    Error::new(Code::BadAddress, message, hint)
}

impl From<harvest::Error> for Error {
    fn from(error: harvest::Error) -> Self {
        use harvest::Error as Harvest;
        match error {
            Harvest::BadAddress { text, flaw } => bad_address(&text, &flaw),
            Harvest::PrivateAddress { host } => Self::new(
                Code::PrivateAddress,
                format!(
                    "{} lies on this computer or in a private network, so it was not asked.",
                    shown_address(&host)
                ),
                "If it is your own newspaper, allow it (--allow-private on the command line).",
            ),
            Harvest::NoAnswer { host, detail } => Self::new(
                Code::NoAnswer,
                format!("{} did not answer: {}.", shown_address(&host), plainly(detail)),
                "Check the address and your connection, then try again; what was stored is safe.",
            ),
            Harvest::Certificate { host } => Self::new(
                Code::Certificate,
                format!(
                    "The certificate of {} is not valid, so nobody can tell who answers.",
                    shown_address(&host)
                ),
                "See that this computer's date is right; otherwise wait until the newspaper has mended it.",
            ),
            Harvest::Status { url, status: 404 } if is_list_of_stories(&url) => Self::new(
                Code::NotANewspaper,
                format!("{} has no open list of stories.", shown_address(&host_of(&url))),
                "What was stored is safe; check the address, or ask the newspaper to open its list.",
            ),
            Harvest::Status { url, status } => Self::new(
                Code::NoAnswer,
                format!("{} answered with status {status}.", shown_address(&url)),
                "Check the address; if it is right, try again later.",
            ),
            Harvest::Refused { host, why } => Self::new(
                Code::Refused,
                format!(
                    "{} does not let programs read it: {}.",
                    shown_address(&host),
                    plainly(&why)
                ),
                "What was stored is safe; try again another day, or ask the newspaper.",
            ),
            Harvest::NotANewspaper { url, why } => Self::new(
                Code::NotANewspaper,
                format!(
                    "There is no newspaper that can be followed at {}: {why}.",
                    shown_address(&url)
                ),
                "Give the address of the paper's front page; one that is not made with WordPress cannot be read yet.",
            ),
            Harvest::TooLarge { url, limit } => Self::new(
                Code::Refused,
                format!("{} sends more than {} MiB.", shown_address(&url), limit >> 20),
                "What was stored is safe; check the address, or ask the newspaper.",
            ),
            Harvest::Stopped => Self::new(
                Code::Stopped,
                "Stopped; what was stored stays.",
                "Fetch again to go on where it was.",
            ),
            Harvest::Archive(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(error: harvest::Error) -> String {
        Error::from(error).to_string()
    }

    #[test]
    fn a_list_that_is_not_there_is_no_bare_status() {
        let missing = |url: &str| said(harvest::Error::Status { url: url.to_owned(), status: 404 });
        for url in
            ["https://paper.example/wp-json/wp/v2/posts", "https://paper.example/?rest_route=%2Fwp"]
        {
            let said = missing(url);
            assert!(said.starts_with("paper.example has no open list of stories."), "{said}");
        }
        assert!(missing("https://paper.example/2026/").contains("404"));
        let ported = missing("http://paper.example:8080/wp-json/");
        assert!(ported.starts_with("paper.example:8080 has"), "{ported}");
    }

    #[test]
    fn what_is_no_address_is_told_what_to_type() {
        let bad =
            |text: &str, flaw| said(harvest::Error::BadAddress { text: text.to_owned(), flaw });
        let meant = Some("gazette.example".to_owned());
        assert_eq!(
            bad("gazette .example", Flaw::Spaces { meant }),
            "“gazette .example” has spaces in it. If you mean gazette.example, type that alone."
        );
        let phrase = bad("the daily gazette", Flaw::Spaces { meant: None });
        assert!(phrase.contains("does not search the web"), "{phrase}");
        let mail = bad("me@gazette.example", Flaw::Mail { host: "gazette.example".to_owned() });
        assert!(mail.ends_with("such as gazette.example."), "{mail}");
        assert!(bad("/home/me/a.html", Flaw::File).contains("broadsheet import"));
        assert!(bad("gazette", Flaw::Bare).contains("such as gazette.example"));
        assert!(bad("", Flaw::Empty).starts_with("There is no address."));
    }

    #[test]
    fn a_host_is_named_in_its_own_script() {
        let host = "xn--mgbaam7a8h.example".to_owned();
        let silent = said(harvest::Error::NoAnswer { host, detail: "no connection" });
        assert!(silent.starts_with("امارات.example did not answer"), "{silent}");
    }

    #[test]
    fn rules_for_programs_are_told_in_plain_words() {
        let host = "paper.example".to_owned();
        let forbids =
            said(harvest::Error::Refused { host: host.clone(), why: "its robots.txt".to_owned() });
        assert!(forbids.contains("its rules for programs (robots.txt) forbid it."), "{forbids}");
        assert!(!forbids.contains("Nothing was stored"), "it may come in the middle of a run");
        let unread = said(harvest::Error::NoAnswer { host, detail: "its robots.txt failed" });
        assert!(unread.contains("(robots.txt) could not be read."), "{unread}");
    }
}
