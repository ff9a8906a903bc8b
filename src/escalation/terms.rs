//! The forum's policies and calendars as they are stored, and the terms that they make.

use std::collections::HashMap;

use diesel::prelude::*;
use jiff::civil::Date;

use super::calendar::{Calendar, Fault, Slot};
use super::policy::{Answered, Conditions, Policies, Policy, Question};
use super::stage::Terms;
use super::tables::{calendars, policies};
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{Refusal, Verdict};

/// Policies and calendars at most.
pub const MOST: i64 = 200;

/// A day that is different.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SpecialDay {
    /// Which.
    pub date: Date,
    /// Why ("Christmas"), for people.
    pub name: String,
    /// When it is open; never, if empty.
    pub slots: Vec<Slot>,
}

/// Opening hours as stored.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Hours {
    /// Number; 0 for one that is not stored yet.
    pub id: i64,
    /// What people call it.
    pub name: String,
    /// IANA name of the zone.
    pub zone: String,
    /// Monday first.
    pub week: [Vec<Slot>; 7],
    /// Days that are different, in order.
    pub days: Vec<SpecialDay>,
}

impl Hours {
    /// For computing.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn calendar(&self) -> Result<Calendar, Fault> {
        let days: Vec<(Date, Vec<Slot>)> = self.days.iter().map(|day| (day.date, day.slots.clone())).collect();
        Calendar::new(&self.zone, self.week.clone(), &days)
    }
}

/// A policy as stored.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct StoredPolicy {
    /// Number; 0 for one that is not stored yet.
    pub id: i64,
    /// What people call it.
    pub name: String,
    /// Its place; the fallback comes last.
    pub position: i64,
    /// Whether it matches what nothing else does.
    pub fallback: bool,
    /// Its terms.
    #[serde(flatten)]
    pub policy: Policy,
    /// When moderators work.
    pub triage_calendar_id: i64,
    /// When its team works.
    pub staff_calendar_id: i64,
    /// Whom it goes to; none if any staff may take it.
    pub team_id: Option<i64>,
}

type Row = (
    (i64, String, i64, bool, String),
    (i64, i64, i64, Option<i64>, i64, String, i64, Answered),
    (i64, i64, Option<i64>, Micros),
);

/// All terms of the forum.
#[derive(Clone, Debug)]
pub struct Book {
    /// In the order in which they are asked; the fallback is the last.
    pub policies: Vec<StoredPolicy>,
    /// By name.
    pub hours: Vec<Hours>,
    rules: Policies,
    calendars: HashMap<i64, Calendar>,
}

impl Book {
    /// Makes a book of terms.
    ///
    /// # Errors
    /// `Internal` when there is no fallback, or a calendar is missing or makes no sense.
    pub fn new(mut policies: Vec<StoredPolicy>, hours: Vec<Hours>) -> Verdict<Self> {
        policies.sort_by_key(|policy| (policy.fallback, policy.position, policy.id));
        let rules = Policies::new(policies.iter().map(|stored| stored.policy.clone()).collect())
            .ok_or_else(|| Refusal::Internal("there is no fallback policy".into()))?;
        let mut calendars = HashMap::new();
        for one in &hours {
            let calendar =
                one.calendar().map_err(|fault| Refusal::Internal(format!("calendar {}: {fault:?}", one.id)))?;
            calendars.insert(one.id, calendar);
        }
        for policy in &policies {
            for id in [policy.triage_calendar_id, policy.staff_calendar_id] {
                if !calendars.contains_key(&id) {
                    return Err(Refusal::Internal(format!("policy {} names no calendar {id}", policy.id)));
                }
            }
        }
        Ok(Self { policies, hours, rules, calendars })
    }

    /// Loads what is in force; none before the forum has terms.
    ///
    /// # Errors
    /// When the database fails or what is stored makes no sense.
    pub fn load(conn: &mut AnyConnection) -> Verdict<Option<Self>> {
        let rows: Vec<Row> = policies::table
            .filter(policies::retired_at.is_null())
            .order((policies::fallback, policies::position, policies::id))
            .limit(MOST)
            .select((
                (policies::id, policies::name, policies::position, policies::fallback, policies::conditions),
                (
                    policies::peer_window,
                    policies::triage_window,
                    policies::first_response,
                    policies::solution,
                    policies::warn_before,
                    policies::nudges,
                    policies::send_backs,
                    policies::answered,
                ),
                (policies::triage_calendar_id, policies::staff_calendar_id, policies::team_id, policies::starts_at),
            ))
            .load(conn)?;
        if rows.is_empty() {
            return Ok(None);
        }
        let policies = rows.into_iter().map(stored).collect::<Verdict<Vec<_>>>()?;
        Self::new(policies, hours(conn)?).map(Some)
    }

    /// The policy for a question.
    pub fn for_question(&self, question: &Question) -> &StoredPolicy {
        &self.policies[self.rules.for_question(question).0]
    }

    /// A policy by its number; the fallback if it is no more.
    pub fn policy(&self, id: i64) -> &StoredPolicy {
        let last = &self.policies[self.policies.len() - 1];
        self.policies.iter().find(|policy| policy.id == id).unwrap_or(last)
    }

    /// The terms of a policy by its number.
    pub fn terms(&self, policy_id: i64) -> Terms<'_> {
        let policy = self.policy(policy_id);
        Terms {
            policy: &policy.policy,
            triage: &self.calendars[&policy.triage_calendar_id],
            staff: &self.calendars[&policy.staff_calendar_id],
        }
    }

    /// A calendar by its number.
    pub fn hours_of(&self, id: i64) -> Option<&Hours> {
        self.hours.iter().find(|hours| hours.id == id)
    }
}

fn stored(
    ((id, name, position, fallback, conditions), times, (triage, staff, team_id, starts_at)): Row,
) -> Verdict<StoredPolicy> {
    let (peer_window, triage_window, first_response, solution, warn_before, nudges, send_backs, answered) = times;
    let conditions: Conditions = json(&conditions)?;
    let nudges: Vec<u8> = json(&nudges)?;
    let policy = Policy {
        conditions,
        peer_window,
        triage_window,
        first_response,
        solution,
        warn_before,
        nudges,
        send_backs,
        answered,
        starts_at,
    };
    Ok(StoredPolicy {
        id,
        name,
        position,
        fallback,
        policy,
        triage_calendar_id: triage,
        staff_calendar_id: staff,
        team_id,
    })
}

/// All calendars by name.
///
/// # Errors
/// When the database fails or what is stored makes no sense.
pub fn hours(conn: &mut AnyConnection) -> Verdict<Vec<Hours>> {
    let rows: Vec<(i64, String, String, String, String)> =
        calendars::table.order((calendars::name, calendars::id)).limit(MOST).load(conn)?;
    rows.into_iter()
        .map(|(id, name, zone, week, days)| Ok(Hours { id, name, zone, week: json(&week)?, days: json(&days)? }))
        .collect()
}

fn json<T: serde::de::DeserializeOwned>(text: &str) -> Verdict<T> {
    serde_json::from_str(text).map_err(|why| Refusal::Internal(format!("terms as stored: {why}")))
}
