//! The test newspaper: an HTTP server of our own that serves the sample paper as real sites do, and can be bent.
//!
//! ```no_run
//! use tests::newspaper::{Change, Fault, Newspaper};
//!
//! let paper = Newspaper::start();
//! paper.fail("uploads/.*jpg", Fault::cut());
//! paper.edit("ferry-bell-hung-without-its-clapper", Change::text("It rings."));
//! println!("{} {:?}", paper.url(), paper.take_log());
//! ```
//!
//! Where to begin reading: `http` is the server, `paper` what has been printed, `faults` how answers go wrong,
//! `log` who asked for what, `visitor` a small client that sees every byte, `control` the same for other programs (`/__paper__/…`), `wordpress` the WordPress site
//! and `sites` the others, each in a file of its own.

mod control;
mod error;
mod faults;
mod http;
mod log;
mod markup;
mod paper;
mod site;
mod sites;
mod view;
pub mod visitor;
mod wordpress;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use jiff::civil::Date;

pub use error::Error;
pub use faults::{Fault, Rule};
pub use log::{Summary, Visit};
pub use paper::{Change, Draft, Post, Visibility};
pub use site::Site;

use faults::Rules;
use http::{Handler, Request, Server, Wire, unix_seconds};
use log::Log;
use paper::Paper;

/// What a newspaper begins with.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What sort of site it is.
    pub site: Site,
    /// Its port; 0 is any free one.
    pub port: u16,
    /// The last day that it has printed; all of them where it is none.
    pub until: Option<Date>,
    /// A folder like the sample paper's, in its place.
    pub folder: Option<PathBuf>,
}

/// A newspaper on loopback; it ends when it is dropped.
pub struct Newspaper {
    desk: Arc<Desk>,
    server: Server,
    url: String,
}

/// Who answers: the paper, the site that shows it, the rules and the log.
struct Desk {
    site: Site,
    paper: Arc<Paper>,
    rules: Rules,
    log: Log,
    /// Milliseconds by which every answer comes later.
    pause: AtomicU32,
}

impl Newspaper {
    /// Starts a WordPress site with the whole sample paper on a free port.
    ///
    /// # Panics
    /// When there is no free port, or the sample paper is damaged.
    #[must_use]
    pub fn start() -> Self {
        Self::open(&Options::default()).expect("there is a free port and a sample paper")
    }

    /// Starts a site with the whole sample paper on a free port.
    ///
    /// # Panics
    /// As [`Newspaper::start`].
    #[must_use]
    pub fn start_as(site: Site) -> Self {
        let options = Options { site, ..Options::default() };
        Self::open(&options).expect("there is a free port and a sample paper")
    }

    /// Starts a site with the sample paper up to a day on a free port.
    ///
    /// # Panics
    /// As [`Newspaper::start`].
    #[must_use]
    pub fn start_on(day: Date) -> Self {
        let options = Options { until: Some(day), ..Options::default() };
        Self::open(&options).expect("there is a free port and a sample paper")
    }

    /// Starts a newspaper as told.
    ///
    /// # Errors
    /// If its port cannot be had or there is no paper.
    pub fn open(options: &Options) -> Result<Self, Error> {
        let sample = match &options.folder {
            Some(folder) => sample::Paper::open(folder)
                .map_err(|source| Error::Folder { folder: folder.display().to_string(), source })?,
            None => sample::Paper::embedded()?,
        };
        let paper = Arc::new(Paper::new(sample, options.until));
        Self::serve(options.site, options.port, paper)
    }

    /// Starts another site with the same paper: what is changed here is changed there.
    ///
    /// # Errors
    /// If the port cannot be had.
    pub fn beside(&self, site: Site, port: u16) -> Result<Self, Error> {
        Self::serve(site, port, Arc::clone(&self.desk.paper))
    }

    fn serve(site: Site, port: u16, paper: Arc<Paper>) -> Result<Self, Error> {
        let (rules, log) = (Rules::default(), Log::default());
        let desk = Arc::new(Desk { site, paper, rules, log, pause: AtomicU32::new(0) });
        let handler = Arc::clone(&desk) as Arc<dyn Handler>;
        let server = Server::start(port, handler).map_err(|error| Error::of_port(port, &error))?;
        let url = format!("http://{}", server.address());
        Ok(Self { desk, server, url })
    }

