//! PostgreSQL's way back: the script that pg_restore writes runs in one transaction, which first drops what is there and
//! at last counts what came. Until it commits, everybody sees the old forum.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, anyhow};
use diesel::connection::SimpleConnection;

use super::manifest::Manifest;
use super::standing::alone;
use super::tools::Running;
use super::{Place, Watch};
use crate::ground::db::Target;

/// Drops every table and routine that belongs to no extension, with whatever hangs on them.
pub const CLEAR: &str = "DO $clear$ DECLARE one record; BEGIN
FOR one IN SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
LOOP EXECUTE 'DROP TABLE IF EXISTS ' || one.name || ' CASCADE'; END LOOP;
FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
LOOP EXECUTE 'DROP ROUTINE IF EXISTS ' || one.name || ' CASCADE'; END LOOP;
END $clear$;
";

/// Runs it.
pub fn run(url: &str, file: &Path, manifest: &Manifest, place: &Place<'_>, watch: Watch<'_>) -> anyhow::Result<()> {
    drop(alone(&Target::Postgres(url.into()))?);
    let mut psql = place.tools.command("psql", url)?;
    psql.args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"]).stdin(Stdio::piped()).stdout(Stdio::null());
    let mut psql = Running::start("psql", psql)?;
    let mut script = psql.child().stdin.take().context("psql does not listen")?;
    let mut reading = place.tools.plain("pg_restore")?;
    reading.args(["--no-owner", "--no-privileges", "--exit-on-error", "--verbose", "--file=-"]).arg(file);
    reading.stdout(Stdio::piped());
    let mut reading = Running::start("pg_restore", reading)?;
    let mut out = reading.child().stdout.take().context("pg_restore does not speak")?;
    let tables = manifest.tables.len() as u64;
    let (mut buffer, mut done) = (vec![0; 1 << 18], 0);
    let piped = (|| -> anyhow::Result<()> {
        write!(script, "SET statement_timeout = 0; SET client_min_messages = error;\nBEGIN;\n{CLEAR}")?;
        loop {
            let read = out.read(&mut buffer)?;
            if read == 0 {
                return Ok(());
            }
            script.write_all(&buffer[..read])?;
            done += reading.news().iter().filter(|line| line.contains("processing data for table")).count() as u64;
            watch("database (tables)", done.min(tables), tables)?;
        }
    })();
    if let Err(why) = piped {
        // psql knows why it does not listen any more; whatever it was, without a commit nothing has happened.
        drop(script);
        return if why.is::<std::io::Error>() { psql.end().and(Err(why)) } else { Err(why) };
    }
    reading.end()?;
    watch("committing", 0, 1)?;
    let sent = script.write_all(checks(manifest)?.as_bytes());
    drop(script);
    psql.end().map_err(|why| anyhow!("nothing was restored, the forum is as it was: {why:#}"))?;
    sent.context("psql did not listen to the end")?;
    // Good plans from the first page on.
    Target::Postgres(url.into()).connect()?.batch_execute("SET statement_timeout = 0; ANALYZE")?;
    watch("committing", 1, 1)
}

/// What must be true before it is committed.
fn checks(manifest: &Manifest) -> anyhow::Result<String> {
    let mut sql = String::from("DO $check$ BEGIN\n");
    for (table, rows) in &manifest.tables {
        let name = format!("public.\"{}\"", table.replace('"', "\"\""));
        let word = table.replace('\'', "''");
        writeln!(
            sql,
            "IF (SELECT COUNT(*) FROM {name}) <> {rows} THEN RAISE EXCEPTION '% has not {rows} rows', '{word}'; END IF;"
        )?;
    }
    writeln!(
        sql,
        "IF (SELECT MAX(position) FROM public.event_log) <> {} THEN RAISE EXCEPTION 'the log ends elsewhere'; END IF;",
        manifest.log_position
    )?;
    sql.push_str("END $check$;\nCOMMIT;\n");
    Ok(sql)
}
