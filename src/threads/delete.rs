//! Taking back one's own post, and bringing it back.

use diesel::prelude::*;

use super::events::{PostDeleted, PostRestored};
use super::kinds::{PostKind, Status};
use super::moves::CONVERTED;
use super::subject::{self, Subject};
use super::tables::posts;
use super::{Rules, state};
use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// Deletes one's own post. What others rely on stays: an accepted or endorsed answer, a question with others' answers.
/// Returns the question.
///
/// # Errors
/// `NotFound`, or `Forbidden` with the reason.
pub fn delete(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, _rules: &Rules, now: Micros) -> Verdict<i64> {
    let subject = own(tx, actor, post_id, now)?;
    let question_id = subject.thread.id;
    subject.open()?;
    match subject.post.status {
        Status::Deleted => return Ok(question_id),
        Status::Hidden => return Err(Refusal::forbidden("problem-not-visible")),
        Status::Visible | Status::Held => {}
    }
    if subject.post.accepted_at.is_some() {
        return Err(Refusal::forbidden("problem-delete-accepted"));
    }
    if subject.post.endorsement_count > 0 {
        return Err(Refusal::forbidden("problem-delete-endorsed"));
    }
    if subject.post.kind == PostKind::Question && answered_by_others(tx, actor, question_id)? {
        return Err(Refusal::forbidden("problem-delete-answered"));
    }
    // What waited for review waits again when it comes back.
    let waited = subject.post.status_reason.clone().filter(|_| subject.post.status == Status::Held);
    set_status(tx, &subject, Status::Deleted, actor.id, waited.as_deref(), now)?;
    tx.record(Some(actor.id), &PostDeleted { question_id, post_id }, now);
    Ok(question_id)
}

/// Brings back a post that one deleted oneself. Returns the question.
///
/// # Errors
/// `NotFound`, or `Forbidden` with the reason.
pub fn restore(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, _rules: &Rules, now: Micros) -> Verdict<i64> {
    let subject = own(tx, actor, post_id, now)?;
    let question_id = subject.thread.id;
    if subject.post.status_reason.as_deref() == Some(CONVERTED) {
        return Err(Refusal::forbidden("problem-keep-converted"));
    }
    match subject.post.status {
        Status::Visible | Status::Held => return Ok(question_id),
        Status::Hidden => return Err(Refusal::forbidden("problem-not-visible")),
        Status::Deleted if subject.post.status_by.is_some_and(|by| by != actor.id) => {
            return Err(Refusal::forbidden("problem-not-visible"));
        }
        Status::Deleted => {}
    }
    let waited = subject.post.status_reason.as_deref();
    let status = if waited.is_some() { Status::Held } else { Status::Visible };
    set_status(tx, &subject, status, actor.id, waited, now)?;
    tx.record(Some(actor.id), &PostRestored { question_id, post_id }, now);
    Ok(question_id)
}

fn own(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, now: Micros) -> Verdict<Subject> {
    actor.active(now)?;
    let subject = subject::post(tx, actor, post_id)?;
    if subject.is_authors(actor) { Ok(subject) } else { Err(Refusal::forbidden("problem-not-yours")) }
}

fn answered_by_others(tx: &mut Tx<'_>, actor: &Actor, question_id: i64) -> Verdict<bool> {
    let one: Option<i64> = posts::table
        .filter(posts::question_id.eq(question_id))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .filter(posts::author_id.ne(actor.id))
        .select(posts::id)
        .first(tx.conn())
        .optional()?;
    Ok(one.is_some())
}

/// Changes who sees a post, and everything that follows from it.
pub(super) fn set_status(
    tx: &mut Tx<'_>,
    subject: &Subject,
    status: Status,
    by: i64,
    reason: Option<&str>,
    now: Micros,
) -> Verdict<()> {
    diesel::update(posts::table.find(subject.post.id))
        .set((
            posts::status.eq(status),
            posts::status_by.eq(Some(by)),
            posts::status_at.eq(Some(now)),
            posts::status_reason.eq(reason),
        ))
        .execute(tx.conn())?;
    state::refresh(tx, subject.thread.id, now)
}
