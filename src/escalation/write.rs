//! Storing terms: what the admin's verbs and the setup share. No permissions here and nothing is computed again.

use diesel::prelude::*;

use super::tables::{calendars, policies};
use super::terms::{Hours, StoredPolicy};
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

pub(super) fn json<T: serde::Serialize>(value: &T) -> Verdict<String> {
    serde_json::to_string(value).map_err(|why| Refusal::Internal(why.to_string()))
}

/// Stores a new calendar; returns its number.
pub(super) fn insert_hours(tx: &mut Tx<'_>, hours: &Hours) -> Verdict<i64> {
    let row = (
        calendars::name.eq(&hours.name),
        calendars::zone.eq(&hours.zone),
        calendars::week.eq(json(&hours.week)?),
        calendars::days.eq(json(&hours.days)?),
    );
    Ok(diesel::insert_into(calendars::table).values(row).returning(calendars::id).get_result(tx.conn())?)
}

/// A policy's columns.
macro_rules! columns {
    ($stored:expr) => {{
        let (stored, policy) = ($stored, &$stored.policy);
        (
            policies::name.eq(&stored.name),
            policies::position.eq(stored.position),
            policies::fallback.eq(stored.fallback),
            policies::conditions.eq(json(&policy.conditions)?),
            policies::peer_window.eq(policy.peer_window),
            policies::triage_window.eq(policy.triage_window),
            policies::first_response.eq(policy.first_response),
            policies::solution.eq(policy.solution),
            policies::warn_before.eq(policy.warn_before),
            policies::nudges.eq(json(&policy.nudges)?),
            policies::send_backs.eq(policy.send_backs),
            policies::answered.eq(policy.answered),
            policies::triage_calendar_id.eq(stored.triage_calendar_id),
            policies::staff_calendar_id.eq(stored.staff_calendar_id),
            policies::team_id.eq(stored.team_id),
            policies::starts_at.eq(policy.starts_at),
        )
    }};
}

/// Stores a new policy; returns its number.
pub(super) fn insert_policy(tx: &mut Tx<'_>, stored: &StoredPolicy) -> Verdict<i64> {
    let row = columns!(stored);
    Ok(diesel::insert_into(policies::table).values(row).returning(policies::id).get_result(tx.conn())?)
}

/// Stores a policy that is there; returns its number.
pub(super) fn update_policy(tx: &mut Tx<'_>, stored: &StoredPolicy) -> Verdict<i64> {
    diesel::update(policies::table.find(stored.id)).set(columns!(stored)).execute(tx.conn())?;
    Ok(stored.id)
}
