use std::collections::BTreeMap;
use std::io;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{alter, instead, send};
use crate::newspaper::http::{Answer, Request, Wire};

/// A way in which an answer goes wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Fault {
    /// Lets the request pass: an exception before another rule.
    Pass,
    /// Answers later.
    Delay {
        /// Seconds.
        #[serde(default = "five")]
        s: f64,
    },
    /// Answers with this status.
    Status {
        /// The status.
        code: u16,
        /// The headers, beside the type of a web page.
        #[serde(default)]
        headers: BTreeMap<String, String>,
        /// What is sent; the status itself where it is none.
        #[serde(default)]
        body: Option<String>,
    },
    /// A web page with nothing in it.
    Empty,
    /// Not there, with a page that says so.
    Gone {
        /// The status.
        #[serde(default = "code_410")]
        code: u16,
    },
    /// Too many requests, or being mended; with the time when to come again.
    RetryAfter {
        /// The status.
        #[serde(default = "code_429")]
        code: u16,
        /// Seconds.
        #[serde(default = "five_seconds")]
        s: u32,
        /// Says it as a date.
        #[serde(default)]
        date: bool,
    },
    /// Leads elsewhere.
    Redirect {
        /// Where.
        to: String,
        /// The status.
        #[serde(default = "code_302")]
        code: u16,
    },
    /// Leads to the login.
    Login,
    /// Leads in a circle.
    Loop {
        /// The status.
        #[serde(default = "code_302")]
        code: u16,
    },
    /// Leads on and on before it answers.
    Chain {
        /// How many times.
        #[serde(default = "fifteen")]
        n: u32,
    },
    /// The page of a firewall.
    Waf {
        /// `cloudflare`, `wordfence`, `sucuri`, `modsecurity` or `cookie`.
        #[serde(default = "cloudflare")]
        kind: String,
    },
    /// A web page in place of the file.
    Html {
        /// What it says it is.
        #[serde(rename = "type", default = "text_html")]
        kind: String,
    },
    /// A small answer that unpacks to a large one.
    Bomb {
        /// `gzip`, `deflate`, `zstd` or `br` (256 MiB, whatever `mb` says).
        #[serde(default = "gzip")]
        kind: String,
        /// MiB.
        #[serde(default = "mib_1024")]
        mb: usize,
    },
    /// Not modified, whatever was asked.
    #[serde(rename = "always_304")]
    AlwaysNotModified,
    /// Other headers.
    Headers {
        /// Those that are set.
        #[serde(default)]
        set: BTreeMap<String, String>,
        /// Those that are left out.
        #[serde(default)]
        drop: Vec<String>,
    },
    /// Says that the answer is of another type.
    Type {
        /// The type.
        value: String,
    },
    /// Validators that change with each answer.
    Stale,
    /// Says another character set than the text has.
    Charset {
        /// What it says; nothing where it is none.
        #[serde(default)]
        declare: Option<String>,
    },
    /// Writes the text in another character set.
    Encode {
        /// In which (`iso-8859-1`, `windows-1252`, `utf-16le`).
        charset: String,
        /// What it says; nothing where it is none.
        #[serde(default)]
        declare: Option<String>,
    },
    /// Bytes that are no text in the middle.
    Nul,
    /// A byte order mark before the text.
    Bom,
    /// Something before the answer, as PHP prints its notices.
    Prefix {
        /// What.
        text: String,
    },
    /// Other text in the answer: wrong dates, numbers that two stories have.
    Replace {
        /// Expression on what is replaced, each time it occurs.
        find: String,
        /// What stands there instead; `$1` is what the first bracket found.
        with: String,
    },
    /// Sends less; the length agrees.
    Truncate {
        /// Bytes.
        #[serde(default)]
        at: Option<usize>,
        /// Or this part of it.
        #[serde(default = "half")]
        part: f64,
    },
    /// Hangs up without an answer.
    Drop {
        /// By a reset.
        #[serde(default)]
        reset: bool,
    },
    /// A page without an end.
    Huge {
        /// `nodes`, `text` or `deep`.
        #[serde(default = "nodes")]
        kind: String,
        /// MiB.
        #[serde(default = "mib_100")]
        mb: usize,
    },
    /// A first line, and then nothing for a long time.
    SlowHeaders {
        /// Seconds.
        #[serde(default = "minute")]
        s: f64,
    },
    /// Announces more than it sends.
    Length {
        /// Bytes.
        #[serde(default = "thousand")]
        add: usize,
    },
    /// Chunks that are none.
    ChunkBad,
    /// Hangs up in the middle.
    Cut {
        /// Bytes that are sent; half of all where it is none.
        #[serde(default)]
        at: Option<usize>,
        /// By a reset.
        #[serde(default)]
        reset: bool,
    },
    /// A little at a time.
    Slow {
        /// Bytes.
        #[serde(default = "one_byte")]
        bytes: usize,
        /// Seconds between them.
        #[serde(default = "one")]
        s: f64,
    },
}

