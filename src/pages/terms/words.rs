//! Terms in words, and what changed about them.

use jiff::tz::TimeZone;

use super::names::Names;
use super::slots;
use crate::escalation::policy::{Answered, Conditions};
use crate::escalation::terms::{Hours, StoredPolicy};
use crate::ground::clock::{DAY, HOUR, MINUTE, Micros};
use crate::ground::i18n::T;

/// The fields of a week's days, Monday first; their words are `terms-…`.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A weekday in few letters.
pub fn weekday(t: &T, day: usize) -> String {
    t.s(&format!("terms-short-{}", WEEKDAYS[day % 7]))
}

/// A length of time without rounding: "4 hours", "90 minutes".
pub fn length(t: &T, micros: i64) -> String {
    match micros {
        m if m >= DAY && m % DAY == 0 => t.n("time-days", m / DAY),
        m if m >= HOUR && m % HOUR == 0 => t.n("time-hours", m / HOUR),
        m => t.n("time-minutes", m / MINUTE),
    }
}

/// A moment by the clocks of a zone.
pub fn moment(t: &T, at: Micros, zone: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let format = if t.lang == "de" { "%d.%m.%Y, %H:%M" } else { "%-d %b %Y, %H:%M" };
    let local = at.timestamp().to_zoned(zone);
    format!("{} ({})", local.strftime(format), local.time_zone().iana_name().unwrap_or("UTC"))
}

/// A week: days that are alike stand together.
pub fn week(t: &T, hours: &Hours) -> Vec<String> {
    let mut lines = Vec::new();
    let mut day = 0;
    while day < 7 {
        let last = (day..7).take_while(|other| hours.week[*other] == hours.week[day]).last().unwrap_or(day);
        if !hours.week[day].is_empty() {
            let days = match last - day {
                0 => weekday(t, day),
                1 => format!("{}, {}", weekday(t, day), weekday(t, last)),
                _ => format!("{}–{}", weekday(t, day), weekday(t, last)),
            };
            lines.push(format!("{days} {}", slots::written(&hours.week[day])));
        }
        day = last + 1;
    }
    lines
}

/// What a question must be.
pub fn conditions(t: &T, names: &Names, conditions: &Conditions) -> Vec<String> {
    let or = t.s("terms-or");
    let lists = [
        ("terms-if-product", conditions.products.iter().map(|id| names.product(*id)).collect::<Vec<_>>()),
        ("terms-if-category", conditions.categories.iter().map(|id| names.category(t, *id)).collect()),
        ("terms-if-tag", conditions.tags.iter().map(|id| names.tag(*id)).collect()),
        ("terms-if-language", conditions.languages.iter().map(|lang| language(lang)).collect()),
        ("terms-if-priority", conditions.priorities.iter().map(|priority| self::priority(t, *priority)).collect()),
    ];
    let said = lists.into_iter().filter(|(_, words)| !words.is_empty());
    said.map(|(key, words)| t.a(key, "what", words.join(&or))).collect()
}

/// A language in its own words.
pub fn language(lang: &str) -> String {
    match crate::ground::i18n::supported(lang) {
        Some(known) => T::new(known, false).s("language-own-name"),
        None => lang.to_owned(),
    }
}

/// How urgent.
pub fn priority(t: &T, priority: i64) -> String {
    t.s(match priority {
        ..0 => "terms-priority-low",
        0 => "terms-priority-normal",
        1 => "terms-priority-high",
        _ => "terms-priority-urgent",
    })
}

/// What counts as answered.
pub fn answered(t: &T, answered: Answered) -> String {
    t.s(match answered {
        Answered::Any => "terms-answered-any",
        Answered::Helpful => "terms-answered-helpful",
    })
}

/// The percents of nudges.
pub fn nudges(t: &T, nudges: &[u8]) -> String {
    if nudges.is_empty() {
        return t.s("terms-none");
    }
    let percents: Vec<String> = nudges.iter().map(u8::to_string).collect();
    t.a("terms-percents", "what", percents.join(", "))
}

/// A policy as a list of what it sets and how: the key of each name, and its words.
pub fn policy(t: &T, names: &Names, stored: &StoredPolicy, zone: &str) -> Vec<(&'static str, String)> {
    let policy = &stored.policy;
    let asks = conditions(t, names, &policy.conditions);
    vec![
        ("terms-name", stored.name.clone()),
        ("terms-conditions", if asks.is_empty() { t.s("terms-everything") } else { asks.join("; ") }),
        ("terms-peer-window", length(t, policy.peer_window)),
        ("terms-nudges", nudges(t, &policy.nudges)),
        ("terms-triage-window", length(t, policy.triage_window)),
        ("terms-send-backs", policy.send_backs.to_string()),
        ("terms-triage-calendar", names.calendar(stored.triage_calendar_id)),
        ("terms-first-response", length(t, policy.first_response)),
        ("terms-warn-before", length(t, policy.warn_before)),
        ("terms-solution", policy.solution.map_or_else(|| t.s("terms-none"), |time| length(t, time))),
        ("terms-staff-calendar", names.calendar(stored.staff_calendar_id)),
        ("terms-team", names.team(t, stored.team_id)),
        ("terms-answered", answered(t, policy.answered)),
        ("terms-starts-at", moment(t, policy.starts_at, zone)),
    ]
}

/// What of a policy changed, from what to what.
pub fn policy_changes(t: &T, names: &Names, before: &StoredPolicy, after: &StoredPolicy, zone: &str) -> Vec<String> {
    let (before, after) = (policy(t, names, before, zone), policy(t, names, after, zone));
    let pairs = before.into_iter().zip(after).filter(|(old, new)| old.1 != new.1);
    pairs.map(|((key, old), (_, new))| changed(t, &t.s(key), &old, &new)).collect()
}

/// What of a calendar changed, from what to what.
pub fn hours_changes(t: &T, before: &Hours, after: &Hours) -> Vec<String> {
    let mut lines = Vec::new();
    let mut compare = |what: String, old: &str, new: &str| {
        if old != new {
            lines.push(changed(t, &what, old, new));
        }
    };
    compare(t.s("terms-name"), &before.name, &after.name);
    compare(t.s("terms-zone"), &before.zone, &after.zone);
    for (day, field) in WEEKDAYS.iter().enumerate() {
        let what = t.s(&format!("terms-day-{field}"));
        compare(what, &slots::written(&before.week[day]), &slots::written(&after.week[day]));
    }
    for (key, from, than) in [("terms-day-gone", before, after), ("terms-day-added", after, before)] {
        for day in from.days.iter().filter(|day| !than.days.contains(day)).take(50) {
            lines.push(t.a(key, "what", slots::line(day)));
        }
    }
    lines
}

/// "Name: before → after"
pub fn changed(t: &T, what: &str, old: &str, new: &str) -> String {
    let word = |text: &str| if text.is_empty() { t.s("terms-none") } else { text.to_owned() };
    t.f("terms-changed", vec![("what", what.into()), ("old", word(old).into()), ("new", word(new).into())])
}
