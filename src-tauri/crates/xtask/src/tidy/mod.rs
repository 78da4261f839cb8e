//! `cargo xtask tidy`: the rules of the house that no lint knows.
//!
//! Each rule is a function from what is committed to [`finding::Finding`]s; each finding says what to do.

mod arrows;
mod finding;
mod imports;
mod manifests;
mod paths;
mod table;
mod text;
mod tree;

use anyhow::{Result, bail};

use tree::Tree;

/// Where the crates are listed with their arrows.
const ARCHITECTURE: &str = "ARCHITECTURE.md";

/// Checks everything and prints each finding.
///
/// # Errors
/// When there are findings, or the tree cannot be read.
pub(crate) fn all() -> Result<()> {
    let tree = Tree::read()?;
    let mut findings = Vec::new();
    findings.extend(arrows::check(&tree)?);
    findings.extend(manifests::check(&tree));
    findings.extend(paths::check(&tree));
    findings.extend(text::check(&tree));
    findings.extend(imports::check(&tree));
    findings.sort();
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => {
            println!("{} files are tidy", tree.len());
            Ok(())
        }
        1 => bail!("tidy has one finding"),
        count => bail!("tidy has {count} findings"),
    }
}
