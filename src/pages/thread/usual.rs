//! How long answers usually take: the honest part of the promise, said only where there are enough cases.

use std::time::Duration;

use diesel::prelude::*;

use crate::ground::clock::{DAY, HOUR, Micros};
use crate::ground::db::AnyConnection;
use crate::threads::tables::questions;

/// Cases below which nothing is said.
const ENOUGH: usize = 20;
/// Cases that are looked at, the latest ones.
const CASES: i64 = 1_000;
/// How far back, in microseconds.
const WINDOW: i64 = 30 * DAY;

/// The last 30 days of a product, or of the questions without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usual {
    /// Questions asked.
    pub asked: i64,
    /// Those that somebody answered.
    pub answered: i64,
    /// The median time to the first answer in microseconds.
    pub median: i64,
    /// Whether only questions of the same hour of the week are counted.
    pub at_this_hour: bool,
}

/// Hours since Monday 0:00 UTC, 0 to 167. 1970-01-01 was a Thursday.
fn hour_of_week(at: Micros) -> i64 {
    (at.0.div_euclid(HOUR) + 3 * 24).rem_euclid(7 * 24)
}

/// What is known of each product and hour of the week, refreshed every ten minutes.
#[derive(Clone)]
pub struct Known(moka::sync::Cache<(Option<i64>, i64), Option<Usual>>);

impl Default for Known {
    fn default() -> Self {
        Self(moka::sync::Cache::builder().max_capacity(20_000).time_to_live(Duration::from_secs(600)).build())
    }
}

impl Known {
    /// The usual time for a product, if there are enough cases to speak of one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn of(&self, conn: &mut AnyConnection, product: Option<i64>, now: Micros) -> QueryResult<Option<Usual>> {
        let hour = hour_of_week(now);
        if let Some(known) = self.0.get(&(product, hour)) {
            return Ok(known);
        }
        let cases = cases(conn, product, now)?;
        let here: Vec<Case> = cases.iter().filter(|(asked, _)| hour_of_week(*asked) == hour).copied().collect();
        // This hour of the week says most; where it has too few cases, all hours together say something.
        let fresh = usual(&here).map(|usual| Usual { at_this_hour: true, ..usual }).or_else(|| usual(&cases));
        self.0.insert((product, hour), fresh);
        Ok(fresh)
    }
}

type Case = (Micros, Option<Micros>);

fn cases(conn: &mut AnyConnection, product: Option<i64>, now: Micros) -> QueryResult<Vec<Case>> {
    let recent = questions::table
        .filter(questions::shown)
        .filter(questions::created_at.gt(now.plus(-WINDOW)))
        .order((questions::created_at.desc(), questions::id.desc()))
        .limit(CASES)
        .select((questions::created_at, questions::first_answer_at));
    match product {
        Some(product) => recent.filter(questions::product_id.eq(product)).load(conn),
        None => recent.filter(questions::product_id.is_null()).load(conn),
    }
}

fn usual(cases: &[Case]) -> Option<Usual> {
    let mut waits: Vec<i64> =
        cases.iter().filter_map(|(asked, answered)| Some(answered.as_ref()?.since(*asked))).collect();
    if waits.len() < ENOUGH {
        return None;
    }
    waits.sort_unstable();
    let median = waits.get(waits.len() / 2).copied()?;
    Some(Usual {
        asked: i64::try_from(cases.len()).unwrap_or(i64::MAX),
        answered: i64::try_from(waits.len()).unwrap_or(i64::MAX),
        median,
        at_this_hour: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_week_begins_on_monday() {
        assert_eq!(hour_of_week(Micros(0)), 72);
        assert_eq!(hour_of_week(Micros(-72 * HOUR)), 0);
        assert_eq!(hour_of_week(Micros(-72 * HOUR - 1)), 167);
    }

    #[test]
    fn nineteen_cases_say_nothing_and_twenty_say_the_median() {
        let mut cases: Vec<Case> = (1..20).map(|n| (Micros(0), Some(Micros(n)))).collect();
        cases.push((Micros(0), None));
        assert_eq!(usual(&cases), None);
        cases.push((Micros(0), Some(Micros(20))));
        assert_eq!(usual(&cases), Some(Usual { asked: 21, answered: 20, median: 11, at_this_hour: false }));
    }
}
