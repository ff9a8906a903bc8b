//! Days as they are typed: `2026-03-01`, or a whole month or year. Each stands for its beginning.

use std::fmt;

use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The years that are read; others are words.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=9000;

/// A day, or the first of a month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl Day {
    /// Reads a day; none if the calendar has no such day.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = number(parts.next()?, 4..=4).filter(|year| YEARS.contains(year))?;
        let part = |part: &str| number(part, 1..=2).and_then(|n| i8::try_from(n).ok());
        let month = parts.next().map(|month| part(month).ok_or(())).transpose().ok()?;
        let day = parts.next().map(|day| part(day).ok_or(())).transpose().ok()?;
        let read = Self { year, month, day };
        let known = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).is_ok();
        (known && parts.next().is_none()).then_some(read)
    }

    /// Its beginning in a time zone, in microseconds since 1970.
    pub(in crate::search) fn start(self, zone: &TimeZone) -> Option<i64> {
        let date = Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()?;
        Some(date.to_zoned(zone.clone()).ok()?.timestamp().as_microsecond())
    }
}

fn number(digits: &str, length: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let fits = length.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if fits { digits.parse().ok() } else { None }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ground::zones;

    #[test]
    fn days_months_and_years_are_read_and_nothing_else() {
        for (typed, kept) in [("2026-03-01", "2026-03-01"), ("2026-3-1", "2026-03-01"), ("2026-03", "2026-03")] {
            assert_eq!(Day::read(typed).map(|day| day.to_string()).as_deref(), Some(kept));
        }
        assert_eq!(Day::read("2026").map(|day| day.to_string()).as_deref(), Some("2026"));
        for odd in
            ["", "-", "26", "2026-", "2026-13", "2026-02-30", "2026-03-01-04", "yesterday", "+026", "9999", "٢٠٢٦"]
        {
            assert_eq!(Day::read(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_day_begins_where_the_reader_is() {
        let start = |day: &str, zone| Day::read(day).and_then(|day| day.start(zones::find(zone)?));
        assert_eq!(start("1970-01-02", "UTC"), Some(86_400_000_000));
        assert_eq!(start("1970-01-02", "Europe/Berlin"), Some(82_800_000_000));
        assert_eq!(start("2026", "UTC"), start("2026-01-01", "UTC"));
        // A clock that is put forward at midnight.
        assert!(start("2018-11-04", "America/Sao_Paulo").is_some());
    }
}
