//! A post or a comment as a later room's verb acts on it: locked, and only if whoever acts may know of it.

use diesel::prelude::*;

use super::events::{AnswerPosted, CommentDeleted, CommentRestored, PostHeld, PostHidden, PostShown, QuestionAsked};
use super::eyes::{Eyes, can_see};
use super::hide::FLAGS;
use super::kinds::{PostKind, Status};
use super::tables::{comments, posts};
use super::{state, subject};
use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};

/// Who sees it, by whose act and why.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[allow(missing_docs)] // the columns
pub struct Standing {
    pub status: Status,
    pub by: Option<i64>,
    pub reason: Option<String>,
}

impl Standing {
    /// Whether flags hid it and nobody has looked yet.
    pub fn by_flags(&self) -> bool {
        self.status == Status::Hidden && self.reason.as_deref() == Some(FLAGS)
    }
}

/// The post or the comment.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Target {
    pub question_id: i64,
    /// The post, or the one that the comment is on.
    pub post_id: i64,
    pub comment_id: Option<i64>,
    /// The post's.
    pub kind: PostKind,
    /// Whose it is.
    pub author_id: i64,
    pub standing: Standing,
    /// When that last changed.
    pub since: Option<Micros>,
    /// Whether everybody can see it.
    pub public: bool,
}

/// A post that somebody may know of.
///
/// # Errors
/// `NotFound`.
pub fn post(tx: &mut Tx<'_>, actor: &Actor, id: i64) -> Verdict<Target> {
    let subject = subject::post(tx, actor, id)?;
    let since = posts::table.find(id).select(posts::status_at).first(tx.conn())?;
    Ok(Target {
        question_id: subject.thread.id,
        post_id: id,
        comment_id: None,
        kind: subject.post.kind,
        author_id: subject.post.author_id,
        public: subject.is_public(),
        standing: Standing {
            status: subject.post.status,
            by: subject.post.status_by,
            reason: subject.post.status_reason,
        },
        since,
    })
}

/// A comment that somebody may know of.
///
/// # Errors
/// `NotFound`.
pub fn comment(tx: &mut Tx<'_>, actor: &Actor, id: i64) -> Verdict<Target> {
    type Row = (i64, Status, Option<i64>, Option<String>, Option<Micros>);
    let on: i64 = comments::table.find(id).select(comments::post_id).first(tx.conn())?;
    let on = post(tx, actor, on)?;
    let columns =
        (comments::author_id, comments::status, comments::status_by, comments::status_reason, comments::status_at);
    let (author_id, status, by, reason, since): Row = comments::table.find(id).select(columns).first(tx.conn())?;
    if !can_see(status, author_id, &Eyes::of(Some(actor))) {
        return Err(Refusal::NotFound);
    }
    let public = on.public && status == Status::Visible;
    let standing = Standing { status, by, reason };
    Ok(Target { comment_id: Some(id), author_id, standing, since, public, ..on })
}

/// Holds a thread's row until the commit. Whoever holds rows of later rooms as well takes this one first.
///
/// # Errors
/// When the database fails.
pub fn lock(conn: &mut AnyConnection, question_id: i64) -> QueryResult<()> {
    subject::lock(conn, question_id)
}

/// Hides it until somebody has looked, because of what members say.
///
/// # Errors
/// When the database fails.
pub fn hide_by_flags(tx: &mut Tx<'_>, target: &Target, now: Micros) -> Verdict<()> {
    let standing = Standing { status: Status::Hidden, by: None, reason: Some(FLAGS.into()) };
    put(tx, target, &standing, None, now)
}

/// Puts it back to where it stood before somebody decided, without another word to anybody.
///
/// # Errors
/// When the database fails.
pub fn put(tx: &mut Tx<'_>, target: &Target, to: &Standing, actor: Option<i64>, now: Micros) -> Verdict<()> {
    let (question_id, post_id) = (target.question_id, target.post_id);
    let was = target.standing.status;
    if let Some(comment_id) = target.comment_id {
        diesel::update(comments::table.find(comment_id))
            .set((
                comments::status.eq(to.status),
                comments::status_by.eq(to.by),
                comments::status_reason.eq(&to.reason),
                comments::status_at.eq(Some(now)),
            ))
            .execute(tx.conn())?;
        let by = i64::from(to.status == Status::Visible) - i64::from(was == Status::Visible);
        super::comment::count(tx, post_id, by)?;
        if to.status == Status::Visible {
            tx.record(actor, &CommentRestored { question_id, post_id, comment_id }, now);
        } else {
            tx.record(actor, &CommentDeleted { question_id, post_id, comment_id }, now);
        }
        return Ok(());
    }
    diesel::update(posts::table.find(post_id))
        .set((
            posts::status.eq(to.status),
            posts::status_by.eq(to.by),
            posts::status_reason.eq(&to.reason),
            posts::status_at.eq(Some(now)),
        ))
        .execute(tx.conn())?;
    state::refresh(tx, question_id, now)?;
    match to.status {
        Status::Visible => tx.record(actor, &PostShown { question_id, post_id }, now),
        Status::Held => tx.record(actor, &PostHeld { question_id, post_id }, now),
        Status::Hidden | Status::Deleted => tx.record(actor, &PostHidden { question_id, post_id }, now),
    }
    Ok(())
}

/// Says that a post is there, which was never said because it did not pass review at first.
pub fn announce(tx: &mut Tx<'_>, target: &Target, now: Micros) {
    let (question_id, post_id) = (target.question_id, target.post_id);
    match target.kind {
        PostKind::Question => tx.record(Some(target.author_id), &QuestionAsked { question_id, post_id }, now),
        PostKind::Answer => tx.record(Some(target.author_id), &AnswerPosted { question_id, post_id }, now),
    }
}
