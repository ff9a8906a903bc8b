//! The second factor from outside: setting it up, signing in with it, losing it.

use diesel::prelude::*;
use kiez::accounts::factor::{CODES, base32, code, step};
use kiez::accounts::tables::{people, recovery_codes, second_factors};
use kiez::ground::clock::{MINUTE, SECOND};

use super::*;
use crate::support::{Answer, Database};

/// On both databases.
fn forums(try_it: impl Fn(&Forum)) {
    for database in std::iter::once(Database::sqlite()).chain(Database::postgres()) {
        try_it(&Forum::start_with(database, |_| {}));
    }
}

/// The secret that a page shows, as bytes.
fn secret_on(page: &Answer) -> Vec<u8> {
    let shown = page.text("main code").expect("a key").replace(' ', "");
    let bits: String = shown
        .chars()
        .map(|c| {
            let n = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(c).expect("a letter of base 32");
            format!("{n:05b}")
        })
        .collect();
    let bytes: Vec<u8> = bits
        .as_bytes()
        .chunks_exact(8)
        .map(|eight| u8::from_str_radix(std::str::from_utf8(eight).expect("digits"), 2).expect("a byte"))
        .collect();
    assert_eq!(base32(&bytes), shown);
    bytes
}

fn now_code(forum: &Forum, secret: &[u8]) -> String {
    code(secret, step(forum.clock.now()))
}

