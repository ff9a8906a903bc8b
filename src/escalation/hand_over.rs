//! Handing a question over to a ticket system, and what becomes of it there. The question stays open, and its time
//! runs on, until something public is posted or somebody says in public why not.

use diesel::prelude::*;

use super::acting::{book, waiting, works_for};
use super::events::{HandOverEnded, HandOverReported, HandOverResumed, QuestionHandedOver};
use super::kinds::{Outcome, StepKind, SystemKind, Trouble};
use super::rows::Escalation;
use super::stage::{Happening, Stage};
use super::tables::{hand_overs, ticket_systems};
use crate::accounts::Actor;
use crate::accounts::permissions::Act;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::Rules;

/// Characters of a note to the ticket system at most.
pub const NOTE: usize = 2_000;
/// Characters of what a ticket system says of itself at most: state, number, address.
pub const WORD: usize = 200;
/// Systems to choose from at most.
const MOST: i64 = 50;

/// A hand-over as stored.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = hand_overs)]
#[allow(missing_docs)] // the columns; the migration says what they hold
pub struct HandOver {
    pub id: i64,
    pub question_id: i64,
    pub system_id: i64,
    pub person_id: i64,
    pub note: String,
    pub ticket_id: Option<String>,
    pub ticket_number: Option<String>,
    pub ticket_url: Option<String>,
    pub ticket_state: Option<String>,
    pub reported_at: Option<Micros>,
    pub trouble: Option<Trouble>,
    pub answer_id: Option<i64>,
    pub created_at: Micros,
    pub ended_at: Option<Micros>,
    pub outcome: Option<Outcome>,
}

/// A system that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = ticket_systems)]
#[allow(missing_docs)] // the columns
pub struct Choice {
    pub id: i64,
    pub name: String,
    pub kind: SystemKind,
}

/// The systems that take a team's questions, by name.
///
/// # Errors
/// When the database fails.
pub fn choices(conn: &mut AnyConnection, team: Option<i64>) -> QueryResult<Vec<Choice>> {
    ticket_systems::table
        .filter(ticket_systems::retired_at.is_null())
        .filter(ticket_systems::team_id.is_null().or(ticket_systems::team_id.eq(team)))
        .order((ticket_systems::name, ticket_systems::id))
        .limit(MOST)
        .select(Choice::as_select())
        .load(conn)
}

/// The last hand-over of a question, over or not.
///
/// # Errors
/// When the database fails.
pub fn last(conn: &mut AnyConnection, question_id: i64) -> QueryResult<Option<HandOver>> {
    hand_overs::table
        .filter(hand_overs::question_id.eq(question_id))
        .order(hand_overs::id.desc())
        .select(HandOver::as_select())
        .first(conn)
        .optional()
}

/// Hands a question over that is with staff. Returns the hand-over's number.
///
/// # Errors
/// `NotFound`, `Forbidden` for those who are not of its team, `Invalid` for a system that does not take it or a note
/// that is too long, or `Conflict` when it changed or is not with staff.
#[allow(clippy::too_many_arguments)] // who, what, where to and why
pub fn hand_over(
    tx: &mut Tx<'_>,
    actor: &Actor,
    question_id: i64,
    seen: i64,
    system_id: i64,
    note: &str,
    rules: &Rules,
    now: Micros,
) -> Verdict<i64> {
    rules.allow(actor, Act::WorkAtDesk, false, now)?;
    let note = note.trim();
    if note.chars().count() > NOTE {
        return Err(Refusal::field("note", "handover-problem-note"));
    }
    let book = book(tx.conn())?;
    let (mut walk, before) = waiting(tx, &book, actor, question_id, seen, now)?;
    if before.stage != Stage::Staff {
        let with_system = before.stage == Stage::HandedOver;
        return Err(Refusal::Conflict(if with_system { "handover-problem-already" } else { "problem-not-with-staff" }));
    }
    if !works_for(actor, before.team_id) {
        return Err(Refusal::forbidden("problem-other-team"));
    }
    if !choices(tx.conn(), before.team_id)?.iter().any(|system| system.id == system_id) {
        return Err(Refusal::field("system", "handover-problem-system"));
    }
    walk.happens(Happening::HandedOver, StepKind::HandedOver, now);
    walk.keep_before(&before);
    let hand_over_id = diesel::insert_into(hand_overs::table)
        .values((
            hand_overs::question_id.eq(question_id),
            hand_overs::system_id.eq(system_id),
            hand_overs::person_id.eq(actor.id),
            hand_overs::note.eq(note),
            hand_overs::created_at.eq(now),
        ))
        .returning(hand_overs::id)
        .get_result(tx.conn())?;
    walk.save(tx)?;
    tx.record(Some(actor.id), &QuestionHandedOver { question_id, post_id: question_id, hand_over_id }, now);
    Ok(hand_over_id)
}

