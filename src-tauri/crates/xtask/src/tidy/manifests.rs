//! Manifests and `clippy.toml`s.

use super::finding::{Finding, line_of};
use super::tree::Tree;

/// Checks the members' comments, their lints, and what their own `clippy.toml` repeats.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let root = tree.text("Cargo.toml");
    let mut findings = Vec::new();
    for (line, text) in section(root, "members = [") {
        let Some(member) = text.split('"').nth(1) else { continue };
        if text.split_once('#').is_none_or(|(_, comment)| comment.trim().is_empty()) {
            let what = format!("{member} has no comment");
            findings.push(Finding::new(
                "Cargo.toml",
                line,
                what,
                "say what it is and what it must not do",
            ));
        }
        let manifest = format!("{member}/Cargo.toml");
        findings.extend(lints(&manifest, tree.text(&manifest)));
        let own = format!("{member}/clippy.toml");
        if tree.holds(&own) {
            findings.extend(repeats(tree.text("clippy.toml"), &own, tree.text(&own)));
        }
    }
    findings
}

/// The numbered lines between the one that begins with `head` and the closing bracket.
fn section<'a>(text: &'a str, head: &str) -> Vec<(usize, &'a str)> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    lines
        .skip_while(|(_, line)| *line != head)
        .skip(1)
        .take_while(|(_, line)| *line != "]")
        .collect()
}

fn lints(path: &str, manifest: &str) -> Option<Finding> {
    let mut lines = manifest.lines().skip_while(|line| line.trim() != "[lints]").skip(1);
    if lines.next().is_some_and(|line| line.trim() == "workspace = true") {
        return None;
    }
    let what = "does not take the workspace's lints";
    Some(Finding::new(
        path,
        line_of(manifest, "[lints]"),
        what,
        "add [lints] with workspace = true",
    ))
}

/// A crate's own `clippy.toml` replaces the root's, so it must say all that the root says.
fn repeats(root: &str, path: &str, own: &str) -> Vec<Finding> {
    let says = |line: &str| own.lines().any(|it| it.trim() == line);
    let lines =
        root.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .filter(|line| !says(line))
        .map(|line| {
            Finding::new(path, 1, format!("lacks `{line}` of the root's clippy.toml"), "repeat it")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_says_what_it_is_and_takes_the_lints_and_limits_of_all() {
        let tree = Tree::of(&[
            (
                "Cargo.toml",
                "[workspace]\nmembers = [\n    \"a\",  # the vocabulary\n    \"b\",\n]\n",
            ),
            ("a/Cargo.toml", "[package]\n\n[lints]\nworkspace = true\n"),
            ("b/Cargo.toml", "[package]\n\n[lints]\nrust.unused = \"allow\"\n"),
            ("clippy.toml", "limit = 5\nlist = [\n    \"x\",\n]\n"),
            ("a/clippy.toml", "limit = 9\nlist = [\n    \"x\",\n    \"y\",\n]\n"),
        ]);
        let found: Vec<String> = check(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "a/clippy.toml:1: lacks `limit = 5` of the root's clippy.toml; repeat it",
                "Cargo.toml:4: b has no comment; say what it is and what it must not do",
                "b/Cargo.toml:3: does not take the workspace's lints; add [lints] with workspace = true",
            ]
        );
    }
}
