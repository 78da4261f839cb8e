use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::net::TcpStream;

use url::form_urlencoded;

/// The largest body that is read.
const LIMIT: usize = 4 << 20;
/// The largest head: it is parsed from its start each time that more of it comes.
const HEAD_LIMIT: usize = 64 << 10;
const HEADERS: usize = 100;

/// What a visitor asks for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query as they came.
    pub(crate) target: String,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// Reads the next request of a connection; `rest` holds what came after the last. None: the visitor is gone.
    pub(crate) fn read(stream: &TcpStream, rest: &mut Vec<u8>) -> io::Result<Option<Self>> {
        loop {
            if let Some((request, length)) = Self::parse(rest)? {
                rest.drain(..length);
                return request.with_body(stream, rest).map(Some);
            }
            if rest.len() > HEAD_LIMIT || !more(stream, rest)? {
                return Ok(None);
            }
        }
    }

    /// The head at the start of some bytes, and its length; none if it is not whole.
    fn parse(bytes: &[u8]) -> io::Result<Option<(Self, usize)>> {
        let mut headers = [httparse::EMPTY_HEADER; HEADERS];
        let mut head = httparse::Request::new(&mut headers);
        let status = head
            .parse(bytes)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?;
        let httparse::Status::Complete(length) = status else { return Ok(None) };
        let headers = head.headers.iter().map(|header| {
            (header.name.to_owned(), String::from_utf8_lossy(header.value).into_owned())
        });
        let request = Self {
            method: head.method.unwrap_or_default().to_owned(),
            target: head.path.unwrap_or_default().to_owned(),
            headers: headers.collect(),
            body: Vec::new(),
        };
        Ok(Some((request, length)))
    }

    /// A request as it might come, for tests of rules.
    #[cfg(test)]
    pub(crate) fn to(target: &str) -> Self {
        Self { method: "GET".to_owned(), target: target.to_owned(), ..Self::default() }
    }

    fn with_body(mut self, mut stream: &TcpStream, rest: &mut Vec<u8>) -> io::Result<Self> {
        let length = self.header("content-length").and_then(|length| length.parse().ok());
        let length: usize = length.unwrap_or(0).min(LIMIT);
        if self.header("expect").is_some_and(|it| it.eq_ignore_ascii_case("100-continue")) {
            stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        while rest.len() < length && more(stream, rest)? {}
        self.body = rest.drain(..length.min(rest.len())).collect();
        Ok(self)
    }

    /// The value of a header by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// A header's value, or nothing.
    pub(crate) fn header_or_empty(&self, name: &str) -> String {
        self.header(name).unwrap_or_default().to_owned()
    }

    /// The path as it came, without the query.
    pub(crate) fn raw_path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The path with its percent signs undone.
    pub(crate) fn path(&self) -> String {
        percent_encoding::percent_decode_str(self.raw_path()).decode_utf8_lossy().into_owned()
    }

    /// The parameters of the query.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        form_urlencoded::parse(query.as_bytes())
    }

    /// The value of a parameter; WordPress takes lists as `name[]=1&name[]=2` and as `name=1,2`.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        let values: Vec<Cow<'_, str>> = self
            .parameters()
            .filter(|(it, _)| it == name || it.strip_suffix("[]") == Some(name))
            .map(|(_, value)| value)
            .collect();
        (!values.is_empty()).then(|| values.join(","))
    }

    /// The fields of a form that was posted.
    pub(crate) fn form(&self) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
        form_urlencoded::parse(&self.body)
    }

    /// `http://` and the host by which the visitor calls this server.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.header("host").unwrap_or("127.0.0.1"))
    }

    /// Whether the visitor takes an answer in this encoding.
    pub(crate) fn accepts_encoding(&self, name: &str) -> bool {
        let accepted = self.header("accept-encoding").unwrap_or_default();
        accepted.split(',').any(|it| {
            let (coding, weight) = it.trim().split_once(';').unwrap_or((it.trim(), ""));
            coding.eq_ignore_ascii_case(name) && weight.trim() != "q=0"
        })
    }

    /// Whether the visitor wants the connection closed.
    pub(crate) fn closes(&self) -> bool {
        self.header("connection").is_some_and(|it| it.eq_ignore_ascii_case("close"))
    }
}

fn more(mut stream: &TcpStream, rest: &mut Vec<u8>) -> io::Result<bool> {
    let mut buffer = [0; 16 << 10];
    let count = stream.read(&mut buffer)?;
    rest.extend_from_slice(&buffer[..count]);
    Ok(count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(head: &str) -> Request {
        Request::parse(head.as_bytes()).unwrap().unwrap().0
    }

    #[test]
    fn a_request_is_read_with_its_parameters() {
        let request = parsed(
            "GET /caf%C3%A9/?include[]=1&include[]=2&page=3 HTTP/1.1\r\nHost: a.test\r\nAccept-Encoding: br;q=0, gzip\r\n\r\n",
        );
        assert_eq!(request.path(), "/café/");
        assert_eq!(request.parameter("include").as_deref(), Some("1,2"));
        assert_eq!(request.parameter("page").as_deref(), Some("3"));
        assert_eq!(request.parameter("per_page"), None);
        assert_eq!(request.origin(), "http://a.test");
        assert!(request.accepts_encoding("gzip") && !request.accepts_encoding("br"));
    }

    #[test]
    fn half_a_head_is_waited_for_and_rubbish_is_an_error() {
        assert!(Request::parse(b"GET / HTTP/1.1\r\nHo").unwrap().is_none());
        assert!(Request::parse(b"\x16\x03\x01\x02\x00").is_err());
    }
}
