//! Whether a database holds a forum, and whether somebody uses it.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::progress;
use crate::ground::clock::Stopwatch;
use crate::ground::db::{AnyConnection, Sqlite, Target};

/// How long a process that just ended may still hold its connections.
const LINGER: Duration = Duration::from_secs(2);

/// Why a database cannot be had alone.
#[derive(Debug, thiserror::Error)]
#[error("the {0} database is in use: stop every `kiez serve` (and whoever else is connected) first")]
pub struct InUse(&'static str);

/// What is in a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Empty,
    /// Tables in which nothing has happened yet.
    Fresh,
    /// A forum whose log has come so far.
    Forum(i64),
    /// A part of a forum that is being moved here.
    Moving,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Counts with a query that calls its answer `n`.
pub fn count(conn: &mut AnyConnection, sql: &str) -> anyhow::Result<i64> {
    let count: Count = crate::on_both!(conn, inner => diesel::sql_query(sql).get_result(inner))?;
    Ok(count.n)
}

/// Whether there is such a table.
pub fn has_table(conn: &mut AnyConnection, name: &str) -> anyhow::Result<bool> {
    let found: Count = match conn {
        AnyConnection::Sqlite(inner) => {
            let query = diesel::sql_query("SELECT COUNT(*) AS n FROM sqlite_master WHERE type = 'table' AND name = ?");
            query.bind::<Text, _>(name).get_result(inner)?
        }
        AnyConnection::Postgres(inner) => {
            let query = diesel::sql_query(
                "SELECT COUNT(*) AS n FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1",
            );
            query.bind::<Text, _>(name).get_result(inner)?
        }
    };
    Ok(found.n > 0)
}

/// Whether a forum is on its way into this database, and not all there.
///
/// # Errors
/// When the database cannot be asked.
pub fn is_moving(conn: &mut AnyConnection) -> anyhow::Result<bool> {
    has_table(conn, progress::TABLE)
}

/// What is there.
pub fn standing(conn: &mut AnyConnection) -> anyhow::Result<Standing> {
    if is_moving(conn)? {
        return Ok(Standing::Moving);
    }
    if has_table(conn, "event_log")? {
        let position = position(conn)?;
        return Ok(if position == 0 { Standing::Fresh } else { Standing::Forum(position) });
    }
    let others = match conn {
        AnyConnection::Sqlite(_) => {
            count(conn, "SELECT COUNT(*) AS n FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")?
        }
        AnyConnection::Postgres(_) => count(
            conn,
            "SELECT COUNT(*) AS n FROM pg_tables WHERE schemaname = current_schema() AND NOT EXISTS (SELECT 1 \
             FROM pg_depend d WHERE d.objid = (quote_ident(schemaname) || '.' || quote_ident(tablename))::regclass \
             AND d.deptype = 'e')",
        )?,
    };
    ensure!(others == 0, "this database holds {others} tables that are not a forum's; name one that is empty");
    Ok(Standing::Empty)
}

/// How far the log of a forum has come.
pub fn position(conn: &mut AnyConnection) -> anyhow::Result<i64> {
    count(conn, "SELECT COALESCE(MAX(position), 0) AS n FROM event_log")
}

/// Whether there is a database to open: opening SQLite would make one.
pub fn is_there(target: &Target) -> bool {
    match target {
        Target::Sqlite(path) => path.exists(),
        Target::Postgres(_) => true,
    }
}

/// A SQLite file, opened as it is.
pub fn open_file(path: &Path) -> anyhow::Result<AnyConnection> {
    let opened =
        Sqlite::establish(&path.to_string_lossy()).with_context(|| format!("cannot open {}", path.display()))?;
    Ok(AnyConnection::Sqlite(opened))
}

/// A connection to a database that nobody else is connected to. With SQLite nobody can write as long as it is kept:
/// it takes the file out of WAL mode, which needs that nobody has it open, and holds it there.
pub fn alone(target: &Target) -> anyhow::Result<AnyConnection> {
    let since = Stopwatch::start();
    loop {
        let conn = match target {
            Target::Sqlite(path) => hold(path)?,
            Target::Postgres(_) => {
                let mut conn = target.connect()?;
                let others = count(
                    &mut conn,
                    "SELECT COUNT(*) AS n FROM pg_stat_activity \
                     WHERE datname = current_database() AND pid <> pg_backend_pid() AND leader_pid IS NULL \
                     AND COALESCE(backend_type, 'client backend') = 'client backend'",
                )?;
                (others == 0).then_some(conn)
            }
        };
        match conn {
            Some(conn) => return Ok(conn),
            None if since.elapsed() > LINGER => bail!(InUse(target.kind())),
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

fn hold(path: &Path) -> anyhow::Result<Option<AnyConnection>> {
    let mut conn = open_file(path)?;
    let held = conn
        .batch_execute("PRAGMA journal_mode = DELETE; PRAGMA foreign_keys = ON; BEGIN")
        .and_then(|()| conn.batch_execute("SELECT COUNT(*) FROM sqlite_master"));
    match held {
        Ok(()) => Ok(Some(conn)),
        Err(why) if why.to_string().contains("locked") => Ok(None),
        Err(why) => Err(why).with_context(|| format!("cannot open {}", path.display())),
    }
}
