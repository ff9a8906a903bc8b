//! Requirements 22 and 25: no other site changes anything, GET changes nothing, and nobody gets into a room that is not theirs.

use diesel::prelude::*;
use kiez::ground::db::AnyConnection;
use kiez::ground::events::last_position;

use super::raw::{FORM, Raw, form};
use super::routes::{self, SIGNED};
use super::whole::{self, Whole, fill};
use crate::pages::town::{Town, town, towns};

/// Addresses that are the proof themselves.
const PROVEN: &str = "/unsubscribe/";
/// Rooms of those who work here.
const ROOMS: [&str; 7] = ["/admin", "/review", "/triage", "/desk", "/sanctions", "/reports", "/expert"];

fn is_room(pattern: &str) -> bool {
    let moderates = pattern.ends_with("/moderate") || pattern.ends_with("/sanctions");
    ROOMS.iter().any(|room| pattern.starts_with(room)) || (moderates && pattern.starts_with("/people/"))
}

fn position(town: &Town) -> i64 {
    town.read(last_position)
}

/// What a form holds that is filled in as it should be.
pub fn filled() -> Vec<(String, String)> {
    let numbers = routes::numbers();
    let value = |name: &str| match routes::good(name) {
        Some(value) => value.to_owned(),
        None if numbers.contains(name) => "1".to_owned(),
        None => format!("Some ordinary words for {name}"),
    };
    routes::fields()
        .into_iter()
        .filter(|name| name != "csrf" && name != "more_about_it")
        .map(|name| {
            let value = value(&name);
            (name, value)
        })
        .collect()
}

#[test]
fn every_form_wants_our_own_origin_or_its_token() {
    town(|town| {
        let all = whole::build(town);
        let admin = Raw::of(&town.forum, &town.browser_of(all.ada));
        let fields = filled();
        let body = form(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let with_token = [&body[..], b"&csrf=00000000000000000000000000000000"].concat();
        let before = position(town);
        let mut tried = 0;
        for pattern in routes::patterns(true) {
            if pattern == SIGNED || pattern.starts_with(PROVEN) {
                continue;
            }
            let path = all.fill(&pattern);
            let foreign: [&[(&str, &str)]; 6] = [
                &[("origin", "https://evil.example")],
                &[("origin", "null")],
                &[("sec-fetch-site", "cross-site")],
                &[("sec-fetch-site", "same-site")],
                &[("referer", "https://evil.example/")],
                &[("x-csrf-token", "00000000000000000000000000000000")],
            ];
            for headers in foreign {
                let answer = admin.post_from(&path, FORM, &body, headers).expect("an answer");
                assert_eq!(answer.status, 403, "{path} {headers:?}");
            }
            let answer = admin.post_from(&path, FORM, &with_token, &[]).expect("an answer");
            assert_eq!(answer.status, 403, "{path} with a token that nobody gave");
            tried += 7;
        }
        assert_eq!(position(town), before, "nothing happened");
        let signed = admin.post_from(&all.fill(SIGNED), "application/json", b"{}", &[]).expect("an answer");
        assert_eq!(signed.status, 401, "what is not signed");
        println!("{tried} forged forms, all refused");
    });
}

/// How many rows each table has.
fn rows(town: &Town) -> Vec<(String, i64)> {
    #[derive(QueryableByName)]
    struct Named {
        #[diesel(sql_type = diesel::sql_types::Text)]
        name: String,
    }
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    town.read(|conn| {
        let AnyConnection::Sqlite(inner) = conn else { return Ok(Vec::new()) };
        let names: Vec<Named> =
            diesel::sql_query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").load(inner)?;
        let mut counts = Vec::new();
        // Who searched what is counted; that is all that looking does.
        for Named { name } in names.into_iter().filter(|named| !named.name.starts_with("search_")) {
            let count: Count = diesel::sql_query(format!("SELECT count(*) AS n FROM {name}")).get_result(inner)?;
            counts.push((name, count.n));
        }
        Ok(counts)
    })
}

#[test]
fn looking_changes_nothing() {
    town(|town| {
        let all = whole::build(town);
        settle(town);
        let people = [None, Some(all.lena), Some(all.ada)];
        let browsers: Vec<Raw> = people
            .iter()
            .map(|person| match person {
                Some(id) => Raw::of(&town.forum, &town.browser_of(*id)),
                None => Raw::of(&town.forum, &town.forum.browser()),
            })
            .collect();
        let before = (position(town), rows(town));
        assert!(before.1.len() > 30);
        let mut seen = 0;
        for pattern in routes::patterns(false).iter().filter(|pattern| !pattern.ends_with("/live")) {
            for browser in &browsers {
                let answer = browser.get(&all.fill(pattern), &[]).unwrap_or_else(|| panic!("{pattern} broke off"));
                assert!(answer.status < 500 || pattern == "/readyz", "{pattern}: {}", answer.status);
                seen += 1;
            }
        }
        assert_eq!((position(town), rows(town)), before);
        println!("{seen} pages looked at");
    });
}

/// Waits until everything that follows the log has followed it.
fn settle(town: &Town) {
    let patience = kiez::ground::clock::Stopwatch::start();
    let (mut last, mut same) = (rows(town), 0);
    while same < 5 && patience.elapsed().as_secs() < 15 {
        std::thread::sleep(std::time::Duration::from_millis(100));
        let now = rows(town);
        same = if now == last { same + 1 } else { 0 };
        last = now;
    }
}

#[test]
fn rooms_are_closed_to_those_who_do_not_work_there() {
    towns(|town| {
        let all: Whole = whole::build(town);
        let (visitor, member) = (town.forum.browser(), town.browser_of(all.lena));
        let (visitor, member) = (Raw::of(&town.forum, &visitor), Raw::of(&town.forum, &member));
        let fields = filled();
        let body = form(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let before = position(town);
        let mut tried = 0;
        for pattern in routes::patterns(true).iter().filter(|pattern| is_room(pattern)) {
            for id in ["1", "2", "999999"] {
                let path = fill(pattern, id);
                let stranger = visitor.post(&path, FORM, &body).expect("an answer");
                let refused = stranger.header("location").is_some_and(|to| to.starts_with("/sign-in"));
                assert!(refused || (400..500).contains(&stranger.status), "{path}: {}", stranger.status);
                let status = member.post(&path, FORM, &body).expect("an answer").status;
                assert!(matches!(status, 400 | 403 | 404 | 422), "{path}: {status}");
                tried += 2;
            }
        }
        for pattern in routes::patterns(false).iter().filter(|pattern| is_room(pattern)) {
            let path = all.fill(pattern);
            let stranger = visitor.get(&path, &[]).expect("an answer");
            assert!(matches!(stranger.status, 301 | 303 | 404), "{path}: {}", stranger.status);
            // In the queue members see what was suggested for their own posts, and nothing else.
            if pattern != "/review" {
                let status = member.get(&path, &[]).expect("an answer").status;
                assert!(matches!(status, 301 | 403 | 404), "{path}: {status}");
            }
            tried += 2;
        }
        assert_eq!(position(town), before, "nothing happened");
        println!("{tried} doors, all closed");
    });
}
