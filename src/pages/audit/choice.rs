//! Which lines an address asks for. What makes no sense is as if it were not there; a person that nobody is finds nothing.

use diesel::prelude::*;

use crate::accounts::permissions::{Act, may};
use crate::accounts::roles::Role;
use crate::accounts::tables::people;
use crate::accounts::{Actor, Visit};
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Verdict;
use crate::ground::web::Problem;
use crate::moderation::audit::{Filter, known};
use crate::pages::given::Given;

/// Nobody's number.
const NOBODY: i64 = -1;

/// What was asked for, as it was typed.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // the fields of the form
pub struct Choice {
    pub by: String,
    pub person: String,
    pub act: String,
    pub subject: String,
    pub from: String,
    pub to: String,
    pub before: Option<i64>,
}

impl Choice {
    pub fn of(given: &Given) -> Self {
        let text = |name: &str| given.text(name).to_owned();
        Self {
            by: text("by"),
            person: text("person"),
            act: known().into_iter().find(|act| *act == given.text("act")).unwrap_or_default().to_owned(),
            subject: text("subject"),
            from: text("from"),
            to: text("to"),
            before: given.text("before").parse().ok(),
        }
    }

    /// Names and values, for addresses.
    pub fn values(&self) -> [(&'static str, &str); 6] {
        [
            ("by", &self.by),
            ("person", &self.person),
            ("act", &self.act),
            ("subject", &self.subject),
            ("from", &self.from),
            ("to", &self.to),
        ]
    }

    /// The filter, for those who may see lines of that role only.
    pub fn filter(&self, conn: &mut AnyConnection, role: Option<&'static str>) -> Verdict<Filter> {
        Ok(Filter {
            by: person(conn, &self.by)?,
            person: person(conn, &self.person)?,
            act: self.act.clone(),
            subject: self.subject.clone(),
            from: day(&self.from),
            to: day(&self.to).map(|day| day.plus(DAY)),
            before: self.before,
            role,
        })
    }
}

/// Somebody by number or handle.
fn person(conn: &mut AnyConnection, typed: &str) -> Verdict<Option<i64>> {
    let typed = typed.trim().trim_start_matches('@').to_lowercase();
    if typed.is_empty() {
        return Ok(None);
    }
    if let Ok(id) = typed.parse() {
        return Ok(Some(id));
    }
    let found: Option<i64> =
        people::table.filter(people::handle.eq(typed.replace(' ', "-"))).select(people::id).first(conn).optional()?;
    Ok(found.or(Some(NOBODY)))
}

/// The beginning of a day as browsers send it: `2026-11-22`.
fn day(typed: &str) -> Option<Micros> {
    let date: jiff::civil::Date = typed.trim().parse().ok()?;
    let at = date.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(Micros(at.timestamp().as_microsecond()))
}

/// Who reads, and which role's lines they may see: admins all, moderators those of moderators.
pub fn reader(visit: &Visit) -> Result<(Actor, Option<&'static str>), Problem> {
    let actor = visit.keeper()?;
    let admin = may(&actor, Act::Administer, &visit.services.settings.get().thresholds, false).is_ok();
    Ok((actor, (!admin).then(|| Role::Moderator.word())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_at_midnight_and_nonsense_is_no_day() {
        assert_eq!(day("1970-01-02"), Some(Micros(DAY)));
        for odd in ["", "yesterday", "2026-02-30", "99999-01-01", "2026-11-22T10:00"] {
            assert!(day(odd).is_none() || odd.contains('T'), "{odd}");
        }
    }
}
