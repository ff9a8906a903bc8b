//! The reset link: to the confirmed address only, once, for an hour, the latest only.

use diesel::prelude::*;
use kiez::accounts::tables::links;
use kiez::accounts::{change_address, reset, verify};
use kiez::ground::clock::{HOUR, MINUTE};

use super::*;
use crate::support::on_both;

fn ask(db: &Db, email: &'static str, token: &'static str) {
    db.write_blocking(move |tx| reset::request(tx, email, token, &site(), START)).expect("the same answer always");
}

fn living(db: &Db) -> i64 {
    db.read_blocking(|conn| Ok::<_, Refusal>(links::table.filter(links::used_at.is_null()).count().get_result(conn)?))
        .expect("a count")
}

#[test]
fn it_works_once_and_for_an_hour() {
    on_both(|db| {
        let id = person(&db, "Lena Vogt");
        ask(&db, "Lena-Vogt@example.org", "t1");
        let late = START.plus(HOUR);
        assert_eq!(why(db.write_blocking(move |tx| reset::reset(tx, "t1", "h", &site(), late))), "not found");
        let soon = START.plus(59 * MINUTE);
        assert_eq!(db.write_blocking(move |tx| reset::reset(tx, "t1", "h", &site(), soon)).expect("reset"), id);
        assert_eq!(why(db.write_blocking(move |tx| reset::reset(tx, "t1", "h", &site(), soon))), "not found");
        assert_eq!(kinds(&db), ["person.signed_up", "person.password_changed"]);
    });
}

#[test]
fn a_newer_link_ends_the_older_one() {
    on_both(|db| {
        person(&db, "Lena Vogt");
        person(&db, "Gunnar Feldhaus");
        ask(&db, "lena-vogt@example.org", "t1");
        ask(&db, "lena-vogt@example.org", "t2");
        ask(&db, "gunnar-feldhaus@example.org", "t3");
        assert_eq!(why(db.write_blocking(|tx| reset::reset(tx, "t1", "h", &site(), START))), "not found");
        db.write_blocking(|tx| reset::reset(tx, "t2", "h", &site(), START)).expect("the latest works");
        db.write_blocking(|tx| reset::reset(tx, "t3", "h", &site(), START)).expect("another's works");
    });
}

#[test]
fn nothing_goes_to_an_address_that_nobody_confirmed() {
    on_both(|db| {
        person_with(&db, "Lena Vogt", false);
        for email in ["lena-vogt@example.org", "nobody@example.org", "no address at all"] {
            ask(&db, email, "t1");
        }
        assert_eq!(living(&db), 0);
        let (waiting, _) =
            db.read_blocking(|conn| Ok::<_, Refusal>(kiez::ground::jobs::counts(conn)?)).expect("counts");
        assert_eq!(waiting, 0);
    });
}

#[test]
fn a_new_address_takes_the_old_ones_links_away() {
    on_both(|db| {
        let id = person(&db, "Lena Vogt");
        person(&db, "Gunnar Feldhaus");
        ask(&db, "lena-vogt@example.org", "t1");
        let change = |to: &'static str, token: &'static str| {
            db.write_blocking(move |tx| change_address::change_address(tx, id, to, token, &site(), START))
        };
        assert_eq!(why(change("Lena-Vogt@example.org", "t2")), "problem-email-same");
        // Somebody else's address: the same answer, but no link.
        change("gunnar-feldhaus@example.org", "t3").expect("no word of it");
        assert_eq!(why(db.write_blocking(|tx| verify::verify(tx, "t3", START))), "not found");
        change("new@example.org", "t4").expect("asked");
        db.write_blocking(|tx| verify::verify(tx, "t4", START)).expect("confirmed");
        assert_eq!(why(db.write_blocking(|tx| reset::reset(tx, "t1", "h", &site(), START))), "not found");
        let now = db.read_blocking(move |conn| kiez::accounts::address::of(conn, id)).expect("an address");
        assert_eq!(now.as_deref(), Some("new@example.org"));
    });
}

#[test]
fn two_confirmations_of_one_address_make_one_owner() {
    on_both(|db| {
        let (one, two) = (person(&db, "Lena Vogt"), person(&db, "Gunnar Feldhaus"));
        for (id, token) in [(one, "t1"), (two, "t2")] {
            db.write_blocking(move |tx| {
                change_address::change_address(tx, id, "new@example.org", token, &site(), START)
            })
            .expect("asked");
        }
        db.write_blocking(|tx| verify::verify(tx, "t1", START)).expect("the first");
        assert_eq!(why(db.write_blocking(|tx| verify::verify(tx, "t2", START))), "problem-address-taken");
    });
}

#[test]
fn from_outside_it_ends_every_session_and_get_does_not_use_it_up() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    let mut elsewhere = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let mut browser = forum.browser();
    let answer = browser.post("/reset", &[("email", "lena-vogt@example.org")]);
    assert_eq!(answer.location(), "/reset/sent");
    let path = link(&mails(&forum, "lena-vogt@example.org", 1)[0], "/reset/");
    for _ in 0..3 {
        assert_eq!(browser.get(&path).status, 200);
    }
    assert_eq!(browser.post(&path, &[("password", "12345678")]).status, 422, "a bad password leaves the link");
    assert_eq!(elsewhere.get("/settings").status, 200);
    assert_eq!(browser.post(&path, &[("password", BETTER)]).location(), "/sign-in");
    assert_eq!(elsewhere.get("/settings").status, 303);
    assert_eq!((browser.get(&path).status, browser.post(&path, &[("password", GOOD)]).status), (410, 410));
    signed_in(&forum, "lena-vogt@example.org", BETTER);
}

#[test]
fn mails_speak_the_readers_language() {
    let forum = Forum::start();
    let id = person(&forum.services.db, "Lena Vogt");
    let set = move |formal: bool| {
        move |tx: &mut kiez::ground::db::Tx<'_>| {
            use kiez::accounts::tables::people;
            diesel::update(people::table.find(id))
                .set((people::lang.eq("de"), people::formal.eq(formal)))
                .execute(tx.conn())?;
            Ok::<_, Refusal>(())
        }
    };
    forum.services.db.write_blocking(set(false)).expect("du");
    forum.browser().post("/reset", &[("email", "lena-vogt@example.org")]);
    let du = mails(&forum, "lena-vogt@example.org", 1).pop().expect("a mail");
    assert!(du.contains("hoffentlich du") && du.contains("text/html"), "{du}");
    forum.services.db.write_blocking(set(true)).expect("Sie");
    forum.browser().post("/reset", &[("email", "lena-vogt@example.org")]);
    let both = mails(&forum, "lena-vogt@example.org", 2);
    assert!(both.iter().any(|m| m.contains("hoffentlich Sie")), "{both:?}");
}
