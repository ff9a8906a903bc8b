//! Many nodes on one database: whatever is frozen or dies, each step happens once.

use std::collections::BTreeMap;
use std::sync::mpsc::channel;
use std::time::Duration;

use kiez::accounts::roles::{Role, Scope};
use kiez::escalation::{attach, clock, setup};
use kiez::ground::clock::{Clock, HOUR};
use kiez::ground::db::{Db, DbOptions, WriterOptions};
use kiez::ground::shutdown::Shutdown;

use crate::support::stage::Stage;
use crate::support::{Database, clock as hand};

const QUESTIONS: usize = 200;

/// Nodes with a clock each, all on the same hand.
fn node(database: &Database, hand: &Clock, end: &Shutdown) -> Db {
    let db = database.open();
    attach(&db);
    clock::drive(db.clone(), hand.clone(), end.clone()).expect("a clock");
    db
}

#[test]
fn three_nodes_move_two_hundred_questions_once_while_one_hangs_and_one_dies() {
    let Some(database) = Database::postgres() else { return };
    let hand = hand();
    let stage = Stage { db: database.open(), clock: hand.clone(), rules: kiez::threads::Rules::default() };
    attach(&stage.db);
    let now = stage.now();
    stage.write(move |tx| setup::begin(tx, now)).expect("terms");
    let asker = stage.person("Lena", 1);
    let moderator = stage.person("Mo", 1);
    stage.grant(moderator, Role::Moderator, Scope::Everywhere);
    let template = stage.question("Router does not start any more", &["router"]);
    stage
        .act(asker, move |tx, actor, rules, now| {
            for _ in 0..QUESTIONS {
                kiez::threads::ask::ask(tx, actor, &template, rules, now)?;
            }
            Ok(())
        })
        .expect("questions");
    hand.advance(4 * HOUR);
    // The first node takes a round of rows and hangs before it commits; its locks are on them.
    // However long that takes: that the database ends it is tried elsewhere.
    let writer = WriterOptions { silence: Duration::from_secs(120), ..WriterOptions::default() };
    let hung = Db::open(database.target.clone(), DbOptions { writer, ..DbOptions::default() }).expect("a node");
    let (thaw, frozen) = channel::<()>();
    let (tell, taken) = channel();
    let now = stage.now();
    let hanging = std::thread::spawn({
        let hung = hung.clone();
        move || {
            hung.write_blocking(move |tx| {
                let moved = clock::tick(tx, now)?;
                let _ = tell.send(moved);
                let _ = frozen.recv_timeout(Duration::from_secs(60));
                Ok::<_, kiez::ground::refusal::Refusal>(moved)
            })
        }
    });
    let moved = taken.recv_timeout(Duration::from_secs(60)).expect("it took some");
    assert_eq!(moved, QUESTIONS, "a round has room for all of them");
    // The second dies in the middle of the same work: nothing of it is kept.
    let dying = Db::open(database.target.clone(), DbOptions::default()).expect("a node");
    let died: Result<(), kiez::ground::refusal::Refusal> = dying.write_blocking(move |tx| {
        clock::tick(tx, now)?;
        Err(kiez::ground::refusal::Refusal::Internal("it died".into()))
    });
    assert!(died.is_err());
    // Three more work as always. What hangs holds its rows; they wait for none of them.
    let end = Shutdown::default();
    let nodes: Vec<Db> = (0..3).map(|_| node(&database, &hand, &end)).collect();
    thaw.send(()).expect("it hangs still");
    assert_eq!(hanging.join().expect("no panic").expect("committed"), QUESTIONS);
    hand.advance(3 * HOUR);
    let waiting = || {
        stage.read(|conn| {
            use diesel::prelude::*;
            use kiez::escalation::tables::escalations::dsl;
            dsl::escalations.filter(dsl::stage.eq("staff")).count().get_result::<i64>(conn)
        })
    };
    let deadline = kiez::ground::clock::Stopwatch::deadline(Duration::from_secs(60));
    while waiting() < i64::try_from(QUESTIONS).expect("few") {
        #[allow(clippy::disallowed_methods)] // giving up, not deciding what is due
        let late = std::time::Instant::now() > deadline;
        assert!(!late, "{} of {QUESTIONS} are with staff", waiting());
        std::thread::yield_now();
    }
    end.begin();
    drop(nodes);
    let mut entered: BTreeMap<(i64, String), usize> = BTreeMap::new();
    for event in stage.log().into_iter().filter(|event| event.kind == "stage.entered") {
        let question = event.number("question_id").expect("a question");
        *entered.entry((question, event.payload)).or_default() += 1;
    }
    assert_eq!(entered.len(), QUESTIONS * 3, "peers, triage and staff, each of them");
    assert!(entered.values().all(|times| *times == 1), "each step once");
}
