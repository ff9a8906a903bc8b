//! Votes of an arrangement are taken away, or put back as they were; what moderators decide about rings. Each vote that
//! goes is remembered; each line in the ledger says that it is taken back and why; nobody is told whose vote it was.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::rows::{self, Ring, RingState};
use super::{counts, find::Pattern};
use crate::accounts::Actor;
use crate::accounts::permissions::{Act, may};
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Thresholds;
use crate::moderation::events::{VotesLeft, VotesRestored, VotesReversed};
use crate::moderation::kinds::{About, ItemKind};
use crate::moderation::tables::{reversed_votes, review_items};
use crate::threads::limits;
use crate::threads::unvote::{self, Cast};

/// What a moderator decides about a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Its votes go.
    Reverse,
    /// Nothing is wrong with it.
    Leave,
}

/// Takes the votes of an arrangement away. Returns how many went.
///
/// # Errors
/// `Conflict` when that was done already, `NotFound`, or that the database failed.
pub fn reverse(tx: &mut Tx<'_>, ring_id: i64, by: Option<i64>, reason: Option<&str>, now: Micros) -> Verdict<i64> {
    let ring = rows::find(tx.conn(), ring_id)?;
    if ring.state == RingState::Reversed {
        return Err(Refusal::Conflict("votes-problem-decided"));
    }
    let pairs = rows::pairs(tx.conn(), &[ring_id])?.remove(&ring_id).unwrap_or_default();
    let directions: BTreeSet<_> = pairs.iter().map(|p| (p.voter, p.author, p.value)).collect();
    let votes = counts::votes_of(tx.conn(), &directions, ring.since)?;
    let mut gone = 0;
    for cast in &votes {
        if unvote::remove(tx, cast, now)? {
            remember(tx, ring_id, cast)?;
            gone += 1;
        }
    }
    rows::set_state(tx, ring_id, RingState::Reversed, by, reason, now)?;
    tx.record(by, &VotesReversed { ring_id, votes: gone }, now);
    Ok(gone)
}

fn remember(tx: &mut Tx<'_>, ring_id: i64, cast: &Cast) -> Verdict<()> {
    diesel::insert_into(reversed_votes::table)
        .values((
            reversed_votes::ring_id.eq(ring_id),
            reversed_votes::post_id.eq(cast.post_id),
            reversed_votes::voter_id.eq(cast.voter_id),
            reversed_votes::author_id.eq(cast.author_id),
            reversed_votes::value.eq(cast.value),
            reversed_votes::cast_at.eq(cast.cast_at),
        ))
        .execute(tx.conn())?;
    Ok(())
}

fn allowed(actor: &Actor, ring: &Ring, now: Micros) -> Verdict<()> {
    actor.active(now)?;
    may(actor, Act::Hide, &Thresholds::default(), false)?;
    // Nobody decides about themselves.
    if ring.people().contains(&actor.id) { Err(Refusal::forbidden("votes-problem-own")) } else { Ok(()) }
}

/// A moderator decides about a ring. Returns how many votes went.
///
/// # Errors
/// `Forbidden` for all but moderators and for its members, `Invalid` without a reason, `Conflict` when it is decided.
pub fn decide(
    tx: &mut Tx<'_>,
    actor: &Actor,
    ring_id: i64,
    decision: Decision,
    reason: &str,
    now: Micros,
) -> Verdict<i64> {
    let ring = rows::find(tx.conn(), ring_id)?;
    allowed(actor, &ring, now)?;
    let reason = limits::short("reason", reason, limits::REASON)?;
    if reason.is_empty() {
        return Err(Refusal::field("reason", "votes-problem-reason"));
    }
    if matches!(ring.state, RingState::Reversed | RingState::Left) {
        return Err(Refusal::Conflict("votes-problem-decided"));
    }
    let gone = match decision {
        Decision::Reverse => reverse(tx, ring_id, Some(actor.id), Some(&reason), now)?,
        Decision::Leave => {
            rows::set_state(tx, ring_id, RingState::Left, Some(actor.id), Some(&reason), now)?;
            tx.record(Some(actor.id), &VotesLeft { ring_id }, now);
            0
        }
    };
    let word = if decision == Decision::Reverse { RingState::Reversed } else { RingState::Left };
    close_item(tx, ring_id, actor.id, word.word(), &reason, now)?;
    Ok(gone)
}

/// Closes the item in the review queue, if there is one.
fn close_item(tx: &mut Tx<'_>, ring_id: i64, by: i64, decision: &str, reason: &str, now: Micros) -> Verdict<()> {
    let item = review_items::table
        .filter(review_items::kind.eq(ItemKind::Votes))
        .filter(review_items::subject.eq(About::Ring(ring_id).word()))
        .filter(review_items::decided_at.is_null());
    diesel::update(item)
        .set((
            review_items::decided_by.eq(Some(by)),
            review_items::decided_at.eq(Some(now)),
            review_items::decision.eq(Some(decision)),
            review_items::reason.eq(Some(reason)),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Takes a decision back: votes that went are put back as they were. Returns how many.
///
/// # Errors
/// `Forbidden` for all but moderators and for members, `Conflict` when there is nothing to take back.
pub fn undo(tx: &mut Tx<'_>, actor: &Actor, ring_id: i64, now: Micros) -> Verdict<i64> {
    let ring = rows::find(tx.conn(), ring_id)?;
    allowed(actor, &ring, now)?;
    if !matches!(ring.state, RingState::Reversed | RingState::Left) {
        return Err(Refusal::Conflict("votes-problem-nothing"));
    }
    let votes: Vec<(i64, i64, i64, i64, Micros)> = reversed_votes::table
        .filter(reversed_votes::ring_id.eq(ring_id))
        .order((reversed_votes::cast_at, reversed_votes::post_id, reversed_votes::voter_id))
        .select((
            reversed_votes::post_id,
            reversed_votes::voter_id,
            reversed_votes::author_id,
            reversed_votes::value,
            reversed_votes::cast_at,
        ))
        .limit(5_000)
        .load(tx.conn())?;
    let mut back = 0;
    for (post_id, voter_id, author_id, value, cast_at) in votes {
        let cast = Cast { post_id, voter_id, author_id, value, cast_at };
        back += i64::from(unvote::put_back(tx, &cast, now)?);
    }
    diesel::delete(reversed_votes::table.filter(reversed_votes::ring_id.eq(ring_id))).execute(tx.conn())?;
    rows::set_state(tx, ring_id, RingState::Undone, Some(actor.id), ring.reason.as_deref(), now)?;
    tx.record(Some(actor.id), &VotesRestored { ring_id, votes: back }, now);
    Ok(back)
}

/// Whether a finding waits for a moderator rather than being reversed by the nightly pass.
pub fn waits_for_people(pattern: Pattern) -> bool {
    pattern == Pattern::Ring
}
