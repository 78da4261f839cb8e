use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;

/// The paper that is part of the program.
#[derive(RustEmbed)]
#[folder = "paper"]
#[exclude = "*.py"]
#[exclude = "*.svg"]
#[exclude = "*.typ"]
struct Embedded;

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
            Self::Folder(root) => fs::read(root.join(path)).ok().map(Cow::Owned),
        }
    }

    /// As [`Files::read`], for text.
    pub(crate) fn text(&self, path: &str) -> Option<String> {
        String::from_utf8(self.read(path)?.into_owned()).ok()
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
