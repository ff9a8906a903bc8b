//! The database for commands that do not serve: opened, and up to date or the command says so.

use anyhow::{Context, ensure};

use crate::ground::config::Config;
use crate::ground::db::{Db, DbOptions, WriterOptions, migrate, pending};
use crate::{escalation, notifications};

/// Opens the database for a command that reads.
///
/// # Errors
/// When it cannot be reached or lacks migrations.
pub fn for_reading(config: &Config) -> anyhow::Result<Db> {
    let mut conn = config.database.connect().context("the database does not open; `kiez doctor` says why")?;
    let missing = pending(&mut conn)?;
    ensure!(missing == 0, "the database lacks {missing} migrations; run `kiez migrate` first");
    open(config)
}

/// Opens the database for a command that writes, after bringing it up to date.
///
/// # Errors
/// When it cannot be reached or migrated.
pub fn for_writing(config: &Config) -> anyhow::Result<Db> {
    let mut conn = config.database.connect().context("the database does not open; `kiez doctor` says why")?;
    migrate(&mut conn)?;
    open(config)
}

fn open(config: &Config) -> anyhow::Result<Db> {
    let db = Db::open(config.database.clone(), DbOptions { readers: 2, writer: WriterOptions::default() })?;
    escalation::attach(&db);
    notifications::attach(&db);
    Ok(db)
}
