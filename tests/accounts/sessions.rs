//! Cookies and sessions, as reliability.md's list of sessions asks from outside.

use diesel::prelude::*;
use kiez::accounts::tables::sessions;
use kiez::ground::clock::DAY;

use super::*;
use crate::support::Database;

fn cookie<'a>(answer: &'a crate::support::Answer, name: &str) -> &'a str {
    let all = answer.headers.iter().filter(|(n, _)| n == "set-cookie").map(|(_, v)| v.as_str());
    all.into_iter().find(|v| v.starts_with(name)).unwrap_or_else(|| panic!("no {name}: {:?}", answer.headers))
}

fn sign_in(browser: &mut Browser, password: &str) -> crate::support::Answer {
    browser.post("/sign-in", &[("email", "lena-vogt@example.org"), ("password", password)])
}

#[test]
fn the_cookie_is_out_of_reach() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    let answer = sign_in(&mut forum.browser(), GOOD);
    let plain = cookie(&answer, "kiez-session=");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(plain.contains(part), "{plain}");
    }
    assert!(!plain.contains("Secure") && !plain.contains("Domain"));

    let tls = Forum::start_with(Database::sqlite(), |c| {
        c.public_url = Some("https://help.example.org/".parse().expect("a url"))
    });
    person(&tls.services.db, "Lena Vogt");
    let answer = tls.browser().post_with(
        "/sign-in",
        &[("email", "lena-vogt@example.org"), ("password", GOOD)],
        &[("origin", "https://help.example.org")],
    );
    let sealed = cookie(&answer, "__Host-kiez-session=");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Secure"] {
        assert!(sealed.contains(part), "{sealed}");
    }
    assert!(!sealed.contains("Domain"));
}

#[test]
fn a_planted_token_is_worth_nothing_after_signing_in() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    let mut browser = forum.browser();
    let planted = "a".repeat(40);
    browser.cookies.insert("kiez-session".into(), planted.clone());
    assert_eq!(browser.get("/settings").status, 303);
    sign_in(&mut browser, GOOD);
    let first = browser.cookies["kiez-session"].clone();
    assert_ne!(first, planted);
    sign_in(&mut browser, GOOD);
    let second = browser.cookies["kiez-session"].clone();
    assert_ne!(first, second);
    // Signing in again ended the session before.
    let mut old = forum.browser();
    old.cookies.insert("kiez-session".into(), first);
    assert_eq!(old.get("/settings").status, 303);
    assert_eq!(browser.get("/settings").status, 200);
}

#[test]
fn tokens_are_long_and_stored_as_hashes() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    let browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let token = &browser.cookies["kiez-session"];
    assert_eq!(token.len(), 40, "160 random bits");
    let stored: Vec<String> = forum
        .services
        .db
        .read_blocking(|conn| Ok::<_, Refusal>(sessions::table.select(sessions::token_hash).load(conn)?))
        .expect("the sessions");
    assert_eq!(stored.len(), 1);
    assert_ne!(&stored[0], token);
}

#[test]
fn signing_out_ends_it_on_the_server() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let mut thief = forum.browser();
    thief.cookies = browser.cookies.clone();
    assert_eq!(thief.get("/settings").status, 200);
    assert_eq!(browser.get("/sign-out").status, 404, "GET changes nothing");
    assert_eq!(browser.post("/sign-out", &[]).location(), "/");
    assert!(!browser.cookies.contains_key("kiez-session"));
    assert_eq!(thief.get("/settings").status, 303);
}

