//! A policy as it is typed.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::names::Names;
use super::{Pairs, value, values};
use crate::escalation::policy::{Answered, Conditions, Policy};
use crate::escalation::prioritise::PRIORITIES;
use crate::escalation::terms::{Book, StoredPolicy};
use crate::ground::clock::{DAY, HOUR, MINUTE, Micros};
use crate::ground::db::AnyConnection;
use crate::ground::refusal::{FieldError, Verdict};
use crate::threads::tags;

/// Units of time: the word in the form, and microseconds.
const UNITS: [(&str, i64); 3] = [("minutes", MINUTE), ("hours", HOUR), ("days", DAY)];
/// The same with the keys of their words.
pub const UNIT_WORDS: [(&str, &str); 3] =
    [("minutes", "terms-unit-minutes"), ("hours", "terms-unit-hours"), ("days", "terms-unit-days")];
/// The keys of the hints of `WINDOWS`.
pub const HINTS: [&str; 5] = [
    "terms-hint-peer-window",
    "terms-hint-triage-window",
    "terms-hint-first-response",
    "terms-hint-warn-before",
    "terms-hint-solution",
];
/// The fields of lengths of time with the keys of their words, as a person meets them.
pub const WINDOWS: [(&str, &str); 5] = [
    ("peer_window", "terms-peer-window"),
    ("triage_window", "terms-triage-window"),
    ("first_response", "terms-first-response"),
    ("warn_before", "terms-warn-before"),
    ("solution", "terms-solution"),
];
/// Tags in a condition at most.
const TAGS: usize = 30;

/// A length of time as typed.
#[derive(Clone, Debug, Default)]
pub struct Window {
    pub n: String,
    pub unit: String,
}

impl Window {
    fn of(micros: i64) -> Self {
        let whole = |(_, size): &&(&str, i64)| micros >= *size && micros % size == 0;
        let (unit, size) = UNITS.iter().rev().find(whole).copied().unwrap_or(UNITS[0]);
        Self { n: (micros / size).to_string(), unit: unit.to_owned() }
    }

    /// Microseconds; none if it is no number, or far too large.
    fn micros(&self) -> Option<i64> {
        let text = self.n.trim();
        let size = UNITS.iter().find(|(unit, _)| *unit == self.unit)?.1;
        let good = (1..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if good { Some(text.parse::<i64>().ok()? * size) } else { None }
    }
}

/// What stands in the fields.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub name: String,
    /// In the order of `WINDOWS`.
    pub windows: [Window; 5],
    pub nudges: String,
    pub send_backs: String,
    pub answered: String,
    pub team: String,
    pub triage_calendar: String,
    pub staff_calendar: String,
    pub products: Vec<String>,
    pub categories: Vec<String>,
    pub tags: String,
    pub languages: Vec<String>,
    pub priorities: Vec<String>,
    pub starts_at: String,
}

impl Typed {
    /// What is stored.
    pub fn stored(stored: &StoredPolicy, book: &Book, names: &Names) -> Self {
        let policy = &stored.policy;
        let written = |numbers: &[i64]| numbers.iter().map(i64::to_string).collect();
        Self {
            name: stored.name.clone(),
            windows: [
                Window::of(policy.peer_window),
                Window::of(policy.triage_window),
                Window::of(policy.first_response),
                Window::of(policy.warn_before),
                policy.solution.map_or(Window { n: String::new(), unit: "days".into() }, Window::of),
            ],
            nudges: policy.nudges.iter().map(u8::to_string).collect::<Vec<_>>().join(", "),
            send_backs: policy.send_backs.to_string(),
            answered: policy.answered.word().to_owned(),
            team: stored.team_id.map_or_else(String::new, |id| id.to_string()),
            triage_calendar: stored.triage_calendar_id.to_string(),
            staff_calendar: stored.staff_calendar_id.to_string(),
            products: written(&policy.conditions.products),
            categories: written(&policy.conditions.categories),
            tags: policy.conditions.tags.iter().map(|id| names.tag(*id)).collect::<Vec<_>>().join(", "),
            languages: policy.conditions.languages.clone(),
            priorities: written(&policy.conditions.priorities),
            starts_at: local(policy.starts_at, &zone(book, stored.staff_calendar_id)),
        }
    }

