//! A node without an index copies that of a peer, if it is whole and of this forum; nobody else gets it; and a node is
//! ready when it knows what the log knows.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::time::Duration;

use kiez::ground::clock::MINUTE;
use kiez::ground::db::Db;
use kiez::ground::events::Event;
use kiez::ground::refusal::Refusal;
use kiez::search::{Doing, Peers, Service};
use kiez::threads::hide::hide;
use kiez::threads::kinds::HideReason;

use super::town::{Running, Town, until, wait};
use crate::support::relay::Relay;
use crate::support::{Database, Forum, START, clock, on_both};

/// Nobody listens there.
const NOBODY: &str = "http://127.0.0.1:9";

/// A forum that gives its index to peers, once it is there.
fn giving(database: Database) -> Forum {
    let forum = Forum::start_with(database, |config| config.index_peers = vec![NOBODY.parse().expect("an address")]);
    until("its index is there", || forum.browser().get("/readyz").status == 200);
    forum
}

/// What a node of that forum has who finds its peers there.
fn peers(forum: &Forum, urls: &[&str]) -> Peers {
    let urls = urls.iter().map(|url| url.parse().expect("an address")).collect();
    Peers::new(urls, forum.services.secret.clone(), forum.clock.clone()).patient(Duration::from_millis(700))
}

fn made(service: &Service) -> (u64, u64) {
    until("it is whole", || !service.degraded());
    (service.copied(), service.built())
}

/// What its search page says.
fn found(forum: &Forum, word: &str) -> String {
    forum.browser().get(&format!("/search?q={word}")).text("main").unwrap_or_default()
}

fn under_way(data_dir: &Path) -> usize {
    let all = fs::read_dir(data_dir.join("index")).expect("the folder").map(|one| one.expect("an entry").file_name());
    all.filter(|name| name.to_string_lossy().starts_with("incoming-")).count()
}

fn town_with_questions(db: &Db) -> Town {
    let town = Town::new(db);
    for n in 0..5 {
        town.ask(&format!("Frage {n} zum Staubsauger"), "Er saugt nicht.", &["haus"]);
    }
    town
}

#[test]
fn a_new_node_copies_the_index_of_another_and_says_how_far_it_is() {
    let Some(database) = Database::postgres() else { return };
    let first = giving(database.shared());
    let town = town_with_questions(&first.services.db);
    let (go_on, waits) = channel::<()>();
    let waits = Mutex::new(waits);
    let relay = Relay::start(&first.url, move |answer, asking| {
        let (one, other) = answer.split_at(answer.len() / 2);
        asking.write_all(one).expect("half of it");
        waits.lock().expect("no panic").recv().expect("the word to go on");
        asking.write_all(other).expect("the rest");
    });
    let second = Forum::start_with(database.shared(), |config| {
        config.index_peers = vec![NOBODY.parse().expect("an address"), relay.url.parse().expect("an address")];
    });
    let mut browser = second.browser();
    until("half of it is there", || {
        let ready = browser.get("/readyz");
        let json: serde_json::Value = serde_json::from_str(&ready.body).expect("JSON");
        assert_eq!((ready.status, json["reasons"][0].as_str()), (503, Some("no search index is open yet")));
        let (done, of) = (json["index"]["done"].as_u64(), json["index"]["of"].as_u64());
        json["index"]["doing"] == "copying" && done.is_some_and(|done| done > 0) && done < of
    });
    let percent = |browser: &mut crate::support::Browser| -> i64 {
        let metrics = browser.get("/metrics").body;
        let line = metrics.lines().find_map(|line| line.strip_prefix("kiez_figure{name=\"index_warm_percent\"} "));
        line.and_then(|line| line.parse().ok()).expect("the figure")
    };
    let half = percent(&mut browser);
    assert!(half > 0 && half < 100, "{half}");
    go_on.send(()).expect("it waits");
    until("it is ready", || browser.get("/readyz").status == 200);
    assert_eq!(percent(&mut browser), 100);
    let metrics = browser.get("/metrics").body;
    for figure in ["{name=\"index_copied_total\"} 1", "{name=\"index_built_total\"} 0"] {
        assert!(metrics.contains(figure), "{figure} is missing");
    }
    // From now on it reads the log like any other.
    town.ask("Noch eine Frage zum Staubsauger", "Er brummt.", &[]);
    for forum in [&first, &second] {
        until("all six are found", || found(forum, "Staubsauger").matches("zum Staubsauger").count() >= 6);
    }
}

