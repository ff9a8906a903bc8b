//! Readers whose effects are in the database: the cursor moves in the transaction of the effects,
//! so each event has its effect once, however many nodes run.

use diesel::prelude::*;

use super::{Stored, after, last_position};
use crate::ground::clock::{Clock, Micros};
use crate::ground::db::{AnyConnection, Db, Tx};
use crate::ground::jobs;
use crate::ground::refusal::Refusal;
use crate::ground::shutdown::Shutdown;
use crate::ground::tables::readers;

/// Events taken in one transaction at most.
const BATCH: i64 = 200;

/// Turns events into rows.
pub trait DatabaseReader: Send + Sync + 'static {
    /// The name of its cursor; never changed.
    fn name(&self) -> &'static str;

    /// Takes one event. All its effects go through `tx`.
    ///
    /// # Errors
    /// An error takes the effects back; the event is set aside as a dead job, and the reader goes on.
    fn read(&self, tx: &mut Tx<'_>, event: &Stored, now: Micros) -> Result<(), Refusal>;
}

/// Reads what is there; returns how many events were taken.
///
/// # Errors
/// When the database does not work; a poisonous event is no error.
pub fn catch_up(db: &Db, reader: &std::sync::Arc<dyn DatabaseReader>, clock: &Clock) -> Result<usize, Refusal> {
    let mut taken = 0;
    loop {
        let (whole, now) = (reader.clone(), clock.now());
        let batch = db.write_blocking(move |tx| step(tx, whole.as_ref(), BATCH, now));
        let count = match batch {
            Ok(count) => count,
            Err(Refusal::Unavailable(why)) => return Err(Refusal::Unavailable(why)),
            // Something in the batch is poisonous: find it one by one.
            Err(_) => {
                let (single, now) = (reader.clone(), clock.now());
                match db.write_blocking(move |tx| step(tx, single.as_ref(), 1, now)) {
                    Ok(count) => count,
                    Err(Refusal::Unavailable(why)) => return Err(Refusal::Unavailable(why)),
                    Err(why) => {
                        let (skipped, now) = (reader.clone(), clock.now());
                        db.write_blocking(move |tx| set_aside(tx, skipped.name(), &why.to_string(), now))?
                    }
                }
            }
        };
        if count == 0 {
            return Ok(taken);
        }
        taken += count;
    }
}

fn step(tx: &mut Tx<'_>, reader: &dyn DatabaseReader, limit: i64, now: Micros) -> Result<usize, Refusal> {
    let from = lock_cursor(tx.conn(), reader.name(), now)?;
    let events = after(tx.conn(), from, limit)?;
    for event in &events {
        reader.read(tx, event, now)?;
    }
    if let Some(last) = events.last() {
        move_cursor(tx.conn(), reader.name(), last.position, now)?;
    }
    Ok(events.len())
}

/// Touching the row first locks it, so that two nodes never read the same events.
fn lock_cursor(conn: &mut AnyConnection, name: &str, now: Micros) -> QueryResult<i64> {
    let touched = diesel::update(readers::table.find(name))
        .set(readers::moved_at.eq(now.0))
        .returning(readers::position)
        .get_result(conn)
        .optional()?;
    if let Some(position) = touched {
        return Ok(position);
    }
    diesel::insert_into(readers::table)
        .values((readers::name.eq(name), readers::position.eq(0), readers::moved_at.eq(now.0)))
        .execute(conn)?;
    Ok(0)
}

fn move_cursor(conn: &mut AnyConnection, name: &str, position: i64, now: Micros) -> QueryResult<usize> {
    diesel::update(readers::table.find(name))
        .set((readers::position.eq(position), readers::moved_at.eq(now.0)))
        .execute(conn)
}

fn set_aside(tx: &mut Tx<'_>, name: &str, why: &str, now: Micros) -> Result<usize, Refusal> {
    let from = lock_cursor(tx.conn(), name, now)?;
    let Some(event) = after(tx.conn(), from, 1)?.pop() else {
        return Ok(0);
    };
    tracing::error!(reader = name, position = event.position, %why, "an event was set aside");
    jobs::bury(tx, &format!("reader.{name}"), &event.position.to_string(), why, now)?;
    move_cursor(tx.conn(), name, event.position, now)?;
    Ok(1)
}

/// How far each reader is behind the log: (name, events).
///
/// # Errors
/// When the database cannot be asked.
pub fn lag(conn: &mut AnyConnection) -> QueryResult<Vec<(String, i64)>> {
    let last = last_position(conn)?;
    let cursors: Vec<(String, i64)> =
        readers::table.select((readers::name, readers::position)).order(readers::name).limit(100).load(conn)?;
    Ok(cursors.into_iter().map(|(name, at)| (name, last - at)).collect())
}

/// Runs a reader on a thread of its own until shutdown.
pub fn drive(db: Db, reader: std::sync::Arc<dyn DatabaseReader>, clock: Clock, shutdown: Shutdown) {
    super::node_reader::thread(reader.name(), move || {
        let mut seen = 0;
        while !shutdown.begun() {
            if shutdown.wait_for_log(&db.bus, seen) {
                break;
            }
            seen = db.bus.calls();
            if let Err(why) = catch_up(&db, &reader, &clock) {
                tracing::warn!(reader = reader.name(), %why, "a reader waits for the database");
            }
        }
    });
}
