//! The event log under eight writers that dawdle and change their minds: every reader sees every event
//! exactly once, in order.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use diesel::prelude::*;
use kiez::ground::clock::Micros;
use kiez::ground::db::{Db, Tx};
use kiez::ground::events::{DatabaseReader, Stored, after, catch_up, lag, last_position};
use kiez::ground::jobs;
use kiez::ground::random::Random;
use kiez::ground::refusal::Refusal;
use kiez::ground::tables::settings;

use super::events_support::{Noted, append_setting};
use crate::support::{Database, START, clock, on_both};

/// How many write at once.
pub const WRITERS: i64 = 8;
const WRITES: i64 = 40;

/// Writes down what it reads, in the order in which it reads it.
struct Scribe;

impl DatabaseReader for Scribe {
    fn name(&self) -> &'static str {
        "scribe"
    }

    fn read(&self, tx: &mut Tx<'_>, event: &Stored, _: Micros) -> Result<(), Refusal> {
        append_setting(tx, "scribe", &event.position.to_string())
    }
}

/// Each writer keeps about nine of ten notes; returns what was acknowledged.
fn scribble(db: Db, writer: i64, writes: i64) -> Vec<(i64, i64)> {
    let random = Random::seeded(writer.cast_unsigned());
    let mut kept = Vec::new();
    for number in 0..writes {
        let (dawdle, gives_up) = (random.below(3_000), random.below(10) == 0);
        let result = db.write_blocking(move |tx| {
            tx.record(Some(writer), &Noted { writer, number }, START);
            std::thread::sleep(Duration::from_micros(dawdle));
            if gives_up { Err(Refusal::Conflict("changed my mind")) } else { Ok(()) }
        });
        if result.is_ok() {
            kept.push((writer, number));
        }
    }
    kept
}

/// A reader of one node: it remembers for itself where it stands.
fn follow(db: &Db, over: &AtomicBool) -> Vec<Stored> {
    let mut seen: Vec<Stored> = Vec::new();
    loop {
        // Asked before reading, so that the last look comes after the last write.
        let last_look = over.load(Ordering::SeqCst);
        let from = seen.last().map_or(0, |e| e.position);
        let new = db.read_blocking(|conn| Ok::<_, Refusal>(after(conn, from, 7)?)).expect("a read");
        if new.is_empty() && last_look {
            return seen;
        }
        seen.extend(new);
    }
}

/// Lets eight write so often while readers of both kinds follow on every node; says how many events were kept.
pub fn under_writers(nodes: &[Db], writes: i64) -> i64 {
    let over = AtomicBool::new(false);
    let scribe: Arc<dyn DatabaseReader> = Arc::new(Scribe);
    let (kept, followed) = std::thread::scope(|scope| {
        let over = &over;
        let followers: Vec<_> = nodes.iter().map(|db| scope.spawn(move || follow(db, over))).collect();
        let readers: Vec<_> = nodes
            .iter()
            .map(|db| {
                let scribe = scribe.clone();
                scope.spawn(move || {
                    while !over.load(Ordering::SeqCst) {
                        // Two nodes that make the cursor's row at once: one of them comes again.
                        let _ = catch_up(db, &scribe, &clock());
                        std::thread::sleep(Duration::from_millis(2));
                    }
                    catch_up(db, &scribe, &clock()).expect("the rest");
                })
            })
            .collect();
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let node = nodes[usize::try_from(writer).expect("small") % nodes.len()].clone();
                scope.spawn(move || scribble(node, writer, writes))
            })
            .collect();
        let kept: Vec<(i64, i64)> = writers.into_iter().flat_map(|w| w.join().expect("a writer")).collect();
        over.store(true, Ordering::SeqCst);
        for reader in readers {
            reader.join().expect("a reader");
        }
        let followed: Vec<Vec<Stored>> = followers.into_iter().map(|f| f.join().expect("a follower")).collect();
        (kept, followed)
    });
    let count = i64::try_from(kept.len()).expect("few");
    assert!(count > WRITERS * writes / 2 && count < WRITERS * writes, "some were taken back: {count}");
    for seen in followed {
        assert!(seen.iter().map(|e| e.position).eq(1..=count), "each position once, in order, without gaps");
        let noted: Vec<(i64, i64)> =
            seen.iter().filter_map(|e| e.decode::<Noted>()).map(|n| (n.writer, n.number)).collect();
        assert_eq!(noted.iter().collect::<HashSet<_>>(), kept.iter().collect::<HashSet<_>>());
        for writer in 0..WRITERS {
            let own: Vec<i64> = noted.iter().filter(|n| n.0 == writer).map(|n| n.1).collect();
            assert!(own.is_sorted(), "a writer's events stand in the order of its writes");
        }
    }
    let written: String = nodes[0]
        .read_blocking(|conn| Ok::<_, Refusal>(settings::table.find("scribe").select(settings::value).first(conn)?))
        .expect("what the scribe wrote");
    let expected: Vec<String> = (1..=count).map(|n| n.to_string()).collect();
    assert_eq!(written, expected.join(" "), "the database reader took each event once, in order");
    let behind = nodes[0].read_blocking(|conn| Ok::<_, Refusal>(lag(conn)?)).expect("the lag");
    assert_eq!(behind, [("scribe".to_owned(), 0)]);
    count
}

