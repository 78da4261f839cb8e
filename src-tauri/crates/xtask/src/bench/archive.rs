//! The days of an archive, made up by the release build: figures of the pages that a reader gets.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use crate::cargo::cargo;
use crate::steps::{self, Steps};

/// Figures of all days that an archive holds, on a sheet or screen. Nothing is written into the archive.
///
/// # Errors
/// When it cannot be read, or a day cannot be made up.
pub(super) fn figures(archive: &Path, sheet: &str, most: u32, steps: &mut Steps) -> Result<Value> {
    let ask = |arguments: &[&str]| -> Result<Value> {
        let mut command =
            cargo(&["run", "--quiet", "--release", "-p", "cli", "--bin", "broadsheet"]);
        command.args(["--", "--json", "--archive"]).arg(archive).args(arguments);
        serde_json::from_str(&steps::output(&mut command)?).context("the program prints JSON")
    };
    let days = ask(&["days"])?;
    let days = days["days"].as_array().context("an archive has days")?;
    let mut reports = Vec::new();
    steps.time(sheet, || {
        for day in days.iter().take(most as usize) {
            let field = |name: &str| day[name].as_str().unwrap_or_default();
            reports.push(ask(&[
                "compose",
                field("day"),
                "--source",
                field("source"),
                "--format",
                sheet,
            ])?);
        }
        Ok(())
    })?;
    if reports.is_empty() {
        bail!("{} holds no day", archive.display());
    }
    Ok(tally(&reports))
}

/// The figures of `measure` that a quality report tells.
fn tally(reports: &[Value]) -> Value {
    let pages: Vec<&Value> =
        reports.iter().filter_map(|report| report["pages"].as_array()).flatten().collect();
    let number = |value: &Value| value.as_f64().unwrap_or_default();
    let sum = |name: &str| pages.iter().map(|page| number(&page[name])).sum::<f64>();
    let lines = sum("lines").max(1.0);
    let of_lines = |share: &dyn Fn(&Value) -> f64| {
        pages.iter().map(|page| share(page) * number(&page["lines"])).sum::<f64>() / lines
    };
    #[expect(clippy::cast_precision_loss, reason = "counts, for people")]
    let count = pages.len().max(1) as f64;
    let share = |is_so: &dyn Fn(&Value) -> bool| {
        pages.iter().map(|page| f64::from(u8::from(is_so(page)))).sum::<f64>() / count
    };
    let stories = |name: &str| reports.iter().map(|it| number(&it["stories"][name])).sum::<f64>();
    let unmatched: f64 = reports.iter().map(|it| number(&it["jumps"]["unmatched"])).sum();
    json!({
        "editions": reports.len(),
        "pages": pages.len(),
        "loose_r1": of_lines(&|page| number(&page["loose_r1"])),
        "loose_r2": of_lines(&|page| number(&page["loose_r2"])),
        "space_2x": of_lines(&|page| number(&page["wide_spaces"][0])),
        "space_3x": of_lines(&|page| number(&page["wide_spaces"][1])),
        "space_4x": of_lines(&|page| number(&page["wide_spaces"][2])),
        "hyphens": of_lines(&|page| number(&page["hyphenated"])),
        "ladders": sum("ladders3") / lines,
        "widows": sum("widows"),
        "orphans": sum("orphans"),
        "fill": sum("fill") / count,
        "fill_98.5": share(&|page| number(&page["fill"]) >= 0.985),
        "no_white": share(&|page| page["white_lines"] == 0),
        "white_blocks": share(&|page| page["white_blocks"] != 0),
        "legs_differ": share(&|page| number(&page["leg_difference"]) > 1.0),
        "tombstones": sum("tombstones"),
        "overlaps": sum("overlaps"),
        "overflows": sum("overflows"),
        "off_grid": sum("off_grid"),
        "missing": stories("given") - stories("placed"),
        "unmatched": unmatched,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_lines_weigh_by_lines_and_those_of_pages_do_not() {
        let page = |lines: u32, loose: f64, white: u32| json!({ "lines": lines, "loose_r1": loose, "white_lines": white, "fill": 1.0 });
        let report = json!({
            "pages": [page(300, 0.1, 0), page(100, 0.5, 2)], "stories": { "given": 9, "placed": 8 },
        });
        let figures = tally(&[report]);
        assert!((figures["loose_r1"].as_f64().unwrap() - 0.2).abs() < 1e-9);
        assert_eq!((&figures["no_white"], &figures["missing"]), (&json!(0.5), &json!(1.0)));
    }
}
