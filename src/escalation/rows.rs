//! A question's escalation as it is stored, and how it is read, locked and changed: only if it is still as it was read.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::agenda::Agenda;
use super::kinds::StepKind;
use super::stage::{Stage, Standing, Terms};
use super::tables::{escalation_steps, escalations};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx, among};
use crate::ground::refusal::{Refusal, Verdict};

/// Where a question stands, as stored.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, serde::Serialize, serde::Deserialize)]
#[diesel(table_name = escalations)]
#[allow(missing_docs)] // the columns; the migration says what they hold
pub struct Escalation {
    pub question_id: i64,
    pub policy_id: i64,
    pub team_id: Option<i64>,
    pub priority: i64,
    pub stage: Stage,
    pub since: Micros,
    pub counted_from: Micros,
    pub due: Option<Micros>,
    pub answered: bool,
    pub closed: bool,
    pub sent_back: i64,
    pub waits: bool,
    pub next_at: Option<Micros>,
    pub nudged: i64,
    pub warned_at: Option<Micros>,
    pub overdue_at: Option<Micros>,
    pub asked_again_at: Option<Micros>,
    pub asked_again_post: Option<i64>,
    pub claimed_by: Option<i64>,
    pub claimed_until: Option<Micros>,
    pub assigned_to: Option<i64>,
    pub assigned_at: Option<Micros>,
    pub snoozed_until: Option<Micros>,
    pub version: i64,
}

impl Escalation {
    /// As the rules see it.
    pub fn standing(&self) -> Standing {
        Standing {
            stage: self.stage,
            since: self.since,
            counted_from: self.counted_from,
            due: self.due,
            answered: self.answered,
            closed: self.closed,
            sent_back: self.sent_back,
        }
    }

    /// As the clock sees it.
    pub fn agenda(&self) -> Agenda {
        Agenda {
            standing: self.standing(),
            nudged: usize::try_from(self.nudged).unwrap_or_default(),
            warned_at: self.warned_at,
            overdue_at: self.overdue_at,
        }
    }

    /// Takes over what the rules say. Whoever had it in an earlier stage has it no longer.
    pub(super) fn stand(&mut self, agenda: &Agenda, terms: &Terms<'_>) {
        let standing = &agenda.standing;
        if standing.stage != self.stage || standing.since != self.since {
            (self.claimed_by, self.claimed_until, self.snoozed_until) = (None, None, None);
            let handed = [standing.stage, self.stage].contains(&Stage::HandedOver);
            if !(handed && standing.stage >= Stage::Staff) {
                (self.assigned_to, self.assigned_at) = (None, None);
            }
        }
        self.stage = standing.stage;
        self.since = standing.since;
        self.counted_from = standing.counted_from;
        self.due = standing.due;
        self.answered = standing.answered;
        self.closed = standing.closed;
        self.sent_back = standing.sent_back;
        self.waits = standing.waits();
        self.nudged = i64::try_from(agenda.nudged).unwrap_or(i64::MAX);
        self.warned_at = agenda.warned_at;
        self.overdue_at = agenda.overdue_at;
        self.next_at = agenda.next(terms).map(|(at, _)| at);
    }

    /// Who has it for the moment: a claim ends by itself.
    pub fn claimant(&self, now: Micros) -> Option<i64> {
        self.claimed_by.filter(|_| self.claimed_until.is_some_and(|until| until > now))
    }

    /// Whether it is put off.
    pub fn is_snoozed(&self, now: Micros) -> bool {
        self.snoozed_until.is_some_and(|until| until > now)
    }
}

/// A step of a question's way, as stored.
#[derive(Clone, Debug, Queryable, Selectable, serde::Serialize)]
#[diesel(table_name = escalation_steps)]
#[allow(missing_docs)] // the columns
pub struct Step {
    pub id: i64,
    pub question_id: i64,
    pub kind: StepKind,
    pub stage: Stage,
    pub at: Micros,
    pub due: Option<Micros>,
    pub policy_id: i64,
    pub actor_id: Option<i64>,
    pub team_id: Option<i64>,
    #[serde(skip)]
    pub reason: String,
    #[serde(skip)]
    pub before: Option<String>,
    pub version: i64,
    pub undone_at: Option<Micros>,
}

