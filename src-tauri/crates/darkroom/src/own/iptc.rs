//! IPTC-IIM: what agencies have written into their photographs since 1991 (IIM 4.2, chapters 1, 3 and 6).

use std::collections::BTreeMap;

use model::OwnData;

use super::{decoded, keywords, moment, place, text};

/// The number under which Photoshop's resources hold it.
const IIM: u16 = 0x0404;

/// The most datasets that are read.
const MOST_DATASETS: usize = 1_000;

/// What the desk wrote, given Photoshop's resources or the datasets themselves.
pub(super) fn read(block: &[u8]) -> OwnData {
    let datasets =
        if block.starts_with(b"8BIM") { resource(block).unwrap_or_default() } else { block };
    let mut values: BTreeMap<(u8, u8), Vec<&[u8]>> = BTreeMap::new();
    for (key, value) in Datasets(datasets).take(MOST_DATASETS) {
        values.entry(key).or_default().push(value);
    }
    // ESC % G says that it is in UTF-8; what says nothing is told by its bytes.
    let utf8 = values.get(&(1, 90)).is_some_and(|said| said.contains(&&b"\x1b%G"[..]));
    let read =
        |bytes: &[u8]| if utf8 { text(&String::from_utf8_lossy(bytes)) } else { decoded(bytes) };
    let all = |dataset: u8| values.get(&(2, dataset)).map(Vec::as_slice).unwrap_or_default();
    let one = |dataset: u8| all(dataset).first().map_or_else(String::new, |value| read(value));
    let words: Vec<String> = all(25).iter().map(|word| read(word)).collect();
    let time = one(60);
    let (time, offset) = time.split_at_checked(6).unwrap_or((time.as_str(), ""));
    OwnData {
        headline: Some(one(105)).filter(|headline| !headline.is_empty()).unwrap_or_else(|| one(5)),
        caption: one(120),
        byline: one(80),
        credit: Some(one(110)).filter(|credit| !credit.is_empty()).unwrap_or_else(|| one(115)),
        copyright: one(116),
        taken: moment(&format!("{}{time}", one(55)), offset),
        place: place([one(92), one(90), one(95), one(101)]),
        keywords: keywords(words.iter().map(String::as_str)),
        ..OwnData::default()
    }
}

/// The datasets among Photoshop's resources: `8BIM`, number, padded name, length, padded bytes.
fn resource(mut block: &[u8]) -> Option<&[u8]> {
    loop {
        let rest = block.strip_prefix(b"8BIM")?;
        let (number, rest) = rest.split_first_chunk::<2>()?;
        let name = usize::from(*rest.first()?) + 1;
        let rest = rest.get(name.next_multiple_of(2)..)?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        if u16::from_be_bytes(*number) == IIM {
            return Some(rest.get(..length).unwrap_or(rest));
        }
        block = rest.get(length.checked_next_multiple_of(2)?..)?;
    }
}

/// Record, number and bytes of one dataset after another, up to the first that is none.
struct Datasets<'a>(&'a [u8]);

impl<'a> Iterator for Datasets<'a> {
    type Item = ((u8, u8), &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let ([0x1c, record, number, high, low], rest) = self.0.split_first_chunk::<5>()? else {
            return None;
        };
        // The highest bit would say that the length itself is longer: no text is.
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let value = rest.get(..length).filter(|_| length < 0x8000)?;
        self.0 = rest.get(length..)?;
        Some(((*record, *number), value))
    }
}
