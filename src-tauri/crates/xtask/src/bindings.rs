//! The TypeScript of the types that cross to the window: written by tests, compared by `check`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::cargo::workspace;

/// Where the interface reads them.
pub(crate) const COMMITTED: &str = "ui/src/bindings";
/// Where `check` writes them afresh.
pub(crate) const FRESH: &str = "target/bindings";

/// Writes the bindings of all types into an emptied folder.
///
/// # Errors
/// When the folder cannot be emptied or the tests that write them fail.
pub(crate) fn export(folder: &str) -> Result<()> {
    if Path::new(folder).exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {folder}"))?;
    }
    crate::steps::run("bindings", &mut exporting(folder)?)
}

fn exporting(folder: &str) -> Result<Command> {
    // The libraries of the whole workspace, so that features are the same as for the tests.
    let mut command = workspace("test", &["--quiet", "--lib", "export_bindings"]);
    command.env("TS_RS_EXPORT_DIR", std::path::absolute(folder)?);
    Ok(command)
}

/// Compares what is committed with what the types say now.
///
/// # Errors
/// Names each file that differs.
pub(crate) fn compare() -> Result<()> {
    let stale = differing(&files(Path::new(FRESH))?, &files(Path::new(COMMITTED))?);
    if stale.is_empty() {
        return Ok(());
    }
    bail!(
        "{COMMITTED} is not what the types say: {}. `cargo xtask fix` writes it anew",
        stale.join(", ")
    )
}

type Files = BTreeMap<PathBuf, Vec<u8>>;

fn differing(fresh: &Files, committed: &Files) -> Vec<String> {
    let names: std::collections::BTreeSet<_> = fresh.keys().chain(committed.keys()).collect();
    let differs = |name: &&&PathBuf| fresh.get(**name) != committed.get(**name);
    names.iter().filter(differs).map(|name| name.display().to_string()).collect()
}

fn files(folder: &Path) -> Result<Files> {
    let mut found = Files::new();
    collect(folder, folder, &mut found)
        .with_context(|| format!("cannot read {}", folder.display()))?;
    Ok(found)
}

fn collect(top: &Path, folder: &Path, found: &mut Files) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(top, &path, found)?;
        } else {
            let name = path.strip_prefix(top).unwrap_or(&path).to_owned();
            found.insert(name, fs::read(&path)?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_a_missing_and_a_superfluous_file_are_named() {
        let of = |files: &[(&str, &str)]| -> Files {
            files
                .iter()
                .map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec()))
                .collect()
        };
        let fresh = of(&[("Day.ts", "1"), ("Kind.ts", "1"), ("New.ts", "1")]);
        let committed = of(&[("Day.ts", "1"), ("Kind.ts", "2"), ("Old.ts", "1")]);
        assert_eq!(differing(&fresh, &committed), ["Kind.ts", "New.ts", "Old.ts"]);
        assert!(differing(&fresh, &fresh).is_empty());
    }
}
