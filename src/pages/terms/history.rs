//! Who changed which terms: from what to what, and how many questions were due at another time then.

use diesel::prelude::*;

use super::names::Names;
use super::words;
use crate::accounts::tables::people;
use crate::escalation::tables::terms_changes;
use crate::escalation::terms::{Book, Hours, StoredPolicy};
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::i18n::T;

/// Changes that a page shows.
const SHOWN: i64 = 30;

/// A change as stored: number, what by JSON before and after, who, how many moved, when.
#[derive(Clone, Debug, Queryable)]
pub struct Change {
    pub id: i64,
    before: String,
    after: String,
    actor: Option<String>,
    moved: i64,
    at: Micros,
}

/// A change as it is told.
pub struct Told {
    pub who: Option<String>,
    pub at: Micros,
    pub moved: i64,
    pub lines: Vec<String>,
}

/// The latest changes, the newest first. `subject` is `policy`, `policies` or `calendar`.
pub fn load(conn: &mut AnyConnection, subject: &str, id: i64) -> QueryResult<Vec<Change>> {
    terms_changes::table
        .left_join(people::table.on(terms_changes::actor_id.eq(people::id.nullable())))
        .filter(terms_changes::subject.eq(subject))
        .filter(terms_changes::subject_id.eq(id))
        .order(terms_changes::id.desc())
        .limit(SHOWN)
        .select((
            terms_changes::id,
            terms_changes::before,
            terms_changes::after,
            people::name.nullable(),
            terms_changes::moved,
            terms_changes::created_at,
        ))
        .load(conn)
}

/// The number of the latest change, by which one sees that somebody else was faster; 0 before the first one.
pub fn latest(conn: &mut AnyConnection, subject: &str, id: i64) -> QueryResult<i64> {
    let found: Option<i64> = terms_changes::table
        .filter(terms_changes::subject.eq(subject))
        .filter(terms_changes::subject_id.eq(id))
        .order(terms_changes::id.desc())
        .limit(1)
        .select(terms_changes::id)
        .first(conn)
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// The tags that policies of old and new had, so that they can be named.
pub fn tags(changes: &[Change]) -> Vec<i64> {
    let texts = changes.iter().flat_map(|change| [&change.before, &change.after]);
    texts.filter_map(|text| policy(text)).flat_map(|policy| policy.policy.conditions.tags).collect()
}

fn policy(text: &str) -> Option<StoredPolicy> {
    serde_json::from_str(text).ok().flatten()
}

/// Changes of a policy in words; moments by the clocks of its staff.
pub fn of_policy(t: &T, names: &Names, book: &Book, changes: Vec<Change>) -> Vec<Told> {
    told(changes, |change| match (policy(&change.before), policy(&change.after)) {
        (Some(before), Some(after)) => {
            let zone = book.hours_of(after.staff_calendar_id).map_or("UTC", |hours| hours.zone.as_str());
            words::policy_changes(t, names, &before, &after, zone)
        }
        (None, Some(_)) => vec![t.s("terms-made")],
        (Some(_), None) => vec![t.s("terms-retired")],
        (None, None) => Vec::new(),
    })
}

/// Changes of a calendar in words.
pub fn of_hours(t: &T, changes: Vec<Change>) -> Vec<Told> {
    let hours = |text: &str| serde_json::from_str::<Option<Hours>>(text).ok().flatten();
    told(changes, |change| match (hours(&change.before), hours(&change.after)) {
        (Some(before), Some(after)) => words::hours_changes(t, &before, &after),
        (None, Some(_)) => vec![t.s("terms-made")],
        (_, None) => Vec::new(),
    })
}

/// Changes of the policies' order in words.
pub fn of_order(t: &T, changes: Vec<Change>) -> Vec<Told> {
    let order = |text: &str| {
        let all: Vec<(i64, String)> = serde_json::from_str(text).unwrap_or_default();
        all.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(", ")
    };
    told(changes, |change| vec![words::changed(t, &t.s("terms-order"), &order(&change.before), &order(&change.after))])
}

fn told(changes: Vec<Change>, words: impl Fn(&Change) -> Vec<String>) -> Vec<Told> {
    let tell = |change: Change| {
        let lines = words(&change);
        Told { who: change.actor, at: change.at, moved: change.moved, lines }
    };
    changes.into_iter().map(tell).collect()
}
