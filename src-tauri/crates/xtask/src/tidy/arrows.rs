//! The arrows between crates: what the table of `ARCHITECTURE.md` allows and what the manifests do.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::ARCHITECTURE;
use super::finding::{Finding, line_of};
use super::table::{self, Row};
use super::tree::Tree;
use crate::{cargo, steps};

/// Crates of others that are kept to one crate of ours from the first day, before the table names them.
const RESERVED: [&str; 5] = ["parley", "reqwest", "rusqlite", "tantivy", "tauri"];

/// A crate of ours and what its manifest says it depends on, of any kind.
struct Member {
    name: String,
    manifest: String,
    depends_on: Vec<String>,
}

/// Compares the manifests with the table.
pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let (rows, mut findings) = table::read(tree.text(ARCHITECTURE));
    if rows.is_empty() {
        return Ok(findings);
    }
    let printed =
        steps::output(&mut cargo::cargo(&["metadata", "--format-version", "1", "--no-deps"]))?;
    let members = members(&serde_json::from_str(&printed).context("cargo metadata prints JSON")?);
    findings.extend(both_ways(&rows, &members));
    for member in &members {
        if let Some(row) = rows.iter().find(|row| row.name == member.name) {
            findings.extend(judge(row, member, &rows, &members, tree));
        }
    }
    findings.extend(unused(&rows, &members));
    Ok(findings)
}

fn members(metadata: &Value) -> Vec<Member> {
    let root = metadata["workspace_root"].as_str().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages
        .map(|package| {
            let manifest = text(&package["manifest_path"]).replace('\\', "/");
            let depends_on = package["dependencies"].as_array().into_iter().flatten();
            Member {
                name: text(&package["name"]),
                manifest: manifest
                    .trim_start_matches(&root.replace('\\', "/"))
                    .trim_start_matches('/')
                    .to_owned(),
                depends_on: depends_on.map(|dependency| text(&dependency["name"])).collect(),
            }
        })
        .collect()
}

/// Every crate has a row, and every row a crate.
fn both_ways(rows: &[Row], members: &[Member]) -> Vec<Finding> {
    let without_row = members.iter().filter(|it| !rows.iter().any(|row| row.name == it.name));
    let without_crate = rows.iter().filter(|row| !members.iter().any(|it| it.name == row.name));
    let add = |member: &Member| {
        let what = format!("{} is not in the table of {ARCHITECTURE}", member.name);
        Finding::new(&member.manifest, 1, what, "add its row")
    };
    let remove = |row: &Row| {
        let what = format!("there is no crate {}", row.name);
        Finding::new(ARCHITECTURE, row.line, what, "remove its row, or name it as coming")
    };
    without_row.map(add).chain(without_crate.map(remove)).collect()
}

fn judge(
    row: &Row,
    member: &Member,
    rows: &[Row],
    members: &[Member],
    tree: &Tree,
) -> Vec<Finding> {
    let guarded: BTreeSet<&str> =
        rows.iter().flat_map(|row| &row.alone).map(String::as_str).chain(RESERVED).collect();
    let manifest = tree.text(&member.manifest);
    let mut findings = Vec::new();
    for used in &member.depends_on {
        let line = line_of(manifest, used);
        let is_ours = members.iter().any(|it| it.name == *used);
        if is_ours && !row.may_use.contains(used) {
            let what = format!("{} may not use {used}", member.name);
            let mend = format!(
                "turn the arrow round, or give it to {} in {ARCHITECTURE} with its reason",
                row.name
            );
            findings.push(Finding::new(&member.manifest, line, what, mend));
        }
        if guarded.contains(used.as_str()) && !row.alone.contains(used) {
            let owner = rows.iter().find(|row| row.alone.contains(used));
            let what = format!("{} may not use {used}", member.name);
            let mend = match owner {
                Some(owner) => format!("call {}, which alone may", owner.name),
                None => format!("name the one crate that may in {ARCHITECTURE}"),
            };
            findings.push(Finding::new(&member.manifest, line, what, mend));
        }
    }
    findings
}

/// What a row allows is used, or the table rots.
fn unused(rows: &[Row], members: &[Member]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in rows {
        let Some(member) = members.iter().find(|it| it.name == row.name) else { continue };
        let allowed = row.may_use.iter().chain(&row.alone);
        findings.extend(allowed.filter(|name| !member.depends_on.contains(name)).map(|name| {
            let what = format!("{} does not use {name}", row.name);
            Finding::new(ARCHITECTURE, row.line, what, "take it out of the table")
        }));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
| crate | may use | outside crate it alone may use | invariant |
|---|---|---|---|
| `model` | nothing | | no I/O |
| `archive` | `model` | `rusqlite` | no socket |
| `gone` | `model` | | nothing |
";

    fn found(packages: &Value) -> Vec<String> {
        let (rows, _) = table::read(TABLE);
        let members = members(&serde_json::json!({"workspace_root": "/r", "packages": packages}));
        let tree = Tree::of(&[("a/Cargo.toml", "[dependencies]\nmodel = 1\nreqwest = 1\n")]);
        let mut findings = both_ways(&rows, &members);
        for member in &members {
            let row = rows.iter().find(|row| row.name == member.name);
            findings.extend(
                row.map(|row| judge(row, member, &rows, &members, &tree)).unwrap_or_default(),
            );
        }
        findings.extend(unused(&rows, &members));
        findings.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_wrong_arrow_and_a_wrong_outside_crate_are_found() {
        let found = found(&serde_json::json!([
            {"name": "model", "manifest_path": "/r/m/Cargo.toml", "dependencies": [{"name": "archive"}, {"name": "rusqlite"}]},
            {"name": "archive", "manifest_path": "/r/a/Cargo.toml", "dependencies": [{"name": "model"}, {"name": "reqwest"}]},
            {"name": "new", "manifest_path": "/r/n/Cargo.toml", "dependencies": []},
        ]));
        assert_eq!(
            found,
            [
                "n/Cargo.toml:1: new is not in the table of ARCHITECTURE.md; add its row",
                "ARCHITECTURE.md:5: there is no crate gone; remove its row, or name it as coming",
                "m/Cargo.toml:1: model may not use archive; turn the arrow round, or give it to model in ARCHITECTURE.md with its reason",
                "m/Cargo.toml:1: model may not use rusqlite; call archive, which alone may",
                "a/Cargo.toml:3: archive may not use reqwest; name the one crate that may in ARCHITECTURE.md",
                "ARCHITECTURE.md:4: archive does not use rusqlite; take it out of the table",
            ]
        );
    }
}
