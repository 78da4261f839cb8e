//! `cargo xtask torture`: the long form of the tests that kill, fill disks and flip bits.

use anyhow::Result;

use crate::cargo::workspace;
use crate::setup::{self, Purpose};
use crate::steps::Steps;

const KILLS: &str = "500";
const FULL_DISKS: &str = "200";
const FLIPS: &str = "600";

/// Kills a running harvest, fills its disk and damages what it stored, so often that chance hides nothing.
///
/// # Errors
/// When anything was lost, left dangling, stored twice, or damaged unseen.
pub(crate) fn run() -> Result<()> {
    let mut steps = Steps::begin();
    steps.time("set-up", || setup::prepare(Purpose::Test))?;
    steps.run("build", &mut workspace("build", &["--bin", "broadsheet", "--bin", "paper"]))?;
    let mut torture = workspace("test", &["--test", "torture", "--test", "kept"]);
    torture.env("BROADSHEET_KILLS", KILLS);
    torture.env("BROADSHEET_FULL_DISKS", FULL_DISKS);
    torture.env("BROADSHEET_FLIPS", FLIPS);
    let again = format!(
        "BROADSHEET_KILLS={KILLS} BROADSHEET_FULL_DISKS={FULL_DISKS} BROADSHEET_FLIPS={FLIPS} \
         cargo test --workspace --test torture --test kept"
    );
    steps.count_again("torture", &mut torture, &again)?;
    steps.table();
    Ok(())
}
