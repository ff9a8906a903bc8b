//! "Asked before": a duplicate is closed and points to its original, and the original knows its duplicates
//! (`questions.duplicate_of` read the other way). Nothing ever points to a duplicate: a duplicate of a duplicate
//! points to the final original, so there are no chains and no circles.

use diesel::prelude::*;

use super::events::QuestionMarkedDuplicate;
use super::kinds::CloseReason;
use super::subject::{self, lock};
use super::tables::questions;
use super::{Rules, state};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};

/// Marks a question as asked before; returns the final original. Own duplicates of the question move along to it.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Invalid` for an original that is not there or comes from this very question, or
/// `Conflict` when it is marked already.
pub fn mark_duplicate(
    tx: &mut Tx<'_>,
    actor: &Actor,
    question_id: i64,
    original_id: i64,
    rules: &Rules,
    now: Micros,
) -> Verdict<i64> {
    // Both threads are held, the lower number first, so that no two nodes wait for each other.
    lock(tx.conn(), question_id.min(original_id))?;
    lock(tx.conn(), question_id.max(original_id))?;
    let subject = subject::question(tx, actor, question_id)?;
    rules.allow(actor, Act::Close, subject.is_askers(actor), now)?;
    if subject.thread.duplicate_of.is_some() {
        return Err(Refusal::Conflict("problem-already-closed"));
    }
    let original = final_original(tx.conn(), original_id)?;
    if original == question_id {
        return Err(Refusal::field("original", "problem-duplicate-circle"));
    }
    let marked = (
        questions::close_reason.eq(Some(CloseReason::Duplicate)),
        questions::closed_by.eq(Some(actor.id)),
        questions::closed_at.eq(Some(now)),
        questions::duplicate_of.eq(Some(original)),
    );
    diesel::update(questions::table.find(question_id)).set(marked).execute(tx.conn())?;
    diesel::update(questions::table.filter(questions::duplicate_of.eq(question_id)))
        .set(questions::duplicate_of.eq(Some(original)))
        .execute(tx.conn())?;
    state::refresh(tx, question_id, now)?;
    let event = QuestionMarkedDuplicate { question_id, post_id: question_id, original_id: original };
    tx.record(Some(actor.id), &event, now);
    Ok(original)
}

/// The question itself, or what it is a duplicate of; only questions that everybody can see.
fn final_original(conn: &mut AnyConnection, id: i64) -> Verdict<i64> {
    let missing = || Refusal::field("original", "problem-duplicate-missing");
    let find = |conn: &mut AnyConnection, id: i64| {
        questions::table
            .find(id)
            .filter(questions::shown.eq(true))
            .select(questions::duplicate_of)
            .first::<Option<i64>>(conn)
            .optional()
    };
    match find(conn, id)?.ok_or_else(missing)? {
        None => Ok(id),
        Some(original) => find(conn, original)?.map(|_| original).ok_or_else(missing),
    }
}
