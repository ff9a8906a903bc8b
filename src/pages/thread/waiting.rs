//! Where a question stands, for its page: with whom, until when, and what it went through.

use diesel::prelude::*;

use crate::escalation::agenda::{Promise, promise};
use crate::escalation::kinds::StepKind;
use crate::escalation::rows::{self, Escalation};
use crate::escalation::stage::Stage;
use crate::escalation::still_needs_help::latest_answer;
use crate::escalation::tables::escalation_steps;
use crate::escalation::terms::Book;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, among};
use crate::ground::refusal::Verdict;

use super::rows::Head;

/// Steps that are shown at most.
const STEPS: i64 = 100;

/// Where it stands.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    /// None for what never escalates.
    pub row: Option<Escalation>,
    /// What is promised while it waits.
    pub promised: Option<Promise>,
    /// What everybody may know of its way, and how many were asked to help.
    pub steps: Vec<(StepKind, Stage, Micros, i64)>,
}

impl Waiting {
    /// With whom it is while it waits.
    pub fn stage(&self) -> Option<Stage> {
        self.row.as_ref().filter(|row| row.waits).map(|row| row.stage)
    }

    /// When the page says something else next although nothing has happened.
    pub fn turns(&self, now: Micros) -> Option<Micros> {
        let promised = self.promised.map(|p| [p.triage_at, p.staff_at, p.answered_by]).unwrap_or_default();
        let snoozed = self.row.as_ref().and_then(|row| row.snoozed_until);
        promised.into_iter().chain([snoozed]).flatten().filter(|at| *at > now).min()
    }

    /// Whether somebody waits for an answer.
    pub fn waits(&self, head: &Head) -> bool {
        self.row.as_ref().map_or(head.answer_count == 0, |row| row.waits)
    }
}

/// Loads it.
///
/// # Errors
/// When the database fails.
pub fn load(conn: &mut AnyConnection, question_id: i64) -> Verdict<Waiting> {
    let Some(row) = rows::find(conn, question_id)? else { return Ok(Waiting::default()) };
    let promised = if row.waits {
        Book::load(conn)?.and_then(|book| promise(&row.standing(), &book.terms(row.policy_id)))
    } else {
        None
    };
    let shown: Vec<StepKind> = StepKind::ALL.iter().copied().filter(|kind| kind.is_public()).collect();
    let public = escalation_steps::table
        .filter(escalation_steps::question_id.eq(question_id))
        .filter(among(escalation_steps::kind, &shown))
        .filter(escalation_steps::undone_at.is_null())
        .order(escalation_steps::id)
        .limit(STEPS)
        .select((escalation_steps::kind, escalation_steps::stage, escalation_steps::at, escalation_steps::reason));
    let steps: Vec<(StepKind, Stage, Micros, String)> = crate::on_both!(conn, inner => public.load(inner))?;
    // What else is a reason is for those who work on it.
    let people = |kind, reason: String| if kind == StepKind::Nudged { reason.parse().unwrap_or(0) } else { 0 };
    let steps = steps.into_iter().map(|(kind, stage, at, why)| (kind, stage, at, people(kind, why))).collect();
    Ok(Waiting { row: Some(row), promised, steps })
}

/// Whether its asker may say that they still need help.
///
/// # Errors
/// When the database fails.
pub fn may_ask_again(conn: &mut AnyConnection, question_id: i64, waiting: &Waiting) -> Verdict<bool> {
    let Some(row) = waiting.row.as_ref().filter(|row| row.answered && !row.closed) else { return Ok(false) };
    let latest = latest_answer(conn, question_id)?;
    Ok(latest.is_some() && latest != row.asked_again_post)
}