/// Sets it up; the secret and the codes for paper.
fn set_up(forum: &Forum, browser: &mut Browser) -> (Vec<u8>, Vec<String>) {
    let begun = browser.post("/settings/second-factor/begin", &[("password", GOOD)]);
    assert_eq!(begun.location(), "/settings/second-factor/set-up", "{}", begun.body);
    let page = browser.follow(&begun);
    assert!(page.body.contains("<svg role=\"img\"") && page.body.contains("otpauth://totp/"), "{}", page.body);
    let secret = secret_on(&page);
    let wrong = browser.post("/settings/second-factor/set-up", &[("code", "000000")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.text("#code-error").is_some());
    let done = browser.post("/settings/second-factor/set-up", &[("code", &now_code(forum, &secret))]);
    assert_eq!(done.status, 200, "{}", done.body);
    let page = scraper::Html::parse_document(&done.body);
    let selector = scraper::Selector::parse("main ol code").expect("a selector");
    let codes: Vec<String> = page.select(&selector).map(|e| e.text().collect()).collect();
    assert_eq!(codes.len(), CODES);
    (secret, codes)
}

fn password(forum: &Forum) -> Browser {
    let mut browser = forum.browser();
    let answer =
        browser.post("/sign-in", &[("email", "lena-vogt@example.org"), ("password", GOOD), ("next", "/settings")]);
    assert_eq!(answer.location(), "/sign-in/code?next=%2Fsettings");
    assert!(!browser.cookies.contains_key("kiez-session"), "not signed in yet");
    assert_eq!(browser.get("/settings").status, 303);
    browser
}

#[test]
fn it_is_set_up_and_signing_in_takes_a_code_that_works_once() {
    forums(|forum| {
        person(&forum.services.db, "Lena Vogt");
        let mut there = signed_in(forum, "lena-vogt@example.org", GOOD);
        let mut here = signed_in(forum, "lena-vogt@example.org", GOOD);
        assert_eq!(here.post("/settings/second-factor/begin", &[("password", "wrong")]).status, 422);
        let (secret, _) = set_up(forum, &mut here);
        assert_eq!((here.get("/settings").status, there.get("/settings").status), (200, 303), "others end");
        assert_eq!(here.get("/settings/second-factor/set-up").status, 303, "the secret is never shown again");
        let page = here.get("/settings/second-factor");
        assert!(!page.body.contains(&base32(&secret)) && page.body.contains("10 recovery codes"), "{}", page.body);
        // What was used to set it up is used.
        let mut browser = password(forum);
        let used = browser.post("/sign-in/code", &[("code", &now_code(forum, &secret)), ("next", "/settings")]);
        assert_eq!(used.status, 422, "a code works once");
        forum.clock.advance(30 * SECOND);
        let fresh = now_code(forum, &secret);
        let right = browser.post("/sign-in/code", &[("code", &fresh), ("next", "/settings")]);
        assert_eq!(right.location(), "/settings");
        assert_eq!(browser.get("/settings").status, 200);
        let mut thief = password(forum);
        assert_eq!(thief.post("/sign-in/code", &[("code", &fresh)]).status, 422, "also for whoever looked on");
        // The secret is sealed.
        let stored: Vec<String> = forum
            .services
            .db
            .read_blocking(|conn| Ok::<_, Refusal>(second_factors::table.select(second_factors::sealed).load(conn)?))
            .expect("the factor");
        assert!(!stored[0].contains(&hex::encode(&secret)) && !stored[0].contains(&base32(&secret)));
        let letters = mails(forum, "lena-vogt@example.org", 3);
        assert!(letters.iter().any(|mail| mail.contains("second factor is on")), "{letters:?}");
        assert!(here.get("/inbox").body.contains("Your second factor is on."));
    });
}

#[test]
fn recovery_codes_work_once_each() {
    forums(|forum| {
        person(&forum.services.db, "Lena Vogt");
        let mut here = signed_in(forum, "lena-vogt@example.org", GOOD);
        let (secret, codes) = set_up(forum, &mut here);
        let hashes: Vec<String> = forum
            .services
            .db
            .read_blocking(|conn| Ok::<_, Refusal>(recovery_codes::table.select(recovery_codes::code_hash).load(conn)?))
            .expect("hashes");
        assert!(hashes.len() == CODES && !hashes.contains(&codes[0]));
        let careless = codes[0].to_uppercase().replace('-', " ");
        assert_eq!(password(forum).post("/sign-in/code", &[("code", &careless)]).status, 303);
        assert_eq!(password(forum).post("/sign-in/code", &[("code", &codes[0])]).status, 422);
        assert_eq!(password(forum).post("/sign-in/code", &[("code", &codes[1])]).status, 303);
        assert!(here.get("/settings/second-factor").body.contains("8 recovery codes"));
        assert!(here.get("/inbox").body.contains("A recovery code was used"));
        // Fresh ones end the old ones; they take the app's code.
        assert_eq!(here.post("/settings/second-factor/codes", &[("fresh_code", &codes[2])]).status, 422);
        forum.clock.advance(MINUTE);
        let fresh = here.post("/settings/second-factor/codes", &[("fresh_code", &now_code(forum, &secret))]);
        assert_eq!(fresh.status, 200, "{}", fresh.body);
        assert_eq!(password(forum).post("/sign-in/code", &[("code", &codes[3])]).status, 422);
    });
}

#[test]
fn a_challenge_takes_five_codes_also_at_once() {
    forums(|forum| {
        person(&forum.services.db, "Lena Vogt");
        let mut here = signed_in(forum, "lena-vogt@example.org", GOOD);
        let (secret, codes) = set_up(forum, &mut here);
        forum.clock.advance(MINUTE);
        let mut browser = password(forum);
        for left in (1..=4).rev() {
            let wrong = browser.post("/sign-in/code", &[("code", "000000")]);
            assert_eq!(wrong.status, 422);
            assert!(wrong.text("#code-error").is_some_and(|text| text.contains(&tries(left))), "{left}");
        }
        assert_eq!(browser.post("/sign-in/code", &[("code", "000000")]).location(), "/sign-in");
        let late = browser.post("/sign-in/code", &[("code", &now_code(forum, &secret))]);
        assert_eq!(late.location(), "/sign-in", "the right one comes too late");
        assert_eq!(browser.get("/sign-in/code").location(), "/sign-in");
        // Many at once are no more than five.
        let browser = password(forum);
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..20)
                .map(|n| {
                    let mut one = forum.browser();
                    one.cookies = browser.cookies.clone();
                    scope.spawn(move || one.post("/sign-in/code", &[("code", &format!("{n:06}"))]).status)
                })
                .collect();
            tries.into_iter().map(|one| one.join().expect("an answer")).collect()
        });
        assert_eq!(statuses.iter().filter(|status| **status == 422).count(), 4, "the fifth ends it: {statuses:?}");
        // A challenge is over after ten minutes, and nobody else's cookie is one.
        let mut slow = password(forum);
        forum.clock.advance(11 * MINUTE);
        assert_eq!(slow.post("/sign-in/code", &[("code", &codes[0])]).location(), "/sign-in");
        let mut stranger = forum.browser();
        stranger.cookies.insert("kiez-challenge".into(), "a".repeat(40));
        assert_eq!(stranger.post("/sign-in/code", &[("code", &codes[0])]).location(), "/sign-in");
    });
}

