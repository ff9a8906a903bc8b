//! Signing up tells nobody who has an account, and a hundred at once make one.

use diesel::prelude::*;
use kiez::accounts::create::NewPerson;
use kiez::accounts::sign_up::sign_up;
use kiez::accounts::tables::people;
use kiez::accounts::{handle, verify};
use kiez::ground::refusal::Refusal;

use super::*;
use crate::support::{Answer, on_both};

fn new(name: &str, email: &str) -> NewPerson {
    NewPerson {
        name: name.into(),
        email: Some(email.into()),
        password_hash: Some("x".into()),
        lang: "de".into(),
        ..NewPerson::default()
    }
}

fn count(db: &Db) -> i64 {
    db.read_blocking(|conn| Ok::<_, Refusal>(people::table.count().get_result(conn)?)).expect("a count")
}

fn visible(answer: &Answer) -> (u16, String, Option<String>) {
    (answer.status, answer.body.clone(), answer.header("location").map(str::to_owned))
}

#[test]
fn a_link_confirms_the_address() {
    on_both(|db| {
        let id = db
            .write_blocking(|tx| sign_up(tx, new("Käthe Müller", " Kaethe@Example.org"), "t1", &site(), START))
            .expect("an account");
        let someone = actor(&db, id);
        assert_eq!((someone.handle.as_str(), someone.verified, someone.lang.as_str()), ("kaethe-mueller", false, "de"));
        assert!(someone.may_post().is_err());
        let same = db.write_blocking(|tx| verify::verify(tx, "t1", START)).expect("confirmed");
        assert_eq!(same, id);
        assert!(actor(&db, id).may_post().is_ok());
        assert_eq!(why(db.write_blocking(|tx| verify::verify(tx, "t1", START))), "not found");
        assert_eq!(kinds(&db), ["person.signed_up", "person.verified"]);
    });
}

#[test]
fn the_latest_sign_up_counts_until_the_address_is_confirmed() {
    on_both(|db| {
        let one = db
            .write_blocking(|tx| sign_up(tx, new("Mallory", "lena@example.org"), "t1", &site(), START))
            .expect("an account");
        let two = db
            .write_blocking(|tx| sign_up(tx, new("Lena Vogt", "lena@example.org"), "t2", &site(), START))
            .expect("the same");
        assert_eq!((one, count(&db)), (two, 1));
        assert_eq!(actor(&db, one).name, "Lena Vogt");
        assert_eq!(why(db.write_blocking(|tx| verify::verify(tx, "t1", START))), "not found");
        db.write_blocking(|tx| verify::verify(tx, "t2", START)).expect("confirmed");
        db.write_blocking(|tx| sign_up(tx, new("Mallory", "lena@example.org"), "t3", &site(), START))
            .expect("no word of it");
        assert_eq!(actor(&db, one).name, "Lena Vogt");
        assert_eq!(why(db.write_blocking(|tx| verify::verify(tx, "t3", START))), "not found");
    });
}

#[test]
fn handles_are_never_the_same() {
    on_both(|db| {
        for n in 1..=3 {
            let email = format!("lena{n}@example.org");
            db.write_blocking(move |tx| sign_up(tx, new("Lena Vogt", &email), &format!("t{n}"), &site(), START))
                .expect("an account");
        }
        let next = db.read_blocking(|conn| handle::fresh(conn, "lena vogt")).expect("a handle");
        assert_eq!(next, "lena-vogt-4");
    });
}

#[test]
fn from_the_form_to_the_first_sign_in() {
    let forum = Forum::start();
    let mut browser = forum.browser();
    assert_eq!(browser.get("/sign-up").status, 200);
    let fields = [("name", "Lena Vogt"), ("email", "lena@example.org"), ("password", GOOD)];
    let answer = browser.post("/sign-up", &fields);
    assert_eq!(answer.location(), "/sign-up/sent");
    assert_eq!(browser.follow(&answer).status, 200);
    let path = link(&mails(&forum, "lena@example.org", 1)[0], "/verify/");
    // Mail programs open links too: looking changes nothing.
    for _ in 0..2 {
        assert_eq!(browser.get(&path).status, 200);
    }
    let mut before = signed_in(&forum, "lena@example.org", GOOD);
    assert!(before.get("/settings/account").text(".notice").is_some());
    assert_eq!(browser.post(&path, &[]).location(), "/sign-in");
    assert_eq!(browser.get(&path).status, 410);
    assert_eq!(browser.post(&path, &[]).status, 410);
    assert!(before.get("/settings/account").text(".notice").is_none());
}

