//! An address is confirmed by the link that went to it.

use diesel::prelude::*;

use super::create::taken;
use super::events::{AddressChanged, PersonVerified};
use super::letters::{Letter, SiteWords, send};
use super::links::{self, Purpose};
use crate::accounts::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::i18n::T;
use crate::ground::refusal::{Refusal, Verdict};

/// Which links `/verify/…` understands.
pub const PURPOSES: &[Purpose] = &[Purpose::Verify, Purpose::Address];

/// Confirms the address of a link and uses the link up; returns whose it is.
///
/// # Errors
/// `NotFound` for a link that does not work; `Conflict` when the address is somebody else's by now.
pub fn verify(tx: &mut Tx<'_>, token: &str, now: Micros) -> Verdict<i64> {
    let link = links::use_up(tx, token, PURPOSES, now)?;
    let (Some(person), Some(address)) = (link.person_id, link.address) else { return Err(Refusal::NotFound) };
    let there = people::table.find(person).filter(people::erased_at.is_null());
    if link.purpose == Purpose::Verify {
        let done = diesel::update(there.filter(people::email.eq(&address)))
            .set(people::email_verified_at.eq(now.0))
            .execute(tx.conn())?;
        if done == 0 {
            return Err(Refusal::NotFound);
        }
        tx.record(Some(person), &PersonVerified { person_id: person }, now);
    } else {
        diesel::update(there)
            .set((people::email.eq(&address), people::email_verified_at.eq(now.0)))
            .execute(tx.conn())
            .map_err(taken)?;
        // What went to the old address must not open the account any more.
        links::end(tx, Some(person), Purpose::Reset)?;
        links::end(tx, Some(person), Purpose::Verify)?;
        tx.record(Some(person), &AddressChanged { person_id: person }, now);
    }
    Ok(person)
}

/// Sends the link once more to an address that is not confirmed yet.
///
/// # Errors
/// `Conflict` when there is nothing to confirm.
pub fn send_again(tx: &mut Tx<'_>, person: i64, token: &str, site: &SiteWords, now: Micros) -> Verdict<()> {
    let (email, lang, formal): (Option<String>, String, bool) = people::table
        .find(person)
        .filter(people::email_verified_at.is_null())
        .select((people::email, people::lang, people::formal))
        .first(tx.conn())
        .optional()?
        .ok_or(Refusal::Conflict("problem-verified-already"))?;
    let email = email.ok_or(Refusal::Conflict("problem-verified-already"))?;
    links::make(tx, Some(person), Purpose::Verify, Some(&email), token, now)?;
    send(tx, Letter::Verify, &email, T::new(&lang, formal), site, &format!("/verify/{token}"), now)
}
