//! Opening hours and special days as people write them: "9:00–12:30, 13:30–17:00" and "2026-12-24 Christmas Eve
//! 9:00–12:00".

use jiff::civil::Date;

use crate::escalation::calendar::Slot;
use crate::escalation::terms::SpecialDay;

/// Slots of a day at most.
const SLOTS: usize = 12;
/// Special days at most.
pub const DAYS: usize = 1_000;
/// Characters of a special day's name at most.
pub const NAME: usize = 80;

/// Reads slots; none if something is no slot. Dashes of any length, "9", "9:00" and "9.00" will do.
pub fn parse(text: &str) -> Option<Vec<Slot>> {
    let parts: Vec<&str> = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > SLOTS {
        return None;
    }
    parts.into_iter().map(slot).collect()
}

fn slot(text: &str) -> Option<Slot> {
    let (from, to) = text.split_once(['-', '\u{2010}', '\u{2011}', '–', '—', '\u{2212}'])?;
    let slot = Slot { from: minute(from)?, to: minute(to)? };
    (slot.from < slot.to).then_some(slot)
}

/// Minutes since midnight; 24:00 is the end of the day.
fn minute(text: &str) -> Option<u16> {
    let text = text.trim();
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "00"));
    let digits = |text: &str, most: usize| {
        let good = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if good { text.parse::<u16>().ok() } else { None }
    };
    let (hour, minute) = (digits(hour, 2)?, digits(minute, 2).filter(|_| minute.len() == 2)?);
    (minute < 60 && (hour < 24 || (hour == 24 && minute == 0))).then_some(hour * 60 + minute)
}

/// Writes slots so that they can be read again.
pub fn written(slots: &[Slot]) -> String {
    let clock = |minute: u16| format!("{}:{:02}", minute / 60, minute % 60);
    slots.iter().map(|slot| format!("{}–{}", clock(slot.from), clock(slot.to))).collect::<Vec<_>>().join(", ")
}

/// What is wrong with a list of special days, and in which line (from 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayFault {
    /// It does not begin with a date like 2026-12-24.
    Date(usize),
    /// What looks like hours at the end is none.
    Slots(usize),
    /// The same date stands further up.
    Twice(usize),
    /// Its name is too long.
    Long(usize),
    /// More lines than `DAYS`.
    Many,
}

/// Reads special days, one a line: a date, a name, and hours if it is open at all. Empty lines are left out.
pub fn parse_days(text: &str) -> Result<Vec<SpecialDay>, DayFault> {
    let mut days: Vec<SpecialDay> = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        if days.len() == DAYS {
            return Err(DayFault::Many);
        }
        let line = line.trim();
        let (date, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let date: Date = date.parse().map_err(|_| DayFault::Date(number))?;
        if days.iter().any(|day| day.date == date) {
            return Err(DayFault::Twice(number));
        }
        let (name, slots) = split(rest.trim());
        let slots = parse(slots).ok_or(DayFault::Slots(number))?;
        if name.chars().count() > NAME {
            return Err(DayFault::Long(number));
        }
        days.push(SpecialDay { date, name: name.to_owned(), slots });
    }
    days.sort_by_key(|day| day.date);
    Ok(days)
}

/// A name and the hours after it: they begin with the first word that has a digit, then a colon or a dash.
fn split(text: &str) -> (&str, &str) {
    let starts = text.char_indices().filter(|(at, _)| *at == 0 || text[..*at].ends_with(char::is_whitespace));
    let looks = |rest: &str| {
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        after.len() < rest.len() && after.trim_start().starts_with([':', '-', '–', '—'])
    };
    match starts.map(|(at, _)| at).find(|at| looks(&text[*at..])) {
        Some(at) => (text[..at].trim(), &text[at..]),
        None => (text, ""),
    }
}

/// One special day as a line.
pub fn line(day: &SpecialDay) -> String {
    [day.date.to_string(), day.name.clone(), written(&day.slots)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(from: u16, to: u16) -> Slot {
        Slot { from, to }
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        let lunch = vec![slot(540, 750), slot(810, 1_020)];
        for text in
            ["9:00–12:30, 13:30–17:00", "09:00-12:30;13:30-17", " 9.00 — 12.30 ,, 13:30 - 17:00 ", "9-12:30,13:30-17"]
        {
            assert_eq!(parse(text).as_ref(), Some(&lunch), "{text}");
        }
        assert_eq!(written(&lunch), "9:00–12:30, 13:30–17:00");
        assert_eq!(parse("0:00-24:00"), Some(vec![Slot::DAY]));
        assert_eq!(parse(" "), Some(Vec::new()));
    }

    #[test]
    fn what_is_no_slot_is_refused() {
        for text in
            ["9", "9:00", "9:00–", "–9:00", "17:00–9:00", "9:00–9:00", "9:60–10:00", "24:01–24:02", "0:00–25:00"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        for text in ["9:0–10:00", "+9–10", "-9–10", "９:00–10:00", "9:00–10:00–11:00", "nine to five", "900–1000"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&"9-10,".repeat(13)), None);
    }

    #[test]
    fn special_days_are_a_date_a_name_and_perhaps_hours() {
        let text = "2026-12-25 Weihnachten\r\n\n 2026-12-24\tHeiligabend, halber Tag 9:00–12:00, 13-14 \n2027-01-01";
        let days = parse_days(text).expect("three days");
        let lines: Vec<String> = days.iter().map(line).collect();
        assert_eq!(
            lines,
            ["2026-12-24 Heiligabend, halber Tag 9:00–12:00, 13:00–14:00", "2026-12-25 Weihnachten", "2027-01-01"]
        );
        assert_eq!(parse_days(&lines.join("\n")), Ok(days));
        assert_eq!(parse_days("2026-05-01 1. Mai").expect("a name with a digit")[0].slots, []);
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        for (text, fault) in [
            ("2026-12-25 a\n24.12.2026 b", DayFault::Date(2)),
            ("2026-02-30", DayFault::Date(1)),
            ("2026-12-24 a 9:00–8:00", DayFault::Slots(1)),
            ("2026-12-24 a 9:00", DayFault::Slots(1)),
            ("2026-12-24\n\n2026-12-24 b", DayFault::Twice(3)),
        ] {
            assert_eq!(parse_days(text), Err(fault), "{text}");
        }
        assert_eq!(parse_days(&format!("2026-12-24 {}", "x".repeat(81))), Err(DayFault::Long(1)));
        let many: String = (0..1_001).map(|n| format!("{}-01-01\n", 2_000 + n)).collect();
        assert_eq!(parse_days(&many), Err(DayFault::Many));
    }
}
