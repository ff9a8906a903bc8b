//! The two migration trees, embedded in the program.

use anyhow::anyhow;
use diesel::migration::MigrationSource;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::AnyConnection;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRESQL: EmbeddedMigrations = embed_migrations!("migrations/postgresql");

/// Brings the database up to date; returns the names of the migrations that ran.
/// Each runs in a transaction of its own, so a killed migration leaves nothing behind.
///
/// # Errors
/// The first migration that fails.
pub fn migrate(conn: &mut AnyConnection) -> anyhow::Result<Vec<String>> {
    let ran = match conn {
        AnyConnection::Sqlite(inner) => inner.run_pending_migrations(SQLITE).map(|v| names(&v)),
        AnyConnection::Postgres(inner) => {
            use diesel::connection::SimpleConnection;
            // Two nodes that start together must not migrate at the same time.
            inner.batch_execute("SELECT pg_advisory_lock(4720173)")?;
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
    let known: Vec<String> = match conn {
        AnyConnection::Sqlite(_) => {
            let all = MigrationSource::<Sqlite>::migrations(&SQLITE);
            all.map(|all| all.iter().map(|one| one.name().version().to_string()).collect())
        }
        AnyConnection::Postgres(_) => {
            let all = MigrationSource::<Pg>::migrations(&POSTGRESQL);
            all.map(|all| all.iter().map(|one| one.name().version().to_string()).collect())
        }
    }
    .map_err(|why| anyhow!("cannot list the migrations: {why}"))?;
    let ran = diesel::sql_query("SELECT version FROM __diesel_schema_migrations");
    let ran: Vec<Ran> = crate::on_both!(conn, inner => ran.load(inner))?;
    Ok(known.iter().filter(|version| ran.iter().all(|one| one.version != **version)).count())
}
