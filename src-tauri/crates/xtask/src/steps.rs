//! One command after another: shown, timed, and stopped at the first that fails.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::tally::Tally;

/// What was done so far, how long each step took, and how many tests ran in them.
pub(crate) struct Steps {
    begun: Instant,
    done: Vec<(String, Duration)>,
    tally: Tally,
}

impl Steps {
    pub(crate) fn begin() -> Self {
        Self { begun: Instant::now(), done: Vec::new(), tally: Tally::default() }
    }

    /// Does `work` as one step.
    pub(crate) fn time<T>(&mut self, title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n== {title}");
        let begun = Instant::now();
        let result = work()?;
        self.done.push((title.to_owned(), begun.elapsed()));
        println!("== {title}: {:.1} s", begun.elapsed().as_secs_f64());
        Ok(result)
    }

    /// Runs a command as one step.
    ///
    /// # Errors
    /// Names the command that shows the failure again.
    pub(crate) fn run(&mut self, title: &str, command: &mut Command) -> Result<()> {
        self.time(title, || run(title, command))
    }

    /// Runs a command as one step and counts the tests that its output tells of.
    ///
    /// # Errors
    /// As [`Steps::run`].
    pub(crate) fn count(&mut self, title: &str, command: &mut Command) -> Result<()> {
        let again = line(command);
        self.count_again(title, command, &again)
    }

    /// As [`Steps::count`], for a command that cannot be typed as it stands.
    ///
    /// # Errors
    /// Names `again` as the command that shows the failure again.
    pub(crate) fn count_again(
        &mut self,
        title: &str,
        command: &mut Command,
        again: &str,
    ) -> Result<()> {
        let tally = self.time(title, || {
            let (tally, success) = counted(command)?;
            succeeded(title, success, again).map(|()| tally)
        })?;
        self.tally += tally;
        Ok(())
    }

    /// Prints the time of each step and of all, and the tests that ran.
    pub(crate) fn table(&self) {
        let width = self.done.iter().map(|(title, _)| title.chars().count()).max().unwrap_or(0);
        println!();
        for (title, took) in &self.done {
            println!("  {title:width$}  {:>7.1} s", took.as_secs_f64());
        }
        println!("  {:width$}  {:>7.1} s", "together", self.begun.elapsed().as_secs_f64());
        if let Some(line) = self.tally.line() {
            println!("\n{line}");
        }
    }
}

/// Runs a command with its output on the terminal.
///
/// # Errors
/// Names the command that shows the failure again.
pub(crate) fn run(title: &str, command: &mut Command) -> Result<()> {
    println!("$ {}", line(command));
    let status = command.status().with_context(|| cannot_start(command))?;
    succeeded(title, status.success(), &line(command))
}

/// Runs a command quietly and gives what it printed.
///
/// # Errors
/// Says what the command said when it failed.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        bail!("`{}` failed: {}", line(command), String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn counted(command: &mut Command) -> Result<(Tally, bool)> {
    let mut tally = Tally::default();
    println!("$ {}", line(command));
    command.stdout(Stdio::piped());
    let mut child = command.spawn().with_context(|| cannot_start(command))?;
    if let Some(stdout) = child.stdout.take() {
        let mut stdout = BufReader::new(stdout);
        let mut bytes = Vec::new();
        while stdout.read_until(b'\n', &mut bytes)? > 0 {
            let text = String::from_utf8_lossy(&bytes);
            print!("{text}");
            tally.read(&text);
            bytes.clear();
        }
    }
    Ok((tally, child.wait()?.success()))
}

fn succeeded(title: &str, success: bool, again: &str) -> Result<()> {
    if !success {
        bail!("{title} failed. To see it again:\n\n    {again}");
    }
    Ok(())
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", command.get_program().to_string_lossy())
}

/// The command as one would type it at the root of the checkout.
pub(crate) fn line(command: &Command) -> String {
    let mut words = Vec::new();
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            words.push(format!("{}={}", name.to_string_lossy(), quoted(&value.to_string_lossy())));
        }
    }
    let program = std::iter::once(command.get_program());
    words.extend(program.chain(command.get_args()).map(|word| quoted(&word.to_string_lossy())));
    let typed = words.join(" ");
    match command.get_current_dir() {
        Some(folder) => format!("(cd {} && {typed})", quoted(&folder.to_string_lossy())),
        None => typed,
    }
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=,@+%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_can_be_typed_as_it_stands() {
        let mut command = Command::new("cargo");
        command.args(["doc", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings").env_remove("CARGO");
        assert_eq!(line(&command), "RUSTDOCFLAGS='-D warnings' cargo doc --no-deps");
        let mut command = Command::new("npm");
        command.arg("it's").current_dir("ui");
        assert_eq!(line(&command), r"(cd ui && npm 'it'\''s')");
    }
}
