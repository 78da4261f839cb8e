use std::io::{self, BufWriter, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use super::{Answer, Request, Stopped, http_date};

/// How long a connection may say nothing between two requests.
const IDLE: Duration = Duration::from_secs(60);

/// Answers the requests that a server reads.
pub(crate) trait Handler: Send + Sync {
    /// Answers one request on the wire.
    ///
    /// # Errors
    /// If the visitor has hung up.
    fn handle(&self, request: &Request, wire: &mut Wire<'_>) -> io::Result<()>;
}

/// The way back to the visitor, for one answer.
pub(crate) struct Wire<'a> {
    stream: BufWriter<&'a TcpStream>,
    /// Number of the connection, from 1.
    pub(crate) connection: u64,
    /// Tells that the server ends, so that nobody waits on.
    pub(crate) stopped: &'a Stopped,
    /// Status that was sent, or 0.
    pub(crate) status: u16,
    /// Bytes of the body that were sent.
    pub(crate) bytes: u64,
    /// The connection ends after this answer.
    pub(crate) closes: bool,
    bodyless: bool,
    ending: Option<Ending>,
}

/// How a connection ends before its time.
#[derive(Clone, Copy)]
enum Ending {
    /// As if all had been said.
    Closed,
    Reset,
}

/// Bytes at the end of an answer that are held back until it has been logged.
///
/// Otherwise a visitor who has them could ask the next thing, or look at the log, before the last is in it.
const HELD_BACK: usize = 512;

impl Wire<'_> {
    /// Sends a whole answer.
    pub(crate) fn send(&mut self, answer: &Answer) -> io::Result<()> {
        self.begin(answer, Some(answer.body.len()))?;
        self.put(&answer.body)
    }

    /// Sends the head of an answer: with this length, or in chunks.
    pub(crate) fn begin(&mut self, answer: &Answer, length: Option<usize>) -> io::Result<()> {
        self.status = answer.status;
        let reason = reason(answer.status);
        write!(self.stream, "HTTP/1.1 {} {reason}\r\n", answer.status)?;
        if answer.header("date").is_none() {
            write!(self.stream, "Date: {}\r\n", http_date(None))?;
        }
        if answer.header("server").is_none() {
            write!(self.stream, "Server: nginx\r\n")?;
        }
        for (name, value) in &answer.headers {
            write!(self.stream, "{name}: {value}\r\n")?;
        }
        let bodyless = matches!(answer.status, 204 | 304);
        match length {
            _ if bodyless => {}
            Some(length) => write!(self.stream, "Content-Length: {length}\r\n")?,
            None => write!(self.stream, "Transfer-Encoding: chunked\r\n")?,
        }
        self.bodyless |= bodyless;
        let connection = if self.closes { "close" } else { "keep-alive" };
        write!(self.stream, "Connection: {connection}\r\n\r\n")
    }

    /// Sends bytes of the body as they are, the last of them later; none where an answer has no body.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.bodyless {
            return Ok(());
        }
        let (now, later) = bytes.split_at(bytes.len().saturating_sub(HELD_BACK));
        self.stream.write_all(now)?;
        self.stream.write_all(later)?;
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    /// Sends bytes that are no part of a body.
    pub(crate) fn put_raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)?;
        self.stream.flush()
    }

    /// Sends what waits to be sent.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }

    /// Ends the connection after what was sent; with `reset` by RST in place of FIN.
    pub(crate) fn hang_up(&mut self, reset: bool) {
        self.closes = true;
        self.ending = Some(if reset { Ending::Reset } else { Ending::Closed });
    }

    /// Sends what was held back, and ends the connection where that was wanted.
    fn finish(&mut self) -> io::Result<()> {
        self.stream.flush()?;
        let stream = *self.stream.get_ref();
        match self.ending {
            Some(Ending::Closed) => stream.shutdown(Shutdown::Both),
            // With no time to linger the socket's end is a reset, sent when the last handle of it is closed.
            Some(Ending::Reset) => socket2::SockRef::from(stream).set_linger(Some(Duration::ZERO)),
            None => Ok(()),
        }
    }
}

/// Answers the requests of one connection until either side ends it.
pub(super) fn serve(stream: &TcpStream, number: u64, handler: &dyn Handler, stopped: &Stopped) {
    // A visitor that hangs up is its own loss.
    drop(stream.set_read_timeout(Some(IDLE)));
    drop(stream.set_nodelay(true));
    let mut rest = Vec::new();
    while let Ok(Some(request)) = Request::read(stream, &mut rest) {
        let mut wire = Wire {
            stream: BufWriter::new(stream),
            connection: number,
            stopped,
            status: 0,
            bytes: 0,
            closes: request.closes(),
            bodyless: request.method == "HEAD",
            ending: None,
        };
        let answered = handler.handle(&request, &mut wire).and_then(|()| wire.finish());
        if answered.is_err() || wire.closes || stopped.is_set() {
            return;
        }
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        410 => "Gone",
        429 => "Too Many Requests",
        451 => "Unavailable For Legal Reasons",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Unknown",
    }
}
