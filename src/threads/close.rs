//! Closing a question with a reason, and reopening it. Duplicates are closed in `duplicate`.

use diesel::prelude::*;

pub use super::duplicate::mark_duplicate;
use super::events::{QuestionClosed, QuestionReopened};
use super::kinds::{CloseReason, State};
use super::subject;
use super::tables::questions;
use super::{Rules, state};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// Closes a question: it takes no more answers.
///
/// # Errors
/// `NotFound`, `Forbidden`, or `Conflict` when it is closed already.
pub fn close(
    tx: &mut Tx<'_>,
    actor: &Actor,
    question_id: i64,
    reason: CloseReason,
    rules: &Rules,
    now: Micros,
) -> Verdict<()> {
    let subject = subject::question(tx, actor, question_id)?;
    rules.allow(actor, Act::Close, subject.is_askers(actor), now)?;
    if reason == CloseReason::Duplicate {
        return Err(Refusal::field("reason", "problem-duplicate-missing"));
    }
    if subject.thread.state == State::Closed {
        return Err(Refusal::Conflict("problem-already-closed"));
    }
    diesel::update(questions::table.find(question_id))
        .set((
            questions::close_reason.eq(Some(reason)),
            questions::closed_by.eq(Some(actor.id)),
            questions::closed_at.eq(Some(now)),
        ))
        .execute(tx.conn())?;
    state::refresh(tx, question_id, now)?;
    tx.record(Some(actor.id), &QuestionClosed { question_id, post_id: question_id }, now);
    Ok(())
}

/// Reopens a question, also one that was marked a duplicate. Askers may reopen only what they closed themselves.
///
/// # Errors
/// `NotFound`, `Forbidden`, or `Conflict` when it is not closed.
pub fn reopen(tx: &mut Tx<'_>, actor: &Actor, question_id: i64, rules: &Rules, now: Micros) -> Verdict<()> {
    let subject = subject::question(tx, actor, question_id)?;
    let own = subject.is_askers(actor) && subject.thread.closed_by == Some(actor.id);
    rules.allow(actor, Act::Close, own, now)?;
    if subject.thread.close_reason.is_none() {
        return Err(Refusal::Conflict("problem-not-closed"));
    }
    diesel::update(questions::table.find(question_id))
        .set((
            questions::close_reason.eq(None::<CloseReason>),
            questions::closed_by.eq(None::<i64>),
            questions::closed_at.eq(None::<i64>),
            questions::duplicate_of.eq(None::<i64>),
        ))
        .execute(tx.conn())?;
    state::refresh(tx, question_id, now)?;
    tx.record(Some(actor.id), &QuestionReopened { question_id, post_id: question_id }, now);
    Ok(())
}
