//! What a request may read from a replica, and what it must find there. The request carries it along without any query
//! knowing: `db.read` picks it up where it is called. Commands, jobs and readers of the log have none, and ask the primary.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

tokio::task_local! {
    static SIGHT: Arc<Sight>;
}

/// Of one request.
pub struct Sight {
    /// Whether its reads may go to a replica at all.
    pub(super) anywhere: bool,
    /// The place in the primary's WAL up to which its reader wrote, on whichever node.
    pub(super) least: i64,
    wrote: AtomicBool,
}

impl Sight {
    /// Of a request that may read from a replica if it has at least that, or that may not.
    pub fn new(anywhere: bool, least: i64) -> Arc<Self> {
        Arc::new(Self { anywhere, least, wrote: AtomicBool::new(false) })
    }

    /// Does something that reads like this.
    pub async fn carry<F: Future>(self: Arc<Self>, work: F) -> F::Output {
        SIGHT.scope(self, work).await
    }

    /// Whether it has written anything.
    pub fn wrote(&self) -> bool {
        self.wrote.load(Ordering::SeqCst)
    }

    /// How the task that runs now reads.
    pub(super) fn current() -> Option<Arc<Self>> {
        SIGHT.try_with(Arc::clone).ok()
    }

    /// Notes that the task that runs now has written.
    pub(in crate::ground::db) fn note_write() {
        if let Some(sight) = Self::current() {
            sight.wrote.store(true, Ordering::SeqCst);
        }
    }
}
