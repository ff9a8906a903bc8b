//! Streaming replicas of PostgreSQL, from which pages are read. A replica is asked only by who may read a little of the
//! past, and answers only if it has everything that this node knows of and that the reader wrote anywhere.
//!
//! | file    | what it knows                                                        |
//! |---------|----------------------------------------------------------------------|
//! | `sight` | what a request may read from a replica, and what it must find there    |
//! | `place` | how far a server is: in the event log, and in PostgreSQL's own log      |
//! | `one`   | a replica: its connections, and whether it is of use                    |
//! | `watch` | looks once a second how the replicas are                                |
//!
//! It must never decide anything: who writes, who is signed in, what they may do, readers of the log, jobs and clocks
//! ask the primary. docs/adr/0017-many-nodes.md says why it is so.

mod one;
mod place;
mod sight;
mod watch;

use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

pub use sight::Sight;

use super::read::Errand;
use super::{AnyConnection, Db, Target};
use crate::ground::shutdown::Shutdown;
use one::Replica;
use place::Place;

/// The replicas, and what this node knows of the primary; cheap to clone.
#[derive(Clone, Default)]
pub struct Replicas(Arc<Inside>);

#[derive(Default)]
struct Inside {
    all: OnceLock<Vec<Arc<Replica>>>,
    next: AtomicUsize,
    /// The furthest event that this node has seen or written.
    known: AtomicI64,
    /// Where the primary's own log was when something was last written here.
    written: AtomicI64,
    /// Where it was a second ago: what is behind that is of no use.
    floor: AtomicI64,
}

/// How the replicas are, for metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReplicaFigures {
    /// Replicas that are set.
    pub all: u64,
    /// Those that answer and are not behind.
    pub up: u64,
    /// Reads that they answered since the start.
    pub reads: u64,
}

impl Replicas {
    fn all(&self) -> &[Arc<Replica>] {
        self.0.all.get().map_or(&[], Vec::as_slice)
    }

    /// Notes that this node knows of everything up to an event.
    pub(crate) fn saw(&self, position: i64) {
        self.0.known.fetch_max(position, Ordering::SeqCst);
    }

    /// Notes where the primary is after a commit of this node; before anybody hears of the commit.
    pub(super) fn wrote(&self, conn: &mut AnyConnection) {
        if self.all().is_empty() {
            return;
        }
        // Without an answer nobody knows; then no replica is good enough until somebody does.
        self.0.written.store(place::of_primary(conn).unwrap_or(i64::MAX), Ordering::SeqCst);
    }

    /// What a replica must have for a reader.
    fn least(&self, sight: &Sight) -> Place {
        let load = |at: &AtomicI64| at.load(Ordering::SeqCst);
        Place { position: load(&self.0.known), wal: load(&self.0.written).max(load(&self.0.floor)).max(sight.least) }
    }

    /// A replica in turn, if this task may read from one and any is of use.
    fn choice(&self) -> Option<(Arc<Replica>, Place)> {
        let all = self.all();
        if all.is_empty() {
            return None;
        }
        let sight = Sight::current().filter(|sight| sight.anywhere)?;
        let from = self.0.next.fetch_add(1, Ordering::Relaxed);
        let turns = (0..all.len()).filter_map(|n| all.get((from + n) % all.len()));
        turns.into_iter().find(|one| one.is_up()).map(|one| (one.clone(), self.least(&sight)))
    }

    /// Lets a replica do it, if one may and can; else gives it back.
    pub(super) async fn run(&self, errand: Errand) -> Option<Errand> {
        match self.choice() {
            Some((replica, least)) => replica.run(least, errand).await,
            None => Some(errand),
        }
    }
}

impl Db {
    /// From now on pages may be read from these, with so many connections to each. Whether they are there is found out
    /// in the background.
    ///
    /// # Errors
    /// When the machine has no threads to look after them.
    pub fn read_from(&self, replicas: &[Target], connections: u32, shutdown: &Shutdown) -> anyhow::Result<()> {
        if replicas.is_empty() {
            return Ok(());
        }
        let all: Vec<Arc<Replica>> =
            replicas.iter().enumerate().map(|(n, target)| Arc::new(Replica::new(n + 1, target, connections))).collect();
        for replica in &all {
            watch::replica(replica.clone(), self.replicas.clone(), shutdown.clone())?;
        }
        drop(self.replicas.0.all.set(all));
        watch::primary(self.clone(), shutdown.clone())
    }

    /// Whether there are replicas.
    pub fn has_replicas(&self) -> bool {
        !self.replicas.all().is_empty()
    }

    /// What a reader must find wherever they read, once they have written here.
    pub fn written(&self) -> i64 {
        self.replicas.0.written.load(Ordering::SeqCst)
    }

    /// How the replicas are.
    pub fn replica_figures(&self) -> ReplicaFigures {
        let all = self.replicas.all();
        ReplicaFigures {
            all: all.len() as u64,
            up: all.iter().filter(|one| one.is_up()).count() as u64,
            reads: all.iter().map(|one| one.reads()).sum(),
        }
    }
}
