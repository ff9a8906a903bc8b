//! Warning, silencing and suspending somebody.

use diesel::prelude::*;

use super::kinds::{Posts, Reason, SanctionKind};
use crate::accounts::events::{PersonSilenced, PersonSuspended, PersonWarned};
use crate::accounts::notices::{NoticeKind, tell};
use crate::accounts::permissions::{Act, may};
use crate::accounts::tables::{people, sanctions};
use crate::accounts::{Actor, rank, roles};
use crate::ground::clock::{DAY, Micros};
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Thresholds;

/// Days at most: ten years is for ever.
pub const LONGEST: i64 = 3_650;
/// Characters of one's own words at most.
const NOTE_LONGEST: usize = 500;

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Which sanction.
    pub kind: SanctionKind,
    /// How long; not looked at for warnings.
    pub days: i64,
    /// Why.
    pub reason: Reason,
    /// Own words; for `Other` there must be some.
    pub note: String,
}

/// Nobody acts on somebody of the same or a higher rank.
///
/// # Errors
/// `Forbidden`.
pub fn outranks(tx: &mut Tx<'_>, actor: &Actor, person: i64) -> Verdict<()> {
    let theirs = rank(&roles::of(tx.conn(), person)?);
    if actor.rank() > theirs { Ok(()) } else { Err(Refusal::forbidden("problem-rank")) }
}

/// Does it, in place of a sanction of the same kind that still stands. Returns the sanction's number.
///
/// # Errors
/// `Forbidden` without the permission or the rank, also over the one who imposed the one that stands; `Invalid`,
/// `NotFound`.
pub fn impose(tx: &mut Tx<'_>, actor: &Actor, person: i64, measure: &Measure, now: Micros) -> Verdict<i64> {
    actor.active(now)?;
    may(actor, Act::Suspend, &Thresholds::default(), false)?;
    let there: i64 = people::table.find(person).filter(people::erased_at.is_null()).count().get_result(tx.conn())?;
    if there == 0 {
        return Err(Refusal::NotFound);
    }
    outranks(tx, actor, person)?;
    let note = check(measure)?;
    super::end::replace(tx, actor, person, measure.kind, now)?;
    let until = (measure.kind != SanctionKind::Warn).then(|| now.plus(measure.days * DAY));
    let new = diesel::insert_into(sanctions::table)
        .values((
            sanctions::person_id.eq(person),
            sanctions::kind.eq(measure.kind),
            sanctions::reason.eq(measure.reason),
            sanctions::note.eq(&note),
            sanctions::by_id.eq(actor.id),
            sanctions::at.eq(now),
            sanctions::until.eq(until),
            sanctions::posts.eq(Posts::Kept),
        ))
        .returning(sanctions::id);
    let id: i64 = crate::on_both!(tx.conn(), inner => new.get_result(inner))?;
    let row = people::table.find(person);
    let by = Some(actor.id);
    let told = match (measure.kind, until) {
        (SanctionKind::Silence, Some(until)) => {
            diesel::update(row).set(people::silenced_until.eq(until.0)).execute(tx.conn())?;
            tx.record(by, &PersonSilenced { person_id: person, until: until.0 }, now);
            NoticeKind::Silenced
        }
        (SanctionKind::Suspend, Some(until)) => {
            let why = if note.is_empty() { measure.reason.word().to_owned() } else { note };
            diesel::update(row)
                .set((people::suspended_until.eq(until.0), people::suspended_reason.eq(why)))
                .execute(tx.conn())?;
            tx.record(by, &PersonSuspended { person_id: person, until: until.0 }, now);
            NoticeKind::Suspended
        }
        _ => {
            diesel::update(row).set(people::warning_id.eq(id)).execute(tx.conn())?;
            tx.record(by, &PersonWarned { person_id: person, sanction_id: id }, now);
            NoticeKind::Warned
        }
    };
    tell(tx, person, told, &id.to_string(), now)?;
    Ok(id)
}

/// The note as it is stored.
fn check(measure: &Measure) -> Verdict<String> {
    if measure.kind != SanctionKind::Warn && !(1..=LONGEST).contains(&measure.days) {
        return Err(Refusal::field_n("days", "problem-days", LONGEST));
    }
    let note = measure.note.trim();
    if note.chars().count() > NOTE_LONGEST {
        return Err(Refusal::field_n("note", "problem-reason-long", 500));
    }
    if note.is_empty() && measure.reason == Reason::Other {
        return Err(Refusal::field("note", "sanction-problem-note"));
    }
    Ok(note.to_owned())
}
