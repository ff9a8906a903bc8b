//! The writer: many parts to a commit, each kept or taken back by itself.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Barrier, Mutex};
use std::time::Duration;

use diesel::prelude::*;
use kiez::ground::db::{Db, DbOptions, Tx, WriteFailed, WriterOptions};
use kiez::ground::events::{after, last_position};
use kiez::ground::refusal::{Refusal, Verdict};
use kiez::ground::tables::{event_log, settings};

use super::events_support::Noted;
use crate::support::{Database, START, on_both};

fn note(tx: &mut Tx<'_>, number: i64) -> Verdict<i64> {
    diesel::insert_into(settings::table)
        .values((settings::key.eq(format!("note{number}")), settings::value.eq("x")))
        .execute(tx.conn())?;
    tx.record(Some(number), &Noted { writer: 0, number }, START);
    Ok(number)
}

fn kept(db: &Db) -> (Vec<i64>, Vec<i64>) {
    db.read_blocking(|conn| {
        let mut rows: Vec<i64> = settings::table
            .filter(settings::key.like("note%"))
            .select(settings::key)
            .load::<String>(conn)?
            .iter()
            .map(|key| key["note".len()..].parse().expect("a number"))
            .collect();
        rows.sort_unstable();
        let log = after(conn, 0, 1_000)?;
        assert!(log.iter().map(|e| e.position).eq(1..=log.len() as i64), "no gaps");
        assert_eq!(last_position(conn)?, log.len() as i64);
        let mut told: Vec<i64> = log.iter().filter_map(|e| e.decode::<Noted>()).map(|e| e.number).collect();
        told.sort_unstable();
        Ok::<_, Refusal>((rows, told))
    })
    .expect("a read")
}

/// Queues all numbers before the writer can begin with them, so that they share a commit.
fn all_at_once(db: &Db, work: impl Fn(&mut Tx<'_>, i64) -> Verdict<i64> + Send + Sync + 'static) -> Vec<Verdict<i64>> {
    let work = Arc::new(work);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let (open, gate) = std::sync::mpsc::channel::<()>();
        let gate = Mutex::new(gate);
        let first = db.write(move |_| {
            let _ = gate.lock().expect("the gate").recv();
            Ok::<_, Refusal>(())
        });
        let writes: Vec<_> = (1..=40)
            .map(|number| {
                let work = work.clone();
                db.write(move |tx| work(tx, number))
            })
            .collect();
        let both = futures_util::future::join(first, futures_util::future::join_all(writes));
        let open_soon = async {
            tokio::task::yield_now().await;
            open.send(()).expect("the writer waits");
        };
        let ((first, answers), ()) = futures_util::future::join(both, open_soon).await;
        first.expect("the gate");
        answers
    })
}

#[test]
fn a_refused_part_leaves_nothing_and_the_others_stay() {
    on_both(|db| {
        let answers = all_at_once(&db, |tx, number| {
            note(tx, number)?;
            if number % 4 == 0 { Err(Refusal::Conflict("no")) } else { Ok(number) }
        });
        let good: Vec<i64> = (1..=40).filter(|n| n % 4 != 0).collect();
        let told: Vec<i64> = answers.into_iter().flatten().collect();
        assert_eq!(told, good);
        assert_eq!(kept(&db), (good.clone(), good));
    });
}

#[test]
fn a_panic_takes_back_its_own_part_only() {
    on_both(|db| {
        let answers = all_at_once(&db, |tx, number| {
            note(tx, number)?;
            assert!(number != 7, "a panic on purpose");
            Ok(number)
        });
        assert!(matches!(&answers[6], Err(Refusal::Internal(why)) if *why == WriteFailed::Panicked.to_string()));
        let good: Vec<i64> = (1..=40).filter(|n| *n != 7).collect();
        assert_eq!(kept(&db), (good.clone(), good));
        db.write_blocking(|tx| note(tx, 99)).expect("the writer goes on");
    });
}

