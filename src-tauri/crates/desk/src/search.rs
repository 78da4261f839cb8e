use std::time::Instant;

use model::{Answer, Hit, Query};

use crate::{Desk, Error};

/// The most hits that one answer gives: a page of results, not an export.
const MOST_HITS: u32 = 10_000;

impl Desk {
    /// Searches the archive. What cannot be understood is said, never refused.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn search(&self, query: &Query) -> Result<Answer, Error> {
        let started = Instant::now();
        let wanted = Query { limit: query.limit.min(MOST_HITS), ..query.clone() };
        let found = self.ask_index(|index| index.search(&wanted))?;
        let rows: Vec<u64> = found.hits.iter().map(|hit| hit.row).collect();
        let stories = self.reader().stories_by_row(&rows)?;
        // A row that vanished since it was indexed is left out.
        let mut scores = found.hits.iter();
        let hits = stories
            .into_iter()
            .map(|(row, story)| {
                let score = scores.find(|hit| hit.row == row).map_or(0.0, |hit| hit.score);
                let reading = story.reading;
                let byline =
                    if reading.byline.is_empty() { reading.agency } else { reading.byline };
                Hit {
                    headline: found.marks.mark(&reading.headline),
                    snippet: found.marks.snippet(&story.text),
                    id: story.id,
                    url: reading.url,
                    source: story.source,
                    kind: reading.kind,
                    byline,
                    published: reading.published,
                    day: story.day,
                    section: reading.section,
                    language: reading.language,
                    direction: reading.direction,
                    score,
                    similar: 0,
                }
            })
            .collect();
        Ok(Answer {
            query: query.text.clone(),
            understood: found.understood,
            ignored: found.ignored,
            total: found.total,
            took_ms: started.elapsed().as_secs_f32() * 1000.0,
            hits,
            facets: found.facets,
        })
    }
}
