use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde::Deserialize;

use crate::cleanup::Cleanup;
use crate::web::ask;
use crate::wordpress::script;

/// A proxy before a newspaper that fails as told and logs every request.
pub struct Proxy {
    url: String,
    cleanup: Option<Cleanup>,
    process: Child,
}

/// A request that a proxy has seen.
#[derive(Debug, Deserialize)]
pub struct Request {
    /// `GET`, `HEAD` …
    pub method: String,
    /// Path and query.
    pub path: String,
    /// Status that was sent, or 0 for none.
    pub status: u16,
    /// Requests under way when it came, itself included.
    pub in_flight: u32,
}

impl Proxy {
    /// Starts a proxy before `url`; `preset` is one of `wordpress/presets.py`, such as `none` or `rest-401`.
    pub(crate) fn start(url: &str, preset: &str) -> Self {
        let mut process = Command::new(script("faulty"))
            .args([url, "--preset", preset])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("there is Python");
        let id = process.id().to_string();
        let cleanup = Some(Cleanup::new("kill \"$1\"", &[id.as_ref()]));
        let mut url = String::new();
        let stdout = process.stdout.take().expect("it was asked for");
        BufReader::new(stdout).read_line(&mut url).expect("the proxy prints its address");
        Self { url: url.trim().to_owned(), cleanup, process }
    }

    /// Its own address, which stands for the newspaper's.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Fails in another way from now on; `none` passes everything.
    pub fn preset(&self, name: &str) {
        ask("PUT", &format!("{}/__faulty__/preset/{name}", self.url), "");
    }

    /// Adds a rule before the others (see the head of `wordpress/faulty`).
    pub fn add_rule(&self, json: &str) {
        ask("POST", &format!("{}/__faulty__/rules", self.url), json);
    }

    /// The requests so far, which are forgotten.
    ///
    /// # Panics
    /// When the proxy is gone.
    #[must_use]
    pub fn take_log(&self) -> Vec<Request> {
        let log = ask("DELETE", &format!("{}/__faulty__/log", self.url), "");
        serde_json::from_str(&log).expect("the log is JSON")
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        drop(self.cleanup.take());
        self.process.wait().expect("the proxy is a child of ours");
    }
}
