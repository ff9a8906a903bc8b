//! What Kiez promises when things break, tried: real processes on free ports, killed, frozen, starved and flooded while people write.
//! Each experiment has a quick size, which runs with all tests, and a full one (`tests/faults/run`, KIEZ_FAULTS=full). Only
//! processes that an experiment started are ended, by their numbers.

mod backup_under_load;
mod clients_leaving;
mod clocks;
mod deadlines_raced;
mod disk_full;
mod house;
mod huge_requests;
mod index_damaged;
mod killed_amid_writes;
mod log_gap_free;
mod node;
mod poison;
mod postgres;
mod postgres_gone;
mod redis_gone;
mod slow_clients;
mod terminated_under_load;
mod upgrade;
mod writes;

use std::io::Write;
use std::time::Duration;

use kiez::ground::clock::Stopwatch;

use crate::support::Database;

/// Whether the experiments are of the size that was promised.
pub fn full() -> bool {
    std::env::var("KIEZ_FAULTS").is_ok_and(|size| size == "full")
}

/// How many: in the quick size, or in the full one.
pub fn sized<T>(quick: T, whole: T) -> T {
    if full() { whole } else { quick }
}

/// The databases to try it on: SQLite, and in full size PostgreSQL where there is one.
pub fn databases() -> Vec<(&'static str, Database)> {
    let other = if full() { Database::postgres() } else { None };
    std::iter::once(("SQLite", Database::sqlite())).chain(other.map(|other| ("PostgreSQL", other))).collect()
}

/// Says what was tried, what held and the figures; one line for the table that `tests/faults/run` prints.
pub fn report(name: &str, tried: &str, held: &str, figures: &str) {
    println!("{name}: {tried}. {held}: {figures}");
    let Ok(path) = std::env::var("KIEZ_FAULTS_REPORT") else { return };
    let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
    writeln!(file.expect("the report opens"), "{name}\t{tried}\t{held}\t{figures}").expect("the report is written");
}

/// Waits until something is so; fails the test after that many seconds. Says how long it took.
pub fn within(seconds: u64, what: &str, so: impl Fn() -> bool) -> Duration {
    let watch = Stopwatch::start();
    while !so() {
        assert!(watch.elapsed() < Duration::from_secs(seconds), "not within {seconds} s: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
    watch.elapsed()
}

/// The value below which so many of a hundred lie.
pub fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort();
    times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).copied().unwrap_or_default()
}
