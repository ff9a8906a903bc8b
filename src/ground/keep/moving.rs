//! Moves a forum to another database with everything, and says of each table whether it arrived whole.

use std::path::Path;

use anyhow::{Context, anyhow, bail, ensure};
use diesel::connection::SimpleConnection;

use super::catalogue::{Table, catalogue};
use super::cells::{Cell, key_of, next_limit, page, quoted};
use super::compare::{Digest, digest, oddities};
use super::pour::pour;
use super::progress::{self, Step};
use super::standing::{Standing, alone, count, has_table, is_there, position, standing};
use super::{Watch, files, numbering, pg_restore};
use crate::ground::clock::Stopwatch;
use crate::ground::db::{AnyConnection, Target, migrate, missing};

/// Whence and whither.
pub struct Move<'a> {
    /// The forum.
    pub from: &'a Target,
    /// A database that holds none, or a part of this one.
    pub to: &'a Target,
    /// Drops the part that is there and begins again.
    pub start_over: bool,
}

/// What became of a table.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Line {
    /// Its name.
    pub table: String,
    /// Its rows.
    pub rows: u64,
    /// Whether both sides hold the same.
    pub equal: bool,
    /// The checksum of what arrived.
    pub checksum: String,
    /// How long it took.
    pub seconds: f64,
}

/// What became of the forum.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Report {
    /// Table by table.
    pub tables: Vec<Line>,
    /// Where the log ends.
    pub log_position: i64,
    /// Rows that an earlier run had moved already.
    pub rows_before: u64,
}

/// Moves it. A move that was stopped goes on where it was when it is called again.
///
/// # Errors
/// A forum that is in use or changed meanwhile, a database that holds another one, a value that the other database
/// cannot hold, with its place. Nobody can serve what has not arrived whole.
pub fn move_forum(order: &Move<'_>, watch: Watch<'_>) -> anyhow::Result<Report> {
    ensure!(order.from != order.to, "both addresses are the same");
    let mut source = open_source(order.from)?;
    let position = position(&mut source)?;
    let tables = catalogue(&mut source)?;
    let mut odd = Vec::new();
    for (done, table) in tables.iter().enumerate() {
        watch("looking for what cannot be moved", done as u64, tables.len() as u64)?;
        odd.extend(oddities(&mut source, table)?);
    }
    ensure!(odd.is_empty(), "these values have no equal on the other database, correct them first: {}", odd.join("; "));
    let (mut target, found) = open_target(order, &tables, position)?;
    let order_of_arrival = found.iter().filter_map(|table| tables.iter().find(|one| one.name == table.name));
    let mut report = Report { tables: Vec::new(), log_position: position, rows_before: 0 };
    for table in order_of_arrival {
        let watch_clock = Stopwatch::start();
        report.rows_before += carry(&mut source, &mut target, table, watch)?;
        numbering::go_on(&mut source, &mut target, table, &found)?;
        let (here, there) = compare(&mut source, &mut target, table, watch)?;
        report.tables.push(Line {
            table: table.name.clone(),
            rows: there.rows,
            equal: here == there,
            checksum: there.sum,
            seconds: watch_clock.elapsed().as_secs_f64(),
        });
    }
    let unequal: Vec<&str> = report.tables.iter().filter(|line| !line.equal).map(|line| line.table.as_str()).collect();
    ensure!(
        unequal.is_empty(),
        "these tables did not arrive as they are: {}. Was the forum used meanwhile? Run it again with --start-over",
        unequal.join(", ")
    );
    drop(source);
    let now = super::standing::position(&mut order.from.connect_read_only()?)?;
    ensure!(
        now == position,
        "the forum was written to while it was moved (its log came from {position} to {now}). Stop every `kiez serve` \
         and run it again with --start-over"
    );
    watch("finishing", 0, 1)?;
    finish(&mut target)?;
    Ok(report)
}

