//! People as others see them: a card beside whatever they wrote. Never an address.

use std::collections::HashMap;

use diesel::prelude::*;

use super::actor::{person_path, picture_path};
use super::{address, handle};
use crate::accounts::roles::Role;
use crate::accounts::tables::{grants, people};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, MANY, among};
use crate::ground::refusal::Verdict;

/// Name, picture and reputation.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, serde::Serialize)]
#[diesel(table_name = people)]
#[allow(missing_docs)] // the columns
pub struct Card {
    pub id: i64,
    pub name: String,
    pub handle: String,
    pub picture: Option<String>,
    pub reputation: i64,
}

impl Card {
    /// Their page.
    pub fn path(&self) -> String {
        person_path(self.id, &self.handle)
    }

    /// Their picture.
    pub fn picture_path(&self) -> String {
        picture_path(self.id, self.picture.as_deref())
    }
}

/// The cards of these people, in one query.
///
/// # Errors
/// When the database fails.
pub fn cards(conn: &mut AnyConnection, ids: &[i64]) -> QueryResult<HashMap<i64, Card>> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let rows: Vec<Card> = people::table.filter(among(people::id, &ids)).select(Card::as_select()).load(conn)?;
    Ok(rows.into_iter().map(|card| (card.id, card)).collect())
}

/// One person's card.
///
/// # Errors
/// `NotFound`, or that the database failed.
pub fn card(conn: &mut AnyConnection, id: i64) -> Verdict<Card> {
    Ok(people::table.find(id).select(Card::as_select()).first(conn)?)
}

/// A line of the list that keepers of order search.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Who.
    pub card: Card,
    /// Since when.
    pub created_at: Micros,
    /// Whether their address is confirmed.
    pub verified: bool,
    /// If suspended, until when.
    pub suspended_until: Option<Micros>,
}

/// What is searched for.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Part of a name, or a whole address.
    pub words: String,
    /// Only holders of this role.
    pub role: Option<Role>,
    /// Only those who came before this one.
    pub before: Option<i64>,
}

type Row = (Card, Micros, Option<Micros>, Option<Micros>);

/// People, the newest first. Erased ones are not found.
///
/// # Errors
/// When the database fails.
pub fn search(conn: &mut AnyConnection, search: &Search, limit: i64) -> QueryResult<Vec<Entry>> {
    let mut query = people::table.filter(people::erased_at.is_null()).into_boxed();
    let words = search.words.trim();
    if words.contains('@') {
        query = query.filter(people::email.eq(address::tidy(words).unwrap_or_default()));
    } else if !words.is_empty() {
        // The handle is the name in plain letters, so capitals and accents do not matter.
        query = query.filter(people::handle.like(format!("%{}%", handle::base(words))));
    }
    if let Some(role) = search.role {
        query = query.filter(people::id.eq_any(grants::table.filter(grants::role.eq(role)).select(grants::person_id)));
    }
    if let Some(before) = search.before {
        query = query.filter(people::id.lt(before));
    }
    let rows: Vec<Row> = query
        .order(people::id.desc())
        .limit(limit)
        .select((Card::as_select(), people::created_at, people::email_verified_at, people::suspended_until))
        .load(conn)?;
    let entry = |(card, created_at, verified, suspended_until): Row| Entry {
        card,
        created_at,
        verified: verified.is_some(),
        suspended_until,
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// How many people there are, without the erased; `MANY` and one more mean more than that.
///
/// # Errors
/// When the database fails.
pub fn count(conn: &mut AnyConnection) -> QueryResult<i64> {
    let some = people::table.filter(people::erased_at.is_null()).order(people::id).limit(MANY + 1).select(people::id);
    // A list of them is smaller than a query that counts it is long.
    Ok(i64::try_from(some.load::<i64>(conn)?.len()).unwrap_or(i64::MAX))
}
