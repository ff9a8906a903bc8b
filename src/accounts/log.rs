//! The admin log: the events that change what the forum is or who may do what, with names to read.

use std::collections::HashMap;

use diesel::prelude::*;

use super::catalogue::{categories, products};
use super::people::{Card, cards};
use super::teams::teams;
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::ground::events::Stored;
use crate::ground::tables::events;

/// Kinds of events that are shown, some of later rooms; each has words `log-…`.
pub const KINDS: &[&str] = &[
    "role.granted",
    "role.revoked",
    "person.suspended",
    "person.unsuspended",
    "person.erased",
    "product.changed",
    "category.changed",
    "team.changed",
    "settings.changed",
    "job.retried",
    "ticket_system.changed",
    "delivery.repeated",
    "search.words_changed",
    "spam.rules_changed",
    "votes.rules_changed",
    "votes.reversed",
    "votes.restored",
    "votes.left",
    "tag.changed",
    "post.hidden",
    "post.shown",
];

/// A line of the log.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its place, for paging.
    pub position: i64,
    /// The event's kind.
    pub kind: String,
    /// When.
    pub at: Micros,
    /// Whose act; none for the command line and the program itself.
    pub actor: Option<Card>,
    /// The person it was done to.
    pub person: Option<Card>,
    /// The name or number of the thing.
    pub what: String,
    /// The stored words of a role and its scope.
    pub role: Option<(String, String)>,
}

impl Line {
    /// Key of the sentence.
    pub fn key(&self) -> String {
        format!("log-{}", self.kind.replace(['.', '_'], "-"))
    }
}

/// Lines before a position, the newest first.
///
/// # Errors
/// When the database fails.
pub fn lines(conn: &mut AnyConnection, lang: &str, before: Option<i64>, limit: i64) -> QueryResult<Vec<Line>> {
    let stored: Vec<Stored> = events::table
        .filter(events::kind.eq_any(KINDS.to_vec()))
        .filter(events::position.lt(before.unwrap_or(i64::MAX)))
        .order(events::position.desc())
        .limit(limit)
        .load(conn)?;
    let ids: Vec<i64> = stored.iter().flat_map(|e| [e.actor, e.number("person_id")]).flatten().collect();
    let people = cards(conn, &ids)?;
    let names = Names::load(conn, lang)?;
    Ok(stored.into_iter().map(|event| line(&event, &people, &names)).collect())
}

fn line(event: &Stored, people: &HashMap<i64, Card>, names: &Names) -> Line {
    let payload: serde_json::Value = serde_json::from_str(&event.payload).unwrap_or_default();
    let text = |field: &str| payload.get(field).and_then(|v| v.as_str()).map(str::to_owned);
    let person = |id: Option<i64>| id.and_then(|id| people.get(&id)).cloned();
    Line {
        position: event.position,
        kind: event.kind.clone(),
        at: event.at,
        actor: person(event.actor),
        person: person(event.number("person_id")),
        what: names.of(event),
        role: text("role").map(|role| (role, text("scope").unwrap_or_default())),
    }
}

/// Names of what events point at.
struct Names {
    products: HashMap<i64, String>,
    categories: HashMap<i64, String>,
    teams: HashMap<i64, String>,
}

impl Names {
    fn load(conn: &mut AnyConnection, lang: &str) -> QueryResult<Self> {
        Ok(Self {
            products: products(conn)?.into_iter().map(|p| (p.id, p.name)).collect(),
            categories: categories(conn)?.into_iter().map(|c| (c.id, c.name(lang).to_owned())).collect(),
            teams: teams(conn)?.into_iter().map(|t| (t.id, t.name)).collect(),
        })
    }

    fn of(&self, event: &Stored) -> String {
        let named = [("product_id", &self.products), ("category_id", &self.categories), ("team_id", &self.teams)];
        let name = named.iter().find_map(|(field, names)| names.get(&event.number(field)?).cloned());
        let number = || {
            ["ring_id", "tag_id", "post_id", "job_id", "delivery_id", "system_id"]
                .iter()
                .find_map(|field| event.number(field))
                .map(|n| n.to_string())
        };
        name.or_else(number).unwrap_or_default()
    }
}
