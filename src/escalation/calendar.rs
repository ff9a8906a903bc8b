//! Opening hours: a time zone, slots for each day of the week, and days that are different. Work is counted only while
//! it is open, by the wall clock of the zone: an hour that a change to summer time leaves out is no working hour, one
//! that comes twice is two.

use std::collections::BTreeMap;

use jiff::Unit;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::ground::clock::{DAY, MINUTE, Micros};

/// Minutes of a day.
const DAY_MINUTES: u16 = 24 * 60;
/// 1970-01-01 was a Thursday; weeks here begin on Monday.
const THURSDAY: i64 = 3;
/// The end of year 9000 UTC, in microseconds: beyond it nothing is looked for.
const END_OF_TIME: i64 = 221_876_928_000_000_000;

/// Part of a day in minutes since midnight: open from `from` (0 to 1439) until before `to` (1 to 1440).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Slot {
    /// The first open minute.
    pub from: u16,
    /// The first closed minute after it.
    pub to: u16,
}

impl Slot {
    /// The whole day.
    pub const DAY: Self = Self { from: 0, to: DAY_MINUTES };
}

/// Why hours are none; for the person who typed them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No slot on any day of the week: nothing would ever be due.
    NeverOpen,
    /// A slot that ends before it begins, or is outside of the day.
    Slot(Slot),
    /// A name that is no time zone.
    Zone(String),
    /// A date that no calendar holds.
    Date(Date),
}

/// Opening hours.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: TimeZone,
    /// Monday first; sorted, apart from each other.
    week: [Vec<Slot>; 7],
    /// Days that are different, by days since 1970-01-01; without slots they are closed.
    days: BTreeMap<i64, Vec<Slot>>,
}

impl Calendar {
    /// Open every minute.
    pub fn always() -> Self {
        Self { zone: TimeZone::UTC, week: std::array::from_fn(|_| vec![Slot::DAY]), days: BTreeMap::new() }
    }

    /// Hours in a zone by its IANA name ("Europe/Berlin"); slots may come in any order and overlap. `days` replaces
    /// the week on its dates: no slots is a holiday.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn new(zone: &str, week: [Vec<Slot>; 7], days: &[(Date, Vec<Slot>)]) -> Result<Self, Fault> {
        let zone = TimeZone::get(zone).map_err(|_| Fault::Zone(zone.to_owned()))?;
        let mut tidy: [Vec<Slot>; 7] = Default::default();
        for (day, slots) in week.into_iter().enumerate() {
            tidy[day] = merged(slots)?;
        }
        if tidy.iter().all(Vec::is_empty) {
            return Err(Fault::NeverOpen);
        }
        let days = days
            .iter()
            .map(|(date, slots)| Ok((number(*date)?, merged(slots.clone())?)))
            .collect::<Result<BTreeMap<_, _>, Fault>>()?;
        Ok(Self { zone, week: tidy, days })
    }

    /// The zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Whether it is open at a moment.
    pub fn is_open(&self, at: Micros) -> bool {
        self.next_open(at).is_some_and(|(from, _)| from == at)
    }

    /// The moment when `working` microseconds of open time have passed since `start`; with 0 the next open moment.
    /// Work that is done exactly when it closes is due then, not when it opens again. None beyond the year 9000.
    pub fn after(&self, start: Micros, working: i64) -> Option<Micros> {
        let (mut at, mut left) = (start, working.max(0));
        loop {
            let (from, to) = self.next_open(at)?;
            let here = to.since(from);
            if left <= here {
                return Some(from.plus(left));
            }
            left -= here;
            at = to;
        }
    }

    /// The open time between two moments, in microseconds; 0 if they are the wrong way round.
    pub fn between(&self, from: Micros, to: Micros) -> i64 {
        self.intervals(from, to).map(|(a, b)| b.since(a)).sum()
    }

    /// The stretches of open time between two moments, in order: what a count is made of.
    pub fn intervals(&self, from: Micros, to: Micros) -> impl Iterator<Item = (Micros, Micros)> + '_ {
        let mut at = from;
        std::iter::from_fn(move || {
            let (open, close) = self.next_open(at).filter(|(open, _)| *open < to)?;
            at = close;
            Some((open, close.min(to)))
        })
    }

    /// The first stretch of open time that ends after `at`, from `at` on at the earliest. It ends at closing time, at
    /// midnight, or where the zone changes its clocks.
    fn next_open(&self, at: Micros) -> Option<(Micros, Micros)> {
        let mut from = at.0;
        while from < END_OF_TIME {
            let (offset, changes) = self.offset(Micros(from));
            let day = (from + offset).div_euclid(DAY);
            let midnight = day * DAY - offset;
            for slot in self.slots(day) {
                let open = (midnight + i64::from(slot.from) * MINUTE).max(from);
                let close = (midnight + i64::from(slot.to) * MINUTE).min(changes);
                if open < close {
                    return Some((Micros(open), Micros(close)));
                }
            }
            from = (midnight + DAY).min(changes);
        }
        None
    }

    /// How far the zone's clocks are ahead of UTC at a moment, in microseconds, and when that changes.
    fn offset(&self, at: Micros) -> (i64, i64) {
        let timestamp = at.timestamp();
        let offset = i64::from(self.zone.to_offset(timestamp).seconds()) * 1_000_000;
        let changes = self.zone.following(timestamp).next().map_or(i64::MAX, |next| next.timestamp().as_microsecond());
        (offset, changes)
    }

    /// The slots of a day, by days since 1970-01-01.
    fn slots(&self, day: i64) -> &[Slot] {
        self.days.get(&day).unwrap_or_else(|| {
            let weekday = usize::try_from((day + THURSDAY).rem_euclid(7)).unwrap_or_default();
            &self.week[weekday]
        })
    }
}

fn number(date: Date) -> Result<i64, Fault> {
    let epoch = jiff::civil::date(1970, 1, 1);
    date.since((Unit::Day, epoch)).map(|span| i64::from(span.get_days())).map_err(|_| Fault::Date(date))
}

/// Sorted, and without overlaps or gaps of nothing.
fn merged(mut slots: Vec<Slot>) -> Result<Vec<Slot>, Fault> {
    slots.sort_unstable();
    let mut apart: Vec<Slot> = Vec::with_capacity(slots.len());
    for slot in slots {
        if slot.from >= slot.to || slot.to > DAY_MINUTES {
            return Err(Fault::Slot(slot));
        }
        match apart.last_mut() {
            Some(last) if slot.from <= last.to => last.to = last.to.max(slot.to),
            _ => apart.push(slot),
        }
    }
    Ok(apart)
}
