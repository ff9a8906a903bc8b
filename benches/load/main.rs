//! What one machine bears: the program as it is started, beside a floor that only sends 12 kB from memory, both driven
//! by the same tool (wrk, a Debian package) with the same connections, in one run on the same cores.
//!
//! `cargo bench --bench load -- [--posts 40000] [--seconds 8] [--runs 1] [--streams 10000] [--connections 32]`
//! `[--only question_anonymous,vote] [--seed 1] [--json]`
//!
//! With `--json` the last line of standard output is one object keyed by scenario; the tables go to standard error.
//! DATABASE_URL may name an empty database, or one that an earlier run filled; otherwise it is SQLite in a folder under `target/`.
//!
//! | file       | what it knows                                                       |
//! |------------|---------------------------------------------------------------------|
//! | `streams`  | thousands of open event streams while answers arrive                |
//! | `report`   | medians, ratios, the table and the object                           |
//!
//! The forum that is asked (`town`), what is asked in each row (`scenario`), the program, the floor and wrk are in `support`.

mod report;
mod streams;

#[path = "../support/mod.rs"]
mod support;

use std::path::Path;

use anyhow::ensure;
use report::Report;
use support::floor::{self, Floor};
use support::program::Program;
use support::scenario::{SCENARIOS, Scenario};
use support::town::Town;
use support::wrk::{self, Load};
use support::{option, process};

fn main() -> anyhow::Result<()> {
    if floor::is_this()? {
        return Ok(());
    }
    let runs: usize = option("--runs", 1)?;
    let only: String = option("--only", String::new())?;
    let asked = |name: &str| only.is_empty() || only.split(',').any(|one| one == name);
    ensure!(wrk::is_there(), "wrk is not installed; on Debian: apt-get install wrk");

    let folder = support::folder()?;
    let (data, town) = (folder.path().join("data"), Town::found(folder.path())?);
    let mut report = Report::new(town.describe());

    // Once without an index, so that what follows measures a forum at rest.
    let program = Program::start(&data, &town.database, &[])?;
    program.settle()?;
    program.stop()?;
    for run in 0..runs {
        if asked("streams") {
            // First, and by themselves: whoever answers hundreds of times is held for review, and then no page hears of it.
            let program = Program::start(&data, &town.database, &[])?;
            program.settle()?;
            report.add("streams", streams::measure(&program, &town, run)?);
            program.stop()?;
        }
        let program = Program::start(&data, &town.database, &[])?;
        report.start(program.first_page);
        program.settle()?;
        report.idle(&program)?;
        if run == 0 {
            for (name, path) in [("front page", "/"), ("question page", town.newest()?)] {
                let (plain, small) = program.weigh(path)?;
                report.weight(name, plain, small);
            }
        }
        let floor = Floor::start()?;
        for scenario in SCENARIOS.iter().filter(|scenario| scenario.name == "floor" || asked(scenario.name)) {
            let target = if scenario.name == "floor" { floor.target() } else { program.target() };
            let script = scenario.write(folder.path(), &town, run, std::slice::from_ref(&target))?;
            report.add(scenario.name, ask(&target, &script, scenario)?);
        }
        floor.stop()?;
        report.busy(&program)?;
        program.stop()?;
    }
    report.print(std::env::args().any(|arg| arg == "--json"))
}

fn ask(target: &process::Target, script: &Path, scenario: &Scenario) -> anyhow::Result<wrk::Figures> {
    let connections = match scenario.connections {
        0 => option("--connections", 32)?,
        many => many,
    };
    let load = Load { connections, threads: connections.min(2), warm: 2, seconds: option("--seconds", 8)? };
    let targets = std::slice::from_ref(target);
    if scenario.can_be_warmed() {
        wrk::warm(targets, script, load)?;
    }
    wrk::measure(targets, script, load)
}
