//! Reads the lists of words that the index keeps of each field.

use std::collections::HashMap;

use tantivy::Searcher;
use tantivy::schema::Field;
use tantivy::termdict::TermStreamer;

use crate::Error;

/// Words of a field and in how many stories each stands.
pub(crate) type Counts = HashMap<String, u64>;

/// Counts the words of some fields that begin with a prefix and are wanted.
///
/// A word that stands in several of the fields gets its largest count. Reads `most` words a segment
/// and field at most.
///
/// # Errors
/// [`Error::Failed`] when the index cannot be read.
pub(crate) fn beginning_with(
    searcher: &Searcher,
    fields: &[Field],
    prefix: &str,
    most: usize,
    mut is_wanted: impl FnMut(&str) -> bool,
) -> Result<Counts, Error> {
    let mut all = Counts::new();
    for &field in fields {
        let mut counts = Counts::new();
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut words = range(index.terms(), prefix)?;
            let mut read = 0;
            while read < most && words.advance() {
                read += 1;
                let Ok(word) = std::str::from_utf8(words.key()) else { continue };
                if is_wanted(word) {
                    let count = u64::from(words.value().doc_freq);
                    *counts.entry(word.to_owned()).or_default() += count;
                }
            }
        }
        #[expect(
            clippy::iter_over_hash_type,
            reason = "the largest of two does not depend on order"
        )]
        for (word, count) in counts {
            let known = all.entry(word).or_default();
            *known = count.max(*known);
        }
    }
    Ok(all)
}

fn range<'a>(
    terms: &'a tantivy::termdict::TermDictionary,
    prefix: &str,
) -> Result<TermStreamer<'a>, Error> {
    // No UTF-8 text has this byte, so that all that begins with the prefix lies before it.
    let end = [prefix.as_bytes(), &[0xFF]].concat();
    Ok(terms.range().ge(prefix).lt(end).into_stream()?)
}

/// The commonest first; those that are equally common by the alphabet.
pub(crate) fn commonest(counts: Counts, most: usize) -> Vec<String> {
    let mut all: Vec<(String, u64)> = counts.into_iter().collect();
    all.sort_unstable_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
    all.truncate(most);
    all.into_iter().map(|(word, _)| word).collect()
}
