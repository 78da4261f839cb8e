use std::collections::{BTreeMap, BTreeSet, HashMap};

use model::Section;
use url::Url;

use super::Category;
use crate::address;
use crate::home::Link;

/// The deepest path of a section; below it, children stand beside their parents.
const DEPTH: usize = 8;
/// Links to other pages that a menu may have between two of its sections.
const GAP: usize = 3;

/// Makes a paper's sections of its categories, in the paper's own order.
///
/// The order is that of the longest run of links to different categories on the home page (its menu),
/// then that of the page's other links, then that of the names. Parents stand before their children;
/// a category whose parent is missing, or its own descendant, stands at the top.
#[must_use]
pub fn sections(categories: &[Category], home: &[Link]) -> Vec<Section> {
    let ranks = ranks(categories, home);
    let mut tree = Tree {
        categories,
        ranks,
        children: BTreeMap::new(),
        done: BTreeSet::new(),
        sections: Vec::new(),
    };
    tree.build();
    tree.sections
}

/// Where each category stands among the links: its id to its place.
fn ranks(categories: &[Category], home: &[Link]) -> HashMap<u64, usize> {
    let keys: HashMap<String, u64> = categories
        .iter()
        .filter_map(|category| Some((address::key(&Url::parse(&category.url).ok()?), category.id)))
        .collect();
    let linked: Vec<(usize, u64)> = home
        .iter()
        .enumerate()
        .filter_map(|(place, link)| Some((place, *keys.get(&address::key(&link.url))?)))
        .collect();
    let mut ranks = HashMap::new();
    for (_, id) in longest_run(&linked).iter().chain(&linked) {
        let next = ranks.len();
        ranks.entry(*id).or_insert(next);
    }
    ranks
}

/// The longest run of links, near each other, in which no category comes twice.
fn longest_run(linked: &[(usize, u64)]) -> &[(usize, u64)] {
    let mut longest = 0..0;
    let mut start = 0;
    let mut last: HashMap<u64, usize> = HashMap::new();
    for (at, (place, id)) in linked.iter().enumerate() {
        let apart = at > 0 && place - linked[at - 1].0 > GAP + 1;
        let again = last.insert(*id, at).map_or(0, |before| before + 1);
        start = if apart { at } else { start.max(again) };
        let length = at + 1 - start;
        // A button before a menu that has its link again at the end is as long a run: the menu counts.
        if length > longest.len() || length == longest.len() && start < longest.end {
            longest = start..at + 1;
        }
    }
    &linked[longest]
}

struct Tree<'a> {
    categories: &'a [Category],
    ranks: HashMap<u64, usize>,
    /// Ids of parents to their children, as places in `categories`.
    children: BTreeMap<u64, Vec<usize>>,
    done: BTreeSet<u64>,
    sections: Vec<Section>,
}

