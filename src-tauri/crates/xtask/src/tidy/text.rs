//! What every file keeps to: length, line endings, no word of anybody's own machine.

use super::finding::Finding;
use super::tree::Tree;

/// Lines that a file of code may have; what is longer does more than one thing.
const LONGEST: usize = 600;
/// Endings of code and of texts that people write.
const CODE: [&str; 12] = [
    ".css", ".html", ".js", ".mjs", ".php", ".py", ".rs", ".sh", ".sql", ".svelte", ".toml", ".ts",
];
/// Where files are written by programs.
const GENERATED: [&str; 1] = ["ui/src/bindings/"];

/// Checks every text file.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts() {
        findings.extend(length(path, text));
        findings.extend(endings(path, text));
        findings.extend(words(path, text));
        findings.extend(hosts(path, text));
    }
    findings
}

/// Scripts have no ending, but say by their first line what runs them.
fn is_code(path: &str, text: &str) -> bool {
    CODE.iter().any(|ending| path.ends_with(ending)) || text.starts_with("#!")
}

fn length(path: &str, text: &str) -> Option<Finding> {
    let lines = text.lines().count();
    let is_long =
        lines > LONGEST && is_code(path, text) && !GENERATED.iter().any(|it| path.starts_with(it));
    let what = format!("has {lines} lines");
    let mend = format!("cut it by what it does: {LONGEST} at most");
    is_long.then(|| Finding::new(path, LONGEST + 1, what, mend))
}

fn endings(path: &str, text: &str) -> Option<Finding> {
    if !is_code(path, text) && !path.ends_with(".md") && !path.ends_with(".json") {
        return None;
    }
    if let Some(index) = text.lines().zip(text.split('\n')).position(|(_, raw)| raw.ends_with('\r'))
    {
        return Some(Finding::new(path, index + 1, "ends with CR LF", "end lines with LF alone"));
    }
    let is_cut = !text.is_empty() && !text.ends_with('\n');
    is_cut.then(|| Finding::new(path, text.lines().count(), "lacks its last line feed", "add it"))
}

/// Words that stand for one machine or one person's folders, in two parts so that this file has none of them.
const FORBIDDEN: [(&str, &str); 3] = [("/wo", "rk/"), ("/ro", "ot/"), (".lib", "rary")];

fn words(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for word in FORBIDDEN.map(|(head, tail)| format!("{head}{tail}")) {
        let lines = text.lines().enumerate().filter(|(_, line)| stands_in(&word, line));
        findings.extend(lines.map(|(index, _)| {
            let what = format!("names `{word}`");
            Finding::new(path, index + 1, what, "write what a newcomer has")
        }));
    }
    findings
}

/// The word begins there: an address such as `https://paper.example` may go on as it likes.
fn stands_in(word: &str, line: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && !"_-./>}".contains(c))
    })
}

/// A lock names the registry that everybody has, or none.
fn hosts(path: &str, text: &str) -> Vec<Finding> {
    let (key, allowed) = match path.rsplit('/').next() {
        Some("Cargo.lock") => {
            ("source = ", "registry+https://github.com/rust-lang/crates.io-index")
        }
        Some("package-lock.json") => ("\"resolved\": ", "https://registry.npmjs.org/"),
        _ => return Vec::new(),
    };
    let is_wrong = |line: &str| {
        let value = line.trim().strip_prefix(key);
        value.is_some_and(|value| !value.trim_start_matches('"').starts_with(allowed))
    };
    let lines = text.lines().enumerate().filter(|(_, line)| is_wrong(line));
    lines
        .map(|(index, _)| {
            Finding::new(path, index + 1, "comes from another registry", format!("use {allowed}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        check(&Tree::of(&[(path, text)]))
            .iter()
            .map(|it| format!("{}: {}", it.line, it.what))
            .collect()
    }

    #[test]
    fn a_file_that_is_too_long_is_found_unless_a_program_wrote_it() {
        let long = "x\n".repeat(LONGEST + 1);
        assert_eq!(found("a.rs", &long), ["601: has 601 lines"]);
        assert_eq!(found("a.rs", &long[2..]), [""; 0]);
        assert_eq!(found("run", &format!("#!/bin/sh\n{long}")), ["601: has 602 lines"]);
        assert_eq!(found("ui/src/bindings/A.ts", &long), [""; 0]);
        assert_eq!(found("words.jsonl", &long), [""; 0]);
    }

    #[test]
    fn lines_end_with_a_line_feed_alone() {
        assert_eq!(found("a.rs", "a\nb\r\n"), ["2: ends with CR LF"]);
        assert_eq!(found("a.md", "a\nb"), ["2: lacks its last line feed"]);
        assert_eq!(found("answer.http", "a\r\n\r\nb"), [""; 0]);
    }

    #[test]
    fn a_folder_of_one_machine_is_found_but_not_an_address() {
        let folder = format!("{}{}", FORBIDDEN[0].0, FORBIDDEN[0].1);
        assert_eq!(found("a.rs", &format!("x\n\"{folder}a\"\n")), [format!("2: names `{folder}`")]);
        assert_eq!(found("a.rs", &format!("https://a.example{folder}a\n")), [""; 0]);
        assert_eq!(found("a.rs", &format!("pages{folder}a\n")), [""; 0]);
    }

    #[test]
    fn a_lock_names_no_other_registry() {
        let lock = "source = \"registry+https://mirror.example/index\"\nname = \"source = x\"\n";
        assert_eq!(found("Cargo.lock", lock), ["1: comes from another registry"]);
        let lock = "  \"resolved\": \"https://registry.npmjs.org/a/-/a-1.tgz\",\n";
        assert_eq!(found("ui/package-lock.json", lock), [""; 0]);
    }
}