fn tries(left: i64) -> String {
    if left == 1 { "One try".into() } else { format!("{left} tries") }
}

#[test]
fn turning_it_off_needs_the_password_and_the_factor() {
    forums(|forum| {
        person(&forum.services.db, "Lena Vogt");
        let mut here = signed_in(forum, "lena-vogt@example.org", GOOD);
        let (secret, codes) = set_up(forum, &mut here);
        forum.clock.advance(MINUTE);
        let code = now_code(forum, &secret);
        let off = |browser: &mut Browser, password: &str, code: &str| {
            browser.post("/settings/second-factor/off", &[("password", password), ("code", code)]).status
        };
        assert_eq!(off(&mut here, "wrong", &code), 422);
        assert_eq!(off(&mut here, GOOD, "000000"), 422);
        assert_eq!(here.post("/settings/second-factor/begin", &[("password", GOOD)]).status, 409, "nor anew");
        assert_eq!(off(&mut here, GOOD, &codes[4]), 303, "a code on paper will do");
        assert_eq!(off(&mut here, GOOD, &codes[5]), 404);
        assert_eq!(signed_in(forum, "lena-vogt@example.org", GOOD).get("/settings").status, 200);
        let left: i64 = forum
            .services
            .db
            .read_blocking(|conn| Ok::<_, Refusal>(second_factors::table.count().get_result(conn)?))
            .expect("a count");
        assert_eq!(left, 0);
    });
}

#[test]
fn admins_take_it_from_somebody_who_lost_it_and_it_stands_in_the_audit() {
    forums(|forum| {
        let db = &forum.services.db;
        let lena = person(db, "Lena Vogt");
        let ada = with_role(db, "Ada Admin", Role::Admin);
        with_role(db, "Mo Moderator", Role::Moderator);
        let mut here = signed_in(forum, "lena-vogt@example.org", GOOD);
        let mut admin = signed_in(forum, "ada-admin@example.org", GOOD);
        let mut mo = signed_in(forum, "mo-moderator@example.org", GOOD);
        let path = format!("/admin/people/{lena}/reset-factor");
        assert_eq!(admin.post(&path, &[]).status, 404, "there is none");
        set_up(forum, &mut here);
        assert_eq!(mo.post(&path, &[]).status, 403);
        assert_eq!(admin.post(&format!("/admin/people/{ada}/reset-factor"), &[]).status, 403);
        assert_eq!(admin.post(&path, &[]).status, 303);
        assert_eq!(here.get("/settings").status, 303, "signed out everywhere");
        let mut again = signed_in(forum, "lena-vogt@example.org", GOOD);
        assert!(again.get("/inbox").body.contains("An admin took your second factor away."));
        assert!(admin.get("/admin/audit").body.contains("took the second factor of Lena Vogt away"));
    });
}

#[test]
fn a_role_that_needs_it_waits_for_it_on_every_page() {
    forums(|forum| {
        let db = &forum.services.db;
        let lena = person(db, "Lena Vogt");
        with_role(db, "Ada Admin", Role::Admin);
        with_role(db, "Mo Moderator", Role::Moderator);
        let mut mo = signed_in(forum, "mo-moderator@example.org", GOOD);
        assert_eq!(mo.get("/triage").status, 200);
        let mut admin = signed_in(forum, "ada-admin@example.org", GOOD);
        let saved = admin.post(
            "/admin/settings",
            &[
                ("name", "Kiez"),
                ("zone", "UTC"),
                ("languages", "en"),
                ("first", "en"),
                ("second_factor", "moderator"),
                ("second_factor", "nonsense"),
                ("vote_up", "15"),
                ("flag", "15"),
                ("comment", "50"),
                ("vote_down", "125"),
                ("retag", "200"),
                ("edit", "1000"),
                ("close", "2000"),
                ("protect", "10"),
                ("hide_by_flags", "300"),
            ],
        );
        assert_eq!(saved.status, 303, "{}", saved.body);
        assert_eq!(forum.services.settings.get().second_factor, ["moderator"]);
        // The next request, in a session that was there before.
        for path in ["/triage", "/admin/people", "/admin/audit", &format!("/people/{lena}/moderate"), "/triage/live"] {
            assert_eq!(mo.get(path).status, 403, "{path}");
        }
        let suspend = mo.post(&format!("/admin/people/{lena}/suspend"), &[("days", "3"), ("reason", "spam")]);
        assert_eq!(suspend.status, 403);
        assert!(mo.get("/").body.contains("Your role works only with a second factor"));
        assert_eq!(mo.get("/ask").status, 200, "like any other member");
        let again = forum
            .browser()
            .post("/sign-in", &[("email", "mo-moderator@example.org"), ("password", GOOD), ("next", "/triage")]);
        assert_eq!(again.location(), "/settings/second-factor", "led there first");
        let _ = set_up(forum, &mut mo);
        assert_eq!(mo.get("/triage").status, 200);
        assert!(!mo.get("/").body.contains("Your role works only"));
        let on: Option<i64> = db
            .read_blocking(|conn| {
                Ok::<_, Refusal>(
                    people::table
                        .filter(people::handle.eq("mo-moderator"))
                        .select(people::second_factor_at)
                        .first(conn)?,
                )
            })
            .expect("a moment");
        assert!(on.is_some());
    });
}

