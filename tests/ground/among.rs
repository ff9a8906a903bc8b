//! "One of these", as one value, on both databases.

use diesel::prelude::*;
use kiez::accounts::roles::Role;
use kiez::accounts::tables::{grants, people};
use kiez::ground::db::among;
use kiez::ground::refusal::Refusal;

use crate::support::on_both;

#[test]
fn numbers_words_and_nothing() {
    on_both(|db| {
        let found = db.write_blocking(|tx| {
            let conn = tx.conn();
            for (id, handle) in [(1, "lena"), (2, "o'neil \"x\""), (3, "mo")] {
                diesel::insert_into(people::table)
                    .values((
                        people::id.eq(id),
                        people::handle.eq(handle),
                        people::name.eq(handle),
                        people::lang.eq("en"),
                        people::created_at.eq(1),
                    ))
                    .execute(conn)?;
            }
            diesel::insert_into(grants::table)
                .values((
                    grants::person_id.eq(3),
                    grants::role.eq(Role::Moderator),
                    grants::scope.eq(""),
                    grants::granted_at.eq(1),
                ))
                .execute(conn)?;
            let by_id = |conn: &mut _, ids: &[i64]| -> QueryResult<Vec<i64>> {
                people::table.filter(among(people::id, ids)).order(people::id).select(people::id).load(conn)
            };
            let ids = [by_id(conn, &[3, 1, 1, 99])?, by_id(conn, &[])?, by_id(conn, &[i64::MAX, i64::MIN, 2])?];
            let handles = ["o'neil \"x\"", "LENA", ""].map(str::to_owned);
            let by_handle: Vec<i64> =
                people::table.filter(among(people::handle, &handles)).select(people::id).load(conn)?;
            let by_role: Vec<i64> = grants::table
                .filter(among(grants::role, &[Role::Admin, Role::Moderator]))
                .select(grants::person_id)
                .load(conn)?;
            Ok::<_, Refusal>((ids, by_handle, by_role))
        });
        let (ids, by_handle, by_role) = found.expect("rows");
        assert_eq!(ids, [vec![1, 3], vec![], vec![2]]);
        assert_eq!((by_handle, by_role), (vec![2], vec![3]));
    });
}
