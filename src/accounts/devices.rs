//! Devices that somebody has signed in with: a random cookie that stays when the session goes, its hash in the database.
//! Signing in with another is told to the owner, by mail and in the inbox.

use diesel::prelude::*;

use super::letters::{self, Letter, SiteWords};
use super::notices::{NoticeKind, tell};
use super::sessions::hash;
use super::tables::{known_devices, people};
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;

/// How long a device is known without being used, in microseconds.
const LIFETIME: i64 = 400 * DAY;

/// Whether an account's owner has signed in with this device before. Takes as long for an address that has no account.
///
/// # Errors
/// When the database fails.
pub fn is_known(conn: &mut AnyConnection, address: &str, token: &str) -> QueryResult<bool> {
    let known: i64 = known_devices::table
        .filter(known_devices::token_hash.eq(hash(token)))
        .filter(known_devices::person_id.eq_any(people::table.filter(people::email.eq(address)).select(people::id)))
        .count()
        .get_result(conn)?;
    Ok(known > 0)
}

/// The same for whoever has proved already who they are.
///
/// # Errors
/// When the database fails.
pub fn is_theirs(conn: &mut AnyConnection, person: i64, token: &str) -> QueryResult<bool> {
    let known: i64 = known_devices::table.find((person, hash(token))).count().get_result(conn)?;
    Ok(known > 0)
}

/// Notes that somebody signed in with a device, and tells them if it is another than those before.
///
/// # Errors
/// When the database fails.
pub fn meet(tx: &mut Tx<'_>, person: i64, token: &str, name: &str, site: &SiteWords, now: Micros) -> Verdict<()> {
    let theirs = known_devices::table.filter(known_devices::person_id.eq(person));
    diesel::delete(theirs.filter(known_devices::seen_at.lt(now.plus(-LIFETIME).0))).execute(tx.conn())?;
    let seen = diesel::update(known_devices::table.find((person, hash(token))))
        .set(known_devices::seen_at.eq(now.0))
        .execute(tx.conn())?;
    if seen > 0 {
        return Ok(());
    }
    let others: i64 = theirs.count().get_result(tx.conn())?;
    diesel::insert_into(known_devices::table)
        .values((
            known_devices::person_id.eq(person),
            known_devices::token_hash.eq(hash(token)),
            known_devices::seen_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    if others == 0 {
        // The first one is no news.
        return Ok(());
    }
    tell(tx, person, NoticeKind::NewDevice, name, now)?;
    letters::tell(tx, Letter::NewDevice, person, site, "/settings/sessions", now)
}

/// Forgets somebody's devices.
///
/// # Errors
/// When the database fails.
pub fn forget(tx: &mut Tx<'_>, person: i64) -> Verdict<()> {
    diesel::delete(known_devices::table.filter(known_devices::person_id.eq(person))).execute(tx.conn())?;
    Ok(())
}
