//! The database for commands that do not serve: opened, and up to date or the command says so.

use anyhow::{Context, ensure};

use crate::ground::config::Config;
use crate::ground::db::{Db, DbOptions, Target, migrate, pending};
use crate::ground::keep::{Place, Tools};
use crate::ground::store::Store;
use crate::{accounts, escalation, notifications};

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
    let db = Db::open(config.database.clone(), DbOptions { readers: 2, ..DbOptions::default() })?;
    escalation::attach(&db);
    notifications::attach(&db);
    Ok(db)
}

/// The parts of the installation that are kept together.
pub fn place<'a>(config: &'a Config, store: &'a Store) -> Place<'a> {
    Place {
        database: &config.database,
        store,
        names: accounts::upload::names,
        data_dir: &config.data_dir,
        tools: Tools { folder: config.pg_bin.clone() },
    }
}

/// The uploads of a forum that is there; opening a database or a store would make one.
///
/// # Errors
/// When there is no forum.
pub fn store_of_a_forum(config: &Config) -> anyhow::Result<Store> {
    if let Target::Sqlite(path) = &config.database {
        ensure!(
            path.exists(),
            "there is no forum in {}; `kiez config` says where it is looked for (DATABASE_URL, KIEZ_DATA_DIR)",
            path.display()
        );
    }
    Store::of(config)
}
