//! Questions of a period, and what became of each.

use std::collections::HashMap;

use diesel::prelude::*;

use super::period::Period;
use crate::escalation::kinds::StepKind;
use crate::escalation::stage::Stage;
use crate::escalation::tables::{escalation_steps, escalations};
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::threads::tables::questions;

/// Questions that are looked at at most; the latest ones.
pub const MOST: i64 = 50_000;

/// A question that was asked in the period, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// When it was asked.
    pub asked_at: Micros,
    /// When somebody else first answered.
    pub answered_at: Option<Micros>,
    /// When it was first solved, if it still is.
    pub solved_at: Option<Micros>,
    /// With whom it was when the first answer came that counts by its policy, if one still does.
    pub answered_with: Option<Stage>,
}

impl Case {
    /// Microseconds to the first answer.
    pub fn to_answer(&self) -> Option<i64> {
        self.answered_at.map(|at| at.since(self.asked_at).max(0))
    }

    /// Microseconds to the solution.
    pub fn to_solution(&self) -> Option<i64> {
        self.solved_at.map(|at| at.since(self.asked_at).max(0))
    }
}

/// What was asked in the period, of one product or of all, by two statements.
///
/// # Errors
/// When the database fails.
pub fn load(conn: &mut AnyConnection, period: &Period, product: Option<i64>) -> QueryResult<Vec<Case>> {
    type Row = (i64, Micros, Option<Micros>, Option<Micros>, Option<bool>);
    let mut asked = questions::table
        .left_join(escalations::table.on(escalations::question_id.eq(questions::id)))
        .filter(questions::created_at.ge(period.from))
        .filter(questions::created_at.le(period.to))
        .filter(questions::shown)
        .order(questions::created_at.desc())
        .limit(MOST)
        .select((
            questions::id,
            questions::created_at,
            questions::first_answer_at,
            questions::solved_at,
            escalations::answered.nullable(),
        ))
        .into_boxed();
    if let Some(product) = product {
        asked = asked.filter(questions::product_id.eq(product));
    }
    let asked: Vec<Row> = asked.load(conn)?;
    let ended: Vec<(i64, Stage)> = escalation_steps::table
        .filter(escalation_steps::kind.eq(StepKind::Answered))
        .filter(escalation_steps::at.ge(period.from))
        .order(escalation_steps::id.desc())
        .limit(2 * MOST)
        .select((escalation_steps::question_id, escalation_steps::stage))
        .load(conn)?;
    // The latest comes first, so the first one of a question is what stays.
    let first: HashMap<i64, Stage> = ended.into_iter().collect();
    let case = |(id, asked_at, answered_at, solved_at, answered): Row| {
        let answered_with = match answered {
            Some(true) => first.get(&id).copied(),
            // Its answer is gone, or did not help.
            Some(false) => None,
            // What never escalates is with peers for good.
            None => answered_at.map(|_| Stage::Peers),
        };
        Case { asked_at, answered_at, solved_at, answered_with }
    };
    Ok(asked.into_iter().map(case).collect())
}
