//! Reputation for what happens to posts, and the leaderboards of their tags with it.

use std::collections::BTreeMap;

use super::kinds::PostKind;
use super::subject::Subject;
use super::tags;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::reputation::ledger::Given;
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

/// What accepting an answer brings.
pub(super) const OF_ACCEPTANCE: [Cause; 2] = [Cause::AnswerAccepted, Cause::AcceptedSomebody];
/// Everything that others' acts on an answer bring or cost.
pub(super) const OF_ANSWER: [Cause; 6] = [
    Cause::AnswerUp,
    Cause::AnswerDown,
    Cause::DownvoteCast,
    Cause::AnswerAccepted,
    Cause::AcceptedSomebody,
    Cause::AnswerEndorsed,
];
/// The same of a question.
pub(super) const OF_QUESTION: [Cause; 2] = [Cause::QuestionUp, Cause::QuestionDown];
/// Lines that are taken back at once at most: each is weighed against all others of its owner.
const MOST_LINES: usize = 400;

/// Takes back every standing line of these causes about a post; returns what it was, so that it can be given again.
pub(super) fn take_back_all(
    tx: &mut Tx<'_>,
    subject: &Subject,
    causes: &[Cause],
    why: Option<&str>,
    now: Micros,
) -> Verdict<Vec<Given>> {
    let lines = ledger::standing(tx.conn(), subject.post.id, causes)?;
    if lines.len() > MOST_LINES {
        return Err(Refusal::forbidden("problem-keep-votes"));
    }
    for line in &lines {
        take_back_because(tx, subject, line.person, line.cause, line.actor, why, now)?;
    }
    Ok(lines)
}

/// Adds lines again that were taken back together.
pub(super) fn give_all_again(tx: &mut Tx<'_>, subject: &Subject, lines: &[Given], now: Micros) -> Verdict<()> {
    for line in lines {
        give_again(tx, subject, line.person, line.cause, line.actor, (line.at, now))?;
    }
    Ok(())
}

/// The leaderboards' points of answers follow them from the tags of one thread to those of another.
pub(super) fn carry(tx: &mut Tx<'_>, posts: &[i64], from: i64, into: i64) -> Verdict<()> {
    let ids = |tags: Vec<(i64, String)>| -> Vec<i64> { tags.into_iter().map(|tag| tag.0).collect() };
    let old = ids(tags::of_question(tx.conn(), from)?);
    let new = ids(tags::of_question(tx.conn(), into)?);
    if old == new {
        return Ok(());
    }
    let mut sums: BTreeMap<(i64, i64), (Micros, i64)> = BTreeMap::new();
    for line in ledger::counted(tx.conn(), posts)?.iter().filter(|line| is_for_answer(line.cause)) {
        sums.entry((line.person, line.day.month())).or_insert((line.day, 0)).1 += line.points;
    }
    for ((person, _), (at, points)) in sums {
        leaderboard::add(tx, &old, person, -points, at)?;
        leaderboard::add(tx, &new, person, points, at)?;
    }
    Ok(())
}

fn is_for_answer(cause: Cause) -> bool {
    matches!(cause, Cause::AnswerUp | Cause::AnswerDown | Cause::AnswerAccepted | Cause::AnswerEndorsed)
}

/// The leaderboards show who answers well: points that an answer brought its author, in the month of the line.
fn count(tx: &mut Tx<'_>, subject: &Subject, person: i64, cause: Cause, points: i64, at: Micros) -> Verdict<()> {
    if subject.post.kind != PostKind::Answer || !is_for_answer(cause) || points == 0 {
        return Ok(());
    }
    let tags: Vec<i64> = tags::of_question(tx.conn(), subject.thread.id)?.into_iter().map(|t| t.0).collect();
    leaderboard::add(tx, &tags, person, points, at)
}
