//! Watching a question, a tag or a product.

use diesel::prelude::*;

use super::events::WatchChanged;
use super::kinds::WatchKind;
use super::subject;
use super::tables::{tags, watches};
use crate::accounts::Actor;
use crate::accounts::tables::products;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::{Refusal, Verdict};

/// Starts or stops watching.
///
/// # Errors
/// `NotFound` when there is nothing to watch.
pub fn watch(tx: &mut Tx<'_>, actor: &Actor, kind: WatchKind, subject_id: i64, on: bool, now: Micros) -> Verdict<()> {
    actor.active(now)?;
    let changed = if on {
        check(tx, actor, kind, subject_id)?;
        let row = (
            watches::person_id.eq(actor.id),
            watches::kind.eq(kind),
            watches::subject_id.eq(subject_id),
            watches::created_at.eq(now),
        );
        crate::on_both!(tx.conn(), inner =>
            diesel::insert_into(watches::table).values(row).on_conflict_do_nothing().execute(inner))?
    } else {
        diesel::delete(watches::table.find((actor.id, kind, subject_id))).execute(tx.conn())?
    };
    if changed > 0 {
        tx.record(Some(actor.id), &WatchChanged { kind: kind.word().into(), subject_id, on }, now);
    }
    Ok(())
}

fn check(tx: &mut Tx<'_>, actor: &Actor, kind: WatchKind, id: i64) -> Verdict<()> {
    let known: i64 = match kind {
        WatchKind::Question => return subject::question(tx, actor, id).map(|_| ()),
        WatchKind::Tag => tags::table.find(id).count().get_result(tx.conn())?,
        WatchKind::Product => products::table.find(id).count().get_result(tx.conn())?,
    };
    if known == 0 { Err(Refusal::NotFound) } else { Ok(()) }
}

/// What somebody watches, the latest first, at most 500.
///
/// # Errors
/// When the database fails.
pub fn watched(conn: &mut AnyConnection, person: i64) -> Verdict<Vec<(WatchKind, i64)>> {
    Ok(watches::table
        .filter(watches::person_id.eq(person))
        .order((watches::created_at.desc(), watches::subject_id.desc()))
        .limit(500)
        .select((watches::kind, watches::subject_id))
        .load(conn)?)
}