    /// What was sent.
    pub fn sent(pairs: &Pairs) -> Self {
        let one = |name: &str| value(pairs, name).to_owned();
        let all = |name: &str| values(pairs, name).take(500).map(str::to_owned).collect();
        Self {
            name: one("name"),
            windows: WINDOWS.map(|(field, _)| Window { n: one(field), unit: one(&format!("{field}_unit")) }),
            nudges: one("nudges"),
            send_backs: one("send_backs"),
            answered: one("answered"),
            team: one("team"),
            triage_calendar: one("triage_calendar"),
            staff_calendar: one("staff_calendar"),
            products: all("products"),
            categories: all("categories"),
            tags: one("tags"),
            languages: all("languages"),
            priorities: all("priorities"),
            starts_at: one("starts_at"),
        }
    }

    /// What it means for a policy that stands as `before`, and what is wrong, at the fields.
    ///
    /// # Errors
    /// When the database fails.
    pub fn policy(
        &self,
        conn: &mut AnyConnection,
        before: &StoredPolicy,
        book: &Book,
        names: &Names,
    ) -> Verdict<(StoredPolicy, Vec<FieldError>)> {
        let mut errors = Vec::new();
        let mut wrong = |field, message| errors.push(FieldError { field, message, n: 0 });
        let mut windows = [None; 5];
        for (place, (field, _)) in WINDOWS.into_iter().enumerate() {
            windows[place] = self.windows[place].micros();
            let left_out = field == "solution" && self.windows[place].n.trim().is_empty();
            if windows[place].is_none() && !left_out {
                wrong(field, if field == "warn_before" { "problem-warn-before" } else { "problem-window" });
            }
        }
        let [peer_window, triage_window, first_response, warn_before, solution] = windows;
        let old = &before.policy;
        let nudges = percents(&self.nudges).unwrap_or_else(|| {
            wrong("nudges", "problem-nudges");
            old.nudges.clone()
        });
        let send_backs = self.send_backs.trim().parse().unwrap_or_else(|_| {
            wrong("send_backs", "problem-send-backs");
            old.send_backs
        });
        let answered = Answered::from_word(&self.answered).unwrap_or_else(|| {
            wrong("answered", "problem-invalid");
            old.answered
        });
        let team_id = self.team.trim().parse::<i64>().ok();
        let known = team_id.map_or(self.team.is_empty(), |id| names.teams.iter().any(|team| team.id == id));
        if !known {
            wrong("team", "problem-team");
        }
        let staff_calendar_id = self.staff_calendar.trim().parse().unwrap_or(0);
        let starts_at = self.starts_at(before, book, staff_calendar_id).unwrap_or_else(|| {
            wrong("starts_at", "terms-problem-starts-at");
            old.starts_at
        });
        let conditions =
            if before.fallback { Conditions::default() } else { self.conditions(conn, names, &mut errors)? };
        let policy = Policy {
            conditions,
            peer_window: peer_window.unwrap_or(old.peer_window),
            triage_window: triage_window.unwrap_or(old.triage_window),
            first_response: first_response.unwrap_or(old.first_response),
            solution,
            warn_before: warn_before.unwrap_or(old.warn_before),
            nudges,
            send_backs,
            answered,
            starts_at,
        };
        let stored = StoredPolicy {
            name: self.name.trim().to_owned(),
            policy,
            triage_calendar_id: self.triage_calendar.trim().parse().unwrap_or(0),
            staff_calendar_id,
            team_id,
            ..before.clone()
        };
        Ok((stored, errors))
    }

