use desk::{Desk, Error};
use model::{Answer, FacetCount, Hit, MARK_END, MARK_START, Query, Sort};

use crate::arguments;
use crate::output::{Output, Status, counted};

pub(super) fn run(
    desk: &Desk,
    search: &arguments::Search,
    output: &Output,
) -> Result<Status, Error> {
    let query = Query {
        // A space at the end says that the last word is finished: it is looked for as it stands.
        text: format!("{} ", search.query),
        exact: search.exact,
        limit: search.limit,
        offset: search.offset,
        sort: match search.sort {
            arguments::Sort::Relevance => Sort::Relevance,
            arguments::Sort::Newest => Sort::Newest,
            arguments::Sort::Oldest => Sort::Oldest,
        },
        facets: search.facets,
    };
    let answer = Answer { query: search.query.clone(), ..desk.search(&query)? };
    output.result(&answer, answer_text)?;
    Ok(Status::Done)
}

fn answer_text(answer: &Answer) -> String {
    let mut text =
        format!("{}. {}\n", counted(answer.total, "story", "stories"), answer.understood);
    if !answer.ignored.is_empty() {
        text.push_str(&format!("Not understood: {}\n", answer.ignored.join(", ")));
    }
    text.extend(answer.hits.iter().map(hit_text));
    let facets = &answer.facets;
    for (name, counts) in [
        ("Sections", &facets.section),
        ("Newspapers", &facets.source),
        ("Years", &facets.year),
        ("Bylines", &facets.byline),
        ("Kinds", &facets.kind),
        ("Languages", &facets.language),
    ] {
        text.push_str(&facet_text(name, counts));
    }
    text
}

fn hit_text(hit: &Hit) -> String {
    let section = hit.section.join(" > ");
    format!(
        "\n{}  {}\n{}\n  {}\n  {}\n",
        hit.day,
        section,
        plain(&hit.headline),
        plain(&hit.snippet),
        hit.id
    )
}

fn plain(marked: &str) -> String {
    marked.replace([MARK_START, MARK_END], "")
}

fn facet_text(name: &str, counts: &[FacetCount]) -> String {
    if counts.is_empty() {
        return String::new();
    }
    let lines = counts.iter().map(|count| format!("  {}  {}\n", count.count, count.value));
    format!("\n{name}\n{}", lines.collect::<String>())
}