#[test]
fn what_happens_while_it_is_copied_is_taken_from_the_log() {
    for database in std::iter::once(Database::sqlite()).chain(Database::postgres()) {
        let forum = giving(database);
        let db = forum.services.db.clone();
        let town = town_with_questions(&db);
        let hidden = town.ask("Geheimes zum Staubsauger", "Gleich nicht mehr zu sehen.", &[]);
        let last = super::town::log_position(&db);
        until("the peer knows it", || found(&forum, "geheimes").contains("Geheimes zum Staubsauger"));
        let (town, asked) = (Mutex::new(town), Mutex::new(Vec::new()));
        let (tell, told) = channel();
        let relay = Relay::start(&forum.url, move |answer, asking| {
            let town = town.lock().expect("no panic");
            let mut asked = asked.lock().expect("no panic");
            asked.push(town.ask("Später zum Staubsauger", "Er ist verstopft.", &[]));
            town.act(&town.admin, move |tx, a, r, now| hide(tx, a, hidden, HideReason::Spam, r, now));
            asking.write_all(&answer).expect("all of it");
            let _ = tell.send(asked.clone());
        });
        let folder = tempfile::tempdir().expect("a folder");
        let new = Running::start_among(&db, folder.path(), peers(&forum, &[&relay.url]));
        assert_eq!(made(&new.service), (1, 0), "copied, not made");
        let asked = told.recv().expect("it was asked");
        assert_eq!(asked.len(), 1, "once");
        let found = new.ids("q=Staubsauger");
        assert!(found.len() == 6 && found.contains(&asked[0]) && !found.contains(&hidden), "{found:?}");
        assert!(super::town::log_position(&db) > last);
        assert_eq!(new.service.sweep().expect("a sweep"), kiez::search::Mended::default());
        assert_eq!(under_way(folder.path()), 0);
        // Its own index is all that it needs when it starts again.
        drop(new.end());
        let again = Running::start_among(&db, folder.path(), peers(&forum, &[NOBODY]));
        assert_eq!(made(&again.service), (0, 0));
        assert_eq!(again.ids("q=Staubsauger").len(), 6);
    }
}

/// Puts something in place of what stands behind a mark in the list, as long as it is.
fn changed(mut answer: Vec<u8>, mark: &str, change: impl Fn(u8) -> u8) -> Vec<u8> {
    let at =
        answer.windows(mark.len()).position(|part| part == mark.as_bytes()).expect("it is in the list") + mark.len();
    let end = at + answer[at..].iter().position(|byte| !byte.is_ascii_digit()).expect("an end");
    assert!(end > at, "a number");
    answer[at..end].iter_mut().for_each(|byte| *byte = change(*byte));
    answer
}

#[test]
fn whatever_is_wrong_with_a_peer_the_index_is_made_from_the_tables() {
    let forum = giving(Database::sqlite());
    let db = forum.services.db.clone();
    let _town = town_with_questions(&db);
    type Wrong = fn(Vec<u8>, &mut TcpStream);
    let wrongs: [(&str, Wrong); 8] = [
        ("a byte", |mut answer, asking| {
            let middle = answer.len() / 2;
            answer[middle] ^= 0x10;
            let _ = asking.write_all(&answer);
        }),
        ("the end is missing", |answer, asking| drop(asking.write_all(&answer[..answer.len() - 9]))),
        ("it hangs", |answer, asking| {
            let _ = asking.write_all(&answer[..answer.len() / 3]);
            // Until the other one has had enough.
            let _ = asking.read(&mut [0]);
        }),
        ("it says nothing at all", |_, asking| drop(asking.read(&mut [0]))),
        ("another version", |answer, asking| {
            let _ = asking.write_all(&changed(answer, "{\"version\":\"", |digit| digit ^ 1));
        }),
        ("it knows more than the database", |answer, asking| {
            let _ = asking.write_all(&changed(answer, "\"cursor\":", |_| b'9'));
        }),
        ("another page", |_, asking| {
            let _ = asking.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>");
        }),
        ("elsewhere", |answer, asking| {
            let text = String::from_utf8_lossy(&answer);
            assert!(text.starts_with("HTTP/1.1 200"), "the one behind it would have given it");
            let _ = asking.write_all(b"HTTP/1.1 302 Found\r\nlocation: /peers/index\r\ncontent-length: 0\r\n\r\n");
        }),
    ];
    for (what, wrong) in wrongs {
        let relay = Relay::start(&forum.url, wrong);
        let folder = tempfile::tempdir().expect("a folder");
        let new = Running::start_among(&db, folder.path(), peers(&forum, &[&relay.url]));
        assert_eq!(made(&new.service), (0, 1), "{what}");
        assert_eq!(new.ids("q=Staubsauger").len(), 5, "{what}");
        assert_eq!(
            fs::read_dir(folder.path().join("index")).expect("the folder").count(),
            1,
            "{what}: nothing is left"
        );
    }
    // The one after it is asked when the first has nothing to give.
    let folder = tempfile::tempdir().expect("a folder");
    let new = Running::start_among(&db, folder.path(), peers(&forum, &[NOBODY, &forum.url]));
    assert_eq!(made(&new.service), (1, 0));
    // What an operator wants made again is made, and not fetched.
    new.service.make_again("a test".to_owned());
    until("it is made again", || new.service.built() == 1);
    let folder = tempfile::tempdir().expect("a folder");
    let stranger =
        Peers::new(vec![forum.url.parse().expect("an address")], "another secret".into(), forum.clock.clone());
    let new = Running::start_among(&db, folder.path(), stranger);
    assert_eq!(made(&new.service), (0, 1), "a node of another forum");
}

