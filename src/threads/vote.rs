//! Voting, and taking a vote back.

use diesel::prelude::*;

use super::events::VoteCast;
use super::kinds::PostKind;
use super::subject::{self, Subject};
use super::tables::{posts, votes};
use super::{Rules, credit, limits};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::reputation::Cause;

/// A post's votes after voting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// The thread.
    pub question_id: i64,
    /// Up minus down, with what came along from another forum.
    pub score: i64,
    /// Votes up.
    pub up: i64,
    /// Votes down.
    pub down: i64,
    /// The actor's own: 1, −1 or 0.
    pub mine: i64,
}

/// Votes a post up (1) or down (−1), or takes the vote back (0).
///
/// # Errors
/// `NotFound`, or `Forbidden` for one's own posts, what is not visible, and more than a day's share on one author.
pub fn vote(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, value: i64, rules: &Rules, now: Micros) -> Verdict<Tally> {
    let value = value.signum();
    let subject = subject::post(tx, actor, post_id)?;
    if subject.is_authors(actor) {
        return Err(Refusal::forbidden("problem-vote-own"));
    }
    match value {
        0 => actor.active(now)?,
        1 => rules.allow(actor, Act::VoteUp, false, now)?,
        _ => rules.allow(actor, Act::VoteDown, false, now)?,
    }
    if !subject.is_public() {
        return Err(Refusal::forbidden("problem-not-visible"));
    }
    subject.open()?;
    let earlier: i64 =
        votes::table.find((post_id, actor.id)).select(votes::value).first(tx.conn()).optional()?.unwrap_or(0);
    if earlier != value {
        if value != 0 {
            limits::check_votes(value, cast_today(tx, actor, &subject, value, now)?)?;
        }
        store(tx, actor, &subject, value, now)?;
        let (cast, taken) = (votes_of(value), votes_of(earlier));
        diesel::update(posts::table.find(post_id))
            .set((
                posts::up.eq(posts::up + (cast.0 - taken.0)),
                posts::down.eq(posts::down + (cast.1 - taken.1)),
                posts::score.eq(posts::score + (value - earlier)),
            ))
            .execute(tx.conn())?;
        take_back(tx, actor, &subject, earlier, now)?;
        give(tx, actor, &subject, value, now)?;
        tx.record(Some(actor.id), &VoteCast { question_id: subject.thread.id, post_id, value }, now);
    }
    let (score, up, down) =
        posts::table.find(post_id).select((posts::score, posts::up, posts::down)).first(tx.conn())?;
    Ok(Tally { question_id: subject.thread.id, score, up, down, mine: value })
}

/// (up, down)
pub(super) fn votes_of(value: i64) -> (i64, i64) {
    (i64::from(value > 0), i64::from(value < 0))
}

/// Standing votes of that value on the post's author since midnight UTC, other posts only.
fn cast_today(tx: &mut Tx<'_>, actor: &Actor, subject: &Subject, value: i64, now: Micros) -> Verdict<i64> {
    Ok(votes::table
        .filter(votes::voter_id.eq(actor.id))
        .filter(votes::author_id.eq(subject.post.author_id))
        .filter(votes::created_at.ge(now.day() * DAY))
        .filter(votes::value.eq(value))
        .filter(votes::post_id.ne(subject.post.id))
        .count()
        .get_result(tx.conn())?)
}

fn store(tx: &mut Tx<'_>, actor: &Actor, subject: &Subject, value: i64, now: Micros) -> Verdict<()> {
    // The thread is locked: nobody else changes this row meanwhile.
    diesel::delete(votes::table.find((subject.post.id, actor.id))).execute(tx.conn())?;
    if value != 0 {
        diesel::insert_into(votes::table)
            .values((
                votes::post_id.eq(subject.post.id),
                votes::voter_id.eq(actor.id),
                votes::author_id.eq(subject.post.author_id),
                votes::value.eq(value),
                votes::created_at.eq(now),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// What a vote means for the post's author.
pub(super) fn cause(kind: PostKind, value: i64) -> Cause {
    match (kind, value > 0) {
        (PostKind::Answer, true) => Cause::AnswerUp,
        (PostKind::Answer, false) => Cause::AnswerDown,
        (PostKind::Question, true) => Cause::QuestionUp,
        (PostKind::Question, false) => Cause::QuestionDown,
    }
}

fn give(tx: &mut Tx<'_>, actor: &Actor, subject: &Subject, value: i64, now: Micros) -> Verdict<()> {
    if value == 0 {
        return Ok(());
    }
    credit::give(tx, subject, subject.post.author_id, cause(subject.post.kind, value), actor.id, now)?;
    if subject.post.kind == PostKind::Answer && value < 0 {
        credit::give(tx, subject, actor.id, Cause::DownvoteCast, actor.id, now)?;
    }
    Ok(())
}

fn take_back(tx: &mut Tx<'_>, actor: &Actor, subject: &Subject, value: i64, now: Micros) -> Verdict<()> {
    if value == 0 {
        return Ok(());
    }
    credit::take_back(tx, subject, subject.post.author_id, cause(subject.post.kind, value), actor.id, now)?;
    if subject.post.kind == PostKind::Answer && value < 0 {
        credit::take_back(tx, subject, actor.id, Cause::DownvoteCast, actor.id, now)?;
    }
    Ok(())
}
