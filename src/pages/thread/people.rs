//! The people of a thread: names, pictures and what they are here.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::accounts::roles::{Grant, Role, Scope};
use crate::accounts::tables::{grants, people};
use crate::accounts::{person_path, picture_path, rank};
use crate::ground::db::{AnyConnection, among};
use crate::on_both;

/// Somebody beside their words.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // the names say it
pub struct Person {
    pub id: i64,
    pub name: String,
    pub path: String,
    pub picture: String,
    pub reputation: i64,
    /// Key of the word for their foremost role, "" for members.
    pub role: &'static str,
    /// As `accounts::rank`.
    pub rank: u8,
}

/// Everybody with these ids: two queries.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, ids: &[i64]) -> QueryResult<HashMap<i64, Person>> {
    type Row = (i64, String, String, Option<String>, i64);
    let named = people::table
        .filter(among(people::id, ids))
        .select((people::id, people::name, people::handle, people::picture, people::reputation))
        .limit(2_000);
    let rows: Vec<Row> = on_both!(conn, inner => named.load(inner))?;
    let mut held: HashMap<i64, Vec<Grant>> = HashMap::new();
    let roles = grants::table
        .filter(among(grants::person_id, ids))
        .select((grants::person_id, grants::role, grants::scope))
        .limit(5_000);
    let granted: Vec<(i64, Role, String)> = on_both!(conn, inner => roles.load(inner))?;
    for (person, role, scope) in granted {
        if let Some(scope) = Scope::from_word(&scope) {
            held.entry(person).or_default().push(Grant { role, scope });
        }
    }
    Ok(rows
        .into_iter()
        .map(|(id, name, handle, picture, reputation)| {
            let grants = held.remove(&id).unwrap_or_default();
            let person = Person {
                id,
                name,
                path: person_path(id, &handle),
                picture: picture_path(id, picture.as_deref()),
                reputation,
                role: role(&grants),
                rank: rank(&grants),
            };
            (id, person)
        })
        .collect())
}

/// The word that tells most to a reader: experts and staff before those who keep order.
fn role(grants: &[Grant]) -> &'static str {
    [
        (Role::Expert, "thread-role-expert"),
        (Role::Staff, "thread-role-staff"),
        (Role::Lead, "thread-role-staff"),
        (Role::Moderator, "thread-role-moderator"),
        (Role::Admin, "thread-role-admin"),
    ]
    .into_iter()
    .find(|(role, _)| grants.iter().any(|g| g.role == *role))
    .map_or("", |(_, word)| word)
}
