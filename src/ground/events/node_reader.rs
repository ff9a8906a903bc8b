//! Readers that every node runs for itself, such as the search index: the cursor is wherever
//! the effects are, and the reader says where it stands.

use super::{Stored, after};
use crate::ground::db::Db;
use crate::ground::refusal::Refusal;
use crate::ground::shutdown::Shutdown;

/// Events handed over at once at most; so many mean that more are waiting.
pub const AT_ONCE: usize = 500;

/// Follows the log with effects outside the database.
pub trait NodeReader: Send + 'static {
    /// For logs and metrics.
    fn name(&self) -> &'static str;

    /// The position up to which it has read.
    fn position(&self) -> i64;

    /// Takes events, in order, all after `position()`. Afterwards `position()` is at least the last one's.
    ///
    /// # Errors
    /// The same events come again after a second.
    fn read(&mut self, db: &Db, events: &[Stored]) -> Result<(), Refusal>;
}

/// Runs a reader on a thread of its own until shutdown.
pub fn follow<R: NodeReader>(db: Db, mut reader: R, shutdown: Shutdown) {
    thread(reader.name(), move || {
        let mut seen = 0;
        while !shutdown.begun() {
            if shutdown.wait_for_log(&db.bus, seen) {
                break;
            }
            seen = db.bus.calls();
            while !shutdown.begun() {
                let from = reader.position();
                let events = db.read_blocking(move |conn| Ok::<_, Refusal>(after(conn, from, AT_ONCE as i64)?));
                let done = events.and_then(|events| {
                    let Some(last) = events.last() else { return Ok(false) };
                    // Before anybody is told of them: who then asks for the page must find them.
                    db.replicas.saw(last.position);
                    reader.read(&db, &events).map(|()| true)
                });
                match done {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(why) => {
                        tracing::warn!(reader = reader.name(), %why, "a reader will try again");
                        break;
                    }
                }
            }
        }
    });
}

pub(super) fn thread(name: &str, work: impl FnOnce() + Send + 'static) {
    if let Err(why) = std::thread::Builder::new().name(format!("kiez-{name}")).spawn(work) {
        tracing::error!(reader = name, %why, "a reader could not start");
    }
}
