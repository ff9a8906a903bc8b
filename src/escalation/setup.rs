//! The terms that a forum begins with.

use diesel::prelude::*;

use super::calendar::Slot;
use super::policy::Policy;
use super::tables::policies;
use super::terms::{Hours, StoredPolicy};
use super::write::{insert_hours, insert_policy};
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;

/// Monday to Friday from nine to five; an admin names the zone and the holidays.
pub fn weekdays(name: &str, zone: &str) -> Hours {
    let work = vec![Slot { from: 9 * 60, to: 17 * 60 }];
    let week = std::array::from_fn(|day| if day < 5 { work.clone() } else { Vec::new() });
    Hours { id: 0, name: name.into(), zone: zone.into(), week, days: Vec::new() }
}

/// Stores a calendar as it is, for sample data; returns its number.
///
/// # Errors
/// When the database fails.
pub fn add_hours(tx: &mut Tx<'_>, hours: &Hours) -> Verdict<i64> {
    insert_hours(tx, hours)
}

/// Stores a policy as it is, for sample data; returns its number. What waits is not computed again.
///
/// # Errors
/// When the database fails.
pub fn add_policy(tx: &mut Tx<'_>, policy: &StoredPolicy) -> Verdict<i64> {
    insert_policy(tx, policy)
}

/// Gives a forum without terms its first ones: nothing that was asked before `now` is ever escalated by them.
/// Returns the fallback's number if there was none before.
///
/// # Errors
/// When the database fails.
pub fn begin(tx: &mut Tx<'_>, now: Micros) -> Verdict<Option<i64>> {
    let known: i64 = policies::table.filter(policies::fallback).count().get_result(tx.conn())?;
    if known > 0 {
        return Ok(None);
    }
    let calendar = insert_hours(tx, &weekdays("Mon–Fri 9–17", "UTC"))?;
    let fallback = StoredPolicy {
        id: 0,
        name: "Everything else".into(),
        position: 0,
        fallback: true,
        policy: Policy::usual(now),
        triage_calendar_id: calendar,
        staff_calendar_id: calendar,
        team_id: None,
    };
    insert_policy(tx, &fallback).map(Some)
}