#[test]
fn a_broken_statement_takes_back_its_own_part_only() {
    on_both(|db| {
        let answers = all_at_once(&db, |tx, number| {
            note(tx, number)?;
            if number % 5 == 0 {
                // The key is taken: PostgreSQL refuses everything until the part is rolled back.
                note(tx, number)?;
            }
            Ok(number)
        });
        assert_eq!(answers.iter().filter(|a| a.is_err()).count(), 8);
        let good: Vec<i64> = (1..=40).filter(|n| n % 5 != 0).collect();
        assert_eq!(kept(&db), (good.clone(), good));
    });
}

#[test]
fn many_writers_share_commits() {
    on_both(|db| {
        let before = db.writer_figures().commits.load(Ordering::Relaxed);
        assert!(all_at_once(&db, note).iter().all(Result::is_ok));
        let commits = db.writer_figures().commits.load(Ordering::Relaxed) - before;
        assert!(commits <= 5, "{commits} commits for 40 writes");
    });
}

#[test]
fn a_node_that_freezes_within_a_transaction_holds_up_nobody_for_long() {
    let Some(database) = Database::postgres() else { return };
    let writer = WriterOptions { silence: Duration::from_millis(300), ..WriterOptions::default() };
    let frozen = Db::open(database.target.clone(), DbOptions { writer, ..DbOptions::default() }).expect("a node");
    let other = database.open();
    let ((tell, holds), (thaw, wait)) = (channel(), channel::<()>());
    let freezing = std::thread::spawn({
        let frozen = frozen.clone();
        move || {
            frozen.write_blocking(move |tx| {
                note(tx, 1)?;
                // What a commit takes first, and keeps until its end: the row that counts positions.
                diesel::update(event_log::table).set(event_log::position.eq(event_log::position)).execute(tx.conn())?;
                let _ = tell.send(());
                let _ = wait.recv();
                Ok::<_, Refusal>(())
            })
        }
    });
    holds.recv().expect("it has the row");
    // Waits for the row, and gets it when the database has ended the transaction of the one that says nothing.
    other.write_blocking(|tx| note(tx, 2)).expect("the other node writes");
    thaw.send(()).expect("it is frozen still");
    let answer = freezing.join().expect("no panic");
    assert!(matches!(answer, Err(Refusal::Unavailable(_))), "{answer:?}");
    // Its next write has a connection of its own again, and nothing of the one before is there.
    frozen.write_blocking(|tx| note(tx, 3)).expect("it goes on");
    assert_eq!(kept(&frozen), (vec![2, 3], vec![2, 3]));
}

/// Changes two rows, the second when the other node has its first; later tries wait for nobody.
async fn cross(db: Db, rows: [&'static str; 2], both: Arc<Barrier>, tries: Arc<AtomicUsize>) -> Verdict<()> {
    let first_try = AtomicUsize::new(1);
    db.write(move |tx| {
        tries.fetch_add(1, Ordering::SeqCst);
        for (n, row) in rows.into_iter().enumerate() {
            if n == 1 && first_try.swap(0, Ordering::SeqCst) == 1 {
                both.wait();
            }
            let row = settings::table.filter(settings::key.eq(row));
            diesel::update(row).set(settings::value.eq(rows[0])).execute(tx.conn())?;
        }
        Ok(())
    })
    .await
}

#[test]
fn a_write_that_gives_way_to_another_nodes_is_tried_again() {
    let Some(database) = Database::postgres() else { return };
    let (one, other) = (database.open(), database.open());
    one.write_blocking(|tx| note(tx, 1).and_then(|_| note(tx, 2))).expect("two rows");
    let (both, tries) = (Arc::new(Barrier::new(2)), Arc::new(AtomicUsize::new(0)));
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let answers = runtime.block_on(futures_util::future::join(
        cross(one, ["note1", "note2"], both.clone(), tries.clone()),
        cross(other, ["note2", "note1"], both, tries.clone()),
    ));
    assert!(answers.0.is_ok() && answers.1.is_ok(), "{answers:?}");
    let tries = tries.load(Ordering::SeqCst);
    assert!(tries > 2, "one of them again, and once more where it was too fast: {tries}");
}
