//! What was found, as stored.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;

use super::find::{Found, Pair, Pattern};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use crate::moderation::tables::{vote_ring_pairs, vote_rings};

crate::text_enum! {
    /// What became of it.
    RingState {
        /// Nobody has decided.
        Found = "found",
        /// Its votes were taken away.
        Reversed = "reversed",
        /// A moderator found nothing wrong.
        Left = "left",
        /// Its votes were taken away and put back.
        Undone = "undone",
    }
}

/// An arrangement.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = vote_rings)]
#[allow(missing_docs)] // the columns
pub struct Ring {
    pub id: i64,
    pub kind: Pattern,
    pub members: String,
    pub state: RingState,
    pub found_at: Micros,
    pub since: Micros,
    pub decided_by: Option<i64>,
    pub decided_at: Option<Micros>,
    pub reason: Option<String>,
}

impl Ring {
    /// Ids of everybody in it.
    pub fn people(&self) -> Vec<i64> {
        self.members.split_whitespace().filter_map(|id| id.parse().ok()).collect()
    }
}

/// Members as stored.
pub fn joined(members: &[i64]) -> String {
    members.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Stores what was found.
///
/// # Errors
/// When the database fails.
pub fn insert(tx: &mut Tx<'_>, found: &Found, since: Micros, now: Micros) -> Verdict<i64> {
    let row = diesel::insert_into(vote_rings::table)
        .values((
            vote_rings::kind.eq(found.pattern),
            vote_rings::members.eq(joined(&found.members)),
            vote_rings::state.eq(RingState::Found),
            vote_rings::found_at.eq(now),
            vote_rings::since.eq(since),
        ))
        .returning(vote_rings::id);
    let id: i64 = crate::on_both!(tx.conn(), inner => row.get_result(inner))?;
    let value = |p: &Pair| format!("({id}, {}, {}, {}, {}, {})", p.voter, p.author, p.value, p.votes, p.share);
    // Numbers only, so nothing needs binding; one statement for all rows.
    let insert = format!(
        "INSERT INTO vote_ring_pairs (ring_id, voter_id, author_id, value, votes, share) VALUES {}",
        found.pairs.iter().map(value).collect::<Vec<_>>().join(", ")
    );
    crate::on_both!(tx.conn(), inner => diesel::sql_query(insert).execute(inner))?;
    Ok(id)
}

/// One of them.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConnection, id: i64) -> Verdict<Ring> {
    Ok(vote_rings::table.find(id).select(Ring::as_select()).first(conn)?)
}

/// The latest ones.
///
/// # Errors
/// When the database fails.
pub fn latest(conn: &mut AnyConnection, limit: i64) -> QueryResult<Vec<Ring>> {
    vote_rings::table.order(vote_rings::id.desc()).limit(limit.clamp(1, 200)).select(Ring::as_select()).load(conn)
}

/// Members of what was found since then and not reversed: nobody looks at the same people every night.
///
/// # Errors
/// When the database fails.
pub fn known(conn: &mut AnyConnection, since: Micros) -> QueryResult<BTreeSet<String>> {
    let states = [RingState::Found, RingState::Left, RingState::Undone];
    let rows: Vec<String> = vote_rings::table
        .filter(vote_rings::state.eq_any(states))
        .filter(vote_rings::found_at.ge(since))
        .select(vote_rings::members)
        .limit(10_000)
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Who votes for whom in these.
///
/// # Errors
/// When the database fails.
pub fn pairs(conn: &mut AnyConnection, rings: &[i64]) -> QueryResult<HashMap<i64, Vec<Pair>>> {
    let rows: Vec<(i64, i64, i64, i64, i64, i64)> = vote_ring_pairs::table
        .filter(vote_ring_pairs::ring_id.eq_any(rings))
        .order((vote_ring_pairs::ring_id, vote_ring_pairs::voter_id, vote_ring_pairs::author_id))
        .select((
            vote_ring_pairs::ring_id,
            vote_ring_pairs::voter_id,
            vote_ring_pairs::author_id,
            vote_ring_pairs::value,
            vote_ring_pairs::votes,
            vote_ring_pairs::share,
        ))
        .limit(5_000)
        .load(conn)?;
    let mut all: HashMap<i64, Vec<Pair>> = HashMap::new();
    for (ring, voter, author, value, votes, share) in rows {
        all.entry(ring).or_default().push(Pair { voter, author, value, votes, share });
    }
    Ok(all)
}

/// Changes what became of it. None for what the program did itself.
pub(super) fn set_state(
    tx: &mut Tx<'_>,
    id: i64,
    state: RingState,
    by: Option<i64>,
    reason: Option<&str>,
    now: Micros,
) -> Verdict<()> {
    diesel::update(vote_rings::table.find(id))
        .set((
            vote_rings::state.eq(state),
            vote_rings::decided_by.eq(by),
            vote_rings::decided_at.eq(Some(now)),
            vote_rings::reason.eq(reason),
        ))
        .execute(tx.conn())?;
    Ok(())
}
