//! Processes that are measured: where they listen, and what the system says of them.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use anyhow::Context;

/// How often the system counts processor time, a second.
const TICKS: f64 = 100.0;

/// Where something listens, and as which process.
#[derive(Clone)]
pub struct Target {
    /// Its address.
    pub address: SocketAddr,
    /// Its number.
    pub pid: u32,
}

impl Target {
    /// Seconds of processor time so far.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn processor_seconds(&self) -> anyhow::Result<f64> {
        let ticks = stat(self.pid)?.into_iter().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
        Ok(ticks.sum::<f64>() / TICKS)
    }

    /// Megabytes of memory: all that is in use, and what of it is its own and no file's.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn memory(&self) -> anyhow::Result<(f64, f64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid))?;
        let of = |name: &str| -> anyhow::Result<f64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            let words = line.with_context(|| format!("no {name}"))?.split_whitespace().next().unwrap_or_default();
            Ok(words.parse::<f64>()? / 1_000.0)
        };
        Ok((of("VmRSS")?, of("RssAnon")?))
    }
}

/// Seconds of processor time that a process and its children, those that ended as well, have used.
///
/// # Errors
/// When the system does not say.
pub fn family_seconds(parent: u32) -> anyhow::Result<f64> {
    let ticks = |fields: &[String], many: usize| -> f64 {
        fields.iter().skip(11).take(many).filter_map(|ticks| ticks.parse::<f64>().ok()).sum()
    };
    let mut sum = ticks(&stat(parent)?, 4);
    for entry in std::fs::read_dir("/proc")? {
        let Some(pid) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        // One that has ended meanwhile is among its parent's next time.
        if let Ok(fields) = stat(pid)
            && fields.get(1).is_some_and(|of| *of == parent.to_string())
        {
            sum += ticks(&fields, 2);
        }
    }
    Ok(sum / TICKS)
}

/// Whose child a process is.
///
/// # Errors
/// When there is no such process.
pub fn parent(pid: u32) -> anyhow::Result<u32> {
    Ok(stat(pid)?.get(1).context("no parent")?.parse()?)
}

/// What the system counts of a process, from its state on.
fn stat(pid: u32) -> anyhow::Result<Vec<String>> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let after_name = stat.rsplit_once(')').map(|(_, rest)| rest).unwrap_or_default();
    Ok(after_name.split_whitespace().map(str::to_owned).collect())
}

/// An address that nobody listens on.
///
/// # Errors
/// When there is none.
pub fn free() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
