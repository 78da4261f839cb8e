//! Sees to it that the machine has what the project needs.
//!
//! Costs a fraction of a second where nothing is missing.

mod packages;
mod system;
mod validators;

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::steps;

pub(crate) use packages::Purpose;
use system::System;

/// The oldest Node that the interface's tools run on.
const NODE: (u32, u32) = (20, 19);

/// Installs what is missing for a purpose, or says what to type.
///
/// # Errors
/// One sentence that says what is missing and what to do.
pub(crate) fn prepare(purpose: Purpose) -> Result<()> {
    if !is_program("git") {
        bail!("git is missing; install it from your system's packages");
    }
    need_node()?;
    match System::here() {
        System::Debian => need_debian(purpose)?,
        system => {
            need_by_hand(system)?;
            if purpose == Purpose::Test {
                need_test_programs()?;
            }
        }
    }
    if purpose == Purpose::Test { validators::need() } else { Ok(()) }
}

fn need_node() -> Result<()> {
    let (major, minor) = NODE;
    let Ok(output) = Command::new("node").arg("--version").output() else {
        bail!("Node is missing; install {major}.{minor} or newer from https://nodejs.org");
    };
    let found = String::from_utf8_lossy(&output.stdout);
    if !is_new_enough(&found) {
        bail!("Node is {}; install {major}.{minor} or newer from https://nodejs.org", found.trim());
    }
    if !is_program(if cfg!(windows) { "npm.cmd" } else { "npm" }) {
        bail!("npm is missing; it comes with Node from https://nodejs.org");
    }
    Ok(())
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) >= NODE,
        _ => false,
    }
}

fn need_debian(purpose: Purpose) -> Result<()> {
    let missing = missing_debian(purpose)?;
    if missing.is_empty() {
        return Ok(());
    }
    println!("missing: {}", missing.join(" "));
    let Some(root) = becoming_root() else {
        bail!(
            "packages are missing, and installing them needs a password. Type this, then come back:\n\n    \
             sudo apt-get install -y --no-install-recommends {}",
            missing.join(" ")
        );
    };
    if !has_package_lists() {
        update(root)?;
    }
    // Lists that are some weeks old name files that are gone.
    install(root, &missing).or_else(|_| update(root).and_then(|()| install(root, &missing)))
}

fn missing_debian(purpose: Purpose) -> Result<Vec<&'static str>> {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"]);
    query.args(packages::debian(purpose));
    // It fails where it does not know a package; what it does know is printed all the same.
    let Ok(output) = query.output() else {
        bail!("dpkg-query is missing, though this system says that it is one of Debian's family");
    };
    let printed = String::from_utf8_lossy(&output.stdout);
    Ok(not_installed(&printed, packages::debian(purpose)))
}

fn not_installed<'a>(printed: &str, wanted: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let is_there = |name: &str| printed.lines().any(|line| line == format!("{name} installed"));
    wanted.filter(|name| !is_there(name)).collect()
}

/// The words before a command that needs root; none where a password would have to be typed.
fn becoming_root() -> Option<&'static [&'static str]> {
    let told = |words: &[&str]| {
        let output = Command::new(words[0]).args(&words[1..]).output().ok();
        output.filter(|it| it.status.success()).map(|it| it.stdout)
    };
    if told(&["id", "-u"]).is_some_and(|user| user.trim_ascii() == b"0") {
        Some(&[])
    } else {
        told(&["sudo", "-n", "true"]).map(|_| &["sudo", "-n"] as &[_])
    }
}

fn has_package_lists() -> bool {
    let lists = Path::new("/var/lib/apt/lists").read_dir();
    lists.is_ok_and(|files| {
        files.flatten().any(|file| file.file_name().to_string_lossy().contains("_Packages"))
    })
}

fn update(root: &[&str]) -> Result<()> {
    steps::run("apt-get update", &mut apt(root, &["update"]))
}

fn install(root: &[&str], missing: &[&str]) -> Result<()> {
    let mut command = apt(root, &["install", "-y", "--no-install-recommends"]);
    steps::run("apt-get install", command.args(missing))
}

fn apt(root: &[&str], words: &[&str]) -> Command {
    // Waits for another apt-get instead of failing at once; asks nothing.
    let fixed =
        ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=600"];
    let line = [root, &fixed, words].concat();
    let mut command = Command::new(line[0]);
    command.args(&line[1..]);
    command
}

fn need_by_hand(system: System) -> Result<()> {
    let by_hand = packages::by_hand(system);
    let succeeds = |words: &&[&str]| {
        let output = Command::new(words[0]).args(&words[1..]).output();
        output.is_ok_and(|output| output.status.success())
    };
    if by_hand.probes.iter().any(succeeds) {
        return Ok(());
    }
    bail!(
        "what builds the window is missing. Type this, then come back:\n\n    {}",
        by_hand.command
    )
}

fn need_test_programs() -> Result<()> {
    let programs = packages::TEST_PROGRAMS;
    let missing: Vec<&str> = programs.into_iter().filter(|name| !is_program(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    bail!(
        "{} missing: the tests in the real window are made for Debian's packages; \
         `cargo xtask test --quick` runs all others",
        missing.join(", ")
    )
}

fn is_program(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let suffixes: &[&str] = if cfg!(windows) { &["", ".exe"] } else { &[""] };
    std::env::split_paths(&path)
        .any(|folder| suffixes.iter().any(|it| folder.join(format!("{name}{it}")).is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_is_compared_by_number() {
        assert!(is_new_enough("v20.19.0\n"));
        assert!(is_new_enough("v100.0.0"));
        assert!(!is_new_enough("v20.9.1"));
        assert!(!is_new_enough("v18.20.4"));
        assert!(!is_new_enough(""));
    }

    #[test]
    fn a_package_that_was_removed_or_never_known_is_missing() {
        let printed = "curl installed\nopenbox config-files\nxvfb not-installed\n";
        let wanted = ["curl", "openbox", "xvfb", "xdotool"];
        assert_eq!(not_installed(printed, wanted.into_iter()), ["openbox", "xvfb", "xdotool"]);
    }
}
