//! `kiez migrate`

use anyhow::Context;

use crate::ground::config::Config;
use crate::ground::db::migrate;

/// Runs what is missing and says what that was.
///
/// # Errors
/// When the database cannot be reached, or the first migration that fails.
pub fn run(config: &Config) -> anyhow::Result<()> {
    let mut conn = config.database.connect().context("the database does not open; `kiez doctor` says why")?;
    let ran = migrate(&mut conn)?;
    for name in &ran {
        println!("migrated {name}");
    }
    println!("The {} database is up to date.", config.database.kind());
    Ok(())
}
