//! An erased account says nothing about anybody, and cannot be signed in to.

use diesel::prelude::*;
use kiez::accounts::erase::erase;
use kiez::accounts::tables::{links, people, sessions};
use kiez::accounts::{profile, reset, sessions as open};

use super::*;
use crate::support::on_both;

type Left = (String, String, Option<String>, Option<String>, String, String, Option<String>);

fn left(db: &Db, id: i64) -> Left {
    let read = db.read_blocking(move |conn| {
        let row: Left = people::table
            .find(id)
            .select((
                people::name,
                people::handle,
                people::email,
                people::password_hash,
                people::bio,
                people::bio_html,
                people::picture,
            ))
            .first(conn)?;
        Ok::<_, Refusal>(row)
    });
    read.expect("a row")
}

#[test]
fn nothing_personal_stays() {
    on_both(|db| {
        let lena = with_role(&db, "Lena Vogt", Role::Expert);
        db.write_blocking(move |tx| {
            open::open(tx, lena, "token", "Firefox", START)?;
            reset::request(tx, "lena-vogt@example.org", "t1", &site(), START)?;
            profile::set_picture(tx, lena, Some("p.png"), START)?;
            let new = profile::Profile {
                name: "Lena Vogt".into(),
                bio: "me".into(),
                bio_html: "<p>me</p>".into(),
                lang: "de".into(),
                ..Default::default()
            };
            profile::change(tx, lena, new, START)
        })
        .expect("a full life");
        let who = actor(&db, lena);
        let picture = db.write_blocking(move |tx| erase(tx, &who, lena, START)).expect("erased");
        assert_eq!(picture.as_deref(), Some("p.png"));
        let empty = String::new();
        assert_eq!(
            left(&db, lena),
            ("(former member)".into(), format!("former-{lena}"), None, None, empty.clone(), empty, None)
        );
        let rows = db
            .read_blocking(|conn| {
                let s: i64 = sessions::table.count().get_result(conn)?;
                let l: i64 = links::table.count().get_result(conn)?;
                Ok::<_, Refusal>((s, l))
            })
            .expect("counts");
        assert_eq!(rows, (0, 0));
        assert!(db.read_blocking(move |conn| Actor::load(conn, lena)).is_err());
        assert_eq!(kinds(&db).last().map(String::as_str), Some("person.erased"));
    });
}

#[test]
fn only_oneself_and_admins_erase_and_never_the_last_admin() {
    on_both(|db| {
        let (admin, mo, lena) = (
            with_role(&db, "Ada Admin", Role::Admin),
            with_role(&db, "Mo Moderator", Role::Moderator),
            person(&db, "Lena Vogt"),
        );
        let tried = |by: i64, who: i64| {
            let by = actor(&db, by);
            db.write_blocking(move |tx| erase(tx, &by, who, START))
        };
        assert_eq!(why(tried(lena, mo)), "problem-needs-role");
        assert_eq!(why(tried(mo, lena)), "problem-needs-role");
        assert_eq!(why(tried(admin, admin)), "problem-last-admin");
        tried(admin, mo).expect("downwards");
        tried(lena, lena).expect("oneself");
        assert_eq!(why(tried(admin, lena)), "not found");
    });
}

#[test]
fn from_outside_it_asks_for_the_password() {
    let forum = Forum::start();
    person(&forum.services.db, "Lena Vogt");
    let mut browser = signed_in(&forum, "lena-vogt@example.org", GOOD);
    assert_eq!(browser.post("/settings/account/erase", &[("erase_password", "wrong")]).status, 422);
    assert_eq!(browser.post("/settings/account/erase", &[("erase_password", GOOD)]).location(), "/");
    assert!(!browser.cookies.contains_key("kiez-session"));
    let again = forum.browser().post("/sign-in", &[("email", "lena-vogt@example.org"), ("password", GOOD)]);
    assert_eq!(again.status, 422);
}