impl Tree<'_> {
    fn build(&mut self) {
        self.rank_parents();
        let ids: BTreeSet<u64> = self.categories.iter().map(|category| category.id).collect();
        for (at, category) in self.categories.iter().enumerate() {
            let parent = if ids.contains(&category.parent) { category.parent } else { 0 };
            self.children.entry(parent).or_default().push(at);
        }
        let mut order: Vec<usize> = (0..self.categories.len()).collect();
        self.sort(&mut order);
        let mut roots = self.children.get(&0).cloned().unwrap_or_default();
        self.sort(&mut roots);
        // What no root leads to is part of a cycle; its first member becomes a root.
        for root in roots.into_iter().chain(order) {
            self.descend(root);
        }
    }

    /// Gives a parent that is not linked the place of its first linked descendant.
    fn rank_parents(&mut self) {
        let parents: HashMap<u64, u64> = self.categories.iter().map(|c| (c.id, c.parent)).collect();
        for category in self.categories {
            let Some(rank) = self.ranks.get(&category.id).copied() else { continue };
            let mut above = category.parent;
            for _ in 0..DEPTH {
                let Some(next) = parents.get(&above) else { break };
                let best = self.ranks.entry(above).or_insert(rank);
                *best = rank.min(*best);
                above = *next;
            }
        }
    }

    fn sort(&self, places: &mut [usize]) {
        places.sort_by_cached_key(|place| {
            let category = &self.categories[*place];
            let rank = self.ranks.get(&category.id).copied().unwrap_or(usize::MAX);
            (rank, category.name.to_lowercase(), category.id)
        });
    }

    /// Writes a category and all below it, without recursion: the tree may be a chain of thousands.
    fn descend(&mut self, root: usize) {
        let mut open = vec![(root, Vec::new())];
        while let Some((at, mut path)) = open.pop() {
            let category = &self.categories[at];
            if !self.done.insert(category.id) {
                continue;
            }
            path.truncate(DEPTH - 1);
            path.push(category.name.clone());
            let mut children = self.children.get(&category.id).cloned().unwrap_or_default();
            self.sort(&mut children);
            open.extend(children.into_iter().rev().map(|child| (child, path.clone())));
            self.sections.push(Section {
                key: key(category.id),
                slug: category.slug.clone(),
                path,
                url: category.url.clone(),
                count: category.count,
                followed: true,
            });
        }
    }
}

/// The key of the section that a category is.
pub(super) fn key(category: u64) -> String {
    format!("wp:{category}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(id: u64, parent: u64, name: &str) -> Category {
        let url = format!("https://a.test/category/{}/", name.to_lowercase());
        Category { id, parent, name: name.into(), slug: name.to_lowercase(), url, count: 1 }
    }

    fn links(paths: &[&str]) -> Vec<Link> {
        let link = |path: &&str| Link {
            url: Url::parse(&format!("http://www.a.test/{path}")).unwrap(),
            text: String::new(),
        };
        paths.iter().map(link).collect()
    }

    fn paths(categories: &[Category], home: &[&str]) -> Vec<String> {
        sections(categories, &links(home)).iter().map(|section| section.path.join(" > ")).collect()
    }

    #[test]
    fn the_menu_gives_the_order_and_not_a_button_before_it() {
        let categories = [
            category(1, 0, "Epaper"),
            category(2, 0, "World"),
            category(3, 0, "Nation"),
            category(4, 0, "Art"),
            category(5, 0, "Blog"),
        ];
        let home = [
            "about",
            "category/epaper/",
            "category/nation/",
            "home",
            "category/world",
            "category/epaper/",
            "s/1",
            "s/2",
            "s/3",
            "s/4",
            "category/blog/",
        ];
        assert_eq!(paths(&categories, &home), ["Nation", "World", "Epaper", "Blog", "Art"]);
    }

    #[test]
    fn parents_stand_before_children_even_if_only_these_are_linked() {
        let categories = [
            category(1, 2, "Editorial"),
            category(2, 0, "Opinion"),
            category(3, 0, "Nation"),
            category(4, 2, "Arts"),
        ];
        let home = ["category/editorial/", "category/nation/"];
        assert_eq!(
            paths(&categories, &home),
            ["Opinion", "Opinion > Editorial", "Opinion > Arts", "Nation"]
        );
    }

    #[test]
    fn cycles_and_missing_parents_survive() {
        let categories = [
            category(1, 2, "A"),
            category(2, 1, "B"),
            category(3, 99, "C"),
            category(4, 4, "D"),
            category(4, 0, "E"),
        ];
        let found = paths(&categories, &[]);
        assert_eq!(found.len(), 4);
        assert!(found.contains(&"C".to_owned()) && found.contains(&"A > B".to_owned()));
    }

    #[test]
    fn a_long_chain_is_cut_and_not_lost() {
        let chain: Vec<Category> =
            (1..=5_000).map(|id| category(id, id - 1, &format!("c{id}"))).collect();
        let found = sections(&chain, &[]);
        assert_eq!(found.len(), 5_000);
        assert!(found.iter().all(|section| section.path.len() <= DEPTH));
    }
}
