//! Taking a comment away, and bringing it back.

use diesel::prelude::*;

use super::{Standing, count, standing};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::events::{CommentDeleted, CommentRestored};
use crate::threads::kinds::Status;
use crate::threads::tables::comments;
use crate::threads::{Rules, ranks};

/// Takes a comment away: one's own, or anybody's for those who may hide. Returns the question.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub fn delete(tx: &mut Tx<'_>, actor: &Actor, comment_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> {
    let comment = standing(tx, actor, comment_id)?;
    let gone = if comment.author_id == actor.id {
        actor.active(now)?;
        Status::Deleted
    } else {
        keeper(tx, actor, &comment, rules, now)?;
        Status::Hidden
    };
    let question_id = comment.on.thread.id;
    let confirms = comment.by_flags && gone == Status::Hidden;
    if comment.status == Status::Visible || confirms {
        set_status(tx, actor, &comment, gone, now)?;
        count(tx, comment.on.post.id, if confirms { 0 } else { -1 })?;
        tx.record(Some(actor.id), &CommentDeleted { question_id, post_id: comment.on.post.id, comment_id }, now);
    }
    Ok(question_id)
}

/// Brings a comment back: authors what they deleted, those who may hide what was hidden. Returns the question.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub fn restore(tx: &mut Tx<'_>, actor: &Actor, comment_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> {
    let comment = standing(tx, actor, comment_id)?;
    match comment.status {
        Status::Deleted if comment.converted => return Err(Refusal::forbidden("problem-keep-converted")),
        Status::Deleted if comment.status_by == Some(actor.id) => actor.active(now)?,
        Status::Deleted => return Err(Refusal::forbidden("problem-not-yours")),
        Status::Hidden | Status::Held => keeper(tx, actor, &comment, rules, now)?,
        Status::Visible => return Ok(comment.on.thread.id),
    }
    let question_id = comment.on.thread.id;
    set_status(tx, actor, &comment, Status::Visible, now)?;
    count(tx, comment.on.post.id, 1)?;
    tx.record(Some(actor.id), &CommentRestored { question_id, post_id: comment.on.post.id, comment_id }, now);
    Ok(question_id)
}

/// Somebody who keeps order and stands above whose comment it is.
pub(super) fn keeper(tx: &mut Tx<'_>, actor: &Actor, comment: &Standing, rules: &Rules, now: Micros) -> Verdict<()> {
    rules.allow(actor, Act::Hide, false, now)?;
    ranks::may_act_on(tx, actor, comment.author_id)
}

fn set_status(tx: &mut Tx<'_>, actor: &Actor, comment: &Standing, status: Status, now: Micros) -> Verdict<()> {
    diesel::update(comments::table.find(comment.id))
        .set((
            comments::status.eq(status),
            comments::status_by.eq(actor.id),
            comments::status_at.eq(now),
            comments::status_reason.eq(None::<String>),
        ))
        .execute(tx.conn())?;
    Ok(())
}
