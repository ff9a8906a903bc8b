//! An answer becomes a comment, and a comment an answer. What others' acts on the answer brought and cost is taken
//! back by visible lines of the ledger, and given again when the conversion is taken back. The old address leads to
//! the new place.

use diesel::prelude::*;

use super::credit::{self, OF_ANSWER};
use super::events::{AnswerToComment, CommentToAnswer};
use super::kinds::{MoveKind, PostKind, Status};
use super::moves::{self, Before, Move, New, Was};
use super::posting::{self, Version};
use super::raw::{self, RawAnswer};
use super::subject::{self, Subject};
use super::tables::{comments, moves as rows, posts, votes};
use super::{Rules, carry, limits, ranks, state, undo_move};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::reputation::Cause;
use crate::reputation::ledger::{Given, MOVED};

/// Which answer becomes a comment under which post of its thread.
#[derive(Clone, Debug, Default)]
pub struct ToComment {
    /// The answer.
    pub answer: i64,
    /// The question or another answer.
    pub under: i64,
    /// Why; may be empty.
    pub reason: String,
}

/// Makes an answer a comment, with the comments under it; returns the move's number.
///
/// # Errors
/// `NotFound`, `Forbidden`: also what an expert vouches for, `Invalid` for a text that is too long for a comment or
/// a post that is not there, or `Conflict`.
pub fn to_comment(tx: &mut Tx<'_>, actor: &Actor, wish: &ToComment, rules: &Rules, now: Micros) -> Verdict<i64> {
    rules.allow(actor, Act::Keep, false, now)?;
    let reason = limits::short("reason", &wish.reason, limits::REASON)?;
    let subject = subject::answer(tx, actor, wish.answer)?;
    stands(tx, actor, &subject)?;
    let length = subject.post.body.trim().chars().count();
    if length > limits::COMMENT.1 {
        let most = i64::try_from(limits::COMMENT.1).unwrap_or(i64::MAX);
        return Err(Refusal::field_n("", "problem-keep-comment-long", most));
    }
    let question = subject.thread.id;
    check_under(tx, &subject, wish.under)?;
    let (html, created_at, edited_at): (String, Micros, Option<Micros>) =
        posts::table.find(wish.answer).select((posts::html, posts::created_at, posts::edited_at)).first(tx.conn())?;
    let (accepted_at, accepted_by) = (subject.post.accepted_at, subject.post.accepted_by);
    let lines = credit::take_back_all(tx, &subject, &OF_ANSWER, Some(MOVED), now)?;
    let first = Was { id: wish.answer, accepted_at, accepted_by, lines };
    carry::set_accepted(tx, wish.answer, None, None)?;
    carry::retire(tx, wish.answer, actor.id, now)?;
    let comment: i64 = diesel::insert_into(comments::table)
        .values((
            comments::post_id.eq(wish.under),
            comments::question_id.eq(question),
            comments::author_id.eq(subject.post.author_id),
            comments::body.eq(&subject.post.body),
            comments::html.eq(html),
            comments::status.eq(Status::Visible),
            comments::created_at.eq(created_at),
            comments::edited_at.eq(edited_at),
        ))
        .returning(comments::id)
        .get_result(tx.conn())?;
    let below = carry::comments_of(tx.conn(), wish.answer)?;
    carry::masks(tx, (wish.answer, None), (wish.under, Some(comment)))?;
    let ids: Vec<i64> = below.iter().map(|(id, _)| *id).collect();
    carry::comments(tx, &ids, wish.answer, wish.under, question)?;
    carry::count_comments(tx.conn(), &[wish.under])?;
    state::refresh(tx, question, now)?;
    let before = Before { comments: below, first: Some(first), ..Before::default() };
    let (post_id, comment_id) = (wish.answer, comment);
    let move_id = keep(tx, actor, (MoveKind::ToComment, question), (post_id, comment_id), (&reason, &before), now)?;
    tx.record(Some(actor.id), &AnswerToComment { question_id: question, post_id, comment_id, move_id }, now);
    moves::changed(tx, actor, question, question, now);
    Ok(move_id)
}

