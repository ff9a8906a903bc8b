//! People, from the verbs and from outside.

mod administration;
mod audit;
mod catalogue;
mod erasing;
mod passwords_by_mail;
mod pictures;
mod promises;
mod roles;
pub mod sanctions;
mod second_factor;
mod sessions;
mod setting_up;
mod settings;
mod signing_up;
pub mod streams;
mod suspending;

use std::time::Duration;

use kiez::accounts::create::{NewPerson, create};
use kiez::accounts::letters::SiteWords;
use kiez::accounts::roles::{Role, Scope};
use kiez::accounts::{Actor, grant, password};
use kiez::ground::clock::Stopwatch;
use kiez::ground::db::Db;
use kiez::ground::random::Random;
use kiez::ground::refusal::Refusal;

use crate::support::{Browser, Forum, START};

/// A password that passes.
pub const GOOD: &str = "vier Möwen am Kai";
/// Another one.
pub const BETTER: &str = "fünf Möwen am Kai";

/// What mails name.
pub fn site() -> SiteWords {
    SiteWords { forum: "Kiez".into(), url: "http://kiez.test".into() }
}

/// Somebody with a confirmed address `HANDLE@example.org` and the good password.
pub fn person(db: &Db, name: &str) -> i64 {
    person_with(db, name, true)
}

pub fn person_with(db: &Db, name: &str, verified: bool) -> i64 {
    let hash = password::hash_blocking(GOOD, &Random::seeded(3)).expect("a hash");
    let email = format!("{}@example.org", name.to_lowercase().replace(' ', "-"));
    let new = NewPerson {
        name: name.into(),
        email: Some(email),
        password_hash: Some(hash),
        lang: "en".into(),
        verified,
        created_at: START,
        ..NewPerson::default()
    };
    db.write_blocking(move |tx| create(tx, new, START)).expect("a person")
}

/// Somebody with a role.
pub fn with_role(db: &Db, name: &str, role: Role) -> i64 {
    let id = person(db, name);
    db.write_blocking(move |tx| grant::grant(tx, None, id, role, Scope::Everywhere, START)).expect("a grant");
    id
}

/// As they are now.
pub fn actor(db: &Db, id: i64) -> Actor {
    db.read_blocking(|conn| Actor::load(conn, id)).expect("an actor")
}

/// A browser in which somebody is signed in.
pub fn signed_in(forum: &Forum, email: &str, password: &str) -> Browser {
    let mut browser = forum.browser();
    let answer = browser.post("/sign-in", &[("email", email), ("password", password), ("next", "/settings")]);
    assert_eq!((answer.status, answer.location()), (303, "/settings"), "{}", answer.body);
    browser
}

/// The mails to an address, the latest last; waits until there are `count`.
pub fn mails(forum: &Forum, email: &str, count: usize) -> Vec<String> {
    let folder = forum.services.config.data_dir.join("mail");
    let patience = Stopwatch::start();
    loop {
        let mut found: Vec<(std::time::SystemTime, String)> = Vec::new();
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            if text.contains(&format!("To: {email}")) {
                let at = entry.metadata().and_then(|m| m.modified()).expect("a time");
                found.push((at, text.replace("=\r\n", "").replace("=3D", "=")));
            }
        }
        if found.len() >= count || patience.elapsed() > Duration::from_secs(10) {
            assert!(found.len() >= count, "{} of {count} mails to {email}", found.len());
            found.sort();
            return found.into_iter().map(|(_, text)| text).collect();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The path of the link in a mail that begins so.
pub fn link(mail: &str, start: &str) -> String {
    let at = mail.find(start).unwrap_or_else(|| panic!("no {start} in {mail}"));
    mail[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/' || *c == '-').collect()
}

/// The kinds of all events so far.
pub fn kinds(db: &Db) -> Vec<String> {
    let events =
        db.read_blocking(|conn| Ok::<_, Refusal>(kiez::ground::events::after(conn, 0, 10_000)?)).expect("the log");
    events.into_iter().map(|e| e.kind).collect()
}

/// The message of a refused field, or of a refusal as a whole.
pub fn why<T: std::fmt::Debug>(result: Result<T, Refusal>) -> &'static str {
    match result {
        Err(Refusal::Invalid(errors)) => errors[0].message,
        Err(Refusal::Forbidden(message, _) | Refusal::Conflict(message)) => message,
        Err(Refusal::NotFound) => "not found",
        other => panic!("{other:?}"),
    }
}
