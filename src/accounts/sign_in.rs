//! Signing in and out. A new token each time: what somebody planted in a browser before is worth nothing after.

use diesel::prelude::*;

use super::letters::SiteWords;
use super::{address, devices, password, sessions};
use crate::accounts::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Db, Tx};
use crate::ground::refusal::Verdict;

/// Whose address and password these are; nobody's after the same time.
///
/// # Errors
/// When the database fails.
pub async fn recognise(db: &Db, typed_address: &str, typed_password: String) -> Verdict<Option<i64>> {
    let known = match address::tidy(typed_address) {
        Ok(address) => db.read(move |conn| find(conn, &address)).await?,
        Err(_) => None,
    };
    let (id, hash) = known.unzip();
    let right = password::verify(typed_password, hash.flatten()).await?;
    Ok(id.filter(|_| right))
}

fn find(conn: &mut AnyConnection, address: &str) -> Verdict<Option<(i64, Option<String>)>> {
    Ok(people::table
        .filter(people::email.eq(address))
        .filter(people::erased_at.is_null())
        .select((people::id, people::password_hash))
        .first(conn)
        .optional()?)
}

/// With what somebody arrives.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// A fresh token for the session.
    pub token: String,
    /// The browser's name.
    pub device: String,
    /// What the browser is known by from one session to the next.
    pub device_token: String,
    /// Owner and number of the session that the browser had before.
    pub before: Option<(i64, i64)>,
    /// For mail.
    pub site: SiteWords,
}

/// Opens a session and ends the one that the browser had before.
///
/// # Errors
/// When the database fails.
pub fn sign_in(tx: &mut Tx<'_>, person: i64, arrival: &Arrival, now: Micros) -> Verdict<()> {
    if let Some((owner, session)) = arrival.before {
        sign_out(tx, owner, session, now)?;
    }
    sessions::open(tx, person, &arrival.token, &arrival.device, now)?;
    devices::meet(tx, person, &arrival.device_token, &arrival.device, &arrival.site, now)?;
    diesel::update(people::table.find(person)).set(people::seen_at.eq(now.0)).execute(tx.conn())?;
    Ok(())
}

/// Ends a session; one that is gone already is no mistake.
///
/// # Errors
/// When the database fails.
pub fn sign_out(tx: &mut Tx<'_>, person: i64, session: i64, now: Micros) -> Verdict<()> {
    match sessions::end(tx, person, session, now) {
        Err(crate::ground::refusal::Refusal::NotFound) | Ok(()) => Ok(()),
        other => other,
    }
}

/// Whether this is the person's password.
///
/// # Errors
/// When the database fails.
pub async fn is_password_of(db: &Db, person: i64, typed: String) -> Verdict<bool> {
    let hash = db
        .read(move |conn| {
            Ok::<_, crate::ground::refusal::Refusal>(
                people::table.find(person).select(people::password_hash).first::<Option<String>>(conn)?,
            )
        })
        .await?;
    password::verify(typed, hash).await
}
