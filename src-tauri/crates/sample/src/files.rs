use std::borrow::Cow;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;

/// The paper that is part of the program.
#[derive(RustEmbed)]
#[folder = "paper"]
#[exclude = "*.py"]
#[exclude = "*.svg"]
#[exclude = "*.typ"]
#[exclude = "README.md"]
struct Embedded;

/// Bytes that a file of a paper has at most; a picture may have as many.
const LIMIT: u64 = 64 << 20;

/// Where the paper's files are.
#[derive(Debug, Clone)]
pub(crate) enum Files {
    /// In the program.
    Embedded,
    /// In a folder.
    Folder(PathBuf),
}

impl Files {
    /// The bytes of a file by its path within the paper; none if it is not there or cannot be read.
    pub(crate) fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        match self {
            Self::Embedded => Embedded::get(path).map(|file| file.data),
            Self::Folder(root) => read(&root.join(path)).map(Cow::Owned),
        }
    }

    /// As [`Files::read`], for text, without what editors on Windows add to it.
    pub(crate) fn text(&self, path: &str) -> Option<String> {
        let text = String::from_utf8(self.read(path)?.into_owned()).ok()?;
        Some(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
    }

    /// The paths of all stories (`2026-11-24/snow.md`), sorted.
    pub(crate) fn stories(&self) -> Vec<String> {
        let mut paths: Vec<String> = match self {
            Self::Embedded => Embedded::iter().map(Cow::into_owned).collect(),
            Self::Folder(root) => in_folders(root),
        };
        paths.retain(|path| is_story(path));
        paths.sort();
        paths
    }
}

/// The bytes of a file; none of what is no file (a pipe never ends) or larger than [`LIMIT`].
fn read(path: &Path) -> Option<Vec<u8>> {
    let about = fs::metadata(path).ok()?;
    let mut bytes = Vec::new();
    if about.is_file() && about.len() <= LIMIT {
        File::open(path).ok()?.take(LIMIT).read_to_end(&mut bytes).ok()?;
        return Some(bytes);
    }
    None
}

/// A Markdown file in the folder of a day.
fn is_story(path: &str) -> bool {
    path.split_once('/').is_some_and(|(day, name)| {
        day.parse::<jiff::civil::Date>().is_ok() && name.ends_with(".md")
    })
}

/// `folder/name` for each file one folder down; what cannot be listed has none.
fn in_folders(root: &Path) -> Vec<String> {
    let inside = |path: &Path| {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    let folders = inside(root).into_iter();
    folders
        .flat_map(|folder| {
            let names = inside(&root.join(&folder)).into_iter();
            names.map(move |name| format!("{folder}/{name}"))
        })
        .collect()
}
