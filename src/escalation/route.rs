//! Giving a question to a team of staff, or to another one.

use diesel::prelude::*;

use super::acting::{book, may_act, short, waiting};
use super::kinds::StepKind;
use super::stage::{Happening, Stage};
use crate::accounts::Actor;
use crate::accounts::tables::teams;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::Rules;

/// Routes it. What a team has not answered in its time is not given more of it by going to another one.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Invalid` for a team that does not exist or a reason that is too long, or `Conflict` when it changed
/// or is theirs already.
#[allow(clippy::too_many_arguments)] // who, what, where to and why
pub fn route(
    tx: &mut Tx<'_>,
    actor: &Actor,
    question_id: i64,
    seen: i64,
    team_id: i64,
    reason: &str,
    rules: &Rules,
    now: Micros,
) -> Verdict<()> {
    let reason = short(reason)?;
    let known: i64 = teams::table.filter(teams::id.eq(team_id)).count().get_result(tx.conn())?;
    if known == 0 {
        return Err(Refusal::field("team", "problem-team"));
    }
    let book = book(tx.conn())?;
    let (mut walk, before) = waiting(tx, &book, actor, question_id, seen, now)?;
    may_act(actor, &before, rules, now)?;
    match before.stage {
        Stage::Peers | Stage::Triage => {
            walk.row.team_id = Some(team_id);
            walk.happens_because(Happening::Routed, StepKind::Routed, reason, now);
        }
        Stage::Staff | Stage::HandedOver if before.team_id == Some(team_id) => {
            return Err(Refusal::Conflict("problem-with-that-team"));
        }
        Stage::Staff | Stage::HandedOver => {
            walk.row.team_id = Some(team_id);
            (walk.row.assigned_to, walk.row.assigned_at) = (None, None);
            if before.stage == Stage::HandedOver {
                // One team's ticket system is no other team's.
                walk.happens_because(Happening::TakenBack, StepKind::Routed, reason, now);
            } else {
                walk.note(StepKind::Routed, reason, now);
            }
        }
    }
    walk.keep_before(&before);
    walk.save(tx)?;
    Ok(())
}
