use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use desk::{Code, Error};
use indicatif::HumanCount;
use serde::Serialize;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Done,
    Failed,
    Usage,
    Part,
    Damaged,
    InUse,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Done => 0,
            Status::Failed => 1,
            Status::Usage => 2,
            Status::Part => 3,
            Status::Damaged => 4,
            Status::InUse => 5,
        })
    }
}

impl Status {
    pub(crate) fn of_error(error: &Error) -> Self {
        match error.code {
            Code::Damaged => Self::Damaged,
            Code::InUse | Code::Newer => Self::InUse,
            Code::Stopped => Self::Part,
            _ => Self::Failed,
        }
    }
}

/// Prints results to standard output and messages to standard error.
#[derive(Debug)]
pub(crate) struct Output {
    json: bool,
}

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        Self { json }
    }

    /// One JSON document was asked for.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// Prints a result: as JSON if that was asked for, else as the text that `plain` makes.
    pub(crate) fn result<T: Serialize>(
        &self,
        value: &T,
        plain: impl FnOnce(&T) -> String,
    ) -> Result<(), Error> {
        if self.json { self.document(value) } else { self.text(&plain(value)) }
    }

    pub(crate) fn document(&self, value: &impl Serialize) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(value).map_err(|error| unprintable(&error))?;
        self.text(&format!("{text}\n"))
    }

    /// One JSON object on a line of its own, at once.
    pub(crate) fn line(&self, value: &impl Serialize) -> Result<(), Error> {
        let text = serde_json::to_string(value).map_err(|error| unprintable(&error))?;
        self.text(&format!("{text}\n"))
    }

    pub(crate) fn text(&self, text: &str) -> Result<(), Error> {
        self.bytes(text.as_bytes())
    }

    /// # Errors
    /// If standard output does not take them; a reader that has seen enough (`| head`) is no failure.
    pub(crate) fn bytes(&self, bytes: &[u8]) -> Result<(), Error> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(unprintable(&plain(&error)))
            }
            _ => Ok(()),
        }
    }

    /// Says something to the person, on a line of its own.
    pub(crate) fn message(&self, text: &str) {
        // Nothing can be done where even this fails.
        drop(writeln!(io::stderr(), "{text}"));
    }

    /// There is a person who can answer.
    pub(crate) fn can_ask(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Asks a question that is answered by yes or no.
    pub(crate) fn confirm(&self, question: &str) -> bool {
        drop(write!(io::stderr(), "{question} [y/N] "));
        let mut answer = String::new();
        io::stdin().read_line(&mut answer).is_ok()
            && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
    }
}

/// A number with its noun: "1 story", "1,208 stories".
pub(crate) fn counted(count: impl Into<u64>, one: &str, many: &str) -> String {
    let count = count.into();
    format!("{} {}", HumanCount(count), if count == 1 { one } else { many })
}

/// What the system said, without its number.
pub(crate) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}

fn unprintable(error: &impl std::fmt::Display) -> Error {
    Error {
        code: Code::Storage,
        message: format!("The result could not be printed ({error})."),
        hint: "See that where it goes has room.".to_owned(),
    }
}
