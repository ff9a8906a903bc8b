//! What was hidden, as stored, and who looked at it. The author reads both.

use diesel::prelude::*;

use super::find::Kind;
use super::mark::Hidden;
use crate::accounts::Actor;
use crate::accounts::permissions::{Act, may};
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Thresholds;
use crate::threads::events::MaskedSeen;
use crate::threads::tables::{masked, masked_looks, posts};

/// What is shown of a post at most.
const MOST: i64 = 200;

/// Something that is hidden.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = masked)]
#[allow(missing_docs)] // the columns
pub struct Row {
    pub kind: Kind,
    pub original: String,
    pub author_id: i64,
    pub created_at: Micros,
}

/// Where something is hidden.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)] // the columns
pub struct Place {
    pub post_id: i64,
    pub comment_id: Option<i64>,
    /// Whose it is.
    pub author_id: i64,
}

/// Keeps what is hidden, in the transaction that stores the marks.
///
/// # Errors
/// When the database fails.
pub fn keep(tx: &mut Tx<'_>, actor: &Actor, place: Place, hidden: &[Hidden], now: Micros) -> Verdict<()> {
    let row = |h: &Hidden| {
        (
            masked::token.eq(h.token.clone()),
            masked::post_id.eq(place.post_id),
            masked::comment_id.eq(place.comment_id),
            masked::author_id.eq(place.author_id),
            masked::kind.eq(h.kind),
            masked::original.eq(h.original.clone()),
            masked::masked_by.eq(actor.id),
            masked::created_at.eq(now),
        )
    };
    // Few rows, and SQLite takes no batch with its own default for ids.
    for h in hidden {
        let insert = diesel::insert_into(masked::table).values(row(h));
        crate::on_both!(tx.conn(), inner => insert.execute(inner))?;
    }
    Ok(())
}

/// Whether somebody may read what is hidden in posts of `author`: the team, and the author.
pub fn may_read(actor: &Actor, author: i64) -> bool {
    actor.id == author || may(actor, Act::SeeHidden, &Thresholds::default(), false).is_ok()
}

/// The author of a post that hides something.
///
/// # Errors
/// `NotFound` when there is no such post or nothing is hidden in it.
pub fn author(conn: &mut AnyConnection, post_id: i64) -> Verdict<i64> {
    let any: Option<i64> =
        masked::table.filter(masked::post_id.eq(post_id)).select(masked::id).first(conn).optional()?;
    if any.is_none() {
        return Err(Refusal::NotFound);
    }
    Ok(posts::table.find(post_id).select(posts::author_id).first(conn)?)
}

/// What is hidden in a post and its comments: all of it for the team, one's own for its author.
///
/// # Errors
/// When the database fails.
pub fn of_post(conn: &mut AnyConnection, post_id: i64, author: Option<i64>) -> QueryResult<Vec<Row>> {
    let mut query = masked::table.filter(masked::post_id.eq(post_id)).into_boxed();
    if let Some(author) = author {
        query = query.filter(masked::author_id.eq(author));
    }
    query.order(masked::id).limit(MOST).select(Row::as_select()).load(conn)
}

/// Somebody of the team looks; that is noted, and the author can read it.
///
/// # Errors
/// `Forbidden` for all but the team, `NotFound` when nothing is hidden.
pub fn look(tx: &mut Tx<'_>, actor: &Actor, post_id: i64, now: Micros) -> Verdict<Vec<Row>> {
    actor.active(now)?;
    may(actor, Act::SeeHidden, &Thresholds::default(), false)?;
    author(tx.conn(), post_id)?;
    diesel::insert_into(masked_looks::table)
        .values((masked_looks::post_id.eq(post_id), masked_looks::person_id.eq(actor.id), masked_looks::at.eq(now)))
        .execute(tx.conn())?;
    tx.record(Some(actor.id), &MaskedSeen { post_id }, now);
    Ok(of_post(tx.conn(), post_id, None)?)
}

/// Who looked, the latest first: whom and when.
///
/// # Errors
/// When the database fails.
pub fn looks(conn: &mut AnyConnection, post_id: i64) -> QueryResult<Vec<(i64, Micros)>> {
    masked_looks::table
        .filter(masked_looks::post_id.eq(post_id))
        .order(masked_looks::id.desc())
        .limit(MOST)
        .select((masked_looks::person_id, masked_looks::at))
        .load(conn)
}

/// Somebody is erased: what they hid goes with them, only the marks stay.
///
/// # Errors
/// When the database fails.
pub fn erase(tx: &mut Tx<'_>, person: i64) -> Verdict<()> {
    diesel::delete(masked::table.filter(masked::author_id.eq(person))).execute(tx.conn())?;
    Ok(())
}
