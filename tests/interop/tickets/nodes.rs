//! Many nodes on one PostgreSQL: whatever is frozen or dies, each hand-over has one effect in the ticket system, and
//! one mail.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kiez::escalation::kinds::SystemKind;
use kiez::ground::clock::{HOUR, MINUTE, SECOND};
use kiez::ground::events::{DatabaseReader, catch_up};
use kiez::ground::jobs::{self, Lane, claim};
use kiez::ground::refusal::Refusal;
use kiez::interop::tickets::Herald;
use kiez::interop::tickets::log::{DeliveryState, JOB};

use super::{Counter, handlers, work};
use crate::support::elsewhere::Elsewhere;
use crate::support::stage::Stage;
use crate::support::{Database, clock as hand};

const QUESTIONS: usize = 200;

#[test]
fn two_hundred_hand_overs_have_one_effect_each_while_one_node_hangs_and_one_dies() {
    let Some(database) = Database::postgres() else { return };
    let hand = hand();
    let stage = Stage { db: database.open(), clock: hand.clone(), rules: kiez::threads::Rules::default() };
    let counter = Counter::new(&stage);
    // The receiver does what its library tells it to: once for each id. It makes the first caller wait until it is
    // thawed.
    let effects: Arc<Mutex<BTreeMap<String, i64>>> = Arc::default();
    let (thaw, frozen) = channel::<()>();
    let (tell, reached) = channel::<String>();
    let (frozen, done) = (Mutex::new(Some(frozen)), effects.clone());
    let tickets = Elsewhere::start(move |asked| {
        let id = asked.header("webhook-id").to_owned();
        let question = asked.json()["data"]["question"]["id"].as_i64().expect("a question");
        done.lock().expect("no panic").entry(id.clone()).or_insert(question);
        let first = frozen.lock().expect("no panic").take();
        if let Some(frozen) = first {
            let _ = tell.send(id);
            let _ = frozen.recv_timeout(Duration::from_secs(8));
        }
        (200, "{}".into())
    });
    let (webhook, _) = counter.system(SystemKind::Webhook, &tickets.url);
    let (mail, _) = counter.system(SystemKind::Mail, "tickets@help.example");
    let questions: Vec<i64> =
        (0..QUESTIONS).map(|n| counter.with_team(&format!("Router {n} does not start"))).collect();
    for (n, question) in questions.iter().enumerate() {
        counter.try_hand_over(*question, if n % 2 == 0 { webhook } else { mail }).expect("handed over");
    }
    hand.advance(10 * SECOND);
    // Three nodes read the same log at once; a fourth dies while it does.
    let dying = database.open();
    let reader: Arc<dyn DatabaseReader> = Arc::new(Herald);
    let died: Result<(), Refusal> = dying.write_blocking({
        let hand = hand.clone();
        move |tx| {
            for event in kiez::ground::events::after(tx.conn(), 0, 50)? {
                Herald.read(tx, &event, hand.now())?;
            }
            Err(Refusal::Internal("it died".into()))
        }
    });
    assert!(died.is_err());
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| catch_up(&database.open(), &reader, &hand).expect("it reads on"));
        }
    });
    assert_eq!(counter.deliveries().len(), QUESTIONS, "one delivery for each hand-over");
    // One node claims jobs and dies with them; another one hangs in the middle of a request until its lease is over.
    let claimed = dying.write_blocking({
        let now = hand.now();
        move |tx| Ok::<_, Refusal>(claim(tx, "dead", Lane::All, now)?)
    });
    assert_eq!(claimed.expect("claimed").len(), 20);
    drop(dying);
    let hung = database.open();
    let hanging = std::thread::spawn({
        let hand = hand.clone();
        move || jobs::work_off(&hung, &handlers(&hung, &hand), Lane::Only(JOB), "frozen", &hand)
    });
    let first = reached.recv_timeout(Duration::from_secs(60)).expect("it hangs");
    hand.advance(6 * MINUTE);
    std::thread::scope(|scope| {
        for name in ["one", "two", "three"] {
            let (database, hand) = (&database, &hand);
            scope.spawn(move || {
                let node = database.open();
                while work(&node, name, hand) > 0 {}
            });
        }
    });
    thaw.send(()).expect("it hangs still");
    hanging.join().expect("no panic").expect("it goes on");
    for _ in 0..3 {
        hand.advance(HOUR);
        counter.work();
    }
    let effects = effects.lock().expect("no panic");
    assert_eq!(effects.len(), QUESTIONS / 2, "one webhook for each");
    assert_eq!(effects.values().collect::<BTreeSet<_>>().len(), QUESTIONS / 2, "each for a question of its own");
    let times = tickets.asked().iter().filter(|asked| asked.header("webhook-id") == first).count();
    assert!((1..=2).contains(&times), "what hung is sent by another node, too, with the same id");
    let mails = counter.mails();
    let subjects: BTreeSet<&str> = mails.iter().map(|mail| mail.subject.as_str()).collect();
    assert_eq!((mails.len(), subjects.len()), (QUESTIONS / 2, QUESTIONS / 2), "one mail for each");
    assert!(counter.deliveries().iter().all(|one| one.state == DeliveryState::Delivered));
    // Three nodes read what was read: nothing more.
    counter.work();
    assert_eq!(counter.deliveries().len(), QUESTIONS);
}

#[test]
fn two_nodes_with_the_same_job_queue_one_mail() {
    use diesel::prelude::*;
    use kiez::interop::tables::deliveries;
    let Some(database) = Database::postgres() else { return };
    let hand = hand();
    let stage = Stage { db: database.open(), clock: hand.clone(), rules: kiez::threads::Rules::default() };
    let counter = Counter::new(&stage);
    let (mail, _) = counter.system(SystemKind::Mail, "tickets@help.example");
    counter.handed_over("Router does not start any more", mail);
    let reader: Arc<dyn DatabaseReader> = Arc::new(Herald);
    catch_up(&stage.db, &reader, &hand).expect("it reads");
    let id = counter.deliveries()[0].id;
    // A third one holds the row, until the two have come as far as that.
    let (held, hold) = channel::<()>();
    let (thaw, frozen) = channel::<()>();
    let holder = database.open();
    let holding = std::thread::spawn(move || {
        holder.write_blocking(move |tx| {
            diesel::update(deliveries::table.find(id)).set(deliveries::created_at.eq(1)).execute(tx.conn())?;
            let _ = held.send(());
            let _ = frozen.recv_timeout(Duration::from_secs(10));
            Ok::<_, Refusal>(())
        })
    });
    hold.recv_timeout(Duration::from_secs(10)).expect("it is held");
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let node = database.open();
                handlers(&node, &hand)[JOB].run(&id.to_string()).expect("no failure");
            });
        }
        std::thread::sleep(Duration::from_millis(500));
        thaw.send(()).expect("it holds still");
    });
    holding.join().expect("no panic").expect("held");
    assert_eq!((counter.mails().len(), counter.deliveries()[0].attempts), (1, 1));
}
