//! Asking with wrk.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};

use super::process::Target;

/// How many ask, and for how long.
#[derive(Clone, Copy)]
pub struct Load {
    /// Connections, a multiple of the threads.
    pub connections: usize,
    /// wrk's threads.
    pub threads: usize,
    /// Seconds that are not measured, so that caches and connections are as they will be.
    pub warm: u64,
    /// Seconds that are measured.
    pub seconds: u64,
}

/// What came of asking.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Answers a second.
    pub rate: f64,
    /// Milliseconds that half of them took at most.
    pub p50: f64,
    /// Milliseconds that 99 of 100 took at most.
    pub p99: f64,
    /// Seconds of the answering programs' processor time for 1,000 of them.
    pub processor: f64,
    /// Megabytes of memory afterwards, all and its own, of all of them together.
    pub memory: (f64, f64),
    /// Answers of 400 and above, or none at all.
    pub errors: u64,
    /// How often a form was answered with each status of 400 and above.
    pub refused: BTreeMap<u16, u64>,
    /// Seconds of processor time and megabytes of memory of each.
    pub each: Vec<(f64, f64)>,
}

/// Whether wrk is installed.
pub fn is_there() -> bool {
    // It has no command that ends well without asking somebody.
    Command::new("wrk").arg("--version").output().is_ok()
}

/// Asks for a while; who is asked stands in the script, too.
///
/// # Errors
/// When wrk fails.
pub fn measure(targets: &[Target], script: &Path, load: Load) -> anyhow::Result<Figures> {
    let seconds = || targets.iter().map(Target::processor_seconds).collect::<anyhow::Result<Vec<f64>>>();
    let before = seconds()?;
    let said = ask(targets, script, load)?;
    let used: Vec<f64> = seconds()?.iter().zip(before).map(|(now, before)| now - before).collect();
    let memory = targets.iter().map(Target::memory).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(Figures {
        rate: said.requests / said.seconds,
        p50: said.p50,
        p99: said.p99,
        processor: used.iter().sum::<f64>() / said.requests * 1_000.0,
        memory: (memory.iter().map(|of| of.0).sum(), memory.iter().map(|of| of.1).sum()),
        errors: said.errors,
        refused: said.refused,
        each: used.into_iter().zip(memory).map(|(seconds, (all, _))| (seconds, all)).collect(),
    })
}

/// Asks for so long that caches and connections are as they will be.
///
/// # Errors
/// When wrk fails.
pub fn warm(targets: &[Target], script: &Path, load: Load) -> anyhow::Result<()> {
    ask(targets, script, Load { seconds: load.warm, ..load }).map(drop)
}

struct Said {
    requests: f64,
    seconds: f64,
    p50: f64,
    p99: f64,
    errors: u64,
    refused: BTreeMap<u16, u64>,
}

fn ask(targets: &[Target], script: &Path, load: Load) -> anyhow::Result<Said> {
    let Load { connections, threads, seconds, .. } = load;
    let first = targets.first().context("nobody to ask")?;
    let output = Command::new("wrk")
        .args(["-t", &threads.to_string(), "-c", &connections.to_string(), "-d", &format!("{seconds}s"), "-s"])
        .arg(script)
        .args(["--timeout", "10s", &format!("http://{}/", first.address)])
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let said = text.lines().find_map(|line| line.strip_prefix("kiez "));
    let said = said.with_context(|| format!("wrk: {text}{}", String::from_utf8_lossy(&output.stderr)))?;
    let figures: Vec<f64> = said.split(' ').filter_map(|figure| figure.parse().ok()).collect();
    let [requests, duration, p50, p99, errors] = figures[..] else { anyhow::bail!("wrk said {said:?}") };
    ensure!(requests > 0.0, "nobody answered: {text}");
    let mut refused = BTreeMap::new();
    for (status, many) in text.lines().filter_map(|line| line.strip_prefix("refused ")?.split_once(' ')) {
        *refused.entry(status.parse()?).or_default() += many.parse::<u64>()?;
    }
    Ok(Said { requests, seconds: duration / 1e6, p50: p50 / 1e3, p99: p99 / 1e3, errors: errors as u64, refused })
}