    /// Its home page, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.server.address().port()
    }

    /// The sample paper that it prints.
    #[must_use]
    pub fn sample(&self) -> &sample::Paper {
        &self.desk.paper.sample
    }

    /// All its stories as they are now, whoever may read them, the newest first.
    #[must_use]
    pub fn stories(&self) -> Vec<Post> {
        self.desk.paper.edition().all().to_vec()
    }

    /// A story by its slug or number.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn story(&self, story: &str) -> Post {
        self.desk.paper.edition().named(story).expect("there is such a story").clone()
    }

    /// The address of a story on this site.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn address(&self, story: &str) -> String {
        let edition = self.desk.paper.edition();
        let post = edition.named(story).expect("there is such a story");
        format!("{}{}", self.url, self.desk.site.path(&edition, post))
    }

    /// Whether this site shows a story at all: the one in Urdu has no others.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn shows(&self, story: &str) -> bool {
        self.desk.site.shows(&self.story(story))
    }

    /// Publishes a story that waits.
    ///
    /// # Panics
    /// When there is none of that name.
    pub fn publish(&self, story: &str) {
        self.desk.paper.change(|edition| edition.publish(story)).expect("such a story waits");
    }

    /// Publishes the stories of all days up to this one.
    ///
    /// # Panics
    /// Never.
    pub fn publish_until(&self, day: Date) {
        let published = self.desk.paper.change(|edition| {
            edition.publish_until(day);
            Ok(())
        });
        published.expect("nothing can be wrong with a day");
    }

    /// Publishes a story of one's own; gives its number.
    ///
    /// # Panics
    /// When its address is taken or there is no such section.
    pub fn print(&self, draft: Draft) -> u64 {
        self.desk.paper.change(|edition| edition.print(draft)).expect("the draft can be printed")
    }

    /// Changes a story; moving and hiding it are changes too.
    ///
    /// # Panics
    /// When there is none.
    pub fn edit(&self, story: &str, change: Change) {
        self.desk
            .paper
            .change(|edition| edition.edit(story, change))
            .expect("there is such a story");
    }

    /// Prints the sample paper's own next version of a story.
    ///
    /// # Panics
    /// When there is none.
    pub fn correct(&self, story: &str) {
        self.edit(story, Change::default());
    }

    /// Takes a story off the site.
    ///
    /// # Panics
    /// When there is none.
    pub fn remove(&self, story: &str) {
        self.desk.paper.change(|edition| edition.remove(story)).expect("there is such a story");
    }

    /// Makes a fault of every answer whose path and query match an expression, before all other rules.
    ///
    /// # Panics
    /// When the expression is none.
    pub fn fail(&self, matches: &str, fault: Fault) {
        self.rule(Rule::new(matches, fault));
    }

    /// Adds a rule before all others.
    ///
    /// # Panics
    /// When its expression is none.
    pub fn rule(&self, rule: Rule) {
        self.desk.rules.add(vec![rule]).expect("the expression can be read");
    }

    /// The rules in force and how often each has held.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        self.desk.rules.all()
    }

    /// Fails in a way that has a name (`rest-401`), and in no other; `none` is well.
    ///
    /// # Panics
    /// When there is no such name.
    pub fn preset(&self, name: &str) {
        let rules = faults::preset(name).expect("the preset has a name");
        self.desk.rules.replace(rules).expect("presets can be read");
    }

    /// Fails no more.
    pub fn be_well(&self) {
        self.preset("none");
    }

    /// Lets every answer come so many milliseconds later, whatever else goes wrong with it.
    pub fn pause(&self, milliseconds: u32) {
        self.desk.pause.store(milliseconds, Ordering::Relaxed);
    }

    /// The requests so far.
    #[must_use]
    pub fn log(&self) -> Vec<Visit> {
        self.desk.log.visits()
    }

    /// The requests so far, which are forgotten.
    pub fn take_log(&self) -> Vec<Visit> {
        self.desk.log.take()
    }

    /// What the log says about the visitors' manners.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary::of(&self.log())
    }
}

/// The names of all presets.
#[must_use]
pub fn presets() -> Vec<String> {
    faults::names()
}

impl Handler for Desk {
    fn handle(&self, request: &Request, wire: &mut Wire<'_>) -> io::Result<()> {
        if let Some(answer) = control::answer(self, request) {
            return wire.send(&answer);
        }
        let in_flight = self.log.begin();
        let (time, begun) = (unix_seconds(), Instant::now());
        let fault = self.rules.pick(request);
        wire.stopped.wait(Duration::from_millis(self.pause.load(Ordering::Relaxed).into()));
        let site = || self.site.answer(&self.paper, request);
        let answered = fault.answer(request, wire, &site);
        let rule = if fault == Fault::Pass { String::new() } else { fault.name() };
        self.log.end(Visit {
            time,
            seconds: begun.elapsed().as_secs_f64(),
            connection: wire.connection,
            method: request.method.clone(),
            host: request.header_or_empty("host"),
            path: request.target.clone(),
            status: wire.status,
            bytes: wire.bytes,
            rule,
            in_flight,
            user_agent: request.header_or_empty("user-agent"),
            accept_encoding: request.header_or_empty("accept-encoding"),
            if_none_match: request.header_or_empty("if-none-match"),
            if_modified_since: request.header_or_empty("if-modified-since"),
            referer: request.header_or_empty("referer"),
            error: answered.as_ref().err().map(ToString::to_string).unwrap_or_default(),
        });
        answered
    }
}
