//! Taking a split back: the thread that came out of another one goes back into it, and is the answer or the comment
//! again that it was. Its address leads there from then on.

use diesel::prelude::*;

use super::convert::still_voted;
use super::credit::{self, OF_QUESTION};
use super::kinds::{PostKind, Status};
use super::moves::{self, Move, Was};
use super::subject;
use super::tables::{comments, posts, questions};
use super::{carry, state};
use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::reputation::Cause;
use crate::reputation::ledger::{Given, MOVED};

/// The thread goes back into the one that it came from, if nobody has answered it since. Its address leads there.
pub(super) fn rejoin(tx: &mut Tx<'_>, actor: &Actor, row: &Move, now: Micros) -> Verdict<()> {
    let (from, question) = (row.from_question, row.to_question);
    let before = row.before()?;
    let there: Vec<i64> = posts::table
        .filter(posts::question_id.eq(question))
        .filter(posts::kind.eq(PostKind::Answer))
        .limit(carry::MOST)
        .select(posts::id)
        .load(tx.conn())?;
    let new = there.iter().any(|id| !before.answers.iter().any(|was| was.id == *id));
    let elsewhere = moves::merged_into(tx.conn(), question)?.is_some()
        || moves::merged_into(tx.conn(), from)?.is_some()
        || others_lead_here(tx, question)?;
    let mine = subject::unseen(tx, question)?;
    if new || elsewhere || mine.thread.id != question || mine.post.status != Status::Visible {
        return Err(Refusal::Conflict("problem-keep-in-the-way"));
    }
    for was in &before.answers {
        let answer = subject::unseen(tx, was.id)?;
        if answer.thread.id == question && answer.post.accepted_at.is_some() {
            return Err(Refusal::Conflict("problem-keep-accepted-since"));
        }
    }
    for (id, post) in &before.comments {
        let home: i64 = posts::table.find(post).select(posts::question_id).first(tx.conn())?;
        carry::comments(tx, &[*id], question, *post, home)?;
    }
    for was in &before.answers {
        carry::answers(tx, &[was.id], question, from)?;
        let answer = subject::unseen(tx, was.id)?;
        if answer.thread.id == from {
            carry::accepted_again(tx, &answer, was, now)?;
        }
    }
    let lines = credit::take_back_all(tx, &mine, &OF_QUESTION, Some(MOVED), now)?;
    match (&before.first, row.comment_id) {
        (Some(was), _) => answer_again(tx, was, from, &lines, now)?,
        (None, Some(comment)) => comment_again(tx, actor, question, comment, now)?,
        (None, None) => return Err(Refusal::NotFound),
    }
    diesel::update(questions::table.find(question)).set(questions::merged_into.eq(Some(from))).execute(tx.conn())?;
    state::refresh(tx, question, now)?;
    state::refresh(tx, from, now)
}

/// Whether something was merged into the thread, or points to it as its original.
fn others_lead_here(tx: &mut Tx<'_>, question: i64) -> Verdict<bool> {
    let leads = questions::merged_into.eq(question).or(questions::duplicate_of.eq(question));
    let one: Option<i64> = questions::table.filter(leads).select(questions::id).first(tx.conn()).optional()?;
    Ok(one.is_some())
}

/// The question is the answer again that it was, with what was said under it since.
fn answer_again(tx: &mut Tx<'_>, was: &Was, from: i64, lines: &[Given], now: Micros) -> Verdict<()> {
    diesel::update(posts::table.find(was.id))
        .set((
            posts::kind.eq(PostKind::Answer),
            posts::question_id.eq(from),
            posts::accepted_at.eq(was.accepted_at),
            posts::accepted_by.eq(was.accepted_by),
        ))
        .execute(tx.conn())?;
    diesel::update(comments::table.filter(comments::post_id.eq(was.id)))
        .set(comments::question_id.eq(from))
        .execute(tx.conn())?;
    let answer = subject::unseen(tx, was.id)?;
    let lines = still_voted(tx, was.id, as_answer(lines, &was.lines))?;
    credit::give_all_again(tx, &answer, &lines, now)
}

/// The question is the comment again that it was; what was said under it since goes to where that comment is.
fn comment_again(tx: &mut Tx<'_>, actor: &Actor, question: i64, comment: i64, now: Micros) -> Verdict<()> {
    let (under, home): (i64, i64) =
        comments::table.find(comment).select((comments::post_id, comments::question_id)).first(tx.conn())?;
    let since: Vec<i64> = carry::comments_of(tx.conn(), question)?.into_iter().map(|(id, _)| id).collect();
    carry::comments(tx, &since, question, under, home)?;
    carry::masks(tx, (question, None), (under, Some(comment)))?;
    carry::retire(tx, question, actor.id, now)?;
    carry::set_comment(tx, comment, true, actor.id, now)?;
    carry::count_comments(tx.conn(), &[under])
}

/// The lines that votes on a question leave where it is an answer again. What a vote down cost its voter it costs
/// again if it did before.
fn as_answer(lines: &[Given], before: &[Given]) -> Vec<Given> {
    let cause = |cause| match cause {
        Cause::QuestionUp => Some(Cause::AnswerUp),
        Cause::QuestionDown => Some(Cause::AnswerDown),
        _ => None,
    };
    let mut all: Vec<Given> =
        lines.iter().filter_map(|line| Some(Given { cause: cause(line.cause)?, ..*line })).collect();
    let down: Vec<i64> = all.iter().filter(|l| l.cause == Cause::AnswerDown).map(|l| l.actor).collect();
    let stays = |line: &&Given| match line.cause {
        Cause::AnswerUp | Cause::AnswerDown => false,
        Cause::DownvoteCast => down.contains(&line.actor),
        _ => true,
    };
    all.extend(before.iter().filter(stays));
    all
}