/// Only what everybody sees, in a thread that can be written in, of somebody whom the actor may act on.
fn stands(tx: &mut Tx<'_>, actor: &Actor, subject: &Subject) -> Verdict<()> {
    subject.open()?;
    if subject.post.status != Status::Visible {
        return Err(Refusal::forbidden("problem-not-visible"));
    }
    if subject.post.endorsement_count > 0 {
        return Err(Refusal::forbidden("problem-keep-endorsed"));
    }
    ranks::may_act_on(tx, actor, subject.post.author_id)
}

fn check_under(tx: &mut Tx<'_>, subject: &Subject, under: i64) -> Verdict<()> {
    let there: i64 = posts::table
        .find(under)
        .filter(posts::question_id.eq(subject.thread.id))
        .filter(posts::id.ne(subject.post.id))
        .filter(posts::status.eq(Status::Visible))
        .count()
        .get_result(tx.conn())?;
    if there == 0 { Err(Refusal::field("under", "problem-keep-under")) } else { Ok(()) }
}

fn keep(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (kind, question): (MoveKind, i64),
    (post, comment): (i64, i64),
    (reason, before): (&str, &Before),
    now: Micros,
) -> Verdict<i64> {
    let (post_id, comment_id) = (Some(post), Some(comment));
    moves::insert(tx, actor, &New { kind, from: question, to: question, post_id, comment_id, reason, before }, now)
}

/// The comment is the answer again that it was, with what was said in it since, its votes and what they brought.
pub(super) fn answer_again(tx: &mut Tx<'_>, actor: &Actor, row: &Move, now: Micros) -> Verdict<()> {
    let before = row.before()?;
    let (Some(was), Some(comment)) = (before.first, row.comment_id) else { return Err(Refusal::NotFound) };
    type Said = (i64, i64, Status, String, String);
    let (under, question, status, body, html): Said = comments::table
        .find(comment)
        .select((comments::post_id, comments::question_id, comments::status, comments::body, comments::html))
        .first(tx.conn())?;
    let home: i64 = posts::table.find(was.id).select(posts::question_id).first(tx.conn())?;
    if status != Status::Visible || home != question {
        return Err(Refusal::Conflict("problem-keep-in-the-way"));
    }
    carry::recall(tx, was.id, actor.id, now)?;
    let subject = subject::answer(tx, actor, was.id)?;
    if body != subject.post.body {
        let number = subject.post.revision + 1;
        diesel::update(posts::table.find(was.id))
            .set((
                posts::body.eq(&body),
                posts::html.eq(&html),
                posts::revision.eq(number),
                posts::edited_at.eq(Some(now)),
            ))
            .execute(tx.conn())?;
        let author_id = subject.post.author_id;
        let said = Version { post_id: was.id, number, author_id, title: None, body: &body, tags: None, reason: "" };
        posting::keep(tx, &said, now)?;
    }
    carry::set_comment(tx, comment, false, actor.id, now)?;
    carry::masks(tx, (under, Some(comment)), (was.id, None))?;
    let below: Vec<i64> = before.comments.iter().map(|(id, _)| *id).collect();
    carry::comments(tx, &below, under, was.id, question)?;
    carry::count_comments(tx.conn(), &[under])?;
    carry::set_accepted(tx, was.id, was.accepted_at, was.accepted_by)?;
    let lines = still_voted(tx, was.id, was.lines)?;
    credit::give_all_again(tx, &subject, &lines, now)?;
    state::refresh(tx, question, now)
}

/// Those of the lines whose votes are still there: some may have been taken away meanwhile.
pub(super) fn still_voted(tx: &mut Tx<'_>, post: i64, lines: Vec<Given>) -> Verdict<Vec<Given>> {
    let voters: Vec<i64> = votes::table.filter(votes::post_id.eq(post)).select(votes::voter_id).load(tx.conn())?;
    let by_votes = [Cause::AnswerUp, Cause::AnswerDown, Cause::DownvoteCast];
    let stands = |line: &Given| !by_votes.contains(&line.cause) || voters.contains(&line.actor);
    Ok(lines.into_iter().filter(stands).collect())
}

