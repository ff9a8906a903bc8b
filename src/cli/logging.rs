//! The log: to standard error, as text for people or JSON for machines.

use anyhow::Context;
use tracing_subscriber::EnvFilter;

use crate::ground::config::Config;

/// What is not said unless somebody asks for it by this name: threads that are answered every second leave parts of the index empty,
/// and whenever one of those was just being merged tantivy warns of it in lines of kilobytes. It goes on without.
const QUIET: &str = "tantivy::indexer::segment_manager=error";

/// Starts it.
///
/// # Errors
/// A filter that cannot be understood.
pub fn start(config: &Config) -> anyhow::Result<()> {
    let log = tracing_subscriber::fmt().with_env_filter(filter(&config.log)?).with_writer(std::io::stderr);
    if config.log_format == "json" {
        log.json().init();
    } else {
        log.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).init();
    }
    Ok(())
}

fn filter(log: &str) -> anyhow::Result<EnvFilter> {
    EnvFilter::try_new(format!("{QUIET},{log}")).with_context(|| {
        format!(
            "log (KIEZ_LOG): {log:?} will not do; give a level such as info or filters such as info,kiez::search=debug"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_harmless_is_quiet_unless_it_is_asked_for() {
        let said = |log| filter(log).map(|filter| filter.to_string()).unwrap_or_default();
        assert!(said("warn").contains(QUIET) && said("warn").contains("warn"), "{}", said("warn"));
        let asked = said("warn,tantivy::indexer::segment_manager=debug");
        assert!(!asked.contains(QUIET) && asked.contains("segment_manager=debug"), "{asked}");
        assert!(filter("info,kiez=loud").is_err());
    }
}
