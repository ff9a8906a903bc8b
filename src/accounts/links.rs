//! One-time links that go out by mail: to confirm an address, to set a password, to become the first admin.
//! Stored as hashes. Looking at a link never uses it up; a newer one of its kind ends the older ones.

use diesel::prelude::*;

use super::sessions::hash;
use crate::accounts::tables::links;
use crate::ground::clock::{DAY, HOUR, Micros};
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;

crate::text_enum! {
    /// What a link is good for.
    Purpose {
        /// Confirms the address of a new account.
        Verify = "verify",
        /// Sets a new password.
        Reset = "reset",
        /// Confirms a new address of an old account.
        Address = "address",
        /// Makes the first admin.
        Setup = "setup",
    }
}

impl Purpose {
    /// How long such a link works, in microseconds.
    pub fn lifetime(self) -> i64 {
        match self {
            Self::Verify => 3 * DAY,
            Self::Reset => HOUR,
            Self::Address => DAY,
            Self::Setup => 7 * DAY,
        }
    }
}

/// A link that works.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = links)]
pub struct Link {
    /// Whose it is; nobody's for `Setup`.
    pub person_id: Option<i64>,
    /// What it is good for.
    pub purpose: Purpose,
    /// The address that it went to.
    pub address: Option<String>,
}

/// Makes a link for a fresh token; older ones of the same person and purpose die.
///
/// # Errors
/// When the database fails.
pub fn make(
    tx: &mut Tx<'_>,
    person: Option<i64>,
    purpose: Purpose,
    address: Option<&str>,
    token: &str,
    now: Micros,
) -> Verdict<()> {
    end(tx, person, purpose)?;
    diesel::insert_into(links::table)
        .values((
            links::token_hash.eq(hash(token)),
            links::person_id.eq(person),
            links::purpose.eq(purpose),
            links::address.eq(address),
            links::created_at.eq(now.0),
            links::expires_at.eq(now.plus(purpose.lifetime()).0),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Ends all links of a person and purpose.
///
/// # Errors
/// When the database fails.
pub fn end(tx: &mut Tx<'_>, person: Option<i64>, purpose: Purpose) -> Verdict<()> {
    match person {
        Some(id) => diesel::delete(links::table.filter(links::person_id.eq(id)).filter(links::purpose.eq(purpose)))
            .execute(tx.conn())?,
        None => diesel::delete(links::table.filter(links::person_id.is_null()).filter(links::purpose.eq(purpose)))
            .execute(tx.conn())?,
    };
    Ok(())
}

/// A link that still works, left as it is.
///
/// # Errors
/// `NotFound` when it never worked or does not any more.
pub fn find(conn: &mut AnyConnection, token: &str, purposes: &[Purpose], now: Micros) -> Verdict<Link> {
    Ok(links::table
        .filter(links::token_hash.eq(hash(token)))
        .filter(links::purpose.eq_any(words(purposes)))
        .filter(links::used_at.is_null())
        .filter(links::expires_at.gt(now.0))
        .select(Link::as_select())
        .first(conn)?)
}

/// Uses a link up. Of two at the same time one finds it used.
///
/// # Errors
/// `NotFound` when it does not work.
pub fn use_up(tx: &mut Tx<'_>, token: &str, purposes: &[Purpose], now: Micros) -> Verdict<Link> {
    let link = find(tx.conn(), token, purposes, now)?;
    let used = diesel::update(links::table.filter(links::token_hash.eq(hash(token))).filter(links::used_at.is_null()))
        .set(links::used_at.eq(now.0))
        .execute(tx.conn())?;
    if used == 1 { Ok(link) } else { Err(crate::ground::refusal::Refusal::NotFound) }
}

fn words(purposes: &[Purpose]) -> Vec<&'static str> {
    purposes.iter().map(|p| p.word()).collect()
}
