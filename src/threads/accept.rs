//! Accepting answers as solutions: the asker's word, or somebody's on their behalf after silence.

use diesel::prelude::*;

use super::events::{AnswerAccepted, AnswerUnaccepted};
use super::kinds::Status;
use super::subject::{self, Subject};
use super::tables::{comments, posts, revisions};
use super::{Rules, credit, limits, state};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::reputation::Cause;

/// Accepts an answer; several may be. One's own answer solves the question and earns nothing. Returns the question.
///
/// # Errors
/// `NotFound`, or `Forbidden` with the reason.
pub fn accept(tx: &mut Tx<'_>, actor: &Actor, answer_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> {
    let subject = subject::answer(tx, actor, answer_id)?;
    let on_behalf = !subject.is_askers(actor);
    rules.allow(actor, if on_behalf { Act::AcceptOnBehalf } else { Act::Accept }, !on_behalf, now)?;
    if subject.post.status != Status::Visible {
        return Err(Refusal::forbidden("problem-not-visible"));
    }
    if subject.post.accepted_at.is_some() {
        return Ok(subject.thread.id);
    }
    subject.open()?;
    if on_behalf {
        check_silence(tx, actor, &subject, now)?;
    }
    diesel::update(posts::table.find(answer_id))
        .set((posts::accepted_at.eq(now), posts::accepted_by.eq(actor.id)))
        .execute(tx.conn())?;
    let (author, asker) = (subject.post.author_id, subject.thread.asker_id);
    if author != asker {
        credit::give(tx, &subject, author, Cause::AnswerAccepted, actor.id, now)?;
        credit::give(tx, &subject, asker, Cause::AcceptedSomebody, actor.id, now)?;
    }
    state::refresh(tx, subject.thread.id, now)?;
    tx.record(Some(actor.id), &AnswerAccepted { question_id: subject.thread.id, post_id: answer_id, on_behalf }, now);
    Ok(subject.thread.id)
}

/// On behalf: never one's own answer, and only after the asker's silence.
fn check_silence(tx: &mut Tx<'_>, actor: &Actor, subject: &Subject, now: Micros) -> Verdict<()> {
    if subject.is_authors(actor) {
        return Err(Refusal::forbidden("problem-accept-own-on-behalf"));
    }
    let (question_id, asker) = (subject.thread.id, subject.thread.asker_id);
    // Every post has its first revision, so this is both writing and editing; others' edits are no sign of the asker.
    let wrote: Option<i64> = revisions::table
        .inner_join(posts::table.on(posts::id.eq(revisions::post_id)))
        .filter(posts::question_id.eq(question_id))
        .filter(revisions::author_id.eq(asker))
        .select(diesel::dsl::max(revisions::created_at))
        .first(tx.conn())?;
    let said: Option<i64> = comments::table
        .inner_join(posts::table)
        .filter(posts::question_id.eq(question_id))
        .filter(comments::author_id.eq(asker))
        .select(diesel::dsl::max(comments::created_at))
        .first(tx.conn())?;
    let seen = wrote.max(said).map(Micros);
    if limits::is_silent(subject.post.created_at, seen, now) {
        Ok(())
    } else {
        Err(Refusal::Forbidden("problem-accept-too-early", 7))
    }
}

/// Takes an acceptance back: the asker any, others what was accepted on the asker's behalf. Returns the question.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub fn unaccept(tx: &mut Tx<'_>, actor: &Actor, answer_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> {
    let subject = subject::answer(tx, actor, answer_id)?;
    let asker = subject.thread.asker_id;
    if subject.is_askers(actor) {
        rules.allow(actor, Act::Accept, true, now)?;
    } else {
        rules.allow(actor, Act::AcceptOnBehalf, false, now)?;
        if subject.post.accepted_by == Some(asker) {
            return Err(Refusal::forbidden("problem-unaccept-askers"));
        }
    }
    if subject.post.accepted_at.is_none() {
        return Ok(subject.thread.id);
    }
    subject.open()?;
    diesel::update(posts::table.find(answer_id))
        .set((posts::accepted_at.eq(None::<i64>), posts::accepted_by.eq(None::<i64>)))
        .execute(tx.conn())?;
    // As the ledger has it: an answer may have been accepted in a thread that was merged into this one since.
    credit::take_back_all(tx, &subject, &credit::OF_ACCEPTANCE, None, now)?;
    state::refresh(tx, subject.thread.id, now)?;
    tx.record(Some(actor.id), &AnswerUnaccepted { question_id: subject.thread.id, post_id: answer_id }, now);
    Ok(subject.thread.id)
}
