//! Jobs: claimed by lease, retried with pauses, at last dead and visible.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use kiez::ground::clock::{Clock, HOUR, MINUTE, Micros};
use kiez::ground::db::Db;
use kiez::ground::jobs::{self, Handler, Lane, claim, enqueue, work_off};
use kiez::ground::refusal::Refusal;

use crate::support::{Database, START, clock, on_both};

/// Counts its runs; fails as often as it is told.
#[derive(Default)]
struct Bell {
    runs: Mutex<HashMap<String, usize>>,
    failures: AtomicUsize,
}

impl Handler for Bell {
    fn kind(&self) -> &'static str {
        "bell"
    }

    fn run(&self, payload: &str) -> anyhow::Result<()> {
        *self.runs.lock().expect("no panic").entry(payload.to_owned()).or_default() += 1;
        let failing = self.failures.load(Ordering::SeqCst) > 0;
        if failing {
            self.failures.fetch_sub(1, Ordering::SeqCst);
            anyhow::bail!("the rope broke");
        }
        Ok(())
    }
}

impl Bell {
    fn rung(&self) -> usize {
        self.runs.lock().expect("no panic").values().sum()
    }
}

type Handlers = HashMap<&'static str, Arc<dyn Handler>>;

fn handlers(bell: &Arc<Bell>) -> Handlers {
    HashMap::from([("bell", bell.clone() as Arc<dyn Handler>)])
}

fn ring(db: &Db, payload: &str, run_at: Micros, key: Option<&str>) {
    let (payload, key) = (payload.to_owned(), key.map(str::to_owned));
    db.write_blocking(move |tx| Ok::<_, Refusal>(enqueue(tx, "bell", &payload, run_at, key.as_deref(), START)?))
        .expect("queued");
}

fn counts(db: &Db) -> (i64, i64) {
    db.read_blocking(|conn| Ok::<_, Refusal>(jobs::counts(conn)?)).expect("counts")
}

fn work(db: &Db, handlers: &Handlers, clock: &Clock) -> usize {
    work_off(db, handlers, Lane::All, "worker", clock).expect("the database works")
}

#[test]
fn a_job_runs_once_when_it_is_due() {
    on_both(|db| {
        let (bell, clock) = (Arc::new(Bell::default()), clock());
        ring(&db, "later", START.plus(HOUR), None);
        ring(&db, "now", START, Some("one"));
        ring(&db, "now again", START, Some("one"));
        assert_eq!(work(&db, &handlers(&bell), &clock), 1);
        assert_eq!((bell.rung(), counts(&db)), (1, (1, 0)));
        clock.advance(HOUR);
        assert_eq!(work(&db, &handlers(&bell), &clock), 1);
        assert_eq!((bell.rung(), counts(&db)), (2, (0, 0)));
    });
}

#[test]
fn a_job_that_fails_comes_again_with_growing_pauses() {
    on_both(|db| {
        let (bell, clock) = (Arc::new(Bell::default()), clock());
        bell.failures.store(2, Ordering::SeqCst);
        ring(&db, "x", START, None);
        assert_eq!(work(&db, &handlers(&bell), &clock), 1);
        assert_eq!(work(&db, &handlers(&bell), &clock), 0, "not at once");
        clock.advance(MINUTE);
        assert_eq!(work(&db, &handlers(&bell), &clock), 1);
        clock.advance(MINUTE);
        assert_eq!(work(&db, &handlers(&bell), &clock), 1);
        assert_eq!((bell.rung(), counts(&db)), (3, (0, 0)));
    });
}

#[test]
fn a_hopeless_job_is_dead_until_somebody_retries_it() {
    on_both(|db| {
        let (bell, clock) = (Arc::new(Bell::default()), clock());
        bell.failures.store(10, Ordering::SeqCst);
        ring(&db, "x", START, None);
        for _ in 0..20 {
            work(&db, &handlers(&bell), &clock);
            clock.advance(12 * HOUR);
        }
        assert_eq!((bell.rung(), counts(&db)), (10, (0, 1)), "retries are bounded");
        let dead = db.read_blocking(|conn| Ok::<_, Refusal>(jobs::dead(conn, 5)?)).expect("dead jobs");
        assert_eq!(dead[0].last_error.as_deref(), Some("the rope broke"));
        let (id, now) = (dead[0].id, clock.now());
        db.write_blocking(move |tx| jobs::retry(tx, id, now)).expect("once more");
        assert_eq!(work(&db, &handlers(&bell), &clock), 1);
        assert_eq!(counts(&db), (0, 0));
        let again = db.write_blocking(move |tx| jobs::retry(tx, id, now));
        assert!(matches!(again, Err(Refusal::NotFound)));
    });
}

