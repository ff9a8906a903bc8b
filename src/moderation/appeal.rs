//! Appeals: whoever was acted on asks for another look, once for each decision, and somebody else decides.

use diesel::prelude::*;

use super::events::AppealOpened;
use super::flag;
use super::kinds::{About, ItemKind};
use super::queue::{self, Item};
use super::rows;
use super::tables::appeals;
use crate::accounts::roles::Role;
use crate::accounts::tables::{grants, people};
use crate::accounts::{Actor, sanctions};
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::threads::kinds::Status;

/// Characters of an appeal: few say nothing, many nobody reads.
pub const LENGTH: (usize, usize) = (10, 2_000);
/// How urgent an appeal is, in hundredths.
const WEIGHT: i64 = 200;
/// Microseconds between two appeals of somebody for themselves.
const AGAIN: i64 = 7 * DAY;

/// An appeal as stored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = appeals)]
#[allow(missing_docs)] // the columns
pub struct Appeal {
    pub id: i64,
    pub subject: String,
    pub person_id: i64,
    pub body: String,
    pub against: Option<i64>,
    pub created_at: Micros,
    pub decided_at: Option<Micros>,
    pub upheld: Option<bool>,
    pub reason: Option<String>,
}

/// The latest appeals about something, the newest first.
///
/// # Errors
/// When the database fails.
pub fn about(conn: &mut AnyConnection, subject: &str, limit: i64) -> QueryResult<Vec<Appeal>> {
    appeals::table
        .filter(appeals::subject.eq(subject))
        .order(appeals::id.desc())
        .limit(limit)
        .select(Appeal::as_select())
        .load(conn)
}

/// The open one about something.
///
/// # Errors
/// When the database fails.
pub fn open_one(conn: &mut AnyConnection, subject: &str) -> QueryResult<Option<Appeal>> {
    let open = appeals::table.filter(appeals::subject.eq(subject)).filter(appeals::decided_at.is_null());
    open.select(Appeal::as_select()).first(conn).optional()
}

/// What can be appealed against: since when it holds, whose decision it was, and in which thread.
struct Against {
    since: Option<Micros>,
    by: Option<i64>,
    question_id: Option<i64>,
}

/// Appeals. Suspended people may, too: it is all that they may. Returns the appeal.
///
/// # Errors
/// `NotFound` for what is not theirs, `Conflict` when there is nothing to appeal against or it was decided already,
/// `Invalid`.
pub fn open(tx: &mut Tx<'_>, actor: &Actor, about: About, text: &str, now: Micros) -> Verdict<i64> {
    let against = against(tx, actor, about, now)?;
    let subject = about.word();
    let latest = self::about(tx.conn(), &subject, 1)?.into_iter().next();
    if let Some(latest) = latest {
        let Some(decided_at) = latest.decided_at else {
            return Err(Refusal::Conflict("problem-appeal-waits"));
        };
        let over = match against.since {
            Some(since) => decided_at >= since,
            None => now.since(decided_at) < AGAIN,
        };
        if over && latest.upheld.is_some() {
            return Err(Refusal::Conflict("problem-appeal-decided"));
        }
    }
    let text = text.trim();
    let length = text.chars().count();
    if length < LENGTH.0 || length > LENGTH.1 {
        return Err(Refusal::field_n("text", "problem-appeal-length", i64::try_from(LENGTH.1).unwrap_or_default()));
    }
    let new = diesel::insert_into(appeals::table)
        .values((
            appeals::subject.eq(&subject),
            appeals::person_id.eq(actor.id),
            appeals::question_id.eq(against.question_id),
            appeals::body.eq(text),
            appeals::against.eq(against.by),
            appeals::created_at.eq(now),
        ))
        .returning(appeals::id);
    let appeal_id: i64 = crate::on_both!(tx.conn(), inner => new.get_result(inner))?;
    let item = Item {
        kind: ItemKind::Appeal,
        about,
        person_id: actor.id,
        question_id: against.question_id,
        weight: WEIGHT,
        detail: serde_json::json!({ "appeal_id": appeal_id, "against": against.by }),
    };
    let item_id = queue::open(tx, &item, now)?;
    tx.record(Some(actor.id), &AppealOpened { appeal_id, item_id, subject, person_id: actor.id }, now);
    Ok(appeal_id)
}

fn against(tx: &mut Tx<'_>, actor: &Actor, about: About, now: Micros) -> Verdict<Against> {
    if let About::Person(id) = about {
        if id != actor.id {
            return Err(Refusal::NotFound);
        }
        let by = sanctions::standing(tx.conn(), id, now)?.first().map(|sanction| sanction.by_id);
        return Ok(Against { since: None, by, question_id: None });
    }
    let target = flag::find(tx, actor, about)?;
    if target.author_id != actor.id {
        return Err(Refusal::NotFound);
    }
    if target.standing.status != Status::Hidden {
        return Err(Refusal::Conflict("problem-appeal-nothing"));
    }
    Ok(Against { since: target.since, by: target.standing.by, question_id: Some(target.question_id) })
}

/// Whether somebody else than these two could decide: who keeps order, is here and not suspended.
pub(super) fn has_another(conn: &mut AnyConnection, not: [i64; 2], now: Micros) -> QueryResult<bool> {
    let another: Option<i64> = grants::table
        .inner_join(people::table)
        .filter(grants::role.eq_any([Role::Moderator, Role::Admin]))
        .filter(grants::person_id.ne_all(not))
        .filter(people::erased_at.is_null())
        .filter(people::suspended_until.is_null().or(people::suspended_until.le(now)))
        .select(grants::person_id)
        .first(conn)
        .optional()?;
    Ok(another.is_some())
}

/// Notes what became of the open appeal about something; `upheld` is none where nobody judged it.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    subject: &str,
    by: Option<i64>,
    upheld: Option<bool>,
    reason: Option<&str>,
    now: Micros,
) -> Verdict<()> {
    diesel::update(appeals::table.filter(appeals::subject.eq(subject)).filter(appeals::decided_at.is_null()))
        .set((
            appeals::decided_by.eq(by),
            appeals::decided_at.eq(Some(now)),
            appeals::upheld.eq(upheld),
            appeals::reason.eq(reason),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// The appeal of an item waits again.
pub(super) fn unsettle(tx: &mut Tx<'_>, row: &rows::Row) -> Verdict<()> {
    let latest = self::about(tx.conn(), &row.subject, 1)?.into_iter().next().ok_or(Refusal::NotFound)?;
    diesel::update(appeals::table.find(latest.id))
        .set((
            appeals::decided_by.eq(None::<i64>),
            appeals::decided_at.eq(None::<Micros>),
            appeals::upheld.eq(None::<bool>),
            appeals::reason.eq(None::<String>),
        ))
        .execute(tx.conn())?;
    Ok(())
}
