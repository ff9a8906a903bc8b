//! Who votes for whom and how often, within the days that count.

use std::collections::BTreeSet;

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::find::Count;
use crate::accounts::tables::grants;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::threads::tables::votes;
use crate::threads::unvote::Cast;

/// Directions that are looked at: more than a large forum has in a month.
const MOST: i64 = 2_000_000;
/// Votes of one arrangement.
const OF_ONE: i64 = 5_000;

/// Counts of votes cast since then.
///
/// # Errors
/// When the database fails.
pub fn since(conn: &mut AnyConnection, since: Micros) -> QueryResult<Vec<Count>> {
    let rows: Vec<(i64, i64, i64, i64)> = votes::table
        .filter(votes::created_at.ge(since))
        .group_by((votes::voter_id, votes::author_id, votes::value))
        .select((votes::voter_id, votes::author_id, votes::value, count_star()))
        .limit(MOST)
        .load(conn)?;
    Ok(rows.into_iter().map(|(voter, author, value, votes)| Count { voter, author, value, votes }).collect())
}

/// Everybody who has a role: it is their job to be voted for.
///
/// # Errors
/// When the database fails.
pub fn company(conn: &mut AnyConnection) -> QueryResult<BTreeSet<i64>> {
    let rows: Vec<i64> = grants::table.select(grants::person_id).distinct().limit(100_000).load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The votes of some directions (voter, author, value) cast since then, the oldest first.
///
/// # Errors
/// When the database fails.
pub fn votes_of(
    conn: &mut AnyConnection,
    directions: &BTreeSet<(i64, i64, i64)>,
    since: Micros,
) -> QueryResult<Vec<Cast>> {
    let voters: BTreeSet<i64> = directions.iter().map(|d| d.0).collect();
    let authors: BTreeSet<i64> = directions.iter().map(|d| d.1).collect();
    let rows: Vec<(i64, i64, i64, i64, Micros)> = votes::table
        .filter(votes::voter_id.eq_any(voters))
        .filter(votes::author_id.eq_any(authors))
        .filter(votes::created_at.ge(since))
        .order((votes::created_at, votes::post_id, votes::voter_id))
        .select((votes::post_id, votes::voter_id, votes::author_id, votes::value, votes::created_at))
        .limit(OF_ONE)
        .load(conn)?;
    let cast = |(post_id, voter_id, author_id, value, cast_at)| Cast { post_id, voter_id, author_id, value, cast_at };
    let all = rows.into_iter().map(cast);
    Ok(all.filter(|c: &Cast| directions.contains(&(c.voter_id, c.author_id, c.value))).collect())
}
