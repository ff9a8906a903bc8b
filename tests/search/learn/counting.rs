//! Counting in memory and in the tables.

use std::net::IpAddr;

use kiez::ground::clock::{HOUR, MINUTE};
use kiez::ground::refusal::Refusal;
use kiez::search::learn::key::Who;
use kiez::search::learn::report::{self, Sum};
use kiez::search::learn::tally::{MOST, Tally};
use kiez::search::learn::{keep, tally};

use super::{kept, key, listed, read, search};
use crate::support::{Database, START, on_both};

fn sums(db: &kiez::ground::db::Db) -> Sum {
    read(db, |conn| report::days(conn, 0)).iter().fold(Sum::default(), Sum::and)
}

#[test]
fn a_term_counts_once_for_a_person_and_an_hour() {
    on_both(|db| {
        let (key, tally, lena) = (key(&db, START), Tally::default(), Who::Person(1));
        for minute in 0..10 {
            tally.searched(&key, lena, "wlan", (true, true), START.plus(minute * MINUTE / 10));
        }
        tally.searched(&key, lena, "router", (false, true), START);
        tally.searched(&key, Who::Person(2), "wlan", (true, false), START);
        tally.searched(&key, Who::Address(IpAddr::from([10, 0, 0, 1])), "wlan", (true, true), START);
        tally.searched(&key, lena, "", (false, true), START);
        // Twice the same place, then another: two clicks, one search with a click.
        for position in [3, 3, 1] {
            tally.clicked(&key, lena, "wlan", position, START);
        }
        // Their first page: one learns only by the click that scripts run there.
        tally.clicked(&key, Who::Person(2), "wlan", 99, START);
        kept(&db, &tally, START);
        let sum = sums(&db);
        assert_eq!((sum.searches, sum.without_hit, sum.followable, sum.clicked), (4, 1, 3, 2));
        assert_eq!(sum.abandoned(), 1);
        let clicks = read(&db, |conn| report::clicks(conn, 0));
        assert_eq!((clicks[1], clicks[3], clicks[tally::BEHIND as usize], clicks.iter().sum::<i64>()), (1, 1, 1, 3));
        // The next hour counts anew.
        tally.searched(&key, lena, "wlan", (true, true), START.plus(HOUR));
        kept(&db, &tally, START.plus(HOUR));
        assert_eq!(sums(&db).searches, 5);
    });
}

#[test]
fn two_nodes_add_up_and_know_the_same_people() {
    on_both(|db| {
        let (one, two) = (Tally::default(), Tally::default());
        let (first, second) = (key(&db, START), key(&db, START));
        assert!(first == second, "one key for all nodes");
        for person in 0..4 {
            one.searched(&first, Who::Person(person), "glasfaser", (false, true), START);
            two.searched(&second, Who::Person(person), "glasfaser", (false, true), START);
        }
        kept(&db, &one, START);
        kept(&db, &two, START);
        assert_eq!(sums(&db).searches, 8);
        assert!(listed(&db, 0).is_empty(), "four people, counted twice, are four");
        two.searched(&second, Who::Person(4), "glasfaser", (false, true), START);
        kept(&db, &two, START);
        assert_eq!(listed(&db, 0), [("glasfaser".to_owned(), 9)]);
    });
}

#[test]
fn two_nodes_keep_at_the_same_time() {
    let Some(database) = Database::postgres() else { return };
    let (one, two) = (database.open(), database.open());
    let shared = key(&one, START);
    std::thread::scope(|scope| {
        for db in [&one, &two] {
            scope.spawn(|| {
                for round in 0..20 {
                    let tally = Tally::default();
                    for n in 0..50 {
                        let term = format!("term {}", (n * 7 + round) % 50);
                        tally.searched(&shared, Who::Person(round), &term, (true, true), START);
                        tally.clicked(&shared, Who::Person(round), &term, n % 20, START);
                    }
                    kept(db, &tally, START);
                }
            });
        }
    });
    assert_eq!((sums(&one).searches, sums(&one).clicked), (2 * 20 * 50, 2 * 20 * 50));
}

#[test]
fn memory_is_bounded() {
    on_both(|db| {
        let (key, tally) = (key(&db, START), Tally::default());
        for n in 0..MOST + 500 {
            tally.searched(&key, Who::Nobody, &format!("term {n}"), (true, true), START);
        }
        let counted = tally.take();
        assert_eq!(counted.days.len(), MOST + 1);
        let others = (START.month(), START.day(), String::new());
        assert_eq!(counted.days.get(&others).map(|day| day.searches), Some(500));
        assert_eq!(counted.seekers.len(), MOST, "others are nobody's");
        db.write_blocking(move |tx| keep::keep(tx, &counted, START)).expect("all of them are kept");
        assert_eq!(sums(&db).searches, MOST as i64 + 500);
    });
}

#[test]
fn what_cannot_be_kept_is_not_lost() {
    on_both(|db| {
        let (key, tally) = (key(&db, START), Tally::default());
        tally.searched(&key, Who::Person(1), "wlan", (true, true), START);
        let counted = tally.take();
        let copy = counted.clone();
        let failed = db.write_blocking(move |tx| {
            keep::keep(tx, &copy, START)?;
            Err::<(), _>(Refusal::Unavailable("in the middle".to_owned()))
        });
        assert!(failed.is_err());
        tally.put_back(counted);
        tally.searched(&key, Who::Person(2), "wlan", (true, true), START);
        kept(&db, &tally, START);
        assert_eq!(sums(&db).searches, 2);
    });
}

#[test]
fn fewer_than_five_people_are_never_listed() {
    on_both(|db| {
        search(&db, "selten", 0..4, false, START);
        search(&db, "häufig", 0..5, false, START);
        for hour in 1..20 {
            search(&db, "selten", 0..4, false, START.plus(hour * HOUR));
        }
        assert_eq!(listed(&db, 0), [("häufig".to_owned(), 5)]);
        let abandoned = read(&db, |conn| report::abandoned(conn, 0));
        assert!(abandoned.is_empty(), "{abandoned:?}");
        search(&db, "vergeblich", 0..6, true, START);
        let abandoned = read(&db, |conn| report::abandoned(conn, 0));
        assert_eq!(
            abandoned.iter().map(|term| (term.term.as_str(), term.missed)).collect::<Vec<_>>(),
            [("vergeblich", 6)]
        );
    });
}
