//! Merging: everything that was said about a question in one thread goes into another one about the same.
//!
//! Answers and comments move with their numbers, so their addresses lead to them for ever; whoever watched or had
//! the question does so with the other one, its asker, too. The question's own text is no answer: it stays as it is,
//! with its votes and revisions, and is shown below the question that it went into, as Stack Overflow leaves a
//! merged question readable behind its redirect. Its address leads to the other thread for ever.

use diesel::prelude::*;

use super::events::QuestionMerged;
use super::kinds::{MoveKind, Status};
use super::moves::{self, Before, Move, New};
use super::subject::{self, lock_both};
use super::tables::{also_have, moves as rows, posts, questions, watches};
use super::{Rules, carry, limits, ranks, state};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// Which thread goes into which.
#[derive(Clone, Debug, Default)]
pub struct Merge {
    /// The thread that becomes an address.
    pub from: i64,
    /// The thread that has everything afterwards.
    pub into: i64,
    /// How often `from` was moved about when whoever merges looked at it (`moves::seen`).
    pub saw: i64,
    /// Why; may be empty.
    pub reason: String,
}

/// Merges; returns the move's number.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Invalid` for a thread that cannot take it in, or `Conflict` when somebody was faster.
pub fn merge(tx: &mut Tx<'_>, actor: &Actor, wish: &Merge, rules: &Rules, now: Micros) -> Verdict<i64> {
    rules.allow(actor, Act::Keep, false, now)?;
    let (from, into) = (wish.from, wish.into);
    let reason = limits::short("reason", &wish.reason, limits::REASON)?;
    lock_both(tx.conn(), from, into)?;
    let subject = subject::question(tx, actor, from)?;
    subject.open()?;
    moves::check_seen(tx, from, wish.saw)?;
    ranks::may_act_on(tx, actor, subject.thread.asker_id)?;
    if subject.post.status != Status::Visible {
        return Err(Refusal::forbidden("problem-not-visible"));
    }
    let target = target(tx, actor, from, into)?;
    let before = Before {
        answers: carry::answers_of(tx.conn(), from)?,
        comments: carry::comments_of(tx.conn(), from)?,
        duplicates: questions::table
            .filter(questions::duplicate_of.eq(from))
            .order(questions::id)
            .limit(carry::MOST)
            .select(questions::id)
            .load(tx.conn())?,
        first: None,
    };
    let answers: Vec<i64> = before.answers.iter().map(|was| was.id).collect();
    let comments: Vec<i64> = before.comments.iter().map(|(id, _)| *id).collect();
    carry::answers(tx, &answers, from, into)?;
    carry::comments(tx, &comments, from, into, into)?;
    diesel::update(questions::table.filter(questions::id.eq_any(&before.duplicates)))
        .set(questions::duplicate_of.eq(Some(target.thread.duplicate_of.unwrap_or(into))))
        .execute(tx.conn())?;
    // What went into it before goes along: an address leads to where everything is in one step.
    diesel::update(questions::table.filter(questions::merged_into.eq(from)))
        .set(questions::merged_into.eq(Some(into)))
        .execute(tx.conn())?;
    diesel::update(questions::table.find(from)).set(questions::merged_into.eq(Some(into))).execute(tx.conn())?;
    followers(tx, from, into, target.thread.asker_id, now)?;
    state::refresh(tx, from, now)?;
    state::refresh(tx, into, now)?;
    let kind = MoveKind::Merge;
    let new = New { kind, from, to: into, post_id: None, comment_id: None, reason: &reason, before: &before };
    let move_id = moves::insert(tx, actor, &new, now)?;
    tx.record(Some(actor.id), &QuestionMerged { question_id: into, post_id: into, from_id: from, move_id }, now);
    moves::changed(tx, actor, from, into, now);
    Ok(move_id)
}

/// The thread that takes something in: another one, there for everybody, and not pointing to where it comes from.
pub(super) fn target(tx: &mut Tx<'_>, actor: &Actor, from: i64, into: i64) -> Verdict<subject::Subject> {
    let wrong = |message| Refusal::field("into", message);
    if from == into {
        return Err(wrong("problem-keep-same"));
    }
    let target = match subject::question(tx, actor, into) {
        Err(Refusal::NotFound) => return Err(wrong("problem-keep-missing")),
        other => other?,
    };
    if target.thread.merged_into.is_some() || !target.is_public() {
        return Err(wrong("problem-keep-missing"));
    }
    if target.thread.locked_at.is_some() {
        return Err(wrong("problem-keep-into-locked"));
    }
    if target.thread.duplicate_of == Some(from) {
        return Err(wrong("problem-keep-circle"));
    }
    Ok(target)
}

