//! Carrying posts and comments from one thread to another with all that hangs on them: what moving, merging,
//! splitting and converting share. Whoever can be seen by whom stays as it is.

use diesel::prelude::*;

use super::credit::{self, OF_ACCEPTANCE};
use super::kinds::{PostKind, Status};
use super::moves::{CONVERTED, Was};
use super::subject::Subject;
use super::tables::{comments, masked, posts};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::reputation::ledger::MOVED;

/// Answers, or comments under one post, that are moved at once at most.
pub(super) const MOST: i64 = 2_000;

/// All answers of a thread, also those that not everybody sees.
pub(super) fn answers_of(conn: &mut AnyConnection, question: i64) -> Verdict<Vec<Was>> {
    let rows: Vec<(i64, Option<Micros>, Option<i64>)> = posts::table
        .filter(posts::question_id.eq(question))
        .filter(posts::kind.eq(PostKind::Answer))
        .order(posts::id)
        .limit(MOST + 1)
        .select((posts::id, posts::accepted_at, posts::accepted_by))
        .load(conn)?;
    few(rows.len())?;
    let was = |(id, accepted_at, accepted_by)| Was { id, accepted_at, accepted_by, lines: Vec::new() };
    Ok(rows.into_iter().map(was).collect())
}

/// All comments under a post with it, also those that not everybody sees.
pub(super) fn comments_of(conn: &mut AnyConnection, post: i64) -> Verdict<Vec<(i64, i64)>> {
    let rows: Vec<(i64, i64)> = comments::table
        .filter(comments::post_id.eq(post))
        .order(comments::id)
        .limit(MOST + 1)
        .select((comments::id, comments::post_id))
        .load(conn)?;
    few(rows.len())?;
    Ok(rows)
}

fn few(rows: usize) -> Verdict<()> {
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    if rows > most { Err(Refusal::Forbidden("problem-keep-too-much", MOST)) } else { Ok(()) }
}

/// Answers go from one thread to another, with their comments and their points under tags; those that are not in the
/// first any more stay where they are.
pub(super) fn answers(tx: &mut Tx<'_>, ids: &[i64], from: i64, into: i64) -> Verdict<()> {
    let there: Vec<i64> = posts::table
        .filter(posts::id.eq_any(ids))
        .filter(posts::question_id.eq(from))
        .filter(posts::kind.eq(PostKind::Answer))
        .order(posts::id)
        .select(posts::id)
        .load(tx.conn())?;
    if there.is_empty() {
        return Ok(());
    }
    credit::carry(tx, &there, from, into)?;
    diesel::update(posts::table.filter(posts::id.eq_any(&there)))
        .set(posts::question_id.eq(into))
        .execute(tx.conn())?;
    diesel::update(comments::table.filter(comments::post_id.eq_any(&there)))
        .set(comments::question_id.eq(into))
        .execute(tx.conn())?;
    Ok(())
}

/// Comments go under another post; only those that are still under `from`.
pub(super) fn comments(tx: &mut Tx<'_>, ids: &[i64], from: i64, to_post: i64, to_question: i64) -> Verdict<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let there: Vec<i64> = comments::table
        .filter(comments::id.eq_any(ids))
        .filter(comments::post_id.eq(from))
        .select(comments::id)
        .load(tx.conn())?;
    diesel::update(comments::table.filter(comments::id.eq_any(&there)))
        .set((comments::post_id.eq(to_post), comments::question_id.eq(to_question)))
        .execute(tx.conn())?;
    let of_comments: Vec<Option<i64>> = there.into_iter().map(Some).collect();
    diesel::update(masked::table.filter(masked::comment_id.eq_any(of_comments)))
        .set(masked::post_id.eq(to_post))
        .execute(tx.conn())?;
    count_comments(tx.conn(), &[from, to_post])
}

