//! 1: `kill -9` amid a thousand writes at once. What was acknowledged is readable, listed and searchable; what was not is whole or
//! absent, and sent again it is there once.

use std::collections::BTreeSet;
use std::time::Duration;

use kiez::ground::random::Random;

use super::house::House;
use super::writes::{Client, Done, Log, is_whole};
use super::{databases, report, sized, within};

#[test]
fn what_was_acknowledged_is_there_and_what_was_not_comes_once() {
    let (people, each) = sized((25, 10), (100, 10));
    for (name, database) in databases() {
        let rounds = sized(1, if name == "SQLite" { 20 } else { 5 });
        let house = House::on(database, 25);
        let (log, random) = (Log::default(), Random::seeded(41));
        let (mut checked, mut again, mut slowest) = (0, 0, Duration::ZERO);
        for _ in 0..rounds {
            let (node, before) = (house.serve(), log.all().len());
            let enough = log.acknowledged() + random.below((people * each) as u64 / 2) as usize + 10;
            let client = house.client(&node);
            log.while_writing(&house, &client, (people, each), || {
                within(60, "enough writes", || log.acknowledged() >= enough);
                node.kill();
            });
            let all = log.all().split_off(before);
            let node = house.serve();
            let client = house.client(&node);
            let (kept, lost): (Vec<Done>, Vec<Done>) = all.into_iter().partition(Done::acknowledged);
            slowest = slowest.max(found(&client, &kept));
            listed(&client, &kept);
            is_whole(&house, &log.all());
            for done in &lost {
                let reply = done.writing.send(&client).expect("an answer");
                assert_eq!(reply.status, 303, "{done:?} {}", reply.body);
            }
            let sent: Vec<Done> = lost.into_iter().map(|done| Done { status: Some(303), ..done }).collect();
            is_whole(&house, &sent);
            (checked, again) = (checked + kept.len(), again + sent.len());
            node.kill();
        }
        house.stage().is_consistent();
        assert!(checked >= rounds * 10 && again > 0, "{checked} {again}");
        report(
            "1 killed_amid_writes",
            &format!("{name}: kill -9 amid {} writes of {people} people, {rounds} times", people * each),
            "acknowledged: readable, listed, searchable; the rest whole or absent, sent again once",
            &format!(
                "{checked} acknowledged, 0 lost; {again} sent again, 0 doubled; all found {slowest:.1?} after the start at the latest"
            ),
        );
    }
}

/// Waits until each can be read and searched for; says how long that took.
fn found(client: &Client, kept: &[Done]) -> Duration {
    within(30, "everything is searchable", || {
        kept.last().is_none_or(|done| searchable(client, done)) && kept.iter().all(|done| searchable(client, done))
    });
    let watch = kiez::ground::clock::Stopwatch::start();
    for done in kept {
        let page = client.page(&done.location).expect("an answer");
        assert!(page.status == 200 && page.body.contains(&done.writing.word), "{} {done:?}", page.status);
    }
    watch.elapsed()
}

fn searchable(client: &Client, done: &Done) -> bool {
    let page = client.get(&format!("/search?q={}", done.writing.word)).expect("an answer");
    page.status == 200 && page.body.contains(&format!("/questions/{}", number(done)))
}

fn number(done: &Done) -> i64 {
    let own = || done.location.split('/').nth(2).and_then(|id| id.parse().ok());
    done.writing.question.or_else(own).expect("the location names it")
}

/// Walks down the list of new questions until all of them were seen.
fn listed(client: &Client, kept: &[Done]) {
    let mut missing: BTreeSet<i64> = kept.iter().filter(|done| done.writing.question.is_none()).map(number).collect();
    let mut next = "/".to_owned();
    while !missing.is_empty() {
        let page = client.get(&next).expect("an answer");
        assert_eq!(page.status, 200, "{next}");
        missing.retain(|id| !page.body.contains(&format!("href=\"/questions/{id}/")));
        let href = page.body.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let Some(href) = href else { break };
        next = href.replace("&amp;", "&");
    }
    assert!(missing.is_empty(), "not listed: {missing:?}");
}
