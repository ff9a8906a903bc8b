//! What reliability.md promises of sessions and passwords, tried from outside where no other test does.

use diesel::prelude::*;
use kiez::accounts::tables::{known_devices, people};
use kiez::ground::clock::HOUR;

use super::*;
use crate::support::Database;

const ADDRESS: &str = "lena-vogt@example.org";

fn forums(try_it: impl Fn(&Forum)) {
    for database in std::iter::once(Database::sqlite()).chain(Database::postgres()) {
        try_it(&Forum::start_with(database, |_| {}));
    }
}

/// Asks for a link and takes it out of the mail.
fn reset_link(forum: &Forum, count: usize) -> String {
    assert_eq!(forum.browser().post("/reset", &[("email", ADDRESS)]).location(), "/reset/sent");
    let letters = mails(forum, ADDRESS, count);
    link(letters.last().expect("a letter"), "/reset/")
}

#[test]
fn a_reset_link_dies_of_age_of_use_and_of_a_newer_one() {
    forums(|forum| {
        person(&forum.services.db, "Lena Vogt");
        let first = reset_link(forum, 1);
        // Letters are told apart by when they were written.
        std::thread::sleep(Duration::from_millis(1_100));
        let second = reset_link(forum, 2);
        assert_ne!(first, second);
        let mut browser = forum.browser();
        assert_eq!(browser.get(&first).status, 410, "a newer one was sent");
        assert_eq!((browser.get(&second).status, browser.get(&second).status), (200, 200), "looking uses nothing up");
        assert_eq!(browser.post(&first, &[("password", BETTER)]).status, 410);
        assert_eq!(browser.post(&second, &[("password", BETTER)]).status, 303);
        assert_eq!(browser.post(&second, &[("password", GOOD)]).status, 410, "it works once");
        std::thread::sleep(Duration::from_millis(1_100));
        let third = reset_link(forum, 4);
        forum.clock.advance(HOUR + 1);
        assert_eq!(browser.post(&third, &[("password", GOOD)]).status, 410, "and for an hour");
        signed_in(forum, ADDRESS, BETTER);
    });
}

#[test]
fn a_reset_goes_only_to_a_confirmed_address_and_nobody_is_told_the_difference() {
    forums(|forum| {
        person_with(&forum.services.db, "Lena Vogt", false);
        let said = |email: &str| {
            let mut browser = forum.browser();
            let answer = browser.post("/reset", &[("email", email)]);
            (answer.status, answer.location().to_owned(), browser.follow(&answer).text("main"))
        };
        assert_eq!(said(ADDRESS), said("nobody@example.org"));
        // A letter that is surely sent comes after any that might have been.
        person(&forum.services.db, "Gunnar Feldhaus");
        said("gunnar-feldhaus@example.org");
        mails(forum, "gunnar-feldhaus@example.org", 1);
        let folder = forum.services.config.data_dir.join("mail");
        let all: Vec<String> = std::fs::read_dir(folder)
            .expect("the letters")
            .flatten()
            .map(|entry| std::fs::read_to_string(entry.path()).unwrap_or_default())
            .collect();
        assert!(all.iter().all(|letter| !letter.contains(ADDRESS)), "{all:?}");
    });
}

#[test]
fn deleting_an_account_or_taking_a_role_bites_on_the_next_request() {
    forums(|forum| {
        let db = &forum.services.db;
        let lena = person(db, "Lena Vogt");
        let mo = with_role(db, "Mo Moderator", Role::Moderator);
        with_role(db, "Ada Admin", Role::Admin);
        let mut browser = signed_in(forum, ADDRESS, GOOD);
        let mut keeper = signed_in(forum, "mo-moderator@example.org", GOOD);
        let mut admin = signed_in(forum, "ada-admin@example.org", GOOD);
        assert_eq!((browser.get("/ask").status, keeper.get("/triage").status), (200, 200));
        assert_eq!(admin.post(&format!("/admin/people/{lena}/erase"), &[]).status, 303);
        let role = [("role", "moderator"), ("scope", "")];
        assert_eq!(admin.post(&format!("/admin/people/{mo}/revoke"), &role).status, 303);
        for path in ["/ask", "/settings", "/inbox/live"] {
            assert_eq!(browser.get(path).status, 303, "{path}: signed out");
        }
        for path in ["/triage", "/triage/live", "/admin/people", "/admin/audit"] {
            assert_eq!(keeper.get(path).status, 403, "{path}");
        }
        assert_eq!(forum.browser().post("/sign-in", &[("email", ADDRESS), ("password", GOOD)]).status, 422);
    });
}

#[test]
fn passwords_are_checked_in_every_form_and_kept_as_argon2id() {
    forums(|forum| {
        person(&forum.services.db, "Lena Vogt");
        let mut browser = signed_in(forum, ADDRESS, GOOD);
        let reset = reset_link(forum, 1);
        for bad in ["7 chars", "password123", &"ä1".repeat(65)] {
            let new = [("name", "Sven"), ("email", "sven@example.org"), ("password", bad)];
            assert_eq!(forum.browser().post("/sign-up", &new).status, 422, "{bad}");
            let changed = browser.post("/settings/account/password", &[("current", GOOD), ("password", bad)]);
            assert_eq!(changed.status, 422, "{bad}");
            assert_eq!(forum.browser().post(&reset, &[("password", bad)]).status, 422, "{bad}");
        }
        let longest = "ä1".repeat(64);
        assert_eq!(forum.browser().post(&reset, &[("password", &longest)]).status, 303);
        signed_in(forum, ADDRESS, &longest);
        let hash: Option<String> = forum
            .services
            .db
            .read_blocking(|conn| Ok::<_, Refusal>(people::table.select(people::password_hash).first(conn)?))
            .expect("a hash");
        assert!(hash.is_some_and(|hash| hash.starts_with("$argon2id$")));
    });
}

#[test]
fn what_a_browser_is_known_by_is_long_and_stored_as_a_hash() {
    forums(|forum| {
        person(&forum.services.db, "Lena Vogt");
        let browser = signed_in(forum, ADDRESS, GOOD);
        let token = &browser.cookies["kiez-device"];
        assert_eq!(token.len(), 40, "160 random bits");
        let stored: Vec<String> = forum
            .services
            .db
            .read_blocking(|conn| Ok::<_, Refusal>(known_devices::table.select(known_devices::token_hash).load(conn)?))
            .expect("the devices");
        assert!(stored.len() == 1 && stored[0] != *token);
    });
}
