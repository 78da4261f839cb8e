use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use model::Moment;
use serde_json::json;
use sha2::{Digest, Sha256};
use url::Url;

use crate::warc::Placed;

/// Lines of one block of a compressed index.
const BLOCK: usize = 3_000;

/// A line of the index (CDXJ): where a record of an address and time begins.
pub(crate) struct Entry(String);

impl Entry {
    pub(crate) fn new(url: &str, at: Moment, (mime, status): (&str, u16), placed: &Placed) -> Self {
        let time = at.timestamp.strftime("%Y%m%d%H%M%S");
        let place = json!({
            "url": url,
            "digest": placed.digest,
            "mime": mime,
            "offset": placed.offset,
            "length": placed.length,
            "recordDigest": placed.digest,
            "status": status,
            "filename": "data.warc.gz",
        });
        Self(format!("{} {time} {place}\n", sort_key(url)))
    }
}

/// Sorts the lines of an index, and packs them where they are many: `(name, bytes)` of its files.
pub(crate) fn files(mut entries: Vec<Entry>) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
    entries.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    if entries.len() <= BLOCK {
        let lines = entries.iter().flat_map(|entry| entry.0.bytes()).collect();
        return Ok(vec![("indexes/index.cdx", lines)]);
    }
    let mut packed = Vec::new();
    let meta = json!({ "format": "cdxj-gzip-1.0", "filename": "index.cdx.gz" });
    let mut table = format!("!meta 0 {meta}\n");
    for block in entries.chunks(BLOCK) {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        block.iter().try_for_each(|entry| gzip.write_all(entry.0.as_bytes()))?;
        let bytes = gzip.finish()?;
        let first =
            block.first().map_or("", |entry| entry.0.split(" {").next().unwrap_or_default());
        let place = json!({
            "offset": packed.len(),
            "length": bytes.len(),
            "digest": format!("sha256:{:x}", Sha256::digest(&bytes)),
        });
        table.push_str(&format!("{first} {place}\n"));
        packed.extend(bytes);
    }
    Ok(vec![("indexes/index.cdx.gz", packed), ("indexes/index.idx", table.into_bytes())])
}

/// An address so that those of one site stand together (SURT): `example,gazette)/snow/?b=1`.
fn sort_key(url: &str) -> String {
    let Ok(mut parsed) = Url::parse(&url.to_lowercase()) else { return url.replace(' ', "%20") };
    parsed.set_fragment(None);
    let host = parsed.host_str().unwrap_or_default();
    let bare = host
        .strip_prefix("www")
        .map(|host| host.trim_start_matches(|it: char| it.is_ascii_digit()));
    let host = bare.and_then(|host| host.strip_prefix('.')).unwrap_or(host);
    let names: Vec<&str> = host.split('.').rev().collect();
    let port = parsed.port().map(|port| format!(":{port}")).unwrap_or_default();
    let mut terms: Vec<&str> =
        parsed.query().map(|query| query.split('&').collect()).unwrap_or_default();
    terms.sort_unstable();
    let query = if terms.is_empty() { String::new() } else { format!("?{}", terms.join("&")) };
    format!("{}{port}){}{query}", names.join(","), parsed.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_site_stand_together() {
        assert_eq!(
            sort_key("https://www2.Gazette.example:8080/Snow/?b=2&a=1#top"),
            "example,gazette:8080)/snow/?a=1&b=2"
        );
        assert_eq!(sort_key("https://wwwhale.example/"), "example,wwwhale)/");
    }

    #[test]
    fn a_large_index_is_packed_in_blocks_that_can_be_found() {
        let placed = Placed { id: String::new(), offset: 0, length: 1, digest: String::new() };
        let at = "2026-11-20T12:00:00Z".parse().unwrap();
        let entry = |n: usize| {
            Entry::new(&format!("https://a.example/{n:05}"), at, ("text/html", 200), &placed)
        };
        let files = files((0..=BLOCK).rev().map(entry).collect()).unwrap();
        let [(_, packed), (name, table)] = files.as_slice() else {
            panic!("{} files", files.len())
        };
        assert_eq!(*name, "indexes/index.idx");
        let table = std::str::from_utf8(table).unwrap();
        let last = table.lines().last().unwrap();
        assert!(last.starts_with("example,a)/03000 20261120120000 {"), "{last}");
        let place: serde_json::Value = serde_json::from_str(
            last.split_once(" {").map(|it| &last[last.len() - it.1.len() - 1..]).unwrap(),
        )
        .unwrap();
        let from = usize::try_from(place["offset"].as_u64().unwrap()).unwrap();
        let mut lines = String::new();
        io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&packed[from..]), &mut lines)
            .unwrap();
        assert_eq!(lines.lines().count(), 1);
    }
}
