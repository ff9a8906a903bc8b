//! The database's own processes: what many nodes save or cost is spent there, too.

use anyhow::{Context, bail};
use diesel::prelude::*;
use diesel::sql_types::Integer;
use kiez::ground::db::{AnyConnection, Target};

use crate::support::process;

/// PostgreSQL on this machine.
pub struct Postgres {
    first: u32,
}

#[derive(QueryableByName)]
struct Backend {
    #[diesel(sql_type = Integer)]
    pid: i32,
}

impl Postgres {
    /// Finds the process that started the one which answers us.
    ///
    /// # Errors
    /// When it is another database, or runs on another machine.
    pub fn find(database: &str) -> anyhow::Result<Self> {
        let mut conn = Target::parse(database)?.connect()?;
        if matches!(conn, AnyConnection::Sqlite(_)) {
            bail!("several nodes need PostgreSQL: set DATABASE_URL");
        }
        let backend: Backend = diesel::sql_query("SELECT pg_backend_pid() AS pid").get_result(&mut conn)?;
        let first = process::parent(u32::try_from(backend.pid)?).context("PostgreSQL is on another machine")?;
        Ok(Self { first })
    }

    /// Seconds of processor time that it has used.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn processor_seconds(&self) -> anyhow::Result<f64> {
        process::family_seconds(self.first)
    }
}
