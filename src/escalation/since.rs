//! What happened to a question since somebody looked at it: what the clock did surprises nobody who is about to act,
//! what another person did does.

use diesel::prelude::*;

use super::rows::{Escalation, Step};
use super::tables::escalation_steps;
use crate::ground::db::AnyConnection;

/// The last thing that somebody other than `me` did to a question since it was at version `seen`.
///
/// # Errors
/// When the database fails.
pub fn by_others(conn: &mut AnyConnection, question_id: i64, seen: i64, me: i64) -> QueryResult<Option<Step>> {
    escalation_steps::table
        .filter(escalation_steps::question_id.eq(question_id))
        .filter(escalation_steps::version.gt(seen))
        .filter(escalation_steps::actor_id.ne(me))
        .order(escalation_steps::id.desc())
        .select(Step::as_select())
        .first(conn)
        .optional()
}

/// The version to act on for somebody who saw `seen`: the present one if only the clock and they themselves have acted
/// since.
///
/// # Errors
/// When the database fails.
pub fn version(conn: &mut AnyConnection, row: &Escalation, seen: i64, me: i64) -> QueryResult<i64> {
    Ok(if by_others(conn, row.question_id, seen, me)?.is_some() { seen } else { row.version.max(seen) })
}

/// The last step that `actor` did to a question: for taking it back.
///
/// # Errors
/// When the database fails.
pub fn last_of(conn: &mut AnyConnection, question_id: i64, actor: i64) -> QueryResult<Option<i64>> {
    escalation_steps::table
        .filter(escalation_steps::question_id.eq(question_id))
        .filter(escalation_steps::actor_id.eq(actor))
        .order(escalation_steps::id.desc())
        .select(escalation_steps::id)
        .first(conn)
        .optional()
}
