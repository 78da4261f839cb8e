use std::io::IsTerminal;

use desk::Error;
use indicatif::{HumanBytes, ProgressBar, ProgressStyle};
use model::{Event, EventKind};

use crate::output::Output;

/// In a pipe, a line for every so many things done.
const LINE_EVERY: u32 = 50;

/// Shows how a run goes on: a bar on a terminal, plain lines in a pipe, or events as JSON.
pub(crate) struct Progress<'a> {
    output: &'a Output,
    events: bool,
    bar: Option<ProgressBar>,
    failure: Option<Error>,
}

impl<'a> Progress<'a> {
    pub(crate) fn new(output: &'a Output, events: bool) -> Self {
        let bar = (!events && std::io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::new(0);
            // The template is fixed text; where it were wrong, the usual look serves.
            if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos} of {len}  {msg}") {
                bar.set_style(style);
            }
            bar
        });
        Self { output, events, bar, failure: None }
    }

    pub(crate) fn tell(&mut self, event: &Event) {
        if self.events {
            if let Err(error) = self.output.line(event) {
                self.failure.get_or_insert(error);
            }
            return;
        }
        let Some(bar) = &self.bar else { return self.tell_in_lines(event) };
        bar.set_length(event.total.into());
        bar.set_position(event.done.into());
        bar.set_message(HumanBytes(event.bytes).to_string());
        match event.event {
            EventKind::Failed => bar.println(failed(event)),
            EventKind::Finished => bar.finish_and_clear(),
            _ => {}
        }
    }

    fn tell_in_lines(&self, event: &Event) {
        let counted = format!("{} of {}, {}", event.done, event.total, HumanBytes(event.bytes));
        match event.event {
            EventKind::Started => self.output.message(&format!("Fetching {}", event.url)),
            EventKind::Failed => self.output.message(&failed(event)),
            EventKind::Stored | EventKind::Updated if event.done.is_multiple_of(LINE_EVERY) => {
                self.output.message(&counted);
            }
            EventKind::Finished => self.output.message(&format!("Done: {counted}")),
            _ => {}
        }
    }

    /// Ends the bar; fails where an event could not be printed.
    pub(crate) fn end(self) -> Result<(), Error> {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        self.failure.map_or(Ok(()), Err)
    }
}

fn failed(event: &Event) -> String {
    format!("Not stored: {} ({})", event.url, event.message.trim_end_matches('.'))
}
