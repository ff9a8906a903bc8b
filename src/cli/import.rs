//! `kiez import …`

use std::path::PathBuf;

use crate::ground::clock::{Clock, Stopwatch};
use crate::ground::config::Config;
use crate::interop::stackexchange::{self, Report};

use super::open;
use super::progress::Shown;
use super::table::{figure, lay_out};

#[derive(clap::Subcommand)]
pub enum Import {
    /// Import the XML files of a Stack Exchange dump; running it again changes nothing, a killed import goes on
    #[command(name = "stackexchange")]
    StackExchange(Options),
}

#[derive(clap::Args)]
pub struct Options {
    /// The folder with Users.xml, Posts.xml and their companions
    dir: PathBuf,
    /// The name to remember this dump by; without it the folder's name
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// One JSON object instead of the table
    #[arg(long)]
    json: bool,
}

/// Imports, and ends with the account.
///
/// # Errors
/// A broken file with its line, or a database that fails.
pub fn run(config: &Config, import: Import) -> anyhow::Result<()> {
    let Import::StackExchange(options) = import;
    let watch = Stopwatch::start();
    let db = open::for_writing(config)?;
    let host = match &config.public_url {
        Some(url) => {
            url.host_str().unwrap_or_default().to_owned() + &url.port().map(|p| format!(":{p}")).unwrap_or_default()
        }
        None => config.listen.to_string(),
    };
    let report = stackexchange::import(
        &db,
        &options.dir,
        options.source.as_deref(),
        &host,
        Clock::System.now(),
        &mut Shown::new(),
    )?;
    let seconds = watch.elapsed().as_secs_f64();
    if options.json {
        let mut json = serde_json::to_value(&report)?;
        if let Some(object) = json.as_object_mut() {
            object.insert("seconds".into(), ((seconds * 1_000.0).round() / 1_000.0).into());
        }
        println!("{}", serde_json::to_string_pretty(&json)?);
    } else {
        println!("{}", account(&report));
        let end = if report.written() == 0 { "Nothing was new" } else { "Imported" };
        println!("\n{end} ({}, {seconds:.1} s).", report.source);
    }
    Ok(())
}

fn account(report: &Report) -> String {
    let mut rows = Vec::new();
    for line in &report.lines {
        let left: u64 = line.left_out.values().sum();
        let mut reasons = line.left_out.iter().map(|(why, n)| format!("{n} {why}"));
        let number = |n: u64| figure(n.cast_signed());
        rows.push(vec![
            line.kind.to_owned(),
            number(line.read),
            number(line.imported),
            number(line.known),
            number(left),
            reasons.next().unwrap_or_default(),
        ]);
        rows.extend(
            reasons.map(|why| vec![String::new(), String::new(), String::new(), String::new(), String::new(), why]),
        );
    }
    lay_out(&["what", "read", "imported", "known", "left out", "why"], &rows)
}
