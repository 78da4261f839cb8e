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

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let output = Output::new(arguments.json);
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
