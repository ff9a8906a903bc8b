//! The two migration trees, embedded in the program.

use anyhow::{anyhow, ensure};
use diesel::migration::MigrationSource;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::AnyConnection;
use crate::ground::keep;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRESQL: EmbeddedMigrations = embed_migrations!("migrations/postgresql");

/// Brings the database up to date; returns the names of the migrations that ran.
/// Each runs in a transaction of its own, so a killed migration leaves nothing behind. Afterwards a connection to PostgreSQL
/// has no limit of time any more: take another one for anything else.
///
/// # Errors
/// The first migration that fails.
pub fn migrate(conn: &mut AnyConnection) -> anyhow::Result<Vec<String>> {
    ensure!(
        !keep::is_moving(conn)?,
        "a forum is being moved into this database and is not all there yet; run `kiez migrate-database` again"
    );
    let ran = match conn {
        AnyConnection::Sqlite(inner) => inner.run_pending_migrations(SQLITE).map(|v| names(&v)),
        AnyConnection::Postgres(inner) => {
            use diesel::connection::SimpleConnection;
            // An index of a hundred million rows takes as long as it takes; a lock that people wait behind must not.
            inner.batch_execute("SET statement_timeout = 0; SET lock_timeout = 0")?;
            // Two nodes that start together must not migrate at the same time.
            inner.batch_execute("SELECT pg_advisory_lock(4720173); SET lock_timeout = '10s'")?;
            let ran = inner.run_pending_migrations(POSTGRESQL).map(|v| names(&v));
            inner.batch_execute("SELECT pg_advisory_unlock(4720173)")?;
            ran
        }
    };
    ran.map_err(|why| anyhow!("a migration failed: {why}"))
}

fn names(versions: &[diesel::migration::MigrationVersion<'_>]) -> Vec<String> {
    versions.iter().map(ToString::to_string).collect()
}

/// How many migrations the database still lacks.
///
/// # Errors
/// When the database cannot be asked.
pub fn pending(conn: &mut AnyConnection) -> anyhow::Result<usize> {
    match conn {
        AnyConnection::Sqlite(inner) => inner.pending_migrations(SQLITE).map(|v| v.len()),
        AnyConnection::Postgres(inner) => inner.pending_migrations(POSTGRESQL).map(|v| v.len()),
    }
    .map_err(|why| anyhow!("cannot list the migrations: {why}"))
}

/// The version of a migration that ran.
#[derive(QueryableByName)]
struct Ran {
    #[diesel(sql_type = Text)]
    version: String,
}

/// The same for a connection that cannot write: `pending` would make the list of migrations if there were none, which
/// PostgreSQL refuses there even if there is one.
///
/// # Errors
/// When the database cannot be asked, or was never migrated.
pub fn missing(conn: &mut AnyConnection) -> anyhow::Result<usize> {
    let known = known(match conn {
        AnyConnection::Sqlite(_) => "sqlite",
        AnyConnection::Postgres(_) => "postgresql",
    })?;
    let ran = ran(conn)?;
    Ok(known.iter().filter(|version| !ran.contains(version)).count())
}

/// The migrations that this program has for a database of that kind, in order.
///
/// # Errors
/// When they cannot be listed.
pub fn known(kind: &str) -> anyhow::Result<Vec<String>> {
    match kind {
        "sqlite" => {
            let all = MigrationSource::<Sqlite>::migrations(&SQLITE);
            all.map(|all| all.iter().map(|one| one.name().version().to_string()).collect())
        }
        _ => {
            let all = MigrationSource::<Pg>::migrations(&POSTGRESQL);
            all.map(|all| all.iter().map(|one| one.name().version().to_string()).collect())
        }
    }
    .map_err(|why| anyhow!("cannot list the migrations: {why}"))
}

/// The migrations that ran on the database, in order.
///
/// # Errors
/// When the database cannot be asked, or was never migrated.
pub fn ran(conn: &mut AnyConnection) -> anyhow::Result<Vec<String>> {
    let query = diesel::sql_query("SELECT version FROM __diesel_schema_migrations ORDER BY version LIMIT 10000");
    let ran: Vec<Ran> = crate::on_both!(conn, inner => query.load(inner))?;
    Ok(ran.into_iter().map(|one| one.version).collect())
}
