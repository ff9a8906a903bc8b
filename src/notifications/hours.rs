//! Somebody's clock: when their quiet hours end, when the next hour and the next morning come. Pure; wall clocks jump
//! twice a year, and what is computed here must hold then, too.

use jiff::ToSpan;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::topics::Pace;
use crate::ground::clock::{DAY, HOUR, Micros};
use crate::ground::zones;

/// Minutes of a day.
pub const MINUTES: i64 = 24 * 60;
/// When the daily mail goes, in minutes of the day; after the quiet hours, if those last longer.
pub const MORNING: i64 = 8 * 60;
/// Days on which an end of the quiet hours is looked for.
const DAYS: i64 = 3;

/// The minutes of a day between which there is no mail: from the first to before the last, over midnight if need be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub struct Quiet {
    pub from: i64,
    pub to: i64,
}

/// Somebody's clock and their quiet hours.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)] // the names say it
pub struct Hours {
    pub zone: &'static TimeZone,
    pub quiet: Option<Quiet>,
}

impl Default for Hours {
    fn default() -> Self {
        Self { zone: &zones::UTC, quiet: None }
    }
}

impl Hours {
    /// Whether a moment lies in the quiet hours.
    pub fn is_quiet(&self, at: Micros) -> bool {
        let time = at.timestamp().to_zoned(self.zone.clone()).time();
        let minute = i64::from(time.hour()) * 60 + i64::from(time.minute());
        self.quiet.is_some_and(|Quiet { from, to }| {
            if from < to { (from..to).contains(&minute) } else { from != to && (minute >= from || minute < to) }
        })
    }

    /// The moment itself, or if it is quiet then, the end of the quiet hours: never earlier, never quiet.
    pub fn allowed(&self, at: Micros) -> Micros {
        match self.quiet {
            Some(quiet) if self.is_quiet(at) => {
                self.next(quiet.to, |end| end >= at && !self.is_quiet(end), at).unwrap_or_else(|| at.plus(DAY))
            }
            _ => at,
        }
    }

    /// When a mail of that pace goes that is asked for now; none if it does not.
    pub fn due(&self, pace: Pace, now: Micros) -> Option<Micros> {
        let at = match pace {
            Pace::AtOnce => now,
            Pace::Hourly => self.next_hour(now),
            Pace::Daily => self.next(MORNING, |at| at > now, now).unwrap_or_else(|| now.plus(DAY)),
            Pace::Off => return None,
        };
        Some(self.allowed(at))
    }

    /// The next full hour of this clock.
    fn next_hour(&self, now: Micros) -> Micros {
        let offset = i64::from(self.zone.to_offset(now.timestamp()).seconds()) * 1_000_000;
        Micros(((now.0 + offset).div_euclid(HOUR) + 1) * HOUR - offset)
    }

    /// The earliest moment from the day of `from` on at which the clock shows that minute and `fits`. Where the clock is
    /// put back it shows it twice, and where it is put forward perhaps never: then the hour it jumps to stands in.
    fn next(&self, minute: i64, fits: impl Fn(Micros) -> bool, from: Micros) -> Option<Micros> {
        let today = from.timestamp().to_zoned(self.zone.clone()).date();
        (0..=DAYS)
            .filter_map(|days| today.checked_add(days.days()).ok())
            .flat_map(|date| self.shown(date, minute))
            .filter(|at| fits(*at))
            .min()
    }

    fn shown(&self, date: Date, minute: i64) -> Vec<Micros> {
        let part = |number: i64| i8::try_from(number).unwrap_or_default();
        let Ok(time) = Time::new(part(minute / 60 % 24), part(minute % 60), 0, 0) else { return Vec::new() };
        let moment = || self.zone.to_ambiguous_zoned(date.to_datetime(time));
        [moment().earlier(), moment().later()]
            .into_iter()
            .filter_map(|at| Some(Micros(at.ok()?.timestamp().as_microsecond())))
            .collect()
    }
}

/// "22:30" as minutes of the day.
pub fn minute_of(text: &str) -> Option<i64> {
    let (hour, minute) = text.trim().split_once(':')?;
    let minute = minute.get(..2)?;
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}

