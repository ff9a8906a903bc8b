//! Whose a question is among staff: one takes it, gives it to a colleague, or leaves it.

use super::acting::{book, waiting, works_for};
use super::events::QuestionAssigned;
use super::kinds::StepKind;
use super::stage::Stage;
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::Rules;

/// Assigns it to somebody of its team, oneself or a colleague; to nobody with none.
///
/// # Errors
/// `NotFound`, `Forbidden` for those who are not of the team, `Invalid` for somebody who is not, or `Conflict` when it
/// changed or is not with staff.
pub fn assign(
    tx: &mut Tx<'_>,
    actor: &Actor,
    question_id: i64,
    seen: i64,
    to: Option<i64>,
    rules: &Rules,
    now: Micros,
) -> Verdict<()> {
    rules.allow(actor, Act::WorkAtDesk, false, now)?;
    let book = book(tx.conn())?;
    let (mut walk, before) = waiting(tx, &book, actor, question_id, seen, now)?;
    if !matches!(before.stage, Stage::Staff | Stage::HandedOver) {
        return Err(Refusal::Conflict("problem-not-with-staff"));
    }
    if !works_for(actor, before.team_id) {
        return Err(Refusal::forbidden("problem-other-team"));
    }
    if let Some(person) = to.filter(|person| *person != actor.id) {
        let colleague = Actor::load(tx.conn(), person).map_err(|_| Refusal::field("person", "problem-colleague"))?;
        if !works_for(&colleague, before.team_id) || colleague.active(now).is_err() {
            return Err(Refusal::field("person", "problem-colleague"));
        }
    }
    if before.assigned_to == to {
        return Ok(());
    }
    walk.row.assigned_to = to;
    walk.row.assigned_at = to.map(|_| now);
    walk.note(StepKind::Assigned, "", now);
    walk.keep_before(&before);
    walk.save(tx)?;
    let person_id = to.unwrap_or_default();
    tx.record(Some(actor.id), &QuestionAssigned { question_id, post_id: question_id, person_id }, now);
    Ok(())
}