/// Makes a comment an answer: the one that it was, or a new one of the same author. Returns the move's number.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Invalid` for a text that is too short for an answer, or `Conflict`.
pub fn to_answer(tx: &mut Tx<'_>, actor: &Actor, comment: i64, rules: &Rules, now: Micros) -> Verdict<i64> {
    rules.allow(actor, Act::Keep, false, now)?;
    let under: i64 = comments::table.find(comment).select(comments::post_id).first(tx.conn())?;
    let on = subject::post(tx, actor, under)?;
    on.open()?;
    let earlier: Option<i64> = rows::table
        .filter(rows::comment_id.eq(comment))
        .filter(rows::kind.eq(MoveKind::ToComment))
        .filter(rows::undone_at.is_null())
        .order(rows::id.desc())
        .select(rows::id)
        .first(tx.conn())
        .optional()?;
    if let Some(earlier) = earlier {
        undo_move::undo(tx, actor, earlier, rules, now)?;
        return Ok(earlier);
    }
    type Said = (i64, i64, Status, String, String, Micros, Option<Micros>);
    let (lives, author_id, status, body, html, created_at, edited_at): Said = comments::table
        .find(comment)
        .select((
            comments::post_id,
            comments::author_id,
            comments::status,
            comments::body,
            comments::html,
            comments::created_at,
            comments::edited_at,
        ))
        .first(tx.conn())?;
    if lives != under || status != Status::Visible {
        return Err(Refusal::Conflict("problem-keep-faster"));
    }
    ranks::may_act_on(tx, actor, author_id)?;
    if body.trim().chars().count() < limits::BODY.0 {
        let least = i64::try_from(limits::BODY.0).unwrap_or(0);
        return Err(Refusal::field_n("", "problem-keep-answer-short", least));
    }
    let question = on.thread.id;
    let lang: String = posts::table.find(under).select(posts::lang).first(tx.conn())?;
    let new = RawAnswer {
        question_id: question,
        author_id,
        body,
        html,
        lang,
        created_at,
        edited_at,
        status: Status::Visible,
        up: 0,
        down: 0,
        imported_score: 0,
        accepted: None,
    };
    let post_id = raw::insert_answer(tx.conn(), &new)?;
    carry::set_comment(tx, comment, false, actor.id, now)?;
    carry::masks(tx, (under, Some(comment)), (post_id, None))?;
    carry::count_comments(tx.conn(), &[under])?;
    state::refresh(tx, question, now)?;
    let before = Before::default();
    let move_id = keep(tx, actor, (MoveKind::ToAnswer, question), (post_id, comment), ("", &before), now)?;
    tx.record(Some(actor.id), &CommentToAnswer { question_id: question, post_id, comment_id: comment, move_id }, now);
    moves::changed(tx, actor, question, question, now);
    Ok(move_id)
}

/// The answer is the comment again that it was, if nobody has done anything with it since.
pub(super) fn comment_again(tx: &mut Tx<'_>, actor: &Actor, row: &Move, now: Micros) -> Verdict<()> {
    let (Some(post), Some(comment)) = (row.post_id, row.comment_id) else { return Err(Refusal::NotFound) };
    type Now = (PostKind, Status, i64, i64, Option<Micros>, i64, String, String);
    let (kind, status, question, said, accepted, endorsed, body, html): Now = posts::table
        .find(post)
        .select((
            posts::kind,
            posts::status,
            posts::question_id,
            posts::comment_count,
            posts::accepted_at,
            posts::endorsement_count,
            posts::body,
            posts::html,
        ))
        .first(tx.conn())?;
    let voted: i64 = votes::table.filter(votes::post_id.eq(post)).count().get_result(tx.conn())?;
    let (under, home): (i64, i64) =
        comments::table.find(comment).select((comments::post_id, comments::question_id)).first(tx.conn())?;
    let untouched = accepted.is_none() && said + endorsed + voted == 0;
    let there = kind == PostKind::Answer && status == Status::Visible && home == question;
    if !untouched || !there || body.chars().count() > limits::COMMENT.1 {
        return Err(Refusal::Conflict("problem-keep-in-the-way"));
    }
    carry::retire(tx, post, actor.id, now)?;
    carry::set_comment(tx, comment, true, actor.id, now)?;
    diesel::update(comments::table.find(comment))
        .set((comments::body.eq(body), comments::html.eq(html)))
        .execute(tx.conn())?;
    carry::masks(tx, (post, None), (under, Some(comment)))?;
    carry::count_comments(tx.conn(), &[under])?;
    state::refresh(tx, question, now)
}