/// One moment of the forum, and with SQLite nobody can write as long as it is open.
fn open_source(from: &Target) -> anyhow::Result<AnyConnection> {
    ensure!(is_there(from), "there is no database to move");
    let mut conn = alone(from).context("the forum must not be served while it is moved")?;
    match standing(&mut conn)? {
        Standing::Forum(_) => {}
        Standing::Moving => bail!("the forum did not arrive there whole itself"),
        Standing::Empty | Standing::Fresh => bail!("there is no forum to move"),
    }
    ensure!(missing(&mut conn)? == 0, "the forum's database lacks migrations; run `kiez migrate` on it first");
    if let AnyConnection::Postgres(inner) = &mut conn {
        inner.batch_execute("SET statement_timeout = 0; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
    }
    Ok(conn)
}

/// A place for these tables, with those that are there, and what an earlier run moved.
fn open_target(order: &Move<'_>, tables: &[Table], position: i64) -> anyhow::Result<(AnyConnection, Vec<Table>)> {
    let mut conn = if is_there(order.to) { alone(order.to)? } else { order.to.connect()? };
    let mut there = standing(&mut conn)?;
    if order.start_over && there == Standing::Moving {
        drop(conn);
        clear(order.to)?;
        conn = order.to.connect()?;
        there = standing(&mut conn)?;
    }
    drop(conn);
    let mut conn = order.to.connect()?;
    match &mut conn {
        // What is lost with the power is moved again: rows and progress are lost together. The last commit waits.
        AnyConnection::Postgres(inner) => {
            inner.batch_execute("SET statement_timeout = 0; SET lock_timeout = 0; SET synchronous_commit = off")?;
            let alone = count(&mut conn, "SELECT CAST(pg_try_advisory_lock(4720174) AS INT)::bigint AS n")?;
            ensure!(alone == 1, "another move into this database is running");
        }
        AnyConnection::Sqlite(_) => {}
    }
    match there {
        Standing::Forum(_) => bail!("there is a forum in the database that it should go to; name an empty one"),
        Standing::Empty | Standing::Fresh => {
            migrate(&mut conn)?;
        }
        Standing::Moving => {}
    }
    let found = catalogue(&mut conn)?;
    ensure!(
        tables.len() == found.len() && tables.iter().all(|one| found.iter().any(|other| other.matches(one))),
        "the tables of the two databases are not the same: {}",
        differences(tables, &found)
    );
    let mark = mark(order.from);
    if there == Standing::Moving {
        ensure!(
            progress::whose(&mut conn)? == Some((mark, position)),
            "a part of another forum, or of this one at another time, is there; --start-over drops it"
        );
    } else {
        begin(&mut conn, &found, &mark, position)?;
    }
    Ok((conn, found))
}

/// Takes away what migrations put there: the forum brings its own.
fn begin(conn: &mut AnyConnection, tables: &[Table], mark: &str, position: i64) -> anyhow::Result<()> {
    transaction(conn, |conn| {
        for table in tables.iter().rev() {
            conn.batch_execute(&format!("DELETE FROM {}", quoted(&table.name)))?;
        }
        progress::begin(conn, mark, position)
    })
}

/// Drops the part of a forum that is there.
fn clear(target: &Target) -> anyhow::Result<()> {
    match target {
        Target::Sqlite(path) => {
            for ending in ["-journal", "-wal", "-shm", ""] {
                let mut name = path.as_os_str().to_owned();
                name.push(ending);
                files::remove(Path::new(&name))?;
            }
            Ok(())
        }
        Target::Postgres(_) => {
            let mut conn = target.connect()?;
            ensure!(has_table(&mut conn, progress::TABLE)?, "there is no part of a forum to drop");
            conn.batch_execute(&format!("SET statement_timeout = 0; BEGIN; {}; COMMIT", pg_restore::CLEAR))?;
            Ok(())
        }
    }
}

/// Which forum it is, without secrets.
fn mark(target: &Target) -> String {
    match target {
        Target::Sqlite(path) => format!("sqlite://{}", path.canonicalize().unwrap_or_else(|_| path.clone()).display()),
        Target::Postgres(url) => super::tools::without_password(url).0,
    }
}

fn differences(ours: &[Table], theirs: &[Table]) -> String {
    let odd = |some: &[Table], others: &[Table]| -> Vec<String> {
        let alone = some.iter().filter(|one| !others.iter().any(|other| other.matches(one)));
        alone.map(|one| one.name.clone()).collect()
    };
    let mut names = odd(ours, theirs);
    names.extend(odd(theirs, ours));
    names.sort();
    names.dedup();
    names.join(", ")
}

fn transaction<T>(
    conn: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    conn.batch_execute("BEGIN")?;
    match work(conn) {
        Ok(value) => {
            conn.batch_execute("COMMIT")?;
            Ok(value)
        }
        Err(why) => {
            let _ = conn.batch_execute("ROLLBACK");
            Err(why)
        }
    }
}

/// Moves the rows of a table that are not there yet; returns how many were.
fn carry(
    source: &mut AnyConnection,
    target: &mut AnyConnection,
    table: &Table,
    watch: Watch<'_>,
) -> anyhow::Result<u64> {
    let mut step = progress::step(target, &table.name)?;
    let before = step.rows;
    let total = count(source, &format!("SELECT COUNT(*) AS n FROM {}", quoted(&table.name)))?.unsigned_abs();
    let mut limit = next_limit(0, 0);
    while !step.done {
        watch(&table.name, step.rows, total)?;
        let rows = page(source, table, &step.after, limit)?;
        let done = rows.len() < limit;
        let after = rows.last().map_or_else(|| step.after.clone(), |last| key_of(table, last));
        let bytes: usize = rows.iter().flatten().map(Cell::size).sum();
        limit = next_limit(rows.len(), bytes);
        let next = Step { after, rows: step.rows + rows.len() as u64, done };
        transaction(target, |target| {
            pour(target, table, rows)?;
            progress::keep(target, &table.name, &next)
        })?;
        step = next;
    }
    watch(&table.name, total, total)?;
    Ok(before)
}

/// Both sides are read at the same time.
fn compare(
    source: &mut AnyConnection,
    target: &mut AnyConnection,
    table: &Table,
    watch: Watch<'_>,
) -> anyhow::Result<(Digest, Digest)> {
    let total = count(target, &format!("SELECT COUNT(*) AS n FROM {}", quoted(&table.name)))?.unsigned_abs();
    let title = format!("comparing {}", table.name);
    std::thread::scope(|scope| {
        let there = scope.spawn(|| digest(target, table, |_| Ok(())));
        let here = digest(source, table, |rows| watch(&title, rows, total));
        let there = there.join().map_err(|_| anyhow!("the comparison broke off"))?;
        Ok((here?, there?))
    })
}

/// From here on it is a forum that can be served.
fn finish(target: &mut AnyConnection) -> anyhow::Result<()> {
    match target {
        AnyConnection::Sqlite(_) => {
            super::snapshot::check(target).context("what arrived does not hold together")?;
            progress::end(target)
        }
        AnyConnection::Postgres(_) => {
            // Good plans from the first page on.
            target.batch_execute("ANALYZE; SET synchronous_commit = on")?;
            progress::end(target)
        }
    }
}
