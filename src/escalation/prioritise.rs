//! How urgent a question is: policies may look at it.

use super::acting::{book, may_act, waiting};
use super::events::DueMoved;
use super::kinds::StepKind;
use super::settle;
use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::Rules;

/// From low to urgent; 0 is normal. Texts are `priority-N`, with `low` for −1.
pub const PRIORITIES: [i64; 4] = [-1, 0, 1, 2];

/// Sets it. Another policy may be meant then, and its due time is computed again.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Invalid` for a priority that is none, or `Conflict` when it changed.
pub fn prioritise(
    tx: &mut Tx<'_>,
    actor: &Actor,
    question_id: i64,
    seen: i64,
    priority: i64,
    rules: &Rules,
    now: Micros,
) -> Verdict<()> {
    if !PRIORITIES.contains(&priority) {
        return Err(Refusal::field("priority", "problem-priority"));
    }
    let book = book(tx.conn())?;
    let (mut walk, before) = waiting(tx, &book, actor, question_id, seen, now)?;
    may_act(actor, &before, rules, now)?;
    if before.priority == priority {
        return Ok(());
    }
    walk.row.priority = priority;
    let question = settle::question(tx.conn(), question_id, priority)?;
    walk.under(book.for_question(&question), now);
    walk.note(StepKind::Prioritised, "", now);
    walk.keep_before(&before);
    let moved = walk.row.due != before.due;
    walk.save(tx)?;
    if !moved {
        tx.record(Some(actor.id), &DueMoved { question_id, post_id: question_id }, now);
    }
    Ok(())
}
