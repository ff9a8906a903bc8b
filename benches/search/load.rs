//! Two people ask while others write: ours, then FTS5.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use diesel::SqliteConnection;
use diesel::connection::SimpleConnection;
use kiez::ground::clock::Stopwatch;
use search_index::{Document, Index};

use crate::words::Dice;
use crate::{KINDS, Kind, PATIENCE, Town, ask, at, fts5, memory, time};

/// Threads that are written a second.
const WRITES: u64 = 100;

/// What one kind of queries came to under load: milliseconds, and queries a second of both threads together.
struct Loaded {
    times: Vec<f64>,
    rate: f64,
}

/// The same queries on two threads while threads are written: ours, then FTS5's.
pub fn measure(index: &Index, file: &Path, town: &Town, threads: i64, queries: usize, seed: u64) -> anyhow::Result<()> {
    let mine = while_written(
        |done| write(town, threads, seed, done, |thread| Ok(index.put(thread)?), || Ok(index.commit(2)?)),
        |asker, kind, patience| {
            let asked = town.asked(kind, queries, seed + 100 + asker);
            time(&asked, patience, |text| ask(index, kind, text))
        },
    )?;
    let (rss, own) = (memory("VmRSS")?, memory("RssAnon")?);

    let mut pen = fts5::connect(file)?;
    let readers = [Mutex::new(fts5::connect(file)?), Mutex::new(fts5::connect(file)?)];
    pen.batch_execute("BEGIN")?;
    let pen = Mutex::new(pen);
    let theirs = while_written(
        |done| {
            let put = |thread: &Document| fts5::insert(&mut hold(&pen), thread, "REPLACE");
            write(town, threads, seed, done, put, || Ok(hold(&pen).batch_execute("COMMIT; BEGIN")?))
        },
        |reader, kind, patience| {
            let mut conn = hold(&readers[reader as usize]);
            time(&town.asked(kind, queries, seed + 100 + reader), patience, |text| fts5::ask(&mut conn, kind, text))
        },
    )?;

    println!(
        "\n{:<26} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
        format!("two threads, {WRITES} writes/s"),
        "p50 ms",
        "p99 ms",
        "per s",
        "fts5 p50",
        "fts5 p99",
        "per s"
    );
    for (kind, (mine, theirs)) in KINDS.iter().zip(mine.0.iter().zip(&theirs.0)) {
        let figures = |of: &Loaded| format!("{:>9.2} {:>9.2} {:>9.0}", at(&of.times, 50), at(&of.times, 99), of.rate);
        println!("{:<26} {} {}", kind.name(), figures(mine), figures(theirs));
    }
    println!(
        "\nwritten meanwhile: ours {:.0} threads/s, fts5 {:.0}/s; memory with ours: {rss} MB, of it {own} MB its own",
        mine.1, theirs.1
    );
    Ok(())
}

/// Asks all kinds on two threads while `write` runs; gives what they came to, and threads that were written a second.
fn while_written(
    write: impl Fn(&AtomicBool) -> anyhow::Result<u64> + Sync,
    ask: impl Fn(u64, Kind, Duration) -> anyhow::Result<(Vec<f64>, usize)> + Sync,
) -> anyhow::Result<(Vec<Loaded>, f64)> {
    let (done, all) = (AtomicBool::new(false), Stopwatch::start());
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| write(&done));
        let each = KINDS.iter().map(|kind| {
            let watch = Stopwatch::start();
            let (one, other) = std::thread::scope(|scope| {
                let other = scope.spawn(|| ask(1, *kind, PATIENCE));
                (ask(0, *kind, PATIENCE), other.join())
            });
            let mut times = one?.0;
            times.extend(other.map_err(|_| anyhow::anyhow!("a thread panicked"))??.0);
            let rate = times.len() as f64 / watch.elapsed().as_secs_f64();
            times.sort_by(f64::total_cmp);
            Ok(Loaded { times, rate })
        });
        let asked: anyhow::Result<Vec<Loaded>> = each.collect();
        done.store(true, Ordering::Relaxed);
        let written = writer.join().map_err(|_| anyhow::anyhow!("the writer panicked"))??;
        Ok((asked?, written as f64 / all.elapsed().as_secs_f64()))
    })
}

/// Writes until it is told to stop: a tenth of a second's threads, then a commit, as the reader of the log does.
fn write(
    town: &Town,
    threads: i64,
    seed: u64,
    done: &AtomicBool,
    put: impl Fn(&Document) -> anyhow::Result<()>,
    commit: impl Fn() -> anyhow::Result<()>,
) -> anyhow::Result<u64> {
    let mut dice = Dice::new(seed + 1_000);
    let mut written = 0;
    while !done.load(Ordering::Relaxed) {
        let watch = Stopwatch::start();
        for _ in 0..WRITES / 10 {
            let id = 1 + (dice.below(usize::try_from(threads)?) as i64);
            put(&town.thread(id, &mut dice))?;
            written += 1;
        }
        commit()?;
        std::thread::sleep(Duration::from_millis(100).saturating_sub(watch.elapsed()));
    }
    Ok(written)
}

fn hold(conn: &Mutex<SqliteConnection>) -> MutexGuard<'_, SqliteConnection> {
    conn.lock().unwrap_or_else(PoisonError::into_inner)
}