#[test]
fn a_new_device_is_told_to_its_owner() {
    forums(|forum| {
        person(&forum.services.db, "Lena Vogt");
        let mut first = signed_in(forum, "lena-vogt@example.org", GOOD);
        assert!(!first.get("/inbox").body.contains("new device"), "the first one is no news");
        first.post("/sign-out", &[]);
        let form = [("email", "lena-vogt@example.org"), ("password", GOOD)];
        assert_eq!(first.post("/sign-in", &form).status, 303);
        assert!(!first.get("/inbox").body.contains("new device"), "nor the same one again");
        let mut second = signed_in(forum, "lena-vogt@example.org", GOOD);
        let page = second.get("/inbox");
        assert!(page.body.contains("Signed in with a new device"), "{}", page.body);
        let letter = &mails(forum, "lena-vogt@example.org", 1)[0];
        assert!(letter.contains("new device") && letter.contains("/settings/sessions"), "{letter}");
        let id = page.body.split("/inbox/account/").nth(1).and_then(|s| s.split('/').next()).expect("a form");
        let path = format!("/inbox/account/{id}/read");
        person(&forum.services.db, "Gunnar Feldhaus");
        let mut gunnar = signed_in(forum, "gunnar-feldhaus@example.org", GOOD);
        assert_eq!(gunnar.post(&path, &[]).status, 404);
        assert_eq!((second.post(&path, &[]).status, second.post(&path, &[]).status), (303, 303));
        assert!(!second.get("/inbox").body.contains("new device"));
    });
}

#[test]
fn strangers_slow_an_account_down_but_lock_nobody_out() {
    let forum = Forum::start_with(Database::sqlite(), |config| {
        config.rate_limits = true;
        config.trusted_proxies = 1;
    });
    person(&forum.services.db, "Lena Vogt");
    let origin = forum.url.clone();
    let try_from = |browser: &mut Browser, n: usize, email: &str, password: &str| {
        let from = format!("203.0.113.{n}");
        browser.post_with(
            "/sign-in",
            &[("email", email), ("password", password)],
            &[("origin", &origin), ("x-forwarded-for", &from)],
        )
    };
    let mut owner = forum.browser();
    assert_eq!(try_from(&mut owner, 200, "lena-vogt@example.org", GOOD).status, 303);
    owner.post_with("/sign-out", &[], &[("origin", &origin), ("x-forwarded-for", "203.0.113.200")]);
    // From many addresses, one try each: the account, known or not, slows them down all the same.
    for email in ["lena-vogt@example.org", "nobody@example.org"] {
        let statuses: Vec<u16> =
            (0..30).map(|n| try_from(&mut forum.browser(), n, email, "not it at all").status).collect();
        assert!(statuses.starts_with(&[422]) && statuses.ends_with(&[429]), "{email}: {statuses:?}");
        let last = try_from(&mut forum.browser(), 40, email, "not it at all");
        assert!(last.header("retry-after").is_some_and(|s| s.parse::<u64>().is_ok()));
    }
    let back = try_from(&mut owner, 201, "lena-vogt@example.org", GOOD);
    assert_eq!(back.status, 303, "her own device is not counted");
}
