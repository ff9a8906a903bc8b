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
        let whole = json!({ "from": from.kind(), "to": to.kind(), "rows": rows, "seconds": round(seconds), "report": report });
        println!("{}", serde_json::to_string_pretty(&whole)?);
        return Ok(());
    }
    println!("{}", account(&report));
    if report.rows_before > 0 {
        println!("\nAn earlier run had moved {} of these rows.", figure(report.rows_before.cast_signed()));
    }
    println!("\nMoved {} rows in {seconds:.1} s. Every table holds the same on both sides.", figure(rows.cast_signed()));
    println!("Now set database_url (DATABASE_URL) to the new address and start; uploads and search index stay where they are.");
    println!("The old database is as it was. Remove it when you are sure: it holds personal data.");
    Ok(())
}

fn account(report: &Report) -> String {
    let rows = report.tables.iter().map(|line| {
        let equal = if line.equal { "equal" } else { "NOT EQUAL" };
        let sum = line.sha256.get(..12).unwrap_or_default();
        vec![
            line.table.clone(),
            figure(line.rows.cast_signed()),
            format!("{equal} {sum}"),
            format!("{:.1}", line.seconds),
        ]
    });
    lay_out(&["table", "rows", "checksum", "seconds"], &rows.collect::<Vec<_>>())
}

fn round(seconds: f64) -> f64 {
    (seconds * 1_000.0).round() / 1_000.0
}