#[test]
fn a_panic_or_an_unknown_kind_is_a_failure_and_no_more() {
    struct Bomb;
    impl Handler for Bomb {
        fn kind(&self) -> &'static str {
            "bell"
        }
        fn run(&self, _: &str) -> anyhow::Result<()> {
            panic!("on purpose")
        }
    }
    on_both(|db| {
        ring(&db, "x", START, None);
        let bombs: Handlers = HashMap::from([("bell", Arc::new(Bomb) as Arc<dyn Handler>)]);
        assert_eq!(work(&db, &bombs, &clock()), 1);
        assert_eq!(counts(&db), (1, 0));
        ring(&db, "y", START, None);
        assert_eq!(work(&db, &Handlers::new(), &clock()), 1, "nobody handles it");
        assert_eq!(counts(&db), (2, 0));
    });
}

#[test]
fn a_lease_keeps_others_away_until_it_runs_out() {
    on_both(|db| {
        ring(&db, "x", START, None);
        let take = |worker: &'static str, now: Micros| {
            db.write_blocking(move |tx| Ok::<_, Refusal>(claim(tx, worker, Lane::All, now)?)).expect("a claim")
        };
        let first = take("ada", START).pop().expect("it is due");
        assert!(take("bob", START.plus(MINUTE)).is_empty());
        let late = START.plus(6 * MINUTE);
        assert_eq!(take("bob", late).len(), 1, "ada is gone");
        db.write_blocking(move |tx| Ok::<_, Refusal>(jobs::finish(tx, "ada", &first, Ok(()), late)?)).expect("finish");
        assert_eq!(counts(&db), (1, 0), "who lost the lease ends nothing");
    });
}

#[test]
fn two_workers_share_the_work_and_double_none() {
    let databases = [Some(Database::sqlite()), Database::postgres()];
    for database in databases.into_iter().flatten() {
        let nodes = [database.open(), database.open()];
        for number in 0..60 {
            ring(&nodes[0], &number.to_string(), START, None);
        }
        let bell = Arc::new(Bell::default());
        std::thread::scope(|scope| {
            for (node, name) in nodes.iter().zip(["ada", "bob"]) {
                let bell = &bell;
                scope.spawn(move || {
                    while work_off(node, &handlers(bell), Lane::All, name, &clock()).expect("the database works") > 0 {}
                });
            }
        });
        let runs = bell.runs.lock().expect("no panic");
        assert_eq!(runs.len(), 60);
        assert!(runs.values().all(|n| *n == 1), "{runs:?}");
    }
}

#[test]
fn a_slow_kind_has_a_lane_of_its_own() {
    on_both(|db| {
        let now = clock().now();
        let bell = Arc::new(Bell::default());
        ring(&db, "1", now, None);
        db.write_blocking(move |tx| Ok::<_, Refusal>(enqueue(tx, "slow", "2", now, None, now)?)).expect("queued");
        let work = |lane| work_off(&db, &handlers(&bell), lane, "worker", &clock()).expect("the database works");
        assert_eq!(work(Lane::Without("slow")), 1);
        assert_eq!((work(Lane::Without("slow")), bell.rung(), counts(&db)), (0, 1, (1, 0)));
        assert_eq!(work(Lane::Only("slow")), 1);
    });
}

/// Is frozen in the middle of its first job for longer than the lease; meanwhile somebody else does all of them.
struct Freezing {
    bell: Arc<Bell>,
    db: Db,
    clock: Clock,
    frozen: AtomicUsize,
}

impl Handler for Freezing {
    fn kind(&self) -> &'static str {
        "bell"
    }

    fn run(&self, payload: &str) -> anyhow::Result<()> {
        self.bell.run(payload)?;
        if self.frozen.fetch_add(1, Ordering::SeqCst) == 0 {
            self.clock.advance(6 * MINUTE);
            work_off(&self.db, &handlers(&self.bell), Lane::All, "bob", &self.clock).expect("the database works");
        }
        Ok(())
    }
}

#[test]
fn who_was_frozen_past_the_lease_does_nothing_that_others_have_done() {
    on_both(|db| {
        let (bell, clock) = (Arc::new(Bell::default()), clock());
        for number in 0..10 {
            ring(&db, &number.to_string(), START, None);
        }
        let frozen = Freezing { bell: bell.clone(), db: db.clone(), clock: clock.clone(), frozen: AtomicUsize::new(0) };
        work(&db, &Handlers::from([("bell", Arc::new(frozen) as Arc<dyn Handler>)]), &clock);
        let runs = bell.runs.lock().expect("no panic");
        assert!((1..10).all(|n| runs[&n.to_string()] == 1), "{runs:?}");
        assert_eq!((runs["0"], counts(&db)), (2, (0, 0)), "only the one that it was at");
    });
}
