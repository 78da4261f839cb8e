//! Counts the stories found by what they have in common.

use std::collections::HashMap;

use model::{FacetCount, Facets};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

use crate::schema::{column, year};

/// Values of a facet that are given, the largest first.
const MOST: usize = 200;

/// The facets that are columns of text, in the order of [`Counts::values`].
const COLUMNS: [&str; 5] =
    [column::SECTION_PATH, column::SOURCE, column::BYLINE_NAME, column::KIND, column::LANGUAGE];

/// Counts all stories found, whatever their number.
pub(crate) struct FacetCollector;

/// Counts by value; the last are years.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    values: [HashMap<String, u32>; COLUMNS.len()],
    years: HashMap<i16, u32>,
}

impl Counts {
    /// As an answer gives them.
    pub(crate) fn facets(self) -> Facets {
        let [section, source, byline, kind, language] = self.values.map(largest_first);
        let years = self.years.into_iter().map(|(year, count)| (year.to_string(), count));
        Facets { section, source, year: largest_first(years), byline, kind, language }
    }
}

/// The largest first; those of the same size by the alphabet.
fn largest_first(counts: impl IntoIterator<Item = (String, u32)>) -> Vec<FacetCount> {
    let mut all: Vec<FacetCount> =
        counts.into_iter().map(|(value, count)| FacetCount { value, count }).collect();
    all.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    all.truncate(MOST);
    all
}

impl Collector for FacetCollector {
    type Fruit = Counts;
    type Child = SegmentFacets;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentFacets> {
        let mut columns = Vec::with_capacity(COLUMNS.len());
        for name in COLUMNS {
            if let Some(column) = segment.fast_fields().str(name)? {
                let counts = vec![0; column.num_terms()];
                columns.push(Some(CountedColumn { column, counts }));
            } else {
                // No story of the segment has one.
                columns.push(None);
            }
        }
        let printed = segment.fast_fields().i64(column::PRINTED)?;
        Ok(SegmentFacets { columns, printed, years: HashMap::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Counts>>) -> tantivy::Result<Counts> {
        let mut all = Counts::default();
        for segment in segments {
            let segment = segment?;
            for (all, counts) in all.values.iter_mut().zip(segment.values) {
                add(all, counts);
            }
            add(&mut all.years, segment.years);
        }
        Ok(all)
    }
}

fn add<K: Eq + std::hash::Hash>(all: &mut HashMap<K, u32>, counts: HashMap<K, u32>) {
    #[expect(clippy::iter_over_hash_type, reason = "a sum does not depend on order")]
    for (value, count) in counts {
        *all.entry(value).or_default() += count;
    }
}

/// Counts within one segment, by the numbers that the columns give to values.
pub(crate) struct SegmentFacets {
    columns: Vec<Option<CountedColumn>>,
    printed: Column<i64>,
    years: HashMap<i16, u32>,
}

struct CountedColumn {
    column: StrColumn,
    counts: Vec<u32>,
}

impl SegmentCollector for SegmentFacets {
    type Fruit = tantivy::Result<Counts>;

    fn collect(&mut self, story: DocId, _: Score) {
        for counted in self.columns.iter_mut().flatten() {
            for value in counted.column.ords().values_for_doc(story) {
                if let Some(count) =
                    usize::try_from(value).ok().and_then(|at| counted.counts.get_mut(at))
                {
                    *count += 1;
                }
            }
        }
        if let Some(printed) = self.printed.first(story) {
            *self.years.entry(year(printed)).or_default() += 1;
        }
    }

    fn harvest(self) -> Self::Fruit {
        let mut counts = Counts { years: self.years, ..Counts::default() };
        for (values, counted) in counts.values.iter_mut().zip(self.columns) {
            if let Some(counted) = counted {
                *values = counted.named()?;
            }
        }
        Ok(counts)
    }
}

impl CountedColumn {
    /// The counts by the values themselves.
    fn named(&self) -> tantivy::Result<HashMap<String, u32>> {
        let mut named = HashMap::new();
        for (value, &count) in (0_u64..).zip(&self.counts).filter(|(_, count)| **count > 0) {
            let mut name = String::new();
            self.column.ord_to_str(value, &mut name).map_err(TantivyError::from)?;
            named.insert(name, count);
        }
        Ok(named)
    }
}
