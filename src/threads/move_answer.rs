//! An answer goes to the thread whose question it answers: with its votes, comments and revisions, and without
//! having been accepted, for nobody has there. Its own address leads to it for ever.

use diesel::prelude::*;

use super::events::AnswerMoved;
use super::kinds::MoveKind;
use super::moves::{self, Before, CONVERTED, Move, New};
use super::subject::{self, lock_both};
use super::tables::posts;
use super::{Rules, carry, limits, merge, ranks, state};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// Which answer goes where.
#[derive(Clone, Debug, Default)]
pub struct MoveAnswer {
    /// The answer.
    pub answer: i64,
    /// The thread in which whoever moves it saw it.
    pub from: i64,
    /// The thread that it goes to.
    pub into: i64,
    /// Why; may be empty.
    pub reason: String,
}

/// Moves an answer; returns the move's number.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Invalid` for a thread that cannot take it in, or `Conflict` when somebody was faster.
pub fn move_answer(tx: &mut Tx<'_>, actor: &Actor, wish: &MoveAnswer, rules: &Rules, now: Micros) -> Verdict<i64> {
    rules.allow(actor, Act::Keep, false, now)?;
    let (from, into) = (wish.from, wish.into);
    let reason = limits::short("reason", &wish.reason, limits::REASON)?;
    lock_both(tx.conn(), from, into)?;
    let lives_in: i64 = posts::table.find(wish.answer).select(posts::question_id).first(tx.conn())?;
    if lives_in != from {
        return Err(Refusal::Conflict("problem-keep-faster"));
    }
    let subject = subject::answer(tx, actor, wish.answer)?;
    subject.open()?;
    if subject.post.status_reason.as_deref() == Some(CONVERTED) {
        return Err(Refusal::NotFound);
    }
    ranks::may_act_on(tx, actor, subject.post.author_id)?;
    merge::target(tx, actor, from, into)?;
    let was = carry::unaccepted(tx, &subject, now)?;
    carry::answers(tx, &[wish.answer], from, into)?;
    state::refresh(tx, from, now)?;
    state::refresh(tx, into, now)?;
    let before = Before { answers: vec![was], ..Before::default() };
    let (kind, post_id) = (MoveKind::Answer, wish.answer);
    let new = New { kind, from, to: into, post_id: Some(post_id), comment_id: None, reason: &reason, before: &before };
    let move_id = moves::insert(tx, actor, &new, now)?;
    tx.record(Some(actor.id), &AnswerMoved { question_id: into, post_id, from_id: from, move_id }, now);
    moves::changed(tx, actor, from, into, now);
    Ok(move_id)
}

/// The answer goes back to where it came from, and is accepted there as it was.
pub(super) fn move_back(tx: &mut Tx<'_>, actor: &Actor, row: &Move, now: Micros) -> Verdict<()> {
    let (from, into) = (row.from_question, row.to_question);
    let before = row.before()?;
    let was = before.answers.first().ok_or(Refusal::NotFound)?;
    let subject = subject::answer(tx, actor, was.id)?;
    if subject.thread.id != into || moves::merged_into(tx.conn(), from)?.is_some() {
        return Err(Refusal::Conflict("problem-keep-in-the-way"));
    }
    if subject.post.accepted_at.is_some() {
        return Err(Refusal::Conflict("problem-keep-accepted-since"));
    }
    carry::answers(tx, &[was.id], into, from)?;
    let subject = subject::answer(tx, actor, was.id)?;
    carry::accepted_again(tx, &subject, was, now)?;
    state::refresh(tx, from, now)?;
    state::refresh(tx, into, now)
}
