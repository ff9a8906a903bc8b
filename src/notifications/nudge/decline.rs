//! "Not me": whoever is asked need not say why, and is not asked about that question again.

use diesel::prelude::*;

use super::NudgeState;
use crate::accounts::Actor;
use crate::escalation::tables::nudges;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// Somebody cannot help, or with `take_back` may after all.
///
/// # Errors
/// `NotFound` when they were not asked.
pub fn decline(tx: &mut Tx<'_>, actor: &Actor, question_id: i64, take_back: bool, now: Micros) -> Verdict<()> {
    let theirs = nudges::table.filter(nudges::question_id.eq(question_id)).filter(nudges::person_id.eq(actor.id));
    let state: NudgeState = theirs.select(nudges::state).first(tx.conn())?;
    let (from, to, at) = match take_back {
        false => (NudgeState::Asked, NudgeState::Declined, Some(now.0)),
        true => (NudgeState::Declined, NudgeState::Asked, None),
    };
    if state == NudgeState::HeldOut {
        return Err(Refusal::NotFound);
    }
    diesel::update(theirs.filter(nudges::state.eq(from)))
        .set((nudges::state.eq(to), nudges::decided_at.eq(at)))
        .execute(tx.conn())?;
    Ok(())
}
