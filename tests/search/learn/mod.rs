//! What search learns: counting without persons, synonyms, pinned answers, questions that did not have to be asked.

mod admin;
mod counting;
mod months;
mod offered;
mod saved;
mod words;

use kiez::accounts::sessions;
use kiez::ground::clock::Micros;
use kiez::ground::db::{AnyConnection, Db};
use kiez::ground::refusal::Refusal;
use kiez::ground::web::cookies;
use kiez::search::learn::key::{Key, Who, of_month};
use kiez::search::learn::tally::Tally;
use kiez::search::learn::{keep, report};

use crate::support::{Browser, Forum};

/// Reads something.
pub fn read<T: Send + 'static>(
    db: &Db,
    ask: impl FnOnce(&mut AnyConnection) -> Result<T, diesel::result::Error> + Send + 'static,
) -> T {
    db.read_blocking(|conn| Ok::<_, Refusal>(ask(conn)?)).expect("the database answers")
}

/// The key of the month of a moment.
pub fn key(db: &Db, at: Micros) -> Key {
    db.write_blocking(move |tx| of_month(tx, at.month(), &format!("fresh {}", at.month()))).expect("a key")
}

/// Keeps what a tally has counted.
pub fn kept(db: &Db, tally: &Tally, now: Micros) {
    let counted = tally.take();
    db.write_blocking(move |tx| keep::keep(tx, &counted, now)).expect("it is kept");
}

/// So many people search a term without finding anything.
pub fn search(db: &Db, term: &str, people: std::ops::Range<i64>, found: bool, at: Micros) {
    let (key, tally) = (key(db, at), Tally::default());
    for person in people {
        tally.searched(&key, Who::Person(person), term, (found, true), at);
    }
    kept(db, &tally, at);
}

/// The terms that are listed as having found nothing since a day.
pub fn listed(db: &Db, from: i64) -> Vec<(String, i64)> {
    let terms = read(db, move |conn| report::without_hit(conn, from));
    terms.into_iter().map(|term| (term.term, term.missed)).collect()
}

/// Gives a browser somebody's session.
pub fn sign_in(forum: &Forum, browser: &mut Browser, person: i64) {
    let token = format!("{person:040}");
    let (given, now) = (token.clone(), forum.clock.now());
    let open = forum.services.db.write_blocking(move |tx| sessions::open(tx, person, &given, "a test", now));
    open.expect("a session");
    browser.cookies.insert("kiez-session".to_owned(), token);
    browser.cookies.insert(cookies::LANGUAGE.to_owned(), "en".to_owned());
}

/// Waits until something is kept: that takes a node a few seconds.
pub fn eventually(what: &str, mut is: impl FnMut() -> bool) {
    for _ in 0..200 {
        if is() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{what}: not within ten seconds");
}
