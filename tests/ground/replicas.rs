//! Pages from a replica: never without what their reader wrote or this node knows of, and not from one that is behind,
//! hangs or is gone.

use std::cell::RefCell;
use std::time::Duration;

use kiez::ground::clock::Stopwatch;
use kiez::threads::revise::{Revision, revise};

use crate::pages::town::{self, Town, asked, text};
use crate::support::replicas::{Pair, Server};
use crate::support::until::until;
use crate::support::{Database, Forum};

/// A node that never looks at the log by itself: it knows what it was told and no more.
fn node(pair: &Pair) -> Forum {
    let database = Database::at(pair.primary.target("kiez"));
    let replica = pair.replica.target("kiez");
    let forum = Forum::start_with(database, |config| {
        config.replicas = vec![replica];
        config.patience = Duration::from_secs(3_600);
    });
    until("the replica is found well", || up(&forum) == 1);
    forum
}

fn up(forum: &Forum) -> u64 {
    forum.services.db.replica_figures().up
}

fn reads(forum: &Forum) -> u64 {
    forum.services.db.replica_figures().reads
}

fn edit(town: &Town, person: i64, post: i64, number: i64) {
    let text = text(&format!("Counted up to {number} so far."));
    let edit = Revision { base: number, text, ..Revision::default() };
    town.act(person, move |tx, actor, rules, now| revise(tx, actor, post, &edit, rules, now));
}

/// Looks at a page until some of it came from the replica; it is whole each time.
fn comes_from_the_replica(forum: &Forum, path: &str, word: &str) {
    let before = reads(forum);
    until("a page comes from the replica", || {
        let page = forum.browser().get(path);
        assert!(page.status == 200 && page.body.contains(word), "{} {word}", page.status);
        reads(forum) > before
    });
}

/// Looks at a page; says how long it took.
fn looks(forum: &Forum, path: &str, word: &str) -> Duration {
    let watch = Stopwatch::start();
    let page = forum.browser().get(path);
    assert!(page.status == 200 && page.body.contains(word), "{} {word}", page.status);
    watch.elapsed()
}

#[test]
fn pages_come_from_a_replica_that_has_all_that_their_reader_must_see() {
    let watch = Stopwatch::start();
    let Some(pair) = Pair::start().map(RefCell::new) else { return };
    println!("two servers after {:?}", watch.elapsed());
    let there = node(&pair.borrow());
    let forum = node(&pair.borrow());
    town::visit(forum, |town| {
        let here = &town.forum;
        let lena = town.person("Lena", 2_000);
        let question = town.ask(lena, asked("The red light blinks"));
        let path = here.browser().get(&format!("/questions/{question}")).location().to_owned();
        // Whoever reads after a write sees it, from wherever it comes.
        for number in 1..=20 {
            edit(town, lena, question, number);
            looks(here, &path, &format!("Counted up to {number} so far"));
        }
        comes_from_the_replica(here, &path, "Counted up to 20 so far");
        comes_from_the_replica(&there, &path, "Counted up to 20 so far");
        left_behind(&pair.borrow().replica, town, &there, (lena, question), &path);
        hangs(&pair.borrow().replica, here, &path);
        goes(&mut pair.borrow_mut().replica, here, &path);
        primary_goes(&mut pair.borrow_mut().primary, here, &path);
    });
}

/// The replica stands still: what is written is found nevertheless, by its writer on every node.
fn left_behind(replica: &Server, town: &Town, there: &Forum, (lena, question): (i64, i64), path: &str) {
    let here = &town.forum;
    let mut browser = town.browser_of(lena);
    replica.tell("SELECT pg_wal_replay_pause()");
    edit(town, lena, question, 21);
    let before = reads(here);
    looks(here, path, "Counted up to 21 so far");
    assert_eq!(reads(here), before, "the replica does not have it");
    // The other node has heard of nothing; the browser carries along what it must see.
    let answer = "Hold the button for ten seconds, then wait.";
    let fields = [("body", answer), ("key", "one"), ("lang", "en")];
    let posted = browser.post(&format!("/questions/{question}/answers"), &fields);
    assert_eq!(posted.status, 303, "{}", posted.body);
    assert!(browser.cookies.contains_key("kiez-written"));
    let mut elsewhere = there.browser();
    elsewhere.cookies = browser.cookies.clone();
    let before = reads(there);
    let page = elsewhere.get(path);
    assert!(page.body.contains(answer) && page.body.contains("Counted up to 21 so far"));
    assert_eq!(reads(there), before);
    // Sessions are never asked of a replica: who signs out is out everywhere.
    let signed_out = |body: &str| body.contains("href=\"/sign-in");
    assert!(!signed_out(&page.body));
    assert_eq!(browser.post("/sign-out", &[]).status, 303);
    assert!(signed_out(&elsewhere.get(path).body), "the next page is a visitor's");
    until("it is noticed that the replica is behind", || up(here) == 0 && up(there) == 0);
    replica.tell("SELECT pg_wal_replay_resume()");
    comes_from_the_replica(here, path, answer);
    comes_from_the_replica(there, path, answer);
}

/// The replica hangs: one reader waits a moment, and nobody after that.
fn hangs(replica: &Server, here: &Forum, path: &str) {
    replica.freeze();
    let mut took = vec![looks(here, path, "Counted up")];
    until("it is noticed that the replica hangs", || {
        took.push(looks(here, path, "Counted up"));
        up(here) == 0
    });
    let after = looks(here, path, "Counted up");
    let mut browser = here.browser();
    until("the node is ready all the same", || browser.get("/readyz").status == 200);
    assert!(browser.get("/readyz").body.contains("a read replica is away or behind"));
    assert!(browser.get("/metrics").body.contains("kiez_figure{name=\"read_replicas_up\"} 0"));
    replica.thaw();
    comes_from_the_replica(here, path, "Counted up");
    println!("pages while the replica hung: {took:?}, then {after:?}");
}

/// The replica goes and comes back.
fn goes(replica: &mut Server, here: &Forum, path: &str) {
    replica.kill();
    let took = looks(here, path, "Counted up");
    until("it is noticed that the replica is gone", || up(here) == 0);
    replica.start_again();
    comes_from_the_replica(here, path, "Counted up");
    println!("the first page without the replica: {took:?}");
}

/// The primary goes: visitors read on.
fn primary_goes(primary: &mut Server, here: &Forum, path: &str) {
    primary.kill();
    let before = reads(here);
    looks(here, path, "Counted up");
    assert!(reads(here) > before);
    primary.start_again();
    until("people can write again", || {
        let written = here.services.db.write_blocking(|_| Ok::<_, kiez::ground::refusal::Refusal>(()));
        written.is_ok()
    });
    // Writers try; readers wait until somebody has felt that the primary is back.
    until("the node is ready again", || here.browser().get("/readyz").status == 200);
    comes_from_the_replica(here, path, "Counted up");
}
