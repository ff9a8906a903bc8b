//! Readers: each sees one state of the database, and a state that was left open is never seen again.

use diesel::prelude::*;
use kiez::ground::db::{AnyConnection, Db, DbOptions, Target, at_once};
use kiez::ground::refusal::{Refusal, Verdict};
use kiez::ground::tables::settings;

use crate::support::on_both;

fn count(conn: &mut AnyConnection) -> Verdict<i64> {
    Ok(settings::table.filter(settings::key.like("note%")).count().get_result(conn)?)
}

fn note(db: &Db, key: &'static str) {
    db.write_blocking(move |tx| {
        diesel::insert_into(settings::table)
            .values((settings::key.eq(key), settings::value.eq("x")))
            .execute(tx.conn())?;
        Ok::<_, Refusal>(())
    })
    .expect("a write");
}

#[test]
fn what_is_read_at_once_is_of_one_state_on_sqlite() {
    on_both(|db| {
        let writer = db.clone();
        let (before, after) = db
            .read_blocking(|conn| {
                at_once(conn, |conn| {
                    let before = count(conn)?;
                    note(&writer, "note1");
                    Ok::<_, Refusal>((before, count(conn)?))
                })
            })
            .expect("a read");
        let sqlite = matches!(db.target(), Target::Sqlite(_));
        assert_eq!((before, after), (0, i64::from(!sqlite)));
        assert_eq!(db.read_blocking(count).expect("a read"), 1);
    });
}

#[test]
fn a_read_that_panics_or_fails_leaves_no_old_state_behind() {
    on_both(|db| {
        let one = DbOptions { readers: 1, ..DbOptions::default() };
        let alone = Db::open(db.target().clone(), one).expect("a database");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let panics = |conn: &mut AnyConnection| {
            at_once(conn, |conn| {
                count(conn)?;
                panic!("in the middle of reading");
                #[expect(unreachable_code)]
                Ok::<(), Refusal>(())
            })
        };
        for (key, expected) in [("note1", 1), ("note2", 2)] {
            let here: Verdict<()> = runtime.block_on(alone.read_now(panics));
            assert!(matches!(here, Err(Refusal::Internal(_))), "{here:?}");
            let elsewhere: Verdict<()> = runtime.block_on(alone.read(panics));
            assert!(elsewhere.is_err());
            let refused: Verdict<()> =
                runtime.block_on(alone.read_now(|conn| at_once(conn, |_| Err(Refusal::NotFound))));
            assert!(matches!(refused, Err(Refusal::NotFound)));
            note(&db, key);
            let seen: Verdict<i64> = runtime.block_on(alone.read_now(|conn| at_once(conn, count)));
            assert_eq!(seen.expect("a read"), expected);
        }
    });
}
