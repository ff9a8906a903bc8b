//! What one machine bears: the program as it is started, beside a floor that only sends 12 kB from memory, both driven
//! by the same tool (wrk, a Debian package) with the same connections, in one run on the same cores.
//!
//! `cargo bench --bench load -- [--posts 40000] [--seconds 8] [--runs 1] [--streams 10000] [--connections 32]`
//! `[--only question_anonymous,vote] [--seed 1] [--json]`
//!
//! With `--json` the last line of standard output is one object keyed by scenario; the tables go to standard error.
//! DATABASE_URL may name an empty PostgreSQL database; otherwise it is SQLite in a folder under `target/`.
//!
//! | file       | what it knows                                                       |
//! |------------|---------------------------------------------------------------------|
//! | `town`     | the forum that is asked: its addresses, words and sessions          |
//! | `program`  | starting `kiez serve` and the floor; their processor time and memory |
//! | `scenario` | what is asked in each row of the table                              |
//! | `wrk`      | asking it, and what came of it                                      |
//! | `streams`  | thousands of open event streams while answers arrive                |
//! | `report`   | medians, ratios, the table and the object                           |

mod program;
mod report;
mod scenario;
mod streams;
mod town;
mod wrk;

#[path = "../support/mod.rs"]
mod support;

use anyhow::ensure;
use program::{Floor, Program};
use report::Report;
use scenario::SCENARIOS;
use support::option;
use town::Town;

fn main() -> anyhow::Result<()> {
    if let Some(port) = std::env::args().skip_while(|arg| arg != program::FLOOR).nth(1) {
        return program::send_only(port.parse()?);
    }
    let runs: usize = option("--runs", 1)?;
    let only: String = option("--only", String::new())?;
    let asked = |name: &str| only.is_empty() || only.split(',').any(|one| one == name);
    ensure!(wrk::is_there(), "wrk is not installed; on Debian: apt-get install wrk");

    let folder = support::folder()?;
    let town = Town::found(folder.path())?;
    let mut report = Report::new(town.describe());

    // Once without an index, so that what follows measures a forum at rest.
    let program = Program::start(folder.path(), &town)?;
    program.settle()?;
    program.stop()?;
    for run in 0..runs {
        let program = Program::start(folder.path(), &town)?;
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
            let script = scenario.write(folder.path(), &town, run)?;
            let figures = wrk::measure(&target, &script, scenario)?;
            report.add(scenario.name, figures);
        }
        floor.stop()?;
        if asked("streams") {
            report.add("streams", streams::measure(&program, &town)?);
        }
        report.busy(&program)?;
        program.stop()?;
    }
    report.print(std::env::args().any(|arg| arg == "--json"))
}
