//! A forgotten password: a link to the confirmed address sets a new one. Whoever asks learns nothing.

use diesel::prelude::*;

use super::events::PasswordChanged;
use super::letters::{Letter, SiteWords, send};
use super::links::{self, Purpose};
use super::{address, sessions};
use crate::accounts::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::i18n::T;
use crate::ground::refusal::{Refusal, Verdict};

/// Sends a link if the address is the confirmed one of an account. An unknown address takes as long:
/// it gets the same rows, which are taken away again.
///
/// # Errors
/// When the database fails.
pub fn request(tx: &mut Tx<'_>, typed_address: &str, token: &str, site: &SiteWords, now: Micros) -> Verdict<()> {
    let address = address::tidy(typed_address).unwrap_or_default();
    let known: Option<(i64, String, bool)> = people::table
        .filter(people::email.eq(&address))
        .filter(people::email_verified_at.is_not_null())
        .filter(people::erased_at.is_null())
        .select((people::id, people::lang, people::formal))
        .first(tx.conn())
        .optional()?;
    let person = known.as_ref().map(|k| k.0);
    links::make(tx, person, Purpose::Reset, Some(&address), token, now)?;
    match known {
        Some((_, lang, formal)) => {
            send(tx, Letter::Reset, &address, T::new(&lang, formal), site, &format!("/reset/{token}"), now)
        }
        None => links::end(tx, None, Purpose::Reset),
    }
}

/// Sets the password by a link, uses the link up and ends every session.
///
/// # Errors
/// `NotFound` for a link that does not work.
pub fn reset(tx: &mut Tx<'_>, token: &str, password_hash: &str, site: &SiteWords, now: Micros) -> Verdict<i64> {
    let link = links::use_up(tx, token, &[Purpose::Reset], now)?;
    let person = link.person_id.ok_or(Refusal::NotFound)?;
    set(tx, person, password_hash, None, site, now)?;
    Ok(person)
}

/// Sets a new password, ends the sessions but `keep`, and tells the owner by mail.
///
/// # Errors
/// `NotFound` when there is no such person.
pub fn set(
    tx: &mut Tx<'_>,
    person: i64,
    password_hash: &str,
    keep: Option<i64>,
    site: &SiteWords,
    now: Micros,
) -> Verdict<()> {
    let (email, lang, formal): (Option<String>, String, bool) =
        diesel::update(people::table.find(person).filter(people::erased_at.is_null()))
            .set(people::password_hash.eq(password_hash))
            .returning((people::email, people::lang, people::formal))
            .get_result(tx.conn())?;
    sessions::end_others(tx, person, keep, now)?;
    links::end(tx, Some(person), Purpose::Reset)?;
    if let Some(email) = email {
        send(tx, Letter::PasswordChanged, &email, T::new(&lang, formal), site, "/reset", now)?;
    }
    tx.record(Some(person), &PasswordChanged { person_id: person }, now);
    Ok(())
}
