use std::path::PathBuf;

use directories::ProjectDirs;

use crate::config::Config;
use crate::{Code, Error};

/// The folder of the archive where none is named: where it was moved to, else the platform's own for a program's data.
///
/// `~/.local/share/broadsheet` on Linux, `~/Library/Application Support/org.Broadsheet.Broadsheet` on macOS,
/// `%APPDATA%\Broadsheet\Broadsheet\data` on Windows.
///
/// # Errors
/// If the system does not say where that is.
pub fn default_archive_folder() -> Result<PathBuf, Error> {
    if let Some(moved) = Config::load().archive {
        return Ok(moved);
    }
    let folders = ProjectDirs::from("org", "Broadsheet", "Broadsheet").ok_or_else(|| {
        Error::new(
            Code::Storage,
            "This system does not say where programs keep their data.",
            "Name the archive's folder with --archive or BROADSHEET_ARCHIVE.",
        )
    })?;
    Ok(folders.data_dir().to_owned())
}