/// Takes a question back that is with a ticket system: staff answer it here.
///
/// # Errors
/// As `hand_over`.
pub fn take_back(
    tx: &mut Tx<'_>,
    actor: &Actor,
    question_id: i64,
    seen: i64,
    rules: &Rules,
    now: Micros,
) -> Verdict<()> {
    rules.allow(actor, Act::WorkAtDesk, false, now)?;
    let book = book(tx.conn())?;
    let (mut walk, before) = waiting(tx, &book, actor, question_id, seen, now)?;
    if before.stage != Stage::HandedOver {
        return Err(Refusal::Conflict("handover-problem-not-there"));
    }
    if !works_for(actor, before.team_id) {
        return Err(Refusal::forbidden("problem-other-team"));
    }
    walk.happens(Happening::TakenBack, StepKind::TakenBack, now);
    walk.keep_before(&before);
    walk.save(tx)
}

/// Keeps a hand-over in step with its question, in the transaction that changed the question: it is over once the
/// question waits no more or left the stage, and goes on when the answer that ended it counts no more.
pub(super) fn follow(tx: &mut Tx<'_>, row: &Escalation, actor: Option<i64>, now: Micros) -> Verdict<()> {
    let Some(last) = last(tx.conn(), row.question_id)? else { return Ok(()) };
    let there = row.stage == Stage::HandedOver;
    let (question_id, hand_over_id) = (row.question_id, last.id);
    let mine = hand_overs::table.find(last.id);
    match (last.ended_at.is_some(), there && row.waits) {
        (false, false) => {
            let outcome = match (there, row.answered) {
                (true, true) => Outcome::Answered,
                (true, false) => Outcome::Closed,
                (false, _) => Outcome::TakenBack,
            };
            diesel::update(mine)
                .set((
                    hand_overs::ended_at.eq(Some(now)),
                    hand_overs::outcome.eq(Some(outcome)),
                    hand_overs::trouble.eq(None::<Trouble>),
                ))
                .execute(tx.conn())?;
            tx.record(actor, &HandOverEnded { question_id, hand_over_id, outcome }, now);
        }
        (true, true) => {
            diesel::update(mine)
                .set((hand_overs::ended_at.eq(None::<Micros>), hand_overs::outcome.eq(None::<Outcome>)))
                .execute(tx.conn())?;
            tx.record(actor, &HandOverResumed { question_id, hand_over_id }, now);
        }
        _ => {}
    }
    Ok(())
}

/// How things stand in the ticket system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The ticket's id there.
    pub id: Option<String>,
    /// The number that people call it by.
    pub number: Option<String>,
    /// Where staff find it: http or https.
    pub url: Option<String>,
    /// Its state in the system's own word.
    pub state: Option<String>,
    /// When the system said so by its own clock, if it did: what is older than what is known changes nothing.
    pub at: Option<Micros>,
}

/// Keeps what a ticket system says of a ticket; what it does not say stays. Whether it is not older than what is known.
///
/// # Errors
/// `NotFound`.
pub fn report(tx: &mut Tx<'_>, hand_over_id: i64, report: &Report, now: Micros) -> Verdict<bool> {
    let known: HandOver = hand_overs::table.find(hand_over_id).select(HandOver::as_select()).first(tx.conn())?;
    if report.at.is_some_and(|at| known.reported_at.is_some_and(|last| at < last)) {
        return Ok(false);
    }
    let short = |new: &Option<String>, old: &Option<String>| -> Option<String> {
        let new = new.as_deref().map(str::trim).filter(|new| !new.is_empty());
        new.map(|new| new.chars().filter(|c| !c.is_control()).take(WORD).collect()).or_else(|| old.clone())
    };
    let url = report.url.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    let said = HandOver {
        ticket_id: short(&report.id, &known.ticket_id),
        ticket_number: short(&report.number, &known.ticket_number),
        ticket_url: short(&url, &known.ticket_url),
        ticket_state: short(&report.state, &known.ticket_state),
        reported_at: report.at.or(known.reported_at),
        ..known.clone()
    };
    if said == known {
        return Ok(true);
    }
    diesel::update(hand_overs::table.find(hand_over_id))
        .set((
            hand_overs::ticket_id.eq(said.ticket_id),
            hand_overs::ticket_number.eq(said.ticket_number),
            hand_overs::ticket_url.eq(said.ticket_url),
            hand_overs::ticket_state.eq(said.ticket_state),
            hand_overs::reported_at.eq(said.reported_at),
        ))
        .execute(tx.conn())?;
    tx.record(None, &HandOverReported { question_id: known.question_id, hand_over_id }, now);
    Ok(true)
}

/// Marks that a hand-over needs somebody's look, or no more.
///
/// # Errors
/// When the database fails.
pub fn trouble(tx: &mut Tx<'_>, hand_over_id: i64, trouble: Option<Trouble>) -> QueryResult<()> {
    let open = hand_overs::table.find(hand_over_id).filter(hand_overs::ended_at.is_null());
    diesel::update(open).set(hand_overs::trouble.eq(trouble)).execute(tx.conn()).map(|_| ())
}

/// Notes which answer came from the ticket system.
///
/// # Errors
/// When the database fails.
pub fn answered_from_there(tx: &mut Tx<'_>, hand_over_id: i64, answer_id: i64) -> QueryResult<()> {
    diesel::update(hand_overs::table.find(hand_over_id))
        .set((hand_overs::answer_id.eq(Some(answer_id)), hand_overs::trouble.eq(None::<Trouble>)))
        .execute(tx.conn())
        .map(|_| ())
}
