//! What is due when: properties of the pure rules, each tried ten thousand times.

mod acting;
mod calendar;
mod canned;
pub mod desk;
mod hand_over;
mod joining;
mod model;
mod moving;
mod nodes;
mod notes;
mod replay;
mod stage;

use kiez::escalation::calendar::{Calendar, Slot};
use kiez::ground::clock::{MINUTE, Micros};
use proptest::prelude::*;

/// As many cases as the promise needs.
pub fn often() -> ProptestConfig {
    ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() }
}

/// Zones west and east, with and without summer time, with half and quarter hours.
pub const ZONES: [&str; 8] = [
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
    "UTC",
];

/// A moment on a whole minute, mostly close to a change of clocks, a leap day or the end of a year.
pub fn moments() -> impl Strategy<Value = Micros> {
    let near = prop::sample::select(vec![
        "2026-03-29T01:00Z",
        "2026-10-25T01:00Z",
        "2027-03-14T07:00Z",
        "2026-11-01T06:00Z",
        "2026-10-03T15:30Z",
        "2028-02-28T20:00Z",
        "2026-12-31T22:00Z",
        "2026-07-01T12:00Z",
    ]);
    (near, -4_000i64..4_000).prop_map(|(near, minutes)| {
        let near: jiff::Timestamp = near.replace('Z', ":00Z").parse().expect("a moment");
        Micros::from(near).plus(minutes * MINUTE)
    })
}

fn slots() -> impl Strategy<Value = Vec<Slot>> {
    let slot = (0u16..1_440, 1u16..=900).prop_map(|(from, length)| Slot { from, to: (from + length).min(1_440) });
    prop::collection::vec(slot, 0..3)
}

/// Hours as typed: zone, week, and some days near the moments that are different.
#[derive(Clone, Debug)]
pub struct Hours {
    pub zone: &'static str,
    pub week: [Vec<Slot>; 7],
    pub days: Vec<(jiff::civil::Date, Vec<Slot>)>,
}

impl Hours {
    pub fn calendar(&self) -> Calendar {
        Calendar::new(self.zone, self.week.clone(), &self.days).expect("sound hours")
    }
}

/// Hours that are open at least sometimes.
pub fn hours() -> impl Strategy<Value = Hours> {
    let date = prop::sample::select(vec![(2026, 3, 29), (2026, 10, 25), (2028, 2, 29), (2026, 12, 31), (2027, 1, 1)])
        .prop_map(|(y, m, d)| jiff::civil::date(y, m, d));
    let days = prop::collection::vec((date, slots()), 0..3);
    (prop::sample::select(ZONES.to_vec()), prop::array::uniform7(slots()), days)
        .prop_filter("never open", |(_, week, _)| week.iter().any(|day| !day.is_empty()))
        .prop_map(|(zone, week, mut days)| {
            days.sort_by_key(|(date, _)| *date);
            days.dedup_by_key(|(date, _)| *date);
            Hours { zone, week, days }
        })
}
