//! The lines of the board: what is due first on top.

use diesel::prelude::*;

use crate::escalation::stage::Stage;
use crate::escalation::tables::escalations;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::pages::lists::{Backend, Key, Name, names_of};
use crate::threads::tables::questions;

use super::filters::{Filters, Who};

/// Lines on a page.
const SIZE: usize = 50;

/// A question that waits.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Line {
    pub id: i64,
    pub title: String,
    pub lang: String,
    pub product: Option<i64>,
    pub asker: Name,
    pub due: Option<Micros>,
    pub priority: i64,
    /// Who has taken it up.
    pub claimed_by: Option<Name>,
    pub mine: bool,
    /// Until when it is put off.
    pub snoozed_until: Option<Micros>,
}

#[derive(Queryable)]
struct Row {
    id: i64,
    title: String,
    lang: String,
    product: Option<i64>,
    asker: i64,
    due: Option<Micros>,
    priority: i64,
    claimed_by: Option<i64>,
    claimed_until: Option<Micros>,
    snoozed_until: Option<Micros>,
}

/// A page of the board for somebody, and where the next one begins.
///
/// # Errors
/// When the database fails.
pub fn page(
    conn: &mut AnyConnection,
    filters: &Filters,
    me: i64,
    now: Micros,
) -> QueryResult<(Vec<Line>, Option<Key>)> {
    // `waits` and the stage as the index has them, so that the planner walks it and stops after a page.
    let mut query = escalations::table
        .inner_join(questions::table)
        .filter(escalations::waits)
        .filter(escalations::stage.eq(Stage::Triage))
        .into_boxed::<Backend>();
    let claimed = escalations::claimed_until.gt(now);
    query = match filters.who {
        Who::Snoozed => query.filter(escalations::snoozed_until.gt(now)),
        _ => query.filter(escalations::snoozed_until.is_null().or(escalations::snoozed_until.le(now))),
    };
    query = match filters.who {
        Who::Free => query.filter(escalations::claimed_until.is_null().or(escalations::claimed_until.le(now))),
        Who::Mine => query.filter(claimed).filter(escalations::claimed_by.eq(me)),
        Who::All | Who::Snoozed => query,
    };
    if let Some(product) = filters.product {
        query = query.filter(questions::product_id.eq(product));
    }
    if let Some(lang) = filters.lang.clone() {
        query = query.filter(questions::lang.eq(lang));
    }
    if let Some(priority) = filters.priority {
        query = query.filter(escalations::priority.eq(priority));
    }
    if let Some(key) = filters.after {
        let behind = escalations::due.gt(key.at).or(escalations::question_id.gt(key.id));
        query = query.filter(escalations::due.ge(key.at)).filter(behind);
    }
    let mut rows: Vec<Row> = query
        .order((escalations::due, escalations::question_id))
        .limit(i64::try_from(SIZE).unwrap_or(50) + 1)
        .select((
            questions::id,
            questions::title,
            questions::lang,
            questions::product_id,
            questions::asker_id,
            escalations::due,
            escalations::priority,
            escalations::claimed_by,
            escalations::claimed_until,
            escalations::snoozed_until,
        ))
        .load(conn)?;
    let more = rows.len() > SIZE;
    rows.truncate(SIZE);
    let next = rows.last().filter(|_| more).map(|row| Key { at: row.due.unwrap_or_default(), id: row.id });
    let people: Vec<i64> = rows.iter().flat_map(|row| [Some(row.asker), row.claimed_by]).flatten().collect();
    let names = names_of(conn, &people)?;
    let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
    let line = |row: Row| {
        let claimant = row.claimed_by.filter(|_| row.claimed_until.is_some_and(|until| until > now));
        Line {
            id: row.id,
            title: row.title,
            lang: row.lang,
            product: row.product,
            asker: name(row.asker),
            due: row.due,
            priority: row.priority,
            claimed_by: claimant.map(name),
            mine: claimant == Some(me),
            snoozed_until: row.snoozed_until.filter(|until| *until > now),
        }
    };
    Ok((rows.into_iter().map(line).collect(), next))
}
