//! The log: to standard error, as text for people or JSON for machines.

use anyhow::Context;
use tracing_subscriber::EnvFilter;

use crate::ground::config::Config;

/// Starts it.
///
/// # Errors
/// A filter that cannot be understood.
pub fn start(config: &Config) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&config.log).with_context(|| {
        format!(
            "log (KIEZ_LOG): {:?} will not do; give a level such as info or filters such as info,kiez::search=debug",
            config.log
        )
    })?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if config.log_format == "json" {
        log.json().init();
    } else {
        log.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).init();
    }
    Ok(())
}
