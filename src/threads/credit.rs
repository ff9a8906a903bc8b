//! Reputation for what happens to posts, and the leaderboards of their tags with it.

use super::kinds::PostKind;
use super::subject::Subject;
use super::tags;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;
use crate::reputation::{Cause, leaderboard, ledger};

/// Adds a line for `person` because of the post.
pub(super) fn give(
    tx: &mut Tx<'_>,
    subject: &Subject,
    person: i64,
    cause: Cause,
    actor: i64,
    now: Micros,
) -> Verdict<()> {
    let points = ledger::append(tx, person, cause, Some(subject.post.id), Some(actor), now)?;
    count(tx, subject, person, cause, points, now)
}

/// Takes that line back.
pub(super) fn take_back(
    tx: &mut Tx<'_>,
    subject: &Subject,
    person: i64,
    cause: Cause,
    actor: i64,
    now: Micros,
) -> Verdict<()> {
    take_back_because(tx, subject, person, cause, actor, None, now)
}

/// The same for a reason that the line tells.
pub(super) fn take_back_because(
    tx: &mut Tx<'_>,
    subject: &Subject,
    person: i64,
    cause: Cause,
    actor: i64,
    why: Option<&str>,
    now: Micros,
) -> Verdict<()> {
    match ledger::reverse_because(tx, person, cause, Some(subject.post.id), Some(actor), why, now)? {
        Some(reversed) => count(tx, subject, person, cause, reversed.points, reversed.at),
        None => Ok(()),
    }
}

/// Adds a line again that was taken back, as of `then`.
pub(super) fn give_again(
    tx: &mut Tx<'_>,
    subject: &Subject,
    person: i64,
    cause: Cause,
    actor: i64,
    (then, now): (Micros, Micros),
) -> Verdict<()> {
    let points = ledger::again(tx, person, cause, Some(subject.post.id), Some(actor), then, now)?;
    count(tx, subject, person, cause, points, then)
}

/// The leaderboards show who answers well: points that an answer brought its author, in the month of the line.
fn count(tx: &mut Tx<'_>, subject: &Subject, person: i64, cause: Cause, points: i64, at: Micros) -> Verdict<()> {
    let for_answer =
        matches!(cause, Cause::AnswerUp | Cause::AnswerDown | Cause::AnswerAccepted | Cause::AnswerEndorsed);
    if subject.post.kind != PostKind::Answer || !for_answer || points == 0 {
        return Ok(());
    }
    let tags: Vec<i64> = tags::of_question(tx.conn(), subject.thread.id)?.into_iter().map(|t| t.0).collect();
    leaderboard::add(tx, &tags, person, points, at)
}
