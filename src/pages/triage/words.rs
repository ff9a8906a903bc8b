//! Due times, steps and moments in the reader's words.

use jiff::tz::TimeZone;

use crate::escalation::kinds::StepKind;
use crate::escalation::rows::Step;
use crate::ground::clock::{DAY, HOUR, MINUTE, Micros, SECOND};
use crate::ground::i18n::T;

/// "in 40 min", "2 h over".
pub fn due(t: &T, at: Micros, now: Micros) -> String {
    let away = at.since(now);
    let (unit, n) = match away.abs() {
        size if size < MINUTE => return t.s("triage-due-now"),
        size if size < 2 * HOUR => ("minutes", size / MINUTE),
        size if size < 2 * DAY => ("hours", size / HOUR),
        size => ("days", size / DAY),
    };
    let direction = if away < 0 { "over" } else { "in" };
    t.n(&format!("triage-{direction}-{unit}"), n)
}

/// "20 seconds ago": to the second, for what has just happened.
pub fn ago(t: &T, at: Micros, now: Micros) -> String {
    match now.since(at) / SECOND {
        seconds @ 0..60 => t.n("triage-seconds-ago", seconds.max(1)),
        _ => t.ago(at, now).into_owned(),
    }
}

/// A moment by the wall clock of a zone, with the day of the week.
pub fn moment(t: &T, at: Micros, zone: &TimeZone) -> String {
    let local = at.timestamp().to_zoned(zone.clone());
    let day = t.s(&format!("triage-day-{}", local.weekday().to_monday_one_offset()));
    let format = if t.lang == "de" { "%d.%m.%Y, %H:%M" } else { "%-d %b %Y, %H:%M" };
    format!("{day} {}", local.strftime(format))
}

/// The time of day in a zone.
pub fn hour(at: Micros, zone: &TimeZone) -> String {
    at.timestamp().to_zoned(zone.clone()).strftime("%H:%M").to_string()
}

/// A zone by its name; UTC for one that is not known.
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// A length of time: "2 hours", "1 hour 30 minutes".
pub fn length(t: &T, micros: i64) -> String {
    let (hours, minutes) = (micros / HOUR, micros % HOUR / MINUTE);
    match (hours, minutes) {
        (0, _) => t.n("time-minutes", minutes),
        (_, 0) => t.n("time-hours", hours),
        _ => format!("{} {}", t.n("time-hours", hours), t.n("time-minutes", minutes)),
    }
}

/// What happened, as a sentence without its full stop: "Mo sent it back to peers".
pub fn step(t: &T, step: &Step, who: Option<String>, team: Option<&str>) -> String {
    let by_clock = who.is_none();
    let who = who.unwrap_or_else(|| t.s("triage-somebody"));
    let key = match step.kind {
        StepKind::Entered => format!("triage-did-entered-{}", step.stage.word()),
        StepKind::Routed if team.is_some() => "triage-did-routed-to".to_owned(),
        StepKind::TermsChanged if by_clock => "triage-did-terms-moved".to_owned(),
        kind => format!("triage-did-{}", kind.word()),
    };
    t.f(&key, vec![("who", who.into()), ("team", team.unwrap_or_default().into())])
}

/// The key of a priority's name.
pub fn priority(n: i64) -> &'static str {
    match n {
        ..=-1 => "triage-priority-low",
        0 => "triage-priority-normal",
        1 => "triage-priority-high",
        _ => "triage-priority-urgent",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn due_times_are_plain_words() {
        let (en, de, now) = (T::new("en", false), T::new("de", false), Micros(0));
        let at = |micros: i64| now.plus(micros);
        assert_eq!(due(&en, at(40 * MINUTE + 5 * SECOND), now), "in 40 min");
        assert_eq!(due(&en, at(-2 * HOUR), now), "2 h over");
        assert_eq!(due(&en, at(3 * DAY), now), "in 3 days");
        assert_eq!(due(&en, at(20 * SECOND), now), "due now");
        assert_eq!(due(&de, at(5 * HOUR), now), "in 5 Std.");
        assert_eq!(ago(&en, at(-20 * SECOND), now), "20 seconds ago");
        assert_eq!(length(&en, 90 * MINUTE), "1 hour 30 minutes");
    }

    #[test]
    fn moments_are_by_the_calendars_wall_clock() {
        let berlin = zone("Europe/Berlin");
        // 2026-07-06 is a Monday, in summer time.
        let at = Micros::from("2026-07-06T07:00:00Z".parse::<jiff::Timestamp>().expect("a time"));
        assert_eq!(moment(&T::new("en", false), at, &berlin), "Mon 6 Jul 2026, 09:00");
        assert_eq!(moment(&T::new("de", false), at, &berlin), "Mo 06.07.2026, 09:00");
        assert_eq!(hour(at, &zone("nowhere")), "07:00");
    }
}
