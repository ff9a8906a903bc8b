//! `kiez demo`

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::demo;
use crate::ground::clock::{Clock, Stopwatch};
use crate::ground::config::{Config, Given};
use crate::ground::db::Target;
use crate::ground::random::Random;
use crate::server;

use super::serve;

#[derive(clap::Args)]
pub struct Options {
    /// Folder to keep the demo in, also by KIEZ_DATA_DIR; without it a temporary one, gone at the end
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,

    /// Begin at this moment instead of now, as in 2026-11-21T22:30:00+01:00: how does it look on a Saturday night?
    #[arg(long, value_name = "TIME")]
    at: Option<jiff::Timestamp>,
}

/// Fills an empty forum with the community and runs it.
///
/// # Errors
/// What kept it from starting.
pub fn run(mut config: Config, given: &BTreeMap<&'static str, Given>, options: Options) -> anyhow::Result<()> {
    let watch = Stopwatch::start();
    let temporary = tempfile::Builder::new().prefix("kiez-demo-").tempdir()?;
    // The demo never touches a real forum: only a folder that was named in this very call, never the one of kiez.toml.
    let named = given.get("data_dir").filter(|dir| dir.is_of_this_call()).map(|dir| PathBuf::from(dir.value()));
    config.data_dir = options.data_dir.or(named).unwrap_or_else(|| temporary.path().to_path_buf());
    config.database = Target::Sqlite(config.data_dir.join("kiez.db"));
    config.bucket = None;
    if given.contains_key("database_url") {
        tracing::warn!("the demo keeps its own database; DATABASE_URL is not used");
    }
    config.demo = true;
    let system = actix_web::rt::System::new();
    let result = system.block_on(async {
        let clock = options.at.map_or(Clock::System, |at| Clock::running_from(at.into()));
        let running = server::start(config, clock, Random::from_system())?;
        let services = running.services.clone();
        tokio::task::spawn_blocking(move || demo::load(&services)).await??;
        tracing::info!(millis = u64::try_from(watch.elapsed().as_millis()).unwrap_or(u64::MAX), "the demo is ready");
        serve::announce(&running)?;
        running.serve().await
    });
    drop(temporary);
    serve::end(result)
}
