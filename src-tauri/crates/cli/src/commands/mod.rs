//! One file for each family of commands.

mod archive;
mod backup;
mod care;
mod compose;
mod export;
mod extract;
mod fetch;
mod import;
mod photo;
mod read;
mod search;
mod source;
mod versions;

use std::path::PathBuf;

use desk::{Access, Desk, Error, default_archive_folder};

use crate::arguments::{Arguments, Command, DropCommand, PhotoCommand};
use crate::output::{Output, Status};

/// Does what was asked for.
pub(crate) fn run(arguments: Arguments, output: &Output) -> Result<Status, Error> {
    let place = Place { archive: arguments.archive };
    match arguments.command {
        Command::Source(command) => source::run(&place, command, output),
        Command::Fetch(fetch) => fetch::run(&place, &fetch, output),
        Command::Days { source } => read::days(&place.read()?, source.as_deref(), output),
        Command::Ledger { source, span } => {
            read::ledger(&place.read()?, source.as_deref(), span, output)
        }
        Command::Stories { source, span, section } => {
            read::stories(&place.read()?, (source, span, section), output)
        }
        Command::Story { story, revision, format } => {
            let story = place.read()?.story(&story, revision)?;
            read::story(&story, format, output)
        }
        Command::History { story } => versions::history(&place.read()?, &story, output),
        Command::Diff { story, from, to } => {
            versions::diff(&place.read()?, (&story, from, to), output)
        }
        Command::Capture { name, raw } => versions::capture(&place.read()?, (&name, raw), output),
        Command::Reread { dry_run: true } => versions::reread(&place.read()?, true, output),
        Command::Reread { dry_run: false } => versions::reread(&place.write()?, false, output),
        Command::Photo { ask: Some(PhotoCommand::Read), .. } => {
            photo::read(&place.write()?, output)
        }
        Command::Photo { ask, hash, out } => match (ask, hash) {
            (Some(ask), _) => photo::ask(&place.read()?, &ask, output),
            (None, hash) => {
                let hash = hash.unwrap_or_default();
                photo::bytes(&place.read()?, &hash, out.as_deref(), output)
            }
        },
        Command::Search(search) => search::run(&place.read()?, &search, output),
        Command::Compose(order) => compose::run(&place, &order, output),
        Command::Import { file, from } => import::run(&place, &file, from, output),
        Command::Export(order) => export::run(&place.read()?, order, output),
        Command::Extract(order) => extract::run(&order, output),
        Command::Sample { from } => import::sample(&place, from.as_deref(), output),
        Command::Verify { repair: true, from, yes, .. } => {
            care::repair(&place.folder()?, &from, yes, output)
        }
        Command::Verify { deep, .. } => care::verify(&place.read()?, deep, output),
        Command::Backup { folder: Some(folder), list: true, .. } => backup::list(&folder, output),
        Command::Backup { folder, every: Some(often), keep, .. } => {
            backup::set(&place.read()?, folder, (often, keep), output)
        }
        Command::Backup { folder, list, .. } => {
            backup::save(&place.read()?, folder.as_deref(), list, output)
        }
        Command::Restore { folder, made } => {
            // A name that was mistyped is no reason to make an archive.
            drop(desk::backups(&folder)?);
            backup::restore(&place.write()?, (&folder, made), output)
        }
        Command::Drop(DropCommand::Captures { before, source, dry_run, yes }) => {
            let asked = (before, source.as_deref());
            if dry_run {
                care::droppable(&place.read()?, asked, output)
            } else {
                care::drop_captures(&place.write()?, asked, yes, output)
            }
        }
        Command::Archive(command) => archive::run(&place.folder()?, &command, output),
        Command::Stats => care::stats(&place.read()?, output),
        Command::Reindex => care::reindex(&place.write()?, output),
    }
}

/// Where the archive is, not yet opened.
struct Place {
    archive: Option<PathBuf>,
}

impl Place {
    fn read(&self) -> Result<Desk, Error> {
        self.open(Access::Read)
    }

    fn write(&self) -> Result<Desk, Error> {
        self.open(Access::Write)
    }

    /// The program with the archive that was named, as it is typed in a shell.
    fn program(&self) -> String {
        let usual = std::env::var_os("BROADSHEET_ARCHIVE").map(PathBuf::from);
        match &self.archive {
            Some(folder) if self.archive != usual => {
                format!("broadsheet --archive {}", quoted(&folder.display().to_string()))
            }
            _ => "broadsheet".to_owned(),
        }
    }

    fn open(&self, access: Access) -> Result<Desk, Error> {
        Desk::open(&self.folder()?, access)
    }

    fn folder(&self) -> Result<PathBuf, Error> {
        self.archive.clone().map_or_else(default_archive_folder, Ok)
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |letter: char| {
        letter.is_alphanumeric() || "/._-:".contains(letter) || (cfg!(windows) && letter == '\\')
    };
    match word {
        _ if word.chars().all(is_plain) && !word.is_empty() => word.to_owned(),
        // A path has no quotation marks there, and single ones mean nothing.
        _ if cfg!(windows) => format!("\"{word}\""),
        _ => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_folder_is_named_as_a_shell_takes_it_whatever_its_name() {
        for folder in ["/home/me/papers", "my papers", "it's", "$HOME `id` \"x\"", "back\\slash"] {
            let line = format!("printf %s {}", quoted(folder));
            let said = std::process::Command::new("sh").args(["-c", &line]).output().unwrap();
            assert_eq!(String::from_utf8_lossy(&said.stdout), folder);
        }
    }

    #[test]
    fn what_is_typed_next_names_the_archive_that_was_named() {
        let place = Place { archive: Some("elsewhere".into()) };
        assert_eq!(place.program(), "broadsheet --archive elsewhere");
    }
}