/// Minutes of the day as "22:30".
pub fn clock_of(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ground::clock::MINUTE;

    fn at(text: &str) -> Micros {
        Micros(text.parse::<jiff::Timestamp>().expect("a moment").as_microsecond())
    }

    fn berlin(from: i64, to: i64) -> Hours {
        Hours { zone: zones::find("Europe/Berlin").expect("a zone"), quiet: Some(Quiet { from, to }) }
    }

    #[test]
    fn the_night_ends_in_the_morning_whatever_the_clock_did() {
        let hours = berlin(22 * 60, 7 * 60);
        for (now, then) in [
            ("2026-03-28T20:59:00Z", "2026-03-28T20:59:00Z"), // 21:59: not yet quiet
            ("2026-03-28T21:00:00Z", "2026-03-29T05:00:00Z"), // the clock goes forward this night
            ("2026-10-24T21:30:00Z", "2026-10-25T06:00:00Z"), // and back in this one
            ("2026-07-01T03:00:00Z", "2026-07-01T05:00:00Z"),
        ] {
            assert_eq!(hours.allowed(at(now)), at(then), "{now}");
        }
    }

    #[test]
    fn an_end_that_the_clock_shows_twice_or_never() {
        let hours = berlin(22 * 60, 2 * 60 + 30);
        assert_eq!(hours.allowed(at("2026-03-29T00:45:00Z")), at("2026-03-29T01:30:00Z"), "02:30 is not there: 03:30");
        assert_eq!(hours.allowed(at("2026-10-25T00:15:00Z")), at("2026-10-25T00:30:00Z"), "the first 02:30");
        assert_eq!(hours.allowed(at("2026-10-25T01:15:00Z")), at("2026-10-25T01:30:00Z"), "the second 02:30");
    }

    #[test]
    fn hours_and_mornings_are_those_of_the_readers_clock() {
        let kathmandu = Hours { zone: zones::find("Asia/Kathmandu").expect("a zone"), quiet: None };
        let now = at("2026-11-22T10:20:00Z"); // 16:05
        assert_eq!(kathmandu.due(Pace::Hourly, now), Some(at("2026-11-22T11:15:00Z")));
        assert_eq!(kathmandu.due(Pace::Daily, now), Some(at("2026-11-23T02:15:00Z")));
        assert_eq!((kathmandu.due(Pace::AtOnce, now), kathmandu.due(Pace::Off, now)), (Some(now), None));
        let late = berlin(20 * 60, 9 * 60 + 30);
        assert_eq!(late.due(Pace::Daily, now), Some(at("2026-11-23T08:30:00Z")), "not before the quiet hours end");
    }

    #[test]
    fn times_are_read_as_browsers_send_them() {
        assert_eq!((minute_of("22:30"), minute_of("07:05:00"), minute_of("0:00")), (Some(1350), Some(425), Some(0)));
        assert!(["", "24:00", "7", "12:60", "a:b", "12:5", "-1:00"].iter().all(|text| minute_of(text).is_none()));
        assert_eq!(clock_of(425), "07:05");
    }

    proptest! {
        #[test]
        fn it_is_never_quiet_then_and_never_earlier(
            from in 0..MINUTES,
            to in 0..MINUTES,
            // Any moment of two years, with four changes of clocks in each zone, to the minute.
            minutes in 0i64..2 * 365 * MINUTES,
            zone in prop::sample::select(vec![
                "UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia",
            ]),
            pace in prop::sample::select(vec![Pace::AtOnce, Pace::Hourly, Pace::Daily]),
        ) {
            let hours = Hours { zone: zones::find(zone).expect("a zone"), quiet: Some(Quiet { from, to }) };
            let now = at("2025-11-22T00:00:00Z").plus(minutes * MINUTE + 1);
            let allowed = hours.allowed(now);
            prop_assert!(allowed >= now && !hours.is_quiet(allowed), "{allowed:?}");
            prop_assert!(allowed.since(now) <= 2 * DAY);
            prop_assert_eq!(hours.allowed(allowed), allowed);
            let due = hours.due(pace, now).expect("it goes");
            prop_assert!(due >= now && !hours.is_quiet(due), "{due:?}");
            prop_assert!(due.since(now) <= 3 * DAY);
        }
    }
}