/// Counts the comments of posts again. Numbers only, so nothing needs binding.
pub(super) fn count_comments(conn: &mut AnyConnection, posts: &[i64]) -> Verdict<()> {
    let list = posts.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "UPDATE posts SET comment_count = (SELECT count(*) FROM comments \
         WHERE comments.post_id = posts.id AND comments.status = 'visible') WHERE id IN ({list})"
    );
    crate::on_both!(conn, inner => diesel::sql_query(sql).execute(inner))?;
    Ok(())
}

/// What is hidden in a text follows it: from a post to a comment (`to`), or back to a post.
pub(super) fn masks(tx: &mut Tx<'_>, from: (i64, Option<i64>), to: (i64, Option<i64>)) -> Verdict<()> {
    let set = (masked::post_id.eq(to.0), masked::comment_id.eq(to.1));
    match from {
        (_, Some(comment)) => {
            diesel::update(masked::table.filter(masked::comment_id.eq(comment))).set(set).execute(tx.conn())?
        }
        (post, None) => {
            let own = masked::table.filter(masked::post_id.eq(post)).filter(masked::comment_id.is_null());
            diesel::update(own).set(set).execute(tx.conn())?
        }
    };
    Ok(())
}

/// Nobody has accepted an answer in the thread that it goes to: the acceptance is taken back, and how it was is
/// returned.
pub(super) fn unaccepted(tx: &mut Tx<'_>, subject: &Subject, now: Micros) -> Verdict<Was> {
    let post = &subject.post;
    let mut was = Was { id: post.id, accepted_at: post.accepted_at, accepted_by: post.accepted_by, lines: Vec::new() };
    if post.accepted_at.is_some() {
        was.lines = credit::take_back_all(tx, subject, &OF_ACCEPTANCE, Some(MOVED), now)?;
        set_accepted(tx, post.id, None, None)?;
    }
    Ok(was)
}

/// The answer is where it was accepted again.
pub(super) fn accepted_again(tx: &mut Tx<'_>, subject: &Subject, was: &Was, now: Micros) -> Verdict<()> {
    // What became a comment meanwhile is no solution.
    let stands = subject.post.status_reason.as_deref() != Some(CONVERTED);
    if was.accepted_at.is_some() && stands {
        set_accepted(tx, was.id, was.accepted_at, was.accepted_by)?;
        credit::give_all_again(tx, subject, &was.lines, now)?;
    }
    Ok(())
}

/// Sets who accepted a post, and when.
pub(super) fn set_accepted(tx: &mut Tx<'_>, post: i64, at: Option<Micros>, by: Option<i64>) -> Verdict<()> {
    diesel::update(posts::table.find(post))
        .set((posts::accepted_at.eq(at), posts::accepted_by.eq(by)))
        .execute(tx.conn())?;
    Ok(())
}

/// A post whose text is a comment now: nobody sees it, and nobody can bring it back but by taking the move back.
pub(super) fn retire(tx: &mut Tx<'_>, post: i64, by: i64, now: Micros) -> Verdict<()> {
    diesel::update(posts::table.find(post))
        .set((
            posts::status.eq(Status::Deleted),
            posts::status_by.eq(Some(by)),
            posts::status_at.eq(Some(now)),
            posts::status_reason.eq(Some(CONVERTED)),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// It is a post again.
pub(super) fn recall(tx: &mut Tx<'_>, post: i64, by: i64, now: Micros) -> Verdict<()> {
    diesel::update(posts::table.find(post))
        .set((
            posts::status.eq(Status::Visible),
            posts::status_by.eq(Some(by)),
            posts::status_at.eq(Some(now)),
            posts::status_reason.eq(None::<String>),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// A comment whose text is a post now, or (`back`) a comment again.
pub(super) fn set_comment(tx: &mut Tx<'_>, comment: i64, back: bool, by: i64, now: Micros) -> Verdict<()> {
    let status = if back { Status::Visible } else { Status::Deleted };
    diesel::update(comments::table.find(comment))
        .set((
            comments::status.eq(status),
            comments::status_by.eq(Some(by)),
            comments::status_at.eq(Some(now)),
            comments::status_reason.eq((!back).then_some(CONVERTED)),
        ))
        .execute(tx.conn())?;
    Ok(())
}
