//! Why a question is due when it is: which policy matched and why, which calendar counts, each interval that was counted.

use super::agenda::{Promise, Task, promise};
use super::policy::Question;
use super::rows::{self, Escalation, Step};
use super::settle;
use super::stage::Stage;
use super::terms::Book;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};

/// Intervals that are listed at most.
const INTERVALS: usize = 200;

/// Whether a policy that was asked before the one that matched is for the question.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Reason {
    /// It is the one.
    Matches,
    /// It begins after the question was asked.
    StartsLater,
    /// It asks for another product.
    Product,
    /// It asks for another category.
    Category,
    /// It asks for other tags.
    Tags,
    /// It asks for another language.
    Language,
    /// It asks for another priority.
    Priority,
}

/// A policy that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Looked {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What was found.
    pub reason: Reason,
}

/// The reasoning for a question.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Explanation {
    /// Where it stands.
    pub row: Escalation,
    /// The policies in the order in which they were asked, up to the one that matched.
    pub policies: Vec<Looked>,
    /// The name of the calendar that counts, and its zone; none while peers have it: they have every hour.
    pub calendar: Option<(String, String)>,
    /// The time that its stage has, in microseconds.
    pub window: Option<i64>,
    /// The stretches of open time from when it counts until it is due.
    pub intervals: Vec<(Micros, Micros)>,
    /// What the clock does next, and when.
    pub next: Option<(Micros, String)>,
    /// What is promised.
    #[serde(skip)]
    pub promise: Option<Promise>,
    /// What happened.
    pub steps: Vec<Step>,
}

/// Explains.
///
/// # Errors
/// `NotFound` for a question that never escalates.
pub fn explain(conn: &mut AnyConnection, question_id: i64) -> Verdict<Explanation> {
    let row = rows::find(conn, question_id)?.ok_or(Refusal::NotFound)?;
    let book = Book::load(conn)?.ok_or(Refusal::NotFound)?;
    let question = settle::question(conn, question_id, row.priority)?;
    let steps = rows::steps(conn, question_id)?;
    Ok(reasoning(row, &book, &question, steps))
}

/// The same without a database.
pub fn reasoning(row: Escalation, book: &Book, question: &Question, steps: Vec<Step>) -> Explanation {
    let matched = book.for_question(question).id;
    let mut policies = Vec::new();
    for policy in &book.policies {
        let reason = if policy.id == matched { Reason::Matches } else { why_not(policy, question) };
        policies.push(Looked { id: policy.id, name: policy.name.clone(), reason });
        if policy.id == matched {
            break;
        }
    }
    let (terms, policy) = (book.terms(row.policy_id), book.policy(row.policy_id));
    let (calendar, counts, window) = match row.stage {
        Stage::Peers => (None, None, Some(policy.policy.peer_window)),
        Stage::Triage => (Some(policy.triage_calendar_id), Some(terms.triage), Some(policy.policy.triage_window)),
        Stage::Staff => (Some(policy.staff_calendar_id), Some(terms.staff), Some(policy.policy.first_response)),
        Stage::HandedOver => {
            let time = policy.policy.solution.unwrap_or(policy.policy.first_response);
            (Some(policy.staff_calendar_id), Some(terms.staff), Some(time))
        }
    };
    let intervals = match (row.due, counts) {
        (Some(due), Some(calendar)) => calendar.intervals(row.counted_from, due).take(INTERVALS).collect(),
        (Some(due), None) => vec![(row.counted_from, due)],
        (None, _) => Vec::new(),
    };
    let word = |task| match task {
        Task::Nudge(_) => "nudge",
        Task::Warn => "warn",
        Task::Step => "step",
        Task::Overdue => "overdue",
    };
    Explanation {
        policies,
        calendar: calendar.and_then(|id| book.hours_of(id)).map(|hours| (hours.name.clone(), hours.zone.clone())),
        window,
        intervals,
        next: row.agenda().next(&terms).map(|(at, task)| (at, word(task).to_owned())),
        promise: promise(&row.standing(), &terms),
        steps,
        row,
    }
}

fn why_not(policy: &super::terms::StoredPolicy, question: &Question) -> Reason {
    let wanted = &policy.policy.conditions;
    if question.asked_at < policy.policy.starts_at {
        Reason::StartsLater
    } else if !wanted.products.is_empty() && !question.product.is_some_and(|id| wanted.products.contains(&id)) {
        Reason::Product
    } else if !wanted.categories.is_empty() && !question.category.is_some_and(|id| wanted.categories.contains(&id)) {
        Reason::Category
    } else if !wanted.tags.is_empty() && !question.tags.iter().any(|tag| wanted.tags.contains(tag)) {
        Reason::Tags
    } else if !wanted.languages.is_empty() && !wanted.languages.contains(&question.language) {
        Reason::Language
    } else {
        Reason::Priority
    }
}
