use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::steps;

/// What is committed, and what would be: every text file, by its path from the root.
pub(super) struct Tree {
    texts: BTreeMap<String, String>,
    others: Vec<String>,
}

impl Tree {
    /// Reads the files that git knows or does not ignore.
    pub(super) fn read() -> Result<Self> {
        let mut git = Command::new("git");
        git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        let mut tree = Self { texts: BTreeMap::new(), others: Vec::new() };
        for path in steps::output(&mut git)?.split_terminator('\0') {
            // One that was deleted is still named until that is committed.
            if !Path::new(path).is_file() {
                continue;
            }
            let bytes = fs::read(path).with_context(|| format!("cannot read {path}"))?;
            match String::from_utf8(bytes) {
                Ok(text) if !text.contains('\0') => drop(tree.texts.insert(path.to_owned(), text)),
                _ => tree.others.push(path.to_owned()),
            }
        }
        Ok(tree)
    }

    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let own = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        Self { texts: files.iter().map(own).collect(), others: Vec::new() }
    }

    /// The text of a file, or nothing.
    pub(super) fn text(&self, path: &str) -> &str {
        self.texts.get(path).map_or("", String::as_str)
    }

    /// Every text file, in the order of their paths.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// There is a file of that path, or a folder with files in it.
    pub(super) fn holds(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let within = format!("{path}/");
        let mut all = self.texts.keys().chain(&self.others);
        all.any(|known| known == path || known.starts_with(&within))
    }

    pub(super) fn len(&self) -> usize {
        self.texts.len() + self.others.len()
    }
}
