//! Roles: who grants them, where they hold, and that somebody always runs the forum.

use kiez::accounts::catalogue::{NewProduct, add_product};
use kiez::accounts::grant::{grant, revoke};
use kiez::accounts::roles::Grant;
use kiez::accounts::teams;

use super::*;
use crate::support::on_both;

#[test]
fn admins_grant_others_do_not() {
    on_both(|db| {
        let (admin, moderator, lena) = (
            with_role(&db, "Ada Admin", Role::Admin),
            with_role(&db, "Mo Moderator", Role::Moderator),
            person(&db, "Lena Vogt"),
        );
        for nobody in [moderator, lena] {
            let tried =
                db.write_blocking(move |tx| grant(tx, Some(nobody), nobody, Role::Admin, Scope::Everywhere, START));
            assert_eq!(why(tried), "problem-needs-role");
            let tried =
                db.write_blocking(move |tx| revoke(tx, Some(nobody), admin, Role::Admin, Scope::Everywhere, START));
            assert_eq!(why(tried), "problem-needs-role");
        }
        for _ in 0..2 {
            db.write_blocking(move |tx| grant(tx, Some(admin), lena, Role::Expert, Scope::Everywhere, START))
                .expect("granted");
        }
        assert_eq!(actor(&db, lena).grants, [Grant { role: Role::Expert, scope: Scope::Everywhere }]);
        db.write_blocking(move |tx| revoke(tx, Some(admin), lena, Role::Expert, Scope::Everywhere, START))
            .expect("revoked");
        let again = db.write_blocking(move |tx| revoke(tx, Some(admin), lena, Role::Expert, Scope::Everywhere, START));
        assert_eq!(why(again), "not found");
        let log = kinds(&db);
        assert_eq!(log.iter().filter(|k| *k == "role.granted").count(), 3);
        assert_eq!(log.last().map(String::as_str), Some("role.revoked"));
    });
}

#[test]
fn a_role_holds_where_it_can() {
    on_both(|db| {
        let lena = person(&db, "Lena Vogt");
        let product = db
            .write_blocking(|tx| {
                add_product(tx, None, NewProduct { name: "TannBox".into(), ..NewProduct::default() }, START)
            })
            .expect("a product");
        let team = db.write_blocking(|tx| teams::add(tx, None, "Hotline", START)).expect("a team");
        let give = |role, scope| db.write_blocking(move |tx| grant(tx, None, lena, role, scope, START));
        give(Role::Expert, Scope::Product(product)).expect("a field");
        give(Role::Expert, Scope::Tag(5)).expect("a tag");
        give(Role::Staff, Scope::Team(team)).expect("a team");
        for (role, scope) in [
            (Role::Expert, Scope::Product(99)),
            (Role::Expert, Scope::Team(team)),
            (Role::Staff, Scope::Team(99)),
            (Role::Moderator, Scope::Product(product)),
            (Role::Admin, Scope::Team(team)),
        ] {
            assert_eq!(why(give(role, scope)), "problem-scope");
        }
        assert_eq!(actor(&db, lena).fields(), [Scope::Product(product), Scope::Tag(5)]);
    });
}

#[test]
fn the_last_admin_stays() {
    on_both(|db| {
        let (one, two) = (with_role(&db, "Ada Admin", Role::Admin), with_role(&db, "Bo Admin", Role::Admin));
        let take = |by: Option<i64>, from: i64| {
            db.write_blocking(move |tx| revoke(tx, by, from, Role::Admin, Scope::Everywhere, START))
        };
        take(Some(one), two).expect("one is left");
        assert_eq!(why(take(Some(one), one)), "problem-last-admin");
        assert_eq!(why(take(None, one)), "problem-last-admin");
        assert_eq!(why(take(Some(two), one)), "problem-needs-role");
    });
}
