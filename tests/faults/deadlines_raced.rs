//! 8: nodes race over deadlines and mails that are due at once; one is killed, one frozen past its lease and thawed. Each question
//! moves once, each mail goes once.

use std::collections::BTreeMap;

use diesel::prelude::*;
use kiez::escalation::{attach, setup};
use kiez::ground::clock::{Clock, HOUR, Stopwatch};
use kiez::ground::mail::{self, Mail};
use kiez::ground::tables::jobs;
use kiez::threads::Rules;

use super::house::House;
use super::{full, report, sized, within};
use crate::support::Database;
use crate::support::stage::Stage;

/// Mails that were sent to each address.
fn sent(house: &House) -> BTreeMap<String, usize> {
    let mut sent = BTreeMap::new();
    let homes = std::fs::read_dir(house.folder.path()).expect("the folder").flatten();
    let folders = homes.filter_map(|home| std::fs::read_dir(home.path().join("mail")).ok());
    for entry in folders.flatten().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        if let Some(to) = text.lines().find_map(|line| line.strip_prefix("To: ")) {
            *sent.entry(to.to_owned()).or_default() += 1;
        }
    }
    sent
}

#[test]
fn each_question_moves_once_and_each_mail_goes_once() {
    let (questions, nodes) = sized((40, 2), (200, 3));
    let Some(database) = Database::postgres() else {
        assert!(!full(), "there is no PostgreSQL");
        return;
    };
    let house = House::on(database, 1);
    let past = Clock::manual(Clock::System.now().plus(-5 * HOUR));
    let stage = Stage { db: house.database.open(), clock: past, rules: Rules::default() };
    attach(&stage.db);
    let now = stage.now();
    stage.write(move |tx| setup::begin(tx, now)).expect("terms");
    let template = stage.question("Router does not start any more", &["router"]);
    stage
        .act(house.lena, move |tx, actor, rules, now| {
            for number in 0..questions {
                kiez::threads::ask::ask(tx, actor, &template, rules, now)?;
                let to = format!("reader{number}@example.org");
                mail::queue(tx, &Mail { to, subject: "Words".into(), ..Mail::default() }, now)?;
            }
            Ok(())
        })
        .expect("questions");

    let watch = Stopwatch::start();
    // One hangs from the start and comes back when the others are done, one dies amid the work.
    let frozen = house.serve_from("frozen");
    frozen.signal("STOP");
    let dying = full().then(|| house.serve_from("dying"));
    let _others: Vec<_> = (1..nodes).map(|number| house.serve_from(&format!("other-{number}"))).collect();
    drop(dying);
    let moved = || {
        let entered = stage.log().into_iter().filter(|event| event.kind == "stage.entered");
        let mut steps: BTreeMap<(i64, String), usize> = BTreeMap::new();
        entered.for_each(|event| {
            *steps.entry((event.number("question_id").unwrap_or(0), event.payload)).or_default() += 1;
        });
        steps
    };
    // With peers from the start, with triage four hours later.
    within(60, "all have moved", || moved().len() >= questions * 2);
    let took = watch.elapsed();
    frozen.signal("CONT");
    // Who died left its claims behind: that their time has passed is said to the database, instead of waiting for it.
    let mails = || jobs::table.filter(jobs::kind.eq(mail::JOB));
    if full() {
        let left = || stage.read(|conn| mails().filter(jobs::leased_until.is_null()).count().get_result::<i64>(conn));
        within(60, "only claims are left", || left() == 0);
        stage
            .write(|tx| Ok(diesel::update(jobs::table).set(jobs::leased_until.eq(Some(0_i64))).execute(tx.conn())?))
            .expect("time passes");
    }
    within(60, "all mails are sent", || stage.read(|conn| mails().count().get_result::<i64>(conn)) == 0);
    let (steps, mails) = (moved(), sent(&house));
    assert!(steps.values().all(|times| *times == 1), "each step once: {steps:?}");
    let doubled = mails.values().filter(|times| **times > 1).count();
    // Whoever is killed between sending and saying so leaves one mail that goes again: never more.
    assert!(mails.len() == questions && doubled <= usize::from(full()), "{doubled} mails went twice: {mails:?}");
    report(
        "8 deadlines_raced",
        &format!(
            "{nodes} nodes, {questions} deadlines and {questions} mails due at once; one frozen and thawed, one killed in full size"
        ),
        "each question moved once, each mail went once",
        &format!(
            "{} steps, {} mails, {doubled} twice; moved {took:.1?} after the first node started",
            steps.len(),
            mails.len()
        ),
    );
}
