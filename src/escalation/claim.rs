//! Taking a question up in triage: a soft lock that the others see, and that ends by itself.

use super::acting::{book, waiting};
use super::events::TriageClaimed;
use super::stage::Stage;
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::{MINUTE, Micros};
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::Rules;

/// Microseconds after which a claim ends by itself.
pub const CLAIM: i64 = 10 * MINUTE;

/// Claims a question, or prolongs one's claim; with `take_over` also one that somebody else has.
///
/// # Errors
/// `NotFound`, `Forbidden`, or `Conflict` when it changed, is not in triage or somebody else has it.
pub fn claim(
    tx: &mut Tx<'_>,
    actor: &Actor,
    question_id: i64,
    seen: i64,
    take_over: bool,
    rules: &Rules,
    now: Micros,
) -> Verdict<()> {
    rules.allow(actor, Act::Triage, false, now)?;
    let book = book(tx.conn())?;
    let (mut walk, _) = waiting(tx, &book, actor, question_id, seen, now)?;
    if walk.row.stage != Stage::Triage {
        return Err(Refusal::Conflict("problem-not-in-triage"));
    }
    if !take_over && walk.row.claimant(now).is_some_and(|other| other != actor.id) {
        return Err(Refusal::Conflict("problem-claimed"));
    }
    walk.row.claimed_by = Some(actor.id);
    walk.row.claimed_until = Some(now.plus(CLAIM));
    walk.save(tx)?;
    tx.record(Some(actor.id), &TriageClaimed { question_id, post_id: question_id, claimed: true }, now);
    Ok(())
}

/// Leaves a question that one has claimed.
///
/// # Errors
/// As `claim`.
pub fn leave(tx: &mut Tx<'_>, actor: &Actor, question_id: i64, seen: i64, rules: &Rules, now: Micros) -> Verdict<()> {
    rules.allow(actor, Act::Triage, false, now)?;
    let book = book(tx.conn())?;
    let (mut walk, _) = waiting(tx, &book, actor, question_id, seen, now)?;
    if walk.row.claimed_by != Some(actor.id) {
        return Err(Refusal::Conflict("problem-claimed"));
    }
    (walk.row.claimed_by, walk.row.claimed_until) = (None, None);
    walk.save(tx)?;
    tx.record(Some(actor.id), &TriageClaimed { question_id, post_id: question_id, claimed: false }, now);
    Ok(())
}
