//! One moment of a database, in a file. Both ways leave whoever writes alone.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, anyhow, ensure};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::standing::open_file;
use super::tools::{Running, output};
use super::{Tools, Watch, files};
use crate::ground::db::{AnyConnection, Target, health};

/// The database's file in a backup.
pub fn file_of(engine: &str) -> &'static str {
    if engine == "sqlite" { "database.sqlite" } else { "database.pgdump" }
}

/// Between two looks at how far it has come.
const LOOK: Duration = Duration::from_millis(20);

/// Takes it; returns a connection that sees the very same moment.
pub fn take(target: &Target, dir: &Path, tools: &Tools, watch: Watch<'_>) -> anyhow::Result<AnyConnection> {
    let file = dir.join(file_of(target.kind()));
    // Made first, so that nobody else can read it while it grows.
    drop(files::create(&file)?);
    let conn = match target {
        Target::Sqlite(path) => of_sqlite(path, &file, watch),
        Target::Postgres(url) => of_postgres(target, url, &file, tools, watch),
    }?;
    files::settle(&file)?;
    Ok(conn)
}

/// VACUUM INTO reads one moment of the database like any other reader, and writes it without gaps.
fn of_sqlite(path: &Path, file: &Path, watch: Watch<'_>) -> anyhow::Result<AnyConnection> {
    let length = |path: &Path| std::fs::metadata(path).map_or(0, |meta| meta.len());
    let (target, total) = (Target::Sqlite(path.to_path_buf()), length(path));
    let into = format!("VACUUM INTO '{}'", file.to_string_lossy().replace('\'', "''"));
    let copying = std::thread::spawn(move || -> anyhow::Result<()> {
        target.connect()?.batch_execute(&into).context("the database could not be copied")
    });
    let mut told = Ok(());
    while !copying.is_finished() {
        if told.is_ok() {
            told = watch("database", length(file).min(total), total);
        }
        std::thread::sleep(LOOK);
    }
    copying.join().map_err(|_| anyhow!("the copy of the database broke off"))??;
    told?;
    watch("database", total, total)?;
    let mut conn = open_file(file)?;
    conn.batch_execute("PRAGMA journal_mode = DELETE; PRAGMA query_only = ON")?;
    check(&mut conn).context("the database that was copied is damaged; `kiez doctor` may say more")?;
    Ok(conn)
}

/// Refuses a database that is not whole.
pub fn check(conn: &mut AnyConnection) -> anyhow::Result<()> {
    let damages = health::integrity(conn)?;
    ensure!(damages.is_empty(), "{}", damages.join("; "));
    Ok(())
}

#[derive(QueryableByName)]
struct Exported {
    #[diesel(sql_type = Text)]
    id: String,
}

/// pg_dump sees what a transaction of ours sees, which goes on until everything is counted.
fn of_postgres(
    target: &Target,
    url: &str,
    file: &Path,
    tools: &Tools,
    watch: Watch<'_>,
) -> anyhow::Result<AnyConnection> {
    let mut conn = target.connect_read_only()?;
    conn.batch_execute("SET statement_timeout = 0; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
    let query = diesel::sql_query("SELECT pg_export_snapshot() AS id");
    let exported: Exported = crate::on_both!(&mut conn, inner => query.get_result(inner))?;
    let tables = super::catalogue(&mut conn)?.len() as u64;
    let mut command = tools.command("pg_dump", url)?;
    command.args(["--format=custom", "--no-owner", "--no-privileges", "--no-comments", "--no-publications"]);
    command.args(["--no-subscriptions", "--no-security-labels", "--verbose", "--lock-wait-timeout=10000"]);
    command.arg(format!("--snapshot={}", exported.id)).arg("--file").arg(file);
    let mut running = Running::start("pg_dump", command)?;
    let mut done = 0;
    while running.runs()? {
        done += running.news().iter().filter(|line| line.contains("dumping contents of table")).count() as u64;
        watch("database (tables)", done.min(tables), tables)?;
        std::thread::sleep(LOOK);
    }
    running.end()?;
    watch("database (tables)", tables, tables)?;
    let mut list = tools.plain("pg_restore")?;
    list.arg("--list").arg(file);
    output("pg_restore", list).context("the dump that was just made cannot be read")?;
    Ok(conn)
}
