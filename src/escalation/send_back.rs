//! Sending a question back to peers, improved: as often as its policy allows.

use super::acting::{book, may_act, short, waiting};
use super::kinds::StepKind;
use super::stage::{Happening, Stage};
use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::Rules;

/// Sends it back.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Invalid` for a reason that is too long, or `Conflict` when it changed, is with peers already
/// or was sent back often enough.
pub fn send_back(
    tx: &mut Tx<'_>,
    actor: &Actor,
    question_id: i64,
    seen: i64,
    reason: &str,
    rules: &Rules,
    now: Micros,
) -> Verdict<()> {
    let reason = short(reason)?;
    let book = book(tx.conn())?;
    let (mut walk, before) = waiting(tx, &book, actor, question_id, seen, now)?;
    may_act(actor, &before, rules, now)?;
    if before.stage == Stage::Peers {
        return Err(Refusal::Conflict("problem-with-peers"));
    }
    if before.sent_back >= book.policy(before.policy_id).policy.send_backs {
        return Err(Refusal::Conflict("problem-sent-back-enough"));
    }
    walk.happens_because(Happening::SentBack, StepKind::SentBack, reason, now);
    walk.keep_before(&before);
    walk.save(tx)
}
