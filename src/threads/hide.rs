//! Hiding a post and showing it again: what moderators do.

use super::delete::set_status;
use super::events::{PostHidden, PostShown};
use super::kinds::{HideReason, Status};
use super::{Rules, ranks, subject};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// Why a post is hidden, in `status_reason`, while nobody has looked yet: members flagged it.
pub const FLAGS: &str = "flags";

/// Hides a post from all but its author and those who keep order. Returns the question.
///
/// # Errors
/// `NotFound`, or `Forbidden`: never on somebody of a higher rank.
pub fn hide(
    tx: &mut Tx<'_>,
    actor: &Actor,
    post_id: i64,
    reason: HideReason,
    rules: &Rules,
    now: Micros,
) -> Verdict<i64> {
    rules.allow(actor, Act::Hide, false, now)?;
    let subject = subject::post(tx, actor, post_id)?;
    ranks::may_act_on(tx, actor, subject.post.author_id)?;
    let question_id = subject.thread.id;
    match subject.post.status {
        // What flags alone have hidden, somebody answers for from now on.
        Status::Hidden if subject.post.status_reason.as_deref() != Some(FLAGS) => return Ok(question_id),
        Status::Deleted => return Err(Refusal::forbidden("problem-deleted")),
        Status::Visible | Status::Held | Status::Hidden => {}
    }
    set_status(tx, &subject, Status::Hidden, actor.id, Some(reason.word()), now)?;
    tx.record(Some(actor.id), &PostHidden { question_id, post_id }, now);
    Ok(question_id)
}

/// Shows a hidden post again. Returns the question.
///
/// # Errors
/// `NotFound`, or `Forbidden`: not what somebody of a higher rank hid.
pub fn show(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> {
    rules.allow(actor, Act::Hide, false, now)?;
    let subject = subject::post(tx, actor, post_id)?;
    let question_id = subject.thread.id;
    match subject.post.status {
        Status::Visible => return Ok(question_id),
        Status::Deleted => return Err(Refusal::forbidden("problem-deleted")),
        Status::Held => return Err(Refusal::Conflict("problem-held")),
        Status::Hidden => {}
    }
    if let Some(by) = subject.post.status_by {
        ranks::may_undo(tx, actor, by)?;
    }
    set_status(tx, &subject, Status::Visible, actor.id, None, now)?;
    tx.record(Some(actor.id), &PostShown { question_id, post_id }, now);
    Ok(question_id)
}
