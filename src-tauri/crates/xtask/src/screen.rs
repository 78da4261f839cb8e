//! A screen of our own: Xvfb, a window manager, a session bus and empty folders.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

/// How long a process that was asked to end may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// A screen that nobody sees; it ends, with all that it started, when it is dropped.
pub(crate) struct Screen {
    display: String,
    // In the order in which they end.
    window_manager: Option<Process>,
    _server: Process,
    home: Home,
}

impl Screen {
    /// Opens a screen of 1440 × 900 on a number that is free.
    ///
    /// # Errors
    /// When the server or the window manager does not start.
    pub(crate) fn open() -> Result<Self> {
        let home = Home::make()?;
        let mut server = Command::new("Xvfb");
        server.args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"]);
        // It takes the first free number, and writes it when it is ready for windows.
        let (server, number) = Process::start(&mut server)?;
        let display = format!(":{number}");
        let mut screen = Self { display, window_manager: None, _server: server, home };
        let mut window_manager = Command::new("openbox");
        // Written when it manages windows.
        window_manager.args(["--startup", "echo ready"]);
        screen.dress(&mut window_manager);
        screen.window_manager = Some(Process::start(&mut window_manager)?.0);
        Ok(screen)
    }

    /// A command on this screen, in a session bus of its own.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new("dbus-run-session");
        command.arg("--").args(words);
        self.dress(&mut command);
        command
    }

    fn dress(&self, command: &mut Command) {
        command.env("DISPLAY", &self.display).env("GDK_BACKEND", "x11").env("LC_ALL", "C.UTF-8");
        command.env_remove("WAYLAND_DISPLAY").env_remove("BROADSHEET_ARCHIVE");
        for (name, folder) in Home::FOLDERS {
            command.env(name, self.home.0.join(folder));
        }
    }
}

/// Empty folders in place of the person's own, gone when dropped.
struct Home(PathBuf);

impl Home {
    const FOLDERS: [(&str, &str); 5] = [
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_RUNTIME_DIR", "run"),
        ("XDG_STATE_HOME", "state"),
    ];

    fn make() -> Result<Self> {
        // Not under target: the path of a socket in it may have 107 bytes.
        let folder = std::env::temp_dir().join(format!("broadsheet-screen-{}", std::process::id()));
        let made = Self(folder);
        make_private(&made.0)?;
        for (_, name) in Self::FOLDERS {
            make_private(&made.0.join(name))?;
        }
        Ok(made)
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("warning: {} stays: {error}", self.0.display());
        }
    }
}

fn make_private(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).with_context(|| format!("cannot make {}", folder.display()))
}

/// A process that is ended by its id when it is dropped.
struct Process(Child);

impl Process {
    /// Starts a process and waits for the first line that it prints.
    fn start(command: &mut Command) -> Result<(Self, String)> {
        let name = command.get_program().to_string_lossy().into_owned();
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut process = Self(command.spawn().with_context(|| format!("cannot start {name}"))?);
        let mut line = String::new();
        if let Some(stdout) = process.0.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        if line.trim().is_empty() {
            bail!("{name} ended before it was ready");
        }
        Ok((process, line.trim().to_owned()))
    }

    fn is_over(&mut self) -> bool {
        self.0.try_wait().is_ok_and(|status| status.is_some())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if !self.is_over() {
            ask_to_end(&self.0);
        }
        let asked = Instant::now();
        while !self.is_over() && asked.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(10));
        }
        if !self.is_over() && self.0.kill().is_ok() {
            drop(self.0.wait());
        }
    }
}

#[cfg(unix)]
fn ask_to_end(child: &Child) {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;
    if let Ok(id) = i32::try_from(child.id())
        && let Err(error) = kill(Pid::from_raw(id), Signal::SIGTERM)
    {
        eprintln!("warning: process {id} could not be asked to end: {error}");
    }
}

#[cfg(not(unix))]
fn ask_to_end(_child: &Child) {}