/// A step to store.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = escalation_steps)]
pub(super) struct NewStep {
    pub question_id: i64,
    pub kind: StepKind,
    pub stage: Stage,
    pub at: Micros,
    pub due: Option<Micros>,
    pub policy_id: i64,
    pub actor_id: Option<i64>,
    pub team_id: Option<i64>,
    pub reason: String,
    pub before: Option<String>,
    pub version: i64,
}

impl NewStep {
    /// What happened to `row` (as it is afterwards, before it is saved), by the program itself.
    pub fn of(row: &Escalation, kind: StepKind, at: Micros) -> Self {
        Self {
            question_id: row.question_id,
            kind,
            stage: row.stage,
            at,
            due: row.due,
            policy_id: row.policy_id,
            actor_id: None,
            team_id: row.team_id,
            reason: String::new(),
            before: None,
            version: row.version + 1,
        }
    }
}

/// Where a question stands; none if it never escalates.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut AnyConnection, question_id: i64) -> QueryResult<Option<Escalation>> {
    let row = escalations::table.find(question_id);
    crate::on_both!(conn, inner => row.select(Escalation::as_select()).first(inner)).optional()
}

/// With whom those of these questions are that wait for an answer.
///
/// # Errors
/// When the database fails.
pub fn stages(conn: &mut AnyConnection, questions: &[i64]) -> QueryResult<HashMap<i64, Stage>> {
    let rows: Vec<(i64, Stage)> = escalations::table
        .filter(among(escalations::question_id, questions))
        .filter(escalations::waits)
        .select((escalations::question_id, escalations::stage))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The same, held until the commit, so that nodes change it one after the other.
pub(super) fn locked(tx: &mut Tx<'_>, question_id: i64) -> QueryResult<Option<Escalation>> {
    match tx.conn() {
        AnyConnection::Sqlite(inner) => {
            escalations::table.find(question_id).select(Escalation::as_select()).first(inner).optional()
        }
        AnyConnection::Postgres(inner) => {
            escalations::table.find(question_id).for_update().select(Escalation::as_select()).first(inner).optional()
        }
    }
}

/// Whether a question has an answer that counts already, held as by `locked`; nothing where it stands nowhere.
pub(super) fn is_answered(tx: &mut Tx<'_>, question_id: i64) -> QueryResult<Option<bool>> {
    let answered = escalations::table.find(question_id).select(escalations::answered);
    match tx.conn() {
        AnyConnection::Sqlite(inner) => answered.first(inner).optional(),
        AnyConnection::Postgres(inner) => answered.for_update().first(inner).optional(),
    }
}

/// What happened to a question, in order.
///
/// # Errors
/// When the database fails.
pub fn steps(conn: &mut AnyConnection, question_id: i64) -> QueryResult<Vec<Step>> {
    escalation_steps::table
        .filter(escalation_steps::question_id.eq(question_id))
        .order(escalation_steps::id)
        .limit(500)
        .select(Step::as_select())
        .load(conn)
}

/// The latest thing that happened to a question.
///
/// # Errors
/// When the database fails.
pub fn latest_step(conn: &mut AnyConnection, question_id: i64) -> QueryResult<Option<Step>> {
    escalation_steps::table
        .filter(escalation_steps::question_id.eq(question_id))
        .order(escalation_steps::id.desc())
        .select(Step::as_select())
        .first(conn)
        .optional()
}

pub(super) fn insert(tx: &mut Tx<'_>, row: &Escalation) -> QueryResult<()> {
    diesel::insert_into(escalations::table)
        .values((
            escalations::question_id.eq(row.question_id),
            escalations::policy_id.eq(row.policy_id),
            escalations::team_id.eq(row.team_id),
            escalations::priority.eq(row.priority),
            escalations::stage.eq(row.stage),
            escalations::since.eq(row.since),
            escalations::counted_from.eq(row.counted_from),
            escalations::due.eq(row.due),
            escalations::answered.eq(row.answered),
            escalations::closed.eq(row.closed),
            escalations::sent_back.eq(row.sent_back),
            escalations::waits.eq(row.waits),
            escalations::next_at.eq(row.next_at),
            escalations::nudged.eq(row.nudged),
        ))
        .execute(tx.conn())
        .map(|_| ())
}

/// Rows in one statement.
const TOGETHER: usize = 250;

#[derive(QueryableByName)]
struct Saved {
    #[diesel(sql_type = BigInt)]
    question_id: i64,
}

/// Stores rows that are still as they were read, any number by few statements; says which ones were. Their versions
/// are one higher afterwards.
pub(super) fn save_all(tx: &mut Tx<'_>, rows: &[Escalation]) -> QueryResult<HashSet<i64>> {
    let mut saved = HashSet::with_capacity(rows.len());
    for part in rows.chunks(TOGETHER) {
        // Only numbers and our own words go into the text, so nothing needs binding.
        let mut values = String::new();
        for row in part {
            let comma = if values.is_empty() { "" } else { ", " };
            let _ =
                write!(values, "{comma}({}, {}, '{}', {}", row.question_id, row.version, row.stage.word(), flags(row));
            for number in numbers(row) {
                let _ = match number {
                    Some(number) => write!(values, ", {number}"),
                    None => write!(values, ", NULL"),
                };
            }
            values.push(')');
        }
        let mut set = String::from("stage = v.column3, answered = v.column4, closed = v.column5, waits = v.column6");
        for (place, column) in (7..).zip(NUMBERS) {
            let _ = write!(set, ", {column} = CAST(v.column{place} AS BIGINT)");
        }
        let sql = format!(
            "UPDATE escalations SET version = version + 1, {set} FROM (VALUES {values}) AS v \
             WHERE question_id = v.column1 AND version = v.column2 RETURNING question_id"
        );
        let done: Vec<Saved> = crate::on_both!(tx.conn(), inner => diesel::sql_query(sql).load(inner))?;
        saved.extend(done.into_iter().map(|row| row.question_id));
    }
    Ok(saved)
}

fn flags(row: &Escalation) -> String {
    [row.answered, row.closed, row.waits].map(|flag| if flag { "TRUE" } else { "FALSE" }).join(", ")
}

const NUMBERS: [&str; 18] = [
    "policy_id",
    "team_id",
    "priority",
    "since",
    "counted_from",
    "due",
    "sent_back",
    "next_at",
    "nudged",
    "warned_at",
    "overdue_at",
    "asked_again_at",
    "asked_again_post",
    "claimed_by",
    "claimed_until",
    "assigned_to",
    "assigned_at",
    "snoozed_until",
];

fn numbers(row: &Escalation) -> [Option<i64>; 18] {
    let time = |at: Option<Micros>| at.map(|at| at.0);
    [
        Some(row.policy_id),
        row.team_id,
        Some(row.priority),
        Some(row.since.0),
        Some(row.counted_from.0),
        time(row.due),
        Some(row.sent_back),
        time(row.next_at),
        Some(row.nudged),
        time(row.warned_at),
        time(row.overdue_at),
        time(row.asked_again_at),
        row.asked_again_post,
        row.claimed_by,
        time(row.claimed_until),
        row.assigned_to,
        time(row.assigned_at),
        time(row.snoozed_until),
    ]
}

/// Stores one row with what happened to it.
///
/// # Errors
/// `Conflict` when somebody else was faster.
pub(super) fn save(tx: &mut Tx<'_>, row: &Escalation, steps: Vec<NewStep>) -> Verdict<()> {
    if save_all(tx, std::slice::from_ref(row))?.is_empty() {
        return Err(Refusal::Conflict("problem-escalation-changed"));
    }
    Ok(insert_steps(tx, steps)?)
}

/// Any number of steps: on PostgreSQL by few statements; SQLite has no way to save, so it takes them one by one.
pub(super) fn insert_steps(tx: &mut Tx<'_>, steps: Vec<NewStep>) -> QueryResult<()> {
    match tx.conn() {
        AnyConnection::Sqlite(inner) => {
            for step in steps {
                diesel::insert_into(escalation_steps::table).values(step).execute(inner)?;
            }
        }
        AnyConnection::Postgres(inner) => {
            for part in steps.chunks(TOGETHER) {
                diesel::insert_into(escalation_steps::table).values(part).execute(inner)?;
            }
        }
    }
    Ok(())
}
