//! Readers whose effects are in the database: the cursor moves in the transaction of the effects,
//! so each event has its effect once, however many nodes run.

use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::{Stored, after, last_position};
use crate::ground::clock::{Clock, Micros};
use crate::ground::db::{AnyConnection, Db, Prepared, Tx, Value};
use crate::ground::jobs;
use crate::ground::refusal::Refusal;
use crate::ground::shutdown::Shutdown;
use crate::ground::tables::readers;

/// Events taken in one transaction at most.
const BATCH: i64 = 200;
/// After such a time a node looks again whether another one is still at it.
const SOON: Duration = Duration::from_millis(100);

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

/// What came of a look at the log.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// So many events were taken; none when there was nothing new.
    Taken(usize),
    /// Another node is reading.
    Elsewhere,
}

/// Reads what is there, unless another node is reading it; returns how many events were taken.
///
/// # Errors
/// When the database does not work; a poisonous event is no error.
pub fn catch_up(db: &Db, reader: &std::sync::Arc<dyn DatabaseReader>, clock: &Clock) -> Result<usize, Refusal> {
    read_on(db, reader, clock).map(|(taken, _)| taken)
}

/// The same; says as well whether another node is at it.
fn read_on(db: &Db, reader: &std::sync::Arc<dyn DatabaseReader>, clock: &Clock) -> Result<(usize, bool), Refusal> {
    let mut taken = 0;
    loop {
        let (whole, now) = (reader.clone(), clock.now());
        let batch = db.write_blocking(move |tx| step(tx, whole.as_ref(), BATCH, now));
        let look = match batch {
            Ok(look) => look,
            Err(Refusal::Unavailable(why)) => return Err(Refusal::Unavailable(why)),
            // Something in the batch is poisonous: find it one by one.
            Err(_) => {
                let (single, now) = (reader.clone(), clock.now());
                match db.write_blocking(move |tx| step(tx, single.as_ref(), 1, now)) {
                    Ok(look) => look,
                    Err(Refusal::Unavailable(why)) => return Err(Refusal::Unavailable(why)),
                    Err(why) => {
                        let (skipped, now) = (reader.clone(), clock.now());
                        db.write_blocking(move |tx| set_aside(tx, skipped.name(), &why.to_string(), now))?
                    }
                }
            }
        };
        match look {
            Look::Taken(0) => return Ok((taken, false)),
            Look::Taken(count) => taken += count,
            Look::Elsewhere => return Ok((taken, true)),
        }
    }
}

fn step(tx: &mut Tx<'_>, reader: &dyn DatabaseReader, limit: i64, now: Micros) -> Result<Look, Refusal> {
    let Some(from) = lock_cursor(tx.conn(), reader.name(), now)? else { return Ok(Look::Elsewhere) };
    let events = after(tx.conn(), from, limit)?;
    for event in &events {
        reader.read(tx, event, now)?;
    }
    if let Some(last) = events.last() {
        move_cursor(tx.conn(), reader.name(), last.position, now)?;
    }
    Ok(Look::Taken(events.len()))
}

#[derive(QueryableByName)]
struct Cursor {
    #[diesel(sql_type = BigInt)]
    position: i64,
}

/// Locks the cursor, so that two nodes never read the same events; none while another one has it. Nobody waits for it: the
/// writer carries other people's writes in the same transaction, and two nodes that wait for each other's cursors would
/// stand still for a second until PostgreSQL notices.
fn lock_cursor(conn: &mut AnyConnection, name: &str, now: Micros) -> QueryResult<Option<i64>> {
    if let AnyConnection::Postgres(inner) = conn {
        let lock = Prepared("SELECT position FROM readers WHERE name = ? FOR UPDATE SKIP LOCKED", [Value::Text(name)]);
        let locked: Option<Cursor> = lock.get_result(inner).optional()?;
        if let Some(Cursor { position }) = locked {
            return Ok(Some(position));
        }
    }
    let known = readers::table.find(name).select(readers::position).first::<i64>(conn).optional()?;
    if let Some(position) = known {
        // SQLite has one writer, and that is us.
        return Ok(matches!(conn, AnyConnection::Sqlite(_)).then_some(position));
    }
    diesel::insert_into(readers::table)
        .values((readers::name.eq(name), readers::position.eq(0), readers::moved_at.eq(now.0)))
        .execute(conn)?;
    Ok(Some(0))
}

fn move_cursor(conn: &mut AnyConnection, name: &str, position: i64, now: Micros) -> QueryResult<usize> {
    diesel::update(readers::table.find(name))
        .set((readers::position.eq(position), readers::moved_at.eq(now.0)))
        .execute(conn)
}

fn set_aside(tx: &mut Tx<'_>, name: &str, why: &str, now: Micros) -> Result<Look, Refusal> {
    let Some(from) = lock_cursor(tx.conn(), name, now)? else { return Ok(Look::Elsewhere) };
    let Some(event) = after(tx.conn(), from, 1)?.pop() else {
        return Ok(Look::Taken(0));
    };
    tracing::error!(reader = name, position = event.position, %why, "an event was set aside");
    jobs::bury(tx, &format!("reader.{name}"), &event.position.to_string(), why, now)?;
    move_cursor(tx.conn(), name, event.position, now)?;
    Ok(Look::Taken(1))
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

/// Runs a reader on a thread of its own until shutdown. It looks when this node has written, and once a second: what
/// others write, they read.
pub fn drive(db: Db, reader: std::sync::Arc<dyn DatabaseReader>, clock: Clock, shutdown: Shutdown) {
    super::node_reader::thread(reader.name(), move || {
        let mut seen = -1;
        while !shutdown.begun() {
            if shutdown.wait_for_write(&db.bus, seen) {
                break;
            }
            seen = db.bus.position();
            match read_on(&db, &reader, &clock) {
                Ok((_, false)) => {}
                // They may have looked before our last event was there.
                Ok((_, true)) => {
                    shutdown.pause(SOON);
                    seen = -1;
                }
                Err(why) => tracing::warn!(reader = reader.name(), %why, "a reader waits for the database"),
            }
        }
    });
}
