//! A page asks the database as often for a long thread as for a short one, whoever looks.

use std::sync::atomic::{AtomicU64, Ordering};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use kiez::threads::kinds::Status;

use super::super::town::{asked, town};
use super::{a_town, path_of};
use crate::support::Browser;

/// Queries of this process. Background threads have some, too: of many rounds the quietest counts.
static QUERIES: AtomicU64 = AtomicU64::new(0);
/// Pages are read so often.
const ROUNDS: usize = 8;
/// Queries of a question page for somebody who is signed in and stands there.
const MOST: u64 = 24;
/// The same for one of many, who has done nothing there: who they are, and that they have not.
const FEW: u64 = 5;

#[test]
fn a_signed_in_readers_page_takes_the_same_few_queries_however_long_the_thread() {
    let count = || {
        let counting = |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { query, .. } = event
                && !matches!(query.to_string().as_str(), "BEGIN" | "COMMIT")
            {
                QUERIES.fetch_add(1, Ordering::Relaxed);
            }
        };
        Some(Box::new(counting) as Box<dyn Instrumentation>)
    };
    set_default_instrumentation(count).expect("nobody else counts");
    let least = |reader: &mut Browser, path: &str| {
        let once = |_| {
            let before = QUERIES.load(Ordering::Relaxed);
            assert_eq!(reader.get(path).status, 200);
            QUERIES.load(Ordering::Relaxed) - before
        };
        (0..ROUNDS).map(once).min().expect("rounds")
    };
    town(|town| {
        let (lena, sven) = (town.person("Lena", 1_000), town.person("Sven", 1_000));
        let (short, long) = (town.ask(lena, asked("A short thread")), town.ask(lena, asked("A long thread")));
        town.answer(short, sven, Status::Visible, false);
        for n in 0..30 {
            let author = town.person(&format!("Helper {n}"), 10);
            town.answer(long, author, Status::Visible, false);
        }
        let mut reader = town.browser_of(sven);
        let [short, long] = [short, long].map(|question| least(&mut reader, &path_of(town, question)));
        println!("{short} queries for a short thread, {long} for a long one");
        assert!(short > 0 && long <= short + 1 && long <= MOST, "{short} and {long}");
    });
    a_town(|town| {
        let (lena, tom) = (town.person("Lena", 1_000), town.person("Tom", 1_000));
        let path = path_of(town, town.ask(lena, asked("A thread of others")));
        let one_of_many = least(&mut town.browser_of(tom), &path);
        println!("{one_of_many} queries for one of many");
        assert!(one_of_many <= FEW, "{one_of_many}");
    });
}
