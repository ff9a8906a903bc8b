//! Reading only: a locked thread takes no answers, comments, votes or edits until somebody unlocks it. Whoever keeps
//! order may still put right what stands in it, and everybody may watch it or say that they have it too.

use diesel::prelude::*;

use super::events::{QuestionLocked, QuestionUnlocked};
use super::kinds::LockReason;
use super::tables::questions;
use super::{Rules, ranks, subject};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// Locks a thread.
///
/// # Errors
/// `NotFound`, `Forbidden`, or `Conflict` when somebody was faster.
pub fn lock(
    tx: &mut Tx<'_>,
    actor: &Actor,
    question_id: i64,
    reason: LockReason,
    rules: &Rules,
    now: Micros,
) -> Verdict<()> {
    rules.allow(actor, Act::Keep, false, now)?;
    let subject = subject::question(tx, actor, question_id)?;
    ranks::may_act_on(tx, actor, subject.thread.asker_id)?;
    if subject.thread.locked_at.is_some() {
        return Err(Refusal::Conflict("problem-keep-locked-already"));
    }
    subject.open()?;
    diesel::update(questions::table.find(question_id))
        .set((
            questions::locked_at.eq(Some(now)),
            questions::locked_by.eq(Some(actor.id)),
            questions::lock_reason.eq(Some(reason)),
        ))
        .execute(tx.conn())?;
    let event = QuestionLocked { question_id, post_id: question_id, reason: reason.word().into() };
    tx.record(Some(actor.id), &event, now);
    Ok(())
}

/// Unlocks it.
///
/// # Errors
/// `NotFound`, `Forbidden`: not what somebody of a higher rank locked, or `Conflict` when it is not locked.
pub fn unlock(tx: &mut Tx<'_>, actor: &Actor, question_id: i64, rules: &Rules, now: Micros) -> Verdict<()> {
    rules.allow(actor, Act::Keep, false, now)?;
    let subject = subject::question(tx, actor, question_id)?;
    if subject.thread.locked_at.is_none() {
        return Err(Refusal::Conflict("problem-keep-not-locked"));
    }
    if let Some(by) = subject.thread.locked_by {
        ranks::may_undo(tx, actor, by)?;
    }
    diesel::update(questions::table.find(question_id))
        .set((
            questions::locked_at.eq(None::<Micros>),
            questions::locked_by.eq(None::<i64>),
            questions::lock_reason.eq(None::<LockReason>),
        ))
        .execute(tx.conn())?;
    tx.record(Some(actor.id), &QuestionUnlocked { question_id, post_id: question_id }, now);
    Ok(())
}
