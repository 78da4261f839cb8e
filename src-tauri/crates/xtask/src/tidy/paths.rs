//! Paths that the texts for people name.

use super::finding::Finding;
use super::tree::Tree;

/// The texts whose paths must exist.
const TEXTS: [&str; 3] = ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"];
/// Folders that are made, not committed.
const MADE: [&str; 3] = ["target", "ui/dist", "node_modules"];
/// A name without a folder is taken for a path when it ends so.
const ENDINGS: [&str; 11] =
    [".css", ".json", ".md", ".mjs", ".png", ".py", ".rs", ".sh", ".svelte", ".toml", ".ts"];

/// Looks for each path that stands between backticks or in a link.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for name in TEXTS {
        let mut in_code = false;
        for (index, line) in tree.text(name).lines().enumerate() {
            if line.trim_start().starts_with("```") {
                in_code = !in_code;
            } else if !in_code {
                let missing = named(line).filter(|path| !exists(tree, path));
                findings.extend(missing.map(|path| {
                    let what = format!("there is no {path}");
                    Finding::new(
                        name,
                        index + 1,
                        what,
                        "mend the text, or write it without backticks",
                    )
                }));
            }
        }
    }
    findings
}

fn exists(tree: &Tree, path: &str) -> bool {
    let is_made = |folder: &str| path == folder || path.starts_with(&format!("{folder}/"));
    MADE.into_iter().any(is_made) || tree.holds(path)
}

fn named(line: &str) -> impl Iterator<Item = &str> {
    let quoted = line.split('`').skip(1).step_by(2).filter(|text| is_path(text));
    let linked = line.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    quoted.chain(linked.filter(|target| !target.is_empty() && !target.contains(':')))
}

fn is_path(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    let has_folder = text.trim_end_matches('/').contains('/') && !text.starts_with(['/', '.']);
    let is_hidden = text.starts_with('.') && text.contains('/') && !text.starts_with("..");
    let is_file = ENDINGS.iter().any(|ending| text.len() > ending.len() && text.ends_with(ending));
    text.chars().all(is_plain) && (has_folder || is_hidden || is_file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_looks_like_a_path_is_one() {
        for path in ["ui/src", "Cargo.toml", ".ci/run", "tests/desktop/shot.mjs"] {
            assert!(is_path(path), "{path}");
        }
        for word in [
            "desk::Error",
            "cargo xtask run",
            "photos/",
            "/etc/os-release",
            "archive.db",
            ".rs",
            "…/x",
        ] {
            assert!(!is_path(word), "{word}");
        }
    }

    #[test]
    fn a_path_that_is_gone_is_found_with_its_line() {
        let tree = Tree::of(&[
            (
                "README.md",
                "See `ui/src` and `ui/old`.\n```\n`no/path`\n```\n![x](docs/w.png) [y](https://a.b/c)\n",
            ),
            ("ui/src/main.ts", ""),
        ]);
        let found: Vec<String> =
            check(&tree).iter().map(|it| format!("{}:{}", it.line, it.what)).collect();
        assert_eq!(found, ["1:there is no ui/old", "5:there is no docs/w.png"]);
    }
}
