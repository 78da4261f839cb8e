use super::ARCHITECTURE;
use super::finding::Finding;

/// The heads of the columns of the table of crates.
const HEADS: [&str; 4] = ["crate", "may use", "outside crate it alone may use", "invariant"];

/// One row of the table of crates in `ARCHITECTURE.md`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) name: String,
    /// Crates of ours that it may depend on.
    pub(super) may_use: Vec<String>,
    /// Crates of others that nobody else may depend on.
    pub(super) alone: Vec<String>,
}

/// Reads the table; without one, or without an invariant, there are findings.
pub(super) fn read(text: &str) -> (Vec<Row>, Vec<Finding>) {
    let mut lines = text.lines().enumerate().map(|(index, line)| (index + 1, cells(line)));
    if !lines.by_ref().any(|(_, cells)| cells == HEADS) {
        let heads = HEADS.join(" | ");
        let missing = Finding::new(
            ARCHITECTURE,
            1,
            "has no table of crates",
            format!("add one: | {heads} |"),
        );
        return (Vec::new(), vec![missing]);
    }
    let (mut rows, mut findings) = (Vec::new(), Vec::new());
    // The line of dashes follows the heads.
    for (line, cells) in lines.skip(1) {
        let [name, may_use, alone, invariant] = cells.as_slice() else { break };
        if invariant.is_empty() {
            let what = format!("{name} has no invariant");
            findings.push(Finding::new(ARCHITECTURE, line, what, "say what it never does"));
        }
        rows.push(Row {
            line,
            name: name.trim_matches('`').to_owned(),
            may_use: names(may_use),
            alone: names(alone),
        });
    }
    (rows, findings)
}

fn cells(line: &str) -> Vec<&str> {
    let inner = line.trim().strip_prefix('|').and_then(|line| line.strip_suffix('|'));
    inner.map(|inner| inner.split('|').map(str::trim).collect()).unwrap_or_default()
}

/// The names between backticks; whatever else the cell says is for people.
fn names(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_names_its_arrows_and_what_it_alone_may_use() {
        let text = "\
Some words.

| crate | may use | outside crate it alone may use | invariant |
|---|---|---|---|
| `model` | nothing | | does no I/O |
| `archive` | `model` | `rusqlite`, `zstd` | |

After it.";
        let (rows, findings) = read(text);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].may_use, Vec::<String>::new());
        assert_eq!(rows[1].may_use, ["model"]);
        assert_eq!(rows[1].alone, ["rusqlite", "zstd"]);
        assert_eq!(rows[1].line, 6);
        assert_eq!(findings.len(), 1, "archive has no invariant");
    }

    #[test]
    fn a_text_without_the_table_is_a_finding() {
        let (rows, findings) = read("| crate | purpose |\n|---|---|\n| `model` | words |\n");
        assert!(rows.is_empty());
        assert_eq!(findings.len(), 1);
    }
}
