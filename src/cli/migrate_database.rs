//! `kiez migrate-database`

use serde_json::json;

use crate::ground::clock::Stopwatch;
use crate::ground::config::Config;
use crate::ground::db::Target;
use crate::ground::keep::{self, Move, Report};

use super::progress::Steps;
use super::table::{figure, lay_out};

#[derive(clap::Args)]
pub struct Options {
    /// Whence: sqlite://path or postgres://…; the configured database without
    #[arg(long, value_name = "URL")]
    from: Option<String>,
    /// Whither: an empty database. A password may also be in PGPASSWORD or ~/.pgpass
    #[arg(long, value_name = "URL")]
    to: String,
    /// Drop the part that an earlier move left there and begin again
    #[arg(long)]
    start_over: bool,
    /// One JSON object instead of the table
    #[arg(long)]
    json: bool,
}

/// Moves the forum, and accounts for every table.
///
/// # Errors
/// Why it did not arrive; called again it goes on.
pub fn run(config: &Config, options: &Options) -> anyhow::Result<()> {
    let watch = Stopwatch::start();
    let from = options.from.as_deref().map_or_else(|| Ok(config.database.clone()), Target::parse)?;
    let to = Target::parse(&options.to)?;
    let mut steps = Steps::new();
    let order = Move { from: &from, to: &to, start_over: options.start_over };
    let report = keep::move_forum(&order, &mut |what, done, of| steps.at(what, done, of));
    steps.end();
    let report = report?;
    let seconds = watch.elapsed().as_secs_f64();
    let rows: u64 = report.tables.iter().map(|line| line.rows).sum();
    if options.json {
        let (from, to, seconds) = (from.kind(), to.kind(), (seconds * 1_000.0).round() / 1_000.0);
        let whole = json!({ "from": from, "to": to, "rows": rows, "seconds": seconds, "report": report });
        println!("{}", serde_json::to_string_pretty(&whole)?);
        return Ok(());
    }
    println!("{}", account(&report));
    if report.rows_before > 0 {
        println!("\nAn earlier run had moved {} of these rows.", figure(report.rows_before.cast_signed()));
    }
    let rows = figure(rows.cast_signed());
    println!("\nMoved {rows} rows in {seconds:.1} s. Every table holds the same on both sides.");
    println!("Now set database_url (DATABASE_URL) to the new address and start; uploads and search index stay.");
    println!("The old database is as it was. Remove it when you are sure: it holds personal data.");
    Ok(())
}

fn account(report: &Report) -> String {
    let rows = report.tables.iter().map(|line| {
        let equal = if line.equal { "equal" } else { "NOT EQUAL" };
        let sum = line.checksum.get(..12).unwrap_or_default();
        vec![
            line.table.clone(),
            figure(line.rows.cast_signed()),
            format!("{equal} {sum}"),
            format!("{:.1}", line.seconds),
        ]
    });
    lay_out(&["table", "rows", "checksum", "seconds"], &rows.collect::<Vec<_>>())
}
