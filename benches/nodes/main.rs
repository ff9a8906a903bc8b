//! What several nodes cost on the cores of one: the same load on one `kiez serve` and on three of them with one database, then
//! how soon one shows what another wrote, and what a node that is killed takes with it.
//!
//! `DATABASE_URL=postgres://… [REDIS_URL=redis://…] cargo bench --bench nodes -- [--nodes 3] [--posts 40000] [--seconds 8] [--runs 1] [--seed 1]`
//!
//! DATABASE_URL names an empty PostgreSQL database on this machine, or one that an earlier run filled. Connections are multiples of the number
//! of nodes, so that each gets the same share, and the same for one node as for all.
//!
//! | file       | what it knows                                                |
//! |------------|--------------------------------------------------------------|
//! | `postgres` | the processor time of the database's processes               |
//! | `report`   | medians, ratios and the table                                |
//! | `seen`     | from an answer's acknowledgement to its sight on another node |
//! | `killed`   | people who go to another node when theirs is gone            |

mod killed;
mod postgres;
mod report;
mod seen;

#[path = "../support/mod.rs"]
mod support;

use std::path::Path;

use anyhow::{Context, ensure};
use postgres::Postgres;
use report::Report;
use support::option;
use support::process::Target;
use support::program::Program;
use support::scenario::Scenario;
use support::town::Town;
use support::wrk::{self, Load};

/// What is asked, and over how many connections at least.
const ROWS: [(&str, usize); 5] = [
    ("question_anonymous", 32),
    ("question_anonymous_cold", 32),
    ("question_signed_in", 32),
    ("answer_8", 8),
    ("answer_64", 64),
];

/// Seconds that are not measured: each node makes each page for itself once.
const WARM: u64 = 10;

fn main() -> anyhow::Result<()> {
    let (many, runs): (usize, usize) = (option("--nodes", 3)?, option("--runs", 1)?);
    ensure!(many > 1, "--nodes: two at least");
    ensure!(wrk::is_there(), "wrk is not installed; on Debian: apt-get install wrk");
    let folder = support::folder()?;
    let house = House { folder: folder.path(), many, town: Town::found(folder.path())? };
    let database = Postgres::find(&house.town.database)?;
    let redis = std::env::var("REDIS_URL").is_ok();
    println!("{}, {} Redis", house.town.describe(), if redis { "with" } else { "without" });

    // Once without indexes, so that what follows measures nodes at rest.
    house.end(house.start(many)?)?;
    let mut report = Report::new(many);
    for run in 0..runs {
        // Threads and tables grow from one to the other: each is the first in turn.
        let order = if run % 2 == 0 { [1, many] } else { [many, 1] };
        for (turn, nodes) in order.into_iter().enumerate() {
            let programs = house.start(nodes)?;
            house.load(&programs, &database, run * 2 + turn, &mut report)?;
            if nodes > 1 {
                report.seen(seen::measure(&targets(&programs), &house.town, run)?);
            }
            house.end(programs)?;
        }
    }
    println!("{}", report.table());
    let told = killed::measure(house.start(many)?, |n| house.one(n), &house.town)?;
    println!("{told}");
    told.held()
}

/// Where nodes are started.
struct House<'a> {
    folder: &'a Path,
    many: usize,
    town: Town,
}

impl House<'_> {
    /// The node of this number, in its own folder.
    fn one(&self, n: usize) -> anyhow::Result<Program> {
        let redis = std::env::var("REDIS_URL").unwrap_or_default();
        let settings = [("REDIS_URL", redis.as_str())];
        let settings = if redis.is_empty() { &settings[..0] } else { &settings[..] };
        Program::start(&self.folder.join(format!("node-{n}")), &self.town.database, settings)
    }

    /// So many nodes, at rest.
    fn start(&self, nodes: usize) -> anyhow::Result<Vec<Program>> {
        let programs = (0..nodes).map(|n| self.one(n)).collect::<anyhow::Result<Vec<_>>>()?;
        programs.iter().try_for_each(Program::settle)?;
        Ok(programs)
    }

    fn end(&self, programs: Vec<Program>) -> anyhow::Result<()> {
        programs.into_iter().try_for_each(Program::stop)
    }

    /// All rows.
    fn load(&self, programs: &[Program], database: &Postgres, run: usize, report: &mut Report) -> anyhow::Result<()> {
        let targets = targets(programs);
        for (name, least) in ROWS {
            let scenario = Scenario::named(name).context(name)?;
            let connections = least.next_multiple_of(self.many);
            let load = Load { connections, threads: self.many, warm: WARM, seconds: option("--seconds", 8)? };
            let script = scenario.write(self.folder, &self.town, run, &targets)?;
            if scenario.can_be_warmed() {
                wrk::warm(&targets, &script, load)?;
            }
            let before = database.processor_seconds()?;
            let figures = wrk::measure(&targets, &script, load)?;
            report.add(name, targets.len(), figures, database.processor_seconds()? - before);
        }
        Ok(())
    }
}

fn targets(programs: &[Program]) -> Vec<Target> {
    programs.iter().map(Program::target).collect()
}
