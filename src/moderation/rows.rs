//! The queue's rows as verbs and pages use them.

use diesel::prelude::*;

use super::events::ReviewClosed;
use super::kinds::{About, Decision, ItemKind};
use super::tables::review_items;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};

/// The decision of an item that nobody had to decide: its subject changed otherwise.
pub const ELSEWHERE: &str = "elsewhere";

/// An item.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = review_items)]
#[allow(missing_docs)] // the columns
pub struct Row {
    pub id: i64,
    pub kind: ItemKind,
    pub subject: String,
    pub person_id: i64,
    pub question_id: Option<i64>,
    pub weight: i64,
    pub detail: String,
    pub opened_at: Micros,
    pub claimed_by: Option<i64>,
    pub claimed_until: Option<Micros>,
    pub decided_by: Option<i64>,
    pub decided_at: Option<Micros>,
    /// A `Decision`'s word, or `ELSEWHERE`.
    pub decision: Option<String>,
    pub reason: Option<String>,
    pub before: Option<String>,
}

impl Row {
    /// What it is about.
    ///
    /// # Errors
    /// `NotFound` for a word that nobody knows.
    pub fn about(&self) -> Verdict<About> {
        About::from_word(&self.subject).ok_or(Refusal::NotFound)
    }

    /// Who has taken it up at this moment.
    pub fn claimant(&self, now: Micros) -> Option<i64> {
        self.claimed_by.filter(|_| self.claimed_until.is_some_and(|until| until > now))
    }

    /// What was decided, if somebody did here.
    pub fn decided_as(&self) -> Option<Decision> {
        self.decision.as_deref().and_then(Decision::from_word)
    }
}

/// One of them.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConnection, id: i64) -> Verdict<Row> {
    Ok(review_items::table.find(id).select(Row::as_select()).first(conn)?)
}

/// The open one of a kind about something.
///
/// # Errors
/// When the database fails.
pub fn open_one(conn: &mut AnyConnection, kind: ItemKind, subject: &str) -> QueryResult<Option<Row>> {
    review_items::table
        .filter(review_items::kind.eq(kind))
        .filter(review_items::subject.eq(subject))
        .filter(review_items::decided_at.is_null())
        .select(Row::as_select())
        .first(conn)
        .optional()
}

/// What was decided here about something, the latest first.
///
/// # Errors
/// When the database fails.
pub fn decided(conn: &mut AnyConnection, subject: &str, limit: i64) -> QueryResult<Vec<Row>> {
    review_items::table
        .filter(review_items::subject.eq(subject))
        .filter(review_items::decided_by.is_not_null())
        .order(review_items::id.desc())
        .limit(limit)
        .select(Row::as_select())
        .load(conn)
}

/// Holds an item's row until the commit, so that two nodes decide one after the other, and reads it.
///
/// # Errors
/// `NotFound`.
pub(super) fn locked(tx: &mut Tx<'_>, id: i64) -> Verdict<Row> {
    diesel::update(review_items::table.find(id))
        .set(review_items::weight.eq(review_items::weight))
        .execute(tx.conn())?;
    find(tx.conn(), id)
}

/// Closes the open item of a kind about something because there is nothing to decide any more.
pub(super) fn close(
    tx: &mut Tx<'_>,
    kind: ItemKind,
    subject: &str,
    actor: Option<i64>,
    now: Micros,
) -> Verdict<Option<Row>> {
    let Some(row) = open_one(tx.conn(), kind, subject)? else { return Ok(None) };
    diesel::update(review_items::table.find(row.id))
        .set((
            review_items::decided_at.eq(Some(now)),
            review_items::decided_by.eq(actor),
            review_items::decision.eq(Some(ELSEWHERE)),
            review_items::claimed_by.eq(None::<i64>),
            review_items::claimed_until.eq(None::<Micros>),
        ))
        .execute(tx.conn())?;
    let closed =
        ReviewClosed { item_id: row.id, kind: kind.word().into(), subject: subject.into(), person_id: row.person_id };
    tx.record(actor, &closed, now);
    Ok(Some(row))
}
