use anyhow::Result;

/// Seconds of CPU, the system's share included, of all children that have ended.
#[cfg(unix)]
pub(super) fn of_children() -> Result<f64> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let microseconds = usage.user_time() + usage.system_time();
    Ok(std::time::Duration::from_micros(microseconds.num_microseconds().unsigned_abs())
        .as_secs_f64())
}

/// Not told on this system.
#[cfg(not(unix))]
pub(super) fn of_children() -> Result<f64> {
    anyhow::bail!(
        "this system does not tell a child's CPU time; run the benchmarks on Linux or macOS"
    )
}
