//! The figures of searches. Sums are of everything; a term is named only for months in which enough people searched it.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::ENOUGH;
use super::tally::BEHIND;
use crate::ground::db::{AnyConnection, Prepared, Value};

/// Terms of a list.
pub const TOP: i64 = 50;

/// Searches of a UTC day, or of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, QueryableByName)]
pub struct Sum {
    /// Days since 1970.
    #[diesel(sql_type = BigInt)]
    pub day: i64,
    /// Searches.
    #[diesel(sql_type = BigInt)]
    pub searches: i64,
    /// Those that found nothing.
    #[diesel(sql_type = BigInt)]
    pub without_hit: i64,
    /// Those that found something, by visitors of whose clicks one would hear.
    #[diesel(sql_type = BigInt)]
    pub followable: i64,
    /// Those after which a hit was opened.
    #[diesel(sql_type = BigInt)]
    pub clicked: i64,
}

impl Sum {
    /// Searches after which no hit was opened though there were some.
    pub fn abandoned(&self) -> i64 {
        (self.followable - self.clicked).max(0)
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        Self {
            day: self.day,
            searches: self.searches + other.searches,
            without_hit: self.without_hit + other.without_hit,
            followable: self.followable + other.followable,
            clicked: self.clicked + other.clicked,
        }
    }
}

/// A term that enough people searched.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct Term {
    /// The term.
    #[diesel(sql_type = Text)]
    pub term: String,
    /// Searches that could have gone well.
    #[diesel(sql_type = BigInt)]
    pub searches: i64,
    /// Those that did not.
    #[diesel(sql_type = BigInt)]
    pub missed: i64,
}

/// Each day since `from` on which anything was searched.
///
/// # Errors
/// When the database fails.
pub fn days(conn: &mut AnyConnection, from: i64) -> QueryResult<Vec<Sum>> {
    let sql = "SELECT day, CAST(SUM(searches) AS BIGINT) AS searches, \
               CAST(SUM(without_hit) AS BIGINT) AS without_hit, CAST(SUM(followable) AS BIGINT) AS followable, \
               CAST(SUM(clicked) AS BIGINT) AS clicked FROM search_days WHERE day >= ? \
               GROUP BY day ORDER BY day LIMIT 400";
    crate::on_both!(conn, inner => Prepared(sql, [Value::Number(from)]).load(inner))
}

#[derive(QueryableByName)]
struct Position {
    #[diesel(sql_type = BigInt)]
    position: i64,
    #[diesel(sql_type = BigInt)]
    clicks: i64,
}

/// How often the hit at each position was opened since `from`: at 0 pinned answers, at 21 everything behind the first
/// page.
///
/// # Errors
/// When the database fails.
pub fn clicks(conn: &mut AnyConnection, from: i64) -> QueryResult<Vec<i64>> {
    let sql = "SELECT position, CAST(SUM(clicks) AS BIGINT) AS clicks FROM search_clicks WHERE day >= ? \
               GROUP BY position ORDER BY position LIMIT 100";
    let rows: Vec<Position> = crate::on_both!(conn, inner => Prepared(sql, [Value::Number(from)]).load(inner))?;
    let at = |position| rows.iter().find(|row| row.position == position).map_or(0, |row| row.clicks);
    Ok((0..=BEHIND).map(at).collect())
}

/// Terms that found nothing, those that did so most often first.
///
/// # Errors
/// When the database fails.
pub fn without_hit(conn: &mut AnyConnection, from: i64) -> QueryResult<Vec<Term>> {
    let sql = "SELECT one.term AS term, CAST(SUM(one.searches) AS BIGINT) AS searches, \
               CAST(SUM(one.without_hit) AS BIGINT) AS missed FROM search_days AS one \
               JOIN search_terms AS known ON known.month = one.month AND known.term = one.term \
               WHERE one.day >= ? AND one.term <> '' AND known.people >= ? GROUP BY one.term \
               HAVING SUM(one.without_hit) > 0 ORDER BY 3 DESC, 2 DESC, 1 LIMIT ?";
    let values = [Value::Number(from), Value::Number(ENOUGH), Value::Number(TOP)];
    crate::on_both!(conn, inner => Prepared(sql, values).load(inner))
}

/// Terms that found something that nobody opened, those with which that happened most often first.
///
/// # Errors
/// When the database fails.
pub fn abandoned(conn: &mut AnyConnection, from: i64) -> QueryResult<Vec<Term>> {
    let sql = "SELECT one.term AS term, CAST(SUM(one.followable) AS BIGINT) AS searches, \
               CAST(SUM(one.followable) - SUM(one.clicked) AS BIGINT) AS missed FROM search_days AS one \
               JOIN search_terms AS known ON known.month = one.month AND known.term = one.term \
               WHERE one.day >= ? AND one.term <> '' AND known.people >= ? GROUP BY one.term \
               HAVING SUM(one.followable) > SUM(one.clicked) ORDER BY 3 DESC, 2 DESC, 1 LIMIT ?";
    let values = [Value::Number(from), Value::Number(ENOUGH), Value::Number(TOP)];
    crate::on_both!(conn, inner => Prepared(sql, values).load(inner))
}
