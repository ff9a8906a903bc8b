//! Hiding personal data in a comment that is there already: its author or a moderator takes it out of the text. Comments
//! keep no older versions, so there is nothing else to clean.

use diesel::prelude::*;

use super::remove::keeper;
use super::standing;
use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::Rules;
use crate::threads::events::CommentMasked;
use crate::threads::kinds::Status;
use crate::threads::mask::after;
use crate::threads::mask::keep::{self, Place};
use crate::threads::mask::mark::{self, Hidden};
use crate::threads::tables::comments;
use crate::threads::text::Text;

/// What is to be hidden in which version of a comment.
#[derive(Clone, Debug)]
pub struct Masking {
    /// The comment.
    pub comment_id: i64,
    /// When the version was made that was looked at; none for the first.
    pub base: Option<Micros>,
    /// What is hidden.
    pub hidden: Vec<Hidden>,
    /// The comment's text with the marks, rendered.
    pub text: Text,
}

/// Hides it. Returns the question.
///
/// # Errors
/// `Forbidden` for all but the author and moderators, `Conflict` when the comment was edited since, `Invalid` for what is
/// too short or too long, `NotFound`.
pub fn mask(tx: &mut Tx<'_>, actor: &Actor, masking: &Masking, rules: &Rules, now: Micros) -> Verdict<i64> {
    let comment = standing(tx, actor, masking.comment_id)?;
    actor.active(now)?;
    if comment.author_id != actor.id {
        keeper(tx, actor, &comment, rules, now)?;
    }
    if comment.status == Status::Deleted {
        return Err(Refusal::forbidden("problem-deleted"));
    }
    if comment.edited_at != masking.base {
        return Err(Refusal::Conflict("problem-comment-conflict"));
    }
    after::check(&masking.hidden)?;
    let body: String = comments::table.find(comment.id).select(comments::body).first(tx.conn())?;
    if mark::replace(&body, &masking.hidden) != masking.text.source {
        return Err(Refusal::Internal("the text is not that of the comment with its marks".into()));
    }
    diesel::update(comments::table.find(comment.id))
        .set((comments::body.eq(&masking.text.source), comments::html.eq(&masking.text.html)))
        .execute(tx.conn())?;
    let (question_id, post_id) = (comment.on.thread.id, comment.on.post.id);
    let place = Place { post_id, comment_id: Some(comment.id), author_id: comment.author_id };
    keep::keep(tx, actor, place, &masking.hidden, now)?;
    tx.record(Some(actor.id), &CommentMasked { question_id, post_id, comment_id: comment.id }, now);
    Ok(question_id)
}
