//! Sanctions end: by themselves when their time is over, or because somebody ends them. A warning ends when it was read.

use diesel::prelude::*;

use super::kinds::SanctionKind;
use super::outranks;
use super::rows::{Sanction, one};
use crate::accounts::events::{PersonUnsilenced, PersonUnsuspended, WarningRead, WarningWithdrawn};
use crate::accounts::notices::{NoticeKind, tell};
use crate::accounts::permissions::{Act, may};
use crate::accounts::tables::{people, sanctions};
use crate::accounts::{Actor, rank, roles};
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Thresholds;

/// Ends a sanction before its time.
///
/// # Errors
/// `Forbidden` without the permission or the rank, also over the one who imposed it; `Conflict` when it has ended.
pub fn end(tx: &mut Tx<'_>, actor: &Actor, id: i64, now: Micros) -> Verdict<Sanction> {
    actor.active(now)?;
    may(actor, Act::Suspend, &Thresholds::default(), false)?;
    let sanction = one(tx.conn(), id)?;
    outranks(tx, actor, sanction.person_id)?;
    may_correct(tx, actor, sanction.by_id)?;
    if !sanction.stands(now) {
        return Err(Refusal::Conflict("sanction-problem-ended"));
    }
    let (person_id, by) = (sanction.person_id, Some(actor.id));
    close(tx, actor, &[id], now)?;
    let row = people::table.find(person_id);
    match sanction.kind {
        SanctionKind::Warn => {
            next_warning(tx, person_id)?;
            tx.record(by, &WarningWithdrawn { person_id }, now);
        }
        SanctionKind::Silence => {
            diesel::update(row).set(people::silenced_until.eq(None::<i64>)).execute(tx.conn())?;
            tx.record(by, &PersonUnsilenced { person_id }, now);
        }
        SanctionKind::Suspend => {
            diesel::update(row)
                .set((people::suspended_until.eq(None::<i64>), people::suspended_reason.eq(None::<String>)))
                .execute(tx.conn())?;
            tx.record(by, &PersonUnsuspended { person_id }, now);
        }
    }
    tell(tx, person_id, NoticeKind::SanctionEnded, &id.to_string(), now)?;
    Ok(sanction)
}

/// What stands of that kind makes room for another.
pub(super) fn replace(tx: &mut Tx<'_>, actor: &Actor, person: i64, kind: SanctionKind, now: Micros) -> Verdict<()> {
    let standing: Vec<(i64, i64)> = sanctions::table
        .filter(sanctions::person_id.eq(person))
        .filter(sanctions::kind.eq(kind))
        .filter(sanctions::ended_at.is_null())
        .filter(sanctions::until.gt(now))
        .select((sanctions::id, sanctions::by_id))
        .limit(10)
        .load(tx.conn())?;
    for (_, by) in &standing {
        may_correct(tx, actor, *by)?;
    }
    let ids: Vec<i64> = standing.into_iter().map(|(id, _)| id).collect();
    close(tx, actor, &ids, now)
}

fn close(tx: &mut Tx<'_>, actor: &Actor, ids: &[i64], now: Micros) -> Verdict<()> {
    diesel::update(sanctions::table.filter(sanctions::id.eq_any(ids)))
        .set((sanctions::ended_at.eq(Some(now)), sanctions::ended_by.eq(Some(actor.id))))
        .execute(tx.conn())?;
    Ok(())
}

/// What somebody of a higher rank decided stays.
///
/// # Errors
/// `Forbidden`.
pub fn may_correct(tx: &mut Tx<'_>, actor: &Actor, by: i64) -> Verdict<()> {
    if by == actor.id || actor.rank() >= rank(&roles::of(tx.conn(), by)?) {
        Ok(())
    } else {
        Err(Refusal::forbidden("problem-rank"))
    }
}

/// They have read a sanction of theirs; a warning goes away with it.
///
/// # Errors
/// `NotFound` when it is not theirs.
pub fn read(tx: &mut Tx<'_>, person: i64, id: i64, now: Micros) -> Verdict<()> {
    let theirs = sanctions::table.find(id).filter(sanctions::person_id.eq(person));
    let read_at: Option<i64> = theirs.select(sanctions::read_at).first(tx.conn())?;
    if read_at.is_some() {
        return Ok(());
    }
    diesel::update(theirs).set(sanctions::read_at.eq(Some(now))).execute(tx.conn())?;
    next_warning(tx, person)?;
    tx.record(Some(person), &WarningRead { person_id: person, sanction_id: id }, now);
    Ok(())
}

/// Their row points at a warning as long as there is one that they have not read.
fn next_warning(tx: &mut Tx<'_>, person: i64) -> Verdict<()> {
    let next: Option<i64> = sanctions::table
        .filter(sanctions::person_id.eq(person))
        .filter(sanctions::kind.eq(SanctionKind::Warn))
        .filter(sanctions::read_at.is_null())
        .filter(sanctions::ended_at.is_null())
        .order(sanctions::id.desc())
        .select(sanctions::id)
        .first(tx.conn())
        .optional()?;
    diesel::update(people::table.find(person)).set(people::warning_id.eq(next)).execute(tx.conn())?;
    Ok(())
}
