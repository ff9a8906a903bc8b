//! Sanctions as they are stored.

use diesel::prelude::*;

use super::kinds::{Posts, Reason, SanctionKind};
use crate::accounts::tables::sanctions;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::i18n::{Arg, T};
use crate::ground::refusal::Verdict;

/// Sanctions of one person that are shown.
const MOST: i64 = 100;

/// A sanction.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = sanctions)]
#[allow(missing_docs)] // the columns
pub struct Sanction {
    pub id: i64,
    pub person_id: i64,
    pub kind: SanctionKind,
    pub reason: Reason,
    pub note: String,
    pub by_id: i64,
    pub at: Micros,
    pub until: Option<Micros>,
    pub posts: Posts,
    pub read_at: Option<Micros>,
    pub ended_at: Option<Micros>,
    pub ended_by: Option<i64>,
}

impl Sanction {
    /// Whether it still does what it says.
    pub fn stands(&self, now: Micros) -> bool {
        let over = match self.until {
            Some(until) => until <= now,
            None => self.read_at.is_some(),
        };
        self.ended_at.is_none() && !over
    }
}

/// One.
///
/// # Errors
/// `NotFound`.
pub fn one(conn: &mut AnyConnection, id: i64) -> Verdict<Sanction> {
    Ok(sanctions::table.find(id).select(Sanction::as_select()).first(conn)?)
}

/// All that somebody had, the latest first.
///
/// # Errors
/// When the database fails.
pub fn history(conn: &mut AnyConnection, person: i64) -> QueryResult<Vec<Sanction>> {
    sanctions::table
        .filter(sanctions::person_id.eq(person))
        .order(sanctions::id.desc())
        .limit(MOST)
        .select(Sanction::as_select())
        .load(conn)
}

/// Those that stand at this moment, the mightiest first.
///
/// # Errors
/// When the database fails.
pub fn standing(conn: &mut AnyConnection, person: i64, now: Micros) -> QueryResult<Vec<Sanction>> {
    let mut all = history(conn, person)?;
    all.retain(|sanction| sanction.stands(now));
    all.sort_by_key(|sanction| match sanction.kind {
        SanctionKind::Suspend => 0,
        SanctionKind::Silence => 1,
        SanctionKind::Warn => 2,
    });
    Ok(all)
}

/// Notes what became of the posts.
///
/// # Errors
/// When the database fails.
pub fn set_posts(tx: &mut Tx<'_>, id: i64, posts: Posts) -> QueryResult<()> {
    diesel::update(sanctions::table.find(id)).set(sanctions::posts.eq(posts)).execute(tx.conn()).map(|_| ())
}

/// "Reason: Advertising. Please read the rules."
pub fn why(t: T, sanction: &Sanction) -> String {
    let key = if sanction.note.is_empty() { "sanction-why" } else { "sanction-why-note" };
    t.f(key, vec![("reason", Arg::from(t.s(&sanction.reason.key()))), ("note", Arg::from(&sanction.note))])
}
