//! 15: an upgrade that is killed inside its migrations again and again comes through; and on SQLite nobody hears of locks while fifty
//! people write, one reads for long and the log is written back.

use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use kiez::ground::clock::Stopwatch;
use kiez::ground::db::{AnyConnection, Target, missing};
use kiez::ground::random::Random;

use super::house::House;
use super::writes::{Log, is_whole};
use super::{databases, percentile, report, sized, within};
use crate::support::Database;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}

/// Everything that a database is made of, in its own words.
fn schema(target: &Target) -> Vec<String> {
    let lines: Vec<Line> = match &mut target.connect().expect("it opens") {
        AnyConnection::Sqlite(conn) => diesel::sql_query(
            "SELECT type || ' ' || name || ' ' || COALESCE(sql, '') AS line FROM sqlite_master ORDER BY 1",
        )
        .load(conn),
        AnyConnection::Postgres(conn) => diesel::sql_query(
            "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS line \
             FROM information_schema.columns WHERE table_schema = 'public' \
             UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
        )
        .load(conn),
    }
    .expect("the schema");
    lines.into_iter().map(|line| line.line).collect()
}

/// Takes everything away and runs so many migrations: a database of an older program.
fn made_older(target: &Target, migrations: usize) {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let conn = match target {
        Target::Sqlite(path) => {
            for ending in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{ending}", path.display()));
            }
            target.connect()
        }
        Target::Postgres(_) => target.connect(),
    };
    match &mut conn.expect("it opens") {
        AnyConnection::Sqlite(conn) => {
            let all = FileBasedMigrations::from_path(format!("{root}/sqlite")).expect("migrations");
            (0..migrations).for_each(|_| drop(conn.run_next_migration(all.clone()).expect("a migration")));
        }
        AnyConnection::Postgres(conn) => {
            conn.batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public").expect("empty");
            let all = FileBasedMigrations::from_path(format!("{root}/postgresql")).expect("migrations");
            (0..migrations).for_each(|_| drop(conn.run_next_migration(all.clone()).expect("a migration")));
        }
    }
}

#[test]
fn a_migration_that_is_killed_is_run_again() {
    let times = sized(2, 10);
    for (name, database) in databases() {
        let wanted = schema(&database.target);
        let house = House::empty(database);
        let random = Random::seeded(5);
        let (mut kills, mut inside) = (0, 0);
        for round in 0..times {
            made_older(&house.database.target, round % 4);
            let watch = Stopwatch::start();
            assert!(house.kiez(&["migrate"]).output().expect("it runs").status.success());
            let whole = watch.elapsed();
            made_older(&house.database.target, round % 4);
            for _ in 0..8 {
                let mut child = house.kiez(&["migrate"]).stdout(Stdio::null()).spawn().expect("it starts");
                std::thread::sleep(Duration::from_micros(random.below(whole.as_micros() as u64)));
                let _ = child.kill();
                kills += 1;
                if child.wait().expect("it ends").success() {
                    break;
                }
                let left = missing(&mut house.database.target.connect_read_only().expect("it opens"));
                inside += usize::from(left.is_ok_and(|left| left > 0));
            }
            let output = house.kiez(&["migrate"]).output().expect("it runs");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            assert_eq!(schema(&house.database.target), wanted, "after round {round}");
        }
        report(
            "15 upgrade",
            &format!("{name}: kill -9 of kiez migrate at {kills} random moments"),
            "comes through at the next start, and the schema is the same as without",
            &format!("{times} upgrades, {inside} kills left some migrations to be run"),
        );
    }
}

#[test]
fn nobody_hears_of_locks_on_sqlite() {
    let writes = sized(150, 5_000);
    let database = Database::sqlite();
    let house = House::on(database, 20);
    let node = house.serve();
    let client = house.client(&node);
    let Target::Sqlite(path) = &house.database.target else { unreachable!("it is SQLite") };
    let wal = path.with_extension("db-wal");
    let (log, over) = (Log::default(), AtomicBool::new(false));
    let connection = || house.database.target.connect().expect("it opens");
    let (mut checkpoints, mut largest) = (0, 0);
    std::thread::scope(|scope| {
        let (over, checkpoints) = (&over, &mut checkpoints);
        let mut reader = connection();
        reader.batch_execute("BEGIN; SELECT count(*) FROM posts").expect("a long look");
        scope.spawn(move || {
            let AnyConnection::Sqlite(mut conn) = connection() else { unreachable!("it is SQLite") };
            while !over.load(Ordering::SeqCst) {
                // It waits for the long reader, and then gives way: that is no fault.
                let _ = conn.batch_execute("PRAGMA busy_timeout = 500; PRAGMA wal_checkpoint(TRUNCATE)");
                *checkpoints += 1;
                std::thread::sleep(Duration::from_millis(50));
            }
        });
        log.while_writing(&house, &client, (50, writes), || {
            within(170, "enough writes", || log.acknowledged() + failed(&log) >= writes);
            largest = std::fs::metadata(&wal).map_or(0, |file| file.len());
            reader.batch_execute("COMMIT").expect("it ends");
        });
        over.store(true, Ordering::SeqCst);
    });
    let all = log.all();
    assert!(all.iter().all(|done| done.acknowledged()), "{:?}", all.iter().find(|done| !done.acknowledged()));
    assert!(!node.said().contains("locked"), "{}", node.said());
    is_whole(&house, &all);
    house.stage().is_consistent();
    let mut times: Vec<Duration> = all.iter().map(|done| done.ended - done.sent).collect();
    report(
        "15 upgrade: locks",
        "SQLite: 50 people write, one reader looks on all the time, checkpoints meanwhile",
        "no lock reaches anybody",
        &format!(
            "{} writes, p99 {:.1?}, {checkpoints} checkpoints tried, the log grew to {} kB",
            all.len(),
            percentile(&mut times, 99),
            largest / 1024
        ),
    );
}

fn failed(log: &Log) -> usize {
    log.all().iter().filter(|done| !done.acknowledged()).count()
}
