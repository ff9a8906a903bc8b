//! How far a node without an index is: what is being done for it, and whether the node has ever known what the log
//! knows. Until then it is not ready; afterwards it stays so, whatever becomes of its index: an old one still finds.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Service;
use crate::ground::clock::Stopwatch;
use crate::ground::events::last_position;
use crate::ground::refusal::{Refusal, Verdict};

/// Events that a node may be behind and still be ready: its reader takes as many at once.
const NEAR: i64 = 500;
/// Between two lines of the log about the same work.
const PAUSE: Duration = Duration::from_secs(10);

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doing {
    /// A peer's index is copied; counted in bytes.
    Copying,
    /// The index is made from the tables; counted in threads.
    Building,
    /// The log is read; counted in events.
    CatchingUp,
}

/// How far that is.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Warming {
    /// What is being done.
    pub doing: Doing,
    /// So much of it is done,
    pub done: u64,
    /// of so much.
    pub of: u64,
}

/// What a service notes about it.
#[derive(Default)]
pub(super) struct Progress {
    warm: AtomicBool,
    at: Mutex<Option<(Warming, Stopwatch)>>,
    copied: AtomicU64,
    built: AtomicU64,
}

impl Progress {
    /// Notes how far it is, and says so in the log now and then.
    pub(super) fn note(&self, doing: Doing, done: u64, of: u64) {
        let mut at = self.at();
        let said = match *at {
            Some((before, said)) if before.doing == doing && said.elapsed() < PAUSE => said,
            _ => {
                tracing::info!(?doing, done, of, "the search index is on its way");
                Stopwatch::start()
            }
        };
        *at = Some((Warming { doing, done, of }, said));
    }

    /// It is done: copied from a peer or made from the tables.
    pub(super) fn end(&self, copied: bool) {
        let count = if copied { &self.copied } else { &self.built };
        count.fetch_add(1, Ordering::Relaxed);
        self.forget();
    }

    /// Nothing is being done.
    pub(super) fn forget(&self) {
        *self.at() = None;
    }

    fn at(&self) -> MutexGuard<'_, Option<(Warming, Stopwatch)>> {
        self.at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Service {
    /// Whether this node has had an index that knew what the log knew; asks the database until it has.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn is_warm(&self) -> Verdict<bool> {
        if self.has_been_warm() {
            return Ok(true);
        }
        let last = self.db().read(|conn| Ok::<_, Refusal>(last_position(conn)?)).await?;
        Ok(self.warm_at(last))
    }

    /// The same for a thread that may block; what it cannot ask is asked again.
    pub(super) fn look_whether_warm(&self) {
        if !self.has_been_warm()
            && let Ok(last) = self.db().read_blocking(|conn| Ok::<_, Refusal>(last_position(conn)?))
        {
            self.warm_at(last);
        }
    }

    /// Whether it is known already.
    pub fn has_been_warm(&self) -> bool {
        self.warming().warm.load(Ordering::Relaxed)
    }

    fn warm_at(&self, last: i64) -> bool {
        let Some(generation) = self.current() else {
            return false;
        };
        let known = generation.index.cursor().unwrap_or(0);
        if last - known > NEAR {
            self.warming().note(Doing::CatchingUp, known.max(0).cast_unsigned(), last.cast_unsigned());
            return false;
        }
        if !self.warming().warm.swap(true, Ordering::Relaxed) {
            self.warming().forget();
            tracing::info!(documents = generation.index.documents(), position = known, "the search index is there");
        }
        true
    }

    /// What is being done for an index at the moment.
    pub fn on_its_way(&self) -> Option<Warming> {
        self.warming().at().map(|(warming, _)| warming)
    }

    /// How far this node is on its way to its first index that knows what the log knows, in hundredths.
    pub fn warm_percent(&self) -> i64 {
        match self.on_its_way() {
            _ if self.has_been_warm() => 100,
            Some(Warming { done, of, .. }) => i64::try_from(done.saturating_mul(100) / of.max(1)).unwrap_or(99).min(99),
            None => 0,
        }
    }

    /// Indexes that were copied from peers since the start.
    pub fn copied(&self) -> u64 {
        self.warming().copied.load(Ordering::Relaxed)
    }

    /// Indexes that were made from the tables since the start.
    pub fn built(&self) -> u64 {
        self.warming().built.load(Ordering::Relaxed)
    }
}
