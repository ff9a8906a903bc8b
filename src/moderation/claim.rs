//! Taking an item up: a soft lock that the others see, and that ends by itself, as in triage.

use diesel::prelude::*;

use super::events::ReviewClaimed;
use super::kinds::ItemKind;
use super::rows::{self, Row};
use super::tables::review_items;
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::{MINUTE, Micros};
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::Rules;

/// Microseconds after which a claim ends by itself.
pub const CLAIM: i64 = 10 * MINUTE;

/// Claims an item, or prolongs one's claim; with `take_over` also one that somebody else has.
///
/// # Errors
/// `NotFound`, `Forbidden`, or `Conflict` when it is decided or somebody else has it.
pub fn claim(tx: &mut Tx<'_>, actor: &Actor, item: i64, take_over: bool, rules: &Rules, now: Micros) -> Verdict<()> {
    let row = rows::locked(tx, item)?;
    allow(actor, &row, rules, now)?;
    open_for(&row, actor, take_over, now)?;
    set(tx, item, Some(actor.id), Some(now.plus(CLAIM)))?;
    tx.record(Some(actor.id), &ReviewClaimed { item_id: item, claimed: true }, now);
    Ok(())
}

/// Leaves an item that one has claimed.
///
/// # Errors
/// As `claim`.
pub fn leave(tx: &mut Tx<'_>, actor: &Actor, item: i64, rules: &Rules, now: Micros) -> Verdict<()> {
    let row = rows::locked(tx, item)?;
    allow(actor, &row, rules, now)?;
    open_for(&row, actor, false, now)?;
    if row.claimed_by == Some(actor.id) {
        set(tx, item, None, None)?;
        tx.record(Some(actor.id), &ReviewClaimed { item_id: item, claimed: false }, now);
    }
    Ok(())
}

/// Refuses whoever may not review that kind. Whose post an edit is may decide about it, but takes nothing up.
fn allow(actor: &Actor, row: &Row, rules: &Rules, now: Micros) -> Verdict<()> {
    let act = if row.kind == ItemKind::Edit { Act::ReviewEdits } else { Act::ReviewHeld };
    rules.allow(actor, act, false, now)
}

/// Refuses what is decided, and what somebody else has taken up.
pub(super) fn open_for(row: &Row, actor: &Actor, take_over: bool, now: Micros) -> Verdict<()> {
    if row.decided_at.is_some() {
        return Err(Refusal::Conflict("problem-review-decided"));
    }
    match row.claimant(now) {
        Some(other) if other != actor.id && !take_over => Err(Refusal::Conflict("problem-review-claimed")),
        _ => Ok(()),
    }
}

fn set(tx: &mut Tx<'_>, item: i64, by: Option<i64>, until: Option<Micros>) -> Verdict<()> {
    diesel::update(review_items::table.find(item))
        .set((review_items::claimed_by.eq(by), review_items::claimed_until.eq(until)))
        .execute(tx.conn())?;
    Ok(())
}
