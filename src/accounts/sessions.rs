//! Who is signed in: random tokens in cookies, their hashes in the database, an end that the server decides.

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::events::SessionsEnded;
use crate::accounts::tables::sessions;
use crate::ground::clock::{DAY, HOUR, MINUTE, Micros};
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};
pub use crate::ground::web::device;

/// How long a session lives without being used, in microseconds.
pub const LIFETIME: i64 = 30 * DAY;
/// How often "last seen" is written.
const SEEN_EVERY: i64 = HOUR;
/// The same for those who work for the company.
const COMPANY_SEEN_EVERY: i64 = 2 * MINUTE;

/// A session as its owner sees it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = sessions)]
#[allow(missing_docs)] // the columns
pub struct Session {
    pub id: i64,
    pub person_id: i64,
    pub device: String,
    pub created_at: Micros,
    pub seen_at: Micros,
    pub expires_at: Micros,
}

impl Session {
    /// Whether "last seen" should be written again.
    /// Colleagues see who is there, so it is more often for those who work for the company.
    pub fn is_stale(&self, company: bool, now: Micros) -> bool {
        now.since(self.seen_at) > if company { COMPANY_SEEN_EVERY } else { SEEN_EVERY }
    }
}

/// What is stored of a token.
pub fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// Opens a session for a fresh token.
///
/// # Errors
/// When the database fails.
pub fn open(tx: &mut Tx<'_>, person: i64, token: &str, device: &str, now: Micros) -> Verdict<()> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(hash(token)),
            sessions::person_id.eq(person),
            sessions::device.eq(device),
            sessions::created_at.eq(now.0),
            sessions::seen_at.eq(now.0),
            sessions::expires_at.eq(now.plus(LIFETIME).0),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Notes that a session was used.
///
/// # Errors
/// When the database fails.
pub fn seen(tx: &mut Tx<'_>, id: i64, now: Micros) -> Verdict<()> {
    diesel::update(sessions::table.find(id))
        .set((sessions::seen_at.eq(now.0), sessions::expires_at.eq(now.plus(LIFETIME).0)))
        .execute(tx.conn())?;
    Ok(())
}

/// A person's living sessions, the latest first.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut AnyConnection, person: i64, now: Micros) -> QueryResult<Vec<Session>> {
    sessions::table
        .filter(sessions::person_id.eq(person))
        .filter(sessions::expires_at.gt(now.0))
        .order(sessions::id.desc())
        .limit(100)
        .select(Session::as_select())
        .load(conn)
}

/// Ends one of a person's sessions.
///
/// # Errors
/// `NotFound` when it is not theirs.
pub fn end(tx: &mut Tx<'_>, person: i64, id: i64, now: Micros) -> Verdict<()> {
    let ended = diesel::delete(sessions::table.find(id).filter(sessions::person_id.eq(person))).execute(tx.conn())?;
    if ended == 0 {
        return Err(Refusal::NotFound);
    }
    tx.record(Some(person), &SessionsEnded { person_id: person }, now);
    Ok(())
}

/// Ends all of a person's sessions but one.
///
/// # Errors
/// When the database fails.
pub fn end_others(tx: &mut Tx<'_>, person: i64, keep: Option<i64>, now: Micros) -> Verdict<()> {
    let ended = diesel::delete(
        sessions::table.filter(sessions::person_id.eq(person)).filter(sessions::id.ne(keep.unwrap_or(-1))),
    )
    .execute(tx.conn())?;
    if ended > 0 {
        tx.record(Some(person), &SessionsEnded { person_id: person }, now);
    }
    Ok(())
}
