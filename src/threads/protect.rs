//! Protecting a thread: only members with some reputation, the company and the asker may answer it. For questions
//! that draw answers from people who came for something else.

use diesel::prelude::*;

use super::events::{QuestionProtected, QuestionUnprotected};
use super::tables::questions;
use super::{Rules, ranks, subject};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// Protects a thread. Needs no rank above its asker: nothing is taken from them.
///
/// # Errors
/// `NotFound`, `Forbidden`, or `Conflict` when somebody was faster.
pub fn protect(tx: &mut Tx<'_>, actor: &Actor, question_id: i64, rules: &Rules, now: Micros) -> Verdict<()> {
    rules.allow(actor, Act::Keep, false, now)?;
    let subject = subject::question(tx, actor, question_id)?;
    if subject.thread.protected_at.is_some() {
        return Err(Refusal::Conflict("problem-keep-protected-already"));
    }
    subject.open()?;
    diesel::update(questions::table.find(question_id))
        .set((questions::protected_at.eq(Some(now)), questions::protected_by.eq(Some(actor.id))))
        .execute(tx.conn())?;
    tx.record(Some(actor.id), &QuestionProtected { question_id, post_id: question_id }, now);
    Ok(())
}

/// Lets everybody answer again.
///
/// # Errors
/// `NotFound`, `Forbidden`: not what somebody of a higher rank protected, or `Conflict` when it is not protected.
pub fn unprotect(tx: &mut Tx<'_>, actor: &Actor, question_id: i64, rules: &Rules, now: Micros) -> Verdict<()> {
    rules.allow(actor, Act::Keep, false, now)?;
    let subject = subject::question(tx, actor, question_id)?;
    if subject.thread.protected_at.is_none() {
        return Err(Refusal::Conflict("problem-keep-not-protected"));
    }
    if let Some(by) = subject.thread.protected_by {
        ranks::may_undo(tx, actor, by)?;
    }
    diesel::update(questions::table.find(question_id))
        .set((questions::protected_at.eq(None::<Micros>), questions::protected_by.eq(None::<i64>)))
        .execute(tx.conn())?;
    tx.record(Some(actor.id), &QuestionUnprotected { question_id, post_id: question_id }, now);
    Ok(())
}
