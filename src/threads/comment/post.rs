//! Writing a comment.

use diesel::prelude::*;

use super::{cannot_wait, count};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::once;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::events::CommentPosted;
use crate::threads::kinds::Status;
use crate::threads::screen::{Became, Draft};
use crate::threads::tables::comments;
use crate::threads::text::Text;
use crate::threads::{Rules, limits, paths, posting, subject};

/// What is noted.
#[derive(Clone, Debug, Default)]
pub struct Comment {
    /// Under which post.
    pub post_id: i64,
    /// The text.
    pub text: Text,
    /// The form's key, for idempotency.
    pub key: String,
}

/// What commenting made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commented {
    /// The comment.
    pub comment_id: i64,
    /// Its thread.
    pub question_id: i64,
    /// Where it is.
    pub path: String,
    /// Whether an earlier copy of the form had made it.
    pub repeated: bool,
}

/// Comments. Links from new accounts are refused: a comment cannot wait for review as a first post can.
///
/// # Errors
/// `NotFound`, `Invalid` or `Forbidden`.
pub fn comment(tx: &mut Tx<'_>, actor: &Actor, comment: &Comment, rules: &Rules, now: Micros) -> Verdict<Commented> {
    let subject = subject::post(tx, actor, comment.post_id)?;
    let question_id = subject.thread.id;
    if let Some(path) = once::earlier(tx, actor.id, &comment.key)? {
        let comment_id = posting::number_after(&path, "/");
        return Ok(Commented { comment_id, question_id, path, repeated: true });
    }
    rules.allow(actor, Act::Comment, subject.is_askers(actor) || subject.is_authors(actor), now)?;
    subject.open()?;
    if subject.post.status == Status::Deleted {
        return Err(Refusal::forbidden("problem-deleted"));
    }
    limits::all_right([limits::check_body(&comment.text, limits::COMMENT)])?;
    let screened = posting::screen(tx, actor, &Draft::Comment(None, &comment.text), rules, now)?;
    cannot_wait(&screened)?;
    let comment_id: i64 = diesel::insert_into(comments::table)
        .values((
            comments::post_id.eq(comment.post_id),
            comments::question_id.eq(question_id),
            comments::author_id.eq(actor.id),
            comments::body.eq(&comment.text.source),
            comments::html.eq(&comment.text.html),
            comments::status.eq(Status::Visible),
            comments::created_at.eq(now),
        ))
        .returning(comments::id)
        .get_result(tx.conn())?;
    count(tx, comment.post_id, 1)?;
    let path = paths::comment(comment_id);
    posting::remember(tx, actor, &comment.key, &path, now)?;
    let became = Became { question_id, post_id: comment.post_id, comment_id: Some(comment_id), held: false };
    screened.became(tx, actor, became, rules, now)?;
    tx.record(Some(actor.id), &CommentPosted { question_id, post_id: comment.post_id, comment_id }, now);
    Ok(Commented { comment_id, question_id, path, repeated: false })
}
