//! Finding lines of the audit.

use std::collections::HashMap;

use diesel::prelude::*;

use super::acts::public;
use crate::accounts::people::{Card, cards};
use crate::ground::clock::Micros;
use crate::ground::db::AnyConnection;
use crate::moderation::tables::{audit_lines, audit_origins};

/// Which lines.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Whose acts.
    pub by: Option<i64>,
    /// Done to whom.
    pub person: Option<i64>,
    /// The event's kind.
    pub act: String,
    /// `post:3`
    pub subject: String,
    /// Not earlier.
    pub from: Option<Micros>,
    /// Earlier than this.
    pub to: Option<Micros>,
    /// Older than this line.
    pub before: Option<i64>,
    /// Only what was done in this role.
    pub role: Option<&'static str>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_lines)]
struct Row {
    id: i64,
    at: Micros,
    act: String,
    actor_id: Option<i64>,
    role: String,
    person_id: Option<i64>,
    subject: String,
    reason: String,
    detail: String,
}

/// A line.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the columns
pub struct Line {
    pub id: i64,
    pub at: Micros,
    pub act: String,
    pub actor: Option<Card>,
    pub role: String,
    pub person: Option<Card>,
    pub subject: String,
    pub reason: String,
    pub detail: serde_json::Value,
    /// Network and device, as long as they are kept.
    pub origin: Option<(String, String)>,
}

/// Lines, the newest first.
///
/// # Errors
/// When the database fails.
pub fn lines(conn: &mut AnyConnection, filter: &Filter, limit: i64) -> QueryResult<Vec<Line>> {
    let mut query = audit_lines::table.left_join(audit_origins::table).into_boxed();
    query = query.filter(audit_lines::id.lt(filter.before.unwrap_or(i64::MAX)));
    if let Some(by) = filter.by {
        query = query.filter(audit_lines::actor_id.eq(by));
    }
    if let Some(person) = filter.person {
        query = query.filter(audit_lines::person_id.eq(person));
    }
    if !filter.act.is_empty() {
        query = query.filter(audit_lines::act.eq(filter.act.clone()));
    }
    if !filter.subject.is_empty() {
        query = query.filter(audit_lines::subject.eq(filter.subject.clone()));
    }
    if let Some(from) = filter.from {
        query = query.filter(audit_lines::at.ge(from));
    }
    if let Some(to) = filter.to {
        query = query.filter(audit_lines::at.lt(to));
    }
    if let Some(role) = filter.role {
        query = query.filter(audit_lines::role.eq(role));
    }
    let rows: Vec<(Row, Option<String>, Option<String>)> = query
        .order(audit_lines::id.desc())
        .limit(limit)
        .select((Row::as_select(), audit_origins::network.nullable(), audit_origins::device.nullable()))
        .load(conn)?;
    let ids: Vec<i64> = rows.iter().flat_map(|(row, ..)| [row.actor_id, row.person_id]).flatten().collect();
    let people = cards(conn, &ids)?;
    Ok(rows.into_iter().map(|(row, network, device)| line(row, network.zip(device), &people)).collect())
}

fn line(row: Row, origin: Option<(String, String)>, people: &HashMap<i64, Card>) -> Line {
    let card = |id: Option<i64>| people.get(&id?).cloned();
    Line {
        id: row.id,
        at: row.at,
        actor: card(row.actor_id),
        person: card(row.person_id),
        act: row.act,
        role: row.role,
        subject: row.subject,
        reason: row.reason,
        detail: serde_json::from_str(&row.detail).unwrap_or_default(),
        origin,
    }
}

/// What everybody may know of what those who keep order did: nobody's name. (id, when, act, role, reason, post's kind)
///
/// # Errors
/// When the database fails.
pub fn public_lines(
    conn: &mut AnyConnection,
    before: Option<i64>,
    limit: i64,
) -> QueryResult<Vec<(i64, Micros, String, String, String, String)>> {
    let acts: Vec<&str> = public().iter().map(|one| one.act).collect();
    let rows: Vec<Row> = audit_lines::table
        .filter(audit_lines::id.lt(before.unwrap_or(i64::MAX)))
        .filter(audit_lines::act.eq_any(acts))
        .filter(audit_lines::role.eq_any(["admin", "moderator", "lead", "staff"]))
        .order(audit_lines::id.desc())
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    let kind = |detail: &str| {
        let detail: serde_json::Value = serde_json::from_str(detail).unwrap_or_default();
        detail.get("kind").and_then(|kind| kind.as_str()).unwrap_or_default().to_owned()
    };
    Ok(rows.into_iter().map(|r| (r.id, r.at, r.act, r.role, r.reason, kind(&r.detail))).collect())
}
