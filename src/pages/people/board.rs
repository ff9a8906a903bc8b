//! Leaderboards: who earned most with a tag, or with all of them, in a month or ever. The sums are kept when
//! reputation changes; this reads the top of an index.

use diesel::prelude::*;

use crate::accounts::tables::people;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;
use crate::name_columns;
use crate::pages::lists::{Columns, Name};
use crate::reputation::tables::tag_points;

/// Somebody's place.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Ranked {
    pub rank: usize,
    pub name: Name,
    /// With its sign, in the reader's language.
    pub points: String,
}

/// `+1,240` or `−2`.
pub fn signed(t: &T, points: i64) -> String {
    if points > 0 { format!("+{}", t.number(points)) } else { t.number(points) }
}

/// The best of a tag and a month; those who were erased are left out.
///
/// # Errors
/// When the database fails.
pub fn best(conn: &mut AnyConnection, tag: i64, month: i64, limit: i64, t: &T) -> QueryResult<Vec<Ranked>> {
    let rows: Vec<(i64, Columns)> = tag_points::table
        .inner_join(people::table)
        .filter(tag_points::tag_id.eq(tag))
        .filter(tag_points::month.eq(month))
        .filter(tag_points::points.gt(0))
        .filter(people::erased_at.is_null())
        .order((tag_points::points.desc(), tag_points::person_id.asc()))
        .limit(limit)
        .select((tag_points::points, name_columns!()))
        .load(conn)?;
    let ranked = |(index, (points, name)): (usize, (i64, Columns))| Ranked {
        rank: index + 1,
        name: name.into(),
        points: signed(t, points),
    };
    Ok(rows.into_iter().enumerate().map(ranked).collect())
}
