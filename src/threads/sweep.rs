//! What one person wrote is taken away together, and given back exactly as it was: a bounded number at a time, by those who
//! may hide, never from somebody of the same or a higher rank.

use diesel::prelude::*;

use super::delete::set_status;
use super::events::{CommentDeleted, CommentRestored, PostDeleted, PostHeld, PostHidden, PostRestored, PostShown};
use super::kinds::{HideReason, Status};
use super::subject::{self, Subject};
use super::tables::{comments, posts};
use super::{Rules, ranks, state};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;

crate::text_enum! {
    /// What was taken away.
    Swept {
        /// A question or an answer.
        Post = "post",
        /// A comment.
        Comment = "comment",
    }
}

/// Something that was taken away, as it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the columns
pub struct Taken {
    pub kind: Swept,
    pub id: i64,
    pub status: Status,
    pub status_by: Option<i64>,
    pub status_at: Option<Micros>,
    pub status_reason: Option<String>,
}

type Standing = (i64, Status, Option<i64>, Option<Micros>, Option<String>);

/// How many posts and comments of somebody are there to be taken.
///
/// # Errors
/// When the database fails.
pub fn count(conn: &mut AnyConnection, author: i64) -> QueryResult<i64> {
    let there = [Status::Visible, Status::Held];
    let written: i64 = posts::table
        .filter(posts::author_id.eq(author))
        .filter(posts::status.eq_any(there))
        .count()
        .get_result(conn)?;
    let said: i64 = comments::table
        .filter(comments::author_id.eq(author))
        .filter(comments::status.eq_any(there))
        .count()
        .get_result(conn)?;
    Ok(written + said)
}

/// Takes up to `limit` of what somebody wrote away: hidden for a reason, or (`None`) deleted. What is hidden or deleted
/// already stays as it is. One thread after the other, for each has counts, and rights that go with it; that is why there
/// is a limit.
///
/// # Errors
/// `Forbidden`.
pub fn take(
    tx: &mut Tx<'_>,
    actor: &Actor,
    author: i64,
    reason: Option<HideReason>,
    limit: i64,
    rules: &Rules,
    now: Micros,
) -> Verdict<Vec<Taken>> {
    rules.allow(actor, Act::Hide, false, now)?;
    ranks::may_act_on(tx, actor, author)?;
    let mut taken = Vec::new();
    for (id, status, status_by, status_at, status_reason) in comments_of(tx.conn(), author, limit)? {
        take_comment(tx, actor, id, status, reason, now)?;
        taken.push(Taken { kind: Swept::Comment, id, status, status_by, status_at, status_reason });
    }
    let left = limit - i64::try_from(taken.len()).unwrap_or(limit);
    for (id, status, status_by, status_at, status_reason) in posts_of(tx.conn(), author, left)? {
        let subject = subject::post(tx, actor, id)?;
        let question_id = subject.thread.id;
        match reason {
            Some(reason) => {
                set_status(tx, &subject, Status::Hidden, actor.id, Some(reason.word()), now)?;
                tx.record(Some(actor.id), &PostHidden { question_id, post_id: id }, now);
            }
            None => {
                set_status(tx, &subject, Status::Deleted, actor.id, None, now)?;
                tx.record(Some(actor.id), &PostDeleted { question_id, post_id: id }, now);
            }
        }
        taken.push(Taken { kind: Swept::Post, id, status, status_by, status_at, status_reason });
    }
    Ok(taken)
}

fn posts_of(conn: &mut AnyConnection, author: i64, limit: i64) -> QueryResult<Vec<Standing>> {
    posts::table
        .filter(posts::author_id.eq(author))
        .filter(posts::status.eq_any([Status::Visible, Status::Held]))
        .order(posts::id)
        .limit(limit)
        .select((posts::id, posts::status, posts::status_by, posts::status_at, posts::status_reason))
        .load(conn)
}

fn comments_of(conn: &mut AnyConnection, author: i64, limit: i64) -> QueryResult<Vec<Standing>> {
    comments::table
        .filter(comments::author_id.eq(author))
        .filter(comments::status.eq_any([Status::Visible, Status::Held]))
        .order(comments::id)
        .limit(limit)
        .select((comments::id, comments::status, comments::status_by, comments::status_at, comments::status_reason))
        .load(conn)
}