fn five() -> f64 {
    5.0
}
fn five_seconds() -> u32 {
    5
}
fn fifteen() -> u32 {
    15
}
fn one() -> f64 {
    1.0
}
fn one_byte() -> usize {
    1
}
fn half() -> f64 {
    0.5
}
fn minute() -> f64 {
    60.0
}
fn thousand() -> usize {
    1000
}
fn mib_100() -> usize {
    100
}
fn mib_1024() -> usize {
    1024
}
fn code_302() -> u16 {
    302
}
fn code_410() -> u16 {
    410
}
fn code_429() -> u16 {
    429
}
fn cloudflare() -> String {
    "cloudflare".to_owned()
}
fn text_html() -> String {
    "text/html".to_owned()
}
fn gzip() -> String {
    "gzip".to_owned()
}
fn nodes() -> String {
    "nodes".to_owned()
}

impl Fault {
    /// Answers with this status.
    #[must_use]
    pub fn status(code: u16) -> Self {
        Self::Status { code, headers: BTreeMap::new(), body: None }
    }

    /// Answers so many seconds later.
    #[must_use]
    pub fn delay(s: f64) -> Self {
        Self::Delay { s }
    }

    /// Hangs up in the middle.
    #[must_use]
    pub fn cut() -> Self {
        Self::Cut { at: None, reset: false }
    }

    /// Sends half, and says that it is all.
    #[must_use]
    pub fn truncate() -> Self {
        Self::Truncate { at: None, part: half() }
    }

    /// A web page in place of the file, which says it is of this type.
    #[must_use]
    pub fn html(kind: &str) -> Self {
        Self::Html { kind: kind.to_owned() }
    }

    /// Leads elsewhere.
    #[must_use]
    pub fn redirect(to: &str) -> Self {
        Self::Redirect { to: to.to_owned(), code: code_302() }
    }

    /// The word for it in rules and in the log.
    pub(in crate::newspaper) fn name(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        value["do"].as_str().unwrap_or_default().to_owned()
    }

    /// Answers a request with this fault; `site` makes the answer that would be right.
    pub(in crate::newspaper) fn answer(
        &self,
        request: &Request,
        wire: &mut Wire<'_>,
        site: &dyn Fn() -> Answer,
    ) -> io::Result<()> {
        if let Self::Delay { s } = self {
            wire.stopped.wait(Duration::from_secs_f64(*s));
        }
        if send::alone(self, wire)? {
            return Ok(());
        }
        if let Some(answer) = instead::answer(self, request) {
            return wire.send(&answer);
        }
        let mut answer = site();
        answer.validate(request);
        if matches!(self, Self::Pass | Self::Delay { .. } | Self::Chain { .. }) {
            answer.compress(request);
        }
        alter::answer(self, &mut answer);
        send::answer(self, wire, &mut answer)
    }
}
