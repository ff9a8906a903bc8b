//! Opening hours against a slow reference that looks at the wall clock minute by minute.

use jiff::civil::date;
use jiff::tz::TimeZone;
use kiez::escalation::calendar::{Calendar, Fault, Slot};
use kiez::ground::clock::{DAY, HOUR, MINUTE, Micros};
use proptest::prelude::*;

use super::{Hours, hours, moments, often};

/// Whether the minute that begins at `at` is open, by looking at the clock on the wall.
fn open(hours: &Hours, zone: &TimeZone, at: Micros) -> bool {
    let wall = at.timestamp().to_zoned(zone.clone()).datetime();
    let day = hours.days.iter().find(|(date, _)| *date == wall.date()).map(|(_, slots)| slots);
    let weekday = wall.date().weekday().to_monday_zero_offset();
    let slots = day.unwrap_or(&hours.week[usize::try_from(weekday).expect("a day")]);
    let minute = u16::try_from(i32::from(wall.hour()) * 60 + i32::from(wall.minute())).expect("a minute");
    slots.iter().any(|slot| (slot.from..slot.to).contains(&minute))
}

/// Minute by minute until the work is done; none if that takes more than `patience` minutes.
fn slowly(hours: &Hours, start: Micros, working: i64, patience: i64) -> Option<Micros> {
    let zone = TimeZone::get(hours.zone).expect("a zone");
    let (mut at, mut left) = (start, working);
    for _ in 0..patience {
        if open(hours, &zone, at) {
            if left == 0 {
                return Some(at);
            }
            left -= 1;
            if left == 0 {
                return Some(at.plus(MINUTE));
            }
        }
        at = at.plus(MINUTE);
    }
    None
}

proptest! {
    #![proptest_config(often())]

    #[test]
    fn agrees_with_the_clock_on_the_wall(hours in hours(), start in moments(), working in 0i64..400) {
        let fast = hours.calendar().after(start, working * MINUTE).expect("before the year 9000");
        match slowly(&hours, start, working, 3_000) {
            Some(slow) => prop_assert_eq!(fast, slow),
            None => prop_assert!(fast.since(start) >= 3_000 * MINUTE),
        }
    }

    #[test]
    fn is_never_due_while_it_is_closed(hours in hours(), start in moments(), working in 0..40 * HOUR) {
        let calendar = hours.calendar();
        let due = calendar.after(start, working).expect("before the year 9000");
        prop_assert!(due >= start);
        // Closing time itself belongs to the work that was done until then.
        prop_assert!(calendar.is_open(due) || (working > 0 && calendar.is_open(due.plus(-1))), "{due:?}");
        prop_assert_eq!(calendar.between(start, due), working);
    }

    #[test]
    fn never_goes_back(
        hours in hours(), start in moments(), later in 0..3 * DAY, working in 0..20 * HOUR, more in 0..20 * HOUR
    ) {
        let calendar = hours.calendar();
        let due = |start: Micros, working| calendar.after(start, working).expect("before the year 9000");
        prop_assert!(due(start.plus(later), working) >= due(start, working));
        prop_assert!(due(start, working + more) >= due(start, working));
        if working > 0 && more > 0 {
            prop_assert_eq!(due(due(start, working), more), due(start, working + more), "in two pieces or in one");
        }
    }

    #[test]
    fn open_time_adds_up(hours in hours(), from in moments(), first in 0..5 * DAY, second in 0..5 * DAY) {
        let calendar = hours.calendar();
        let (middle, to) = (from.plus(first), from.plus(first + second));
        prop_assert_eq!(calendar.between(from, to), calendar.between(from, middle) + calendar.between(middle, to));
        let mut last = from;
        for (open, close) in calendar.intervals(from, to) {
            prop_assert!(last <= open && open < close && close <= to, "in order, and apart");
            prop_assert!(calendar.is_open(open) && calendar.is_open(close.plus(-1)));
            last = close;
        }
    }

    #[test]
    fn round_the_clock_is_just_time(start in moments(), working in 0..1_000 * HOUR) {
        prop_assert_eq!(Calendar::always().after(start, working), Some(start.plus(working)));
    }
}

fn at(text: &str) -> Micros {
    text.parse::<jiff::Timestamp>().expect("a moment").into()
}

fn office() -> [Vec<Slot>; 7] {
    let day = vec![Slot { from: 9 * 60, to: 12 * 60 }, Slot { from: 13 * 60, to: 18 * 60 }];
    std::array::from_fn(|weekday| if weekday < 5 { day.clone() } else { Vec::new() })
}

#[test]
fn saturday_night_waits_for_monday() {
    let calendar = Calendar::new("Europe/Berlin", office(), &[]).expect("an office");
    let saturday = at("2026-11-21T21:30:00Z"); // 22:30 in Berlin
    assert_eq!(calendar.after(saturday, 0), Some(at("2026-11-23T08:00:00Z")));
    assert_eq!(calendar.after(saturday, HOUR), Some(at("2026-11-23T09:00:00Z")));
    assert_eq!(calendar.after(saturday, 8 * HOUR), Some(at("2026-11-23T17:00:00Z")), "due when the office closes");
    assert_eq!(calendar.after(saturday, 9 * HOUR), Some(at("2026-11-24T09:00:00Z")));
}

#[test]
fn a_weekend_with_a_change_of_clocks_is_counted_by_the_wall() {
    let nights: [Vec<Slot>; 7] = std::array::from_fn(|_| vec![Slot { from: 60, to: 240 }]); // 1:00 to 4:00
    let calendar = Calendar::new("Europe/Berlin", nights, &[]).expect("a night shift");
    let hours = |from: &str, to: &str| calendar.between(at(from), at(to)) / HOUR;
    assert_eq!(hours("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"), 2, "an hour is left out");
    assert_eq!(hours("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"), 4, "an hour comes twice");
    assert_eq!(calendar.after(at("2026-10-24T22:00:00Z"), 4 * HOUR), Some(at("2026-10-25T03:00:00Z")));
}

#[test]
fn a_holiday_is_closed_and_an_exception_is_not() {
    let days = [(date(2026, 12, 25), vec![]), (date(2026, 12, 26), vec![Slot { from: 600, to: 720 }])];
    let calendar = Calendar::new("Europe/Berlin", office(), &days).expect("an office");
    assert_eq!(calendar.after(at("2026-12-24T17:00:00Z"), HOUR), Some(at("2026-12-26T10:00:00Z")));
}

#[test]
fn what_is_no_calendar_is_refused_with_the_reason() {
    let new = |zone: &str, week: [Vec<Slot>; 7]| Calendar::new(zone, week, &[]).map(|_| ()).unwrap_err();
    assert_eq!(new("Europe/Berlin", Default::default()), Fault::NeverOpen);
    assert_eq!(new("Europe/Atlantis", office()), Fault::Zone("Europe/Atlantis".into()));
    for slot in [Slot { from: 600, to: 600 }, Slot { from: 700, to: 600 }, Slot { from: 0, to: 1_441 }] {
        let mut week = office();
        week[3].push(slot);
        assert_eq!(new("Europe/Berlin", week), Fault::Slot(slot));
    }
}
