use model::{Event, EventKind};

/// Counts what is done in a run, and tells it.
pub(crate) struct Progress<'a> {
    tell: &'a mut (dyn FnMut(Event) + Send),
    source: String,
    pub(crate) done: u32,
    pub(crate) total: u32,
    pub(crate) bytes: u64,
}

impl<'a> Progress<'a> {
    pub(crate) fn new(source: &str, tell: &'a mut (dyn FnMut(Event) + Send)) -> Self {
        Self { tell, source: source.to_owned(), done: 0, total: 0, bytes: 0 }
    }

    /// A step with the counts as they are now; what else it has to say is filled in by who tells it.
    pub(crate) fn step(&self, event: EventKind) -> Event {
        Event {
            event,
            source: self.source.clone(),
            section: String::new(),
            day: None,
            url: String::new(),
            done: self.done,
            total: self.total,
            bytes: self.bytes,
            next_request_ms: 0,
            message: String::new(),
        }
    }

    pub(crate) fn tell(&mut self, event: Event) {
        (self.tell)(event);
    }
}
