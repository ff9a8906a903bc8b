//! A new address: confirmed by a link that goes to it, while the old one is told.

use diesel::prelude::*;

use super::address;
use super::letters::{Letter, SiteWords, send};
use super::links::{self, Purpose};
use crate::accounts::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::i18n::T;
use crate::ground::refusal::{Refusal, Verdict};

/// Sends the link to the new address and a notice to the old one. If the new address has an account, its
/// owner is told instead; whoever asked sees no difference.
///
/// # Errors
/// `Invalid` when it is no address, or the one they have.
pub fn change_address(
    tx: &mut Tx<'_>,
    person: i64,
    typed: &str,
    token: &str,
    site: &SiteWords,
    now: Micros,
) -> Verdict<()> {
    let new = address::tidy(typed)?;
    let (old, verified, lang, formal): (Option<String>, Option<Micros>, String, bool) = people::table
        .find(person)
        .filter(people::erased_at.is_null())
        .select((people::email, people::email_verified_at, people::lang, people::formal))
        .first(tx.conn())?;
    if old.as_deref() == Some(new.as_str()) {
        return Err(Refusal::field("email", "problem-email-same"));
    }
    let t = T::new(&lang, formal);
    let other: Option<(String, bool)> = people::table
        .filter(people::email.eq(&new))
        .select((people::lang, people::formal))
        .first(tx.conn())
        .optional()?;
    links::make(tx, Some(person), Purpose::Address, Some(&new), token, now)?;
    match other {
        Some((lang, formal)) => {
            links::end(tx, Some(person), Purpose::Address)?;
            send(tx, Letter::AddressTaken, &new, T::new(&lang, formal), site, "/sign-in", now)?;
        }
        None => send(tx, Letter::NewAddress, &new, t, site, &format!("/verify/{token}"), now)?,
    }
    if let (Some(old), Some(_)) = (old, verified) {
        send(tx, Letter::AddressNotice, &old, t, site, "/reset", now)?;
    }
    Ok(())
}