fn take_comment(
    tx: &mut Tx<'_>,
    actor: &Actor,
    comment_id: i64,
    before: Status,
    reason: Option<HideReason>,
    now: Micros,
) -> Verdict<()> {
    let (question_id, post_id) = place(tx.conn(), comment_id)?;
    let status = if reason.is_some() { Status::Hidden } else { Status::Deleted };
    diesel::update(comments::table.find(comment_id))
        .set((
            comments::status.eq(status),
            comments::status_by.eq(Some(actor.id)),
            comments::status_at.eq(Some(now)),
            comments::status_reason.eq(reason.map(HideReason::word)),
        ))
        .execute(tx.conn())?;
    if before == Status::Visible {
        count_comments(tx, post_id, -1)?;
    }
    tx.record(Some(actor.id), &CommentDeleted { question_id, post_id, comment_id }, now);
    Ok(())
}

fn place(conn: &mut AnyConnection, comment_id: i64) -> QueryResult<(i64, i64)> {
    comments::table.find(comment_id).select((comments::question_id, comments::post_id)).first(conn)
}

fn count_comments(tx: &mut Tx<'_>, post_id: i64, more: i64) -> QueryResult<usize> {
    diesel::update(posts::table.find(post_id))
        .set(posts::comment_count.eq(posts::comment_count + more))
        .execute(tx.conn())
}

/// Gives back what was taken by `by` at `at`, as it was before; what somebody has decided on since stays. Returns how many
/// that were.
///
/// # Errors
/// `Forbidden`: not what somebody of a higher rank took.
pub fn give_back(
    tx: &mut Tx<'_>,
    actor: &Actor,
    taken: &[(Taken, i64, Micros)],
    rules: &Rules,
    now: Micros,
) -> Verdict<i64> {
    rules.allow(actor, Act::Hide, false, now)?;
    let mut given = 0;
    for (one, by, at) in taken {
        ranks::may_undo(tx, actor, *by)?;
        let back = match one.kind {
            Swept::Post => post_back(tx, actor, one, (*by, *at), now)?,
            Swept::Comment => comment_back(tx, actor, one, (*by, *at), now)?,
        };
        given += i64::from(back);
    }
    Ok(given)
}

fn post_back(tx: &mut Tx<'_>, actor: &Actor, one: &Taken, mark: (i64, Micros), now: Micros) -> Verdict<bool> {
    let Subject { post, thread } = subject::post(tx, actor, one.id)?;
    let ours = posts::table
        .find(one.id)
        .filter(posts::status_by.eq(mark.0))
        .filter(posts::status_at.eq(mark.1))
        .filter(posts::status.ne(Status::Visible));
    let changed = diesel::update(ours)
        .set((
            posts::status.eq(one.status),
            posts::status_by.eq(one.status_by),
            posts::status_at.eq(one.status_at),
            posts::status_reason.eq(&one.status_reason),
        ))
        .execute(tx.conn())?;
    if changed == 0 {
        return Ok(false);
    }
    let (question_id, post_id, by) = (thread.id, one.id, Some(actor.id));
    state::refresh(tx, question_id, now)?;
    match (one.status, post.status) {
        (Status::Held, _) => tx.record(by, &PostHeld { question_id, post_id }, now),
        (_, Status::Deleted) => tx.record(by, &PostRestored { question_id, post_id }, now),
        _ => tx.record(by, &PostShown { question_id, post_id }, now),
    }
    Ok(true)
}

fn comment_back(tx: &mut Tx<'_>, actor: &Actor, one: &Taken, mark: (i64, Micros), now: Micros) -> Verdict<bool> {
    let ours = comments::table
        .find(one.id)
        .filter(comments::status_by.eq(mark.0))
        .filter(comments::status_at.eq(mark.1))
        .filter(comments::status.ne(Status::Visible));
    let changed = diesel::update(ours)
        .set((
            comments::status.eq(one.status),
            comments::status_by.eq(one.status_by),
            comments::status_at.eq(one.status_at),
            comments::status_reason.eq(&one.status_reason),
        ))
        .execute(tx.conn())?;
    if changed == 0 {
        return Ok(false);
    }
    let (question_id, post_id) = place(tx.conn(), one.id)?;
    if one.status == Status::Visible {
        count_comments(tx, post_id, 1)?;
    }
    tx.record(Some(actor.id), &CommentRestored { question_id, post_id, comment_id: one.id }, now);
    Ok(true)
}
