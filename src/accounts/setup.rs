//! The first admin: as long as there is none, each start makes a one-time link, shown in the log.

use super::create::{NewPerson, create};
use super::grant::{grant, has_admin};
use super::links::{self, Purpose};
use super::roles::{Role, Scope};
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::random::Random;
use crate::ground::refusal::{Refusal, Verdict};

/// The path of a fresh link if nobody runs the forum yet; older links die.
///
/// # Errors
/// When the database fails.
pub fn link(tx: &mut Tx<'_>, random: &Random, now: Micros) -> Verdict<Option<String>> {
    if has_admin(tx.conn())? {
        links::end(tx, None, Purpose::Setup)?;
        return Ok(None);
    }
    let token = random.token();
    links::make(tx, None, Purpose::Setup, None, &token, now)?;
    Ok(Some(format!("/setup/{token}")))
}

/// Uses the link up and makes the first admin. Who reads the log is trusted with the address they type.
///
/// # Errors
/// `NotFound` for a link that does not work, or when there is an admin by now; `Conflict` for a taken address.
pub fn first_admin(tx: &mut Tx<'_>, token: &str, person: NewPerson, now: Micros) -> Verdict<i64> {
    links::use_up(tx, token, &[Purpose::Setup], now)?;
    if has_admin(tx.conn())? {
        return Err(Refusal::NotFound);
    }
    let id = create(tx, NewPerson { verified: true, created_at: now, ..person }, now)?;
    grant(tx, None, id, Role::Admin, Scope::Everywhere, now)?;
    Ok(id)
}
