//! `kiez restore`

use std::path::PathBuf;

use crate::ground::clock::Stopwatch;
use crate::ground::config::Config;
use crate::ground::keep;
use crate::ground::store::Store;

use super::backup::contents;
use super::open;
use super::progress::Steps;

#[derive(clap::Args)]
pub struct Options {
    /// The folder that `kiez backup` made
    dir: PathBuf,
    /// Replace the forum that is there
    #[arg(long)]
    overwrite: bool,
    /// The backup's manifest as JSON
    #[arg(long)]
    json: bool,
}

/// Restores, and says what.
///
/// # Errors
/// Why it was not; the forum is as it was then.
pub fn run(config: &Config, options: &Options) -> anyhow::Result<()> {
    let watch = Stopwatch::start();
    // Before a folder is made anywhere.
    keep::Manifest::read(&options.dir)?;
    let store = Store::of(config)?;
    let mut steps = Steps::new();
    let place = open::place(config, &store);
    let done = keep::restore(&options.dir, &place, options.overwrite, &mut |what, done, of| steps.at(what, done, of));
    steps.end();
    let done = done?;
    if options.json {
        println!("{}", serde_json::to_string_pretty(&done)?);
        return Ok(());
    }
    println!("Restored the forum of {} in {:.1} s:", done.made_at, watch.elapsed().as_secs_f64());
    println!("{}", contents(&done));
    if !done.missing_uploads.is_empty() {
        println!("  {} uploads were missing when it was made", done.missing_uploads.len());
    }
    println!("Every checksum and count was right. Start it with `kiez serve`, which makes the search index anew.");
    println!("Other nodes of this forum must forget theirs: remove DATA_DIR/index there before they start.");
    Ok(())
}
