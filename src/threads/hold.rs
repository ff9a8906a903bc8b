//! First posts with links: they wait for somebody who looks at them. Their authors see that, and why.

use diesel::prelude::*;

use super::delete::set_status;
use super::events::{AnswerPosted, PostHeld, PostHidden, PostReleased, QuestionAsked};
use super::kinds::{HideReason, PostKind, Status};
pub use super::posting::{ADDED_LINKS, FIRST_LINKS, SPAM_CHECK, SPAM_LATER};
use super::subject::{self, Subject};
use super::tables::posts;
use super::{Rules, ranks};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};

/// A post that waits.
#[derive(Clone, Debug, Queryable)]
#[allow(missing_docs)] // the columns
pub struct Waiting {
    pub post_id: i64,
    pub kind: PostKind,
    pub question_id: i64,
    pub author_id: i64,
    pub html: String,
    pub lang: String,
    pub created_at: Micros,
    pub held_at: Micros,
}

/// What waits, the oldest first, after a (`held_at`, `post_id`).
///
/// # Errors
/// When the database fails.
pub fn waiting(conn: &mut AnyConnection, after: Option<(Micros, i64)>, limit: i64) -> Verdict<Vec<Waiting>> {
    let (at, id) = after.unwrap_or((Micros(i64::MIN), 0));
    Ok(posts::table
        .filter(posts::status.eq(Status::Held))
        .filter(posts::status_at.gt(at).or(posts::status_at.eq(at).and(posts::id.gt(id))))
        .order((posts::status_at, posts::id))
        .limit(limit.clamp(1, 100))
        .select((
            posts::id,
            posts::kind,
            posts::question_id,
            posts::author_id,
            posts::html,
            posts::lang,
            posts::created_at,
            posts::status_at.assume_not_null(),
        ))
        .load(conn)?)
}

/// How many wait.
///
/// # Errors
/// When the database fails.
pub fn count(conn: &mut AnyConnection) -> Verdict<i64> {
    Ok(posts::table.filter(posts::status.eq(Status::Held)).count().get_result(conn)?)
}

/// Lets a post through; for everybody else it is posted now. Returns the question.
///
/// # Errors
/// `NotFound`, `Forbidden`, or `Conflict` when it does not wait any more.
pub fn release(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, rules: &Rules, now: Micros) -> Verdict<i64> {
    let subject = held(tx, actor, post_id, rules, now)?;
    let question_id = subject.thread.id;
    set_status(tx, &subject, Status::Visible, actor.id, None, now)?;
    tx.record(Some(actor.id), &PostReleased { question_id, post_id }, now);
    // A post that was visible before an edit made it wait has been announced already.
    if subject.post.status_reason.as_deref().is_some_and(|why| [FIRST_LINKS, SPAM_CHECK].contains(&why)) {
        let author = Some(subject.post.author_id);
        match subject.post.kind {
            PostKind::Question => tx.record(author, &QuestionAsked { question_id, post_id }, now),
            PostKind::Answer => tx.record(author, &AnswerPosted { question_id, post_id }, now),
        }
    }
    Ok(question_id)
}

/// Makes a post wait that everybody could see: something that takes longer to look has seen what the first look did
/// not. Returns whether it waits now.
///
/// # Errors
/// `NotFound`, or that the database failed.
pub fn later(tx: &mut Tx<'_>, author: &Actor, post_id: i64, now: Micros) -> Verdict<bool> {
    let subject = subject::post(tx, author, post_id)?;
    if subject.post.status != Status::Visible {
        return Ok(false);
    }
    set_status(tx, &subject, Status::Held, author.id, Some(SPAM_LATER), now)?;
    tx.record(None, &PostHeld { question_id: subject.thread.id, post_id }, now);
    Ok(true)
}

/// Does not let it through: it is hidden for that reason. Returns the question.
///
/// # Errors
/// As `release`.
pub fn reject(
    tx: &mut Tx<'_>,
    actor: &Actor,
    post_id: i64,
    reason: HideReason,
    rules: &Rules,
    now: Micros,
) -> Verdict<i64> {
    let subject = held(tx, actor, post_id, rules, now)?;
    let question_id = subject.thread.id;
    set_status(tx, &subject, Status::Hidden, actor.id, Some(reason.word()), now)?;
    tx.record(Some(actor.id), &PostHidden { question_id, post_id }, now);
    Ok(question_id)
}

fn held(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, rules: &Rules, now: Micros) -> Verdict<Subject> {
    rules.allow(actor, Act::ReviewHeld, false, now)?;
    let subject = subject::post(tx, actor, post_id)?;
    ranks::may_act_on(tx, actor, subject.post.author_id)?;
    if subject.post.status == Status::Held { Ok(subject) } else { Err(Refusal::Conflict("problem-not-held")) }
}
