//! What came of asking in the last days, beside those who were left out: whether it helps.

use diesel::prelude::*;

use super::NudgeState;
use crate::escalation::tables::{escalations, nudges, policies};
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::AnyConnection;

/// The time that is looked at, in microseconds.
pub const SPAN: i64 = 30 * DAY;
/// Rows that are looked at, the newest first.
const MOST: i64 = 20_000;

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// Who were asked.
    pub asked: i64,
    /// Of them, who answered.
    pub answered: i64,
    /// Of them, who answered within as long a time as the policy gives peers.
    pub in_time: i64,
    /// Of them, who said: not me.
    pub declined: i64,
    /// Who would have been asked, but were not.
    pub held_out: i64,
    /// Of them, who answered within that time of themselves.
    pub held_out_in_time: i64,
}

impl Results {
    /// Who were asked and did nothing.
    pub fn silent(&self) -> i64 {
        self.asked - self.answered - self.declined
    }

    /// The share of those asked who answered in time, in percent.
    pub fn share(&self) -> Option<i64> {
        share(self.in_time, self.asked)
    }

    /// The same for those who were left out.
    pub fn held_out_share(&self) -> Option<i64> {
        share(self.held_out_in_time, self.held_out)
    }
}

fn share(part: i64, of: i64) -> Option<i64> {
    (of > 0).then(|| (part * 100 + of / 2) / of)
}

/// The last thirty days.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, now: Micros) -> QueryResult<Results> {
    let rows: Vec<(NudgeState, i64, Option<i64>, i64)> = nudges::table
        .inner_join(escalations::table.on(escalations::question_id.eq(nudges::question_id)))
        .inner_join(policies::table.on(policies::id.eq(escalations::policy_id)))
        .filter(nudges::created_at.gt(now.plus(-SPAN).0))
        .order(nudges::created_at.desc())
        .limit(MOST)
        .select((nudges::state, nudges::created_at, nudges::decided_at, policies::peer_window))
        .load(conn)?;
    let mut results = Results::default();
    for (state, at, decided, window) in rows {
        let in_time = i64::from(decided.is_some_and(|decided| decided - at <= window));
        if state == NudgeState::HeldOut {
            results.held_out += 1;
            results.held_out_in_time += in_time;
            continue;
        }
        results.asked += 1;
        match state {
            NudgeState::Answered => {
                results.answered += 1;
                results.in_time += in_time;
            }
            NudgeState::Declined => results.declined += 1,
            NudgeState::Asked | NudgeState::HeldOut => {}
        }
    }
    Ok(results)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_and_of_nobody_there_is_none() {
        let results = Results { asked: 3, in_time: 2, ..Results::default() };
        assert_eq!((results.share(), results.held_out_share(), results.silent()), (Some(67), None, 3));
    }
}
