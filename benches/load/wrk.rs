//! Asking with wrk.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};

use crate::program::Target;
use crate::scenario::Scenario;
use crate::support::option;

/// Seconds that are not measured, so that caches and connections are as they will be.
const WARM: u64 = 2;

/// What came of asking.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// Answers a second.
    pub rate: f64,
    /// Milliseconds that half of them took at most.
    pub p50: f64,
    /// Milliseconds that 99 of 100 took at most.
    pub p99: f64,
    /// Seconds of the answering program's processor time for 1,000 of them.
    pub processor: f64,
    /// Megabytes of memory afterwards, all and its own.
    pub memory: (f64, f64),
    /// Answers of 400 and above, or none at all.
    pub errors: u64,
}

/// Whether wrk is installed.
pub fn is_there() -> bool {
    // It has no command that ends well without asking somebody.
    Command::new("wrk").arg("--version").output().is_ok()
}

/// Asks for a while.
///
/// # Errors
/// When wrk fails.
pub fn measure(target: &Target, script: &Path, scenario: &Scenario) -> anyhow::Result<Figures> {
    let seconds: u64 = option("--seconds", 8)?;
    let connections = match scenario.connections {
        0 => option("--connections", 32)?,
        many => many,
    };
    // Forms are not warmed up: each can be sent once.
    if scenario.connections == 0 && scenario.name != "vote" {
        ask(target, script, connections, WARM)?;
    }
    let before = target.processor_seconds()?;
    let (requests, took, p50, p99, errors) = ask(target, script, connections, seconds)?;
    let used = target.processor_seconds()? - before;
    Ok(Figures {
        rate: requests / took,
        p50,
        p99,
        processor: used / requests * 1_000.0,
        memory: target.memory()?,
        errors,
    })
}

/// (requests, seconds, p50 and p99 in milliseconds, errors)
fn ask(target: &Target, script: &Path, connections: usize, seconds: u64) -> anyhow::Result<(f64, f64, f64, f64, u64)> {
    let threads = connections.min(2);
    let output = Command::new("wrk")
        .args(["-t", &threads.to_string(), "-c", &connections.to_string(), "-d", &format!("{seconds}s"), "-s"])
        .arg(script)
        .args(["--timeout", "10s", &format!("http://{}/", target.address)])
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let said = text.lines().find_map(|line| line.strip_prefix("kiez "));
    let said = said.with_context(|| format!("wrk: {text}{}", String::from_utf8_lossy(&output.stderr)))?;
    let figures: Vec<f64> = said.split(' ').filter_map(|figure| figure.parse().ok()).collect();
    let [requests, duration, p50, p99, errors] = figures[..] else { anyhow::bail!("wrk said {said:?}") };
    ensure!(requests > 0.0, "nobody answered: {text}");
    Ok((requests, duration / 1e6, p50 / 1e3, p99 / 1e3, errors as u64))
}
