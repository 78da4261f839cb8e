use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::fold::sha256;

/// The real `broadsheet` command with an archive of its own.
pub struct Broadsheet {
    program: PathBuf,
    archive: PathBuf,
    /// Holds the archive, if it is a temporary one.
    _folder: Option<TempDir>,
}

/// What a command did.
#[derive(Debug)]
pub struct Ran {
    /// Exit status; none when it was killed.
    pub status: Option<i32>,
    /// Results.
    pub stdout: String,
    /// Messages.
    pub stderr: String,
}

impl Ran {
    /// The one JSON document on stdout.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn json(&self) -> Value {
        let Self { status, stdout, stderr } = self;
        serde_json::from_str(stdout).unwrap_or_else(|error| {
            unreadable(&format!("{error}; status {status:?}, {stdout:?}, {stderr}"))
        })
    }

    /// The events on stdout, one a line.
    ///
    /// # Panics
    /// When a line is no JSON.
    #[must_use]
    pub fn events(&self) -> Vec<Value> {
        self.stdout
            .lines()
            .map(|line| {
                serde_json::from_str(line)
                    .unwrap_or_else(|error| unreadable(&format!("{error}: {line}")))
            })
            .collect()
    }

    /// How many events of each kind there were.
    #[must_use]
    pub fn event_counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for event in self.events() {
            *counts.entry(event["event"].as_str().unwrap_or_default().to_owned()).or_default() += 1;
        }
        counts
    }
}

impl Broadsheet {
    /// With a new archive in a temporary folder.
    ///
    /// # Panics
    /// When the command was not built.
    #[must_use]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is a folder for temporary files");
        let archive = folder.path().join("archive");
        Self { program: program(), archive, _folder: Some(folder) }
    }

    /// With an archive at this path.
    ///
    /// # Panics
    /// When the command was not built.
    #[must_use]
    pub fn at(archive: &Path) -> Self {
        Self { program: program(), archive: archive.to_owned(), _folder: None }
    }

    /// Where its archive lies, or will lie.
    #[must_use]
    pub fn archive(&self) -> &Path {
        &self.archive
    }

    /// The command with these arguments, separated by spaces, not yet run.
    #[must_use]
    pub fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--archive").arg(&self.archive).args(arguments.split_whitespace());
        command.env_remove("BROADSHEET_ARCHIVE").stdin(Stdio::null());
        // What this computer's reader has set is not touched.
        command.env("BROADSHEET_CONFIG", self.archive.with_extension("settings.json"));
        command
    }

    /// Runs the command with these arguments, separated by spaces.
    #[must_use]
    pub fn run(&self, arguments: &str) -> Ran {
        finish(&mut self.command(arguments))
    }

    /// Runs the command with these arguments, separated by spaces, then with more that stay whole.
    #[must_use]
    pub fn run_with(&self, arguments: &str, whole: &[&str]) -> Ran {
        finish(self.command(arguments).args(whole))
    }

    /// Runs the command, which must succeed, and gives the JSON that it prints.
    ///
    /// # Panics
    /// When it fails.
    #[must_use]
    pub fn json(&self, arguments: &str) -> Value {
        let ran = self.run(arguments);
        assert_eq!(ran.status, Some(0), "broadsheet {arguments}: {}", ran.stderr);
        ran.json()
    }

    /// Searches for words.
    ///
    /// # Panics
    /// When the search fails.
    #[must_use]
    pub fn search(&self, query: &str) -> Value {
        let ran = finish(self.command("search --json").arg(query));
        assert_eq!(ran.status, Some(0), "broadsheet search {query:?}: {}", ran.stderr);
        ran.json()
    }

    /// The stories held, of a day or of all days.
    ///
    /// # Panics
    /// When the command fails.
    #[must_use]
    pub fn stories(&self, options: &str) -> Vec<Value> {
        let listed = self.json(&format!("stories {options} --json"));
        listed["stories"].as_array().expect("`stories` prints {stories: […]}").clone()
    }

    /// One story, whole.
    ///
    /// # Panics
    /// When the command fails.
    #[must_use]
    pub fn story(&self, id: &str) -> Value {
        self.json(&format!("story {id} --json"))
    }

    /// SHA-256 of the bytes that are stored for a photo.
    ///
    /// # Panics
    /// When the command fails.
    #[must_use]
    pub fn photo_sha256(&self, hash: &str) -> String {
        let folder = tempfile::tempdir().expect("there is a folder for temporary files");
        let file = folder.path().join("photo");
        let ran = finish(self.command(&format!("photo {hash} --out")).arg(&file));
        assert_eq!(ran.status, Some(0), "broadsheet photo {hash}: {}", ran.stderr);
        sha256(&std::fs::read(&file).expect("`photo --out` writes the file"))
    }

    /// Asserts that the archive is whole.
    ///
    /// # Panics
    /// When it is not.
    pub fn assert_whole(&self) {
        let report = self.json("verify --deep --json");
        assert_eq!(report["ok"], true, "the archive is damaged: {report}");
        assert_eq!(report["damaged"], Value::Array(Vec::new()));
    }
}

impl Default for Broadsheet {
    fn default() -> Self {
        Self::new()
    }
}

fn finish(command: &mut Command) -> Ran {
    let output = command.output().expect("the command starts");
    Ran {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("results are UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

/// Lies beside the folder of the running test: `target/debug/deps/test` and `target/debug/broadsheet`.
fn program() -> PathBuf {
    let test = env::current_exe().expect("a running program has a path");
    let folder = test.parent().and_then(Path::parent).expect("tests lie in target/PROFILE/deps");
    let program = folder.join(format!("broadsheet{}", env::consts::EXE_SUFFIX));
    assert!(
        program.exists(),
        "build it first: cargo build --workspace ({} is missing)",
        program.display()
    );
    program
}

/// A program that judges what we write, which `cargo xtask setup` installed beside what Cargo builds.
///
/// # Panics
/// When it is not there.
#[must_use]
pub fn validator(name: &str) -> PathBuf {
    let test = env::current_exe().expect("a running program has a path");
    let target = test.ancestors().nth(3).expect("tests lie in target/PROFILE/deps");
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    let program = target.join("validators").join(folder).join(name);
    let program = program.with_extension(env::consts::EXE_EXTENSION);
    assert!(
        program.exists(),
        "install it first: cargo xtask setup ({} is missing)",
        program.display()
    );
    program
}

#[expect(clippy::panic, reason = "a test ends here")]
fn unreadable(what: &str) -> ! {
    panic!("no JSON on stdout: {what}")
}
