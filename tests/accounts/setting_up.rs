//! The first admin comes by a one-time link.

use kiez::accounts::{grant as grants, setup};

use super::*;
use crate::support::on_both;

#[test]
fn a_link_is_made_until_somebody_runs_the_forum() {
    on_both(|db| {
        let make = || db.write_blocking(|tx| setup::link(tx, &Random::seeded(1), START)).expect("a link or none");
        assert!(make().is_some_and(|path| path.starts_with("/setup/")));
        with_role(&db, "Ada Admin", Role::Admin);
        assert_eq!(make(), None);
    });
}

#[test]
fn it_works_once_and_signs_in() {
    let forum = Forum::start();
    let db = &forum.services.db;
    let random = forum.services.random.clone();
    let other = db.write_blocking(move |tx| setup::link(tx, &random, START)).expect("a link").expect("no admin yet");
    let random = forum.services.random.clone();
    let path = db.write_blocking(move |tx| setup::link(tx, &random, START)).expect("a link").expect("no admin yet");
    let mut browser = forum.browser();
    assert_eq!(browser.get(&other).status, 410, "a newer one ends it");
    assert_eq!(browser.get("/setup/nonsense").status, 410);
    assert_eq!(browser.get(&path).status, 200);
    let bad = browser.post(&path, &[("name", "Ada Admin"), ("email", "ada@example.org"), ("password", "short")]);
    assert_eq!((bad.status, bad.field("email").as_str()), (422, "ada@example.org"));
    let fields = [("name", "Ada Admin"), ("email", "ada@example.org"), ("password", GOOD)];
    assert_eq!(browser.post(&path, &fields).location(), "/admin");
    assert_eq!(browser.get("/admin").status, 200);
    assert!(db.read_blocking(grants::has_admin).expect("an answer"));
    assert_eq!(forum.browser().post(&path, &fields).status, 410);
}
