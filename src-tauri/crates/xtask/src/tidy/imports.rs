//! The one import rule of the interface that its linter cannot see in every kind of file.

use super::finding::Finding;
use super::tree::Tree;

/// Where Tauri may be imported.
const BACKEND: &str = "ui/src/backend/";

/// Finds imports of Tauri outside the backend, so that the interface also runs in a plain browser.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let files =
        tree.texts().filter(|(path, _)| path.starts_with("ui/src/") && !path.starts_with(BACKEND));
    let mut findings = Vec::new();
    for (path, text) in files {
        for (index, line) in text.lines().enumerate() {
            let is_import = line.contains("import") || line.contains("from ");
            if is_import && ["'@tauri-apps", "\"@tauri-apps"].iter().any(|it| line.contains(it)) {
                let mend = format!("call a function of {BACKEND}");
                findings.push(Finding::new(path, index + 1, "imports Tauri", mend));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_backend_imports_tauri() {
        let import = "// calls\nimport { invoke } from '@tauri-apps/api/core'\n";
        let tree = Tree::of(&[
            ("ui/src/backend/api.ts", import),
            ("ui/src/kit/Button.svelte", import),
            ("ui/src/kit/words.ts", "// '@tauri-apps' is not for here\n"),
        ]);
        let found: Vec<String> = check(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            ["ui/src/kit/Button.svelte:2: imports Tauri; call a function of ui/src/backend/"]
        );
    }
}
