//! A suspended person reads but does not write, from their next request on.

use diesel::prelude::*;

use super::events::{PersonSuspended, PersonUnsuspended};
use super::permissions::{Act, may};
use super::{Actor, rank, roles};
use crate::accounts::tables::people;
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Thresholds;

/// Days of a suspension at most: ten years is for ever.
pub const LONGEST: i64 = 3_650;
/// Characters of a reason at most.
const REASON_LONGEST: usize = 500;

/// Nobody acts on somebody of the same or a higher rank.
///
/// # Errors
/// `Forbidden`.
pub fn outranks(tx: &mut Tx<'_>, actor: &Actor, person: i64) -> Verdict<()> {
    let theirs = rank(&roles::of(tx.conn(), person)?);
    if actor.rank() > theirs { Ok(()) } else { Err(Refusal::forbidden("problem-rank")) }
}

/// Suspends somebody for some days.
///
/// # Errors
/// `Forbidden` without the permission or the rank, `Invalid` for a length that will not do, `NotFound`.
pub fn suspend(tx: &mut Tx<'_>, actor: &Actor, person: i64, days: i64, reason: &str, now: Micros) -> Verdict<()> {
    may(actor, Act::Suspend, &Thresholds::default(), false)?;
    outranks(tx, actor, person)?;
    if !(1..=LONGEST).contains(&days) {
        return Err(Refusal::field_n("days", "problem-days", LONGEST));
    }
    let reason = reason.trim();
    if reason.chars().count() > REASON_LONGEST {
        return Err(Refusal::field_n("reason", "problem-reason-long", 500));
    }
    let until = now.plus(days * DAY);
    let done = diesel::update(people::table.find(person).filter(people::erased_at.is_null()))
        .set((people::suspended_until.eq(until.0), people::suspended_reason.eq(reason)))
        .execute(tx.conn())?;
    if done == 0 {
        return Err(Refusal::NotFound);
    }
    tx.record(Some(actor.id), &PersonSuspended { person_id: person, until: until.0 }, now);
    Ok(())
}

/// Lets somebody write again.
///
/// # Errors
/// `Forbidden` without the permission or the rank, `NotFound` when they are not suspended.
pub fn unsuspend(tx: &mut Tx<'_>, actor: &Actor, person: i64, now: Micros) -> Verdict<()> {
    may(actor, Act::Suspend, &Thresholds::default(), false)?;
    outranks(tx, actor, person)?;
    let done = diesel::update(people::table.find(person).filter(people::suspended_until.gt(now.0)))
        .set((people::suspended_until.eq(None::<i64>), people::suspended_reason.eq(None::<String>)))
        .execute(tx.conn())?;
    if done == 0 {
        return Err(Refusal::NotFound);
    }
    tx.record(Some(actor.id), &PersonUnsuspended { person_id: person }, now);
    Ok(())
}
