//! The days that are looked at, by the wall clock of a zone: whole days, the last of which is today.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::ground::clock::Micros;

crate::text_enum! {
    /// How far back. Texts are `reports-period-WORD`.
    Length {
        /// Seven days, day by day.
        Week = "week",
        /// Twenty-eight days, week by week.
        Month = "month",
        /// Ninety-one days, week by week.
        Quarter = "quarter",
    }
}

impl Length {
    /// Days in all.
    pub fn days(self) -> i32 {
        match self {
            Self::Week => 7,
            Self::Month => 28,
            Self::Quarter => 91,
        }
    }

    /// Days of a part.
    fn step(self) -> i32 {
        if self == Self::Week { 1 } else { 7 }
    }
}

/// Days that follow each other, in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// When the first day begins.
    pub from: Micros,
    /// Now.
    pub to: Micros,
    /// The first day of each part, and when it begins.
    pub parts: Vec<(Date, Micros)>,
}

impl Period {
    /// The days up to `now` in a zone.
    pub fn new(length: Length, now: Micros, zone: &TimeZone) -> Self {
        let today = now.timestamp().to_zoned(zone.clone()).date();
        let first = today.saturating_sub((length.days() - 1).days());
        let parts = (0..length.days() / length.step()).map(|part| first.saturating_add((part * length.step()).days()));
        // A midnight that clocks skip begins with the first moment there is.
        let begins = |date: Date| date.to_zoned(zone.clone()).map_or(now, |midnight| midnight.timestamp().into());
        let parts: Vec<(Date, Micros)> = parts.map(|date| (date, begins(date))).collect();
        Self { from: parts.first().map_or(now, |part| part.1), to: now, parts }
    }

    /// The part that a moment falls into; none before and after the period.
    pub fn part(&self, at: Micros) -> Option<usize> {
        if at > self.to {
            return None;
        }
        self.parts.iter().rposition(|(_, begin)| *begin <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Micros {
        text.parse::<jiff::Timestamp>().expect("a moment").into()
    }

    #[test]
    fn days_are_whole_and_end_today() {
        let berlin = TimeZone::get("Europe/Berlin").expect("a zone");
        let week = Period::new(Length::Week, at("2026-11-22T22:30:00Z"), &berlin);
        assert_eq!(week.from, at("2026-11-15T23:00:00Z"));
        let days: Vec<String> = week.parts.iter().map(|part| part.0.to_string()).collect();
        assert_eq!((days.len(), days[0].as_str(), days[6].as_str()), (7, "2026-11-16", "2026-11-22"));
        assert_eq!(week.part(at("2026-11-15T22:59:59Z")), None);
        assert_eq!(week.part(at("2026-11-15T23:00:00Z")), Some(0));
        assert_eq!(week.part(at("2026-11-22T22:30:00Z")), Some(6));
        assert_eq!(week.part(at("2026-11-22T22:31:00Z")), None);
    }

    #[test]
    fn days_are_as_long_as_clocks_make_them() {
        let berlin = TimeZone::get("Europe/Berlin").expect("a zone");
        // Clocks went back on 25 October 2026: that week has an hour more.
        let month = Period::new(Length::Month, at("2026-11-10T12:00:00Z"), &berlin);
        assert_eq!(month.parts.len(), 4);
        assert_eq!(month.parts[0].0.to_string(), "2026-10-14");
        assert_eq!(month.from, at("2026-10-13T22:00:00Z"));
        assert_eq!(month.parts[2].1, at("2026-10-27T23:00:00Z"));
        assert_eq!(Period::new(Length::Quarter, at("2026-11-10T12:00:00Z"), &berlin).parts.len(), 13);
    }
}
