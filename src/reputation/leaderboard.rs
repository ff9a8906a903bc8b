//! Points by tag and month: who helped most with what.

use diesel::prelude::*;

use super::tables::tag_points;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;

/// The "tag" that stands for every tag.
pub const EVERY_TAG: i64 = 0;
/// The "month" that stands for all time.
pub const ALL_TIME: i64 = 0;

/// Counts `points` for a person under each tag and under every tag, for the month of `at` and for all time.
///
/// # Errors
/// When the database fails.
pub fn add(tx: &mut Tx<'_>, tag_ids: &[i64], person: i64, points: i64, at: Micros) -> Verdict<()> {
    if points == 0 {
        return Ok(());
    }
    let mut tags = tag_ids.to_vec();
    tags.push(EVERY_TAG);
    // Always in the same order, so that two nodes never wait for each other.
    tags.sort_unstable();
    tags.dedup();
    let rows: Vec<String> = tags
        .iter()
        .flat_map(|tag| [ALL_TIME, at.month()].map(|month| format!("({tag}, {month}, {person}, {points})")))
        .collect();
    // Numbers only, so nothing needs binding; one statement for all rows.
    let upsert = format!(
        "INSERT INTO tag_points (tag_id, month, person_id, points) VALUES {} \
         ON CONFLICT (tag_id, month, person_id) DO UPDATE SET points = tag_points.points + excluded.points",
        rows.join(", "),
    );
    crate::on_both!(tx.conn(), inner => diesel::sql_query(upsert).execute(inner))?;
    Ok(())
}

/// The best of a tag (`EVERY_TAG`) in a month (`ALL_TIME`): people and points.
///
/// # Errors
/// When the database fails.
pub fn best(conn: &mut AnyConnection, tag_id: i64, month: i64, limit: i64) -> Verdict<Vec<(i64, i64)>> {
    Ok(tag_points::table
        .filter(tag_points::tag_id.eq(tag_id))
        .filter(tag_points::month.eq(month))
        .filter(tag_points::points.gt(0))
        .order((tag_points::points.desc(), tag_points::person_id))
        .limit(limit.clamp(1, 100))
        .select((tag_points::person_id, tag_points::points))
        .load(conn)?)
}
