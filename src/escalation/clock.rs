//! The clock: moves questions whose time is over. One thread on every node, safe together: rows are taken with a lock
//! that the others skip, and changed only if they are still as they were read. What was missed while everything was
//! down happens at the next start, in order, each step with its true time.

use std::time::Duration;

use diesel::prelude::*;

use super::rows::Escalation;
use super::tables::escalations;
use super::terms::Book;
use super::walk::{self, Walk};
use crate::ground::clock::{Clock, Micros};
use crate::ground::db::{AnyConnection, Db, Tx};
use crate::ground::refusal::Verdict;
use crate::ground::shutdown::Shutdown;

/// Questions in one transaction.
const ROUND: i64 = 500;
/// How long the clock sleeps at most: a manual clock, another node's write and a changed policy move what is next.
const NAP: Duration = Duration::from_millis(250);
/// How long it waits for a database that is away.
const PATIENCE: Duration = Duration::from_secs(1);

/// Moves what is due at `now`, up to a round; returns how many questions were moved. Whoever wants all of it asks until
/// that is 0.
///
/// # Errors
/// When the database fails.
pub fn tick(tx: &mut Tx<'_>, now: Micros) -> Verdict<usize> {
    let due = take(tx.conn(), now)?;
    let Some(last) = due.last() else { return Ok(0) };
    let Some(book) = Book::load(tx.conn())? else { return Ok(0) };
    // Where there are more than a round, nothing later than the round's end is done, so that the order stays true.
    let full = i64::try_from(due.len()).is_ok_and(|n| n == ROUND);
    let until = last.next_at.filter(|_| full).unwrap_or(now);
    let walks = due.into_iter().map(|row| {
        let mut walk = Walk::new(row, &book, None);
        walk.to(until);
        walk
    });
    walk::save_all(tx, walks.collect())
}

/// The round's rows, the longest overdue first.
fn take(conn: &mut AnyConnection, now: Micros) -> QueryResult<Vec<Escalation>> {
    let due = || {
        escalations::table.filter(escalations::next_at.le(now)).order((escalations::next_at, escalations::question_id))
    };
    match conn {
        AnyConnection::Sqlite(inner) => due().limit(ROUND).select(Escalation::as_select()).load(inner),
        AnyConnection::Postgres(inner) => {
            due().limit(ROUND).for_update().skip_locked().select(Escalation::as_select()).load(inner)
        }
    }
}

/// When something is due next.
///
/// # Errors
/// When the database fails.
pub fn next(conn: &mut AnyConnection) -> QueryResult<Option<Micros>> {
    let next: Option<Option<Micros>> = escalations::table
        .filter(escalations::next_at.is_not_null())
        .order((escalations::next_at, escalations::question_id))
        .select(escalations::next_at)
        .first(conn)
        .optional()?;
    Ok(next.flatten())
}

/// Runs the clock on a thread of its own until shutdown.
///
/// # Errors
/// When the thread cannot be started.
pub fn drive(db: Db, clock: Clock, shutdown: Shutdown) -> std::io::Result<()> {
    std::thread::Builder::new().name("kiez-clock".into()).spawn(move || {
        while !shutdown.begun() {
            let pause = round(&db, &clock).unwrap_or_else(|why| {
                tracing::warn!(%why, "the clock waits for the database");
                PATIENCE
            });
            if !pause.is_zero() && shutdown.pause(pause) {
                break;
            }
        }
    })?;
    Ok(())
}

/// Moves a round of what is due; how long to sleep then.
fn round(db: &Db, clock: &Clock) -> Verdict<Duration> {
    let now = clock.now();
    let due = db.read_blocking(|conn| Ok::<_, crate::ground::refusal::Refusal>(next(conn)?))?;
    match due {
        Some(at) if at <= now => {
            let moved = db.write_blocking(move |tx| tick(tx, now))?;
            Ok(if moved == 0 { NAP } else { Duration::ZERO })
        }
        Some(at) => Ok(NAP.min(Duration::from_micros(at.since(now).unsigned_abs()))),
        None => Ok(NAP),
    }
}
