//! What somebody was asked and why, for their own eyes.

use diesel::prelude::*;

use super::NudgeState;
use super::why::Why;
use crate::escalation::tables::nudges;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::threads::tables::questions;

/// Lines of the list.
const LINES: i64 = 20;

/// One time that somebody was asked, or would have been.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Asked {
    pub question_id: i64,
    /// None when it is not there for everybody any more.
    pub title: Option<(String, String)>,
    pub why: Why,
    pub state: NudgeState,
    pub at: Micros,
}

/// The last times, the newest first.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, person: i64) -> QueryResult<Vec<Asked>> {
    let rows: Vec<(i64, String, NudgeState, Micros, String, String, bool)> = nudges::table
        .inner_join(questions::table.on(questions::id.eq(nudges::question_id)))
        .filter(nudges::person_id.eq(person))
        .order((nudges::created_at.desc(), nudges::id.desc()))
        .limit(LINES)
        .select((
            nudges::question_id,
            nudges::why,
            nudges::state,
            nudges::created_at,
            questions::title,
            questions::lang,
            questions::shown,
        ))
        .load(conn)?;
    let one = |(question_id, why, state, at, title, lang, shown): (_, String, _, _, _, _, bool)| Asked {
        question_id,
        title: shown.then_some((title, lang)),
        why: Why::read(&why),
        state,
        at,
    };
    Ok(rows.into_iter().map(one).collect())
}
