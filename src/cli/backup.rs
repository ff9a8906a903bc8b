//! `kiez backup`

use std::path::PathBuf;

use anyhow::bail;

use crate::ground::clock::{Clock, Stopwatch};
use crate::ground::config::Config;
use crate::ground::keep::{self, Manifest};

use super::open;
use super::progress::Steps;
use super::table::figure;

#[derive(clap::Args)]
pub struct Options {
    /// A folder that does not exist yet, or is empty
    dir: PathBuf,
    /// The backup's manifest as JSON
    #[arg(long)]
    json: bool,
}

/// Makes it, and says what is in it.
///
/// # Errors
/// Why there is none; or that there is one, but uploads are missing from the forum.
pub fn run(config: &Config, options: &Options) -> anyhow::Result<()> {
    let watch = Stopwatch::start();
    let store = open::store_of_a_forum(config)?;
    let mut steps = Steps::new();
    let place = open::place(config, &store);
    let made = keep::backup(&place, &options.dir, Clock::System.now(), &mut |what, done, of| steps.at(what, done, of));
    steps.end();
    let made = made?;
    if options.json {
        println!("{}", serde_json::to_string_pretty(&made)?);
    } else {
        println!("Backed up into {} in {:.1} s:", options.dir.display(), watch.elapsed().as_secs_f64());
        println!("{}", contents(&made));
        println!("It holds personal data: keep it where nobody else reads. `kiez restore` takes it back.");
    }
    if !made.missing_uploads.is_empty() {
        bail!(
            "the backup is whole, but {} uploads that the database names are not in the forum's store: {}",
            made.missing_uploads.len(),
            made.missing_uploads.iter().take(20).map(String::as_str).collect::<Vec<_>>().join(", ")
        );
    }
    Ok(())
}

/// What a backup holds, in two lines.
pub fn contents(made: &Manifest) -> String {
    let rows: i64 = made.tables.values().sum();
    let bytes: u64 = made.files.values().map(|sum| sum.bytes).sum::<u64>() + made.upload_bytes;
    format!(
        "  {} rows in {} tables of a {} database, events up to {}\n  {} uploads; {} MB in all",
        figure(rows),
        made.tables.len(),
        made.engine,
        figure(made.log_position),
        figure(made.uploads.cast_signed()),
        figure(bytes.div_ceil(1_000_000).cast_signed()),
    )
}
