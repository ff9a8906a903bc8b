//! The end of a month.

use diesel::prelude::*;
use kiez::ground::clock::{DAY, Micros};
use kiez::ground::db::Db;
use kiez::search::learn::key::Who;
use kiez::search::learn::month;
use kiez::search::learn::report::{self, Sum};
use kiez::search::learn::tally::Tally;
use kiez::search::tables::{search_clicks, search_days, search_keys, search_seekers, search_terms};

use super::{kept, key, listed, read, search};
use crate::support::{START, on_both};

/// The same time of day, some days into the next month.
fn next_month() -> Micros {
    let days = (1..40).find(|n| START.plus(n * DAY).month() > START.month()).expect("months end");
    START.plus((days + 2) * DAY)
}

fn close(db: &Db, now: Micros) -> bool {
    db.write_blocking(move |tx| month::close(tx, now)).expect("the month is closed")
}

#[test]
fn who_searched_what_is_forgotten_and_rare_terms_are_gone() {
    on_both(|db| {
        search(&db, "selten", 0..4, false, START);
        search(&db, "häufig", 0..7, false, START);
        let tally = Tally::default();
        tally.clicked(&key(&db, START), Who::Person(1), "selten", 2, START);
        tally.clicked(&key(&db, START), Who::Person(1), "häufig", 2, START);
        kept(&db, &tally, START);
        assert!(!close(&db, START.plus(DAY)), "the month is not over");
        let now = next_month();
        search(&db, "selten", 10..12, false, now);
        assert!(close(&db, now));
        assert!(!close(&db, now), "once");

        let terms: Vec<(i64, String, i64)> =
            read(&db, |conn| search_terms::table.order((search_terms::month, search_terms::term)).load(conn));
        let (old, new) = (START.month(), now.month());
        assert_eq!(terms, [(old, "häufig".to_owned(), 7), (new, "selten".to_owned(), 2)]);
        let left: Vec<i64> =
            read(&db, |conn| search_seekers::table.select(search_seekers::month).distinct().load(conn));
        assert_eq!(left, [new]);
        let keys: Vec<i64> = read(&db, |conn| search_keys::table.select(search_keys::month).load(conn));
        assert_eq!(keys, [new]);
        let days: Vec<(String, i64)> = read(&db, move |conn| {
            let old = search_days::table.filter(search_days::month.eq(old));
            old.select((search_days::term, search_days::searches)).order(search_days::term).load(conn)
        });
        assert_eq!(days, [(String::new(), 4), ("häufig".to_owned(), 7)], "sums stay, the term does not");
        let clicks: Vec<(String, i64)> = read(&db, |conn| {
            search_clicks::table
                .select((search_clicks::term, search_clicks::clicks))
                .order(search_clicks::term)
                .load(conn)
        });
        assert_eq!(clicks, [(String::new(), 1), ("häufig".to_owned(), 1)]);
        assert_eq!(listed(&db, 0), [("häufig".to_owned(), 7)]);
        let sum = read(&db, |conn| report::days(conn, 0)).iter().fold(Sum::default(), Sum::and);
        assert_eq!((sum.searches, sum.without_hit, sum.clicked), (13, 13, 2));
    });
}

#[test]
fn what_comes_late_names_no_term() {
    on_both(|db| {
        let now = next_month();
        let (old, tally) = (key(&db, START), Tally::default());
        for person in 0..9 {
            tally.searched(&old, Who::Person(person), "spät", (false, true), START);
        }
        close(&db, now);
        kept(&db, &tally, now);
        assert!(listed(&db, 0).is_empty());
        let terms: i64 = read(&db, |conn| search_terms::table.count().get_result(conn));
        let seekers: i64 = read(&db, |conn| search_seekers::table.count().get_result(conn));
        let names: Vec<String> = read(&db, |conn| search_days::table.select(search_days::term).load(conn));
        assert_eq!((terms, seekers, names), (0, 0, vec![String::new()]));
    });
}

#[test]
fn old_figures_go() {
    on_both(|db| {
        search(&db, "häufig", 0..7, false, START);
        let later = START.plus((month::KEPT + 70) * DAY);
        key(&db, later);
        assert!(close(&db, later));
        let days: i64 = read(&db, |conn| search_days::table.count().get_result(conn));
        let terms: i64 = read(&db, |conn| search_terms::table.count().get_result(conn));
        assert_eq!((days, terms), (0, 0));
    });
}