#[test]
fn a_new_password_ends_the_other_sessions() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    let mut here = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let mut there = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let wrong = here.post("/settings/account/password", &[("current", "wrong"), ("password", BETTER)]);
    assert_eq!(wrong.status, 422);
    let common = here.post("/settings/account/password", &[("current", GOOD), ("password", "password1")]);
    assert!(common.text("#password-error").is_some());
    assert_eq!(there.get("/settings").status, 200);
    let answer = here.post("/settings/account/password", &[("current", GOOD), ("password", BETTER)]);
    assert_eq!(answer.location(), "/settings/account");
    assert_eq!((here.get("/settings").status, there.get("/settings").status), (200, 303));
    assert_eq!(sign_in(&mut forum.browser(), GOOD).status, 422);
    assert_eq!(sign_in(&mut forum.browser(), BETTER).status, 303);
    let letters = mails(&forum, "lena-vogt@example.org", 2);
    assert!(letters.iter().any(|letter| letter.contains("was changed")), "{letters:?}");
}

#[test]
fn sessions_are_listed_and_ended_by_their_owner_only() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    person(&forum.services.db, "Gunnar Feldhaus");
    let mut here = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let mut there = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let mut gunnar = signed_in(&forum, "gunnar-feldhaus@example.org", GOOD);
    let page = here.get("/settings/sessions");
    assert_eq!(page.body.matches("/end\"").count(), 2, "{}", page.body);
    let all: Vec<i64> = forum
        .services
        .db
        .read_blocking(|conn| Ok::<_, Refusal>(sessions::table.select(sessions::id).order(sessions::id).load(conn)?))
        .expect("the sessions");
    let path = format!("/settings/sessions/{}/end", all[1]);
    assert_eq!(gunnar.post(&path, &[]).status, 404);
    assert_eq!(there.get("/settings").status, 200);
    assert_eq!(here.post(&path, &[]).location(), "/settings/sessions");
    assert_eq!(there.get("/settings").status, 303);
    let mut there = signed_in(&forum, "lena-vogt@example.org", GOOD);
    here.post("/settings/sessions/end-others", &[]);
    assert_eq!(
        (here.get("/settings").status, there.get("/settings").status, gunnar.get("/settings").status),
        (200, 303, 200)
    );
}

#[test]
fn an_unused_session_ends_by_itself() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    forum.clock.advance(29 * DAY);
    assert_eq!(browser.get("/settings").status, 200);
    forum.clock.advance(29 * DAY);
    assert_eq!(browser.get("/settings").status, 200);
    forum.clock.advance(31 * DAY);
    assert_eq!(browser.get("/settings").status, 303);
}

#[test]
fn redirects_stay_here() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    for next in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=1",
        "",
        "evil",
    ] {
        let answer =
            forum.browser().post("/sign-in", &[("email", "lena-vogt@example.org"), ("password", GOOD), ("next", next)]);
        assert_eq!(answer.location(), "/", "{next:?}");
        for path in ["/language", "/theme"] {
            let answer = forum.browser().post(path, &[("lang", "de"), ("theme", "dark"), ("next", next)]);
            assert_eq!(answer.location(), "/", "{path} {next:?}");
        }
    }
    let mut browser = forum.browser();
    let answer = browser.get("/settings/account");
    assert_eq!(answer.location(), "/sign-in?next=%2Fsettings%2Faccount");
    let form = browser.follow(&answer);
    assert_eq!(form.field("next"), "/settings/account");
    let evil = browser.get("/sign-in?next=https://evil.example");
    assert_eq!(evil.field("next"), "/");
}

#[test]
fn other_sites_cannot_use_the_cookie() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    assert_eq!(browser.post_with("/sign-out", &[], &[("origin", "https://evil.example")]).status, 403);
    assert_eq!(browser.post_with("/sign-out", &[], &[]).status, 403, "no origin and no token");
    let token = browser.get("/settings").field("csrf");
    assert_eq!(browser.post_with("/sign-out", &[("csrf", &token)], &[]).status, 303);
}

#[test]
fn personal_pages_are_not_kept() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    for path in ["/settings", "/settings/account", "/settings/sessions", "/sign-up"] {
        assert!(browser.get(path).header("cache-control").is_some_and(|v| v.contains("no-store")), "{path}");
    }
}
