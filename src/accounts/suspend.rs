//! A suspended person reads but does not write, from their next request on: the sanction of that kind, by itself.

use super::Actor;
use super::permissions::{Act, may};
pub use super::sanctions::{LONGEST, outranks};
use super::sanctions::{Measure, Reason, SanctionKind, end, impose, standing};
use crate::ground::clock::Micros;
use crate::ground::db::Tx;
use crate::ground::refusal::{Refusal, Verdict};
use crate::ground::settings::Thresholds;

/// Suspends somebody for some days.
///
/// # Errors
/// `Forbidden` without the permission or the rank, `Invalid` for a length that will not do, `NotFound`.
pub fn suspend(tx: &mut Tx<'_>, actor: &Actor, person: i64, days: i64, reason: &str, now: Micros) -> Verdict<()> {
    let measure = Measure { kind: SanctionKind::Suspend, days, reason: Reason::Other, note: reason.to_owned() };
    impose(tx, actor, person, &measure, now).map(|_| ())
}

/// Lets somebody write again.
///
/// # Errors
/// `Forbidden` without the permission or the rank, `NotFound` when they are not suspended.
pub fn unsuspend(tx: &mut Tx<'_>, actor: &Actor, person: i64, now: Micros) -> Verdict<()> {
    may(actor, Act::Suspend, &Thresholds::default(), false)?;
    outranks(tx, actor, person)?;
    let suspended = standing(tx.conn(), person, now)?.into_iter().find(|s| s.kind == SanctionKind::Suspend);
    end(tx, actor, suspended.ok_or(Refusal::NotFound)?.id, now).map(|_| ())
}