/// Takes its first event when it is allowed to.
struct Hesitant {
    begun: SyncSender<()>,
    go: Mutex<Receiver<()>>,
}

impl DatabaseReader for Hesitant {
    fn name(&self) -> &'static str {
        "scribe"
    }

    fn read(&self, tx: &mut Tx<'_>, event: &Stored, now: Micros) -> Result<(), Refusal> {
        if event.position == 1 {
            let _ = self.begun.send(());
            let _ = self.go.lock().expect("no panic").recv_timeout(Duration::from_secs(60));
        }
        Scribe.read(tx, event, now)
    }
}

#[test]
fn a_node_waits_for_no_other_that_is_reading() {
    let Some(database) = Database::postgres() else { return };
    let (here, there) = (database.open(), database.open());
    let note = |db: &Db, number| {
        let noted: Result<(), Refusal> = db.write_blocking(move |tx| {
            tx.record(None, &Noted { writer: 1, number }, START);
            Ok(())
        });
        noted.expect("noted");
    };
    let scribe: Arc<dyn DatabaseReader> = Arc::new(Scribe);
    assert_eq!(catch_up(&here, &scribe, &clock()).expect("nothing yet"), 0, "it has a cursor now");
    note(&here, 1);
    let ((begun, has_begun), (allow, go)) = (sync_channel(1), sync_channel(1));
    let hesitant: Arc<dyn DatabaseReader> = Arc::new(Hesitant { begun, go: Mutex::new(go) });
    let reading = std::thread::spawn(move || catch_up(&here, &hesitant, &clock()));
    has_begun.recv_timeout(Duration::from_secs(60)).expect("it reads");
    // In the middle of that the other node writes, and looks whether it should read.
    note(&there, 2);
    assert_eq!(catch_up(&there, &scribe, &clock()).expect("it does not wait"), 0);
    allow.send(()).expect("it waits still");
    assert_eq!(reading.join().expect("no panic").expect("it reads on"), 2, "what the other wrote as well");
    let read = there.read_blocking(|conn| {
        Ok::<_, Refusal>(settings::table.find("scribe").select(settings::value).first::<String>(conn)?)
    });
    assert_eq!(read.expect("what was read"), "1 2");
}

#[test]
fn on_sqlite_every_event_is_read_exactly_once_in_order() {
    let database = Database::sqlite();
    under_writers(&[database.open()], WRITES);
}

#[test]
fn on_sqlite_with_three_handles_too() {
    let database = Database::sqlite();
    under_writers(&[database.open(), database.open(), database.open()], WRITES);
}

#[test]
fn on_postgresql_with_three_nodes_every_event_is_read_exactly_once_in_order() {
    if let Some(database) = Database::postgres() {
        under_writers(&[database.open(), database.open(), database.open()], WRITES);
    }
}

/// Stumbles over one event, after it has begun.
struct Picky;

impl DatabaseReader for Picky {
    fn name(&self) -> &'static str {
        "picky"
    }

    fn read(&self, tx: &mut Tx<'_>, event: &Stored, _: Micros) -> Result<(), Refusal> {
        append_setting(tx, "picky", &event.position.to_string())?;
        let poison = event.decode::<Noted>().is_some_and(|n| n.number == 3);
        if poison { Err(Refusal::Internal("poison".into())) } else { Ok(()) }
    }
}

#[test]
fn a_poisonous_event_is_set_aside_and_the_reader_goes_on() {
    on_both(|db| {
        for number in 0..6 {
            db.write_blocking(move |tx| {
                tx.record(None, &Noted { writer: 0, number }, START);
                Ok::<_, Refusal>(())
            })
            .expect("a note");
        }
        let picky: Arc<dyn DatabaseReader> = Arc::new(Picky);
        assert_eq!(catch_up(&db, &picky, &clock()).expect("caught up"), 6);
        assert_eq!(catch_up(&db, &picky, &clock()).expect("nothing new"), 0);
        let (written, dead, last) = db
            .read_blocking(|conn| {
                let written: String = settings::table.find("picky").select(settings::value).first(conn)?;
                Ok::<_, Refusal>((written, jobs::dead(conn, 10)?, last_position(conn)?))
            })
            .expect("a read");
        assert_eq!(written, "1 2 3 5 6", "nothing of the fourth event is left");
        assert_eq!(last, 6);
        let set_aside: Vec<_> = dead.iter().map(|j| (j.kind.as_str(), j.payload.as_str())).collect();
        assert_eq!(set_aside, [("reader.picky", "4")]);
    });
}
