//! Noting that peers were asked, by whoever asked them: the timeline says so only when it is true.

use super::kinds::StepKind;
use super::rows::{self, NewStep};
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;

/// Notes that so many people were asked about a question. Nothing moves by it.
///
/// # Errors
/// When the database fails.
pub fn note(tx: &mut Tx<'_>, question_id: i64, people: usize, at: Micros) -> Verdict<()> {
    if let Some(row) = rows::find(tx.conn(), question_id)? {
        let step =
            NewStep { reason: people.to_string(), version: row.version, ..NewStep::of(&row, StepKind::Nudged, at) };
        rows::insert_steps(tx, vec![step])?;
        tx.touch("question", question_id);
    }
    Ok(())
}
