//! Asking peers for help: at the policy's moments the few who probably know the answer are asked, if they agreed to be.
//!
//! | file      | what it knows                                                            |
//! |-----------|--------------------------------------------------------------------------|
//! | `pick`    | who is asked, of those who could be: a pure rule                         |
//! | `find`    | who could be                                                             |
//! | `reader`  | follows the log: asks when it is time, notes who answered                |
//! | `why`     | why somebody was asked, as stored and in words                           |
//! | `consent` | who may be asked                                                         |
//! | `decline` | "not me"                                                                 |
//! | `history` | what somebody was asked, for them to see                                 |
//! | `results` | what came of it, for those who run the forum                             |
//!
//! It must never ask somebody who did not agree, more often than their budget, in their quiet hours, or about what is
//! answered; and say nowhere that people were asked when nobody was.

pub mod consent;
pub mod decline;
mod find;
pub mod history;
pub mod pick;
mod reader;
pub mod results;
pub mod why;

use std::collections::HashMap;

use diesel::prelude::*;

pub use reader::Nudger;

use self::why::Why;
use crate::escalation::tables::nudges;
use crate::ground::db::{AnyConnection, among};

crate::text_enum! {
    /// What came of asking somebody. Texts are `nudge-state-WORD`.
    NudgeState {
        /// They were asked.
        Asked = "asked",
        /// They said: not me.
        Declined = "declined",
        /// They answered.
        Answered = "answered",
        /// They would have been asked, but were not: to see whether asking helps.
        HeldOut = "held_out",
    }
}

/// Why somebody was asked, and whether it is still open whether they answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub struct Ask {
    pub why: Why,
    pub open: bool,
}

/// The page on which somebody says that they cannot help.
pub fn page(question_id: i64) -> String {
    format!("/inbox/asked/{question_id}")
}

/// Why somebody was asked about each of these questions.
///
/// # Errors
/// When the database fails.
pub fn asks(conn: &mut AnyConnection, person: i64, questions: Vec<i64>) -> QueryResult<HashMap<i64, Ask>> {
    if questions.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, String, NudgeState)> = nudges::table
        .filter(among(nudges::question_id, &questions))
        .filter(nudges::person_id.eq(person))
        .filter(nudges::state.ne(NudgeState::HeldOut))
        .select((nudges::question_id, nudges::why, nudges::state))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(question, why, state)| (question, Ask { why: Why::read(&why), open: state == NudgeState::Asked }))
        .collect())
}