    fn conditions(&self, conn: &mut AnyConnection, names: &Names, errors: &mut Vec<FieldError>) -> Verdict<Conditions> {
        let numbers = |texts: &[String]| texts.iter().filter_map(|text| text.parse::<i64>().ok()).collect::<Vec<_>>();
        let mut products = numbers(&self.products);
        products.retain(|id| names.products.iter().any(|product| product.id == *id));
        let mut categories = numbers(&self.categories);
        categories.retain(|id| names.categories.iter().any(|category| category.id == *id));
        let mut priorities = numbers(&self.priorities);
        priorities.retain(|priority| PRIORITIES.contains(priority));
        let mut languages = self.languages.clone();
        languages.retain(|lang| crate::ground::i18n::LANGUAGES.contains(&lang.as_str()));
        let typed: Vec<&str> = self.tags.split([',', ' ', '\n']).filter(|word| !word.trim().is_empty()).collect();
        let mut wanted: Vec<String> = typed.iter().take(TAGS).filter_map(|name| tags::normalise(name)).collect();
        let as_typed = wanted.len();
        wanted.sort_unstable();
        wanted.dedup();
        let found = super::names::tags_of(conn, &wanted)?;
        if as_typed < typed.len() || wanted.iter().any(|name| !found.iter().any(|(known, _)| known == name)) {
            errors.push(FieldError { field: "tags", message: "terms-problem-tag", n: 0 });
        }
        let mut known: Vec<i64> = found.into_iter().map(|(_, id)| id).collect();
        known.sort_unstable();
        known.dedup();
        Ok(Conditions { products, categories, tags: known, languages, priorities })
    }

    /// By the clocks of its staff. What nobody touched stays to the second.
    fn starts_at(&self, before: &StoredPolicy, book: &Book, staff_calendar: i64) -> Option<Micros> {
        let old = before.policy.starts_at;
        if self.starts_at == local(old, &zone(book, before.staff_calendar_id)) {
            return Some(old);
        }
        let time: DateTime = self.starts_at.trim().parse().ok()?;
        let zoned = zone(book, staff_calendar).to_ambiguous_zoned(time).compatible().ok()?;
        (1_970..=2_200).contains(&zoned.year()).then(|| zoned.timestamp().into())
    }
}

/// The zone of a calendar.
pub fn zone(book: &Book, calendar: i64) -> TimeZone {
    let name = book.hours_of(calendar).map_or("UTC", |hours| hours.zone.as_str());
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// As `datetime-local` wants it.
fn local(at: Micros, zone: &TimeZone) -> String {
    at.timestamp().to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// "25, 50 %"; their order and size are checked where they are stored.
fn percents(text: &str) -> Option<Vec<u8>> {
    let parts = text.split([',', ';', ' ', '%']).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_keep_their_value_in_the_largest_whole_unit() {
        for (micros, n, unit) in [(4 * HOUR, "4", "hours"), (90 * MINUTE, "90", "minutes"), (2 * DAY, "2", "days")] {
            let window = Window::of(micros);
            assert_eq!((window.n.as_str(), window.unit.as_str(), window.micros()), (n, unit, Some(micros)));
        }
        for n in ["", "-1", "1.5", "four", "9999999", "+4"] {
            assert_eq!(Window { n: n.into(), unit: "hours".into() }.micros(), None, "{n}");
        }
        assert_eq!(Window { n: "4".into(), unit: "years".into() }.micros(), None);
        assert_eq!(Window { n: "0".into(), unit: "hours".into() }.micros(), Some(0));
    }

    #[test]
    fn percents_are_read_with_and_without_their_sign() {
        assert_eq!(percents("25, 50 %"), Some(vec![25, 50]));
        assert_eq!(percents(" "), Some(Vec::new()));
        assert_eq!((percents("a"), percents("300"), percents("-5")), (None, None, None));
    }
}
