//! Signing up. Whoever asks learns nothing about who has an account: the answer is always "we have sent a mail".

use diesel::prelude::*;

use super::create::{NewPerson, create};
use super::letters::{Letter, SiteWords, send};
use super::links::{self, Purpose};
use super::{address, handle, name, sessions};
use crate::accounts::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::i18n::T;
use crate::ground::refusal::{Refusal, Verdict};

/// Makes an account and sends the link that confirms its address. If the address has an account, its owner is
/// told so; if that was never confirmed, the latest sign-up takes its place, so that nobody can reserve a stranger's address.
///
/// The id is that of the address's account: never sign anybody in by it.
///
/// # Errors
/// `Invalid` for a bad name or address; `Conflict` when another node made the same account just now.
pub fn sign_up(tx: &mut Tx<'_>, person: NewPerson, link_token: &str, site: &SiteWords, now: Micros) -> Verdict<i64> {
    let email = address::tidy(person.email.as_deref().unwrap_or_default())?;
    let name = name::check(&person.name)?;
    let t = T::new(&person.lang, person.formal);
    let path = format!("/verify/{link_token}");
    let known: Option<Known> = people::table
        .filter(people::email.eq(&email))
        .select((people::id, people::name, people::email_verified_at, people::lang, people::formal))
        .first(tx.conn())
        .optional()?;
    let Some((id, old_name, verified_at, lang, formal)) = known else {
        let id = create(
            tx,
            NewPerson { name, email: Some(email.clone()), verified: false, created_at: now, ..person },
            now,
        )?;
        links::make(tx, Some(id), Purpose::Verify, Some(&email), link_token, now)?;
        send(tx, Letter::Verify, &email, t, site, &path, now)?;
        return Ok(id);
    };
    if verified_at.is_some() {
        send(tx, Letter::Known, &email, T::new(&lang, formal), site, "/sign-in", now)?;
        return Ok(id);
    }
    if old_name != name {
        let handle = handle::fresh(tx.conn(), &name)?;
        diesel::update(people::table.find(id))
            .set((people::name.eq(name), people::handle.eq(handle)))
            .execute(tx.conn())?;
    }
    diesel::update(people::table.find(id))
        .set((people::password_hash.eq(person.password_hash), people::lang.eq(t.lang), people::formal.eq(t.formal)))
        .execute(tx.conn())?;
    sessions::end_others(tx, id, None, now)?;
    links::make(tx, Some(id), Purpose::Verify, Some(&email), link_token, now)?;
    send(tx, Letter::Again, &email, t, site, &path, now)?;
    Ok(id)
}

type Known = (i64, String, Option<Micros>, String, bool);

/// What is wrong with a sign-up form, all of it at once.
///
/// # Errors
/// `Invalid` with every field that needs another look.
pub fn check(name: &str, email: &str, password: &str) -> Verdict<()> {
    let mut errors = Vec::new();
    for result in
        [name::check(name).map(drop), address::tidy(email).map(drop), super::password::check(password, name, email)]
    {
        match result {
            Err(Refusal::Invalid(more)) => errors.extend(more),
            other => other?,
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors)) }
}
