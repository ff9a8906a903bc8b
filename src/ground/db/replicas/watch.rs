//! Looks once a second how the replicas are. Each has a thread of its own, so that one that hangs holds up no other.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::Context;

use super::one::Replica;
use super::place::{self, Place};
use super::{Db, Replicas};
use crate::ground::db::AnyConnection;
use crate::ground::refusal::Refusal;
use crate::ground::shutdown::Shutdown;

/// How often.
const EVERY: Duration = Duration::from_secs(1);

/// Notes where the primary is. A replica that has not even what was there the last time is of no use: so whoever wrote
/// on another node, more than a few seconds ago, finds it on every replica that is.
///
/// # Errors
/// When the machine has no thread for it.
pub fn primary(db: Db, shutdown: Shutdown) -> anyhow::Result<()> {
    thread("kiez-primary", move || {
        let mut last = 0;
        while !shutdown.pause(EVERY) {
            let known = db.replicas.0.written.load(Ordering::SeqCst);
            let Ok(now) = db.read_blocking(|conn| Ok::<_, Refusal>(place::of_primary(conn)?)) else { continue };
            db.replicas.0.floor.store(last, Ordering::SeqCst);
            last = now;
            if known > now {
                // Nobody knew, or another server is the primary now.
                let written = &db.replicas.0.written;
                let _ = written.compare_exchange(known, now, Ordering::SeqCst, Ordering::SeqCst);
            }
        }
    })
}

/// Looks after one replica.
///
/// # Errors
/// As `primary`.
pub fn replica(replica: Arc<Replica>, replicas: Replicas, shutdown: Shutdown) -> anyhow::Result<()> {
    thread("kiez-replica", move || {
        let mut conn = None;
        loop {
            match look(&replica, &mut conn) {
                Ok(at) if at.wal < 0 => replica.set_up(false, "this server is no streaming replica"),
                Ok(at) => replica.set_up(at.wal >= replicas.0.floor.load(Ordering::SeqCst), "it is behind"),
                Err(why) => {
                    conn = None;
                    replica.set_up(false, &format!("{why:#}"));
                }
            }
            if shutdown.pause(EVERY) {
                break;
            }
        }
    })
}

fn look(replica: &Replica, conn: &mut Option<AnyConnection>) -> anyhow::Result<Place> {
    let conn = match conn {
        Some(conn) => conn,
        none => none.insert(replica.connect()?),
    };
    Ok(place::of_replica(conn)?)
}

fn thread(name: &str, work: impl FnOnce() + Send + 'static) -> anyhow::Result<()> {
    std::thread::Builder::new().name(name.into()).spawn(work).context("a thread for the replicas could not start")?;
    Ok(())
}
