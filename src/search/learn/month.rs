//! The end of a month. How many people searched a term stays; who they were cannot be found out any more. Terms that
//! fewer than five people searched are gone: their counts are others'.

use diesel::prelude::*;

use super::ENOUGH;
use crate::ground::clock::Micros;
use crate::ground::db::{Prepared, Tx, Value};
use crate::ground::refusal::Verdict;
use crate::search::tables::{search_clicks, search_days, search_keys, search_seekers, search_terms};

/// Days that figures are kept for.
pub const KEPT: i64 = 400;
/// The same in months, rounded up.
const MONTHS: i64 = 14;

const RARE_DAYS: &str = "INSERT INTO search_days (day, term, month, searches, without_hit, followable, clicked) \
     SELECT day, '', month, CAST(SUM(searches) AS BIGINT), CAST(SUM(without_hit) AS BIGINT), \
     CAST(SUM(followable) AS BIGINT), CAST(SUM(clicked) AS BIGINT) FROM search_days AS one \
     WHERE month < ? AND term <> '' AND NOT EXISTS (SELECT 1 FROM search_terms AS known \
     WHERE known.month = one.month AND known.term = one.term AND known.people >= ?) GROUP BY day, month \
     ON CONFLICT (day, term) DO UPDATE SET searches = search_days.searches + excluded.searches, \
     without_hit = search_days.without_hit + excluded.without_hit, \
     followable = search_days.followable + excluded.followable, clicked = search_days.clicked + excluded.clicked";

const RARE_CLICKS: &str = "INSERT INTO search_clicks (day, term, position, month, clicks) \
     SELECT day, '', position, month, CAST(SUM(clicks) AS BIGINT) FROM search_clicks AS one \
     WHERE month < ? AND term <> '' AND NOT EXISTS (SELECT 1 FROM search_terms AS known \
     WHERE known.month = one.month AND known.term = one.term AND known.people >= ?) GROUP BY day, position, month \
     ON CONFLICT (day, term, position) DO UPDATE SET clicks = search_clicks.clicks + excluded.clicks";

const FORGET_DAYS: &str = "DELETE FROM search_days WHERE month < ? AND term <> '' AND NOT EXISTS \
     (SELECT 1 FROM search_terms AS known \
     WHERE known.month = search_days.month AND known.term = search_days.term AND known.people >= ?)";

const FORGET_CLICKS: &str = "DELETE FROM search_clicks WHERE month < ? AND term <> '' AND NOT EXISTS \
     (SELECT 1 FROM search_terms AS known \
     WHERE known.month = search_clicks.month AND known.term = search_clicks.term AND known.people >= ?)";

/// Closes every month that is over; returns whether there was one. However often and wherever it runs, it is the same.
///
/// # Errors
/// When the database fails; then nothing has changed.
pub fn close(tx: &mut Tx<'_>, now: Micros) -> Verdict<bool> {
    let this = now.month();
    // First, so that another node that is about to do the same waits here and then finds nothing to do.
    let over = diesel::delete(search_keys::table.filter(search_keys::month.lt(this))).execute(tx.conn())?;
    if over == 0 {
        return Ok(false);
    }
    let values = [Value::Number(this), Value::Number(ENOUGH)];
    for sql in [RARE_DAYS, RARE_CLICKS, FORGET_DAYS, FORGET_CLICKS] {
        crate::on_both!(tx.conn(), inner => Prepared(sql, values).execute(inner))?;
    }
    let rare = search_terms::table.filter(search_terms::month.lt(this)).filter(search_terms::people.lt(ENOUGH));
    diesel::delete(rare).execute(tx.conn())?;
    diesel::delete(search_seekers::table.filter(search_seekers::month.lt(this))).execute(tx.conn())?;
    let first = now.day() - KEPT;
    diesel::delete(search_days::table.filter(search_days::day.lt(first))).execute(tx.conn())?;
    diesel::delete(search_clicks::table.filter(search_clicks::day.lt(first))).execute(tx.conn())?;
    diesel::delete(search_terms::table.filter(search_terms::month.lt(this - MONTHS))).execute(tx.conn())?;
    Ok(true)
}
