//! Many readers while somebody writes, and other nodes.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use kiez::ground::clock::Stopwatch;
use kiez::threads::revise::{Revision, revise};

use super::super::town::text;
use super::{Town, asked, fetch, figures, keeping, path_of, town, towns};
use crate::support::Database;

/// Edits of the race.
const EDITS: i64 = 25;

fn edited(town: &Town, person: i64, post: i64, number: i64) {
    let text = text(&format!("Counted up to {number} so far."));
    let edit = Revision { base: number, text, ..Revision::default() };
    town.act(person, move |tx, actor, rules, now| revise(tx, actor, post, &edit, rules, now));
}

fn counted(page: &[u8]) -> i64 {
    let text = String::from_utf8_lossy(page);
    let number = text.split("Counted up to ").nth(1).and_then(|rest| rest.split(' ').next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[test]
fn who_reads_after_a_write_was_acknowledged_never_sees_less() {
    towns(|town| {
        let lena = town.person("Lena", 2_000);
        let question = town.ask(lena, asked("The red light blinks"));
        let url = format!("{}{}", town.forum.url, path_of(town, question));
        let (acknowledged, seen) = (AtomicI64::new(0), AtomicI64::new(0));
        std::thread::scope(|scope| {
            for coding in ["", "br", "gzip"] {
                let (acknowledged, seen, url) = (&acknowledged, &seen, &url);
                scope.spawn(move || {
                    let mut last = 0;
                    while last < EDITS {
                        let least = acknowledged.load(Ordering::SeqCst);
                        let (status, _, body) = fetch(url, &[("accept-encoding", coding)]);
                        let now = counted(&super::bytes::unpacked(coding, body));
                        assert!(status == 200 && now >= least && now >= last, "{now} after {least} and {last}");
                        last = now;
                        seen.fetch_add(1, Ordering::SeqCst);
                    }
                });
            }
            for number in 1..=EDITS {
                edited(town, lena, question, number);
                acknowledged.store(number, Ordering::SeqCst);
                // Some edits come one upon the other, some when everybody has looked.
                let (enough, patience) = (seen.load(Ordering::SeqCst) + number % 4, Stopwatch::start());
                while seen.load(Ordering::SeqCst) < enough && patience.elapsed() < Duration::from_secs(5) {
                    std::thread::yield_now();
                }
            }
        });
        let now = figures(town);
        assert!(now.misses >= 2 && now.hits + now.misses >= 10, "{now:?}");
    });
}

#[test]
fn many_who_want_the_same_page_at_once_have_it_rendered_once() {
    let forum = keeping(Database::sqlite());
    town::visit(forum, |town| {
        let lena = town.person("Lena", 1);
        let question = town.ask(lena, asked("The red light blinks"));
        let url = format!("{}{}", town.forum.url, path_of(town, question));
        let pages: Vec<Vec<u8>> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..12).map(|_| scope.spawn(|| fetch(&url, &[]).2)).collect();
            all.into_iter().map(|one| one.join().expect("a page")).collect()
        });
        assert!(pages.iter().all(|page| Some(page) == pages.first()));
        assert_eq!((figures(town).misses, figures(town).hits), (1, 11));
    });
}

#[test]
fn another_node_follows_within_a_second_or_so() {
    let Some(database) = Database::postgres() else { return };
    let elsewhere = keeping(database.shared());
    town::visit(keeping(database), |town| {
        let lena = town.person("Lena", 2_000);
        let question = town.ask(lena, asked("The red light blinks"));
        let path = path_of(town, question);
        let (here, there) = (format!("{}{path}", town.forum.url), format!("{}{path}", elsewhere.url));
        for number in 1..=3 {
            assert_eq!((counted(&fetch(&here, &[]).2), counted(&fetch(&there, &[]).2)), (number - 1, number - 1));
            edited(town, lena, question, number);
            assert_eq!(counted(&fetch(&here, &[]).2), number, "at once where it was written");
            let watch = Stopwatch::start();
            while counted(&fetch(&there, &[]).2) < number {
                assert!(watch.elapsed() < Duration::from_secs(10), "the other node does not follow");
                std::thread::sleep(Duration::from_millis(5));
            }
            println!("edit {number} was on the other node after {} ms", watch.elapsed().as_millis());
        }
        assert!(elsewhere.services.pages.figures().hits > 0, "the other node keeps pages");
    });
    drop(elsewhere);
}
