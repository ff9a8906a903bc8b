//! Suspension bites on the next request, and never upwards.

use kiez::accounts::suspend::{suspend, unsuspend};
use kiez::ground::clock::DAY;

use super::*;
use crate::support::on_both;

#[test]
fn it_never_goes_upwards() {
    on_both(|db| {
        let admin = with_role(&db, "Ada Admin", Role::Admin);
        let (mo, mia) =
            (with_role(&db, "Mo Moderator", Role::Moderator), with_role(&db, "Mia Moderator", Role::Moderator));
        let (expert, lena) = (with_role(&db, "Eva Expert", Role::Expert), person(&db, "Lena Vogt"));
        let tried = |by: i64, who: i64| {
            let by = actor(&db, by);
            db.write_blocking(move |tx| suspend(tx, &by, who, 3, "spam", START))
        };
        for (by, who, message) in [
            (lena, expert, "problem-needs-role"),
            (expert, lena, "problem-needs-role"),
            (mo, mia, "problem-rank"),
            (mo, mo, "problem-rank"),
            (mo, admin, "problem-rank"),
            (admin, admin, "problem-rank"),
        ] {
            assert_eq!(why(tried(by, who)), message, "{by} {who}");
        }
        for (by, who) in [(mo, lena), (mo, expert), (admin, mo)] {
            tried(by, who).expect("downwards");
        }
        assert_eq!(actor(&db, lena).suspended_until, Some(START.plus(3 * DAY)));
        // A suspended moderator is none; the permission is looked at when it is used.
        assert!(actor(&db, mo).active(START).is_err());
        let mia = actor(&db, mia);
        db.write_blocking(move |tx| unsuspend(tx, &mia, lena, START)).expect("lifted");
        assert!(actor(&db, lena).active(START).is_ok());
    });
}

#[test]
fn lengths_have_limits() {
    on_both(|db| {
        let (mo, lena) = (with_role(&db, "Mo Moderator", Role::Moderator), person(&db, "Lena Vogt"));
        let mo = actor(&db, mo);
        for days in [0, -1, 3_651, i64::MAX] {
            let mo = mo.clone();
            assert_eq!(why(db.write_blocking(move |tx| suspend(tx, &mo, lena, days, "", START))), "problem-days");
        }
    });
}

#[test]
fn it_bites_on_the_next_request_and_ends_by_itself() {
    let forum = Forum::start();
    let db = &forum.services.db;
    let (mo, lena) = (with_role(db, "Mo Moderator", Role::Moderator), person(db, "Lena Vogt"));
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    let mut keeper = signed_in(&forum, "mo-moderator@example.org", GOOD);
    assert_eq!(keeper.get("/admin/people?q=LENA").text(".people .name").as_deref(), Some("Lena Vogt"));
    assert_eq!(keeper.get("/admin").status, 403, "a moderator does not run the forum");
    let path = format!("/admin/people/{lena}/suspend");
    assert_eq!(browser.post(&path, &[("days", "3")]).status, 403);
    assert_eq!(keeper.post(&path, &[("days", "3"), ("reason", "spam")]).status, 303);
    let refused = browser.get("/ask");
    assert_eq!(refused.status, 403);
    assert!(refused.body.contains("suspended"));
    for own in ["/settings", "/settings/account", "/settings/sessions"] {
        assert_eq!(browser.get(own).status, 200, "{own}: their own account stays theirs");
    }
    assert_eq!(browser.post("/settings", &[("name", "Lena V"), ("lang", "en")]).status, 403);
    assert_eq!(actor(db, lena).name, "Lena Vogt");
    forum.clock.advance(4 * DAY);
    assert_eq!(browser.get("/ask").status, 200);
    // A role that is taken back is gone on the next request too.
    db.write_blocking(move |tx| grant::revoke(tx, None, mo, Role::Moderator, Scope::Everywhere, START))
        .expect("revoked");
    assert_eq!(keeper.get("/admin/people").status, 403);
}
