//! A small client that sees every byte of an answer, wrong ones too.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

/// How long a visitor waits for the next bytes.
const PATIENCE: Duration = Duration::from_secs(20);

/// What came back for one request, as it stood on the wire.
#[derive(Debug, Clone, Default)]
pub struct Reply {
    /// All bytes.
    pub raw: Vec<u8>,
    /// The status, or 0 where there was none.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// What followed the head.
    pub body: Vec<u8>,
    /// The connection was reset, not closed.
    pub was_reset: bool,
}

impl Reply {
    /// A header's value by its name in lower case, or nothing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(it, _)| it == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Asks a server for something on a connection of its own and reads until the server ends it.
///
/// # Panics
/// When nobody listens there.
#[must_use]
pub fn ask(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    let rest = url.strip_prefix("http://").expect("the test newspaper speaks plain HTTP");
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut stream = TcpStream::connect(host).expect("the newspaper listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a time can be set");
    let mut head = format!("{method} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    let mut reply = Reply::default();
    // A server may hang up before it has read all.
    let read = stream.write_all(head.as_bytes()).and_then(|()| stream.read_to_end(&mut reply.raw));
    reply.was_reset = read.is_err_and(|error| error.kind() == io::ErrorKind::ConnectionReset);
    drop(stream.shutdown(Shutdown::Both));
    parse(&mut reply);
    reply
}

/// Gets a page.
///
/// # Panics
/// As [`ask`].
#[must_use]
pub fn get(url: &str) -> Reply {
    ask("GET", url, &[], "")
}

fn parse(reply: &mut Reply) {
    let end = reply.raw.windows(4).position(|bytes| bytes == b"\r\n\r\n");
    let Some(end) = end else { return };
    let head = String::from_utf8_lossy(&reply.raw[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    reply.status = status.and_then(|status| status.parse().ok()).unwrap_or(0);
    let pairs = lines.filter_map(|line| line.split_once(": "));
    reply.headers =
        pairs.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
    reply.body = reply.raw[end + 4..].to_vec();
}
