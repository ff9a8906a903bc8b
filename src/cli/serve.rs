//! `kiez serve`

use std::io::Write;

use crate::ground::clock::Clock;
use crate::ground::config::Config;
use crate::ground::random::Random;
use crate::server::{self, Running};

/// Runs the forum until SIGTERM or Ctrl-C.
///
/// # Errors
/// What kept it from starting, or that the server failed.
pub fn run(config: Config) -> anyhow::Result<()> {
    if config.smtp_url.is_none() {
        tracing::warn!(folder = %config.data_dir.join("mail").display(), "no smtp_url is set: mails are written to files in this folder");
    }
    let system = actix_web::rt::System::new();
    let result = system.block_on(async {
        let running = server::start(config, Clock::System, Random::from_system())?;
        announce(&running)?;
        running.serve().await
    });
    end(result)
}

/// Says where the forum listens, at once even into a pipe.
///
/// # Errors
/// When standard output is closed.
pub fn announce(running: &Running) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "Kiez listens on http://{}", running.address)?;
    out.flush()?;
    Ok(())
}

/// Leaves at once: what was accepted is answered by now, and a thread that waits for a frozen database must not hold up the end.
///
/// # Errors
/// The server's own.
pub fn end(result: anyhow::Result<()>) -> anyhow::Result<()> {
    result?;
    tracing::info!("the forum has ended");
    std::process::exit(0)
}
