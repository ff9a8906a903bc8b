//! Editing one's own comment. A comment keeps no older versions: it is a note, and whoever answers quotes it.

use diesel::prelude::*;

use super::{cannot_wait, standing};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::events::CommentEdited;
use crate::threads::kinds::Status;
use crate::threads::screen::Draft;
use crate::threads::tables::comments;
use crate::threads::text::Text;
use crate::threads::{Rules, limits, posting};

/// What a comment is to say.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    /// Which comment.
    pub comment_id: i64,
    /// The new text.
    pub text: Text,
    /// When the version was made that its author saw; none for the first.
    pub base: Option<Micros>,
}

/// Puts a comment differently. Returns the question.
///
/// # Errors
/// `NotFound`, `Invalid`, `Forbidden`, or `Conflict` when it was edited since (in another window).
pub fn edit(tx: &mut Tx<'_>, actor: &Actor, edit: &Edit, rules: &Rules, now: Micros) -> Verdict<i64> {
    let comment = standing(tx, actor, edit.comment_id)?;
    if comment.author_id != actor.id {
        return Err(Refusal::forbidden("problem-not-yours"));
    }
    rules.allow(actor, Act::Comment, true, now)?;
    comment.on.open()?;
    if comment.status != Status::Visible {
        return Err(Refusal::forbidden("problem-deleted"));
    }
    limits::all_right([limits::check_body(&edit.text, limits::COMMENT)])?;
    if comment.edited_at != edit.base {
        return Err(Refusal::Conflict("problem-comment-conflict"));
    }
    cannot_wait(&posting::screen(tx, actor, &Draft::Comment(Some(comment.id), &edit.text), rules, now)?)?;
    diesel::update(comments::table.find(comment.id))
        .set((
            comments::body.eq(&edit.text.source),
            comments::html.eq(&edit.text.html),
            comments::edited_at.eq(Some(now)),
        ))
        .execute(tx.conn())?;
    let (question_id, post_id) = (comment.on.thread.id, comment.on.post.id);
    tx.record(Some(actor.id), &CommentEdited { question_id, post_id, comment_id: comment.id }, now);
    Ok(question_id)
}