/// Whoever follows one follows the other, too. The rows of the first stay, so that taking it back leaves them as
/// they were; the new ones are known by their time.
fn followers(tx: &mut Tx<'_>, from: i64, into: i64, asker: i64, now: Micros) -> Verdict<()> {
    let now = now.0;
    let both = [
        format!(
            "INSERT INTO also_have (question_id, person_id, created_at) SELECT {into}, person_id, {now} FROM \
             (SELECT person_id FROM also_have WHERE question_id = {from} \
              UNION SELECT asker_id FROM questions WHERE id = {from}) AS those \
             WHERE person_id <> {asker} ON CONFLICT DO NOTHING"
        ),
        format!(
            "INSERT INTO watches (person_id, kind, subject_id, created_at) SELECT person_id, 'question', {into}, {now} \
             FROM watches WHERE kind = 'question' AND subject_id = {from} ON CONFLICT DO NOTHING"
        ),
    ];
    for sql in both {
        crate::on_both!(tx.conn(), inner => diesel::sql_query(sql).execute(inner))?;
    }
    count_followers(tx, into)
}

fn count_followers(tx: &mut Tx<'_>, question: i64) -> Verdict<()> {
    let have: i64 = also_have::table.filter(also_have::question_id.eq(question)).count().get_result(tx.conn())?;
    diesel::update(questions::table.find(question)).set(questions::also_count.eq(have)).execute(tx.conn())?;
    Ok(())
}

/// Takes a merge back: what it moved and is still there returns. What came since stays.
pub(super) fn unmerge(tx: &mut Tx<'_>, row: &Move, now: Micros) -> Verdict<()> {
    let (from, into) = (row.from_question, row.to_question);
    let before = row.before()?;
    let there = |tx: &mut Tx<'_>, id| moves::merged_into(tx.conn(), id);
    if there(tx, from)? != Some(into) || there(tx, into)?.is_some() {
        return Err(Refusal::Conflict("problem-keep-in-the-way"));
    }
    let answers: Vec<i64> = before.answers.iter().map(|was| was.id).collect();
    let free: Vec<i64> = before.answers.iter().filter(|was| was.accepted_at.is_none()).map(|was| was.id).collect();
    let accepted_since: i64 = posts::table
        .filter(posts::id.eq_any(free))
        .filter(posts::question_id.eq(into))
        .filter(posts::accepted_at.is_not_null())
        .count()
        .get_result(tx.conn())?;
    if accepted_since > 0 {
        return Err(Refusal::Conflict("problem-keep-accepted-since"));
    }
    let comments: Vec<i64> = before.comments.iter().map(|(id, _)| *id).collect();
    carry::answers(tx, &answers, into, from)?;
    carry::comments(tx, &comments, into, from, from)?;
    diesel::update(questions::table.find(from)).set(questions::merged_into.eq(None::<i64>)).execute(tx.conn())?;
    let earlier = rows::table
        .filter(rows::kind.eq(MoveKind::Merge))
        .filter(rows::to_question.eq(from))
        .filter(rows::undone_at.is_null())
        .select(rows::from_question);
    let earlier: Vec<i64> = earlier.limit(carry::MOST).load(tx.conn())?;
    diesel::update(questions::table.filter(questions::id.eq_any(earlier)).filter(questions::merged_into.eq(into)))
        .set(questions::merged_into.eq(Some(from)))
        .execute(tx.conn())?;
    diesel::update(questions::table.filter(questions::id.eq_any(&before.duplicates)))
        .set(questions::duplicate_of.eq(Some(from)))
        .execute(tx.conn())?;
    let joined =
        also_have::table.filter(also_have::question_id.eq(into)).filter(also_have::created_at.eq(row.created_at));
    diesel::delete(joined).execute(tx.conn())?;
    let watching = watches::table
        .filter(watches::kind.eq(super::kinds::WatchKind::Question))
        .filter(watches::subject_id.eq(into))
        .filter(watches::created_at.eq(row.created_at));
    diesel::delete(watching).execute(tx.conn())?;
    count_followers(tx, into)?;
    state::refresh(tx, from, now)?;
    state::refresh(tx, into, now)
}
