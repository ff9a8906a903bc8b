//! Putting a question off, with a reason and a date: its time begins anew then.

use super::acting::{book, may_act, waiting};
use super::events::QuestionSnoozed;
use super::kinds::StepKind;
use super::stage::{Happening, Stage};
use crate::accounts::Actor;
use crate::ground::clock::{DAY, MINUTE, Micros};
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::Rules;

/// Microseconds for which a question can be put off at least and at most.
pub const LENGTH: (i64, i64) = (10 * MINUTE, 30 * DAY);
/// Characters of a reason at most.
pub const REASON: usize = 500;

/// Snoozes it.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Invalid` for a date or reason that will not do, or `Conflict` when it changed or is with
/// peers.
#[allow(clippy::too_many_arguments)] // who, what, until when and why
pub fn snooze(
    tx: &mut Tx<'_>,
    actor: &Actor,
    question_id: i64,
    seen: i64,
    until: Micros,
    reason: &str,
    rules: &Rules,
    now: Micros,
) -> Verdict<()> {
    let reason = reason.trim();
    if !(LENGTH.0..=LENGTH.1).contains(&until.since(now)) {
        return Err(Refusal::field("until", "problem-snooze-until"));
    }
    if reason.is_empty() || reason.chars().count() > REASON {
        return Err(Refusal::field("reason", "problem-reason-missing"));
    }
    let book = book(tx.conn())?;
    let (mut walk, before) = waiting(tx, &book, actor, question_id, seen, now)?;
    may_act(actor, &before, rules, now)?;
    if !matches!(before.stage, Stage::Triage | Stage::Staff) {
        return Err(Refusal::Conflict("problem-with-peers"));
    }
    (walk.row.claimed_by, walk.row.claimed_until) = (None, None);
    walk.row.snoozed_until = Some(until);
    walk.happens_because(Happening::Snoozed { until }, StepKind::Snoozed, reason, now);
    walk.keep_before(&before);
    walk.save(tx)?;
    tx.record(Some(actor.id), &QuestionSnoozed { question_id, post_id: question_id }, now);
    Ok(())
}
