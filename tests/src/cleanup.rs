use std::ffi::OsStr;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

/// Runs a shell command when it is dropped, or when this process ends in whatever way.
///
/// A waiting shell holds the other end of a pipe: it goes on when the pipe closes, which the system does even for
/// a process that was killed, and for values in statics, which Rust never drops.
pub(crate) struct Cleanup {
    shell: Child,
}

impl Cleanup {
    /// Prepares `script`, in which `$1`, `$2` … are the arguments.
    pub(crate) fn new(script: &str, arguments: &[&OsStr]) -> Self {
        let shell = Command::new("sh")
            .arg("-c")
            .arg(format!("cat >/dev/null\n{script}"))
            .arg("cleanup")
            .args(arguments)
            // Out of reach of the terminal's interrupt, which ends the test before it ends this.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("there is a shell");
        Self { shell }
    }
}

impl Drop for Cleanup {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        self.shell.wait().expect("the shell is a child of ours");
    }
}
