//! Taking back what one did to a waiting question just before: while nothing else has happened to it.

use diesel::prelude::*;

use super::acting::book;
use super::events::{DueMoved, StageEntered};
use super::hand_over;
use super::kinds::StepKind;
use super::rows::{self, Escalation, NewStep, Step};
use super::stage::Stage;
use super::tables::escalation_steps;
use crate::accounts::Actor;
use crate::ground::clock::{MINUTE, Micros};
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// Microseconds during which a step can be taken back. The page offers it for ten seconds; without scripts one needs
/// more to find the button.
pub const UNDO: i64 = 2 * MINUTE;

/// Takes one's own last step back. Returns the question.
///
/// # Errors
/// `NotFound`, or `Conflict` when it is too late or something happened since.
pub fn undo(tx: &mut Tx<'_>, actor: &Actor, step_id: i64, now: Micros) -> Verdict<i64> {
    actor.active(now)?;
    let step: Step = escalation_steps::table.find(step_id).select(Step::as_select()).first(tx.conn())?;
    let question_id = step.question_id;
    if step.actor_id != Some(actor.id) || step.undone_at.is_some() {
        return Err(Refusal::NotFound);
    }
    let Some(before) = step.before.as_deref().and_then(|text| serde_json::from_str::<Escalation>(text).ok()) else {
        return Err(Refusal::NotFound);
    };
    let row = rows::locked(tx, question_id)?.ok_or(Refusal::NotFound)?;
    if now.since(step.at) > UNDO || row.version != step.version {
        return Err(Refusal::Conflict("problem-undo-late"));
    }
    let book = book(tx.conn())?;
    let mut back = Escalation { version: row.version, ..before };
    let agenda = back.agenda();
    back.next_at = agenda.next(&book.terms(back.policy_id)).map(|(at, _)| at);
    let undone = NewStep { actor_id: Some(actor.id), ..NewStep::of(&back, StepKind::Undone, now) };
    diesel::update(escalation_steps::table.find(step_id))
        .set(escalation_steps::undone_at.eq(Some(now)))
        .execute(tx.conn())?;
    rows::save(tx, &back, vec![undone])?;
    if [row.stage, back.stage].contains(&Stage::HandedOver) {
        hand_over::follow(tx, &back, Some(actor.id), now)?;
    }
    if back.stage == row.stage {
        tx.record(Some(actor.id), &DueMoved { question_id, post_id: question_id }, now);
    } else {
        let entered = StageEntered { question_id, post_id: question_id, stage: back.stage };
        tx.record(Some(actor.id), &entered, now);
    }
    Ok(question_id)
}
