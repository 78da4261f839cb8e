//! The `broadsheet` command: all that the window does, for scripts, servers and terminals.
//!
//! Results go to standard output, progress and messages to standard error. What it promises to scripts stands
//! in `docs/command-line.md`.

mod arguments;
mod commands;
mod found;
mod output;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;
use crate::output::{Output, Status};

/// What shells know as the exit status of a program that Ctrl-C ended.
const STOPPED: i32 = 130;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let output = Output::new(arguments.json);
    // Where the system has no such thing, Ctrl-C ends the program without a word.
    drop(ctrlc::set_handler(|| {
        let what = "Stopped. What was stored is safe; the same command goes on from there.";
        Output::new(false).message(&format!("\n{what}"));
        std::process::exit(STOPPED);
    }));
    if let Some(contradiction) = arguments.contradiction() {
        output.message(contradiction);
        return Status::Usage.into();
    }
    match commands::run(arguments, &output) {
        Ok(status) => status.into(),
        Err(error) => {
            output.message(&error.to_string());
            Status::of_error(&error).into()
        }
    }
}
