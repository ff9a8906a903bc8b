//! Whence an act came is kept for 90 days and then forgotten, line by line.

use std::time::Duration;

use diesel::prelude::*;

use crate::ground::clock::{Clock, DAY, Micros};
use crate::ground::db::{Db, Tx};
use crate::ground::refusal::Verdict;
use crate::ground::shutdown::Shutdown;
use crate::moderation::tables::audit_origins;

/// How long whence is kept, in microseconds.
pub const KEPT: i64 = 90 * DAY;
/// Lines in one transaction.
const ROUND: i64 = 500;
/// Time between two looks: a day is the promise, an hour is closer to it.
const PAUSE: Duration = Duration::from_secs(3_600);

/// Forgets a round of what is too old; returns how many lines that were. Whoever wants all of it asks until that is 0.
///
/// # Errors
/// When the database fails.
pub fn forget(tx: &mut Tx<'_>, now: Micros) -> Verdict<usize> {
    let old: Vec<i64> = audit_origins::table
        .filter(audit_origins::at.lt(now.plus(-KEPT)))
        .order(audit_origins::at)
        .select(audit_origins::line_id)
        .limit(ROUND)
        .load(tx.conn())?;
    if old.is_empty() {
        return Ok(0);
    }
    Ok(diesel::delete(audit_origins::table.filter(audit_origins::line_id.eq_any(old))).execute(tx.conn())?)
}

/// Forgets on a thread of its own until shutdown.
///
/// # Errors
/// When the thread cannot be started.
pub fn drive(db: Db, clock: Clock, shutdown: Shutdown) -> std::io::Result<()> {
    std::thread::Builder::new().name("kiez-forget".into()).spawn(move || {
        while !shutdown.begun() {
            let now = clock.now();
            match db.write_blocking(move |tx| forget(tx, now)) {
                Ok(0) => {}
                Ok(_) => continue,
                Err(why) => tracing::warn!(%why, "old origins wait for the database"),
            }
            shutdown.pause(PAUSE);
        }
    })?;
    Ok(())
}
