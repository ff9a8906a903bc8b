//! "I still need help": the asker's word on a question that was answered but not solved. Once for each answer.

use diesel::prelude::*;

use super::acting::book;
use super::kinds::StepKind;
use super::rows;
use super::stage::Happening;
use super::walk::Walk;
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::Rules;
use crate::threads::kinds::{PostKind, State, Status};
use crate::threads::tables::{posts, questions};

/// Puts the question into triage.
///
/// # Errors
/// `NotFound`, `Forbidden` for all but the asker, or `Conflict` when it waits already, is solved or closed, or the asker
/// said so after the latest answer before.
pub fn still_needs_help(tx: &mut Tx<'_>, actor: &Actor, question_id: i64, rules: &Rules, now: Micros) -> Verdict<()> {
    rules.allow(actor, Act::Ask, true, now)?;
    let book = book(tx.conn())?;
    let row = rows::locked(tx, question_id)?.ok_or(Refusal::NotFound)?;
    let (asker_id, state, shown): (i64, State, bool) = questions::table
        .find(question_id)
        .select((questions::asker_id, questions::state, questions::shown))
        .first(tx.conn())?;
    if asker_id != actor.id {
        return Err(if shown { Refusal::forbidden("problem-not-asker") } else { Refusal::NotFound });
    }
    if row.waits {
        return Err(Refusal::Conflict("problem-waits-already"));
    }
    if state != State::Open || row.closed {
        return Err(Refusal::Conflict("problem-escalation-over"));
    }
    let latest = latest_answer(tx.conn(), question_id)?;
    if latest.is_none() || latest == row.asked_again_post {
        return Err(Refusal::Conflict("problem-asked-again"));
    }
    let mut walk = Walk::new(row, &book, Some(actor.id));
    walk.row.asked_again_at = Some(now);
    walk.row.asked_again_post = latest;
    walk.happens(Happening::StillNeedsHelp, StepKind::StillNeedsHelp, now);
    walk.save(tx)?;
    tx.record(Some(actor.id), &super::events::StillNeedsHelp { question_id, post_id: question_id }, now);
    Ok(())
}

/// The newest answer that everybody can see.
///
/// # Errors
/// When the database fails.
pub fn latest_answer(conn: &mut AnyConnection, question_id: i64) -> QueryResult<Option<i64>> {
    posts::table
        .filter(posts::question_id.eq(question_id))
        .filter(posts::kind.eq(PostKind::Answer))
        .filter(posts::status.eq(Status::Visible))
        .order((posts::created_at.desc(), posts::id.desc()))
        .select(posts::id)
        .first(conn)
        .optional()
}
