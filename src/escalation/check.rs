//! What terms must be like before they are stored: messages stand at the fields in which they were typed.

use super::calendar::Fault;
use super::policy::Policy;
use super::terms::{Book, Hours, StoredPolicy};
use crate::ground::clock::{DAY, MINUTE};
use crate::ground::refusal::{FieldError, Refusal, Verdict};

/// Characters of a policy's or calendar's name at most.
pub const NAME: usize = 60;
/// Microseconds of a window at least and at most.
pub const WINDOW: (i64, i64) = (5 * MINUTE, 60 * DAY);
/// Nudges of a peer window at most.
pub const NUDGES: usize = 5;
/// How often a question may be sent back to peers at most.
pub const SEND_BACKS: i64 = 9;

pub(super) fn policy(before: &Book, stored: &StoredPolicy) -> Verdict<()> {
    let Policy { peer_window, triage_window, first_response, solution, warn_before, nudges, send_backs, .. } =
        &stored.policy;
    let mut errors = Vec::new();
    let mut need = |good: bool, field: &'static str, message: &'static str| {
        if !good {
            errors.push(FieldError { field, message, n: 0 });
        }
    };
    let name = stored.name.trim();
    need(!name.is_empty() && name.chars().count() <= NAME, "name", "problem-terms-name");
    let taken = before.policies.iter().any(|other| other.id != stored.id && other.name == stored.name);
    need(!taken, "name", "problem-name-taken");
    let window = |time: i64| (WINDOW.0..=WINDOW.1).contains(&time);
    need(window(*peer_window), "peer_window", "problem-window");
    need(window(*triage_window), "triage_window", "problem-window");
    need(window(*first_response), "first_response", "problem-window");
    need(solution.is_none_or(|time| window(time) && time >= *first_response), "solution", "problem-solution");
    need((0..*first_response).contains(warn_before), "warn_before", "problem-warn-before");
    let ascending = nudges.windows(2).all(|pair| pair[0] < pair[1]);
    let percents = nudges.iter().all(|percent| (1..=99).contains(percent));
    need(ascending && percents && nudges.len() <= NUDGES, "nudges", "problem-nudges");
    need((0..=SEND_BACKS).contains(send_backs), "send_backs", "problem-send-backs");
    need(before.hours_of(stored.triage_calendar_id).is_some(), "triage_calendar", "problem-calendar");
    need(before.hours_of(stored.staff_calendar_id).is_some(), "staff_calendar", "problem-calendar");
    let old = before.policies.iter().find(|old| old.id == stored.id);
    need(stored.id == 0 || old.is_some(), "name", "problem-policy-gone");
    // Exactly one fallback, which asks nothing; all others ask something, or they would hide what comes after them.
    need(old.map_or(!stored.fallback, |old| old.fallback == stored.fallback), "conditions", "problem-conditions");
    need(stored.policy.conditions.is_empty() == stored.fallback, "conditions", "problem-conditions");
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors)) }
}

pub(super) fn hours(before: &Book, hours: &Hours) -> Verdict<()> {
    let name = hours.name.trim();
    if name.is_empty() || name.chars().count() > NAME {
        return Err(Refusal::field("name", "problem-terms-name"));
    }
    if before.hours.iter().any(|other| other.id != hours.id && other.name == hours.name) {
        return Err(Refusal::field("name", "problem-name-taken"));
    }
    if hours.id != 0 && before.hours_of(hours.id).is_none() {
        return Err(Refusal::NotFound);
    }
    match hours.calendar() {
        Ok(_) => Ok(()),
        Err(Fault::NeverOpen) => Err(Refusal::field("week", "problem-never-open")),
        Err(Fault::Slot(_)) => Err(Refusal::field("week", "problem-slot")),
        Err(Fault::Zone(_)) => Err(Refusal::field("zone", "problem-zone")),
        Err(Fault::Date(_)) => Err(Refusal::field("days", "problem-date")),
    }
}