#[test]
fn bad_forms_come_back_with_what_was_typed_but_not_the_password() {
    let forum = Forum::start();
    let mut browser = forum.browser();
    let answer = browser.post("/sign-up", &[("name", "L\u{202e}"), ("email", "nonsense"), ("password", "secretly")]);
    assert_eq!(answer.status, 422);
    for field in ["name", "email"] {
        assert!(answer.text(&format!("#{field}-error")).is_some(), "{field}");
    }
    assert_eq!(answer.field("email"), "nonsense");
    assert!(!answer.body.contains("secretly"));
    assert_eq!(count(&forum.services.db), 0);
}

#[test]
fn known_and_unknown_addresses_get_the_same_answers() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    let ask = |path: &str, email: &str| {
        let mut browser = forum.browser();
        let answer =
            browser.post(path, &[("name", "Someone New"), ("email", email), ("password", "sieben Raben im Wald")]);
        let next = answer.header("location").map(|_| browser.follow(&answer));
        // Nonces, tokens and form keys differ from one answer to the next whoever asks.
        let tokens = regex::Regex::new("[0-9a-f]{32,}").expect("a pattern");
        let strip = |text: String| {
            tokens
                .replace_all(&text.replace(email, ""), "")
                .lines()
                .filter(|l| !l.contains("nonce") && !l.contains("csrf"))
                .collect::<Vec<_>>()
                .join("\n")
        };
        (answer.status, visible(&answer).2, strip(answer.body.clone()), next.map(|n| (n.status, strip(n.body))))
    };
    for path in ["/sign-in", "/sign-up", "/reset"] {
        assert_eq!(ask(path, "lena-vogt@example.org"), ask(path, "nobody@example.org"), "{path}");
    }
    let known = &mails(&forum, "lena-vogt@example.org", 2);
    assert!(known.iter().any(|m| m.contains("you already have an account")), "{known:?}");
    assert!(known.iter().any(|m| m.contains("/reset/")));
    let new = &mails(&forum, "nobody@example.org", 1);
    assert!(new.iter().all(|m| m.contains("/verify/")), "an unconfirmed address got a reset link: {new:?}");
}

fn at_once(forum: &Forum) {
    let answers: Vec<_> = std::thread::scope(|scope| {
        let visitors: Vec<_> = (0..100)
            .map(|_| {
                let mut browser = forum.browser();
                scope.spawn(move || {
                    browser
                        .post("/sign-up", &[("name", "Lena Vogt"), ("email", "lena@example.org"), ("password", GOOD)])
                })
            })
            .collect();
        visitors.into_iter().map(|v| v.join().expect("an answer")).collect()
    });
    assert!(answers.iter().all(|a| a.status == 303 && a.location() == "/sign-up/sent"));
    let accounts = count(&forum.services.db);
    println!("100 × sign-up: {accounts}");
    assert_eq!(accounts, 1);
}

#[test]
fn a_hundred_sign_ups_at_once_make_one_account() {
    at_once(&Forum::start());
    if let Some(database) = crate::support::Database::postgres() {
        at_once(&Forum::start_with(database, |_| {}));
    }
}

#[test]
fn too_many_tries_are_told_to_wait() {
    let forum = Forum::start_with(crate::support::Database::sqlite(), |config| config.rate_limits = true);
    let mut browser = forum.browser();
    let origin = forum.url.clone();
    let statuses: Vec<u16> = (0..15)
        .map(|n| {
            // A forged header makes nobody somebody else.
            let forged = format!("10.0.0.{n}");
            browser
                .post_with(
                    "/sign-in",
                    &[("email", "lena@example.org"), ("password", "x")],
                    &[("origin", &origin), ("x-forwarded-for", &forged)],
                )
                .status
        })
        .collect();
    assert_eq!((statuses[0], statuses[14]), (422, 429), "{statuses:?}");
    let last = browser.post("/sign-in", &[("email", "lena@example.org"), ("password", "x")]);
    assert!(last.header("retry-after").is_some_and(|s| s.parse::<u64>().is_ok()));
}
