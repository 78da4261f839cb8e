use model::Section;
use serde_json::Value;

use super::answer::number;
use super::sections::key;
use super::{Context, Post};
use crate::html::plain;

/// The most sections, and the most subject words, that one story is filed under.
const TERMS: usize = 100;

/// Where a story stands in its paper.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Filing {
    /// Path of its main section, or empty.
    pub(super) section: Vec<String>,
    /// Paths of the others.
    pub(super) also_in: Vec<Vec<String>>,
    /// The paper's subject words.
    pub(super) tags: Vec<String>,
}

/// Reads where a post is filed.
///
/// Its main section is the first in the paper's order; a section that stands above another of its
/// sections does not count beside that.
pub(super) fn of_post(post: &Post, context: &Context<'_>) -> Filing {
    let mut paths = listed(post, context.sections);
    let all = paths.clone();
    paths.retain(|path| {
        !all.iter().any(|other| other.len() > path.len() && other.starts_with(path))
    });
    let mut paths = paths.into_iter();
    let section = paths.next().unwrap_or_default();
    Filing {
        section,
        also_in: paths.collect(),
        tags: terms(post, "post_tag").map(|(_, name)| name).collect(),
    }
}

/// The paths of a post's sections: those that the paper's order has, then what only the answer names.
fn listed(post: &Post, sections: &[Section]) -> Vec<Vec<String>> {
    let ids: Vec<u64> = post.value["categories"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(number)
        .take(TERMS)
        .collect();
    let keys: Vec<String> = ids.iter().map(|id| key(*id)).collect();
    let mut paths: Vec<Vec<String>> = sections
        .iter()
        .filter(|section| keys.contains(&section.key))
        .map(|section| section.path.clone())
        .collect();
    let unknown = terms(post, "category").filter(|(id, _)| {
        let key = key(*id);
        sections.iter().all(|section| section.key != key)
    });
    paths.extend(unknown.map(|(_, name)| vec![name]));
    // WordPress files there what an editor filed nowhere.
    let somewhere = paths.iter().any(|path| !is_nowhere(path));
    paths.retain(|path| !somewhere || !is_nowhere(path));
    paths
}

fn is_nowhere(path: &[String]) -> bool {
    path.len() == 1 && path[0].eq_ignore_ascii_case("uncategorized")
}

/// The terms of a taxonomy that stand in the answer: number and name.
fn terms<'a>(post: &'a Post, taxonomy: &'a str) -> impl Iterator<Item = (u64, String)> + 'a {
    let groups = post.embedded("wp:term").iter().filter_map(Value::as_array).flatten();
    let terms = groups.filter(move |term| term["taxonomy"] == taxonomy).filter_map(|term| {
        let name = plain(term["name"].as_str()?);
        (!name.is_empty()).then_some((number(&term["id"])?, name))
    });
    terms.take(TERMS)
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::super::posts;
    use super::*;

    fn section(id: u64, path: &[&str]) -> Section {
        Section {
            key: key(id),
            path: path.iter().map(ToString::to_string).collect(),
            ..Section::default()
        }
    }

    fn filed(categories: &[u64]) -> Filing {
        let sections = [
            section(1, &["Nation"]),
            section(2, &["Opinion"]),
            section(3, &["Opinion", "Editorial"]),
            section(4, &["World"]),
        ];
        let json = format!(
            r#"[{{"id":1,"link":"https://a.test/1","categories":{categories:?},"_embedded":{{"wp:term":[
            [{{"id":9,"name":"Uncategorized","taxonomy":"category"}}],[{{"id":5,"name":"J&amp;K","taxonomy":"post_tag"}}]]}}}}]"#
        );
        let post = posts(json.as_bytes()).unwrap().remove(0);
        let context = Context {
            sections: &sections,
            media: &[],
            leads_on_pages: &[],
            zone: &TimeZone::UTC,
            language: "en",
        };
        of_post(&post, &context)
    }

    #[test]
    fn the_first_in_the_papers_order_is_the_main_section() {
        let filing = filed(&[4, 1]);
        assert_eq!(filing.section, ["Nation"]);
        assert_eq!(filing.also_in, [["World"]]);
        assert_eq!(filing.tags, ["J&K"]);
    }

    #[test]
    fn a_child_stands_for_what_is_above_it() {
        let filing = filed(&[2, 4, 3]);
        assert_eq!(filing.section, ["Opinion", "Editorial"]);
        assert_eq!(filing.also_in, [["World"]]);
        assert_eq!(filed(&[9]).section, ["Uncategorized"]);
    }
}
