//! The query language: what is typed becomes parts, conditions, and a query of the index engine.

mod build;
mod days;
mod parse;
mod pattern;
mod scope;
#[cfg(test)]
mod tests;
mod understand;

use model::{Facets, Query, Sort};
use tantivy::collector::{Collector, Count, TopDocs};
use tantivy::{DocAddress, Order, Searcher};

use crate::facets::{self, FacetCollector};
use crate::schema::{Fields, column};
use crate::{Error, Marks};

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// What was understood, in words; empty when nothing was asked.
    pub understood: String,
    /// Parts that were not understood and were left out.
    pub ignored: Vec<String>,
    /// Stories found, whatever the limit.
    pub total: u32,
    /// In the order asked for.
    pub hits: Vec<FoundHit>,
    /// Counts over all stories found; empty lists unless asked for.
    pub facets: Facets,
    /// Marks the hits in headlines and texts.
    pub marks: Marks,
}

/// A story that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FoundHit {
    /// Its row in the archive.
    pub row: u64,
    /// Higher is better; comparable within one answer only, 0 where the order is by day.
    pub score: f32,
}

/// Most hits that are given at once.
const MOST_HITS: usize = 10_000;

/// Finds the stories that a reader asks for.
pub(crate) fn search(searcher: &Searcher, fields: &Fields, query: &Query) -> Result<Found, Error> {
    let parsed = parse::parse(&query.text, !query.exact);
    let understood = understand::understand(parsed, query.exact);
    let mut found =
        Found { understood: understood.sentence, ignored: understood.ignored, ..Found::default() };
    let Some(clause) = understood.clause else { return Ok(found) };
    let built = build::build(searcher, fields, &clause, query.exact)?;
    found.marks = built.marks;
    // Where nothing ranks the stories, the newest are the ones most likely wanted.
    let sort = if clause.is_ranked() { query.sort } else { query.sort.or_newest() };
    let search = Search { searcher, query: built.query.as_ref(), asked: query };
    match sort {
        Sort::Relevance => {
            let ranked = search.run(|top| top.order_by_score(), &mut found)?;
            found.hits = search.hits(ranked, |score| score)?;
        }
        Sort::Newest | Sort::Oldest => {
            let order = if sort == Sort::Newest { Order::Desc } else { Order::Asc };
            let by_day = |top: TopDocs| top.order_by_fast_field::<i64>(column::PRINTED, order);
            let ordered = search.run(by_day, &mut found)?;
            found.hits = search.hits(ordered, |_| 0.0)?;
        }
    }
    Ok(found)
}

/// What a query sorts by when nothing ranks the stories.
trait OrNewest {
    fn or_newest(self) -> Self;
}

impl OrNewest for Sort {
    fn or_newest(self) -> Self {
        if self == Self::Relevance { Self::Newest } else { self }
    }
}

struct Search<'a> {
    searcher: &'a Searcher,
    query: &'a dyn tantivy::query::Query,
    asked: &'a Query,
}

impl Search<'_> {
    /// Counts what the query finds and gives the first stories in an order.
    fn run<C, K>(
        &self,
        order: impl FnOnce(TopDocs) -> C,
        found: &mut Found,
    ) -> Result<Vec<(K, DocAddress)>, Error>
    where
        C: Collector<Fruit = Vec<(K, DocAddress)>>,
        K: Send + 'static,
    {
        let limit =
            usize::try_from(self.asked.limit).map_or(MOST_HITS, |limit| limit.min(MOST_HITS));
        let offset = usize::try_from(self.asked.offset).unwrap_or(usize::MAX);
        let facets = self.asked.facets.then_some(FacetCollector);
        let stories = usize::try_from(self.searcher.num_docs()).unwrap_or(usize::MAX);
        // Past the last story there is nothing to order, and room is made for all that are passed over.
        let (total, top, counts) = if limit == 0 || offset >= stories {
            let (total, counts) = self.searcher.search(self.query, &(Count, facets))?;
            (total, Vec::new(), counts)
        } else {
            let top = order(TopDocs::with_limit(limit.min(stories)).and_offset(offset));
            let (top, total, counts) = self.searcher.search(self.query, &(top, Count, facets))?;
            (total, top, counts)
        };
        found.total = u32::try_from(total).unwrap_or(u32::MAX);
        found.facets = counts.map(facets::Counts::facets).unwrap_or_default();
        Ok(top)
    }

    /// The rows of stories.
    fn hits<K>(
        &self,
        stories: Vec<(K, DocAddress)>,
        score: impl Fn(K) -> f32,
    ) -> Result<Vec<FoundHit>, Error> {
        let mut hits = Vec::with_capacity(stories.len());
        for (key, address) in stories {
            let segment = self.searcher.segment_reader(address.segment_ord);
            let row = segment.fast_fields().u64(column::ROW)?.first(address.doc_id).unwrap_or(0);
            hits.push(FoundHit { row, score: score(key) });
        }
        Ok(hits)
    }
}
