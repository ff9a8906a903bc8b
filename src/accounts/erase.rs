//! An account is emptied: nothing that says who it was stays, what was written stays under "(former member)".

use diesel::prelude::*;

use super::events::PersonErased;
use super::grant::{not_the_last_admin, runs_the_forum};
use super::suspend::outranks;
use super::{Actor, devices, factor, name, sessions, upload};
use crate::accounts::tables::{account_notices, grants, links, owned_products, people, sanctions};
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::Verdict;

/// Erases one's own account, or as an admin that of somebody of lower rank. Returns the name of their
/// picture in the store, which the caller takes away after the commit.
///
/// # Errors
/// `Forbidden`, `Conflict` for the last admin, `NotFound`.
pub fn erase(tx: &mut Tx<'_>, actor: &Actor, person: i64, now: Micros) -> Verdict<Option<String>> {
    if actor.id != person {
        runs_the_forum(Some(actor))?;
        outranks(tx, actor, person)?;
    }
    not_the_last_admin(tx, person)?;
    let there = people::table.find(person).filter(people::erased_at.is_null());
    let picture: Option<String> = there.select(people::picture).first(tx.conn())?;
    diesel::update(there)
        .set((
            (people::name.eq(name::FORMER), people::handle.eq(format!("former-{person}"))),
            (
                people::email.eq(None::<String>),
                people::email_verified_at.eq(None::<i64>),
                people::password_hash.eq(None::<String>),
            ),
            (people::bio.eq(""), people::bio_html.eq(""), people::picture.eq(None::<String>), people::formal.eq(false)),
            (
                people::seen_at.eq(None::<i64>),
                people::suspended_until.eq(None::<i64>),
                people::suspended_reason.eq(None::<String>),
                people::silenced_until.eq(None::<i64>),
                people::warning_id.eq(None::<i64>),
                people::second_factor_at.eq(None::<i64>),
            ),
            people::erased_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    upload::forget(tx, picture.as_deref())?;
    sessions::end_others(tx, person, None, now)?;
    factor::forget(tx, person)?;
    devices::forget(tx, person)?;
    diesel::delete(account_notices::table.filter(account_notices::person_id.eq(person))).execute(tx.conn())?;
    // That there was a sanction stays; the words about somebody go with them.
    diesel::update(sanctions::table.filter(sanctions::person_id.eq(person)))
        .set(sanctions::note.eq(""))
        .execute(tx.conn())?;
    diesel::delete(links::table.filter(links::person_id.eq(person))).execute(tx.conn())?;
    diesel::delete(grants::table.filter(grants::person_id.eq(person))).execute(tx.conn())?;
    diesel::delete(owned_products::table.filter(owned_products::person_id.eq(person))).execute(tx.conn())?;
    tx.record(Some(actor.id), &PersonErased { person_id: person }, now);
    Ok(picture)
}
