use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::Kind;

/// The most bytes of one body, unpacked: a picture may have 64 MiB.
pub(crate) const BODY: u64 = 64 << 20;

/// A download as WARC files hold it: what a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Its headers, in their order.
    pub headers: Vec<(String, String)>,
    /// The body, decoded from its transfer and content coding.
    pub body: Vec<u8>,
}

/// Whether a header is no header of the answer, but was put beside them when it was imported: it says which record of
/// which file the answer was.
#[must_use]
pub fn is_origin(name: &str) -> bool {
    name.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("WARC-"))
}

/// Bytes of a record's block that stand before what was sent.
#[must_use]
pub fn head_length(kind: Kind, block: &[u8]) -> usize {
    if kind == Kind::Resource { 0 } else { http_head_length(block) }
}

impl Answer {
    /// Reads the block of a *response*; none if it is no HTTP, or its body is too large when it is unpacked.
    #[must_use]
    pub fn parse(block: &[u8]) -> Option<Self> {
        let end = http_head_length(block);
        let head = String::from_utf8_lossy(block.get(..end)?).into_owned();
        let mut lines = head.lines();
        let mut words = lines.next()?.split_ascii_whitespace();
        if !words.next()?.starts_with("HTTP/") {
            return None;
        }
        let status = words.next()?.parse().ok()?;
        let header = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.trim().to_owned(), value.trim().to_owned()))
        };
        let headers: Vec<_> = lines.filter_map(header).collect();
        let answer = Self { status, headers, body: Vec::new() };
        let body = answer.decoded(block.get(end..)?)?;
        Some(Self { body, ..answer })
    }

    /// What a header says; the first if it is given several times.
    #[must_use]
    pub fn header(&self, wanted: &str) -> Option<&str> {
        let named = self.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        named.map(|(_, value)| value.as_str())
    }

    /// Many programs write bodies unpacked and leave the headers as they came, so that these are only believed where
    /// the body agrees.
    fn decoded(&self, raw: &[u8]) -> Option<Vec<u8>> {
        let says = |name, coding: &str| {
            self.header(name).is_some_and(|value| value.to_ascii_lowercase().contains(coding))
        };
        let joined = says("transfer-encoding", "chunked").then(|| unchunked(raw)).flatten();
        let raw = joined.as_deref().unwrap_or(raw);
        let is_gzip = raw.starts_with(&[0x1f, 0x8b]);
        let unpacked = if is_gzip && says("content-encoding", "gzip") {
            all(MultiGzDecoder::new(raw))
        } else if says("content-encoding", "br") {
            all(brotli_decompressor::Decompressor::new(raw, 4096))
        } else if says("content-encoding", "deflate") {
            all(ZlibDecoder::new(raw)).or_else(|_| all(DeflateDecoder::new(raw)))
        } else if says("content-encoding", "zstd") {
            zstd::Decoder::new(raw).map_err(|_| false).and_then(all)
        } else {
            Ok(raw.to_owned())
        };
        match unpacked {
            Ok(body) => Some(body),
            Err(is_too_large) => (!is_too_large).then(|| raw.to_owned()),
        }
    }
}

/// Bytes of the head, with the empty line that ends it; all of them if there is none.
fn http_head_length(block: &[u8]) -> usize {
    let mut at = 0;
    for line in block.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        if matches!(line, b"\n" | b"\r\n") {
            break;
        }
    }
    at
}

/// All that a decoder gives; fails with true if that is too much, with false if it is no such coding.
fn all(decoder: impl Read) -> Result<Vec<u8>, bool> {
    let mut body = Vec::new();
    decoder.take(BODY + 1).read_to_end(&mut body).map_err(|_| false)?;
    if body.len() as u64 > BODY { Err(true) } else { Ok(body) }
}

/// A body whose chunks are joined; none if it is not in chunks. The last may be missing.
fn unchunked(raw: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let line = std::str::from_utf8(rest.get(..end)?).ok()?;
        let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = rest.get(end + 1..)?;
        if length == 0 {
            break;
        }
        let (chunk, after) = rest.split_at(length.min(rest.len()));
        body.extend_from_slice(chunk);
        let line_end = after.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        rest = after.get(line_end..)?;
    }
    Some(body)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn body(head: &str, raw: &[u8]) -> Vec<u8> {
        Answer::parse(&[head.as_bytes(), b"\r\n\r\n", raw].concat()).unwrap().body
    }

    fn gzipped(words: &[u8]) -> Vec<u8> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(words).unwrap();
        gzip.finish().unwrap()
    }

    #[test]
    fn a_body_is_decoded_as_its_headers_say_and_left_alone_where_they_are_wrong() {
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked";
        assert_eq!(body(chunked, b"4;x=y\r\nSnow\r\n1\r\n.\r\n0\r\n\r\n"), b"Snow.");
        assert_eq!(body(chunked, b"Snow."), b"Snow.");
        let gzip = "HTTP/1.0 200 OK\nContent-Encoding: gzip";
        assert_eq!(body(gzip, &gzipped(b"Snow.")), b"Snow.");
        assert_eq!(body(gzip, b"Snow."), b"Snow.");
        let brotli = "HTTP/1.1 200\r\ncontent-encoding: br";
        assert_eq!(body(brotli, &[0x0b, 0x02, 0x80, b'S', b'n', b'o', b'w', b'.', 0x03]), b"Snow.");
        assert_eq!(body(brotli, b"<html>Snow."), b"<html>Snow.");
    }

    #[test]
    fn a_body_that_swells_is_refused() {
        let bomb = gzipped(&vec![0; usize::try_from(BODY).unwrap() + 1]);
        let block = [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", &bomb[..]].concat();
        assert_eq!(Answer::parse(&block), None);
    }

    #[test]
    fn what_is_no_answer_is_none() {
        for block in [&b""[..], b"\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1 x\r\n\r\n"] {
            assert_eq!(Answer::parse(block), None);
        }
    }
}
