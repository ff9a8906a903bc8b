//! A calendar as it is typed.

use jiff::civil::Date;

use super::slots::{self, DayFault};
use super::words::WEEKDAYS;
use super::{Pairs, value, values};
use crate::escalation::calendar::Slot;
use crate::escalation::holidays::Feed;
use crate::escalation::terms::{Hours, SpecialDay};
use crate::ground::refusal::FieldError;

/// A day that a file offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    pub date: Date,
    pub name: String,
    pub ticked: bool,
}

/// What stands in the fields.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub name: String,
    pub zone: String,
    /// Monday first.
    pub week: [String; 7],
    pub days: String,
    /// Days from a file, for ticking.
    pub offered: Vec<Offered>,
}

impl Typed {
    /// What is stored.
    pub fn stored(hours: &Hours) -> Self {
        Self {
            name: hours.name.clone(),
            zone: hours.zone.clone(),
            week: std::array::from_fn(|day| slots::written(&hours.week[day])),
            days: hours.days.iter().map(slots::line).collect::<Vec<_>>().join("\n"),
            offered: Vec::new(),
        }
    }

    /// What was sent.
    pub fn sent(pairs: &Pairs) -> Self {
        let ticked: Vec<&str> = values(pairs, "tick").collect();
        let offered = values(pairs, "feed").filter_map(|line| {
            let (date, name) = line.split_once(' ').unwrap_or((line, ""));
            Some(Offered { ticked: ticked.contains(&date), date: date.parse().ok()?, name: tidy(name) })
        });
        Self {
            name: value(pairs, "name").to_owned(),
            zone: value(pairs, "zone").to_owned(),
            week: std::array::from_fn(|day| value(pairs, WEEKDAYS[day]).to_owned()),
            days: value(pairs, "days").to_owned(),
            offered: offered.take(crate::escalation::holidays::LISTED).collect(),
        }
    }

    /// Offers the days of a file, none of them ticked.
    pub fn offer(&mut self, feed: Feed) {
        let offer = |(date, name): (Date, String)| Offered { date, name: tidy(&name), ticked: false };
        self.offered = feed.days.into_iter().map(offer).collect();
    }

    /// What it means, with the days that are ticked; and what is wrong, at the fields.
    pub fn hours(&self, id: i64) -> (Hours, Vec<FieldError>) {
        let mut errors = Vec::new();
        let mut wrong = |field, message, n: usize| {
            errors.push(FieldError { field, message, n: i64::try_from(n).unwrap_or(i64::MAX) });
        };
        let mut week: [Vec<Slot>; 7] = Default::default();
        for (day, field) in WEEKDAYS.into_iter().enumerate() {
            match slots::parse(&self.week[day]) {
                Some(slots) => week[day] = slots,
                None => wrong(field, "terms-problem-slots", 0),
            }
        }
        let mut days = match slots::parse_days(&self.days) {
            Ok(days) => days,
            Err(fault) => {
                let (message, line) = match fault {
                    DayFault::Date(line) => ("terms-problem-day-date", line),
                    DayFault::Slots(line) => ("terms-problem-day-slots", line),
                    DayFault::Twice(line) => ("terms-problem-day-twice", line),
                    DayFault::Long(line) => ("terms-problem-day-long", line),
                    DayFault::Many => ("terms-problem-days-many", slots::DAYS),
                };
                wrong("days", message, line);
                Vec::new()
            }
        };
        for offered in self.offered.iter().filter(|offered| offered.ticked) {
            if !days.iter().any(|day| day.date == offered.date) {
                days.push(SpecialDay { date: offered.date, name: offered.name.clone(), slots: Vec::new() });
            }
        }
        days.sort_by_key(|day| day.date);
        if days.len() > slots::DAYS {
            wrong("days", "terms-problem-days-many", slots::DAYS);
        }
        let (name, zone) = (self.name.trim().to_owned(), self.zone.trim().to_owned());
        (Hours { id, name, zone, week, days }, errors)
    }
}

/// A name that is not taken for hours when the line is read again.
fn tidy(name: &str) -> String {
    let line = |name: &str| format!("2000-01-01 {name}");
    let reads = slots::parse_days(&line(name)).is_ok_and(|days| days[0].slots.is_empty() && days[0].name == name);
    if reads {
        name.to_owned()
    } else {
        name.replace([':', '-', '–', '—'], " ").trim().chars().take(slots::NAME).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_ticked_is_added_and_names_are_no_hours() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let pairs = vec![
            pair("name", "Office"),
            pair("zone", "Europe/Berlin"),
            pair("mon", "9-17"),
            pair("days", "2026-12-25 Ours"),
            pair("feed", "2026-12-25 Theirs"),
            pair("feed", "2026-12-26 2-5: Second"),
            pair("feed", "2026-12-27 Not this"),
            pair("tick", "2026-12-25"),
            pair("tick", "2026-12-26"),
        ];
        let (hours, errors) = Typed::sent(&pairs).hours(0);
        assert_eq!(errors, []);
        let lines: Vec<String> = hours.days.iter().map(slots::line).collect();
        assert_eq!(lines, ["2026-12-25 Ours", "2026-12-26 2 5  Second"]);
        let again = Typed::stored(&hours).hours(0);
        assert_eq!((again.0.week, again.1), (hours.week, Vec::new()));
    }
}
