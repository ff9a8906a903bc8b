//! Notices become read when their reader says so, and the count of unread ones falls with them.

use diesel::prelude::*;

use super::events::NoticesRead;
use super::tables::notices;
use crate::accounts::Actor;
use crate::accounts::tables::people;
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};

/// All notices up to number `up_to` are read: the newest one that the reader has seen, so that what came
/// after the page was made stays unread. Returns how many were unread.
///
/// # Errors
/// When the database fails.
pub fn read_all(tx: &mut Tx<'_>, actor: &Actor, up_to: i64, now: Micros) -> Verdict<i64> {
    let unread = notices::table
        .filter(notices::person_id.eq(actor.id))
        .filter(notices::read_at.is_null())
        .filter(notices::id.le(up_to));
    let changed = diesel::update(unread).set(notices::read_at.eq(Some(now.0))).execute(tx.conn())?;
    count_down(tx, actor, changed, now)
}

/// One notice is read. Returns how many were unread: one or none.
///
/// # Errors
/// `NotFound` when it is not theirs.
pub fn read(tx: &mut Tx<'_>, actor: &Actor, id: i64, now: Micros) -> Verdict<i64> {
    let theirs: i64 = notices::table.find(id).filter(notices::person_id.eq(actor.id)).count().get_result(tx.conn())?;
    if theirs == 0 {
        return Err(Refusal::NotFound);
    }
    let changed = diesel::update(notices::table.find(id).filter(notices::read_at.is_null()))
        .set(notices::read_at.eq(Some(now.0)))
        .execute(tx.conn())?;
    count_down(tx, actor, changed, now)
}

fn count_down(tx: &mut Tx<'_>, actor: &Actor, changed: usize, now: Micros) -> Verdict<i64> {
    let changed = i64::try_from(changed).unwrap_or(0);
    if changed > 0 {
        diesel::update(people::table.find(actor.id))
            .set(people::unread.eq(people::unread - changed))
            .execute(tx.conn())?;
        tx.record(Some(actor.id), &NoticesRead { person_id: actor.id }, now);
    }
    Ok(changed)
}
