//! 4: PostgreSQL is killed with all its processes and comes back, and is frozen for a while: a clear 503 in time, then as before,
//! and nothing acknowledged is lost.

use std::time::Duration;

use super::house::House;
use super::postgres::Postgres;
use super::writes::{Client, Log, is_whole};
use super::{full, percentile, report, sized, within};
use crate::support::Database;

/// What must be answered in time, whatever the database does.
const PROMISE: Duration = Duration::from_secs(5);

/// Whether somebody can read what is in no memory, and write.
fn works(house: &House, client: &Client, log: &Log) -> bool {
    client.get("/people").is_some_and(|page| page.status == 200) && log.write(house, client).acknowledged()
}

#[test]
fn it_is_said_in_time_and_it_heals() {
    let Some(mut server) = Postgres::start() else {
        assert!(!full(), "PostgreSQL is not installed");
        return;
    };
    let frozen = Duration::from_secs(sized(5, 20));
    let database = Database::at(server.target());
    let house = House::on(database, 10);
    let mut node = house.serve();
    let client = house.client(&node);
    let log = Log::default();
    let (times, people) = sized((1, 8), (5, 30));

    let mut back = Duration::ZERO;
    for _ in 0..times {
        let enough = log.acknowledged() + people * 5;
        back = back.max(log.while_writing(&house, &client, (people, 5_000), || {
            within(60, "enough writes", || log.acknowledged() >= enough);
            server.kill();
            let refused = client.get("/people").expect("an answer");
            assert_eq!(refused.status, 503, "{}", refused.body);
            assert!(refused.body.contains("<h1") && refused.took < PROMISE, "{:?} {}", refused.took, refused.body);
            server.run();
            within(10, "it works again", || works(&house, &client, &log))
        }));
    }
    is_whole(&house, &log.all());

    let (mut waits, thawed) = log.while_writing(&house, &client, (people, 5_000), || {
        let enough = log.acknowledged() + people * 2;
        within(60, "enough writes", || log.acknowledged() >= enough);
        server.signal("STOP");
        let watch = kiez::ground::clock::Stopwatch::start();
        let mut waits = Vec::new();
        while watch.elapsed() < frozen {
            let refused = client.get("/people").expect("an answer");
            assert_eq!(refused.status, 503, "{}", refused.body);
            waits.push(refused.took);
            std::thread::sleep(Duration::from_millis(20));
            assert_eq!(client.get("/healthz").expect("an answer").status, 200);
        }
        server.signal("CONT");
        (waits, within(10, "it works again", || works(&house, &client, &log)))
    });
    let all = log.all();
    is_whole(&house, &all);
    house.stage().is_consistent();
    let mut told: Vec<Duration> =
        all.iter().filter(|done| done.status == Some(503)).map(|done| done.ended - done.sent).collect();
    assert!(
        all.iter().all(|done| matches!(done.status, Some(303 | 503))),
        "{:?}",
        all.iter().find(|done| !matches!(done.status, Some(303 | 503)))
    );
    waits.append(&mut told);
    let slowest = percentile(&mut waits, 100);
    assert!(slowest < PROMISE, "a 503 after {slowest:?}");

    server.signal("STOP");
    node.signal("TERM");
    let (status, ended) = node.ended_within(Duration::from_secs(10));
    assert_eq!(status.code(), Some(0));
    server.signal("CONT");
    report(
        "4 postgres_gone",
        &format!("PostgreSQL killed {times} times and frozen for {frozen:?} while {people} people write"),
        "503 in time, nothing acknowledged lost, SIGTERM obeyed while it is frozen",
        &format!(
            "{} × 503, the slowest after {slowest:.1?}; works again {back:.1?} after the restart, {thawed:.1?} after the thaw; {} acknowledged; ended after {ended:.1?}",
            waits.len(),
            log.acknowledged()
        ),
    );
}
