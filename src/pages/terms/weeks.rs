//! The next four weeks of a calendar, day by day.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{slots, words};
use crate::escalation::terms::Hours;
use crate::ground::clock::Micros;
use crate::ground::i18n::T;

/// Days that are shown.
const DAYS: i64 = 28;

/// A day as it is shown.
pub struct Day {
    /// For `<time>`.
    pub date: String,
    pub words: String,
    /// When it is open; empty if it is not.
    pub open: String,
    /// What is special about it.
    pub notes: Vec<String>,
}

/// Four weeks from the day that it is now in the calendar's zone; none if the zone is not known.
pub fn weeks(t: &T, hours: &Hours, now: Micros) -> Vec<Day> {
    let Ok(zone) = TimeZone::get(&hours.zone) else { return Vec::new() };
    let today = now.timestamp().to_zoned(zone.clone()).date();
    (0..DAYS).filter_map(|n| today.checked_add(n.days()).ok()).map(|date| day(t, hours, &zone, date)).collect()
}

fn day(t: &T, hours: &Hours, zone: &TimeZone, date: Date) -> Day {
    let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    let special = hours.days.iter().find(|day| day.date == date);
    let mut notes = Vec::new();
    if let Some(special) = special {
        notes.push(match special.name.as_str() {
            "" => t.s("terms-special"),
            name => t.a("terms-special-name", "what", name),
        });
    }
    let ahead = change(zone, date);
    match ahead {
        1.. => notes.push(t.n("terms-clocks-forward", ahead)),
        ..0 => notes.push(t.n("terms-clocks-back", -ahead)),
        0 => {}
    }
    let format = if t.lang == "de" { "%d.%m.%Y" } else { "%-d %b %Y" };
    Day {
        date: date.to_string(),
        words: format!("{} {}", words::weekday(t, weekday), date.strftime(format)),
        open: slots::written(special.map_or(&hours.week[weekday], |day| &day.slots)),
        notes,
    }
}

/// By how many minutes clocks are put forward on that day.
fn change(zone: &TimeZone, date: Date) -> i64 {
    let offset = |date: Date| {
        let midnight = zone.to_ambiguous_zoned(date.at(0, 0, 0, 0)).compatible();
        midnight.map_or(0, |midnight| i64::from(midnight.offset().seconds()))
    };
    date.tomorrow().map_or(0, |tomorrow| (offset(tomorrow) - offset(date)) / 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::escalation::setup::weekdays;
    use crate::escalation::terms::SpecialDay;

    #[test]
    fn special_days_and_changes_of_clocks_are_marked() {
        let mut hours = weekdays("Office", "Europe/Berlin");
        let date = jiff::civil::date(2026, 3, 23);
        hours.days.push(SpecialDay { date, name: "Stocktaking".into(), slots: Vec::new() });
        // A Sunday, late enough that it is Monday in Berlin.
        let now: jiff::Timestamp = "2026-03-22T23:30:00Z".parse().expect("a moment");
        let days = weeks(&T::new("en", false), &hours, now.into());
        assert_eq!(days.len(), 28);
        assert_eq!((days[0].date.as_str(), days[0].open.as_str()), ("2026-03-23", ""));
        assert_eq!(days[1].open, "9:00–17:00");
        let noted: Vec<&str> = days.iter().filter(|day| !day.notes.is_empty()).map(|day| day.date.as_str()).collect();
        assert_eq!(noted, ["2026-03-23", "2026-03-29"]);
        assert_eq!(weeks(&T::new("en", false), &weekdays("", "Nowhere"), now.into()).len(), 0);
    }
}