#[test]
fn nobody_but_a_node_of_this_forum_gets_the_index() {
    let forum = giving(Database::sqlite());
    let _town = town_with_questions(&forum.services.db);
    let ask = |forum: &Forum, pass: &str| {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let request = agent.get(format!("{}/peers/index", forum.url)).header("accept-encoding", "gzip, br");
        let mut answer = request.header("authorization", pass).call().expect("an answer");
        let body = answer.body_mut().read_to_vec().expect("a body");
        (answer.status().as_u16(), answer.headers().clone(), body)
    };
    let pass = peers(&forum, &[NOBODY]).pass();
    let (status, headers, body) = ask(&forum, &pass);
    let text = |name: &str| headers.get(name).map_or("", |value| value.to_str().expect("text"));
    assert_eq!((status, text("cache-control"), text("content-type")), (200, "no-store", "application/octet-stream"));
    assert_eq!(text("content-length"), body.len().to_string());
    assert!(body.starts_with(b"{\"version\":\"") && body.len() > 1_000);
    let stranger = Peers::new(Vec::new(), "another secret".into(), forum.clock.clone()).pass();
    for wrong in ["", "Kiez ", "Kiez 1.00", "Bearer x", &stranger, &pass[..pass.len() - 1], &format!("{pass}0")] {
        assert_eq!(ask(&forum, wrong).0, 404, "{wrong}");
    }
    let nowhere = forum.browser().get("/peers/nothing");
    let closed = forum.browser().get("/peers/index");
    assert_eq!((closed.status, closed.text("h1")), (nowhere.status, nowhere.text("h1")), "as if it were not there");
    // A pass that was overheard is of no use for long.
    forum.clock.advance(6 * MINUTE);
    assert_eq!(ask(&forum, &pass).0, 404, "an old one");
    assert_eq!(ask(&forum, &peers(&forum, &[]).pass()).0, 200);
    // Where no peers are named there are none.
    let alone = Forum::start();
    until("its index is there", || alone.browser().get("/readyz").status == 200);
    assert_eq!(ask(&alone, &peers(&alone, &[NOBODY]).pass()).0, 404);
}

#[test]
fn half_a_copy_of_a_node_that_was_killed_goes_at_its_next_start() {
    let database = Database::sqlite();
    let (db, folder) = (database.open(), tempfile::tempdir().expect("a folder"));
    let half = folder.path().join("index/incoming-x7");
    fs::create_dir_all(&half).expect("a folder");
    fs::write(half.join("meta.json"), "{").expect("a file");
    let search = Running::start(&db, folder.path());
    until("it is gone", || !half.exists());
    assert_eq!(made(&search.service), (0, 1));
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Happened;

impl Event for Happened {
    const KIND: &'static str = "a.test";
}

#[test]
fn a_node_is_ready_when_it_has_caught_up_with_the_log() {
    on_both(|db| {
        let folder = tempfile::tempdir().expect("a folder");
        let _town = town_with_questions(&db);
        let search = Running::start(&db, folder.path());
        assert_eq!(search.ids("q=Staubsauger").len(), 5);
        until("it is warm", || search.service.has_been_warm());
        assert_eq!((search.service.warm_percent(), search.service.on_its_way().is_none()), (100, true));
        drop(search.end());
        let many = |tx: &mut kiez::ground::db::Tx<'_>| {
            (0..900).for_each(|_| tx.record(None, &Happened, START));
            Ok::<_, Refusal>(())
        };
        db.write_blocking(many).expect("events");
        let service = Service::open(db.clone(), clock(), folder.path());
        assert!(service.is_open() && !wait(service.is_warm()).expect("the log"), "an index of yesterday");
        let way = service.on_its_way().expect("it is on its way");
        assert_eq!((way.doing, way.of), (Doing::CatchingUp, super::town::log_position(&db).cast_unsigned()));
        assert!(service.warm_percent() < 100);
        drop(service);
        let search = Running::start(&db, folder.path());
        until("it has caught up", || wait(search.service.is_warm()).expect("the log"));
        // Once is enough: later it is behind now and then, and finds things nevertheless.
        db.write_blocking(many).expect("events");
        assert!(wait(search.service.is_warm()).expect("the log"));
    });
}
