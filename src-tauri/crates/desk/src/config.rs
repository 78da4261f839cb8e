//! What the program remembers outside of any archive, because no archive holds the path of a folder: where the
//! archive lies, and where its backups go.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde::{Deserialize, Serialize};

use crate::error::plain;
use crate::{Code, Error, Schedule};

/// The program's own settings on this computer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Config {
    /// Where the archive lies, if it was moved from the usual place.
    pub(crate) archive: Option<PathBuf>,
    /// When and where each archive is backed up, by its folder.
    pub(crate) backups: BTreeMap<PathBuf, Schedule>,
}

impl Config {
    /// What was set; nothing where that cannot be read.
    pub(crate) fn load() -> Self {
        let text = file().and_then(|file| fs::read(file).ok());
        text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
    }

    /// Changes what is set, in one step: after a power cut it is the old or the new.
    ///
    /// # Errors
    /// [`Code::Storage`] if it cannot be written.
    pub(crate) fn change(change: impl FnOnce(&mut Self)) -> Result<(), Error> {
        let file = file().ok_or_else(|| {
            Error::new(
                Code::Storage,
                "This system does not say where programs keep their settings.",
                "",
            )
        })?;
        let before = Self::load();
        let mut config = before.clone();
        change(&mut config);
        if config == before {
            return Ok(());
        }
        let text = serde_json::to_vec_pretty(&config).unwrap_or_default();
        keep_unreadable(&file).and_then(|()| write(&file, &text)).map_err(|error| {
            let why = plain(&error);
            Error::new(Code::Storage, format!("{} cannot be written ({why}).", file.display()), "")
        })
    }
}

/// Keeps a copy of settings that cannot be read: a person may see in it where backups went.
fn keep_unreadable(file: &Path) -> std::io::Result<()> {
    match fs::read(file) {
        Ok(text) if serde_json::from_slice::<Config>(&text).is_err() => {
            fs::copy(file, file.with_extension("damaged")).map(drop)
        }
        _ => Ok(()),
    }
}

fn write(file: &Path, text: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let new = file.with_extension("new");
    let mut written = File::create(&new)?;
    written.write_all(text)?;
    written.sync_all()?;
    fs::rename(&new, file)
}

/// The file of the settings: `BROADSHEET_CONFIG`, or the platform's own place.
fn file() -> Option<PathBuf> {
    let named = std::env::var_os("BROADSHEET_CONFIG").map(PathBuf::from);
    named.or_else(|| {
        let folders = ProjectDirs::from("org", "Broadsheet", "Broadsheet")?;
        Some(folders.config_dir().join("broadsheet.json"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_cannot_be_read_are_kept_beside_the_new_ones() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("broadsheet.json");
        keep_unreadable(&file).unwrap();
        fs::write(&file, serde_json::to_vec(&Config::default()).unwrap()).unwrap();
        keep_unreadable(&file).unwrap();
        let kept = file.with_extension("damaged");
        assert!(!kept.exists());
        fs::write(&file, "{\"backups\": {\"/news").unwrap();
        keep_unreadable(&file).unwrap();
        assert_eq!(fs::read_to_string(kept).unwrap(), "{\"backups\": {\"/news");
    }
}
