//! What waits now, by with whom it is and for how long it has waited since it was asked.

use diesel::prelude::*;

use crate::escalation::stage::Stage;
use crate::escalation::tables::escalations;
use crate::ground::clock::{DAY, HOUR, Micros};
use crate::ground::db::AnyConnection;
use crate::threads::tables::questions;

/// Questions that are counted at most.
const MOST: i64 = 50_000;

/// Where an age ends and the next begins, in microseconds; texts are `reports-age-PLACE`.
pub const AGES: [i64; 5] = [HOUR, 4 * HOUR, DAY, 3 * DAY, 7 * DAY];

/// Questions for each age: with peers, in triage, with staff (where what was handed over is, too).
pub type Waiting = [[usize; 3]; AGES.len() + 1];

/// The age of something that has waited for so many microseconds.
pub fn age(waited: i64) -> usize {
    AGES.iter().take_while(|end| waited >= **end).count()
}

/// Counts what waits, of one product or of all.
///
/// # Errors
/// When the database fails.
pub fn load(conn: &mut AnyConnection, now: Micros, product: Option<i64>) -> QueryResult<Waiting> {
    let mut waits = escalations::table
        .inner_join(questions::table)
        .filter(escalations::waits)
        .filter(questions::shown)
        .limit(MOST)
        .select((escalations::stage, questions::created_at))
        .into_boxed();
    if let Some(product) = product {
        waits = waits.filter(questions::product_id.eq(product));
    }
    let mut waiting = Waiting::default();
    for (stage, asked_at) in waits.load::<(Stage, Micros)>(conn)? {
        waiting[age(now.since(asked_at))][place(stage)] += 1;
    }
    Ok(waiting)
}

/// Where a stage stands in a row of three.
pub fn place(stage: Stage) -> usize {
    match stage {
        Stage::Peers => 0,
        Stage::Triage => 1,
        Stage::Staff | Stage::HandedOver => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_begins_where_the_one_before_ends() {
        let ages = [-1, 0, HOUR - 1, HOUR, 4 * HOUR, DAY - 1, DAY, 3 * DAY, 7 * DAY, 400 * DAY].map(age);
        assert_eq!(ages, [0, 0, 0, 1, 2, 2, 3, 4, 5, 5]);
    }
}
