//! "I have this too": joining a question instead of asking it again.

use diesel::prelude::*;

use super::events::QuestionJoined;
use super::subject;
use super::tables::{also_have, questions};
use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// Joins a question or leaves it; returns how many have it too.
///
/// # Errors
/// `NotFound`, or `Forbidden` for the asker.
pub fn join(tx: &mut Tx<'_>, actor: &Actor, question_id: i64, on: bool, now: Micros) -> Verdict<i64> {
    actor.active(now)?;
    let subject = subject::question(tx, actor, question_id)?;
    if subject.is_askers(actor) {
        return Err(Refusal::forbidden("problem-join-own"));
    }
    let changed = if on {
        let row =
            (also_have::question_id.eq(question_id), also_have::person_id.eq(actor.id), also_have::created_at.eq(now));
        crate::on_both!(tx.conn(), inner =>
            diesel::insert_into(also_have::table).values(row).on_conflict_do_nothing().execute(inner))?
    } else {
        diesel::delete(also_have::table.find((question_id, actor.id))).execute(tx.conn())?
    };
    if changed > 0 {
        let by = if on { 1 } else { -1 };
        diesel::update(questions::table.find(question_id))
            .set(questions::also_count.eq(questions::also_count + by))
            .execute(tx.conn())?;
        tx.record(Some(actor.id), &QuestionJoined { question_id, post_id: question_id, joined: on }, now);
    }
    Ok(questions::table.find(question_id).select(questions::also_count).first(tx.conn())?)
}
