//! How much waits for review, how long it takes, and how often flaggers are right. No figure is about a single person.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::kinds::ItemKind;
use super::tables::{flags, review_items};
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;

/// Decisions that are looked at, the latest ones.
const MOST: i64 = 50_000;

#[derive(QueryableByName)]
struct Group {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    n: i64,
    #[diesel(sql_type = BigInt)]
    oldest: i64,
}

/// What waits of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The kind.
    pub kind: ItemKind,
    /// How many.
    pub n: i64,
    /// Since when the oldest does.
    pub oldest: Micros,
}

/// What waits, by kind; kinds of which nothing waits are not there.
///
/// # Errors
/// When the database fails.
pub fn waiting(conn: &mut AnyConnection) -> QueryResult<Vec<Waiting>> {
    let sql = "SELECT kind, count(*) AS n, min(opened_at) AS oldest FROM review_items \
               WHERE decided_at IS NULL GROUP BY kind LIMIT 100";
    let groups: Vec<Group> = crate::on_both!(conn, inner => diesel::sql_query(sql).load(inner))?;
    let known = |group: Group| {
        ItemKind::from_word(&group.kind).map(|kind| Waiting { kind, n: group.n, oldest: Micros(group.oldest) })
    };
    Ok(groups.into_iter().filter_map(known).collect())
}

/// What was decided here since a moment: the kind, when it was opened and when decided.
///
/// # Errors
/// When the database fails.
pub fn decided(conn: &mut AnyConnection, since: Micros) -> QueryResult<Vec<(ItemKind, Micros, Micros)>> {
    review_items::table
        .filter(review_items::decided_at.ge(since))
        .filter(review_items::decided_by.is_not_null())
        // A newer version beside this one may know more.
        .filter(review_items::kind.eq_any(ItemKind::ALL.iter().copied()))
        .order(review_items::decided_at.desc())
        .limit(MOST)
        .select((review_items::kind, review_items::opened_at, review_items::decided_at.assume_not_null()))
        .load(conn)
}

/// Flags that were judged since a moment: those that moderators agreed with, and all.
///
/// # Errors
/// When the database fails.
pub fn judged(conn: &mut AnyConnection, since: Micros) -> QueryResult<(usize, usize)> {
    let judged: Vec<Option<bool>> = flags::table
        .filter(flags::agreed.is_not_null())
        .filter(flags::decided_at.ge(since))
        .order(flags::decided_at.desc())
        .limit(MOST)
        .select(flags::agreed)
        .load(conn)?;
    Ok((judged.iter().filter(|agreed| **agreed == Some(true)).count(), judged.len()))
}
